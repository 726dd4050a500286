"""What the page of an objective needs to draw its text in the way the reader asks for.

Reading one way or another is a question of addresses alone: nothing is remembered.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Annotated, Any

from fastapi import Depends, Query, Request

from placet.api.pages import frame
from placet.api.pages.acting import actor
from placet.api.pages.reading import Shown, paragraphs
from placet.api.pages.remarked import beside_their_words, lost, quoted_words, remarks_of
from placet.api.pages.text_view import LIGHT, View, Way, beside, most_readings, supported
from placet.api.pages.typing_along import prepares
from placet.engine.amendments import Amendment, AmendmentState
from placet.engine.decide.amendments import takes_amendments
from placet.engine.text import Text, names_of, stats, walk
from placet.engine.text.compiling import as_text, unescaped
from placet.engine.text.notation import Choice, clean
from placet.engine.text.tree import grown
from placet.engine.views import ObjectiveView


def _drafts(view: ObjectiveView, taken: bool) -> bool:
    """Whether the reader prepares for somebody else to submit, while such things are taken."""
    return taken and prepares(view) and not view.standing.submits


Version = Annotated[int | None, Query(ge=1, le=1_000_000)]


def _way(
    version: Version = None,
    view: Annotated[str, Query(max_length=20)] = "text",
    reading: Annotated[int, Query(ge=1, le=1000)] = 1,
    attribution: Annotated[str, Query(max_length=10)] = "on",
    tools: Annotated[str, Query(max_length=80)] = "",
) -> Way:
    asked: View = "clean" if view == "clean" else "text"
    if view == "compilation" and version is None:
        asked = "compilation"
    return Way(asked, reading, attribution != "off", tools, version or 0)


Reading = Annotated[Way, Depends(_way)]
"""How the reader wants to see the text, as the address says it."""


def text_of(
    request: Request, view: ObjectiveView, way: Way, touched: tuple[str, ...]
) -> dict[str, Any]:
    """The values that the part of the page with the text names."""
    o, present = view.objective, view.shown.number == view.objective.text.number
    on_table = [a for a in o.amendments.values() if a.state is AmendmentState.OPEN]
    remarks = remarks_of(request, view) if present and way.view == "text" else {}
    found: tuple[Shown, ...]
    if way.view == "clean":
        found = paragraphs(clean(view.text, partial(_chosen, way.reading)), touched)
    elif way.view == "compilation" and on_table:
        compiled = frame.cases(request).compilation(actor(request), o.ref)
        found = paragraphs(_readable(as_text(compiled.compilation, way.attribution, keepers=False)))
    else:
        comments = beside_their_words(view.comments, remarks)
        found = paragraphs(view.text, touched, comments, quoted_words(remarks))
        if present and on_table:
            found = supported(found, frame.cases(request).fitting(actor(request), o.ref))
    tooled = way.view == "text" and present
    return {
        "way": way,
        "shown_paragraphs": found,
        "light": tooled and len(found) <= LIGHT,
        "tooled": tooled,
        "readings": most_readings(paragraphs(view.text)) if way.view == "clean" else 1,
        "named": any(_has_names(shown) for shown in found),
        "beside": beside(o) if way.view == "text" else {},
        "open_amendments": len(on_table),
        "names_for": partial(names_of, view.text),
        "bracketed": frozenset(_bracketed(view.text)),
        "stats": stats(view.text),
        "lost": frozenset(comment.number for comment, _ in lost(remarks)),
        "may_comment": present
        and ("MakeComment" in view.may or _drafts(view, view.stage.collects_comments)),
        "may_amend": present
        and ("ProposeAmendment" in view.may or _drafts(view, takes_amendments(view.stage))),
        "may_revise": present and "ReviseText" in view.may,
        "may_settle": present and "SettleBracket" in view.may,
        "may_agree": present and "AgreeParagraphs" in view.may,
        "undo": taken_in(view) if present and "UndoMerge" in view.may else (),
    }


def _readable(text: Text) -> Text:
    """A compilation without the backslashes that only who reads it back needs."""
    plain = [(d, replace(p, words=unescaped(p.words))) for d, p in walk(text)]
    return Text(grown(plain), text.language)


def taken_in(view: ObjectiveView) -> tuple[Amendment, ...]:
    """The amendments that made the present version."""
    o = view.objective
    taken = (AmendmentState.ACCEPTED, AmendmentState.MODIFIED)
    return tuple(
        a for a in o.amendments.values() if a.decided_in == o.text.number and a.state in taken
    )


def _chosen(reading: int, paragraph: str, choice: Choice) -> int:
    """The reading of that number, or the last where there are fewer."""
    return min(reading, len(choice.readings))


def _bracketed(text: Text) -> list[str]:
    return [p.id for _, p in walk(text) if "[" in p.words or "]" in p.words]


def _has_names(shown: Shown) -> bool:
    """Whether somebody is named in these words."""
    cells = [span for row in shown.grid for cell in row.cells for span in cell.tree]
    waiting: list[Any] = [*shown.tree, *shown.blocks, *cells]
    while waiting:
        span = waiting.pop()
        if getattr(span, "attribution", ()):
            return True
        waiting.extend(getattr(span, "children", ()))
    return False
