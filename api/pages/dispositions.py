"""The table of comments and answers: answering one by one, many alike, publishing.

Theory.  Whoever answers sees one form over the whole page and works through it, by keyboard if
they like; everybody else reads the same table.  A part that is refused is shown again as it was
typed, with the reason at its comment; what could be saved beside it is saved.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse, Response
from pydantic import Field

from placet.api.pages import frame, show
from placet.api.pages.acting import Ref, Refusal, Typed, actor, give, read, refusal
from placet.api.pages.disposition_forms import (
    OFFERED,
    Given,
    address,
    changed,
    choice_of,
    meanwhile,
    number_of,
    picked,
    typed_for,
    was,
    worded,
)
from placet.api.pages.reading import label_of
from placet.api.pages.redlines import Piece, redline
from placet.api.pages.remarked import words_of
from placet.engine import commands as c
from placet.engine.disclosure import comments_are_sealed
from placet.engine.disposing import (
    GENERAL,
    GROUPS,
    SORTS,
    STATES,
    Choice,
    state_of,
)
from placet.engine.errors import N_, BadInput
from placet.engine.model import Comment, CommentType, Disposition
from placet.engine.reading_dispositions import DispositionLine, DispositionsView
from placet.engine.text import labelled
from placet.engine.views import ObjectiveView
from placet.templates import language
from placet.templates.sheet_words import answer_said

router = APIRouter()

Word = Annotated[str, Query(max_length=80)]
PageAsked = Annotated[int, Query(alias="page", ge=1, le=10_000)]


class PublishForm(show.Form):
    """Publishing, with the reason where it is only a part."""

    partial: bool = False
    reason: str = Field("", max_length=4_000)


@dataclass(frozen=True, slots=True)
class Row:
    """A row as a page shows it: the paragraph's name then, and the redline of what it proposes."""

    line: DispositionLine
    label: str
    proposed: tuple[Piece, ...]
    state: str

    @property
    def comment(self) -> Comment:
        """The comment."""
        return self.line.comment


@dataclass(slots=True)
class Refused:
    """What was typed, and what was refused at which comment (0: the form as a whole)."""

    typed: dict[str, str]
    said: dict[int, str] = field(default_factory=dict)
    status: int = 422


def _choice(request: Request, page: int) -> Choice:
    return choice_of(request.query_params, page)


@router.get("/objectives/{ref}/dispositions")
def table(
    request: Request,
    ref: Ref,
    organisation: Word = "",
    paragraph: Word = "",
    type: Word = "",
    state: Word = "",
    sort: Word = "",
    group: Word = "",
    page: PageAsked = 1,
) -> Response:
    """The table of comments and answers, fifty on a page."""
    return _shown(request, ref, _choice(request, page))


@router.post("/objectives/{ref}/dispositions")
def answer(request: Request, ref: Ref, typed: Typed, page: PageAsked = 1) -> Response:
    """Save what was answered, answer several alike, or take an answer back."""
    choice = _choice(request, page)
    shown = frame.cases(request).dispositions(actor(request), ref, choice)
    refused = Refused(dict(typed))
    done = _done(request, ref, typed, shown, refused)
    if refused.said:
        return _shown(request, ref, choice, refused)
    where = address(ref, choice)
    key = "answers-saved" if done else "nothing-changed"
    at = number_of(typed.get("do", "").rpartition("-")[2], "")
    back = show.back(request, where, key)
    return RedirectResponse(f"{back.headers['location']}#c{at}", 303) if at else back


@router.post("/objectives/{ref}/dispositions/publish")
def publish(request: Request, ref: Ref, typed: Typed) -> Response:
    """Publish the answers of the round."""
    form = read(request, PublishForm, typed)
    if not isinstance(form, Refusal):
        command = c.PublishDispositions(form.partial, form.reason)
        done = give(request, command, typed, objective=ref, fields=("partial", "reason"))
        if not isinstance(done, Refusal):
            return show.back(request, f"/objectives/{ref}/dispositions", "answers-published")
        form = done
    said = " ".join(form.errors.values())
    return _shown(request, ref, Choice(), Refused(dict(typed), {0: said}, form.status))


def _done(
    request: Request,
    ref: str,
    typed: Mapping[str, str],
    shown: DispositionsView,
    refused: Refused,
) -> bool:
    """Do what the button says; what is refused is noted in `refused`.  Whether anything was."""
    do, _, which = typed.get("do", "save").partition("-")
    number = number_of(which.partition("-")[0], "") or 0
    match do:
        case "clear":
            return _give(request, ref, typed, c.ClearAnswer(number), (number,), refused)
        case "same":
            return _same(request, ref, typed, shown, number, which, refused)
        case "alike":
            row = next((x for x in shown.lines if x.comment.number == number), None)
            numbers = _open(shown, row.alike) if row else (number,)
            return _alike(request, ref, typed, shown, typed_for(typed, number), numbers, refused)
        case "bulk":
            given = Given(0, typed.get("disposition", ""), typed.get("response", "").strip())
            return _alike(request, ref, typed, shown, given, picked(typed), refused)
        case _:
            return _each(request, ref, typed, shown, refused)


def _each(
    request: Request, ref: str, typed: Mapping[str, str], shown: DispositionsView, refused: Refused
) -> bool:
    """Every answer on the page that was changed; equal ones go together."""
    together: dict[tuple[str, str], list[int]] = {}
    for given in changed(typed):
        if answer := meanwhile(typed, shown, given):
            refused.said[given.number] = _meanwhile(request, answer)
            continue
        together.setdefault((given.disposition, given.response), []).append(given.number)
    done = False
    for (disposition, response), numbers in together.items():
        command = _answers(request, tuple(numbers), disposition, response, refused)
        if command is not None:
            done = _give(request, ref, typed, command, tuple(numbers), refused) or done
    return done


def _alike(
    request: Request,
    ref: str,
    typed: Mapping[str, str],
    shown: DispositionsView,
    given: Given,
    numbers: tuple[int, ...],
    refused: Refused,
) -> bool:
    """One answer to several comments; a template is filled only where all would read the same."""
    title = typed.get("template", "") if given.number == 0 else ""
    response = worded(given.response, title, shown.templates, None, shown.view.objective)
    if title:
        refused.typed["response"] = response
    if not numbers:
        refused.said[given.number] = _say(request, N_("Tick the comments that it answers."))
        return False
    command = _answers(request, numbers, given.disposition, response, refused, given.number)
    if command is None:
        return False
    return _give(request, ref, typed, command, (given.number,), refused)


def _same(
    request: Request,
    ref: str,
    typed: Mapping[str, str],
    shown: DispositionsView,
    number: int,
    which: str,
    refused: Refused,
) -> bool:
    """The answer that an identical comment has."""
    other = number_of(which.partition("-")[2], "")
    known = (x for x in shown.view.comments if x.number == other)
    given = next((x for x in known if x.disposition is not None), None)
    if given is None or given.disposition is None:
        refused.said[number] = _say(request, N_("That comment has no answer."))
        return False
    command = c.AnswerComments((number,), given.disposition, given.response)
    return _give(request, ref, typed, command, (number,), refused)


def _open(shown: DispositionsView, numbers: tuple[int, ...]) -> tuple[int, ...]:
    """Of these comments the ones of this round that are not answered in public yet."""
    o = shown.view.objective
    known = {x.number: x for x in shown.view.comments if x.round == o.round}
    return tuple(n for n in numbers if n in known and state_of(known[n]) in ("open", "draft"))


def _answers(
    request: Request,
    numbers: tuple[int, ...],
    disposition: str,
    response: str,
    refused: Refused,
    at: int | None = None,
) -> c.AnswerComments | None:
    if disposition not in [d.value for d in OFFERED]:
        said = _say(request, N_("Choose an answer."))
        refused.said |= dict.fromkeys(numbers if at is None else (at,), said)
        return None
    return c.AnswerComments(numbers, Disposition(disposition), response)


def _give(
    request: Request,
    ref: str,
    typed: Mapping[str, str],
    command: c.DispositionCommand,
    at: tuple[int, ...],
    refused: Refused,
) -> bool:
    """Give a command; the key of the form is made one for this command."""
    key = f"{typed.get('key', '')[:150]}/{at[0]}" if typed.get("key") else ""
    done = give(request, command, {"key": key}, objective=ref, fields=("disposition", "response"))
    if isinstance(done, Refusal):
        refused.said |= dict.fromkeys(at, " ".join(done.errors.values()))
        refused.status = done.status
        return False
    return True


def _meanwhile(request: Request, there: Comment) -> str:
    """What is said of an answer that somebody else gave since the page was made."""
    with language(frame.language_of(request)):
        answer = answer_said(there) or show.said(N_("none"))
    bad = BadInput(
        "disposition",
        N_("Somebody else answered this comment meanwhile. The answer is now: {answer}"),
        N_("Save again if yours is to take its place."),
        answer=answer,
    )
    return " ".join(refusal(request, bad).errors.values())


def _say(request: Request, words: str) -> str:
    return " ".join(refusal(request, BadInput("", words)).errors.values())


def rows_of(shown: DispositionsView) -> tuple[Row, ...]:
    """The rows with what they propose against the words they were made on."""
    labels = {id(line.text): label_of(line.text) for line in shown.lines}
    return tuple(row_of(line, labels[id(line.text)]) for line in shown.lines)


def row_of(line: DispositionLine, labels: Mapping[str, str]) -> Row:
    """One row."""
    one = line.comment
    words = words_of(line.text, one.paragraph or "")
    proposed = redline(words, one.wording) if one.wording else ()
    return Row(line, labels.get(one.paragraph or "", ""), proposed, state_of(one))


def _shown(request: Request, ref: str, choice: Choice, refused: Refused | None = None) -> Response:
    shown = frame.cases(request).dispositions(actor(request), ref, choice)
    view = shown.view
    said = refused.said if refused else {}
    return show.page(
        request,
        "objective/dispositions",
        refused.status if refused else 200,
        view=view,
        o=view.objective,
        ref=view.objective.ref,
        shown=shown,
        rows=rows_of(shown),
        choice=choice,
        progress=shown.progress,
        here=address(ref, choice),
        elsewhere=lambda n: address(ref, choice, n),
        sealed=comments_are_sealed(view.workflow, view.objective, view.now),
        organisations=sorted({x.organisation for x in view.comments}),
        paragraphs=_paragraphs(view),
        types=tuple(CommentType),
        states=STATES if "AnswerComment" in view.may else STATES[:1] + STATES[2:],
        sorts=SORTS,
        groups=GROUPS,
        offered=OFFERED,
        answers="AnswerComments" in view.may,
        publishes="PublishDispositions" in view.may,
        rates="RateAnswer" in view.may,
        were=" ".join(was(row.comment) for row in rows_of(shown)),
        typed=refused.typed if refused else {},
        said=said,
        errors={(f"c{n}" if n else ""): words for n, words in said.items()},
        label_now=label_of(view.text),
    )


def _paragraphs(view: ObjectiveView) -> tuple[tuple[str, str], ...]:
    """The paragraphs that were commented, in reading order, with their names; the general ones."""
    labels, commented = label_of(view.text), {x.paragraph for x in view.comments}
    rows = [(r.id, labels[r.id] or r.id) for r in labelled(view.text) if r.id in commented]
    gone = sorted(p for p in commented if p and p not in labels)
    general = [(GENERAL, "")] if None in commented else []
    return (*general, *rows, *((p, p) for p in gone))
