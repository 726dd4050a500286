"""What answers hold about amendments: what each does, where they meet, the text they make."""

from __future__ import annotations

from datetime import datetime

from placet.api.v1.asking import Shown
from placet.api.v1.shown_texts import CountsShown, RowShown
from placet.engine import wording_views as views
from placet.engine.text import Change, Redline, Unfit


class ChangeShown(Shown):
    """A change to the text; fields that its act does not have are empty."""

    act: str
    paragraph: str
    words: str
    kind: str | None
    label: str | None
    under: str | None
    after: str | None
    at: int
    other: str


class TreatmentShown(Shown):
    """The proposed treatment, and what the sponsor answered (`agreed` is null until then)."""

    treating: str
    reason: str
    by: str
    at: datetime
    change: ChangeShown | None
    agreed: bool | None
    answer: str
    answered_by: str
    answered_at: datetime | None


class AmendmentShown(Shown):
    """An amendment as it was proposed, and what became of it."""

    number: int
    sponsor: str
    cosponsors: tuple[str, ...]
    by: str
    at: datetime
    base: int
    round: int
    change: ChangeShown
    reason: str
    evidence: str
    group: str
    dissociated: tuple[str, ...]
    state: str
    treatment: TreatmentShown | None
    outcome: str
    decided_by: str
    decided_in: int


class ClashShown(Shown):
    """Words on which two amendments meet."""

    paragraph: str
    start: int
    end: int
    quotation: str
    why: str


class ClashesShown(Shown):
    """The clashes with one other amendment."""

    number: int
    clashes: tuple[ClashShown, ...]


class UnfitShown(Shown):
    """Why an amendment has no place in the present text."""

    reason: str
    paragraph: str
    quotation: str


class AmendmentRead(AmendmentShown):
    """An amendment with what it does: to its own version, to the present one, beside others."""

    rows: tuple[RowShown, ...]
    present: ChangeShown | None
    unfit: UnfitShown | None
    meets: tuple[ClashesShown, ...]
    otherwise: bool

    @classmethod
    def read(cls, of: views.AmendmentShown) -> AmendmentRead:
        """One amendment as an answer."""
        now = of.present
        return cls(
            **AmendmentShown.model_validate(of.amendment).model_dump(),
            rows=changed_rows(of.redline),
            present=ChangeShown.model_validate(now) if isinstance(now, Change) else None,
            unfit=UnfitShown.model_validate(now) if isinstance(now, Unfit) else None,
            meets=tuple(
                ClashesShown(
                    number=number,
                    clashes=tuple(ClashShown.model_validate(clash) for clash in clashes),
                )
                for number, clashes in of.clashes
            ),
            otherwise=of.otherwise,
        )


class AmendmentsShown(Shown):
    """All amendments; `order` are the open ones as they are put, furthest removed first."""

    items: tuple[AmendmentRead, ...]
    order: tuple[int, ...]

    @classmethod
    def of(cls, view: views.AmendmentsView) -> AmendmentsShown:
        """The amendments as an answer."""
        return cls(items=tuple(AmendmentRead.read(x) for x in view.shown), order=view.order)


class CollisionShown(Shown):
    """Where amendments meet in the merged text."""

    paragraph: str
    numbers: tuple[int, ...]
    quotations: tuple[str, ...]
    why: str


class MergeShown(Shown):
    """What the text would be, and where they meet; `moot` are others with no place in it then."""

    numbers: tuple[int, ...]
    counts: CountsShown
    rows: tuple[RowShown, ...]
    collisions: tuple[CollisionShown, ...]
    moot: tuple[int, ...]

    @classmethod
    def of(cls, view: views.MergeView) -> MergeShown:
        """The merged text as an answer."""
        return cls(
            numbers=view.merged.applied,
            counts=CountsShown.model_validate(view.redline.counts),
            rows=changed_rows(view.redline),
            collisions=tuple(CollisionShown.model_validate(x) for x in view.merged.collisions),
            moot=view.moot,
        )


def changed_rows(redline: Redline) -> tuple[RowShown, ...]:
    """The rows of a redline that differ."""
    return tuple(RowShown.model_validate(row) for row in redline.rows if row.change != "same")
