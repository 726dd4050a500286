"""The versions with which an objective begins: one, or those of a negotiation run elsewhere.

What was negotiated on files before has its earlier versions and their dates.  They are on
record as versions from before Placet: who brought them and when is known, what led from one to
the next is not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from placet.engine import commands as c
from placet.engine import events as e
from placet.engine.decide.paragraph_ids import check_origins, check_text
from placet.engine.decide.words import NAME, REMARK, line, words
from placet.engine.errors import N_, BadInput
from placet.engine.model import TextHead
from placet.engine.text import Origin, Text, changed_ids, text_hash, word_count

MOST_EARLIER = 200
"""How many versions from before Placet an objective may bring with it."""


@dataclass(frozen=True, slots=True)
class Begun:
    """One of the versions with which an objective begins."""

    head: TextHead
    text: Text
    origins: Mapping[str, Origin]


def beginning(
    command: c.Propose, person: str, organisation: str | None, now: datetime
) -> tuple[Begun, ...]:
    """The versions that the objective begins with, oldest first; usually one."""
    if len(command.earlier) > MOST_EARLIER:
        raise BadInput(
            "earlier",
            N_("{count} earlier versions are too many; {most} are allowed."),
            N_("Leave out some of the oldest."),
            count=len(command.earlier),
            most=MOST_EARLIER,
        )
    newest = c.EarlierVersion(command.text, command.dated, "", command.origins)
    found: list[Begun] = []
    for number, given in enumerate((*command.earlier, newest), 1):
        check_text(given.text, None, 0, command.minted)
        check_origins(given.origins, given.text, found[-1].text if found else None)
        head = TextHead(
            number=number,
            hash=text_hash(given.text),
            made_at=now,
            by=person,
            organisation=organisation,
            note=words("note", given.note, REMARK),
            words=word_count(given.text),
            taken_over=bool(command.earlier or command.dated),
            dated=line("dated", given.dated, NAME, required=False),
        )
        found.append(Begun(head, given.text, given.origins))
    return tuple(found)


def revisions(versions: Sequence[Begun], minted: int) -> Iterator[e.TextRevised]:
    """The versions after the first one, as revisions of each other."""
    for before, after in pairwise(versions):
        changed = changed_ids(before.text, after.text)
        yield e.TextRevised(
            after.head, before.head.number, after.text, minted, changed, after.origins
        )
