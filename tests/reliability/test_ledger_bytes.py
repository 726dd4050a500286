"""One byte of an export is changed: both verifiers refuse it and name the entry."""

from __future__ import annotations

import json
import random
import re

import pytest

from placet.engine import verifier
from placet.engine.codec import decode
from placet.engine.errors import BadLedger
from placet.engine.ledger import Entry, verify
from tests.reliability.copies import FileCopies
from tests.reliability.world import SYMBOL

FEW = [pytest.param(200, id="200"), pytest.param(0, id="all", marks=pytest.mark.soak)]


@pytest.fixture(scope="module")
def export(file_copies: FileCopies) -> bytes:
    """A small export: a table, and an objective just proposed."""
    with file_copies.at("proposed") as world, world.database.reading() as store:
        return b"".join(store.ledger_export(SYMBOL))


def entries(export: bytes) -> list[Entry]:
    """The entries of an export that is at least JSON."""
    return [decode(Entry, json.loads(line)) for line in export.splitlines()[1:]]


def place(export: bytes, position: int) -> int:
    """The number of the entry in which a byte stands; 0 is the header."""
    return export.count(b"\n", 0, position)


def positions(export: bytes, few: int) -> list[int]:
    """Where bytes are changed: everywhere, or in some places."""
    everywhere = range(len(export))
    return random.Random(few).sample(everywhere, few) if few else list(everywhere)


def test_an_untouched_export_verifies(export: bytes) -> None:
    chain, count, head = verifier.verify(export.splitlines(keepends=True))
    verified = verify(entries(export))
    assert (chain, count, head) == (SYMBOL, verified.count, verified.head.hash)


@pytest.mark.parametrize("few", FEW)
def test_a_changed_byte_is_found_and_its_entry_named(export: bytes, few: int) -> None:
    fate = random.Random(7)
    for position in positions(export, few):
        byte = export[position] ^ fate.randint(1, 255)
        broken = export[:position] + bytes([byte]) + export[position + 1 :]
        with pytest.raises(verifier.Bad) as told:
            verifier.verify(broken.splitlines(keepends=True))
        wanted = place(export, position)
        named = re.match(r"entry (\d+)|the header", str(told.value))
        assert named is not None, told.value
        # A changed header shows at the header, or at the first or last entry it speaks of.
        if wanted:
            assert int(named[1] or 0) == wanted, (position, str(told.value))


@pytest.mark.parametrize("few", FEW)
def test_a_changed_entry_is_found_when_it_is_read_back(export: bytes, few: int) -> None:
    fate = random.Random(8)
    for position in positions(export, few):
        byte = export[position] ^ fate.randint(1, 127)
        broken = export[:position] + bytes([byte]) + export[position + 1 :]
        if place(export, position) == 0 or broken.count(b"\n") != export.count(b"\n"):
            continue
        try:
            told = entries(broken)
        except (ValueError, TypeError, KeyError):
            continue  # it is no entry at all any more
        with pytest.raises(BadLedger) as bad:
            verify(told, SYMBOL)
        assert bad.value.entry == place(export, position)


@pytest.mark.parametrize("cut", [1, 2, 5])
def test_a_record_that_was_cut_short_is_found(export: bytes, cut: int) -> None:
    lines = export.splitlines(keepends=True)
    with pytest.raises(verifier.Bad, match=f"entry {len(lines) - 1 - cut}: the record ends"):
        verifier.verify(lines[:-cut])
