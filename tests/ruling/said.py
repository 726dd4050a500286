"""What a command said, and cases to ask it about."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

GOLDEN = Path(__file__).parent / "golden"


@dataclass(frozen=True)
class Said:
    """How it ended, and what it wrote."""

    status: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        """What it wrote, as JSON; it must have ended well."""
        assert self.status == 0, self.err
        return json.loads(self.out)

    @property
    def lines(self) -> list[Any]:
        """What it wrote, as JSON on each line."""
        return [json.loads(line) for line in self.out.splitlines()]

    def refused(self, *parts: str) -> None:
        """It ended with 2, wrote nothing, and told one thing in which these parts stand."""
        assert (self.status, self.out) == (2, ""), self
        assert self.err.startswith("placet: ")
        assert self.err.count("\n") == 1
        assert "Traceback" not in self.err
        for part in parts:
            assert part in self.err, self.err


Run = Callable[..., Said]
Write = Callable[[str, Any], str]


def golden(name: str) -> str:
    return (GOLDEN / name).read_text(encoding="utf-8")


def an_iesg_ballot() -> dict[str, Any]:
    """Fifteen area directors: one Yes, seven No Objection, a Discuss, a recusal, an abstention."""
    seats = [f"AD{n:02d}" for n in range(1, 16)]
    held = [("yes", 1), ("no_objection", 7), ("discuss", 1), ("recuse", 1), ("abstain", 1)]
    kinds = [kind for kind, count in held for _ in range(count)]
    positions: list[dict[str, Any]] = [
        {"organisation": seat, "position": kind} for seat, kind in zip(seats, kinds, strict=False)
    ]
    positions[8]["reasons"] = "Section 4 says nothing of a downgrade."
    return {"roster": [{"organisation": seat} for seat in seats], "positions": positions}


def dis_29500() -> dict[str, Any]:
    """The totals of the ballot of September 2007, as published."""
    p, o = ["P"], ["O"]
    return {
        "tally": [
            {"classes": p, "position": "approve", "count": 17},
            {"classes": p, "position": "disapprove", "count": 15},
            {"classes": p, "position": "abstain", "count": 9},
            {"classes": o, "position": "approve", "count": 34},
            {"classes": o, "position": "disapprove", "count": 3},
        ],
        "eligible": [{"classes": p, "count": 41}, {"classes": o, "count": 46}],
    }
