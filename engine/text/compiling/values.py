"""What a compilation is: one text that holds a base and every proposal, exactly.

Theory.  Each *passage* is one paragraph at one place, with who has it there: 0 is the base, a
proposal is its number.  A paragraph that a proposal moves has two places, as in print.  At a
place the wordings are kept as pieces: words that all have in common, and variations.  So a
reading is the passages that it has, in order, each with its form and its words: nothing is
stored twice and nothing is guessed.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from placet.engine.text.amending.words import Piece, Variation, read_by
from placet.engine.text.tree import Kind

BASE = 0


@dataclass(frozen=True, slots=True)
class Proposal:
    """Who proposes one and the same text, and its language."""

    names: tuple[str, ...]
    language: str


@dataclass(frozen=True, slots=True)
class Form:
    """The depth, kind and label that some have a paragraph in."""

    holders: tuple[int, ...]
    depth: int
    kind: Kind
    label: str | None


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph at one place: in which forms, and the wordings of those who have it there.

    Where the base has it, it is what the variations vary; else the first who has it.
    """

    id: str
    forms: tuple[Form, ...]
    pieces: tuple[Piece, ...]

    @property
    def holders(self) -> tuple[int, ...]:
        """Who has the paragraph here, by number."""
        return tuple(sorted(holder for form in self.forms for holder in form.holders))

    def form(self, holder: int) -> Form:
        """The form in which somebody who has the paragraph here has it."""
        return next(form for form in self.forms if holder in form.holders)

    def variations(self) -> Iterator[Variation]:
        """Where the wordings differ."""
        return (piece for piece in self.pieces if isinstance(piece, Variation))


@dataclass(frozen=True, slots=True)
class Compilation:
    """A base and proposals as one text; proposals that are equal are one with several names."""

    language: str
    proposals: tuple[Proposal, ...]
    passages: tuple[Passage, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Everybody who proposes a text."""
        return tuple(name for proposal in self.proposals for name in proposal.names)

    def names_of(self, holders: tuple[int, ...]) -> tuple[str, ...]:
        """The names of the proposals among these numbers."""
        return tuple(n for h in holders if h != BASE for n in self.proposals[h - 1].names)

    def words(self, passage: Passage, holder: int) -> str:
        """The words of a passage as somebody who has it there has them."""
        name = None if holder == BASE else self.proposals[holder - 1].names[0]
        return read_by(passage.pieces, name)
