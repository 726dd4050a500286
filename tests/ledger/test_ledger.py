"""The record: canonical form, hashes, chains, and what does not verify.

Invariants: I-33 the chain verifies and every checkpoint is a prefix of it, I-35 what is hashed
of a person is a commitment.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from placet.engine import codec, ledger
from placet.engine.errors import BadLedger
from placet.engine.events import BallotOpened, PositionRecorded, RoundsExtended
from placet.engine.ledger import Checkpoint, Entry, LedgerItem
from placet.engine.store import Database
from tests.builders import a_ballot, a_position, an_objective
from tests.fakes import NOON

START = Checkpoint("SEA", 0, ledger.genesis("SEA"))

words = st.text(st.characters(exclude_categories=["Cs"]))
whole = st.integers(-(2**53) + 1, 2**53 - 1)
payloads = st.recursive(
    st.none() | st.booleans() | whole | words,
    lambda inner: st.lists(inner) | st.dictionaries(words, inner),
    max_leaves=20,
)


@given(payloads)
def test_the_quick_canonical_form_is_that_of_rfc_8785(data: object) -> None:
    assert ledger.canonical(data) == rfc8785.dumps(data)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "value", [an_objective(), a_ballot(), a_position(reasons="«Ça»\u2028\x07\U0001f30a")]
)
def test_values_of_the_model_have_a_canonical_form(value: object) -> None:
    data = codec.encode(value)
    assert ledger.canonical(data) == rfc8785.dumps(data)
    assert len(ledger.value_hash(value)) == 64
    assert ledger.value_hash(None) == ""


@pytest.mark.parametrize(
    ("data", "refusal"), [(1.5, TypeError), ({"a": [0.0]}, TypeError), (2**53, ValueError)]
)
def test_what_has_no_exact_form_is_refused(data: object, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        ledger.canonical(data)


def chain(length: int = 4) -> tuple[Entry, ...]:
    items = [LedgerItem(RoundsExtended(n, "because"), "OBJ-1/stage") for n in range(length)]
    return ledger.entries_after(START, "ada", "web:ExtendRounds", NOON, items)


def test_a_chain_verifies_and_ends_in_its_checkpoint() -> None:
    entries = chain()
    verified = ledger.verify(entries)
    assert (verified.count, verified.head) == (4, Checkpoint("SEA", 4, entries[-1].hash))
    assert str(verified.head) == f"4:{entries[-1].hash}"
    assert ledger.verify(()).count == 0


def test_a_chain_that_goes_on_keeps_every_earlier_checkpoint() -> None:
    entries = chain()
    for entry in entries:
        ledger.prefix(Checkpoint("SEA", entry.seq, entry.hash), entries)
    ledger.prefix(START, entries)
    ledger.prefix(START, ())


@pytest.mark.parametrize("field", ["actor", "cause", "kind", "object", "before", "after", "hash"])
def test_a_changed_field_is_found_at_its_entry(field: str) -> None:
    entries = list(chain())
    changes: dict[str, Any] = {field: "x" * 64}
    entries[1] = replace(entries[1], **changes)
    with pytest.raises(BadLedger) as found:
        ledger.verify(entries)
    assert found.value.entry == 2


def test_removed_swapped_and_foreign_entries_are_found() -> None:
    first, second, third, fourth = chain()
    foreign = replace(third, chain="SKY")
    for bad, at in (
        ((first, third, fourth), 2),
        ((first, third, second, fourth), 2),
        ((first, second, foreign, fourth), 3),
        ((second, third, fourth), 1),
    ):
        with pytest.raises(BadLedger) as found:
            ledger.verify(bad)
        assert found.value.entry == at


def test_a_replaced_chain_and_a_cut_tail_are_found_with_any_checkpoint() -> None:
    entries = chain()
    checkpoint = Checkpoint("SEA", 3, entries[2].hash)
    ledger.verify(entries[:2])
    with pytest.raises(BadLedger, match="ends before"):
        ledger.prefix(checkpoint, entries[:2])
    items = [LedgerItem(RoundsExtended(9, "no"), "OBJ-1/stage") for _ in range(4)]
    other = ledger.entries_after(START, "ada", "web", NOON, items)
    with pytest.raises(BadLedger, match="another entry"):
        ledger.prefix(checkpoint, other)


def test_a_commitment_binds_and_without_its_salt_says_nothing() -> None:
    assert ledger.commitment("s", "Ada") == ledger.commitment("s", "Ada")
    assert ledger.commitment("s", "Ada") != ledger.commitment("t", "Ada")
    assert ledger.commitment("sA", "da") != ledger.commitment("s", "Ada")


def test_what_is_stored_verifies_and_comes_back(database: Database) -> None:
    ballot = LedgerItem(BallotOpened(a_ballot()), "OBJ-1/ballot/1", "", "b" * 64)
    position = LedgerItem(
        PositionRecorded(1, a_position(reasons="é")), "OBJ-1/ballot/1/position/AUR"
    )
    other = LedgerItem(RoundsExtended(4, "because"), "OBJ-10/stage")
    with database.writing() as store:
        assert store.ledger_head("SEA") == START
        store.record("SEA", "ada", "web:TakeStep", NOON, [ballot, position])
        head = store.record("SEA", "clock", "clock:CloseStage", NOON, [other])
        assert store.record("SEA", "ada", "web:Nothing", NOON, []) == head
        store.record("SKY", "ada", "web:TakeStep", NOON, [other])
    with database.reading() as store:
        entries = store.ledger_entries("SEA")
        assert ledger.verify(entries).head == head == store.ledger_head("SEA")
        recorded = codec.decode(PositionRecorded, entries[1].payload)
        assert recorded == position.event
        assert store.ledger_entries("SEA", object="OBJ-1") == entries[:2]
        assert store.ledger_count("SEA", object="OBJ-1") == 2
        assert store.ledger_count("SEA") == 3
        newest = store.ledger_entries("SEA", before=3, limit=1, newest_first=True)
        assert newest == entries[1:2]
