#!/usr/bin/env python3
"""Verify an exported Placet ledger.  One file, nothing but Python 3.8 or later.

    python verifier.py export.jsonl [--checkpoint SEQ:HASH]

The export is JSON lines: a header, then one entry a line, every line in canonical JSON
(RFC 8785: keys sorted, no spaces, UTF-8).  What is checked:

1. the header names this format, and the genesis hash that follows from the chain's name;
2. every line is canonical to the byte, so nothing can hide in another spelling;
3. entries are numbered 1, 2, 3 ... without a gap and belong to this chain;
4. each names the hash of the one before (the first: the genesis hash);
5. each hash is SHA-256 over the canonical JSON of all other fields of the entry;
6. the last entry is the one that the header names;
7. a checkpoint (from a mail or a draft) is met: its entry is there with that very hash.

It answers 0 and prints the new checkpoint, or 2 and names the first bad entry.  The chain
shows that nothing was changed since the checkpoint was given; without a checkpoint it shows
that the file is whole in itself, not that it is the one that others saw.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
from collections.abc import Iterable, Sequence
from typing import Any

FORMAT = "placet-ledger"
VERSION = 1
GREATEST = 2**53 - 1
HEADER = {"chain", "entries", "format", "genesis", "head", "version"}
ENTRY = {
    "actor", "after", "at", "before", "cause", "chain", "hash", "kind", "object", "payload",
    "previous", "seq",
}  # fmt: skip
SHORT = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}
SPECIAL = re.compile('[\x00-\x1f"\\\\]')


class Bad(Exception):
    """The export does not verify; the message says what is wrong and where."""


def quoted(text: str) -> str:
    """A string as RFC 8785 writes it."""
    return '"' + SPECIAL.sub(escaped, text) + '"'


def escaped(found: re.Match[str]) -> str:
    """One character that cannot stand for itself."""
    return SHORT.get(found.group(), f"\\u{ord(found.group()):04x}")


def canonical(data: Any) -> str:
    """Data as RFC 8785 writes it; numbers are integers only."""
    if data is None:
        return "null"
    if data is True:
        return "true"
    if data is False:
        return "false"
    if isinstance(data, int):
        if abs(data) > GREATEST:
            raise Bad("an integer beyond 2**53 - 1")
        return str(data)
    if isinstance(data, str):
        return quoted(data)
    if isinstance(data, list):
        return "[" + ",".join(canonical(item) for item in data) + "]"
    if isinstance(data, dict):
        keys = sorted(data, key=lambda key: key.encode("utf-16-be", "surrogatepass"))
        return "{" + ",".join(quoted(key) + ":" + canonical(data[key]) for key in keys) + "}"
    raise Bad("a number that is no integer")


def digest(data: Any) -> str:
    """SHA-256 over the canonical form."""
    return hashlib.sha256(canonical(data).encode("utf-8")).hexdigest()


def read(line: bytes, fields: set[str]) -> dict[str, Any]:
    """One line as data, if it is an object with these fields in canonical form."""
    try:
        data = json.loads(line.decode("utf-8"))
        again = canonical(data).encode("utf-8") + b"\n"
    except (ValueError, RecursionError):
        raise Bad("the line is not JSON") from None
    if not isinstance(data, dict) or set(data) != fields:
        raise Bad("the line does not have the fields it should have")
    if again != line:
        raise Bad("the line is not in canonical form")
    return data


def verified_header(line: bytes) -> dict[str, Any]:
    """The header, if it is one of this format."""
    header = read(line, HEADER)
    chain = {"chain": header["chain"], "format": FORMAT, "version": VERSION}
    if header["format"] != FORMAT or header["version"] != VERSION:
        raise Bad(f"this is not an export of format {FORMAT}, version {VERSION}")
    if header["genesis"] != digest(chain):
        raise Bad("the genesis hash does not follow from the chain's name")
    return header


def verified_entry(line: bytes, chain: str, seq: int, previous: str) -> str:
    """The hash of one entry, if it stands where it should and says what was hashed."""
    entry = read(line, ENTRY)
    if entry["chain"] != chain:
        raise Bad(f"it belongs to the chain {entry['chain']}")
    if entry["seq"] != seq:
        raise Bad(f"it is numbered {entry['seq']}")
    if entry["previous"] != previous:
        raise Bad("it does not follow from the entry before it")
    hashed = {name: value for name, value in entry.items() if name != "hash"}
    known = digest(hashed)
    if entry["hash"] != known:
        raise Bad("its hash is not the hash of what it says")
    return known


def verify(
    lines: Iterable[bytes], checkpoint: tuple[int, str] | None = None
) -> tuple[str, int, str]:
    """Verify an export, given as lines of bytes: (chain, number of entries, last hash).

    `checkpoint` is a pair of number and hash.  Raises Bad.
    """
    unread = iter(lines)
    try:
        header = verified_header(next(unread, b""))
    except Bad as bad:
        raise Bad(f"the header: {bad}") from None
    seq, previous = 0, header["genesis"]
    met = checkpoint is None or checkpoint == (0, previous)
    for line in unread:
        seq += 1
        try:
            previous = verified_entry(line, header["chain"], seq, previous)
        except Bad as bad:
            raise Bad(f"entry {seq}: {bad}") from None
        if checkpoint is not None and checkpoint[0] == seq:
            met = checkpoint[1] == previous
            if not met:
                raise Bad(f"entry {seq}: the checkpoint names another hash")
    if (seq, previous) != (header["entries"], header["head"]):
        raise Bad(f"entry {seq}: the record ends here, the header names another end")
    if not met:
        raise Bad(f"entry {seq}: the record ends before the checkpoint")
    return header["chain"], seq, previous


def checkpoint_of(text: str) -> tuple[int, str]:
    """A checkpoint from the command line: `12:5f3a...`."""
    found = re.fullmatch("([0-9]+):([0-9a-f]{64})", text.strip())
    if found is None:
        raise argparse.ArgumentTypeError("give it as NUMBER:HASH, with the hash's 64 digits")
    return int(found.group(1)), found.group(2)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run from the command line; the exit status."""
    parser = argparse.ArgumentParser(description="Verify an exported Placet ledger.")
    parser.add_argument("export", help="the file, or - for standard input")
    parser.add_argument("--checkpoint", type=checkpoint_of, metavar="SEQ:HASH")
    asked = parser.parse_args(arguments)
    try:
        if asked.export == "-":
            chain, count, head = verify(sys.stdin.buffer, asked.checkpoint)
        else:
            with open(asked.export, "rb") as lines:
                chain, count, head = verify(lines, asked.checkpoint)
    except (Bad, OSError) as bad:
        sys.stderr.write(f"{asked.export}: DOES NOT VERIFY: {bad}\n")
        return 2
    sys.stdout.write(f"{asked.export}: the chain {chain} verifies, {count} entries.\n")
    if asked.checkpoint is not None:
        number, known = asked.checkpoint
        sys.stdout.write(f"It goes on from the checkpoint {number}:{known}\n")
    sys.stdout.write(f"Checkpoint now: {count}:{head}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
