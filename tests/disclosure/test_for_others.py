"""Groups and proxies in a database: what a holder sees, what is kept, what can be checked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from placet.engine import commands as c
from placet.engine.errors import BadInput, NotAllowed, NotFound
from placet.engine.groups import GroupKind
from placet.engine.proxies import ProxyState, in_force
from placet.engine.replay import differences, replay
from placet.engine.store import Database
from placet.engine.views import ObjectiveView
from tests.decide.silences import SILENCE
from tests.disclosure.tables import TABLE, Sea, procedure
from tests.invariants.checks import check_all
from tests.invariants.queries import QUERIES

FILE = (Path(__file__).parent.parent / "decide/silence.yaml").read_text("utf-8")


def at(sea: Sea, who: str, command: Any) -> None:
    """A command about the table."""
    sea.do(who, command, negotiation=TABLE)


def asked(sea: Sea, kind: str, organisation: str = "", **more: Any) -> c.RecordPosition:
    """A position on the ballot that is open."""
    with sea.database.reading() as store:
        ballot = store.objective(sea.ref).ballot
    assert ballot is not None
    return c.RecordPosition(
        ballot.number, ballot.text_hash, kind, organisation=organisation, no_wording=True, **more
    )


def seen(sea: Sea, who: str) -> ObjectiveView:
    """The objective as somebody sees it."""
    return sea.cases.objective(sea.people[who], sea.ref)


def held(sea: Sea, who: str) -> dict[str, str]:
    """The positions that somebody sees, with who cast them."""
    ballot = seen(sea, who).ballot
    assert ballot is not None
    return {o: p.cast_by for o, p in ballot.positions.items()}


def told(sea: Sea, who: str) -> list[str]:
    """The entries about positions that somebody reads in the record, whole."""
    audit = sea.cases.audit(sea.people[who], TABLE, sea.ref)
    return [e.payload["position"]["organisation"] for e in audit.entries if "position" in e.payload]


def violations(database: Database) -> list[str]:
    """The invariants about seats that the rows themselves break."""
    with database.engine.connect() as connection:
        return [
            invariant
            for invariant in ("I-03", "I-05")
            for query in QUERIES[invariant]
            for _ in connection.exec_driver_sql(query.replace("%", "%%")).all()
        ]


@pytest.fixture
def with_a_proxy(database: Database) -> Callable[..., Sea]:
    """CYG's proxy is held by AUR."""

    def make(**changes: Any) -> Sea:
        sea = Sea(database, procedure(**changes))
        at(
            sea,
            "cyg",
            c.GiveProxy("AUR", sea.clock.at + timedelta(weeks=20), objectives=(sea.ref,)),
        )
        at(sea, "aur", c.AcceptProxy(1))
        return sea

    return make


def test_in_a_sealed_ballot_a_holder_sees_what_it_cast_and_nothing_more(
    with_a_proxy: Callable[..., Sea],
) -> None:
    sea = with_a_proxy(visibility="sealed")
    assert seen(sea, "aur").answers_for == ("AUR", "CYG")
    receipt = sea.do("aur", asked(sea, "abstain", "CYG"), objective=sea.ref).reference
    assert held(sea, "aur") == {"AUR": "", "CYG": "AUR"}
    assert held(sea, "cyg") == {"CYG": "AUR"}
    assert held(sea, "bor") == {"BOR": ""}
    assert held(sea, "sec") == {}
    assert (told(sea, "aur"), told(sea, "bor")) == (["CYG", "AUR"], ["BOR"])
    assert sea.cases.receipt(sea.people["aur"], receipt).position.cast_by == "AUR"
    with pytest.raises(NotFound):
        sea.cases.receipt(sea.people["bor"], receipt)
    own = sea.do("cyg", asked(sea, "object", reasons="No"), objective=sea.ref).reference
    assert held(sea, "aur") == {"AUR": ""}, "what CYG holds itself is CYG's"
    assert seen(sea, "aur").answers_for == ("AUR",)
    assert told(sea, "aur") == ["CYG", "AUR"], "what it had cast it still knows"
    with pytest.raises(NotFound):
        sea.cases.receipt(sea.people["aur"], own)
    with pytest.raises(BadInput):
        sea.do("aur", asked(sea, "abstain", "CYG"), objective=sea.ref)
    assert violations(sea.database) == []


def test_what_was_cast_groups_and_proxies_come_back_as_they_were_and_replay_tells_them(
    database: Database,
) -> None:
    sea = Sea(database, SILENCE, file=FILE)
    until = sea.clock.at + timedelta(weeks=20)
    at(sea, "cyg", c.GiveProxy("AUR", until, objectives=(sea.ref,)))
    at(sea, "aur", c.AcceptProxy(1))
    form = c.FormGroup("G2", "Two", GroupKind.REGIONAL, ("AUR", "BOR"), "BOR")
    at(sea, "sec", form)
    sea.do("aur", asked(sea, "support", "CYG"), objective=sea.ref)
    sea.do("aur", c.WithdrawPosition(1, "CYG"), objective=sea.ref)
    sea.do("aur", asked(sea, "support", "CYG"), objective=sea.ref)
    shown = asked(sea, "object")
    spoken = c.SpeakForGroup(shown.ballot, shown.text_hash, "G2", "object", "Not so")
    sea.do("bor", spoken, objective=sea.ref)
    assert check_all(sea.database) == []
    at(sea, "cyg", c.EndProxy(1, "We are back"))
    with sea.database.reading() as store:
        negotiation, objective = store.negotiation(TABLE), store.objective(sea.ref)
        entries = store.ledger_entries(TABLE, limit=999)
    (proxy,) = negotiation.proxies
    assert (proxy.giver, proxy.holder, proxy.objectives) == ("CYG", "AUR", (sea.ref,))
    assert (proxy.state, proxy.ended_because) == (ProxyState.ENDED, "We are back")
    assert not in_force(proxy, sea.clock.at)
    assert [g.code for g in negotiation.groups] == ["G2"]
    assert [(s.group, s.words) for s in objective.spoken] == [("G2", "Not so")]
    assert differences(replay(entries), negotiation, [objective]) == ()
    assert check_all(sea.database) == []
    with pytest.raises(NotAllowed):
        sea.do("aur", asked(sea, "support", "CYG"), objective=sea.ref)
    assert held(sea, "cyg")["CYG"] == "AUR", "what was recorded stays"


def test_a_body_casts_for_its_members_and_everything_adds_up(database: Database) -> None:
    sea = Sea(database, SILENCE, file=FILE)
    at(sea, "sec", c.DeclareCasting("CYG", ("AUR", "BOR"), "Rule 6"))
    with pytest.raises(BadInput):
        sea.do("cyg", c.CastForMembers(asked(sea, "support"), ("AUR",)), objective=sea.ref)
    sea.take("recall")
    sea.take("open_silence")
    sea.do("cyg", c.CastForMembers(asked(sea, "support"), ("AUR", "BOR")), objective=sea.ref)
    assert held(sea, "sec") == {"AUR": "CYG", "BOR": "CYG"}
    sea.do("bor", asked(sea, "support"), objective=sea.ref)
    assert held(sea, "sec") == {"AUR": "CYG", "BOR": ""}
    assert check_all(sea.database) == []
    at(sea, "sec", c.EndCasting("CYG", "They answer themselves"))
    with sea.database.reading() as store:
        assert {p.state for p in store.negotiation(TABLE).proxies} == {ProxyState.ENDED}
    assert check_all(sea.database) == []


def test_a_cast_that_nobody_was_entitled_to_is_noticed(database: Database) -> None:
    sea = Sea(database, procedure())
    at(sea, "cyg", c.GiveProxy("AUR", sea.clock.at + timedelta(days=1)))
    at(sea, "aur", c.AcceptProxy(1))
    sea.do("aur", asked(sea, "abstain", "CYG"), objective=sea.ref)
    assert violations(sea.database) == []
    with database.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE proxy SET holder = 'BOR'")
    assert violations(sea.database) == ["I-05"] * 2


def test_what_a_group_says_leaks_nowhere_while_the_ballot_is_sealed(database: Database) -> None:
    sea = Sea(database, procedure(visibility="sealed"))
    at(sea, "sec", c.FormGroup("G2", "Two", GroupKind.REGIONAL, ("AUR", "BOR"), "BOR"))
    shown = asked(sea, "object")
    spoken = c.SpeakForGroup(shown.ballot, shown.text_hash, "G2", "object", "Not so")
    sea.do("bor", spoken, objective=sea.ref)

    def knows(who: str) -> tuple[int, bool]:
        audit = sea.cases.audit(sea.people[who], TABLE, sea.ref)
        entry = next(e for e in audit.entries if e.kind == "GroupSpoke")
        return len(seen(sea, who).objective.spoken), "statement" in entry.payload

    assert {who: knows(who) for who in ("aur", "bor", "cyg", "sec", "chair")} == {
        "aur": (1, True),
        "bor": (1, True),
        "cyg": (0, False),
        "sec": (0, False),
        "chair": (0, False),
    }
    sea.close()
    assert knows("cyg") == (1, True)


def test_a_proxy_is_for_objectives_of_its_own_table(database: Database) -> None:
    sea = Sea(database, procedure())
    offer = c.GiveProxy("AUR", sea.clock.at + timedelta(weeks=2), objectives=("OBJ-9999",))
    with pytest.raises(NotFound):
        at(sea, "cyg", offer)
