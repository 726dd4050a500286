"""A text while somebody writes it: rows, one paragraph of a long text, or a pasted source.

Theory.  The form holds the whole draft and the server keeps nothing, so every button works
without script and nothing is lost by a refusal.  A form takes only so many fields; a longer
text is edited one paragraph at a time, or as one source whose paragraphs find their ids
again by their words.  Whatever the way, the result is judged by the engine and shown as a
redline before it is saved.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from placet.api.pages import paragraph_rows as rows_
from placet.api.pages import row_cuts
from placet.api.pages.paragraph_rows import Row, Rows
from placet.engine.errors import N_, BadInput
from placet.engine.text import (
    WORDLESS,
    Imported,
    Kind,
    Origin,
    Remark,
    Text,
    counted,
    edited,
    match_imported,
    parse_markdown,
    parse_plain,
    to_markdown,
)

MOST_ROWS = 45
"""How many paragraphs one form takes (four fields each)."""

EMPTY = Text(())


@dataclass(frozen=True, slots=True)
class Draft:
    """What the form holds: rows, or a source; `paragraph` when it is about one of many."""

    rows: Rows = ()
    source: str = ""
    paragraph: str = ""
    remarks: tuple[Remark, ...] = ()

    @property
    def as_source(self) -> bool:
        """Whether the text is written as one source."""
        return bool(self.source.strip())


@dataclass(frozen=True, slots=True)
class Written:
    """The text that a draft makes, the counter of ids, what was left out of a paste.

    `origins` say which paragraphs were split off or joined by the buttons of the form.
    """

    text: Text
    minted: int
    remarks: tuple[Remark, ...] = ()
    origins: Mapping[str, Origin] = field(default_factory=dict)


def sent(typed: Mapping[str, str]) -> tuple[Draft, dict[str, str]]:
    """The draft that a form sent, and the other fields.

    A form with a place for a file sends the file's name, or nothing, when another button than
    that of the file was pressed; it is left out.
    """
    rows, rest = rows_.split(typed)
    rest.pop("file", None)
    source, paragraph = rest.pop("source", ""), rest.pop("paragraph", "")
    return Draft(rows, source, paragraph[:80]), rest


def of_text(text: Text, paragraph: str = "") -> Draft:
    """The draft that shows a text, or one paragraph of it; BadInput where it has no such one."""
    rows = rows_.rows_of(text)
    if not paragraph:
        return Draft(rows)
    one = tuple(row for row in rows if row.id == paragraph)
    if not one:
        raise BadInput(
            "paragraph",
            N_("{paragraph} is not a paragraph of the present text."),
            N_("Open the objective and choose it there."),
            paragraph=paragraph,
        )
    return Draft(one, paragraph=paragraph)


def pressed(draft: Draft, button: str) -> Draft | None:
    """The draft after a button of the editor; None for any other button."""
    if button == "cut":
        parsed = _parsed(draft.source)
        if len(rows_.rows_of(parsed.text)) > MOST_ROWS or not parsed.text.paragraphs:
            return replace(draft, remarks=parsed.report)
        kept = tuple(row for row in draft.rows if row.words.strip() or row.kind in WORDLESS)
        return Draft((*kept, *rows_.fresh(parsed.text)), remarks=parsed.report)
    if button == "add-first":
        return replace(draft, rows=(Row(kind=Kind.PREAMBULAR.value), *draft.rows))
    rows = row_cuts.pressed(draft.rows, button) or rows_.pressed(draft.rows, button)
    return None if rows is None else replace(draft, rows=rows)


def written(draft: Draft, present: Text, minted: int, stale: bool = False) -> Written:
    """The text that the draft makes of the present one.

    `stale` says that the draft began with an older text: what the present one no longer
    has is then new.  BadInput names the paragraph that cannot stand.
    """
    if draft.as_source:
        parsed = _parsed(draft.source)
        if not parsed.text.paragraphs:
            raise BadInput("source", N_("No words were found in this."), N_("Paste the text."))
        imported = replace(parsed.text, language=present.language)
        text, minted, _ = match_imported(present, imported, minted)
        return Written(text, minted, parsed.report)
    rows = draft.rows
    if draft.paragraph:
        rows = rows_.replaced(rows_.rows_of(present), draft.paragraph, rows)
    elif not rows:
        raise BadInput(
            "paragraphs", N_("The text has no paragraph."), N_("Write at least one, or paste it.")
        )
    if stale:
        rows = rows_.rebased(rows, present)
    text, minted = edited(present, rows_.edits(rows), minted)
    return Written(text, minted, (), row_cuts.origins(rows, text))


def of_result(draft: Draft, text: Text, present: Text, minted: int) -> Draft:
    """A draft in the form of the one given that makes this text of the present one."""
    rows = rows_.rebased(rows_.rows_of(text), present)
    if not draft.as_source and len(rows) <= MOST_ROWS:
        return Draft(rows)
    if draft.paragraph:
        one = replace(draft, rows=rows_.at_one(rows, draft.paragraph))
        if written(one, present, minted).text == text:
            return one
    return Draft(source=to_markdown(text))


def labels(draft: Draft, present: Text) -> tuple[str, ...]:
    """The numbers beside the rows of the form."""
    if not draft.paragraph:
        return rows_.shown_labels(present, draft.rows)
    known = dict(
        zip(
            (row.id for row in rows_.rows_of(present)),
            rows_.shown_labels(present, rows_.rows_of(present)),
            strict=True,
        )
    )
    return tuple(known.get(row.id, "") for row in draft.rows)


def fields(draft: Draft) -> tuple[str, ...]:
    """The names of the editor's fields that a refusal can be about."""
    parts = ("words", "level", "kind", "label")
    rows = (f"{part}.{at}" for at in range(len(draft.rows)) for part in parts)
    return ("source", "paragraphs", *rows)


def at_the_row(error: BadInput, draft: Draft) -> BadInput:
    """The refusal at the field of the form: `paragraphs[3].words` is `words.2`."""
    place, _, part = error.field.removeprefix("paragraphs[").partition("].")
    if draft.as_source or not place.isdigit() or not part:
        error.field = "source" if draft.as_source else "paragraphs"
    elif draft.paragraph:
        error.field = f"{part}.0"
    else:
        error.field = f"{part}.{int(place) - 1}"
    return error


def _parsed(source: str) -> Imported:
    read = parse_markdown(source) if "\n\n" in source else parse_plain(source)
    return replace(read, text=counted(read.text))
