"""How the two tables are laid, and begun anew for every run."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from starlette.testclient import TestClient

from placet.api.app import create_app
from placet.api.main import build
from placet.api.settings import Settings
from placet.api.signing import make_token
from placet.engine import commands as c
from placet.engine.clock import DEMONSTRATION
from placet.engine.model import Capacity, Role
from placet.engine.published import DefinitionKind
from placet.engine.store.memory import Memory
from tests.model.table import ADDRESS, CODES, PEOPLE, SEALED, SEATS, SECRET, SYMBOLS, Asked
from tests.reliability.world import ORGANISATIONS, START, SYMBOL, World

FILE = Path(__file__).parents[2] / "workflows" / "joint-objective.yaml"


def asked(world: World) -> Asked:
    """The installation over a database in which the tables were laid."""
    with world.database.writing() as store:
        store.set_setting(DEMONSTRATION, "yes")
    still = f"still:{world.clock.now().isoformat()}"
    url = world.database.url
    root = build(Settings(database=url, clock=still, secret=SECRET, base_url=ADDRESS))
    root.cases.publish_workflows()
    client = TestClient(create_app(root), base_url=ADDRESS, follow_redirects=False)
    return Asked(root, client)


def sealed() -> str:
    """The default procedure, but with sealed comments and a sealed endorsement."""
    words = FILE.read_text("utf-8").replace("name: joint-objective", "name: sealed-objective", 1)
    comments = "    collects_comments: true\n"
    visible = "      kinds: [endorse, no_objection, abstain, object]\n"
    assert words.count(comments) == words.count(visible) == 1
    words = words.replace(comments, comments + "    comments_sealed: true\n")
    return words.replace(visible, visible + "      visibility: sealed\n")


def seat_more(world: World) -> None:
    """A fourth organisation, a drafter, somebody without any part, and a second table."""
    for name in ("eli", "dan", "gus", "eve"):
        invited = c.InvitePerson(f"{name.title()} N", f"{name}@sea.example")
        world.do("ada", invited, objective=None)
    for code in CODES:
        if code not in ORGANISATIONS:
            registered = c.RegisterOrganisation(code, f"{code} Organisation")
            world.do("ada", registered, objective=None)
    world.meet()
    published = c.PublishDefinition(DefinitionKind.WORKFLOW, sealed())
    world.do("ada", published, objective=None)
    opened = c.OpenNegotiation(
        SEALED, "What is kept to oneself", "To measure it together", "Europe/Paris",
        "sealed-objective", "ada@sea.example",
    )  # fmt: skip
    world.do("ada", opened, objective=None)
    for symbol in SYMBOLS:
        _seat(world, symbol)


def _seat(world: World, symbol: str) -> None:
    def at(command: c.Command) -> None:
        world.do("ada", command, negotiation=symbol, objective=None)

    here = {"DOR"} if symbol == SYMBOL else {"AUR", "BOR", "CYG", "DOR"}
    for code in sorted(here):
        at(c.InviteOrganisation(code))
    if symbol == SEALED:
        at(c.AppointOfficer(world.actors["bea"].person, Role.CHAIR))
    for who, code in SEATS.items():
        if code in here:
            capacity = Capacity.ALTERNATE if who == "ava" else Capacity.FOCAL_POINT
            at(c.AppointDelegate(world.actors[who].person, code, capacity))
    at(c.AppointDelegate(world.actors["dan"].person, "AUR", Capacity.DRAFTER))


def begin(table: Asked) -> None:
    """Another run: the copied rows are what counts, and everybody has a key."""
    table.root.database._memory = Memory()
    table.root.rates.forget()
    with table.root.database.writing() as store:
        store.set_setting(DEMONSTRATION, "yes")
    assert table.root.still is not None
    table.root.still.set(START + timedelta(days=1))
    for kept in (table.acknowledged, table.late, table.told, table.planted):
        kept.clear()
    table._state = None
    with table.root.database.reading() as store:
        known = {p.email.partition("@")[0]: p for p in store.people()}
    table.people = {name: known[name].id for name in PEOPLE}
    table.tokens = {name: make_token(table.root, known[name], "model")[0] for name in PEOPLE}
