"""The form of an amendment: what was chosen and typed, and the change that it is.

Theory.  People say *before*, *after* and *under this paragraph*, and cut a paragraph where they
put a mark; a change knows `under`, `after` and a character.  This is the one place where the one
becomes the other.  Nothing is repaired: what cannot be understood is refused at its field, and
whether a change fits the text is for the engine to say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from placet.engine.errors import N_, BadInput
from placet.engine.text import Act, Change, Kind, Paragraph, Text, find, walk

DEEDS = (
    "replace", "after", "before", "under", "alternative",
    "delete", "move", "split", "merge", "retain",
)  # fmt: skip
"""What one may ask for a paragraph, in the order in which it is offered."""

ADDING = frozenset(("after", "before", "under"))
MARK = "|"
"""Where a paragraph is split."""

IN_TABLES = frozenset((Kind.TABLE, Kind.ROW, Kind.CELL))
ADDED = (
    Kind.PREAMBULAR, Kind.OPERATIVE, Kind.SUBPARAGRAPH, Kind.NOTE, Kind.HEADING, Kind.ANNEX,
)  # fmt: skip
"""Kinds of paragraph that may be added in a form."""

FIELDS = ("deed", "paragraph", "words", "new", "cut", "kind", "place", "reason")
TYPED = ("words", "new", "cut")
"""Where words are typed: of this paragraph, of a new one, of this one with the mark in it.

Each is kept while another is shown, so that who changes their mind finds them again.
"""


@dataclass(frozen=True, slots=True)
class Given:
    """The form as it was sent; `typed` has what was written into each field of `TYPED`."""

    deed: str
    paragraph: str
    typed: Mapping[str, str]
    kind: str = ""
    place: str = ""

    @property
    def field(self) -> str:
        """The field into which words are written for this deed; empty where none are."""
        if self.deed in ADDING:
            return "new"
        return {"replace": "words", "alternative": "words", "split": "cut"}.get(self.deed, "")

    @property
    def words(self) -> str:
        """What was written for this deed."""
        return self.typed.get(self.field, "").strip()


@dataclass(frozen=True, slots=True)
class Spot:
    """A place to which a paragraph can go: `how` is beginning, under or after; of `beside`."""

    under: str | None
    after: str | None
    how: str
    beside: str

    @property
    def value(self) -> str:
        """How the form names it."""
        return f"{self.under or ''}>{self.after or ''}"


@dataclass(frozen=True, slots=True)
class Around:
    """Where a paragraph stands: under which one, between which neighbours."""

    under: str | None
    before: str | None
    next: str | None


def given(typed: Mapping[str, str]) -> Given:
    """What the form holds."""
    deed = typed.get("deed", "replace")
    return Given(
        deed if deed in DEEDS else "replace",
        typed.get("paragraph", "")[:80],
        {name: typed[name] for name in TYPED if name in typed},
        typed.get("kind", "")[:40],
        typed.get("place", "")[:200],
    )


def deeds_for(text: Text, paragraph: Paragraph) -> tuple[str, ...]:
    """What can be asked for this paragraph."""
    where = around(text, paragraph.id)
    left_out = set()
    if where.next is None:
        left_out |= {"merge"}
    if paragraph.kind in IN_TABLES:
        left_out |= {"before", "after", "under", "alternative", "move", "split", "merge"}
    if paragraph.kind is Kind.CELL:
        left_out |= {"delete"}
    if paragraph.kind is Kind.ROW:
        left_out |= {"replace"}
    if paragraph.kind is Kind.TITLE:
        left_out |= {"under", "merge", "split", "before"}
    return tuple(deed for deed in DEEDS if deed not in left_out)


def prefilled(form: Given, paragraph: Paragraph) -> str:
    """The words with which the form begins."""
    return form.typed.get(form.field, "" if form.deed in ADDING else paragraph.words)


def kind_of(form: Given, paragraph: Paragraph) -> Kind:
    """The kind of an added paragraph: as chosen, else as its place suggests."""
    if form.kind in {kind.value for kind in ADDED}:
        return Kind(form.kind)
    if form.deed == "under":
        holds = paragraph.kind in (Kind.OPERATIVE, Kind.SUBPARAGRAPH, Kind.PREAMBULAR)
        return Kind.SUBPARAGRAPH if holds else Kind.OPERATIVE
    return paragraph.kind if paragraph.kind in ADDED else Kind.OPERATIVE


def change_of(form: Given, text: Text) -> Change:
    """The change that the form asks for; BadInput names the field that cannot be understood."""
    paragraph = find(text, form.paragraph)
    if paragraph is None:
        raise BadInput(
            "paragraph",
            N_("This version has no such paragraph."),
            N_("Choose a paragraph of the present text."),
        )
    where = around(text, paragraph.id)
    words = form.words
    if form.field and not words:
        raise BadInput(form.field, N_("No words were written."), N_("Write them."))
    match form.deed:
        case "before" | "after" | "under":
            under, after = _beside(form.deed, paragraph, where)
            kind = kind_of(form, paragraph)
            return Change(Act.ADD, words=words, kind=kind, under=under, after=after)
        case "move":
            spot = next((s for s in spots(text, paragraph.id) if s.value == form.place), None)
            if spot is None:
                raise BadInput("place", N_("No place was chosen."), N_("Choose one of the list."))
            return Change(Act.MOVE, paragraph.id, under=spot.under, after=spot.after)
        case "split":
            return Change(Act.SPLIT, paragraph.id, at=_cut(paragraph.words, words))
        case "merge":
            if where.next is None:
                raise BadInput(
                    "deed",
                    N_("No paragraph follows on the same level."),
                    N_("Choose something else."),
                )
            return Change(Act.MERGE, paragraph.id, other=where.next)
        case "replace" | "alternative":
            if words == paragraph.words:
                raise BadInput(
                    "words",
                    N_("These are the words that stand there already."),
                    N_("Change them, or choose to keep the paragraph as it is."),
                )
            return Change(Act(form.deed), paragraph.id, words)
        case _:
            return Change(Act(form.deed), paragraph.id)


def spots(text: Text, moving: str) -> tuple[Spot, ...]:
    """Every place to which the paragraph could go, in reading order; not where it stands."""
    at = around(text, moving)
    return tuple(
        spot
        for spot in _spots(text.paragraphs, None, moving)
        if (spot.under, spot.after) != (at.under, at.before)
    )


def around(text: Text, id: str) -> Around:
    """The neighbours of a paragraph."""
    levels: list[tuple[str | None, tuple[Paragraph, ...]]] = [(None, text.paragraphs)]
    levels += [(p.id, p.children) for _, p in walk(text) if p.children]
    for under, row in levels:
        ids = [p.id for p in row]
        if id in ids:
            place = ids.index(id)
            after = ids[place + 1] if place + 1 < len(ids) else None
            return Around(under, ids[place - 1] if place else None, after)
    return Around(None, None, None)


def _spots(row: tuple[Paragraph, ...], under: str | None, moving: str) -> Iterator[Spot]:
    yield Spot(under, None, "beginning" if under is None else "under", under or "")
    for paragraph in row:
        if paragraph.id == moving:
            continue
        if paragraph.kind not in IN_TABLES and paragraph.kind is not Kind.TITLE:
            yield from _spots(paragraph.children, paragraph.id, moving)
        yield Spot(under, paragraph.id, "after", paragraph.id)


def _beside(deed: str, paragraph: Paragraph, where: Around) -> tuple[str | None, str | None]:
    """The place before, after or (as the last) under a paragraph."""
    if deed == "before":
        return where.under, where.before
    if deed == "after":
        return where.under, paragraph.id
    return paragraph.id, paragraph.children[-1].id if paragraph.children else None


def _cut(old: str, marked: str) -> int:
    """Before which character of the old words the mark stands; white space does not matter."""
    bare = "".join(old.split())
    marks = [at for at, char in enumerate(marked) if char == MARK]
    where = [at for at in marks if "".join((marked[:at] + marked[at + 1 :]).split()) == bare]
    if not marks or len(marks) == old.count(MARK):
        raise BadInput(
            "cut",
            N_("It does not say where the paragraph is split."),
            N_("Put one | where the second paragraph begins."),
        )
    if not where:
        raise BadInput(
            "cut",
            N_("Other words than those of the paragraph stand here, or more than one |."),
            N_("Put only the one mark; propose other words in an amendment of their own."),
        )
    before = len("".join(marked[: where[0]].split()))
    if not 0 < before < len(bare):
        raise BadInput(
            "cut",
            N_("One of the two parts has no words."),
            N_("Put the | between two words."),
        )
    places = [at for at, char in enumerate(old) if not char.isspace()]
    return places[before]
