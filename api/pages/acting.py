"""How the pages of an objective act: one command, then a redirect or the form again.

Theory.  Whoever typed words must find them again.  So a refusal is a value that the page
shows beside the form as it was sent, with the status that the error has everywhere; only
where the object cannot be seen at all does the error go on to the page of problems.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, TypeVar
from zoneinfo import ZoneInfo

from fastapi import Depends, Path, Request

from placet.api.pages import frame, show
from placet.api.problems import NotSignedIn
from placet.engine.access import Actor
from placet.engine.commands import Command
from placet.engine.errors import N_, BadInput, NotFound, PlacetError
from placet.engine.service import Answer
from placet.engine.views import ObjectiveView
from placet.templates import language

Ref = Annotated[str, Path(max_length=80)]
Typed = Annotated[dict[str, str], Depends(show.form)]
M = TypeVar("M", bound=show.Form)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why nothing was done: status, a sentence for each field, and the error itself."""

    status: int
    errors: Mapping[str, str]
    error: PlacetError | None = None


def actor(request: Request) -> Actor:
    """The actor that the signed-in person is; NotSignedIn leads to the sign-in page."""
    who = frame.who_looks(request)
    if who is None:
        raise NotSignedIn()
    return who.actor


def view_of(request: Request, ref: str, version: int | None = None) -> ObjectiveView:
    """The objective as the signed-in person sees it."""
    return frame.cases(request).objective(actor(request), ref, version)


def give(
    request: Request,
    command: Command,
    typed: Mapping[str, str],
    *,
    objective: str | None = None,
    negotiation: str | None = None,
    expected: int | None = None,
    fields: tuple[str, ...] = (),
) -> Answer | Refusal:
    """Give the command under the form's idempotency key.

    `fields` are the names on the form; an error about another one speaks about the whole.
    """
    try:
        return frame.cases(request).handle(
            actor(request),
            command,
            negotiation=negotiation,
            objective=objective,
            key=typed.get("key") or None,
            expected=expected,
        )
    except (NotFound, NotSignedIn):
        raise
    except PlacetError as error:
        return refusal(request, error, fields)


def refusal(request: Request, error: PlacetError, fields: tuple[str, ...] = ()) -> Refusal:
    """The refusal that an error is, in the reader's language."""
    with language(frame.language_of(request)):
        status, errors = show.refused(error, fields)
    return Refusal(status, errors, error)


def read(
    request: Request,
    model: type[M],
    typed: Mapping[str, str],
    missing: Mapping[str, str] | None = None,
) -> M | Refusal:
    """The form as its model, or what is wrong with which field."""
    with language(frame.language_of(request)):
        found, errors = show.checked(model, typed, missing)
    return found if found is not None else Refusal(422, errors)


def instant(date: str, time: str, zone: str, field: str) -> datetime | None:
    """The instant of a date and a time in the zone; None where no date is given.

    Where clocks repeat or skip that minute the later instant is meant, as for every
    deadline.  BadInput names the field.
    """
    if not date.strip():
        return None
    try:
        local = datetime.fromisoformat(f"{date.strip()}T{time.strip() or '23:59'}")
        if local.tzinfo is not None:
            raise ValueError
        there = local.replace(tzinfo=ZoneInfo(zone))
        return max(there.replace(fold=fold).astimezone(UTC) for fold in (0, 1))
    except (ValueError, OverflowError):
        raise BadInput(
            field,
            N_("This is not a date and a time."),
            N_("Write the date as 2027-03-14 and the time as 23:59."),
        ) from None
