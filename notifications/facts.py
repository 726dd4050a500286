"""What a message must say: the facts of each kind, read with their types.

Facts are frozen when the cause of a message is written down; they are JSON values, instants
are ISO 8601 in UTC ("2027-03-14T20:59:00Z").  A message never carries the reasons of a position.

Facts of every message about an objective (`HEAD`):

    ref          "OBJ-0042"
    title        the objective's title
    symbol       the negotiation's symbol, for the subject: "EWCG"
    negotiation  the negotiation's title
    version      number of the text that the message is about
    hash         hash of that text
    path         where the action leads, below the base address: "/objectives/OBJ-0042"
    contact      the negotiation's contact; may be ""

and of every message about a call for positions (`BALLOT`):

    organisation  code of the seat that is asked (or "" for officers)
    deadline      instant
    zone          IANA zone in which the deadline was set
    kinds         kinds on offer, ["endorse", "no_objection", ...]: makes the question
    rule          {"name": "no_objection", "version": 1, "parameters": {...}}
    seats         how many seats, 30
    have          how many of them hold a position that counts now, 21

| Kind               | Needs (beside the head)              | May have                         |
|--------------------|--------------------------------------|----------------------------------|
| sign_in            | no head: signin (id), expires, path  |                                  |
| invitation         | no head: path                        | symbol negotiation organisation  |
|                    |                                      | capacity contact                 |
| proposed           | BALLOT, leads (codes)                | purpose, needed,                 |
|                    |                                      | silent_become_observers          |
| position_requested | BALLOT                               | since, changes, needed           |
| confirm_needed     | organisation, and BALLOT (position   | since, changes, kind, needed     |
|                    | went stale) or confirm_by, zone, kind|                                  |
|                    | (held ad referendum)                 |                                  |
| comments_requested | organisation deadline zone           | round, since, changes            |
| review_requested   | organisation deadline zone           |                                  |
| reminder           | organisation deadline zone ask step; | since, changes, needed,          |
|                    |                                      | awaiting (bool), expected (day)  |
|                    | ask "position": BALLOT; ask          |                                  |
|                    | "confirm": as confirm_needed         |                                  |
| last_call          | as reminder                          | as reminder                      |
| receipt            | organisation kind reference at       | qualifiers, confirm_by, deadline |
|                    |                                      | zone, on_behalf (bool),          |
|                    |                                      | confirmed (bool), carried (bool),|
|                    |                                      | closed (bool), late (bool),      |
|                    |                                      | evidence, pending, replaced      |
|                    |                                      | (kind) and replaced_reference    |
| deadline_changed   | organisation deadline zone was       | reason (words) or cause, ask     |
| answers            | organisation count                   | answers (rows), round            |
| stage_changed      | state                                | organisation stage_title reason  |
|                    |                                      | round deadline zone ask          |
| decision_needed    | (head only)                          | BALLOT, needed, passes, steps    |
|                    |                                      | (titles), deadline zone          |
| outcome            | outcome                              | organisation reason have seats   |
|                    |                                      | rule kinds needed confirm_by     |
|                    |                                      | zone not_bound (codes)           |
| circular           | circular at home                     | organisation step consequence    |
|                    |                                      | state stage_title round reason   |
|                    |                                      | deadline zone silence observer   |
|                    |                                      | reopened; a call: BALLOT, seated |
|                    |                                      | against beside paragraphs agreed |
|                    |                                      | partial at_once since kind;      |
|                    |                                      | broken: by count paragraphs asked|
|                    |                                      | partial; extended: was; adopted: |
|                    |                                      | attached not_bound confirm_by;   |
|                    |                                      | a new text: amendments           |
| procedure_changed  | procedure old_version new_version    | organisation reason deadline     |
|                    | stage_title                          | zone                             |
| amendment          | amendment sponsor change             | organisation base                |
| treatment          | organisation amendment treating      | base modified edits reason       |
|                    | change at                            |                                  |
| amendments_decided | organisation amendments              | taken deadline zone was reason   |
|                    |                                      | cause                            |
| agreement_pending  | organisation ids paragraphs          |                                  |
| entered_on_behalf  | organisation evidence base           | listed_amendments                |
|                    | amendments comments (how many)       | listed_comments                  |
| delegation         | no head: path change symbol          | organisation capacity reason     |
|                    | negotiation                          | contact since until zone         |
|                    |                                      | observer weight classes          |
| proposals_entered  | organisations evidence base          | organisation listed_amendments   |
|                    | amendments comments (how many)       | listed_comments                  |
| reminder_digest    | no head: symbol negotiation path     | capacity checkpoint              |
|                    | contact items                        |                                  |
| proxy_offered      | no head: path symbol negotiation     | until objectives reason contact  |
|                    | giver holder from zone               | capacity organisation casts      |
| proxy_accepted     | as proxy_offered                     | as proxy_offered                 |
| proxy_ended        | as proxy_offered, and state          | as proxy_offered                 |
| meeting_called     | MEETING: meeting title begins ends   | place agenda (rows)              |
|                    | zone symbol negotiation path         |                                  |
| meeting_moved      | MEETING was                          | place reason                     |
| meeting_cancelled  | MEETING                              | reason                           |
| minutes_published  | MEETING                              | decisions (rows)                 |
| statement_ended    | organisation number words reason at  |                                  |
| concern_ended      | as statement_ended, and concern      |                                  |
| comments_submitted | organisation count numbers at        |                                  |
| comments_received  | sponsor count numbers at             |                                  |
| clearance_waits    | organisation counts                  |                                  |
| internal_reminder  | organisation internal zone run       | deadline                         |

    since      version on which the organisation last acted (absent: it never did)
    changes    the list of changes, values of placet.engine.text.Said as data; an empty list
               says that nothing changed, its absence says nothing
    answers    rows [{"label": "12", "change": "accepted"}]: number, disposition's key
    silent_become_observers  true where the next step makes observers of the silent; may
               stand in every message about a call for positions
    needed     what would help: [{"more": ["endorse"], "count": 1},
               {"resolve": "object", "organisations": ["WHO"]}, {"quorum": 2}]
    cause      what moved a deadline that nobody moved: "restarted", "meeting", "resumed"
    ask        what is owed: "position", "comment" or "confirm"
    step       name of the reminder: "7d", "24h", or "by_hand"
    kind       kind of position; in receipts also "withdrawn"
    outcome    "adopted", "adopted_provisionally", "adoption_final", "adoption_undone",
               "not_adopted", "lapsed", "withdrawn"
    subject_to references of the objectives of the same package that are not adopted yet
    procedure  title of the workflow; old_version and new_version are numbers
    state      a state of `placet.engine.definition.STATES`
    circular   the letter's name: one of `placet.engine.definition.CIRCULARS`, or "void" (the
               text changed under a call) or "paragraphs" (agreed ones were changed)
    at         the instant of what happened; `home` is the zone of the table
    step, consequence  title and consequence of the step, in the words of the procedure
    silence    true where silence agrees under the rule
    seated     true where the organisation has a seat in the call
    against, beside    kinds of position that stand in the way, and those that do not
    paragraphs, agreed, asked, reopened   labels of paragraphs
    partial    true where naming paragraphs leaves the others agreed ad referendum
    at_once    true where the ballot is closed the moment that it is broken
    by, count  who broke it, absent where that is not disclosed to the reader; how many
    attached   rows [{"organisation": "WHO", "kind": "with_reservation"}]: who reserved or
               stated something; the words are in the record
    amendment  its number; base is the version that it was written against
    treating   "accept", "modify" or "refuse"; at is when that was proposed
    change, modified  what the amendment does, and as it would be modified: the facts of
               `placet.engine.change_facts`; {} where the words are not known
    edits      the difference of these two, as edits there
    amendments rows [{"amendment": 4, "state": "refused", "change": {...}, "reason": ""}]: those
               of the organisation; the state "reopened" takes a decision back
    taken      true where a new version brought the decisions
    ids        ids of paragraphs; paragraphs has their names, as facts there
    evidence   from where it was entered; the version that it was entered on is base
    organisations   codes of those on whose behalf
    counts     how much waits, by kind: {"comment": 2, "position": 1}
    internal   the organisation's own deadline, in the run of that number
    numbers    numbers of comments that were submitted together; sponsor is whose they are
    listed_amendments  the first ones, rows [{"amendment": 4, "sponsor": "FAO", "change": {...}}]
    listed_comments    rows [{"comment": 3, "sponsor": "FAO", "paragraph": {...}, "quotation": "",
               "body": "Which?"}]; a comment on the whole text has no paragraph
    items      rows [{"objective": "OBJ-0042", "title": "", "organisation": "FAO", "ask":
               "position", "run": 3, "version": 4, "deadline": instant, "zone": ""}], what is
               still owed; deadline and zone may be absent
    holder     who may answer for the organisation; in a call for positions it says that the
               reader is asked as its delegate; giver is for whom; casts: a body for its member
    from, until  between which instants; until is absent where it lasts until it is ended
    cast_by    in receipts: who answered in the place of the organisation; withdrawn_by: who
               took that back
    capacity   of the recipient ("focal_point", "secretariat", "chair", ...): says in the
               footer of every mail why one gets it; may be absent
    checkpoint "18442 9b1c20f7...": sequence number and hash of the record's head; may be
               absent; printed in the footer of every mail that has it
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from placet.engine.errors import PlacetError
from placet.engine.messages import Json, Kind

HEAD = ("ref", "title", "symbol", "negotiation", "version", "hash", "path", "contact")
BALLOT = ("organisation", "deadline", "zone", "kinds", "rule", "seats", "have")
CONFIRM = ("organisation", "confirm_by", "zone", "kind")
ENTRY = ("evidence", "base", "amendments", "comments")
PROXY = ("path", "symbol", "negotiation", "giver", "holder", "from", "zone")
MEETING = ("symbol", "negotiation", "path", "meeting", "title", "begins", "ends", "zone")
ENDED = ("organisation", "number", "words", "reason", "at")
ASKED = ("organisation", "deadline", "zone", "ask", "step")

NEEDS: Mapping[Kind, tuple[str, ...]] = {
    Kind.SIGN_IN: ("signin", "expires", "path"),
    Kind.INVITATION: ("path",),
    Kind.PROPOSED: (*HEAD, *BALLOT, "leads"),
    Kind.POSITION_REQUESTED: (*HEAD, *BALLOT),
    Kind.CONFIRM_NEEDED: (*HEAD, "organisation"),
    Kind.COMMENTS_REQUESTED: (*HEAD, "organisation", "deadline", "zone"),
    Kind.REVIEW_REQUESTED: (*HEAD, "organisation", "deadline", "zone"),
    Kind.REMINDER: (*HEAD, "organisation", "zone", "ask", "step"),
    Kind.LAST_CALL: (*HEAD, "organisation", "zone", "ask", "step"),
    Kind.RECEIPT: (*HEAD, "organisation", "kind", "reference", "at"),
    Kind.DEADLINE_CHANGED: (*HEAD, "organisation", "deadline", "zone", "was"),
    Kind.ANSWERS: (*HEAD, "organisation", "count"),
    Kind.STAGE_CHANGED: (*HEAD, "state"),
    Kind.DECISION_NEEDED: HEAD,
    Kind.OUTCOME: (*HEAD, "outcome"),
    Kind.CIRCULAR: (*HEAD, "circular", "at", "home"),
    Kind.PROCEDURE_CHANGED: (*HEAD, "procedure", "old_version", "new_version", "stage_title"),
    Kind.AMENDMENT: (*HEAD, "amendment", "sponsor", "change"),
    Kind.TREATMENT: (*HEAD, "organisation", "amendment", "treating", "change", "at"),
    Kind.AMENDMENTS_DECIDED: (*HEAD, "organisation", "amendments"),
    Kind.AGREEMENT_PENDING: (*HEAD, "organisation", "ids", "paragraphs"),
    Kind.ENTERED_ON_BEHALF: (*HEAD, *ENTRY, "organisation"),
    Kind.PROPOSALS_ENTERED: (*HEAD, *ENTRY, "organisations"),
    Kind.DELEGATION: ("path", "change", "symbol", "negotiation"),
    Kind.REMINDER_DIGEST: ("symbol", "negotiation", "path", "contact", "items"),
    Kind.PROXY_OFFERED: PROXY,
    Kind.PROXY_ACCEPTED: PROXY,
    Kind.PROXY_ENDED: (*PROXY, "state"),
    Kind.MEETING_CALLED: MEETING,
    Kind.MEETING_MOVED: (*MEETING, "was"),
    Kind.MEETING_CANCELLED: MEETING,
    Kind.MINUTES_PUBLISHED: MEETING,
    Kind.STATEMENT_ENDED: (*HEAD, *ENDED),
    Kind.CONCERN_ENDED: (*HEAD, *ENDED, "concern"),
    Kind.COMMENTS_SUBMITTED: (*HEAD, "organisation", "count", "numbers", "at"),
    Kind.COMMENTS_RECEIVED: (*HEAD, "sponsor", "count", "numbers", "at"),
    Kind.CLEARANCE_WAITS: (*HEAD, "organisation", "counts"),
    Kind.INTERNAL_REMINDER: (*HEAD, "organisation", "internal", "zone", "run"),
    Kind.ANSWER_REJECTED: (*HEAD, "organisation", "comment", "words"),
}
"""Facts without which a message of this kind cannot be said."""


class MissingFact(PlacetError):
    """A message of kind {kind} cannot be worded: {fact} is missing or not {wanted}."""

    def __init__(self, kind: str, fact: str, wanted: str) -> None:
        super().__init__(kind=kind, fact=fact, wanted=wanted)


class Facts:
    """The facts of one message; whatever is read has the type that it is read as."""

    def __init__(self, kind: Kind, values: Mapping[str, Json]) -> None:
        self._kind, self._values = kind, values
        for name in NEEDS[kind]:
            if name not in values:
                raise MissingFact(kind.value, name, "given")

    def __contains__(self, name: str) -> bool:
        return self._values.get(name) not in (None, "", [], {})

    def given(self, name: str) -> bool:
        """Whether the fact was given at all, be it empty."""
        return self._values.get(name) is not None

    def text(self, name: str, default: str | None = None) -> str:
        """A string."""
        value = self._get(name, default)
        if not isinstance(value, str):
            raise MissingFact(self._kind.value, name, "a string")
        return value

    def whole(self, name: str, default: int | None = None) -> int:
        """A whole number."""
        value = self._get(name, default)
        if isinstance(value, bool) or not isinstance(value, int):
            raise MissingFact(self._kind.value, name, "a whole number")
        return value

    def true(self, name: str) -> bool:
        """Whether this is said to be so."""
        return self._values.get(name) is True

    def instant(self, name: str) -> datetime:
        """An instant, in UTC."""
        try:
            at = datetime.fromisoformat(self.text(name))
        except ValueError:
            raise MissingFact(self._kind.value, name, "an instant") from None
        if at.tzinfo is None:
            raise MissingFact(self._kind.value, name, "an instant with its zone")
        return at.astimezone(UTC)

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of strings; empty when it is absent."""
        value = self._values.get(name) or []
        if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
            raise MissingFact(self._kind.value, name, "a list of strings")
        return tuple(str(v) for v in value)

    def numbers(self, name: str) -> tuple[int, ...]:
        """A list of whole numbers; empty when it is absent."""
        value = self._values.get(name) or []
        if not isinstance(value, list) or not all(type(v) is int for v in value):
            raise MissingFact(self._kind.value, name, "a list of whole numbers")
        return tuple(v for v in value if isinstance(v, int))

    def rows(self, name: str) -> tuple[Mapping[str, Json], ...]:
        """A list of small objects; empty when it is absent."""
        value = self._values.get(name) or []
        rows = tuple(v for v in value if isinstance(v, dict)) if isinstance(value, list) else ()
        if not isinstance(value, list) or len(rows) != len(value):
            raise MissingFact(self._kind.value, name, "a list of objects")
        return rows

    def object(self, name: str) -> Mapping[str, Json]:
        """One small object."""
        value = self._get(name, None)
        if not isinstance(value, dict):
            raise MissingFact(self._kind.value, name, "an object")
        return value

    def _get(self, name: str, default: Json) -> Json:
        value = self._values.get(name, default)
        if value is None:
            raise MissingFact(self._kind.value, name, "given")
        return value
