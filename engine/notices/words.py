"""Messages about the words: amendments, the treatment of each, what became of them, agreement.

An amendment is told to whoever works on the text, a treatment to whoever answers for the
sponsor.  What is decided in one breath is told in one letter: a sponsor learns of all its
amendments at once, with the new deadline where the new version brought one.  What a letter
asks for is asked as long as it is open, whatever stage the objective is in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from placet.engine import events as e
from placet.engine.amendments import Amendment, AmendmentState, Treating
from placet.engine.change_facts import change_facts, difference_facts, paragraph_facts
from placet.engine.codec import instant
from placet.engine.messages import Json, Kind, Message
from placet.engine.model import Objective, Role
from placet.engine.notices.facts import (
    Facts,
    Messages,
    Scene,
    head,
    people_of,
    submitters_of,
)
from placet.engine.notices.news import moved_facts
from placet.engine.text import Act, Change

REOPENED = "reopened"
"""What became of an amendment whose decision was taken back."""

_TREATED = {
    AmendmentState.ACCEPTED: Treating.ACCEPT,
    AmendmentState.MODIFIED: Treating.MODIFY,
    AmendmentState.REFUSED: Treating.REFUSE,
}


def amendment_told(scene: Scene, event: e.AmendmentProposed) -> Messages:
    """Those who work on the text learn what is proposed; not whoever proposes it."""
    made = event.amendment
    facts: Facts = {
        **_about(scene, made),
        "sponsor": made.sponsor,
        "change": said_of(scene, made, made.change),
    }
    told = {made.by}
    for organisation, person in drafting(scene, made.sponsor):
        if person not in told:
            told.add(person)
            mine = {**facts, "organisation": organisation}
            yield scene.message(Kind.AMENDMENT, person, mine, organisation)


def treatment_told(scene: Scene, event: e.TreatmentProposed) -> Messages:
    """Whoever may answer for the sponsor is asked to accept the treatment or to maintain."""
    made, treatment = scene.after.amendments[event.number], event.treatment
    facts: Facts = {
        **_about(scene, made),
        "organisation": made.sponsor,
        "treating": treatment.treating.value,
        "change": said_of(scene, made, made.change),
        "reason": treatment.reason,
        "at": instant(treatment.at),
    }
    if treatment.change is not None:
        facts["modified"] = said_of(scene, made, treatment.change)
        if _reword_the_same(made.change, treatment.change):
            facts["edits"] = difference_facts(made.change.words, treatment.change.words)
    for person in submitters_of(scene, made.sponsor):
        if person != treatment.by:
            asked = scene.message(Kind.TREATMENT, person, facts, made.sponsor, owed=True)
            yield replace(asked, run=None)


def decisions_told(scene: Scene) -> Messages:
    """Sponsors and co-sponsors learn what became of their amendments, each in one letter."""
    decided = tuple(_decided(scene))
    moved: Facts = {}
    for event in scene.events:
        if isinstance(event, e.DeadlineChanged):
            moved = moved_facts(scene, event)
    for organisation in _concerned(made for made, _ in decided):
        facts: Facts = {
            **head(scene),
            **moved,
            "path": path_of(scene.after),
            "organisation": organisation,
            "amendments": amendments_of(scene, organisation),
            "taken": any(d.version for _, d in decided if isinstance(d, e.AmendmentDecided)),
        }
        for person in people_of(scene, organisation):
            if person not in {d.by for _, d in decided}:
                yield scene.message(Kind.AMENDMENTS_DECIDED, person, facts, organisation)


def amendments_of(scene: Scene, organisation: str) -> list[Json]:
    """What became of each amendment that the organisation sponsors or co-sponsors."""
    rows: list[Json] = []
    for made, decision in _decided(scene):
        if organisation not in made.supporters or _did_it_itself(made, organisation):
            continue
        state = made.state.value if isinstance(decision, e.AmendmentDecided) else REOPENED
        rows.append(
            {
                "amendment": made.number,
                "state": state,
                "change": said_of(scene, made, made.in_words),
                "reason": _why(made, decision.reason),
            }
        )
    return rows


def agreement_pending(scene: Scene, event: e.AgreementNoted) -> Messages:
    """An organisation for which an agreement waits is asked, once for each paragraph."""
    before = scene.before.agreements if scene.before else {}
    for organisation in event.agreement.pending:
        known = {p for p, noted in before.items() if organisation in noted.pending}
        new = [p for p in event.paragraphs if p not in known]
        if not new or scene.text is None:
            continue
        facts: Facts = {
            **head(scene),
            "path": f"/objectives/{scene.after.ref}/agreed",
            "organisation": organisation,
            "ids": list[Json](new),
            "paragraphs": [paragraph_facts(scene.text, p) for p in new],
        }
        for person in submitters_of(scene, organisation):
            asked = scene.message(Kind.AGREEMENT_PENDING, person, facts, organisation, owed=True)
            yield replace(asked, run=None)


def still_open(o: Objective, message: Message) -> bool:
    """Whether what a message about the words asks for has not been answered yet."""
    facts = message.facts
    if message.kind is Kind.TREATMENT:
        made = next((a for a in o.amendments.values() if a.number == facts["amendment"]), None)
        treatment = made.treatment if made and made.state is AmendmentState.OPEN else None
        same = treatment is not None and instant(treatment.at) == facts["at"]
        return same and treatment is not None and treatment.agreed is None
    ids = facts["ids"]
    noted = (o.agreements.get(str(id)) for id in (ids if isinstance(ids, list) else ()))
    return any(n is not None and message.organisation in n.pending for n in noted)


def _about(scene: Scene, made: Amendment) -> Facts:
    return {
        **head(scene),
        "path": f"{path_of(scene.after)}#a{made.number}",
        "amendment": made.number,
        "base": made.base,
    }


def path_of(o: Objective) -> str:
    """The page about its amendments."""
    return f"/objectives/{o.ref}/amendments"


def said_of(scene: Scene, made: Amendment, change: Change) -> Facts:
    """The change as facts; nothing where the words that it is against are not at hand."""
    base = scene.words_of(made.base)
    return change_facts(change, base) if base is not None else {}


def _reword_the_same(one: Change, other: Change) -> bool:
    words = (Act.REPLACE, Act.ADD, Act.ALTERNATIVE)
    return (one.act, one.paragraph) == (other.act, other.paragraph) and one.act in words


def drafting(scene: Scene, sponsor: str) -> Iterator[tuple[str, str]]:
    """The people of the lead organisations and the secretariat; the sponsor knows already."""
    for lead in scene.after.leads:
        if lead != sponsor:
            yield from ((lead, person) for person in people_of(scene, lead))
    for officer in scene.negotiation.officers:
        if officer.role is Role.SECRETARIAT:
            yield "", officer.person


def _decided(
    scene: Scene,
) -> Iterator[tuple[Amendment, e.AmendmentDecided | e.AmendmentReopened]]:
    for event in scene.events:
        if isinstance(event, e.AmendmentDecided | e.AmendmentReopened):
            yield scene.after.amendments[event.number], event


def _concerned(amendments: Iterable[Amendment]) -> tuple[str, ...]:
    """Sponsors and co-sponsors, each once, less a sponsor that withdrew its own."""
    everybody = ((made, o) for made in amendments for o in made.supporters)
    return tuple(dict.fromkeys(o for made, o in everybody if not _did_it_itself(made, o)))


def _did_it_itself(made: Amendment, organisation: str) -> bool:
    return made.state is AmendmentState.WITHDRAWN and organisation == made.sponsor


def _why(made: Amendment, reason: str) -> str:
    """The reason of the decision; without one, that of the treatment which it follows."""
    treatment = made.treatment
    if reason or treatment is None:
        return reason
    return treatment.reason if treatment.treating is _TREATED.get(made.state) else ""
