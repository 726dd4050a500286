"""What an organisation prepares before anybody else sees it: for its own people alone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from fastapi.responses import Response

from placet.api.session import Caller, RootOf
from placet.api.v1.asking import Page, Shown
from placet.api.v1.given_clearance import (
    AnswerGiven,
    AssignmentGiven,
    DeedGiven,
    InternalGiven,
    InvitedGiven,
    PreparedChanged,
    PreparedGiven,
    SpaceGiven,
    SubmissionGiven,
)
from placet.api.v1.limits import IdAt, RefAt
from placet.engine import assigning
from placet.engine.codec import encode
from placet.engine.errors import N_, BadInput
from placet.engine.preparation import Preparation
from placet.engine.prepared import Prepared
from placet.engine.sharing import Membership
from placet.engine.spaces import Spaces, SpaceView
from placet.engine.submitting import submit as submitted

router = APIRouter(prefix="/objectives/{ref}", tags=["clearance"])

DeedAt = Annotated[str, Path(pattern=r"^(ready|clear|return)$")]
Seen = Annotated[int, Query(ge=1, le=1_000_000)]


class DeedShown(Shown):
    """Who did what to it, and when."""

    did: str
    by: str
    at: datetime


class PreparedShown(Shown):
    """A prepared thing; `unfit` says why it could not be submitted now."""

    id: str
    kind: str
    state: str
    version: int
    organisation: str
    content: dict[str, Any]
    note: str
    reference: str
    history: tuple[DeedShown, ...]
    unfit: str = ""

    @classmethod
    def of(cls, item: Prepared, unfit: str = "") -> PreparedShown:
        """As an answer."""
        return cls(
            id=item.id,
            kind=item.kind.value,
            state=item.state.value,
            version=item.version,
            organisation=item.organisation,
            content=encode(item.content),
            note=item.note,
            reference=item.reference,
            history=tuple(DeedShown.model_validate(d) for d in item.history),
            unfit=unfit,
        )


class AssignmentShown(Shown):
    """What a colleague was asked to look after."""

    id: str
    about: str
    key: str
    to: str
    by: str
    at: datetime
    note: str
    due: datetime | None
    done_at: datetime | None


class BatchShown(Shown):
    """What the asker's organisation has prepared on an objective."""

    organisation: str
    items: tuple[PreparedShown, ...]
    assignments: tuple[AssignmentShown, ...]
    internal_deadline: datetime | None


class SubmissionShown(Shown):
    """What was submitted, and what was kept with the reason why."""

    submitted: tuple[PreparedShown, ...]
    kept: tuple[PreparedShown, ...]


class SpaceShown(Shown):
    """A drafting space; who is only invited sees no item."""

    id: str
    title: str
    members: Mapping[str, str]
    joined: bool
    items: tuple[PreparedShown, ...]

    @classmethod
    def of(cls, found: SpaceView) -> SpaceShown:
        """As an answer."""
        return cls(
            id=found.space.id,
            title=found.space.title,
            members={o: m.value for o, m in found.space.members.items()},
            joined=found.joined,
            items=tuple(PreparedShown.of(i) for i in found.items),
        )


def _own(root: RootOf) -> Preparation:
    return Preparation(root.cases)


@router.get("/prepared")
def batch(root: RootOf, who: Caller, ref: RefAt) -> BatchShown:
    """Everything that the asker's organisation has prepared here."""
    found = _own(root).batch(who.actor, ref)
    unfit = {id: error.in_english() for id, error in found.unfit.items()}
    return BatchShown(
        organisation=found.organisation,
        items=tuple(PreparedShown.of(i, unfit.get(i.id, "")) for i in found.items),
        assignments=tuple(AssignmentShown.model_validate(a) for a in found.assignments),
        internal_deadline=found.internal.deadline.at if found.internal else None,
    )


@router.post("/prepared", status_code=201)
def prepare(root: RootOf, who: Caller, ref: RefAt, given: PreparedGiven) -> PreparedShown:
    """Prepare something; nobody outside the organisation sees it."""
    item = _own(root).keep(who.actor, ref, given.content(), ready=given.ready)
    return PreparedShown.of(item)


@router.post("/prepared/submit")
def submit(root: RootOf, who: Caller, ref: RefAt, given: SubmissionGiven) -> SubmissionShown:
    """Submit what fits; what does not is kept, with the reason why."""
    chosen = [(one.id, one.version) for one in given.chosen]
    made = submitted(_own(root), who.actor, ref, chosen)
    return SubmissionShown(
        submitted=tuple(PreparedShown.of(i) for i in made.done),
        kept=tuple(PreparedShown.of(i, e.in_english()) for i, e in made.kept),
    )


@router.get("/prepared/{id}")
def one(root: RootOf, who: Caller, ref: RefAt, id: IdAt) -> PreparedShown:
    """One prepared thing."""
    return PreparedShown.of(_own(root).one(who.actor, ref, id))


@router.put("/prepared/{id}")
def change(
    root: RootOf, who: Caller, ref: RefAt, id: IdAt, given: PreparedChanged
) -> PreparedShown:
    """Change its words; refused where somebody else changed them meanwhile."""
    content, version = given.content(), given.version
    item = _own(root).keep(who.actor, ref, content, id=id, version=version, ready=given.ready)
    return PreparedShown.of(item)


@router.delete("/prepared/{id}", status_code=204)
def discard(root: RootOf, who: Caller, ref: RefAt, id: IdAt, version: Seen) -> Response:
    """Throw it away; nothing of it is kept."""
    _own(root).discard(who.actor, ref, id, version)
    return Response(status_code=204)


@router.post("/prepared/{id}/{deed}")
def do(
    root: RootOf, who: Caller, ref: RefAt, id: IdAt, deed: DeedAt, given: DeedGiven
) -> PreparedShown:
    """Say that it is ready, clear it, or return it with a note."""
    item = _own(root).do(who.actor, ref, id, given.version, deed, given.note)
    return PreparedShown.of(item)


@router.put("/internal-deadline", status_code=204)
def internal(root: RootOf, who: Caller, ref: RefAt, given: InternalGiven) -> Response:
    """Set the organisation's own deadline, or have none."""
    assigning.set_internal(_own(root), who.actor, ref, given.deadline)
    return Response(status_code=204)


@router.post("/assignments", status_code=201)
def assign(root: RootOf, who: Caller, ref: RefAt, given: AssignmentGiven) -> AssignmentShown:
    """Ask a colleague to look after something."""
    made = assigning.assign(
        _own(root), who.actor, ref, given.about, given.key, given.to, given.note, given.due
    )
    return AssignmentShown.model_validate(made)


@router.post("/assignments/{id}/done", status_code=204)
def finish(root: RootOf, who: Caller, ref: RefAt, id: IdAt) -> Response:
    """What was asked is done."""
    assigning.finish(_own(root), who.actor, ref, id)
    return Response(status_code=204)


@router.get("/spaces")
def spaces(root: RootOf, who: Caller, ref: RefAt) -> Page[SpaceShown]:
    """The drafting spaces that the asker's organisation is in or was invited to."""
    found = Spaces(_own(root)).listed(who.actor, ref)
    return Page(items=[SpaceShown.of(s) for s in found])


@router.post("/spaces", status_code=201)
def open_space(root: RootOf, who: Caller, ref: RefAt, given: SpaceGiven) -> SpaceShown:
    """Open a drafting space and invite organisations."""
    shared = Spaces(_own(root))
    made = shared.open(who.actor, ref, given.title, given.organisations)
    return SpaceShown.of(shared.one(who.actor, ref, made.id))


@router.get("/spaces/{id}")
def space(root: RootOf, who: Caller, ref: RefAt, id: IdAt) -> SpaceShown:
    """One drafting space."""
    return SpaceShown.of(Spaces(_own(root)).one(who.actor, ref, id))


@router.post("/spaces/{id}/invited")
def invite(root: RootOf, who: Caller, ref: RefAt, id: IdAt, given: InvitedGiven) -> SpaceShown:
    """Invite others to it."""
    shared = Spaces(_own(root))
    shared.invite(who.actor, ref, id, given.organisations)
    return SpaceShown.of(shared.one(who.actor, ref, id))


@router.post("/spaces/{id}/answer", status_code=204)
def answer(root: RootOf, who: Caller, ref: RefAt, id: IdAt, given: AnswerGiven) -> Response:
    """Join it, decline, or leave."""
    answers = {m.value: m for m in Membership if m is not Membership.INVITED}
    if given.answer not in answers:
        raise BadInput("answer", N_("Say joined, declined or left."))
    Spaces(_own(root)).answer(who.actor, ref, id, answers[given.answer])
    return Response(status_code=204)


@router.post("/spaces/{id}/items", status_code=201)
def write(root: RootOf, who: Caller, ref: RefAt, id: IdAt, given: PreparedGiven) -> PreparedShown:
    """Write a note or a draft wording (an amendment) into it."""
    return PreparedShown.of(Spaces(_own(root)).keep(who.actor, ref, id, given.content()))


@router.put("/spaces/{id}/items/{item}")
def rewrite(
    root: RootOf, who: Caller, ref: RefAt, id: IdAt, item: IdAt, given: PreparedChanged
) -> PreparedShown:
    """Change what stands in it."""
    shared = Spaces(_own(root))
    kept = shared.keep(who.actor, ref, id, given.content(), item, given.version)
    return PreparedShown.of(kept)


@router.delete("/spaces/{id}/items/{item}", status_code=204)
def drop(root: RootOf, who: Caller, ref: RefAt, id: IdAt, item: IdAt, version: Seen) -> Response:
    """Throw something in it away."""
    Spaces(_own(root)).discard(who.actor, ref, id, item, version)
    return Response(status_code=204)


@router.post("/spaces/{id}/items/{item}/propose", status_code=201)
def propose(
    root: RootOf, who: Caller, ref: RefAt, id: IdAt, item: IdAt, given: DeedGiven
) -> PreparedShown:
    """Propose a draft wording as an amendment; the other members are asked to co-sponsor."""
    shared = Spaces(_own(root))
    shared.propose(who.actor, ref, id, item, given.version)
    return PreparedShown.of(_own(root).one(who.actor, ref, item))
