"""Who sees whose position: every reader, before and after the closing, in everything shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass

import pytest

from placet.engine import commands as c
from placet.engine.codec import encode
from placet.engine.disclosure import sees_the_count
from placet.engine.draft import agreement_of
from placet.engine.errors import NotAllowed, NotFound
from placet.engine.ledger import Entry
from placet.engine.messages import Kind, Message
from placet.engine.store import Database
from placet.engine.views import ObjectiveView

from .tables import PEOPLE, READERS, REASONS, SEATS, TABLE, Sea, procedure

OFFICERS = {"sec", "chair"}
EVERYBODY = set(READERS)
OWN = {"bor"}
"""The people of BOR, whose position it is that is asked about."""

SEES: dict[tuple[str, bool], set[str]] = {
    ("open", False): EVERYBODY,
    ("open", True): EVERYBODY,
    ("sealed", False): OWN,
    ("sealed", True): EVERYBODY,
    ("undisclosed", False): OWN | OFFICERS,
    ("undisclosed", True): OWN | OFFICERS,
    ("secret", False): OWN,
    ("secret", True): OWN,
}
"""Who sees the objection of BOR, by visibility and whether the ballot is closed."""

COUNTS: dict[tuple[str, bool], set[str]] = {
    ("open", False): EVERYBODY,
    ("sealed", False): set(),
    ("undisclosed", False): OFFICERS,
    ("secret", False): set(),
    **{(visibility, True): EVERYBODY for visibility in ("open", "sealed", "undisclosed", "secret")},
}
"""Who sees how the count stands."""

CASES = [(*key, reader) for key in SEES for reader in READERS]
cases = pytest.mark.parametrize(("visibility", "closed", "reader"), CASES)


@pytest.fixture(scope="module")
def sea(sqlite_template: object, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Sea]:
    """Tables that are only read, each made once."""
    import shutil

    made: dict[object, Sea] = {}

    def of(closed: bool, **changes: object) -> Sea:
        key = (closed, *sorted(map(str, changes.items())))
        if key not in made:
            path = tmp_path_factory.mktemp("sea") / "placet.db"
            shutil.copy(str(sqlite_template), path)
            table = Sea(Database(f"sqlite:///{path}"), procedure(**changes))
            if closed:
                table.close()
            made[key] = table
        return made[key]

    return of


def said(value: object, depth: int = 0) -> str:
    """Everything that a value says, to whatever depth."""
    if is_dataclass(value) and depth < 12:
        return " ".join(said(getattr(value, f.name), depth + 1) for f in fields(value))
    if isinstance(value, dict):
        return " ".join(f"{k} {said(v, depth + 1)}" for k, v in value.items())
    if isinstance(value, tuple | list | frozenset):
        return " ".join(said(v, depth + 1) for v in value)
    return str(value)


@cases
def test_the_position_is_in_no_view_of_whoever_may_not_see_it(
    sea: Callable[..., Sea], visibility: str, closed: bool, reader: str
) -> None:
    """Its reasons, its reference and its receipt, in everything that a reader can ask for."""
    table = sea(closed, visibility=visibility)
    who, may = table.people[reader], reader in SEES[visibility, closed]
    view = table.cases.objective(who, table.ref)
    shown = {
        "objective": view,
        "table": table.cases.negotiation(who, TABLE),
        "inbox": table.cases.inbox(who),
        "record": table.cases.audit(who, TABLE),
        "record of it": table.cases.audit(who, TABLE, table.ref),
        "comparison": table.cases.compare(who, table.ref, 1, 1),
        "draft": agreement_of(view, view.checkpoint),
    }
    inbox_shows = reader != "admin"  # who has no part in anything has an empty inbox
    for name, value in shown.items():
        words = said(value)
        if name == "inbox" and not inbox_shows:
            assert REASONS not in words
        else:
            assert (REASONS in words) is may, name
            assert may or table.reference not in words, name
    if may:
        assert table.cases.receipt(who, table.reference).position.reasons == REASONS
    else:
        with pytest.raises(NotFound):
            table.cases.receipt(who, table.reference)


@cases
def test_the_ballot_holds_one_s_own_position_and_what_may_be_seen(
    sea: Callable[..., Sea], visibility: str, closed: bool, reader: str
) -> None:
    table = sea(closed, visibility=visibility)
    view = table.cases.objective(table.people[reader], table.ref)
    own = PEOPLE[reader][0] if reader in PEOPLE else ""
    seen = {"AUR", "BOR"} if _sees_all(visibility, closed, reader) else {own} & {"AUR", "BOR"}
    assert view.ballot is not None
    assert view.objective.ballot == view.ballot
    assert set(view.ballot.positions) == seen
    assert view.ballot.hidden == 2 - len(seen)
    assert view.ballot.answered == 2
    assert [len(b.positions) for b in view.ballots] == [len(seen)]
    assert (view.position is not None) is (own in ("AUR", "BOR"))


@cases
def test_the_count_is_told_without_names_where_names_are_not_shown(
    sea: Callable[..., Sea], visibility: str, closed: bool, reader: str
) -> None:
    table = sea(closed, visibility=visibility)
    view = table.cases.objective(table.people[reader], table.ref)
    assert (view.verdict is not None) is (reader in COUNTS[visibility, closed])
    if view.verdict is None:
        return
    assert view.verdict.passes is False
    assert view.verdict.findings
    named = {*view.verdict.blockers, *view.verdict.silent}
    named |= {o for held in view.verdict.holding.values() for o in held}
    if _sees_all(visibility, closed, reader):
        assert named == set(SEATS)
    else:
        assert named == set()


@cases
def test_steps_tell_nothing_of_a_count_that_is_not_shown(
    sea: Callable[..., Sea], visibility: str, closed: bool, reader: str
) -> None:
    table = sea(closed, visibility=visibility)
    view = table.cases.objective(table.people[reader], table.ref)
    missing = {guard for step in view.steps for guard in step.missing}
    if not closed and reader not in COUNTS[visibility, closed]:
        assert {"verdict_passes", "broken"} <= missing
    assert view.stage.name == "silence"


@cases
def test_only_secretariat_and_chair_learn_who_is_silent_where_positions_are_not_shown(
    sea: Callable[..., Sea], visibility: str, closed: bool, reader: str
) -> None:
    table = sea(closed, visibility=visibility)
    view = table.cases.objective(table.people[reader], table.ref)
    if closed:
        assert view.owing == ()
    elif visibility == "open" or reader in OFFICERS or reader == "cyg":
        assert view.owing == ("CYG",)
    else:
        assert view.owing == ()


@cases
def test_an_entry_about_a_position_that_is_not_shown_names_nobody(
    sea: Callable[..., Sea], visibility: str, closed: bool, reader: str
) -> None:
    table = sea(closed, visibility=visibility)
    found = table.cases.audit(table.people[reader], TABLE)
    assert found.verified
    recorded = [e for e in found.entries if e.kind == "PositionRecorded"]
    assert len(recorded) == 2
    for entry in recorded:
        if entry.payload.get("withheld"):
            assert entry.payload == {"ballot": 1, "withheld": True}
            assert (entry.actor, entry.before, entry.after) == ("", "", "")
            assert entry.object == f"{table.ref}/ballot/1/position"
    withheld = sum("withheld" in e.payload for e in recorded)
    view = table.cases.objective(table.people[reader], table.ref)
    assert view.ballot is not None
    assert withheld == view.ballot.hidden
    verdicts = [e.payload["verdict"] for e in found.entries if e.kind == "BallotClosed"]
    names = {"blockers", "holding", "silent"}
    for verdict in verdicts:
        assert bool(names & set(verdict)) is _sees_all(visibility, closed, reader)


@cases
def test_the_whole_record_is_given_only_to_whoever_may_see_all_of_it(
    sea: Callable[..., Sea], visibility: str, closed: bool, reader: str
) -> None:
    table = sea(closed, visibility=visibility)
    who = table.people[reader]
    if _sees_all(visibility, closed, reader):
        table.cases.whole_record(who, TABLE)
    else:
        with pytest.raises(NotAllowed):
            table.cases.whole_record(who, TABLE)


def _sees_all(visibility: str, closed: bool, reader: str) -> bool:
    return reader in SEES[visibility, closed] - (OWN if visibility != "open" else set()) or (
        reader == "bor" and SEES[visibility, closed] == EVERYBODY
    )


# Where only the breaker is not disclosed


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("closed", [False, True])
def test_who_stands_in_the_way_is_hidden_and_the_others_are_shown(
    sea: Callable[..., Sea], closed: bool, reader: str
) -> None:
    table = sea(closed, breaker="undisclosed")
    view = table.cases.objective(table.people[reader], table.ref)
    assert view.ballot is not None
    shown = {"AUR", "BOR"} if reader in OFFICERS | OWN else {"AUR"}
    assert set(view.ballot.positions) == shown
    assert view.verdict is not None
    if reader in OFFICERS:
        assert view.verdict.silent == ("CYG",)
    else:
        assert (view.verdict.blockers, view.verdict.silent, view.verdict.holding) == ((), (), {})
    assert (REASONS in said(view)) is (reader in OFFICERS | OWN)


# What is told while it is open


def test_a_reminder_says_what_is_needed_where_the_count_is_shown(
    sea: Callable[..., Sea],
) -> None:
    assert all("needed" in m.facts for m in reminders(sea(False, visibility="open")))


def reminders(table: Sea) -> list[Message]:
    """What the secretariat's reminder sends."""
    table.do("sec", c.SendReminders(), objective=table.ref)
    with table.database.reading() as store:
        mails = [m.message for m in store.messages(objective=table.ref, limit=99)]
    found = [m for m in mails if m.kind is Kind.REMINDER]
    assert {m.organisation for m in found} == {"CYG"}
    return found


@pytest.mark.parametrize("visibility", ["sealed", "secret", "undisclosed"])
def test_no_mail_tells_a_count_that_its_reader_may_not_know(
    sea: Callable[..., Sea], visibility: str
) -> None:
    table = sea(False, visibility=visibility)
    assert not any("needed" in m.facts for m in reminders(table))
    with table.database.reading() as store:
        mails = [m.message for m in store.messages(objective=table.ref, limit=99)]
    to_others = [m for m in mails if m.organisation != "BOR"]
    assert table.reference not in str([encode(m) for m in to_others])


@pytest.mark.parametrize("visibility", ["open", "sealed", "secret", "undisclosed"])
def test_whoever_keeps_the_mail_reads_in_it_nothing_that_is_not_shown(
    sea: Callable[..., Sea], visibility: str
) -> None:
    table = sea(False, visibility=visibility, closes_when=("broken",))
    if table.cases.objective(table.people["sec"], table.ref).stage.name == "silence":
        table.take("recall")
        table.take("open_silence")
    with table.database.reading() as store:
        mails = [m.message for m in store.messages(objective=table.ref, limit=99)]
    to_bor = [m for m in mails if m.organisation == "BOR"]
    told = [m for m in to_bor if m.facts.get("kind") == "object"]
    assert {Kind.RECEIPT, Kind.CIRCULAR} <= {m.kind for m in told}
    for message in told:
        may = {x for x in READERS if table.cases.may_read(table.people[x], message)}
        assert may == SEES[visibility, False]
    for message in (m for m in to_bor if "kind" not in m.facts and "attached" not in m.facts):
        assert table.cases.may_read(table.people["sec"], message)


def test_a_reading_never_keeps_what_was_hidden(sea: Callable[..., Sea]) -> None:
    """Hiding is for readers: the stored ballot has all positions, and hides none."""
    table = sea(False, visibility="secret")
    table.cases.objective(table.people["cyg"], table.ref)
    with table.database.reading() as store:
        ballot = store.objective(table.ref).ballot
    assert ballot is not None
    assert (set(ballot.positions), ballot.hidden) == ({"AUR", "BOR"}, 0)
    assert ballot.visibility == "secret"


def test_what_was_promised_at_the_opening_holds_whatever_the_procedure_says_later(
    sea: Callable[..., Sea],
) -> None:
    table = sea(False, visibility="sealed")
    with table.database.reading() as store:
        ballot = store.objective(table.ref).ballot
    assert ballot is not None
    view: ObjectiveView = table.cases.objective(table.people["cyg"], table.ref)
    assert not sees_the_count(ballot, view.standing)
    entries: tuple[Entry, ...] = view.history
    assert entries
