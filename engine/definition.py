"""What a workflow is made of.

A workflow is a table.  Stages are its places, steps its rows: from where, to where, by
whom, under which guards.  Everything a row may say is a name from a fixed list (roles,
guards, effects, rules, kinds); nothing in it is an expression.  The values here only hold
what was written; `soundness` says whether it makes sense, `workflow` asks it questions.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from placet.engine.model import RuleRef
from placet.engine.rules import Catalogue, Terms, terms_of

CLOCK = "clock"
"""The role of time itself: steps that it may take are taken without a person."""

ROLES = ("secretariat", "chair", "lead", CLOCK)
"""Who may take a step."""

TEXT_ROLES = ("lead", "secretariat")
"""Who may be allowed to change the text in a stage."""

STATES = (
    "proposed",
    "open_for_comments",
    "under_revision",
    "put_forward",
    "adopted",
    "in_review",
    "not_adopted",
    "lapsed",
    "withdrawn",
    "on_hold",
)
"""What a stage means to readers; templates have a label and a colour for each."""

CARRY_OVER = ("lapse", "carry", "carry_if_untouched", "reconfirm")
"""What becomes of a position when the text gets a new version (DESIGN 3.2)."""

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
)
"""What a step may cause besides the move; `placet.engine.decide` turns them into events."""


@dataclass(frozen=True, slots=True)
class BallotSpec:
    """The call for positions that a stage makes.

    `confirm_within` is the period in which an ad referendum position is to be confirmed,
    empty where that qualifier is not offered.
    """

    kinds: tuple[str, ...]
    rule: RuleRef
    carry_over: str = "lapse"
    closes_when_all_answered: bool = False
    frozen_text: bool = True
    qualifiers: tuple[str, ...] = ()
    confirm_within: str = ""


@dataclass(frozen=True, slots=True)
class Stage:
    """A place in the workflow.

    `state` is a label key out of `STATES`; `period` is text such as "4 weeks", or None
    where no deadline is set at entry; `reminders` are periods before the deadline;
    `end` says that the procedure may rest here, `instrument` that a result exists.
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


@dataclass(frozen=True, slots=True)
class Step:
    """One row of the table.  A name may stand on several rows, tried in their order.

    Rows of one name differ in destination (back to where it came from) or in who takes
    them (the clock needs guards that the secretariat does not).  All `guards` must hold.
    `consequence` is one sentence that says what happens, shown before somebody confirms.
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


@dataclass(frozen=True, slots=True)
class Workflow:
    """A published procedure.  `source` names the practice it follows; never edited.

    `rules` is the catalogue that its ballots may name; it is no part of what the procedure
    is, so two readings of one file are equal whatever else is known.
    """

    name: str
    version: int
    title: str
    source: str
    stages: Mapping[str, Stage] = field(default_factory=dict)
    steps: tuple[Step, ...] = ()
    initial: str = ""
    rounds: int = 1
    rules: Catalogue = field(default_factory=dict, compare=False, repr=False)

    def terms(self, ref: RuleRef, kinds: Collection[str] = ()) -> Terms:
        """What a reference to a rule means for these kinds of position.

        Raises BadInput where there is no such rule, or one of its parameters is bad.
        """
        return terms_of(self.rules, ref, kinds)

    def __hash__(self) -> int:
        return hash((self.name, self.version))
