"""What goes into a use case and what comes out: a request, and its answer."""

from __future__ import annotations

from dataclasses import dataclass

from placet.engine import commands as c
from placet.engine.access import Actor
from placet.engine.codec import encode
from placet.engine.ledger import digest


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command did: the object it concerned, its new version, and what to show.

    `reference` is the receipt of a position, the id of a person, or the number of what was
    made; `repeated` says that this is the stored answer to the same request.
    """

    object: str
    version: int
    reference: str = ""
    stage: str = ""
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """A command with who asks, about what, and how the request can be recognised."""

    actor: Actor
    command: c.Command
    negotiation: str | None
    objective: str | None
    key: str | None
    expected: int | None

    @property
    def hash(self) -> str:
        """The hash of the whole request, to recognise its repetition."""
        return digest(
            [
                type(self.command).__name__,
                encode(self.command),
                self.negotiation or "",
                self.objective or "",
            ]
        )
