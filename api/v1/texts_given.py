"""Texts as requests hold them: a list of paragraphs, or Markdown."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StrictBool, StrictInt, StringConstraints, model_validator

from placet.api.v1.limits import (
    Codes,
    Given,
    Instant,
    Language,
    MaybeLine,
    Note,
    Number,
    ParagraphId,
    Reasons,
    Title,
)
from placet.engine import commands as c
from placet.engine.decide.taking_over import MOST_EARLIER
from placet.engine.errors import N_, BadInput
from placet.engine.text import (
    DEEPEST_LEVEL,
    LONGEST_PARAGRAPH,
    LONGEST_TEXT,
    MOST_PARAGRAPHS,
    Edit,
    Kind,
    Text,
    counted,
    edited,
    match_imported,
    matched_versions,
    parse_markdown,
)


class ParagraphGiven(Given):
    """One paragraph; without an id it is new.  The words are judged by the engine."""

    id: ParagraphId | None = None
    kind: Kind = Kind.OPERATIVE
    level: Annotated[StrictInt, Field(ge=0, le=DEEPEST_LEVEL)] = 0
    words: Annotated[str, StringConstraints(max_length=LONGEST_PARAGRAPH + 1)]
    label: Annotated[str, StringConstraints(max_length=100)] | None = None


class WordsGiven(Given):
    """A whole text: `paragraphs`, or `markdown` (paragraphs keep their ids where alike)."""

    paragraphs: Annotated[tuple[ParagraphGiven, ...], Field(max_length=MOST_PARAGRAPHS)] | None = (
        None
    )
    markdown: Annotated[str, StringConstraints(max_length=LONGEST_TEXT)] | None = None

    @model_validator(mode="after")
    def _one_form(self) -> WordsGiven:
        if (self.paragraphs is None) == (self.markdown is None):
            raise ValueError("give either paragraphs or markdown")
        return self

    def text(self, base: Text, minted: int) -> tuple[Text, int]:
        """The text that replaces `base`, and the new counter of ids; BadInput names the place."""
        if self.markdown is None:
            edits = [Edit(p.id, p.kind, p.level, p.words, p.label) for p in self.paragraphs or ()]
            text, minted = edited(base, edits, minted)
        else:
            read = counted(parse_markdown(self.markdown).text)
            text, minted, _ = match_imported(base, read, minted)
            text = Text(text.paragraphs, base.language)
        if not text.paragraphs:
            raise BadInput(
                "paragraphs", N_("The text has no words."), N_("Write at least one paragraph.")
            )
        return text, minted


class EarlierGiven(WordsGiven):
    """A version from before Placet: its words, the date it bears, what is to be said of it."""

    dated: MaybeLine = ""
    note: Note = ""


class ProposalGiven(WordsGiven):
    """An objective to propose, with its first text.

    `earlier` are the versions that a negotiation which began elsewhere has behind it, oldest
    first; `dated` is then the date that the text itself bears.  `restricted_to` are the only
    organisations that see it; none: everybody at the table.
    """

    title: Title
    purpose: Reasons
    language: Language = "en"
    leads: Codes = ()
    deadline: Instant | None = None
    earlier: Annotated[tuple[EarlierGiven, ...], Field(max_length=MOST_EARLIER)] = ()
    dated: MaybeLine = ""
    restricted_to: Codes = ()

    def command(self) -> c.Propose:
        """The command, with one run of paragraph ids through all versions."""
        empty = Text((), self.language)
        given = [version.text(empty, 0)[0] for version in (*self.earlier, self)]
        (*before, text), minted = matched_versions(given)
        earlier = tuple(
            c.EarlierVersion(words, version.dated, version.note)
            for words, version in zip(before, self.earlier, strict=True)
        )
        return c.Propose(
            self.title,
            self.purpose,
            text,
            minted,
            self.leads,
            self.deadline,
            earlier=earlier,
            dated=self.dated,
            restricted_to=self.restricted_to,
        )


class RevisionGiven(WordsGiven):
    """A new version of the text; `base` is the version that the author had before them."""

    base: Number
    note: Note = ""
    editorial: StrictBool = False
