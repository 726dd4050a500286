"""The fold of what happens to the words: amendments, what is agreed, packages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import assert_never

from placet.engine.agreements import Agreement, Level
from placet.engine.amendments import Amendment, AmendmentState
from placet.engine.events import wording as w
from placet.engine.model import Objective


def evolve_wording(o: Objective, event: w.WordingEvent) -> Objective:
    """The objective after the event."""
    match event:
        case w.AgreementNoted():
            noted = dict.fromkeys(event.paragraphs, event.agreement)
            return replace(o, agreements={**o.agreements, **noted})
        case w.PackageFormed():
            made = event.package
            return replace(o, packages=(*o.packages, made), packages_made=made.number)
        case w.PackageDissolved():
            return replace(o, packages=tuple(p for p in o.packages if p.number != event.number))
        case w.BracketSettled() | w.TranslationRecorded():
            return o
        case w.AmendmentProposed():
            made_up = event.amendment
            known = {**o.amendments, made_up.number: made_up}
            return replace(o, amendments=known, amendments_made=made_up.number)
        case _:
            after = _amended(o.amendments[event.number], event)
            return replace(o, amendments={**o.amendments, event.number: after})


def _amended(
    before: Amendment,
    event: w.CosponsorJoined
    | w.CosponsorLeft
    | w.MemberDissociated
    | w.TreatmentProposed
    | w.TreatmentAnswered
    | w.AmendmentDecided
    | w.AmendmentReopened,
) -> Amendment:
    match event:
        case w.CosponsorJoined():
            shared = tuple(x for x in before.dissociated if x != event.organisation)
            joined = (*before.cosponsors, event.organisation)
            return replace(before, cosponsors=joined, dissociated=shared)
        case w.MemberDissociated():
            left = tuple(x for x in before.cosponsors if x != event.organisation)
            apart = (*before.dissociated, event.organisation)
            return replace(before, cosponsors=left, dissociated=apart)
        case w.CosponsorLeft():
            left = tuple(x for x in before.cosponsors if x != event.organisation)
            return replace(before, cosponsors=left)
        case w.TreatmentProposed() | w.TreatmentAnswered():
            return replace(before, treatment=event.treatment)
        case w.AmendmentDecided():
            return replace(
                before,
                state=event.state,
                decided_in=event.version,
                outcome=event.reason,
                decided_by=event.by,
            )
        case w.AmendmentReopened():
            return replace(
                before, state=AmendmentState.OPEN, decided_in=0, outcome="", decided_by=""
            )
        case _:
            assert_never(event)


def agreed_ad_referendum(o: Objective, paragraphs: Iterable[str], noted: Agreement) -> Objective:
    """The objective once these paragraphs are agreed ad referendum, keeping what is more."""
    found = dict(o.agreements)
    for paragraph in paragraphs:
        held = found.get(paragraph)
        if held is None or held.level is not Level.AGREED:
            found[paragraph] = noted
    return replace(o, agreements=found)


def reopened(o: Objective, paragraphs: Iterable[str], noted: Agreement) -> Objective:
    """The objective once these paragraphs are open again."""
    again = {p: noted for p in paragraphs if p in o.agreements}
    return replace(o, agreements={**o.agreements, **again})
