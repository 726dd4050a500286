"""One message of each kind, complete, with the same objective in all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from placet.engine.codec import encode
from placet.engine.messages import Json, Kind, Message
from placet.engine.model import Person, RuleRef, Seat
from placet.engine.rules import rule_sentence_values, terms_of
from placet.engine.store import MessageState, StoredMessage
from placet.notifications.mail import House
from placet.workflows.rules import shipped_rules

AT = datetime(2027, 3, 2, 9, 30, tzinfo=UTC)

HOUSE = House(
    base_url="https://placet.example.org",
    sender="Placet <notify@mail.example.org>",
    domain="mail.example.org",
    secret=b"a secret of the test installation",
)

ENDORSEMENT = ("endorse", "no_objection", "abstain", "object")
SUPPORTING = ("support", "support_with_comments", "stand_aside", "object")


def a_rule(name: str, kinds: Sequence[str] = ENDORSEMENT, **parameters: int | str) -> Json:
    """A rule as the facts of a message have it, at a table of 30."""
    terms = terms_of(shipped_rules(), RuleRef(name, 1, parameters), kinds)
    asked = rule_sentence_values(terms, tuple(Seat(str(n)) for n in range(30)))
    return {"name": name, "version": 1, "parameters": parameters, "sentence": encode(asked)}


ANN = Person("ann", "Ann Example", "ann@unep.example.org", "Europe/Zurich")

HEAD: Mapping[str, Json] = {
    "ref": "OBJ-0042",
    "title": "Sharing of observations and forecasts for early warning",
    "symbol": "EWCG",
    "negotiation": "Early Warning Coordination Group",
    "version": 4,
    "hash": "a3f941c07be25d18",
    "path": "/objectives/OBJ-0042",
    "contact": "ewcg-secretariat@example.org",
    "checkpoint": "18442:9b1c20f7aa00",
    "capacity": "focal_point",
}

DEADLINE: Mapping[str, Json] = {"deadline": "2027-03-14T20:59:00Z", "zone": "Africa/Nairobi"}

PROXY: Mapping[str, Json] = {
    "path": "/negotiations/EWCG/proxies",
    "symbol": "EWCG",
    "negotiation": "Early Warning Coordination Group",
    "contact": "ewcg-secretariat@example.org",
    "organisation": "UNEP",
    "giver": "WHO",
    "holder": "UNEP",
    "state": "offered",
    "casts": False,
    "from": "2027-03-01T08:00:00Z",
    "until": "2027-03-14T20:59:00Z",
    "zone": "Africa/Nairobi",
    "objectives": ["OBJ-0042"],
    "reason": "Nobody of ours can come.",
    "capacity": "focal_point",
}

BALLOT: Mapping[str, Json] = {
    **DEADLINE,
    "organisation": "UNEP",
    "kinds": list(ENDORSEMENT),
    "rule": a_rule("no_objection", share="2/3", minimum=2),
    "seats": 30,
    "have": 21,
}

NEEDED: list[Json] = [
    {"more": ["endorse", "no_objection"], "count": 1},
    {"resolve": "object", "organisations": ["WHO"]},
]

CHANGES: list[Json] = [
    {
        "paragraph": "p1",
        "label": "1",
        "name": "1",
        "kind": "operative",
        "what": "replaced",
        "old": "as soon as possible",
        "new": "[without delay / within [three] [six] hours of observation]",
        "before": "share warnings",
    },
    {
        "paragraph": "p9",
        "label": "4",
        "name": "4",
        "kind": "operative",
        "what": "inserted",
        "old": "",
        "new": "[Data are not exchanged.]",
        "before": "of the sea.",
    },
]

REFERENDUM: Mapping[str, Json] = {
    "organisation": "UNEP",
    "kind": "endorse",
    "confirm_by": "2027-04-11T20:59:00Z",
    "zone": "Africa/Nairobi",
}

SUPPORT: Mapping[str, Json] = {
    **BALLOT,
    "kinds": list(SUPPORTING),
    "rule": a_rule("no_objection", SUPPORTING, minimum=1),
    "have": 0,
    "silent_become_observers": True,
    "leads": ["WMO", "ITU"],
    "purpose": "Warnings reach everybody in time.",
}

RECEIPT: Mapping[str, Json] = {
    **HEAD,
    **DEADLINE,
    "organisation": "UNEP",
    "kind": "endorse",
    "reference": "P-7KQ2-91XD",
    "at": "2027-03-11T10:02:00Z",
}

ENDED: Mapping[str, Json] = {
    "path": "/objectives/OBJ-0042/beside",
    "organisation": "UNEP",
    "number": 2,
    "words": "Parliament sits in May",
    "reason": "The season begins in April",
    "at": "2027-03-11T10:02:00Z",
}

CIRCULAR: Mapping[str, Json] = {
    **HEAD,
    "organisation": "UNEP",
    "at": "2027-03-11T20:59:00Z",
    "home": "Africa/Nairobi",
    "round": 2,
}

CALL: Mapping[str, Json] = {
    **BALLOT,
    "kinds": ["support", "stand_aside", "object"],
    "rule": a_rule("silence", ("support", "stand_aside", "object")),
    "have": 0,
    "silence": True,
    "seated": True,
    "against": ["object"],
    "beside": ["support", "stand_aside"],
    "partial": True,
    "at_once": True,
}

PLAIN_LETTERS: Mapping[str, Mapping[str, Json]] = {
    "noted": {},
    "not_adopted": {"reason": "The objections stand."},
    "recalled": {"reason": "A mistake in paragraph 3."},
    "held": {"reason": "The conference was moved."},
    "resumed": DEADLINE,
    "meeting": DEADLINE,
    "decided": {"stage_title": "Tabled", "consequence": "The text comes up for adoption."},
    "appeal": {**DEADLINE, "reason": "The count left out a position."},
    "reopened": {"observer": True},
}

REPLACING: Mapping[str, Json] = {
    "act": "replace",
    "paragraph": {"kind": "operative", "label": "3", "words": ""},
    "edits": [{"old": "shall", "new": "should", "after": ""}],
}

MODIFIED: Mapping[str, Json] = {
    **REPLACING,
    "edits": [{"old": "shall", "new": "should, as far as possible,", "after": ""}],
}

DELETING: Mapping[str, Json] = {
    "act": "delete",
    "paragraph": {"kind": "heading", "label": "", "words": "Means of implementation"},
}

AMENDMENT: Mapping[str, Json] = {
    **HEAD,
    "path": "/objectives/OBJ-0042/amendments#a7",
    "organisation": "UNEP",
    "amendment": 7,
    "base": 3,
    "change": dict(REPLACING),
}

FATES: list[Json] = [
    {"amendment": 4, "state": "accepted", "change": dict(REPLACING), "reason": ""},
    {
        "amendment": 5,
        "state": "modified",
        "change": dict(MODIFIED),
        "reason": "So that small services can follow.",
    },
    {"amendment": 7, "state": "refused", "change": dict(DELETING), "reason": "It is needed."},
]

ENTERED_COMMENTS: list[Json] = [
    {
        "comment": 5,
        "sponsor": "UNEP",
        "paragraph": REPLACING["paragraph"],
        "quotation": "observations",
        "body": "Does this include what ships measure?",
    },
    {"comment": 6, "sponsor": "WHO", "paragraph": {}, "quotation": "", "body": "A good text."},
]

ENTRY: Mapping[str, Json] = {
    "evidence": "Comments of March.docx, SHA-256 9c2f41d07be2",
    "base": 3,
    "listed_amendments": [
        {"amendment": 7, "sponsor": "UNEP", "change": dict(REPLACING)},
        {"amendment": 8, "sponsor": "UNEP", "change": dict(MODIFIED)},
        {"amendment": 9, "sponsor": "WHO", "change": dict(DELETING)},
    ],
    "listed_comments": ENTERED_COMMENTS,
}

MEETING: dict[str, Any] = {
    "path": "/negotiations/EWCG/meetings/3",
    "symbol": "EWCG",
    "negotiation": "Early Warning Coordination Group",
    "organisation": "UNEP",
    "capacity": "focal_point",
    "contact": "ewcg-secretariat@example.org",
    "meeting": 3,
    "title": "Third session",
    "place": "Geneva, Room XX",
    "begins": "2027-03-10T08:00:00Z",
    "ends": "2027-03-10T17:00:00Z",
    "zone": "Europe/Zurich",
    "agenda": [],
    "decisions": [],
}
AWAY: dict[str, Json] = {
    "capacity": "head_of_delegation",
    "since": "2027-03-01T21:00:00Z",
    "until": "2027-03-12T21:00:00Z",
}
DELEGATIONS: dict[str, dict[str, Json]] = {
    "acceded": {"reason": "Note verbale 27/14"},
    "declined": {"reason": ""},
    "left": {"reason": "Its mandate has ended."},
    "seat": {
        "observer": False,
        "weight": 3,
        "classes": ["members", "donors"],
        "reason": "New assessment",
    },
    "ended": {},
    "office_ended": {"capacity": "chair", "organisation": ""},
    "appointed_told": {},
    "ended_told": {},
    "stands_in": AWAY,
    "away": AWAY,
    "stands_in_no_more": AWAY,
}
SAMPLES: Mapping[str, tuple[Kind, Mapping[str, Json]]] = {
    "sign_in": (
        Kind.SIGN_IN,
        {"signin": "s-1", "expires": "2027-03-02T09:40:00Z", "path": "/signin/code"},
    ),
    "invitation": (
        Kind.INVITATION,
        {
            "path": "/negotiations/EWCG",
            "symbol": "EWCG",
            "negotiation": "Early Warning Coordination Group",
            "organisation": "UNEP",
            "capacity": "focal_point",
            "contact": "ewcg-secretariat@example.org",
        },
    ),
    "meeting_called": (
        Kind.MEETING_CALLED,
        {
            **MEETING,
            "agenda": [
                {"label": "1", "change": "Opening of the meeting"},
                {"label": "2", "change": "Zero draft: operative paragraphs"},
            ],
        },
    ),
    "meeting_called_without_agenda": (Kind.MEETING_CALLED, {**MEETING, "place": ""}),
    "meeting_moved": (
        Kind.MEETING_MOVED,
        {**MEETING, "was": "2027-03-09T08:00:00Z", "reason": "The room is taken."},
    ),
    "meeting_elsewhere": (Kind.MEETING_MOVED, {**MEETING, "was": MEETING["begins"]}),
    "meeting_cancelled": (
        Kind.MEETING_CANCELLED,
        {**MEETING, "reason": "The silence was not broken."},
    ),
    "minutes_published": (
        Kind.MINUTES_PUBLISHED,
        {
            **MEETING,
            "decisions": [{"label": "2", "change": "Paragraph 3 goes to informals."}],
        },
    ),
    "minutes_published_without_decisions": (
        Kind.MINUTES_PUBLISHED,
        {**MEETING, "organisation": "", "capacity": "chair"},
    ),
    **{
        f"delegation_{change}": (
            Kind.DELEGATION,
            {
                "path": "/negotiations/EWCG",
                "symbol": "EWCG",
                "negotiation": "Early Warning Coordination Group",
                "organisation": "UNEP",
                "contact": "ewcg-secretariat@example.org",
                "zone": "Africa/Nairobi",
                "change": change,
                **facts,
            },
        )
        for change, facts in DELEGATIONS.items()
    },
    "invitation_of_a_person": (Kind.INVITATION, {"path": "/signin"}),
    "proposed": (Kind.PROPOSED, {**HEAD, **SUPPORT}),
    "proposed_to_officers": (
        Kind.PROPOSED,
        {**HEAD, **SUPPORT, "organisation": "", "capacity": "secretariat"},
    ),
    "position_requested": (
        Kind.POSITION_REQUESTED,
        {**HEAD, **BALLOT, "needed": NEEDED, "since": 3, "changes": CHANGES},
    ),
    "silence_decides": (
        Kind.POSITION_REQUESTED,
        {**HEAD, **BALLOT, "rule": a_rule("silence")},
    ),
    "silence_ends": (
        Kind.REMINDER,
        {**HEAD, **BALLOT, "rule": a_rule("silence"), "ask": "position", "step": "1d"},
    ),
    "silence_ends_soon": (
        Kind.LAST_CALL,
        {**HEAD, **BALLOT, "rule": a_rule("silence"), "ask": "position", "step": "4h"},
    ),
    "silence_proposed": (
        Kind.PROPOSED,
        {**HEAD, **BALLOT, "rule": a_rule("silence"), "leads": ["UNEP"], "purpose": "To agree."},
    ),
    "confirm_needed": (
        Kind.CONFIRM_NEEDED,
        {**HEAD, **BALLOT, "since": 3, "changes": CHANGES, "kind": "endorse"},
    ),
    "confirm_ad_referendum": (Kind.CONFIRM_NEEDED, {**HEAD, **REFERENDUM}),
    "comments_requested": (
        Kind.COMMENTS_REQUESTED,
        {**HEAD, **DEADLINE, "organisation": "UNEP", "round": 2, "since": 3, "changes": CHANGES},
    ),
    "review_requested": (
        Kind.REVIEW_REQUESTED,
        {**HEAD, **DEADLINE, "organisation": "UNEP"},
    ),
    "reminder": (
        Kind.REMINDER,
        {**HEAD, **BALLOT, "ask": "position", "step": "7d", "needed": NEEDED},
    ),
    "reminder_to_comment": (
        Kind.REMINDER,
        {**HEAD, **DEADLINE, "organisation": "UNEP", "ask": "comment", "step": "3d"},
    ),
    "reminder_to_confirm": (
        Kind.REMINDER,
        {**HEAD, **REFERENDUM, "ask": "confirm", "step": "by_hand"},
    ),
    "last_call": (
        Kind.LAST_CALL,
        {**HEAD, **BALLOT, "ask": "position", "step": "24h", "needed": NEEDED},
    ),
    "reminder_digest": (
        Kind.REMINDER_DIGEST,
        {
            "symbol": HEAD["symbol"],
            "negotiation": HEAD["negotiation"],
            "contact": HEAD["contact"],
            "path": "/inbox",
            "capacity": "focal_point",
            "items": [
                {
                    "objective": "OBJ-0042",
                    "title": HEAD["title"],
                    "organisation": "UNEP",
                    "ask": "position",
                    "run": 3,
                    "version": 4,
                    "deadline": "2027-03-14T20:59:00Z",
                    "zone": "Africa/Nairobi",
                },
                {
                    "objective": "OBJ-0051",
                    "title": "Drills with coastal communities",
                    "organisation": "UNEP",
                    "ask": "comment",
                    "run": 2,
                    "version": 1,
                    "deadline": "2027-04-02T20:59:00Z",
                    "zone": "Africa/Nairobi",
                },
            ],
        },
    ),
    "receipt": (Kind.RECEIPT, {**RECEIPT, "qualifiers": []}),
    "receipt_ad_referendum": (
        Kind.RECEIPT,
        {**RECEIPT, "qualifiers": ["ad_referendum"], "confirm_by": "2027-04-11T20:59:00Z"},
    ),
    "receipt_confirmed": (Kind.RECEIPT, {**RECEIPT, "confirmed": True}),
    "receipt_carried": (Kind.RECEIPT, {**RECEIPT, "carried": True}),
    "receipt_of_a_break": (Kind.RECEIPT, {**RECEIPT, "kind": "object", "closed": True}),
    "receipt_on_behalf": (Kind.RECEIPT, {**RECEIPT, "kind": "object", "on_behalf": True}),
    "receipt_pending": (
        Kind.RECEIPT,
        {
            **RECEIPT,
            "qualifiers": ["pending"],
            "pending": "Instructions of the ministry",
            "confirm_by": "2027-04-11T20:59:00Z",
        },
    ),
    "receipt_with_evidence_that_replaces": (
        Kind.RECEIPT,
        {
            **RECEIPT,
            "on_behalf": True,
            "evidence": "Minutes of 10 March, item 4",
            "replaced": "abstain",
            "replaced_reference": "P-2M4C-77QX",
        },
    ),
    "receipt_late": (Kind.RECEIPT, {**RECEIPT, "kind": "object", "late": True, "closed": True}),
    "reminder_to_who_awaits_instructions": (
        Kind.REMINDER,
        {
            **HEAD,
            **BALLOT,
            "ask": "position",
            "step": "7d",
            "awaiting": True,
            "expected": "2027-03-12",
        },
    ),
    "reserve_overridden": (Kind.STATEMENT_ENDED, {**HEAD, **ENDED}),
    "concern_resolved": (Kind.CONCERN_ENDED, {**HEAD, **ENDED, "concern": "Who pays"}),
    "receipt_withdrawn": (Kind.RECEIPT, {**RECEIPT, "kind": "withdrawn"}),
    "deadline_changed": (
        Kind.DEADLINE_CHANGED,
        {
            **HEAD,
            "organisation": "UNEP",
            "deadline": "2027-03-28T20:59:00Z",
            "zone": "Africa/Nairobi",
            "was": "2027-03-14T20:59:00Z",
            "reason": "The conference was moved.",
        },
    ),
    "answers": (
        Kind.ANSWERS,
        {
            **HEAD,
            "organisation": "UNEP",
            "count": 2,
            "round": 1,
            "answers": [
                {"label": "12", "change": "accepted"},
                {"label": "13", "change": "accepted_modified"},
            ],
        },
    ),
    "comments_submitted": (
        Kind.COMMENTS_SUBMITTED,
        {
            **HEAD,
            "path": "/objectives/OBJ-0042/comments",
            "organisation": "UNEP",
            "count": 3,
            "numbers": [12, 13, 14],
            "at": "2027-03-09T14:05:00Z",
        },
    ),
    "clearance_waits": (
        Kind.CLEARANCE_WAITS,
        {
            **HEAD,
            "path": "/objectives/OBJ-0042/my-batch",
            "organisation": "UNEP",
            "counts": {"comment": 2, "position": 1},
        },
    ),
    "internal_reminder": (
        Kind.INTERNAL_REMINDER,
        {
            **HEAD,
            **DEADLINE,
            "path": "/objectives/OBJ-0042/my-batch",
            "organisation": "UNEP",
            "internal": "2027-03-12T15:00:00Z",
            "run": 3,
        },
    ),
    "comments_received": (
        Kind.COMMENTS_RECEIVED,
        {
            **HEAD,
            "path": "/objectives/OBJ-0042/comments",
            "organisation": "",
            "capacity": "secretariat",
            "sponsor": "UNEP",
            "count": 60,
            "numbers": list(range(12, 72)),
            "at": "2027-03-09T14:05:00Z",
        },
    ),
    "answer_rejected": (
        Kind.ANSWER_REJECTED,
        {
            **HEAD,
            "organisation": "UNEP",
            "comment": 12,
            "words": "The new paragraph still speaks of forecasts only.",
        },
    ),
    "stage_changed": (
        Kind.STAGE_CHANGED,
        {
            **HEAD,
            **DEADLINE,
            "organisation": "UNEP",
            "state": "under_revision",
            "stage_title": "Revision",
            "reason": "The text needs work.",
        },
    ),
    "decision_needed": (
        Kind.DECISION_NEEDED,
        {
            **HEAD,
            **BALLOT,
            "organisation": "",
            "capacity": "chair",
            "needed": NEEDED,
            "passes": False,
            "steps": ["Return to revision", "Record that it is not adopted"],
        },
    ),
    "outcome_adopted": (
        Kind.OUTCOME,
        {**HEAD, **BALLOT, "outcome": "adopted", "reason": "", "have": 24, "not_bound": ["FAO"]},
    ),
    "outcome_provisional": (
        Kind.OUTCOME,
        {**HEAD, **REFERENDUM, "outcome": "adopted_provisionally"},
    ),
    "outcome_final": (Kind.OUTCOME, {**HEAD, "outcome": "adoption_final"}),
    "outcome_undone": (Kind.OUTCOME, {**HEAD, "outcome": "adoption_undone"}),
    "outcome_not_adopted": (
        Kind.OUTCOME,
        {**HEAD, "outcome": "not_adopted", "reason": "The objections stand."},
    ),
    "outcome_lapsed": (Kind.OUTCOME, {**HEAD, "outcome": "lapsed"}),
    "outcome_withdrawn": (Kind.OUTCOME, {**HEAD, "outcome": "withdrawn"}),
    "circular_opening": (
        Kind.CIRCULAR,
        {
            **CIRCULAR,
            **CALL,
            "circular": "opening",
            "state": "under_silence",
            "step": "Put under silence",
            "consequence": "Unless somebody breaks the silence, the text is considered adopted.",
        },
    ),
    "circular_opening_of_the_rest": (
        Kind.CIRCULAR,
        {
            **CIRCULAR,
            **CALL,
            "circular": "opening",
            "paragraphs": ["PP2", "4 (a)"],
            "agreed": ["PP1", "1", "2", "3"],
            "since": 3,
            "kind": "support",
        },
    ),
    "circular_opening_to_observers": (
        Kind.CIRCULAR,
        {
            **CIRCULAR,
            **CALL,
            "circular": "opening",
            "rule": a_rule("majority", ("endorse", "abstain", "object")),
            "kinds": ["endorse", "abstain", "object"],
            "silence": False,
            "seated": False,
        },
    ),
    "circular_broken": (
        Kind.CIRCULAR,
        {
            **CIRCULAR,
            "circular": "broken",
            "silence": True,
            "by": ["WHO", "FAO"],
            "count": 2,
            "paragraphs": ["PP2", "4 (a)"],
            "partial": True,
            "consequence": "The paragraphs that were named go back to consultation.",
        },
    ),
    "circular_broken_by_somebody": (
        Kind.CIRCULAR,
        {**CIRCULAR, "circular": "broken", "silence": True, "count": 1},
    ),
    "circular_objection": (
        Kind.CIRCULAR,
        {**CIRCULAR, "circular": "broken", "count": 1, "by": ["WHO"], "paragraphs": ["4"]},
    ),
    "circular_extended": (
        Kind.CIRCULAR,
        {
            **CIRCULAR,
            **CALL,
            "circular": "extended",
            "deadline": "2027-03-21T20:59:00Z",
            "was": "2027-03-14T20:59:00Z",
            "reason": "At the request of one delegation.",
        },
    ),
    "circular_adopted": (
        Kind.CIRCULAR,
        {
            **CIRCULAR,
            "circular": "adopted",
            "silence": True,
            "attached": [
                {"organisation": "WHO", "kind": "with_reservation"},
                {"organisation": "FAO", "kind": "stand_aside"},
            ],
            "not_bound": ["WMO"],
            "consequence": "It is taken note of at the next meeting.",
        },
    ),
    "circular_adopted_provisionally": (
        Kind.CIRCULAR,
        {**CIRCULAR, **REFERENDUM, "circular": "adopted", "silence": False},
    ),
    "circular_void": (
        Kind.CIRCULAR,
        {**CIRCULAR, "circular": "void", "reopened": ["1", "3"]},
    ),
    "circular_paragraphs": (
        Kind.CIRCULAR,
        {**CIRCULAR, "circular": "paragraphs", "reopened": ["3"]},
    ),
    **{
        f"circular_{name}": (
            Kind.CIRCULAR,
            {**CIRCULAR, **more, "circular": name, "consequence": "Work goes on from there."},
        )
        for name, more in PLAIN_LETTERS.items()
    },
    "amendment": (Kind.AMENDMENT, {**AMENDMENT, "sponsor": "WHO"}),
    "amendment_to_officers": (
        Kind.AMENDMENT,
        {
            **AMENDMENT,
            "organisation": "",
            "capacity": "secretariat",
            "sponsor": "WHO",
            "change": {
                "act": "add",
                "words": "Decides to meet again.",
                "place": {
                    "at": "after",
                    "paragraph": {"kind": "operative", "label": "4", "words": ""},
                },
                "label": "4 bis",
            },
        },
    ),
    "treatment_modify": (
        Kind.TREATMENT,
        {
            **AMENDMENT,
            "treating": "modify",
            "modified": dict(MODIFIED),
            "edits": [{"old": "", "new": ", as far as possible,", "after": "Parties should"}],
            "reason": "So that small services can follow.",
            "at": "2027-03-02T09:00:00Z",
        },
    ),
    "treatment_refuse": (
        Kind.TREATMENT,
        {
            **AMENDMENT,
            "treating": "refuse",
            "reason": "It was settled in the first round.",
            "at": "2027-03-02T09:00:00Z",
        },
    ),
    "treatment_accept": (
        Kind.TREATMENT,
        {**AMENDMENT, "treating": "accept", "reason": "", "at": "2027-03-02T09:00:00Z"},
    ),
    "amendments_decided": (
        Kind.AMENDMENTS_DECIDED,
        {
            **HEAD,
            "path": "/objectives/OBJ-0042/amendments",
            "organisation": "UNEP",
            "amendments": FATES,
            "taken": True,
        },
    ),
    "amendments_decided_and_a_new_deadline": (
        Kind.AMENDMENTS_DECIDED,
        {
            **HEAD,
            "organisation": "UNEP",
            "amendments": FATES[:1],
            "taken": True,
            "deadline": "2027-03-28T20:59:00Z",
            "zone": "Africa/Nairobi",
            "was": "2027-03-14T20:59:00Z",
            "cause": "restarted",
        },
    ),
    "amendment_reopened": (
        Kind.AMENDMENTS_DECIDED,
        {
            **HEAD,
            "organisation": "UNEP",
            "amendments": [
                {"amendment": 7, "state": "reopened", "change": {}, "reason": "New facts."}
            ],
            "taken": False,
        },
    ),
    "agreement_pending": (
        Kind.AGREEMENT_PENDING,
        {
            **HEAD,
            "path": "/objectives/OBJ-0042/agreed",
            "organisation": "UNEP",
            "ids": ["p3", "p9"],
            "paragraphs": [REPLACING["paragraph"], DELETING["paragraph"]],
        },
    ),
    "entered_on_behalf": (
        Kind.ENTERED_ON_BEHALF,
        {
            **HEAD,
            **ENTRY,
            "path": "/objectives/OBJ-0042/amendments?organisation=UNEP",
            "organisation": "UNEP",
            "amendments": 3,
            "comments": 2,
        },
    ),
    "entered_on_behalf_with_many": (
        Kind.ENTERED_ON_BEHALF,
        {
            **HEAD,
            **ENTRY,
            "path": "/objectives/OBJ-0042/amendments?organisation=UNEP",
            "organisation": "UNEP",
            "amendments": 91,
            "comments": 3,
        },
    ),
    "entered_comments_only": (
        Kind.ENTERED_ON_BEHALF,
        {
            **HEAD,
            **ENTRY,
            "path": "/objectives/OBJ-0042/comments?organisation=UNEP",
            "organisation": "UNEP",
            "amendments": 0,
            "comments": 1,
            "listed_amendments": [],
            "listed_comments": ENTERED_COMMENTS[1:],
        },
    ),
    "proposals_entered": (
        Kind.PROPOSALS_ENTERED,
        {
            **HEAD,
            **ENTRY,
            "path": "/objectives/OBJ-0042/amendments",
            "organisation": "",
            "capacity": "secretariat",
            "organisations": ["UNEP", "WHO"],
            "amendments": 4,
            "comments": 2,
        },
    ),
    "circular_void_with_amendments": (
        Kind.CIRCULAR,
        {**CIRCULAR, "circular": "void", "reopened": ["1"], "amendments": FATES[1:]},
    ),
    "procedure_changed": (
        Kind.PROCEDURE_CHANGED,
        {
            **HEAD,
            **DEADLINE,
            "organisation": "UNEP",
            "procedure": "Joint objective between organisations",
            "old_version": 1,
            "new_version": 2,
            "stage_title": "Comments",
            "reason": "The house has a new rule on periods.",
        },
    ),
    "proxy_offered": (Kind.PROXY_OFFERED, PROXY),
    "proxy_accepted": (
        Kind.PROXY_ACCEPTED,
        {**PROXY, "state": "accepted", "giver": "UNEP", "holder": "WHO", "objectives": []},
    ),
    "proxy_of_a_body": (
        Kind.PROXY_ACCEPTED,
        {
            **{k: v for k, v in PROXY.items() if k != "until"},
            "state": "accepted",
            "casts": True,
            "giver": "UNEP",
            "holder": "WHO",
            "reason": "Rule VI of the Rules of Procedure",
        },
    ),
    "proxy_ended": (
        Kind.PROXY_ENDED,
        {**PROXY, "state": "ended", "reason": "We are back."},
    ),
    "proxy_declined": (
        Kind.PROXY_ENDED,
        {**PROXY, "state": "declined", "giver": "UNEP", "holder": "WHO", "reason": ""},
    ),
    "receipt_of_a_cast": (
        Kind.RECEIPT,
        {
            **HEAD,
            **DEADLINE,
            "organisation": "UNEP",
            "kind": "endorse",
            "reference": "P-2A3B-4C5D",
            "at": "2027-03-02T07:14:00Z",
            "cast_by": "WHO",
        },
    ),
    "cast_taken_back": (
        Kind.RECEIPT,
        {
            **HEAD,
            "organisation": "UNEP",
            "kind": "withdrawn",
            "reference": "P-2A3B-4C5D",
            "at": "2027-03-02T07:14:00Z",
            "cast_by": "WHO",
            "withdrawn_by": "WHO",
        },
    ),
    "reminder_by_proxy": (
        Kind.REMINDER,
        {**HEAD, **BALLOT, "ask": "position", "step": "7d", "holder": "WHO", "capacity": ""},
    ),
}


def a_message(name: str, **changes: Any) -> Message:
    kind, facts = SAMPLES[name]
    about = "ref" in facts
    values: dict[str, Any] = {
        "key": f"sample/{name}",
        "kind": kind,
        "person": "ann",
        "facts": facts,
        "negotiation": "EWCG" if "symbol" in facts else None,
        "objective": "OBJ-0042" if about else None,
        "organisation": facts.get("organisation") or None,
        "run": 3 if about else None,
    }
    return Message(**{**values, **changes})


def stored(message: Message, **changes: Any) -> StoredMessage:
    made = StoredMessage(
        id=7,
        message=message,
        message_id="<m.0123456789abcdef@mail.example.org>",
        date=AT,
        state=MessageState.CLAIMED,
        due_at=AT,
        created_at=AT,
        attempts=1,
    )
    return replace(made, **changes)
