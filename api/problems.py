"""What could not be done, as HTTP says it: RFC 9457 problems, and pages for people.

One table gives each error class its status and the name in its `type`; a test walks the
classes.  A problem says what is wrong, where, and what to do now; it never repeats what was
sent, since that may be a secret.  Whatever is not in the table is a bug: the log has it under
a reference number, the answer has only the number.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, cast
from urllib.parse import quote

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException

from placet.api.refusals import (
    Busy,
    Forged,
    Missed,
    NotSignedIn,
    TooLarge,
    TooMany,
    TooMuch,
    VersionNeeded,
)
from placet.api.words import said
from placet.engine import errors
from placet.engine.errors import N_, PlacetError
from placet.engine.store import UNANSWERED
from placet.notifications.facts import MissingFact
from placet.notifications.headers import BadAddress, BadHeader
from placet.templates import i18n, wording
from placet.templates.drafts import DraftFailed

__all__ = [
    "MEDIA_TYPE", "PLAIN", "TABLE", "Busy", "Forged", "Missed", "NotSignedIn", "Problem",
    "TooLarge", "TooMany", "TooMuch", "VersionNeeded", "answer", "install", "invalid",
    "plain_problem", "problem_of", "unexpected", "wants_page",
]  # fmt: skip

log = structlog.get_logger()

_WORDS = ("what", "remedy")
MEDIA_TYPE = "application/problem+json"


TABLE: Mapping[type[PlacetError], tuple[int, str]] = {
    errors.NotFound: (404, "not-found"),
    errors.NotAllowed: (403, "not-allowed"),
    errors.BadInput: (422, "bad-input"),
    errors.IllegalMove: (409, "illegal-move"),
    errors.Refused: (409, "refused"),
    errors.Obstructed: (409, "obstructed"),
    errors.TooLate: (409, "too-late"),
    errors.NotOpen: (409, "not-open"),
    errors.Superseded: (409, "superseded"),
    errors.Conflict: (409, "conflict"),
    errors.AlreadyExists: (409, "already-exists"),
    errors.KeyReused: (422, "key-reused"),
    errors.BadDefinition: (422, "bad-definition"),
    errors.BadLedger: (422, "bad-ledger"),
    DraftFailed: (503, "draft-failed"),
    MissingFact: (500, "mail-unsayable"),
    BadHeader: (500, "mail-unsayable"),
    BadAddress: (422, "bad-address"),
    NotSignedIn: (401, "not-signed-in"),
    Forged: (403, "forged"),
    TooMany: (429, "too-many"),
    Missed: (412, "version-mismatch"),
    VersionNeeded: (428, "version-needed"),
    TooLarge: (413, "too-large"),
    TooMuch: (422, "too-much"),
    Busy: (503, "busy"),
}
"""The status and the stable name of each error."""

PLAIN: Mapping[int, tuple[str, str]] = {
    400: (N_("The request cannot be read."), N_("Check that the body is valid JSON in UTF-8.")),
    403: (N_("This is not allowed."), ""),
    404: (N_("There is nothing here, or you may not see it."), N_("Start from your inbox.")),
    405: (N_("This address does not answer to that method."), ""),
    406: (N_("This cannot be given in the form that was asked for."), ""),
    413: (N_("What was sent is too large."), N_("Send less at a time.")),
    414: (N_("The address is too long."), ""),
    415: (N_("The body has a form that is not read here."), N_("Send application/json.")),
    421: (N_("This installation has another address."), N_("Check the address.")),
    431: (N_("The headers are too long."), ""),
    503: (
        N_("The database did not answer in time."),
        N_("Look whether it was recorded, then try again in a few seconds."),
    ),
    500: (
        N_("Something went wrong here.  Look at the page again to see whether it was recorded."),
        N_("Tell the secretariat this number: {reference}."),
    ),
}
"""What is said where no error of ours was raised, by status."""


@dataclass(frozen=True)
class Problem:
    """One refusal, ready to be shown: sentences are still to be translated."""

    status: int
    type: str
    sentence: str
    remedy: str = ""
    values: Mapping[str, object] = field(default_factory=dict)
    errors: tuple[Mapping[str, str], ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)
    more: Mapping[str, object] = field(default_factory=dict)
    error: PlacetError | None = None

    @property
    def title(self) -> str:
        """The status in a word or two, in English."""
        return HTTPStatus(self.status).phrase

    def as_data(self, instance: str, language: str = "en") -> dict[str, Any]:
        """The body of RFC 9457."""
        data: dict[str, Any] = {
            "type": f"/problems/{self.type}",
            "title": self.title,
            "status": self.status,
            "detail": self._detail(language),
            "instance": instance,
        }
        if remedy := self._remedy(language):
            data["remedy"] = remedy
        if self.errors:
            data["errors"] = [self._named(e, language) for e in self.errors]
        return data | dict(self.more)

    def _detail(self, language: str) -> str:
        if self.error is None:
            return said(self.sentence, self.values, language)
        with i18n.language(language):
            return wording.error_sentence(self.error)

    def _remedy(self, language: str) -> str:
        if self.error is None:
            return said(self.remedy, self.values, language)
        with i18n.language(language):
            return wording.error_advice(self.error)

    def _named(self, error: Mapping[str, str], language: str) -> dict[str, str]:
        """What is wrong with one field."""
        words = {name: said(error.get(name, ""), self.values, language) for name in _WORDS}
        return {"field": error["field"], **{name: w for name, w in words.items() if w}}


def problem_of(error: PlacetError) -> Problem:
    """The problem that an error is."""
    status, name = next(TABLE[kind] for kind in type(error).__mro__ if kind in TABLE)
    headers: dict[str, str] = {}
    more: dict[str, object] = {}
    found: tuple[Mapping[str, str], ...] = ()
    if isinstance(error, TooMany | Busy):
        headers = {"Retry-After": str(error.seconds)}
    if isinstance(error, NotSignedIn):
        headers = {"WWW-Authenticate": 'Bearer realm="placet"'}
    if isinstance(error, errors.IllegalMove):
        more = {"step": error.step, "stage": error.stage, "allowed": list(error.allowed)}
    if isinstance(error, errors.Refused):
        more = {"step": error.step, "missing": list(error.missing)}
    if isinstance(error, errors.Obstructed):
        more = {"obstacles": [obstacle.in_english() for obstacle in error.obstacles]}
    if isinstance(error, errors.BadDefinition):
        more = {"findings": list(error.problems)}
    if isinstance(error, errors.BadInput) and error.field:
        found = ({"field": error.field, "what": error.sentence, "remedy": error.advice},)
    return Problem(
        status, name, error.sentence, error.advice, error.values, found, headers, more, error
    )


def plain_problem(
    status: int, headers: Mapping[str, str] | None = None, **values: object
) -> Problem:
    """A problem that is only a status."""
    sentence, remedy = PLAIN.get(status, (HTTPStatus(status).phrase + ".", ""))
    name = HTTPStatus(status).name.lower().replace("_", "-")
    return Problem(status, name, sentence, remedy, values, headers=headers or {})


def invalid(bad: RequestValidationError) -> Problem:
    """What the shape of a request lacks, field by field; never what was sent."""
    found = bad.errors()
    if any(e["type"] == "json_invalid" for e in found):
        return plain_problem(400)
    seen = tuple({"field": _place(e["loc"]), "what": _what(e)} for e in found[:50])
    return Problem(
        422,
        "bad-input",
        N_("The request does not have the shape that is read here: {fields}."),
        N_("Correct the fields named in errors."),
        {"fields": ", ".join(dict.fromkeys(s["field"] for s in seen[:8]))},
        seen,
    )


def _place(loc: tuple[str | int, ...]) -> str:
    """The name of a field, without what no answer may hold."""
    name = ".".join(str(part) for part in loc[1:]) or str(loc[0])
    return "".join(c if c.isprintable() else "?" for c in name[:80])


def _what(error: Mapping[str, Any]) -> str:
    """The sentence of one field; ours where the value itself could be quoted."""
    if error["type"] in ("value_error", "assertion_error") and "ctx" in error:
        inner = error["ctx"].get("error")
        if isinstance(inner, PlacetError):
            return inner.in_english()
    return str(error["msg"]).removeprefix("Value error, ")


def wants_page(request: Request) -> bool:
    """Whether a person looks at the answer, not a program."""
    return not request.url.path.startswith("/api/") and "text/html" in request.headers.get(
        "accept", ""
    )


def answer(request: Request, problem: Problem) -> Response:
    """The problem as the asker can read it."""
    headers = {"Cache-Control": "no-store", **problem.headers}
    language = getattr(request.state, "language", "en")
    data = problem.as_data(request.url.path, language)
    if wants_page(request):
        return _page(request, problem, data, headers)
    return JSONResponse(data, problem.status, headers, MEDIA_TYPE)


def _page(
    request: Request, problem: Problem, data: Mapping[str, Any], headers: Mapping[str, str]
) -> Response:
    try:
        from placet.api.pages import show
    except ImportError:
        from html import escape

        words = f"<h1>{escape(data['title'])}</h1><p>{escape(data['detail'])}</p>"
        words += f"<p>{escape(data.get('remedy', ''))}</p>"
        page = f"<!doctype html><html lang=en><meta charset=utf-8><title>Placet</title>{words}"
        return Response(page, problem.status, dict(headers), "text/html")
    response: Response = show.problem(request, problem.status, problem=problem, data=data)
    response.headers.update(headers)
    return response


def unexpected(path: str, bug: Exception) -> Problem:
    """The problem that a bug is: the log has all of it, the answer a reference number.

    A database that is busy or gone is no bug: whoever asks may ask again.
    """
    if isinstance(bug, UNANSWERED):
        log.warning("busy", path=path, error=repr(bug)[:300])
        return plain_problem(503, {"Retry-After": "5"})
    reference = f"E-{secrets.token_hex(4).upper()}"
    log.error("unexpected", reference=reference, path=path, exc_info=bug)
    return plain_problem(500, reference=reference)


def may_be_sent_on(request: Request) -> bool:
    """Whether the asker is a reader who can follow a redirect to the sign-in page."""
    stream = "text/event-stream" in request.headers.get("accept", "")
    safe = request.method in ("GET", "HEAD")
    return safe and not stream and not request.url.path.startswith(("/api/", "/live/"))


def sign_in_first(request: Request) -> Response:
    """Send a reader to the sign-in page, and back afterwards."""
    here = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    where = f"/signin?next={quote(here, safe='')}"
    if request.headers.get("hx-request"):
        return Response(status_code=401, headers={"HX-Redirect": where})
    return RedirectResponse(where, 303)


def install(app: FastAPI) -> None:
    """Let the application answer every error as a problem."""

    def ours(request: Request, error: Exception) -> Response:
        if isinstance(error, NotSignedIn) and may_be_sent_on(request):
            return sign_in_first(request)
        return answer(request, problem_of(cast(PlacetError, error)))

    def malformed(request: Request, error: Exception) -> Response:
        return answer(request, invalid(cast(RequestValidationError, error)))

    def plain(request: Request, error: Exception) -> Response:
        refused = cast(HTTPException, error)
        return answer(request, plain_problem(refused.status_code, refused.headers))

    app.add_exception_handler(PlacetError, ours)
    app.add_exception_handler(RequestValidationError, malformed)
    app.add_exception_handler(HTTPException, plain)
