"""Looking after an installation from the command line: schema, health, clock, first person."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import timedelta

from placet.api.main import Root, build, instant_given, make_folder
from placet.api.settings import Settings, settings_from_environment
from placet.engine.codec import instant
from placet.engine.errors import N_, BadInput
from placet.engine.store import Database
from placet.engine.store import migrate as bring_up_to_date
from placet.engine.store.schema import newest, revision


def migrate() -> None:
    """Bring the schema up to date and publish the workflows that come with this version."""
    settings = settings_from_environment()
    make_folder(settings)
    database = Database(settings.database)
    before = revision(database)
    bring_up_to_date(database)
    after = revision(database)
    database.close()
    root = opened(settings)
    root.cases.publish_workflows()
    root.close()
    was = "" if before == after else f" (was {before or 'empty'})"
    say(f"The database is at {after}{was}.")


def opened(settings: Settings | None = None) -> Root:
    """The installation of the environment; BadInput where its schema is not up to date."""
    settings = settings or settings_from_environment()
    if (file := settings.sqlite_file) is not None and not file.exists():
        raise BadInput(
            "PLACET_DATABASE",
            N_("There is no database at {file}."),
            N_("Run `placet migrate`, or correct the setting."),
            file=file,
        )
    return build(demonstrating(settings))


def check_schema(database: Database) -> None:
    """Refuse a database that is not at the revision this version needs."""
    found, needed = revision(database), newest()
    if found != needed:
        raise BadInput(
            "PLACET_DATABASE",
            N_("The database is at {found}, this version of Placet needs {needed}."),
            N_("Run `placet migrate`."),
            found=found or "nothing",
            needed=needed,
        )


def administrator(email: str, name: str, zone: str) -> None:
    """Register the first person of an empty installation."""
    from placet.api.v1.given_house import PersonGiven
    from placet.engine.access import Actor

    root = opened()
    with root.database.reading() as store:
        known = [p for p in store.people() if p.administrator]
    if known:
        raise BadInput(
            "administrator",
            N_("There is an administrator already."),
            N_("Let them invite the others."),
        )
    try:
        given = PersonGiven(name=name, email=email, zone=zone, administrator=True)
    except ValueError as bad:
        raise BadInput("administrator", "{why}", why=str(bad).splitlines()[-1].strip()) from None
    founder = Actor("founder", administrator=True, serves=True, channel="command-line")
    root.cases.handle(founder, given.command())
    root.close()
    say(f"{given.email} may sign in at {root.settings.base_url}/signin")


def show_clock(as_json: bool) -> None:
    """Say what time it is here."""
    root = opened()
    _told(root, 0, as_json)


def move_clock(at: str | None, by: str | None, as_json: bool) -> None:
    """Move the demonstration's clock and let it do what is due then."""
    root = opened()
    if root.still is None:
        raise BadInput(
            "clock",
            N_("This installation is no demonstration, so its clock cannot be moved."),
            N_("Start one with `placet serve --demo`."),
        )
    if at is not None:
        root.still.set(instant_given(at))
    else:
        root.still.advance(_period(by or ""))
    _told(root, root.cases.tick(), as_json)


def demonstrating(settings: Settings) -> Settings:
    """The settings; in a demonstration the clock is the one that stands still."""
    database = Database(settings.database)
    try:
        check_schema(database)
        with database.reading() as store:
            still = settings.clock == "auto" and is_demonstration(store.setting)
    finally:
        database.close()
    return settings.model_copy(update={"clock": "still"}) if still else settings


def is_demonstration(setting: Callable[[str], str | None]) -> bool:
    """Whether the database is marked as a demonstration."""
    from placet.engine.clock import DEMONSTRATION

    return setting(DEMONSTRATION) == "yes"


def _period(text: str) -> timedelta:
    from pydantic import TypeAdapter, ValidationError

    try:
        period = TypeAdapter(timedelta).validate_python(text.upper())
    except ValidationError:
        period = timedelta(0)
    if period <= timedelta(0):
        raise BadInput(
            "by", N_("{text} is not a period."), N_("Write it as PT1H or P3D."), text=text
        )
    return period


def _told(root: Root, done: int, as_json: bool) -> None:
    now = instant(root.clock.now())
    still = root.still is not None
    if as_json:
        say(json.dumps({"now": now, "still": still, "done": done}))
    else:
        say(f"{now}{' (stands still)' if still else ''}" + (f", {done} done" if done else ""))
    root.close()


def say(words: str) -> None:
    """Write a line to standard output."""
    sys.stdout.write(f"{words}\n")
