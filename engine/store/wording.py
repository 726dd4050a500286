"""Amendments and translations: rows to values and back.

The row of an amendment is written as it stands after the last event of a command, as the row of
an objective is; what it proposes is written once.  Translations are only ever added.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, select

from placet.engine import codec
from placet.engine.amendments import Amendment, AmendmentState, Treatment
from placet.engine.events import (
    AmendmentDecided,
    AmendmentProposed,
    AmendmentReopened,
    CosponsorJoined,
    CosponsorLeft,
    MemberDissociated,
    ObjectiveEvent,
    TranslationRecorded,
    TreatmentAnswered,
    TreatmentProposed,
)
from placet.engine.model import Objective
from placet.engine.store.rows import Rows, table
from placet.engine.tables import AmendmentRow, TranslationRow
from placet.engine.text import Change
from placet.engine.translations import Translation

amendment = table(AmendmentRow)
translation = table(TranslationRow)

_CHANGING = (
    "cosponsors",
    "dissociated",
    "state",
    "treatment",
    "outcome",
    "decided_by",
    "decided_in",
)
_FOLLOW = (
    amendment.update()
    .where(amendment.c.ref == bindparam("of"), amendment.c.number == bindparam("which"))
    .values({c: bindparam(c) for c in _CHANGING})
)
_OF = translation.c.ref == bindparam("ref")
_IN = translation.c.language == bindparam("language")
_LAST = select(func.coalesce(func.max(translation.c.number), 0)).where(_OF, _IN)
_WORDS = (
    select(*(translation.c[c] for c in ("paragraph", "words", "version", "by", "at")))
    .where(_OF, _IN)
    .order_by(translation.c.number)
)
_LANGUAGES = (
    select(translation.c.language, translation.c.paragraph, translation.c.words != "")
    .where(_OF)
    .order_by(translation.c.language, translation.c.number)
)


class WordingRows(Rows):
    """Amendments and translations."""

    def translations(self, ref: str, language: str) -> Mapping[str, Translation]:
        """The words that count now, by paragraph, in the order in which they came."""
        rows = self._connection.execute(_WORDS, {"ref": ref, "language": language})
        found = {row.paragraph: Translation(**row._mapping) for row in rows}
        return {paragraph: held for paragraph, held in found.items() if held.words}

    def languages(self, ref: str) -> tuple[str, ...]:
        """The languages in which at least one paragraph has words now, by tag."""
        rows = self._connection.execute(_LANGUAGES, {"ref": ref})
        held = {(language, paragraph): there for language, paragraph, there in rows}
        return tuple(dict.fromkeys(language for (language, _), there in held.items() if there))

    def _write_wording(
        self, after: Objective, events: Sequence[ObjectiveEvent], at: datetime | None
    ) -> None:
        moved: set[int] = set()
        for event in events:
            match event:
                case AmendmentProposed():
                    self._add_amendment(after.ref, event.amendment)
                case (
                    CosponsorJoined()
                    | CosponsorLeft()
                    | MemberDissociated()
                    | TreatmentProposed()
                    | TreatmentAnswered()
                    | AmendmentDecided()
                    | AmendmentReopened()
                ):
                    moved.add(event.number)
                case TranslationRecorded():
                    self._add_translation(after.ref, event, at)
                case _:
                    pass  # it changed no row of this module
        for number in sorted(moved):
            self._follow_amendment(after.ref, after.amendments[number])

    def _add_amendment(self, ref: str, made: Amendment) -> None:
        row = {
            "ref": ref,
            "number": made.number,
            "sponsor": made.sponsor,
            "by": made.by,
            "at": made.at,
            "base": made.base,
            "round": made.round,
            "change": codec.encode(made.change),
            "reason": made.reason,
            "evidence": made.evidence,
            "group": made.group,
            **_fate(made),
        }
        self._connection.execute(amendment.insert(), row)

    def _follow_amendment(self, ref: str, now: Amendment) -> None:
        values = {"of": ref, "which": now.number, **_fate(now)}
        if self._connection.execute(_FOLLOW, values).rowcount != 1:
            raise ValueError(f"{ref} has no amendment {now.number}")

    def _add_translation(self, ref: str, event: TranslationRecorded, at: datetime | None) -> None:
        if at is None:
            raise ValueError("a translation needs the instant at which it was recorded")
        named = {"ref": ref, "language": event.language}
        last = self._connection.execute(_LAST, named).scalar_one()
        same = {**named, "number": last + 1, "version": event.version, "by": event.by, "at": at}
        rows = [{**same, "paragraph": p, "words": words} for p, words in event.words.items()]
        self._connection.execute(translation.insert(), rows)


def _fate(of: Amendment) -> dict[str, Any]:
    """What may still change of an amendment."""
    return {
        "cosponsors": list(of.cosponsors),
        "dissociated": list(of.dissociated) or None,
        "state": of.state.value,
        "treatment": None if of.treatment is None else codec.encode(of.treatment),
        "outcome": of.outcome,
        "decided_by": of.decided_by,
        "decided_in": of.decided_in,
    }


def as_amendment(row: Any) -> Amendment:
    """An amendment from its row."""
    return Amendment(
        number=row.number,
        sponsor=row.sponsor,
        by=row.by,
        at=row.at,
        base=row.base,
        round=row.round,
        change=codec.decode(Change, row.change),
        reason=row.reason,
        cosponsors=tuple(row.cosponsors),
        state=AmendmentState(row.state),
        treatment=None if row.treatment is None else codec.decode(Treatment, row.treatment),
        outcome=row.outcome,
        decided_by=row.decided_by,
        decided_in=row.decided_in,
        evidence=row.evidence,
        group=row.group,
        dissociated=tuple(row.dissociated or ()),
    )
