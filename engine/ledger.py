"""The record: entries, their hashes, and what it means that they verify.

Theory.  Each negotiation has a chain.  An entry says who did what to which object, when and
why, keeps the event as its payload, and names the hash of the entry before it; its own hash
is SHA-256 over the canonical JSON (RFC 8785) of everything else in it.  So nobody can change,
remove or reorder an entry without changing every later hash, and a checkpoint (number and
hash of the last entry) that left the house in a mail shows a chain that was replaced whole
or cut short.  The names and addresses of persons are never in the record: an entry holds a
commitment to them, and once value and salt are erased the commitment says nothing.

The export is JSON lines: a header, then one entry a line, each line in canonical form, so
that not a single byte of the file can change unnoticed.  `placet.engine.verifier` checks it
without anything of Placet; the two are tested against each other.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import rfc8785

from placet.engine import codec
from placet.engine.errors import BadLedger
from placet.engine.events import Event

FORMAT = "placet-ledger"
VERSION = 1
REGISTRY = "registry"
"""The chain of what belongs to no negotiation: organisations and persons."""

_GREATEST = 2**53 - 1


@dataclass(frozen=True, slots=True)
class LedgerItem:
    """One event to record: the object it is about, and that object's hash before and after.

    The hashes are those of `value_hash`; an object that did not exist has the empty string.
    """

    event: Event
    object: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the record, as stored and exported."""

    chain: str
    seq: int
    at: datetime
    actor: str
    cause: str
    kind: str
    object: str
    before: str
    after: str
    payload: dict[str, Any]
    previous: str
    hash: str


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """Number and hash of the last entry at some moment; number 0 is the empty chain."""

    chain: str
    seq: int
    hash: str

    def __str__(self) -> str:
        """As it is printed in mails and given to the verifier: `12:5f3a…`."""
        return f"{self.seq}:{self.hash}"


@dataclass(frozen=True, slots=True)
class Verified:
    """What was verified: how many entries, and the checkpoint they end in."""

    count: int
    head: Checkpoint


@dataclass(frozen=True, slots=True)
class Personal:
    """What is known of a person and stays out of the record, with the salts that hide it."""

    person: str
    name: str
    email: str
    name_salt: str
    email_salt: str

    @property
    def name_commitment(self) -> str:
        """What the record says instead of the name."""
        return commitment(self.name_salt, self.name)

    @property
    def email_commitment(self) -> str:
        """What the record says instead of the address."""
        return commitment(self.email_salt, self.email)


def canonical(data: Any) -> bytes:
    """JSON data in the form of RFC 8785.

    Takes strings, integers up to 2**53 - 1, truth values, null, lists and objects; a floating
    point number is a TypeError, a larger integer a ValueError.
    """
    if not _checked(data):
        return rfc8785.dumps(data)
    text = json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode()


def _checked(data: Any) -> bool:
    """Whether all keys are ASCII: then Python's order of keys is that of the standard."""
    kind = type(data)
    if kind is str or kind is bool or data is None:
        return True
    if kind is int:
        if not -_GREATEST <= data <= _GREATEST:
            raise ValueError(f"{data} is too large an integer for the record")
        return True
    if kind is list:
        return all([_checked(item) for item in data])
    if kind is dict:
        keys = [key.isascii() for key in data]
        return all([*keys, *[_checked(item) for item in data.values()]])
    raise TypeError(f"the record cannot hold a {kind.__name__}")


def digest(data: Any) -> str:
    """SHA-256, in hexadecimal, of the canonical form."""
    return hashlib.sha256(canonical(data)).hexdigest()


def value_hash(value: Any) -> str:
    """The hash of a value of the model; of None, the empty string."""
    return "" if value is None else digest(codec.encode(value))


def commitment(salt: str, value: str) -> str:
    """A hash that binds to a value without telling it; `salt` is random and kept secret."""
    return digest([salt, value])


def genesis(chain: str) -> str:
    """What the first entry of a chain names as the hash before it."""
    return digest({"chain": chain, "format": FORMAT, "version": VERSION})


def entries_after(
    head: Checkpoint, actor: str, cause: str, at: datetime, items: Sequence[LedgerItem]
) -> tuple[Entry, ...]:
    """The entries that these events add to a chain that ends in `head`."""
    made: list[Entry] = []
    seq, previous = head.seq, head.hash
    for item in items:
        seq += 1
        bare = Entry(
            chain=head.chain,
            seq=seq,
            at=at,
            actor=actor,
            cause=cause,
            kind=type(item.event).__name__,
            object=item.object,
            before=item.before,
            after=item.after,
            payload=codec.encode(item.event),
            previous=previous,
            hash="",
        )
        previous = entry_hash(bare)
        made.append(replace(bare, hash=previous))
    return tuple(made)


def entry_data(entry: Entry) -> dict[str, Any]:
    """An entry as the data of its line in the export."""
    return {**_hashed(entry), "hash": entry.hash}


def _hashed(entry: Entry) -> dict[str, Any]:
    return {
        "actor": entry.actor,
        "after": entry.after,
        "at": codec.instant(entry.at),
        "before": entry.before,
        "cause": entry.cause,
        "chain": entry.chain,
        "kind": entry.kind,
        "object": entry.object,
        "payload": entry.payload,
        "previous": entry.previous,
        "seq": entry.seq,
    }


def entry_hash(entry: Entry) -> str:
    """The hash that an entry must carry."""
    return digest(_hashed(entry))


def verify(entries: Iterable[Entry], chain: str | None = None) -> Verified:
    """Check a whole chain from its first entry; raises BadLedger naming the first bad one."""
    seq, previous = 0, "" if chain is None else genesis(chain)
    for entry in entries:
        if chain is None:
            chain, previous = entry.chain, genesis(entry.chain)
        seq += 1
        if entry.chain != chain or entry.seq != seq:
            raise BadLedger(f"entry {entry.seq} of {entry.chain} stands in place {seq}", seq)
        if entry.previous != previous:
            raise BadLedger("it does not follow from the entry before it", seq)
        if entry.hash != entry_hash(entry):
            raise BadLedger("its hash is not the hash of what it says", seq)
        previous = entry.hash
    return Verified(seq, Checkpoint(chain or "", seq, previous))


def prefix(checkpoint: Checkpoint, entries: Iterable[Entry]) -> Verified:
    """Check a whole chain and that it goes on from `checkpoint`; raises BadLedger if not."""
    found = checkpoint.seq == 0 and checkpoint.hash == genesis(checkpoint.chain)

    def watched() -> Iterator[Entry]:
        nonlocal found
        for entry in entries:
            if entry.seq == checkpoint.seq:
                found = entry.hash == checkpoint.hash
                if not found:
                    raise BadLedger("the checkpoint names another entry", entry.seq)
            yield entry

    verified = verify(watched(), checkpoint.chain)
    if not found:
        raise BadLedger("the record ends before the checkpoint", verified.count + 1)
    return verified


def export_lines(head: Checkpoint, entries: Iterable[Entry]) -> Iterator[bytes]:
    """The export, line by line: the header, then the entries up to `head`."""
    header = {
        "chain": head.chain,
        "entries": head.seq,
        "format": FORMAT,
        "genesis": genesis(head.chain),
        "head": head.hash,
        "version": VERSION,
    }
    yield canonical(header) + b"\n"
    for entry in entries:
        yield canonical(entry_data(entry)) + b"\n"
