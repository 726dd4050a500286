"""Taking a comment back: the organisation that made it does, or on whose behalf it was entered."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Request
from fastapi.responses import Response
from pydantic import Field

from placet.api.pages import show
from placet.api.pages.acting import Ref, Refusal, Typed, give, read, view_of
from placet.api.pages.comments import table_page
from placet.engine import commands as c
from placet.engine.errors import N_

router = APIRouter()


class WithdrawForm(show.Form):
    """Why it is taken back."""

    reason: str = Field(min_length=1)
    do: str = Field("withdraw", max_length=20)


@router.post("/objectives/{ref}/comments/{number}/withdraw")
def withdraw(
    request: Request,
    ref: Ref,
    number: Annotated[int, Path(ge=1, le=1_000_000)],
    typed: Typed,
) -> Response:
    """Withdraw a comment that has no answer yet."""
    form = read(request, WithdrawForm, typed, {"reason": N_("Say why it is withdrawn.")})
    if not isinstance(form, Refusal):
        command = c.WithdrawComment(number, form.reason)
        done = give(request, command, typed, objective=ref, fields=("reason",))
        if not isinstance(done, Refusal):
            return show.back(
                request, f"/objectives/{ref}/comments?done=comment-withdrawn#c{number}"
            )
        form = done
    return table_page(request, view_of(request, ref), {}, 1, (number, form, typed))
