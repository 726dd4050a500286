"""Ids of paragraphs are given once: what a new version may say of them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from placet.engine.errors import N_, BadInput
from placet.engine.text import Origin, Text, paragraph_ids

_PARAGRAPH_ID = re.compile(r"p([1-9][0-9]{0,8})", re.ASCII)


def check_origins(origins: Mapping[str, Origin], text: Text, before: Text | None) -> None:
    """Refuse an account of where a paragraph came from that is about none of these texts.

    What a paragraph was made of stands in the text before, unless it is from another objective.
    """
    known = {*paragraph_ids(text)}
    old = {*paragraph_ids(before)} if before is not None else set()
    for paragraph, origin in origins.items():
        if paragraph not in known:
            raise BadInput(
                "origins",
                N_("{paragraph} is not the id of a paragraph of this text."),
                N_("Name paragraphs that the new version has."),
                paragraph=repr(paragraph[:40]),
            )
        strange = [x for x in origin.paragraphs if x not in old and not origin.objective]
        if strange:
            raise BadInput(
                "origins",
                N_("{paragraph} is not the id of a paragraph of the text before."),
                N_("Name paragraphs that the version before has."),
                paragraph=repr(strange[0][:40]),
            )


def check_text(text: Text, before: Text | None, minted: int, now_minted: int) -> None:
    """Ids are permanent: each is known from the present version or freshly minted."""
    ids = paragraph_ids(text)
    if now_minted < minted:
        raise BadInput(
            "minted",
            N_("The counter of paragraph ids stands at {minted}; it does not go back."),
            N_("Load the text again."),
            minted=minted,
        )
    if not ids:
        raise BadInput("text", N_("The text has no paragraph."), N_("Write at least one."))
    known = set(paragraph_ids(before)) if before is not None else set()
    if len(set(ids)) != len(ids):
        raise BadInput("text", N_("Two paragraphs have one id."), N_("Load the text again."))
    for paragraph in ids:
        found = _PARAGRAPH_ID.fullmatch(paragraph)
        fresh = found is not None and minted < int(found[1]) <= now_minted
        if paragraph not in known and not fresh:
            raise BadInput(
                "text",
                N_("{paragraph} is not the id of a paragraph of this text."),
                N_("Leave the id of a new paragraph empty."),
                paragraph=repr(paragraph[:40]),
            )
