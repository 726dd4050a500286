"""One line of the list: an instant, what kind of thing happened, and what it concerns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from placet.engine.codec import instant

Json = Any
"""Strings, whole numbers, truth values, lists and objects of these."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that happened in the rehearsal.

    `what` are JSON values under names that do not clash with `at`, `kind` and `sentence`;
    `sentence` says it in words.
    """

    at: datetime
    kind: str
    what: Mapping[str, Json] = field(default_factory=dict)
    sentence: str = ""

    def data(self) -> dict[str, Json]:
        """The entry as JSON data."""
        return {"at": instant(self.at), "kind": self.kind, **self.what, "sentence": self.sentence}


@dataclass(frozen=True, slots=True)
class Failure:
    """Something that went otherwise than the scenario says, with its place in the file."""

    place: str
    said: str

    def __str__(self) -> str:
        return f"{self.place}: {self.said}"


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What came of a scenario: the list in the order of time, and what went wrong."""

    title: str
    workflow: str
    version: int
    procedure: str
    zone: str
    starts: datetime
    until: datetime
    entries: tuple[Entry, ...]
    failures: tuple[Failure, ...] = ()

    def data(self) -> list[dict[str, Json]]:
        """The list as JSON data."""
        return [entry.data() for entry in self.entries]
