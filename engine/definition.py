"""What a workflow is made of.

A workflow is a table.  Stages are its places, steps its rows: from where, to where, by
whom, under which guards.  Everything a row may say is a name from a fixed list (roles,
guards, effects, rules, kinds); nothing in it is an expression.  The values here only hold
what was written; `soundness` says whether it makes sense, `workflow` asks it questions.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from placet.engine import deadlines
from placet.engine.deadlines import Calendar
from placet.engine.errors import N_, BadInput
from placet.engine.model import RuleRef
from placet.engine.rules import Catalogue, Terms, terms_of

CLOCK = "clock"
"""The role of time itself: steps that it may take are taken without a person."""

SEAT = "seat"
"""Any organisation at the table, through somebody who binds it (an appeal, say)."""

ROLES = ("secretariat", "chair", "lead", SEAT, CLOCK)
"""Who may take a step."""

OFFICES = ("secretariat", "chair", "lead")
"""Who may be allowed to move a deadline or to name reviewers."""

TEXT_ROLES = ("lead", "secretariat")
"""Who may be allowed to change the text in a stage."""

STATES = (
    "proposed",
    "open_for_comments",
    "under_revision",
    "put_forward",
    "under_silence",
    "awaiting_decision",
    "in_appeal",
    "noted",
    "published",
    "adopted",
    "in_review",
    "not_adopted",
    "lapsed",
    "withdrawn",
    "on_hold",
)
"""What a stage means to readers; templates have a label and a colour for each."""

ASIDE = ("on_hold", "in_appeal")
"""States in which the procedure stands aside and remembers where it came from."""

RESTARTING = ("text", "comment", "position")
"""What may make the period of a stage begin anew."""

CARRY_OVER = ("lapse", "carry", "carry_if_untouched", "reconfirm")
"""What becomes of a position when the text gets a new version (DESIGN 3.2)."""

CLOSES_WHEN = ("all_answered", "broken", "passes", "settled")
"""What closes a ballot before its deadline.

`all_answered`: every seat has a position and the rule is met; `broken`: enough positions
stand in the way that a silence is broken; `passes`: the rule is met; `settled`: no answer
that is still out could change the outcome.
"""

VISIBILITIES = ("open", "sealed", "undisclosed", "secret")
"""Who sees whose position.

`open`: the participants, at once; `sealed`: the participants, once the ballot is closed;
`undisclosed`: only the secretariat and the chair; `secret`: nobody, only totals and one's own.
"""

BREAKERS = ("disclosed", "undisclosed")
"""Whether participants learn who broke a silence (OSCE does, UN letters often do not)."""

SUB_STATES = (
    "registered", "running", "closed", "proceed", "repeat_earlier", "repeat_current", "abandon",
)  # fmt: skip
"""Where a run of a stage stands or how it was decided, after the harmonised stage codes of ISO."""

OUTCOMES = SUB_STATES[3:]
"""How a step decides the run that it leaves."""

CIRCULARS = (
    "opening", "broken", "extended", "adopted", "noted", "not_adopted", "recalled", "held",
    "resumed", "meeting", "decided", "appeal", "reopened",
)  # fmt: skip
"""Letters that everybody at the table receives when a step is taken."""

EFFECTS = (
    "silent_become_observers",
    "objectors_become_observers",
    "adopt",
    "confirm",
    "unadopt",
    "supersede_ballot",
    "close_review",
    "suspend",
    "resume",
    "start",
    "recall",
    "determine",
    "agree_rest",
)
"""What a step may cause besides the move; `placet.engine.decide` turns them into events."""


@dataclass(frozen=True, slots=True)
class RuleBy:
    """The rule of a ballot, fixed by whether the last ballot of another stage passed."""

    stage: str
    passes: RuleRef
    fails: RuleRef


@dataclass(frozen=True, slots=True)
class BallotSpec:
    """The call for positions that a stage makes.

    `confirm_within` is the period in which an ad referendum position is to be confirmed,
    empty where that qualifier is not offered; `carries_from` names other stages whose
    positions are carried over too (a ballot that goes on elsewhere: IESG evaluation,
    deferred); `cls` limits the roster to seats of a class;
    `not_before` is the least time before `closes_when` may close it early; `partial` says
    that objections which all name paragraphs leave the rest agreed ad referendum.
    """

    kinds: tuple[str, ...]
    rule: RuleRef
    carry_over: str = "lapse"
    carries_from: tuple[str, ...] = ()
    closes_when: tuple[str, ...] = ()
    not_before: str = ""
    frozen_text: bool = True
    void_when_text_changes: bool = False
    qualifiers: tuple[str, ...] = ()
    confirm_within: str = ""
    visibility: str = "open"
    breaker: str = "disclosed"
    partial: bool = False
    cls: str = ""
    rule_by: RuleBy | None = None


def offered(spec: BallotSpec) -> tuple[str, ...]:
    """What a position in favour may carry; pending wherever ad referendum is offered.

    Both are confirmed by the same date: pending only says in addition by whose word.
    """
    named = spec.qualifiers
    if "ad_referendum" not in named or "pending" in named:
        return named
    return (*named, "pending")


@dataclass(frozen=True, slots=True)
class Bounds:
    """How far, how often and by whom a deadline may be moved in one direction.

    `most` is the longest time beyond the first deadline of the run, empty where there is
    no bound; `times` how often, 0 where there is no bound.  Where `by` is empty nobody may
    (CA/B Forum Bylaws 2.3: exactly seven days).
    """

    by: tuple[str, ...]
    most: str = ""
    times: int = 0


@dataclass(frozen=True, slots=True)
class Overdue:
    """Whoever must decide is reminded after the deadline, `every` so often, `most` times."""

    every: str
    most: int


@dataclass(frozen=True, slots=True)
class Reviewers:
    """Reviewers may be named in a stage, by whom, and how long they have."""

    by: tuple[str, ...]
    period: str


@dataclass(frozen=True, slots=True)
class Freeze:
    """A window in which no deadline falls: ISO dates, both included."""

    first: str
    last: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Stage:
    """A place in the workflow.

    `state` is a label key out of `STATES`; `period` is text such as "4 weeks", "7 business
    days before the meeting" or "4 weeks after the meeting", or None where no deadline is set at
    entry; `minimum` is the least time between entry and deadline; `restarts_on` names what makes
    the period begin anew (text, comment, position); `reminders` are periods before it, and
    `escalates` says for some of them which capacities they go to (otherwise: whoever binds
    the organisation); `codes` are the body's own codes by sub-state; `registered` says that
    entering waits for a step with the effect `start`; `endorsers` is how many organisations
    other than those that lead must endorse the proposal before it goes on; `end` says that the
    procedure may rest here, `instrument` that a result exists; `comments_sealed` that until the
    call for comments closes each organisation sees its own only.
    """

    name: str
    title: str
    state: str
    period: str | None = None
    ballot: BallotSpec | None = None
    collects_comments: bool = False
    text_changed_by: tuple[str, ...] = ()
    reminders: tuple[str, ...] = ()
    end: bool = False
    instrument: bool = False
    minimum: str = ""
    extension: Bounds | None = None
    shortening: Bounds | None = None
    restarts_on: tuple[str, ...] = ()
    codes: Mapping[str, str] = field(default_factory=dict)
    registered: bool = False
    overdue: Overdue | None = None
    escalates: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    reviewers: Reviewers | None = None
    endorsers: int = 0
    comments_sealed: bool = False


def code_of(stage: Stage, sub_state: str) -> str:
    """The body's own code for a sub-state of the stage, "" where it gives none (ISO: 40.20)."""
    return stage.codes.get(sub_state, "")


def steps_aside(stage: Stage, dest: Stage) -> bool:
    """Whether what goes from one stage to the other may come back to where it was.

    A hold and an end remember the working stage that they interrupted; an appeal remembers a
    result too, to which it may lead back.
    """
    if stage.state in ASIDE or not (dest.end or dest.state in ASIDE):
        return False
    return not stage.instrument or dest.state == "in_appeal"


@dataclass(frozen=True, slots=True)
class Step:
    """One row of the table.  A name may stand on several rows, tried in their order.

    Rows of one name differ in destination (back to where it came from) or in who takes
    them (the clock needs guards that the secretariat does not).  All `guards` must hold.
    `consequence` is one sentence that says what happens, shown before somebody confirms.
    `override` marks a step that a role takes against the verdict; `decides` says how the
    run that is left was decided; `circular` is the letter that everybody receives.
    """

    name: str
    sources: tuple[str, ...]
    dest: str
    by: tuple[str, ...]
    guards: tuple[str, ...] = ()
    reason: bool = False
    new_round: bool = False
    effects: tuple[str, ...] = ()
    title: str = ""
    consequence: str = ""
    override: bool = False
    decides: str = ""
    circular: str = ""


@dataclass(frozen=True, slots=True)
class Workflow:
    """A published procedure.  `source` names the practice it follows; never edited.

    `unconfirmed` lists what could not be confirmed in the primary text; `weekend` (names of
    days) and `holidays` (ISO dates) say which days are no business days.  `rules` is the
    catalogue that its ballots may name; it is no part of what the procedure is, so two
    readings of one file are equal whatever else is known.
    """

    name: str
    version: int
    title: str
    source: str
    stages: Mapping[str, Stage] = field(default_factory=dict)
    steps: tuple[Step, ...] = ()
    initial: str = ""
    rounds: int = 1
    unconfirmed: tuple[str, ...] = ()
    weekend: tuple[str, ...] = ("saturday", "sunday")
    holidays: tuple[str, ...] = ()
    freezes: tuple[Freeze, ...] = ()
    rules: Catalogue = field(default_factory=dict, compare=False, repr=False)

    def terms(self, ref: RuleRef, kinds: Collection[str] = ()) -> Terms:
        """What a reference to a rule means for these kinds of position.

        Raises BadInput where there is no such rule, or one of its parameters is bad.
        """
        return terms_of(self.rules, ref, kinds)

    def __hash__(self) -> int:
        return hash((self.name, self.version))

    @property
    def calendar(self) -> Calendar:
        """Which days count; BadInput where one of them cannot be."""
        return _calendar(self.weekend, self.holidays, self.freezes)


@cache
def _calendar(
    weekend: tuple[str, ...], holidays: tuple[str, ...], freezes: tuple[Freeze, ...]
) -> Calendar:
    return Calendar(
        frozenset(weekend),
        frozenset(_day("holidays", day) for day in holidays),
        tuple(
            deadlines.Freeze(_day("freezes", f.first), _day("freezes", f.last), f.title)
            for f in freezes
        ),
    )


def _day(field: str, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadInput(
            field, N_("{text} is not a date."), N_("Write it as 2027-03-14."), text=repr(text[:40])
        ) from None
