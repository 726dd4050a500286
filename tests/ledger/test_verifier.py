"""The stand-alone verifier agrees with the package, and finds every change of an export."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from placet.engine import ledger, verifier
from placet.engine.events import BallotOpened, PositionRecorded, RoundsExtended
from placet.engine.ledger import Checkpoint, LedgerItem
from placet.engine.store import Database
from tests.builders import a_ballot, a_position
from tests.fakes import NOON

FILE = Path(verifier.__file__)


def exported(length: int = 5) -> list[bytes]:
    """An export with some of everything in it."""
    items = [
        LedgerItem(BallotOpened(a_ballot()), "OBJ-1/ballot/1", "", "a" * 64),
        LedgerItem(PositionRecorded(1, a_position(reasons='«Ça» "\\\n\x07🌊')), "OBJ-1/ballot/1"),
        *(LedgerItem(RoundsExtended(n, "because"), "OBJ-1/stage") for n in range(length - 2)),
    ]
    start = Checkpoint("SEA", 0, ledger.genesis("SEA"))
    entries = ledger.entries_after(start, "ada", "web:TakeStep", NOON, items)
    head = Checkpoint("SEA", len(entries), entries[-1].hash)
    return list(ledger.export_lines(head, entries))


LINES = exported()
WHOLE = b"".join(LINES)
HEADS = [json.loads(line).get("hash") for line in LINES]


def found(lines: list[bytes], checkpoint: tuple[int, str] | None = None) -> str:
    with pytest.raises(verifier.Bad) as bad:
        verifier.verify(lines, checkpoint)
    return str(bad.value)


def test_a_good_export_verifies_with_and_without_a_checkpoint() -> None:
    assert verifier.verify(LINES) == ("SEA", 5, HEADS[5])
    for seq in range(1, 6):
        assert verifier.verify(LINES, (seq, HEADS[seq]))[1] == 5
    assert verifier.verify(LINES, (0, ledger.genesis("SEA")))[1] == 5


@settings(max_examples=400)
@given(st.integers(0, len(WHOLE) - 1), st.integers(1, 255))
def test_one_byte_changed_anywhere_is_found(place: int, change: int) -> None:
    changed = bytearray(WHOLE)
    changed[place] ^= change
    message = found(list(BytesIO(changed)))
    number = WHOLE.count(b"\n", 0, place)
    if number:
        assert message.startswith(f"entry {number}:")
    else:
        assert message.startswith("the header:") or message.endswith("names another end")


def test_every_single_byte_matters() -> None:
    for place in range(len(WHOLE)):
        changed = WHOLE[:place] + bytes([WHOLE[place] ^ 1]) + WHOLE[place + 1 :]
        found(list(BytesIO(changed)))


@pytest.mark.parametrize("removed", range(1, 6))
def test_a_removed_entry_is_found(removed: int) -> None:
    message = found(LINES[:removed] + LINES[removed + 1 :])
    assert message.startswith(f"entry {min(removed, 4)}")


@pytest.mark.parametrize("first", range(1, 5))
def test_two_swapped_entries_are_found(first: int) -> None:
    swapped = [*LINES]
    swapped[first], swapped[first + 1] = swapped[first + 1], swapped[first]
    assert found(swapped).startswith(f"entry {first}: it is numbered {first + 1}")


def test_a_cut_tail_with_a_new_header_is_found_with_a_checkpoint() -> None:
    header = json.loads(LINES[0])
    header |= {"entries": 3, "head": HEADS[3]}
    cut = [ledger.canonical(header) + b"\n", *LINES[1:4]]
    assert verifier.verify(cut)[1] == 3
    assert found(cut, (5, HEADS[5])) == "entry 3: the record ends before the checkpoint"
    assert found(LINES, (4, "0" * 64)) == "entry 4: the checkpoint names another hash"


@pytest.mark.parametrize(
    "lines", [[], [b"\n"], [b"[]\n"], [b"{}\n"], LINES[1:], [*LINES, b"\n"], [*LINES, b"x"]]
)
def test_what_is_no_export_is_refused(lines: list[bytes]) -> None:
    assert found(lines)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
        max_leaves=10,
    )
)
def test_both_canonical_forms_are_one(data: object) -> None:
    try:
        ours = ledger.canonical(data)
    except ValueError:  # a lone surrogate has no UTF-8
        return
    assert verifier.canonical(data).encode() == ours


def test_it_runs_alone_on_what_the_database_exports(database: Database, tmp_path: Path) -> None:
    items = [LedgerItem(RoundsExtended(n, "because"), "OBJ-1/stage") for n in range(1200)]
    with database.writing() as store:
        middle = store.record("SEA", "ada", "web:ExtendRounds", NOON, items[:600])
        head = store.record("SEA", "ada", "web:ExtendRounds", NOON, items[600:])
    export = tmp_path / "export.jsonl"
    with database.reading() as store:
        export.write_bytes(b"".join(store.ledger_export("SEA")))
    good = run(export, "--checkpoint", str(middle))
    assert (good.returncode, good.stderr) == (0, "")
    assert "the chain SEA verifies, 1200 entries" in good.stdout
    assert f"Checkpoint now: {head}" in good.stdout

    export.write_bytes(export.read_bytes().replace(b'"allowed":700', b'"allowed":701'))
    bad = run(export)
    assert bad.returncode == 2
    assert "entry 701: its hash is not the hash of what it says" in bad.stderr


def test_an_empty_chain_can_be_exported(database: Database) -> None:
    with database.reading() as store:
        lines = list(store.ledger_export("SKY"))
    assert verifier.verify(lines) == ("SKY", 0, ledger.genesis("SKY"))


def test_it_answers_two_for_a_missing_file_and_a_bad_checkpoint(tmp_path: Path) -> None:
    assert run(tmp_path / "none.jsonl").returncode == 2
    assert run(tmp_path / "none.jsonl", "--checkpoint", "12").returncode == 2


def test_it_is_written_in_the_python_of_3_8() -> None:
    ast.parse(FILE.read_text(), feature_version=(3, 8))


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    """The verifier as a stranger runs it: without Placet, without site-packages."""
    command = [sys.executable, "-I", "-S", str(FILE), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
