"""Words that were planted, who may read them, and where an answer has one that it must not.

Of a sealed position nobody but its organisation (CYG, which asks nothing here) may know what it
says or its receipt, nor what a sealed comment says (BOR's).  A restricted objective, its title,
its purpose, its reference and what was said of it, is for secretariat, chair and administrators.
What an organisation prepares is its own.  The mailbox of the demonstration is left out: it holds
everybody's mail, for whoever sits at this machine.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from functools import cache

from httpx2 import Response
from pypdf import PdfReader

from tests.matrix.world import (
    RESTRICTED_WORD,
    SEALED_COMMENT,
    SEALED_WORD,
    STAGES,
    World,
)

SERVE = ("administrator", "secretariat", "chair")
PREPARED = {
    "own": ("focal-point", "alternate", "drafter"),
    "other": (),
    "elsewhere": ("outsider",),
    "sealed": ("focal-point", "alternate", "drafter"),
    "restricted": (),
}
"""Whose the prepared words are that the world has in each place (`prepare_in`)."""


def leaks(
    world: World, route: str, place: str, role: str, path: str, answer: Response
) -> Iterator[str]:
    """Every planted word in the answer that this role may not read."""
    if "mailbox" in route:
        return
    said = words_of(answer).casefold()
    if "planted" in said and role not in PREPARED[place]:
        yield "a word that another organisation prepared"
    if SEALED_WORD.casefold() in said:
        yield "what a sealed position says"
    if world.sealed_reference.casefold() in said:
        yield "the receipt of a sealed position"
    if SEALED_COMMENT.casefold() in said:
        yield "what a sealed comment says"
    if role in SERVE:
        return
    if RESTRICTED_WORD.casefold() in said:
        yield "a restricted objective"
    for stage in STAGES:
        ref = world.refs["restricted", stage]
        if ref.casefold() in said and ref not in path:
            yield f"the reference of a restricted objective, {ref}"


def words_of(answer: Response) -> str:
    """What the answer says, read out of the files too."""
    if answer.content[:2] == b"PK":
        return _zipped(answer.content)
    if answer.content[:5] == b"%PDF-":
        return _printed(answer.content)
    return answer.text + repr(sorted(answer.headers.items()))


@cache
def _zipped(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return " ".join(file.read(name).decode("utf-8", "replace") for name in file.namelist())


@cache
def _printed(data: bytes) -> str:
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
