"""Whatever people of three organisations do, nobody else ever sees a prepared word.

Every word is planted once and looked for in everything that everybody can read afterwards.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from placet.engine import assigning
from placet.engine.access import Actor
from placet.engine.errors import PlacetError
from placet.engine.model import Capacity
from placet.engine.prepared import Note, Prepared, PreparedState
from placet.engine.sharing import DraftingSpace, Membership
from placet.engine.store import Database
from placet.engine.submitting import submit

from .room import OFFICERS, PEOPLE, TABLE, Room, remark, rewording

HANDS = ("ann", "dan", "bea", "bob", "cyd")
DEEDS = (
    "comment", "ready", "amend", "note", "edit", "clear", "return", "submit", "discard", "assign",
    "open", "join", "leave", "share", "draft", "propose", "type",
)  # fmt: skip
STEPS = st.lists(
    st.tuples(st.sampled_from(HANDS), st.sampled_from(DEEDS), st.integers(0, 7)),
    min_size=8, max_size=30,
)  # fmt: skip


@pytest.fixture(scope="module")
def furnished(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Room:
    """A room in a file, to be copied."""
    file = tmp_path_factory.mktemp("room") / "placet.db"
    shutil.copy(sqlite_template, file)
    room = Room(Database(f"sqlite:///{file}"))
    room.database.close()
    return room


class Life:
    """Steps in one room; a step that is refused is none."""

    def __init__(self, room: Room) -> None:
        self.room, self.words = room, 0

    def word(self) -> str:
        """A word that stands nowhere else."""
        self.words += 1
        return f"planted{self.words:03d}x"

    def items(self) -> tuple[Prepared, ...]:
        """Everything prepared by anybody, as the database has it."""
        with self.room.database.reading() as store:
            own = [i for code in ("AUR", "BOR", "CYG") for i in store.prepared(self.room.ref, code)]
            shared = [i for s in store.spaces([self.room.ref]) for i in store.shared(s.id)]
        return (*own, *shared)

    def spaces(self) -> tuple[DraftingSpace, ...]:
        """Every drafting space."""
        with self.room.database.reading() as store:
            return store.spaces([self.room.ref])

    def step(self, name: str, deed: str, which: int) -> None:
        """One step, on whatever thing it points at, be it somebody else's."""
        room, who = self.room, self.room.people[name]
        own, spaces, ref, word = room.own, room.spaces, room.ref, self.word()
        items, places = self.items(), self.spaces()
        item = items[which % len(items)] if items else None
        place = places[which % len(places)] if places else None
        match deed:
            case "comment" | "ready":
                own.keep(who, ref, remark(word), ready=deed == "ready")
            case "amend":
                own.keep(who, ref, rewording(word))
            case "note":
                own.keep(who, ref, Note(word))
            case "assign":
                to = room.id(HANDS[which % len(HANDS)])
                assigning.assign(own, who, ref, "objective", "objective", to, word)
            case "type":
                assigning.keep_typed(own, who, ref, "comment:p1", {"body": word})
            case "open":
                spaces.open(who, ref, word, (("AUR", "BOR", "CYG")[which % 3],))
            case "join" | "leave" if place is not None:
                answer = Membership.JOINED if deed == "join" else Membership.LEFT
                spaces.answer(who, ref, place.id, answer)
            case "share" if place is not None:
                spaces.keep(who, ref, place.id, Note(word))
            case "draft" if place is not None:
                spaces.keep(who, ref, place.id, rewording(word))
            case "propose" if item is not None and item.space:
                spaces.propose(who, ref, item.space, item.id, item.version)
            case "edit" if item is not None:
                own.keep(who, ref, remark(word), id=item.id, version=item.version)
            case "clear" | "return" if item is not None:
                own.do(who, ref, item.id, item.version, deed, word)
            case "submit" if item is not None:
                submit(own, who, ref, [(item.id, item.version)])
            case "discard" if item is not None:
                own.discard(who, ref, item.id, item.version)
            case _:
                pass

    def allowed(self, name: str) -> set[str]:
        """The planted words that somebody may read now."""
        code, capacity = PEOPLE.get(name, ("", Capacity.OBSERVER))
        prepares = bool(code) and capacity is not Capacity.OBSERVER
        inside = {s.id for s in self.spaces() if s.members.get(code) is Membership.JOINED}
        found: set[str] = set()
        for item in self.items():
            public = item.state is PreparedState.SUBMITTED
            ours = item.space in inside if item.space else item.organisation == code
            if public or (prepares and ours):
                found |= planted(repr((item.content, item.note if ours else "")))
        for space in self.spaces():
            if prepares and space.members.get(code) in (Membership.JOINED, Membership.INVITED):
                found |= planted(space.title)
        with self.room.database.reading() as store:
            if prepares:
                found |= planted(repr(store.assignments(self.room.ref, code)))
            mine = store.unsent(self.room.id(name), self.room.ref, "comment:p1")
        return found | planted(repr(mine))

    def read(self, name: str) -> set[str]:
        """Every planted word in anything that somebody gets when asking for everything."""
        return {word for seen in self._answers(self.room.people[name]) for word in planted(seen)}

    def _answers(self, who: Actor) -> Iterator[str]:
        room = self.room
        cases, own, ref = room.cases, room.own, room.ref
        asks: list[Callable[[], object]] = [
            lambda: cases.inbox(who),
            lambda: cases.objective(who, ref),
            lambda: cases.negotiation(who, TABLE),
            lambda: cases.amendments(who, ref),
            lambda: cases.audit(who, TABLE),
            lambda: own.batch(who, ref),
            lambda: own.glance(who, ref),
            lambda: room.spaces.listed(who, ref),
            lambda: assigning.typed(own, who, ref, "comment:p1"),
            *(partial(own.one, who, ref, item.id) for item in self.items()),
            *(partial(room.spaces.one, who, ref, space.id) for space in self.spaces()),
        ]
        for ask in asks:
            with suppress(PlacetError):
                yield repr(ask())

    def told(self) -> set[str]:
        """Every planted word in any message, with all its facts, and in the record."""
        with self.room.database.reading() as store:
            messages = store.messages(limit=500)
            entries = store.ledger_entries(TABLE, limit=999)
        return planted(repr([(m.message.facts, m.bytes) for m in messages])) | planted(
            repr(entries)
        )


def planted(text: str) -> set[str]:
    """The planted words of a text."""
    return set(re.findall(r"planted\d{3}x", text))


@settings(max_examples=12, phases=(Phase.explicit, Phase.generate))
@given(STEPS)
def test_whatever_they_do_nobody_outside_sees_a_prepared_word(
    furnished: Room, steps: list[tuple[str, str, int]]
) -> None:
    with TemporaryDirectory() as folder:
        source = str(furnished.database.engine.url.database)
        file = shutil.copy(source, Path(folder) / "placet.db")
        database = Database(f"sqlite:///{file}")
        again = Room(database, people=furnished.people, ref=furnished.ref)
        again.clock.set(furnished.clock.now())
        life = Life(again)
        for step in steps:
            with suppress(PlacetError):
                life.step(*step)
        public = {w for i in life.items() if not i.open for w in planted(repr(i.content))}
        assert life.told() <= public
        for name in (*PEOPLE, *OFFICERS):
            assert life.read(name) <= life.allowed(name), name
        database.close()
