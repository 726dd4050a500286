"""How every command of the interface is given, and every reading answered.

A command goes to `UseCases.handle` with the actor, the idempotency key and the version the
asker saw; it has been committed when `give` returns, so no answer can promise what a later
failure takes back.  An ETag is `"<version>-<digest of the body>"`: `If-Match` compares the
version that was decided on, `If-None-Match` everything that is shown.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated, Generic, TypeVar

from fastapi import Depends, Header, Query, Request
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict
from starlette.exceptions import HTTPException

from placet.api.main import Root
from placet.api.problems import Missed
from placet.api.session import Caller, RootOf, SignedIn
from placet.engine.commands import Command
from placet.engine.errors import N_, BadInput, Conflict
from placet.engine.service import Answer

JSON = "application/json"
MOST_IN_A_PAGE = 200

T = TypeVar("T")
M = TypeVar("M", bound=BaseModel)

Key = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        min_length=1,
        max_length=200,
        pattern=r"^[!-~]+$",
        description="The same key and body give the same answer, once done or often.",
    ),
]
IfMatch = Annotated[
    str | None,
    Header(alias="If-Match", max_length=200, description="The ETag that was read."),
]
After = Annotated[
    str | None, Query(max_length=200, description="`next` of the page before this one.")
]
Limit = Annotated[int, Query(ge=1, le=MOST_IN_A_PAGE)]


class Shown(BaseModel):
    """What an answer holds."""

    model_config = ConfigDict(from_attributes=True, frozen=True)


class Done(Shown):
    """What a command did: the object, its version now, and where to read it.

    `reference` is the receipt of a position, the id of a person, or the number of what was
    made; `repeated` says that this is the stored answer to the same request.
    """

    object: str
    version: int
    reference: str = ""
    stage: str = ""
    repeated: bool = False


class Page(Shown, Generic[T]):
    """Part of a list; ask again with `after` = `next` until there is none."""

    items: list[T]
    next: str | None = None


@dataclass(frozen=True, slots=True)
class Ask:
    """One request for a command."""

    root: Root
    who: SignedIn
    key: str | None
    expected: int | None

    def give(
        self, command: Command, *, negotiation: str | None = None, objective: str | None = None
    ) -> Done:
        """Carry it out; Missed where If-Match named another version."""
        try:
            answer: Answer = self.root.cases.handle(
                self.who.actor,
                command,
                negotiation=negotiation,
                objective=objective,
                key=self.key,
                expected=self.expected,
            )
        except Conflict as conflict:
            values = conflict.values
            if self.expected is not None and values.get("expected") == self.expected:
                raise Missed(
                    str(values["what"]), str(self.expected), str(values.get("current") or "?")
                ) from conflict
            raise
        return Done.model_validate(answer)


async def asking(root: RootOf, who: Caller, key: Key = None, if_match: IfMatch = None) -> Ask:
    """What every command's request carries beside its body."""
    return Ask(root, who, key, version_in(if_match))


Asking = Annotated[Ask, Depends(asking)]


def version_in(if_match: str | None) -> int | None:
    """The version that an ETag names; None for `*` and for none."""
    if if_match is None or if_match.strip() == "*":
        return None
    found = re.fullmatch(r'\s*(?:W/)?"?(\d{1,9})(?:-[0-9a-f]{1,64})?"?\s*', if_match, re.ASCII)
    if found is None:
        raise BadInput(
            "If-Match",
            N_("This is not an ETag of this interface."),
            N_("Send one ETag as it was read."),
        )
    return int(found[1])


def tagged(request: Request, shown: BaseModel, version: int | str) -> Response:
    """The value with its ETag, or 304 where the asker has it already."""
    body = shown.model_dump_json().encode()
    tag = f'"{version}-{hashlib.sha256(body).hexdigest()[:16]}"'
    headers = {"ETag": tag, "Cache-Control": "private, no-cache"}
    known = request.headers.get("if-none-match", "")
    if known.strip() == "*" or tag in {t.strip().removeprefix("W/") for t in known.split(",")}:
        return Response(status_code=304, headers=headers)
    return Response(body, 200, headers, JSON)


def page_of(
    items: Sequence[T],
    key: Callable[[T], str | int],
    shown: Callable[[T], M],
    after: str | None,
    limit: int,
) -> Page[M]:
    """The part of the list that follows the cursor, in the order of the keys."""
    ordered = sorted(items, key=key)
    if after is not None:
        if ordered and isinstance(key(ordered[0]), int):
            start: str | int = cursor(after)
        else:
            start = after
        ordered = [item for item in ordered if key(item) > start]  # type: ignore[operator]
    more = len(ordered) > limit
    part = ordered[:limit]
    return Page[M](items=[shown(item) for item in part], next=str(key(part[-1])) if more else None)


def cursor(after: str) -> int:
    """The number that a cursor of a numbered list is."""
    if not after.isascii() or not after.isdigit() or len(after) > 9:
        raise BadInput(
            "after", N_("This is no cursor of this list."), N_("Send `next` as it was given.")
        )
    return int(after)


async def json_only(request: Request) -> None:
    """Refuse a body that is not JSON: other kinds are what foreign forms can send."""
    if request.method not in ("POST", "PUT", "PATCH", "DELETE"):
        return
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != JSON and (kind or request.headers.get("content-length", "0") != "0"):
        raise HTTPException(415)
