"""The composition root: here, and nowhere else, Placet is put together.

Importing builds nothing.  `build` makes a `Root` of what the settings say: one database, one
clock, the definitions, and the use cases over them.  Everything else is handed what it needs.
"""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from placet.api.rates import Rates
from placet.api.settings import Settings
from placet.engine.catalogue import Catalogue, Readers, Rules, Shipped
from placet.engine.clock import Clock, DatabaseClock, StillClock, SystemClock
from placet.engine.errors import N_, BadDefinition, BadInput
from placet.engine.published import DefinitionKind
from placet.engine.rules import Rule
from placet.engine.service import UseCases
from placet.engine.store import Database
from placet.engine.workflow import Workflow

SECRET_LENGTH = 32


@dataclass(frozen=True)
class Root:
    """One installation, put together."""

    settings: Settings
    database: Database
    clock: Clock
    cases: UseCases
    secret: bytes
    rates: Rates = field(default_factory=Rates)

    @property
    def catalogue(self) -> Catalogue:
        """The definitions, those that come with Placet and those published here."""
        return self.cases.catalogue

    @property
    def still(self) -> StillClock | None:
        """The clock that can be moved by hand, where the installation has one."""
        return self.clock if isinstance(self.clock, StillClock) else None

    def close(self) -> None:
        """Give back what the installation holds."""
        self.database.close()


def build(settings: Settings) -> Root:
    """The installation that these settings describe."""
    make_folder(settings)
    database = Database(settings.database)
    clock = clock_of(settings, database)
    cases = UseCases(
        database, catalogue(), clock, mint=mint_person, mail_domain=settings.mail_domain
    )
    return Root(settings, database, clock, cases, secret_of(settings))


def catalogue() -> Catalogue:
    """What comes with Placet, and how the words of a file become a definition."""
    from placet import workflows
    from placet.workflows import rules

    def workflow(
        text: str, file: str, known: Rules, judged: bool
    ) -> tuple[Workflow, tuple[str, ...]]:
        if not judged:
            return workflows.kept(text, file, known), ()
        checked = workflows.check(text, file, known)
        if checked.workflow is None:
            raise BadDefinition(file, tuple(map(str, checked.errors)))
        return checked.workflow, tuple(map(str, checked.warnings))

    def rule(text: str, file: str, judged: bool) -> Rule:
        return rules.parse_rule(text, file) if judged else rules.kept_rule(text, file)

    texts = {
        **{(DefinitionKind.WORKFLOW, *k): text for k, text in workflows.shipped_texts().items()},
        **{(DefinitionKind.RULE, *k): text for k, text in rules.shipped_rule_texts().items()},
    }
    shipped = Shipped(workflows.shipped(), rules.shipped_rules(), texts)
    return Catalogue(shipped, Readers(workflow, rule, workflows.finding))


def mint_person() -> str:
    """A fresh opaque id (128 bit) for a person."""
    return secrets.token_hex(16)


def make_folder(settings: Settings) -> None:
    """Make the folder of the database file, for nobody else to read."""
    if (file := settings.sqlite_file) is not None:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)


def clock_of(settings: Settings, database: Database) -> Clock:
    """The one clock."""
    kind, _, start = settings.clock.partition(":")
    if kind == "auto":
        kind = "system" if settings.on_sqlite else "database"
    if kind == "system":
        return SystemClock()
    if kind == "database":
        return DatabaseClock(database)
    if kind == "still":
        return StillClock(database, instant_given(start) if start else None)
    raise BadInput(
        "PLACET_CLOCK",
        N_("There is no clock called {kind}."),
        N_("Choose auto, system, database or still:2027-03-01T09:00Z."),
        kind=kind,
    )


def instant_given(text: str) -> datetime:
    """An instant as a person writes it on the command line; it needs its zone."""
    with suppress(ValueError):
        at = datetime.fromisoformat(text.strip())
        if at.tzinfo is not None:
            return at.astimezone(UTC)
    raise BadInput(
        "clock",
        N_("{text} is not an instant."),
        N_("Write it with its zone, such as 2027-03-01T09:00Z."),
        text=text,
    )


def secret_of(settings: Settings) -> bytes:
    """The secret that was set, or the one in the file beside the database (made if missing)."""
    if settings.secret is not None:
        return _long_enough(settings.secret.get_secret_value().encode(), "PLACET_SECRET")
    if not settings.on_sqlite:
        raise BadInput(
            "PLACET_SECRET",
            N_("On PostgreSQL every server and worker needs the same secret."),
            N_("Set it to at least 32 random characters."),
        )
    if (file := settings.sqlite_file) is None:
        return secrets.token_bytes(SECRET_LENGTH)
    return _secret_in(file.with_name("secret"))


def _secret_in(file: Path) -> bytes:
    """The secret kept in this file; whoever comes second reads what the first one wrote."""
    fresh = secrets.token_hex(SECRET_LENGTH).encode()
    draft = file.with_name(f".secret-{secrets.token_hex(8)}")
    if not file.exists():
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            out.write(fresh)
            out.flush()
            os.fsync(out.fileno())
        with suppress(FileExistsError):
            os.link(draft, file)
        draft.unlink()
    return _long_enough(file.read_bytes().strip(), str(file))


def _long_enough(secret: bytes, where: str) -> bytes:
    if len(secret) < SECRET_LENGTH:
        raise BadInput(
            where,
            N_("The secret is too short to be one."),
            N_("Give at least {length} random characters."),
            length=SECRET_LENGTH,
        )
    return secret
