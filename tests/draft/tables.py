"""A table, an objective and its text, built for the drafts of every stage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

from placet.engine.draft import AgreementDraft, agreement
from placet.engine.model import (
    Ballot,
    BallotState,
    Capacity,
    Deadline,
    Delegate,
    Instrument,
    Negotiation,
    Objective,
    Organisation,
    Position,
    Qualifier,
    RuleRef,
    Seat,
    Signature,
    StageRun,
    TextHead,
)
from placet.engine.rules import evaluate, terms_of
from placet.engine.text import Kind, Paragraph, Text, text_hash, word_count
from placet.workflows.rules import shipped_rules

OPENED = datetime(2027, 2, 14, 9, tzinfo=UTC)
MADE = datetime(2027, 3, 2, 9, tzinfo=UTC)
DUE = Deadline(datetime(2027, 3, 14, 20, 59, tzinfo=UTC), "Africa/Nairobi")
NOW = datetime(2027, 3, 11, 10, 2, tzinfo=UTC)
CHECKPOINT = "18442 9b1c20f7"
RULE = RuleRef("no_objection", 1, {"share": "2/3", "minimum": 2})
KINDS = ("endorse", "no_objection", "abstain", "object")
NAMES = {
    "UNEP": "United Nations Environment Programme",
    "WMO": "World Meteorological Organization",
    "ITU": "International Telecommunication Union",
    "FAO": "Food and Agriculture Organization",
    "UNHCR": "Office of the High Commissioner for Refugees",
    "IFRC": "International Federation of Red Cross and Red Crescent Societies",
}
ORGANISATIONS = {code: Organisation(code, name) for code, name in NAMES.items()}


def paragraph(id: str, kind: Kind, words: str, *children: Paragraph) -> Paragraph:
    return Paragraph(id, kind, words, children)


BRACKETED = Text(
    (
        paragraph("p1", Kind.NOTE, "*The participating organisations,*"),
        paragraph(
            "p2",
            Kind.PREAMBULAR,
            "*Recalling* that the Sendai Framework calls for early warning for all,",
        ),
        paragraph(
            "p3",
            Kind.PREAMBULAR,
            "*Mindful* of the [sovereign] rights of States over data "
            "[FAO: collected within their territory / WMO, ITU: collected with public funds],",
        ),
        paragraph("p4", Kind.NOTE, "*Agree on the following objective:*"),
        paragraph("p5", Kind.HEADING, "Exchange"),
        paragraph(
            "p6",
            Kind.OPERATIVE,
            "The organisations [UNEP, WMO, ITU, FAO, IFRC: shall / UNHCR: should] exchange the "
            "observations listed in Annex A, free of charge and "
            "[without delay / within [three] [six [or [nine]]] hours of observation].",
        ),
        paragraph(
            "p7",
            Kind.OPERATIVE,
            "Each organisation names, by 30 June 2027:",
            paragraph("p8", Kind.SUBPARAGRAPH, "one focal point [during a declared emergency];"),
            paragraph("p9", Kind.SUBPARAGRAPH, "one alternate."),
        ),
        paragraph(
            "p10",
            Kind.OPERATIVE,
            "[UNHCR: Observations that could identify a person, a household or a community at "
            "risk are not exchanged under this objective.] [WMO, ITU: Observations that could "
            "identify a person are exchanged only in aggregate[, following the stricter of the "
            "data policies of the two organisations concerned].]",
        ),
        paragraph("p11", Kind.OPERATIVE, "The cost of exchange is borne by the sender."),
    )
)
CLEAN = Text(
    (
        paragraph("p1", Kind.PREAMBULAR, "*Recalling* that warnings are for all,"),
        paragraph("p2", Kind.OPERATIVE, "The organisations exchange their observations."),
        paragraph("p3", Kind.OPERATIVE, "Two years later they **review** this objective."),
    )
)


def head(text: Text, number: int = 4) -> TextHead:
    return TextHead(number, text_hash(text), MADE, "wanjiru", "UNEP", words=word_count(text))


def negotiation() -> Negotiation:
    return Negotiation(
        symbol="EWCG",
        title="Early Warning Coordination Group",
        purpose="",
        zone="Africa/Nairobi",
        workflow="joint-objective",
        workflow_version=1,
        opened_at=OPENED,
        delegates=tuple(
            Delegate(f"person-{code}", code, Capacity.FOCAL_POINT, OPENED) for code in NAMES
        ),
    )


def objective(text: Text, stage: str, /, **more: object) -> Objective:
    given: dict[str, object] = {
        "ref": "OBJ-0042",
        "negotiation": "EWCG",
        "title": "Joint objective on the sharing of observations and forecasts",
        "purpose": "",
        "workflow": "joint-objective",
        "workflow_version": 1,
        "proposed_at": OPENED,
        "proposed_by": "person-UNEP",
        "leads": ("UNEP", "WMO"),
        "text": head(text),
        "run": StageRun(4, stage, 2, MADE, DUE),
        "rounds_allowed": 3,
        **more,
    }
    return Objective(**given)  # type: ignore[arg-type]


def position(organisation: str, kind: str, **more: object) -> Position:
    given: dict[str, object] = {
        "by": f"person-{organisation}",
        "at": MADE + timedelta(days=1),
        "number": 1,
        "reference": f"R-{organisation}",
        **more,
    }
    return Position(organisation, kind, **given)  # type: ignore[arg-type]


HELD = (
    position("UNEP", "endorse"),
    position("WMO", "endorse", qualifiers=(Qualifier.AD_REFERENDUM,),
             confirm_by=datetime(2027, 4, 11, 9, tzinfo=UTC)),
    position("ITU", "no_objection"),
    position("UNHCR", "object", reasons="Persons could be identified."),
    position("IFRC", "endorse", qualifiers=(Qualifier.RESERVATION,),
             reservation="“Declared emergency” in paragraph 2(a) includes appeals that IFRC "
             "has itself launched."),
)  # fmt: skip


def ballot(text: Text, positions: Sequence[Position] = HELD, /, **more: object) -> Ballot:
    given: dict[str, object] = {
        "number": 2,
        "stage": "endorsement",
        "round": 2,
        "text": 4,
        "text_hash": text_hash(text),
        "rule": RULE,
        "kinds": KINDS,
        "seats": tuple(Seat(code) for code in NAMES),
        "opened_at": MADE,
        "deadline": DUE,
        "positions": {p.organisation: p for p in positions},
        **more,
    }
    return Ballot(**given)  # type: ignore[arg-type]


def draft(
    text: Text = BRACKETED,
    stage: str = "endorsement",
    call: Ballot | None = None,
    organisations: Mapping[str, Organisation] = ORGANISATIONS,
    **more: object,
) -> AgreementDraft:
    """The draft of version 4 in that stage, with that call for positions."""
    terms = terms_of(shipped_rules(), call.rule, call.kinds) if call else None
    verdict = evaluate(terms, call.seats, call.positions) if call and terms else None
    o = objective(text, stage, **more)
    return agreement(
        negotiation(),
        o,
        head(text),
        text,
        call,
        verdict,
        organisations,
        CHECKPOINT,
        NOW,
        terms=terms,
    )


def put_forward() -> AgreementDraft:
    return draft(call=ballot(BRACKETED))


def adopted(provisional: bool = False, **more: object) -> AgreementDraft:
    """Adopted with one reservation, one abstention and one signature."""
    held = (*HELD[:3], position("UNHCR", "abstain"), HELD[4], position("FAO", "no_objection"))
    closed = ballot(CLEAN, held, state=BallotState.CLOSED, closed_at=DUE.at, passed=True)
    given: dict[str, object] = {
        "provisional": provisional,
        "not_bound": ("UNHCR",),
        "signatures": (Signature("UNEP", "2027-03-20"),),
        "entry_into_force": "2027-05-01",
        **more,
    }
    result = Instrument(4, text_hash(CLEAN), 2, DUE.at, **given)  # type: ignore[arg-type]
    return draft(CLEAN, "adopted", closed, instrument=result)
