"""The record as people read it: who did what when, whether it verifies, and how to prove it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from tempfile import SpooledTemporaryFile
from typing import IO, Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response, StreamingResponse

from placet.api.pages import frame, show
from placet.api.session import SignedIn, root_of
from placet.engine.errors import NotFound
from placet.engine.views import AuditView

router = APIRouter()

PAGE = 50
IN_MEMORY = 4_000_000
"""Bytes of an export that are kept in memory; a larger one goes into a temporary file."""
Before = Annotated[int | None, Query(ge=0, le=2**31 - 1)]
_GIVEN = re.compile(r"\s*([0-9][0-9., \u00a0\u202f]*)\s*[:\u00b7]\s*((?:[0-9a-f]\s*){8,64})", re.I)


@dataclass(frozen=True, slots=True)
class Compared:
    """A checkpoint that somebody holds, compared with the record."""

    number: int
    readable: bool
    found: bool
    agrees: bool


@router.get("/negotiations/{symbol}/audit")
def of_negotiation(
    request: Request,
    who: frame.Reader,
    symbol: str,
    before: Before = None,
    checkpoint: str = "",
) -> Response:
    """The record of one negotiation."""
    found = frame.cases(request).audit(who.actor, symbol, before=before, limit=PAGE)
    return _shown(request, who, found, symbol, "", checkpoint)


@router.get("/objectives/{ref}/audit")
def of_objective(
    request: Request,
    who: frame.Reader,
    ref: str,
    before: Before = None,
    checkpoint: str = "",
) -> Response:
    """What the record holds about one objective."""
    cases = frame.cases(request)
    symbol = cases.objective(who.actor, ref).negotiation.symbol
    found = cases.audit(who.actor, symbol, ref, before=before, limit=PAGE)
    return _shown(request, who, found, symbol, ref, checkpoint)


@router.get("/negotiations/{symbol}/audit.jsonl")
def export(request: Request, who: frame.Reader, symbol: str) -> Response:
    """The whole record of the negotiation, for the verifier."""
    frame.cases(request).whole_record(who.actor, symbol)
    whole = SpooledTemporaryFile(max_size=IN_MEMORY)
    with root_of(request).database.reading() as store:
        whole.writelines(store.ledger_export(symbol))
    whole.seek(0)
    name = f"{symbol}-record.jsonl"
    return StreamingResponse(
        _pieces(whole),
        media_type="application/jsonl",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _pieces(whole: IO[bytes]) -> Iterator[bytes]:
    """A file in pieces: however slowly it is taken, no transaction waits for it."""
    with whole:
        while piece := whole.read(65_536):
            yield piece


@router.get("/audit/verifier.py")
def verifier(request: Request, who: frame.Reader) -> Response:
    """The program that checks an exported record; it needs nothing of Placet."""
    file = files("placet.engine") / "verifier.py"
    if not file.is_file():
        raise NotFound("file", "verifier.py")
    return Response(
        file.read_bytes(),
        media_type="text/x-python",
        headers={"Content-Disposition": 'attachment; filename="verifier.py"'},
    )


def _shown(
    request: Request, who: SignedIn, found: AuditView, symbol: str, ref: str, checkpoint: str
) -> Response:
    entries = found.entries
    return show.page(
        request,
        "audit",
        view=found.view,
        audit=found,
        symbol=symbol,
        ref=ref,
        head=found.head.partition(":"),
        older=entries[-1].seq if len(entries) == PAGE and entries[-1].seq > 1 else None,
        checkpoint=checkpoint[:200],
        compared=_compared(request, who, symbol, checkpoint[:200]) if checkpoint else None,
        here=f"/objectives/{ref}/audit" if ref else f"/negotiations/{symbol}/audit",
    )


def _compared(request: Request, who: SignedIn, symbol: str, given: str) -> Compared:
    """Whether the entry that a checkpoint names is in the record with that hash."""
    read = _GIVEN.match(given)
    if read is None:
        return Compared(0, False, False, False)
    number = int(re.sub(r"\D", "", read[1])[:15])
    start = re.sub(r"\s", "", read[2]).lower()
    at = frame.cases(request).audit(who.actor, symbol, before=number + 1, limit=1).entries
    entry = at[0] if at and at[0].seq == number else None
    return Compared(
        number, True, entry is not None, entry is not None and entry.hash.startswith(start)
    )
