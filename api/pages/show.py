"""How a page is shown, a form read and a refusal put into words.

Theory.  A page is a template and the values it names; the frame around it (who looks, for
whom they act, the clock, a fresh idempotency key) is the same everywhere and comes from
here.  A form that cannot be accepted is shown again as it was sent: `values` hold what was
typed, `errors` map a field to its sentence ("" speaks about the form as a whole), and the
status is 422.  A form that was accepted answers with a redirect, whose address may name one
of a fixed list of notices; nothing else is carried in it and nothing is stored for it.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import urlencode

import structlog
from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from pydantic import BaseModel, ConfigDict, ValidationError
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException

from placet.api.filing.sealing import LARGEST_SEALED
from placet.api.pages import days, frame, marks, reading
from placet.api.pages.notices import NOTICES
from placet.api.problems import Problem, TooLarge, problem_of
from placet.engine.documents.reading import LARGEST_DOCUMENT
from placet.engine.errors import N_, BadInput, KeyReused, PlacetError
from placet.templates import expose, i18n, language, render
from placet.templates.refusals import error_in_full

log = structlog.get_logger()

MOST_FIELDS = 200
LARGEST_FIELD = 400_000
LONGEST_KEY = 200
_OUR_WORDS = ("kind", "what", "action")
"""Places of a sentence that hold words of ours, not data."""

expose(agenda_day=days.agenda_day, bench_of=marks.bench, gist=reading.gist)


class Form(BaseModel):
    """What a POST may hold; whatever it does not name is refused."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True, frozen=True)


M = TypeVar("M", bound=Form)
Errors = Mapping[str, str]


def page(request: Request, template: str, status: int = 200, **context: object) -> HTMLResponse:
    """The template `pages/<template>.html.j2` with the frame around it.

    Give `view` (or `standing`) where the page belongs to one negotiation; the frame then says
    for whom the person acts there.  `values` and `errors` belong to a form shown again.
    """
    given = {
        "narrow": False,
        "values": {},
        "errors": {},
        "notice": said(NOTICES.get(request.query_params.get("done", ""), "")),
        "key": secrets.token_urlsafe(18),
        **frame.around(request, context),
        **context,
    }
    with language(frame.language_of(request)):
        html = render(f"pages/{template}.html.j2", **given)
    return HTMLResponse(html, status)


def problem(
    request: Request, status: int, *, problem: Problem, data: Mapping[str, Any]
) -> Response:
    """The page of a refusal; 403 and 404 look alike.  `data` is what a program would get.

    Where even the frame cannot be made (the database is away, say), a bare page says it.
    """
    try:
        with language(frame.language_of(request)):
            values = dict(problem.values)
            values |= {n: said(str(values[n])) for n in _OUR_WORDS if n in values}
            return page(
                request,
                "problem",
                status,
                narrow=True,
                problem=problem,
                detail=said(problem.sentence, **values),
                remedy=said(problem.remedy, **values),
                reference=values.get("reference", ""),
            )
    except Exception:
        log.exception("the page of a refusal could not be made", status=status)
        bare = render("pages/bare.html.j2", detail=data["detail"], remedy=data.get("remedy", ""))
        return HTMLResponse(bare, status)


def back(request: Request, path: str, done: str = "") -> RedirectResponse:
    """Go there with GET; `done` is the key of a notice."""
    if done and done not in NOTICES:
        raise KeyError(done)
    where = f"{path}{'&' if '?' in path else '?'}{urlencode({'done': done})}" if done else path
    return RedirectResponse(where, 303)


async def form(request: Request) -> dict[str, str]:
    """What was sent, as text; use it with `Depends`.

    A name that came several times has its values joined by line feeds.  The token against
    forgery was checked before and is left out.
    """
    return (await _sent(request, files=0))[0]


async def form_with_file(request: Request) -> dict[str, str]:
    """The same, where a text may be chosen as a file `file` instead of typed into `text`.

    The words of a file that was chosen take the place of those that were typed; where it is
    not UTF-8 what was typed stays, and `unreadable` has its name.
    """
    typed, files = await _sent(request, files=1)
    if not typed.get("file", "-"):
        del typed["file"]  # no file was chosen, and some browsers say so as an empty field
    for name, data in files:
        try:
            typed["text"] = data.decode("utf-8-sig").replace("\r\n", "\n")
        except UnicodeDecodeError:
            typed["unreadable"] = name[:80]
    return typed


@dataclass(frozen=True, slots=True)
class Brought:
    """A form with a document that was chosen; `name` is empty where none was."""

    typed: dict[str, str]
    name: str = ""
    data: bytes = b""


async def form_with_document(request: Request) -> Brought:
    """A form in which a document `file` may be chosen, and what was read from one may be carried.

    A document above the limit comes one byte longer than the limit, for reading to refuse.
    """
    typed, files = await _sent(request, 1, LARGEST_DOCUMENT, LARGEST_SEALED)
    typed.pop("file", None)
    return Brought(typed, *files[0]) if files else Brought(typed)


async def _sent(
    request: Request, files: int, file: int = 4 * LARGEST_FIELD, field: int = LARGEST_FIELD
) -> tuple[dict[str, str], list[tuple[str, bytes]]]:
    """The fields of a form, and the files that were chosen (never an empty one).

    `file` and `field` are how many bytes and characters each may have; a longer file comes one
    byte longer than that where it may be a document, and is refused elsewhere.
    """
    kind = request.headers.get("content-type", "").split(";")[0].strip()
    if kind not in ("application/x-www-form-urlencoded", "multipart/form-data"):
        raise HTTPException(415)
    chosen: list[tuple[str, bytes]] = []
    pairs: list[tuple[str, str]] = []
    try:
        async with request.form(
            max_files=files, max_fields=MOST_FIELDS, max_part_size=LARGEST_SEALED
        ) as sent:
            for name, value in sent.multi_items():
                if not isinstance(value, UploadFile):
                    pairs.append((name, value))
                elif name != "file" or len(chosen) == files:
                    raise HTTPException(400)
                elif data := await value.read(file + 1):
                    chosen.append((value.filename or name, data))
    except MultiPartException as bad:
        raise HTTPException(400) from bad
    long = any(len(value) > field for _, value in pairs)
    big = file < LARGEST_DOCUMENT and any(len(data) > file for _, data in chosen)
    if len(pairs) > MOST_FIELDS or long or big:
        raise TooLarge(field)
    typed: dict[str, str] = {}
    for name, value in pairs:
        value = value.replace("\r\n", "\n")
        typed[name] = f"{typed[name]}\n{value}" if name in typed else value
    typed.pop("csrf", None)
    if len(typed.get("key", "")) > LONGEST_KEY:
        raise HTTPException(400)
    return typed, chosen


def checked(
    model: type[M], typed: Mapping[str, str], missing: Mapping[str, str] | None = None
) -> tuple[M | None, dict[str, str]]:
    """The form as its model, or the sentence for each field that cannot be accepted.

    `missing` gives the sentence (marked, not translated) of a field that is empty.
    """
    given = {name: value for name, value in typed.items() if name != "key"}
    try:
        return model.model_validate(given), {}
    except ValidationError as bad:
        errors: dict[str, str] = {}
        for error in bad.errors(include_url=False):
            name = str(error["loc"][0]) if error["loc"] else ""
            known = name in model.model_fields
            errors.setdefault(name if known else "", _sentence(error, (missing or {}).get(name)))
        return None, errors


def _sentence(error: Any, asked: str | None) -> str:
    kind, inner = error["type"], error.get("ctx", {})
    if kind in ("missing", "string_too_short"):
        return said(asked or N_("Fill in this field."))
    if kind == "string_too_long":
        return said(N_("Write at most {n} characters here."), n=inner["max_length"])
    if kind in ("value_error", "assertion_error") and isinstance(inner.get("error"), PlacetError):
        return error_in_full(inner["error"])
    if kind == "extra_forbidden":
        return said(N_("The form held something that is not asked for here."))
    return said(asked or N_("This cannot be used here. Check what you entered."))


def refused(error: PlacetError, fields: tuple[str, ...] = ()) -> tuple[int, dict[str, str]]:
    """The status of a refusal, and its sentence at the field it is about.

    `fields` are the names on the form; an error about another one speaks about the whole.
    """
    name = error.field if isinstance(error, BadInput) else ""
    words = said(SENT_BEFORE) if isinstance(error, KeyReused) else error_in_full(error)
    return problem_of(error).status, {name if name in fields else "": words}


SENT_BEFORE = N_(
    "You sent this form before with something else in it, and that was recorded. Nothing of "
    "this was: look at it once more and send it again."
)
"""What people read who go back in the browser, change something and send it again."""


def said(message: str, **values: object) -> str:
    """A marked sentence in the reader's language, its places filled."""
    return i18n.filled(i18n.gettext(" ".join(message.split())), values) if message else ""
