"""The text beside its words in another language, and the form in which they are recorded.

Theory.  The text has one authentic language; a translation follows it paragraph by paragraph.
A paragraph that changed since it was translated keeps its old translation, marked, with what
changed in the original, so that a translator reads the difference and not the paragraph.  Only
what was written in the form is recorded; of a stale translation that still holds one says so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import RedirectResponse, Response
from pydantic import Field

from placet.api.pages import frame, show
from placet.api.pages.acting import Ref, Refusal, Typed, actor, give, read, refusal, view_of
from placet.api.pages.reading import label_of
from placet.api.pages.redlines import Piece, redline
from placet.engine import commands as c
from placet.engine.errors import N_, BadInput
from placet.engine.text import BracketTree, Text, direction, find, spans
from placet.engine.translations import TranslatedRow, language_tag
from placet.engine.wording_views import TranslationView

router = APIRouter()

AT_ONCE = 40
"""How many paragraphs one form shows."""

Tag = Annotated[str, Path(max_length=40)]
Asked = Annotated[str, Query(max_length=40)]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a text is translated; stale paragraphs count as translated."""

    language: str
    done: int
    stale: int
    total: int


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph in both languages; `since` is what changed since it was translated."""

    id: str
    label: str
    kind: str
    original: BracketTree
    words: str
    tree: BracketTree
    of: int
    stale: bool
    since: tuple[Piece, ...]


class TranslationForm(show.Form):
    """What the form holds besides the words."""

    base: int = Field(ge=1, le=1_000_000)
    edit: str = Field("all", max_length=10)
    page: int = Field(1, ge=1, le=1000)


@router.get("/objectives/{ref}/translations")
def translations(request: Request, ref: Ref, language: Asked = "") -> Response:
    """The languages that the text has words in, and how far it is translated into each."""
    view = view_of(request, ref)
    tag = language_tag(language)
    if tag is not None and tag.lower() != view.text.language.lower():
        where = f"/objectives/{view.objective.ref}/translations/{tag}"
        return RedirectResponse(f"{where}?edit=all" if _may(view.may) else where, 303)
    error = _no_language(request, language, tag) if language else None
    known = frame.cases(request).translation(actor(request), ref, view.text.language).languages
    found = [frame.cases(request).translation(actor(request), ref, each) for each in known]
    return show.page(
        request,
        "objective/translations",
        error.status if error else 200,
        view=view,
        o=view.objective,
        ref=view.objective.ref,
        progress=[_progress(each) for each in found],
        may=_may(view.may),
        values={"language": language},
        errors=error.errors if error else {},
    )


@router.get("/objectives/{ref}/translations/{language}")
def translation(
    request: Request,
    ref: Ref,
    language: Tag,
    edit: Asked = "",
    page: Annotated[int, Query(ge=1, le=1000)] = 1,
) -> Response:
    """The text beside its words in a language; `edit` shows the form, for `all` or `todo`."""
    return _page(request, _found(request, ref, language), edit, page)


@router.post("/objectives/{ref}/translations/{language}")
def record_translation(request: Request, ref: Ref, language: Tag, typed: Typed) -> Response:
    """Record the words that were written, and the old ones that still hold."""
    found = _found(request, ref, language)
    words = _column(typed, "words.")
    still = _column(typed, "still.")
    rest = {n: v for n, v in typed.items() if not n.startswith(("words.", "still."))}
    form = read(request, TranslationForm, rest)
    if isinstance(form, Refusal):
        return _page(request, found, "all", 1, form, typed)
    given = _given(found.rows, words, still)
    if not given:
        nothing = BadInput("", N_("Nothing was changed."), N_("Write the words of a paragraph."))
        done: object = refusal(request, nothing)
    else:
        command = c.RecordTranslation(form.base, found.language, given)
        fields = tuple(f"words.{id}" for id in given)
        done = give(request, command, typed, objective=ref, fields=fields)
    if isinstance(done, Refusal):
        return _page(request, found, form.edit, form.page, done, typed)
    where = f"/objectives/{ref}/translations/{found.language}"
    return show.back(request, where, "translated")


def _found(request: Request, ref: str, language: str) -> TranslationView:
    return frame.cases(request).translation(actor(request), ref, language)


def _may(names: frozenset[str]) -> bool:
    return "RecordTranslation" in names


def _no_language(request: Request, typed: str, tag: str | None) -> Refusal:
    if tag is None:
        return refusal(
            request,
            BadInput(
                "language",
                N_("{language} is not the tag of a language."),
                N_("Give a tag such as fr, ar or zh-Hant."),
                language=typed,
            ),
            ("language",),
        )
    error = BadInput(
        "language",
        N_("The text itself is in {language}."),
        N_("Choose another language."),
        language=tag,
    )
    return refusal(request, error, ("language",))


def _column(typed: Mapping[str, str], prefix: str) -> dict[str, str]:
    return {n.removeprefix(prefix): v for n, v in typed.items() if n.startswith(prefix)}


def _given(
    rows: Sequence[TranslatedRow], words: Mapping[str, str], still: Mapping[str, str]
) -> dict[str, str]:
    """What is to be recorded: other words than before, and those said to hold still."""
    held = {row.paragraph.id: row.words for row in rows}
    return {
        id: said.strip()
        for id, said in words.items()
        if said.strip() != held.get(id, "").strip() or (id in still and said.strip())
    }


def _progress(found: TranslationView) -> Progress:
    return Progress(
        found.language,
        sum(bool(row.of and row.words) for row in found.rows),
        sum(row.stale for row in found.rows),
        len(found.rows),
    )


def _page(
    request: Request,
    found: TranslationView,
    edit: str,
    page: int,
    refused: Refusal | None = None,
    values: Mapping[str, str] | None = None,
) -> Response:
    view = found.view
    edits = edit in ("all", "todo") and _may(view.may)
    rows = [row for row in found.rows if edit != "todo" or not row.of or row.stale]
    pages = max(-(-len(rows) // AT_ONCE), 1) if edits else 1
    page = min(page, pages)
    part = rows[(page - 1) * AT_ONCE : page * AT_ONCE] if edits else rows
    return show.page(
        request,
        "objective/translation",
        refused.status if refused else 200,
        view=view,
        o=view.objective,
        ref=view.objective.ref,
        language=found.language,
        languages=found.languages,
        progress=_progress(found),
        lines=_lines(request, found, part),
        may=_may(view.may),
        edits=edits,
        edit=edit,
        page=page,
        pages=pages,
        text_direction=direction(view.text),
        its_direction=direction(Text((), found.language)),
        values=values or {},
        errors=refused.errors if refused else {},
    )


def _lines(
    request: Request, found: TranslationView, rows: Sequence[TranslatedRow]
) -> tuple[Line, ...]:
    """The rows with what changed in the original of those that are stale."""
    view = found.view
    labels = label_of(view.text)
    stale = {row.of for row in rows if row.stale}
    texts = {n: view_of(request, view.objective.ref, n).text for n in stale}
    lines = []
    for row in rows:
        was = find(texts[row.of], row.paragraph.id) if row.stale else None
        said = row.paragraph.paragraph.words
        lines.append(
            Line(
                row.paragraph.id,
                labels[row.paragraph.id],
                row.paragraph.kind.value,
                spans(said),
                row.words,
                spans(row.words),
                row.of,
                row.stale,
                redline(was.words, said) if was else (),
            )
        )
    return tuple(lines)
