"""What stands under a key of a workflow file, where its type alone does not say it."""

from __future__ import annotations

from collections.abc import Mapping

from making.marks import codes
from placet.engine import definition

TAKES: Mapping[tuple[str, str], str] = {
    ("WorkflowFile", "name"): "small letters, digits, `-`",
    ("WorkflowFile", "initial"): "a stage",
    ("WorkflowFile", "stages"): "[stages](#a-stage) by name",
    ("WorkflowFile", "calendar"): "[a calendar](#the-calendar)",
    ("WorkflowFile", "freezes"): "list of [freezes](#a-freeze)",
    ("WorkflowFile", "steps"): "list of [steps](#a-step)",
    ("StagePart", "state"): "[a state](#states)",
    ("StagePart", "period"): "[a length of time](#lengths-of-time)",
    ("StagePart", "minimum"): "[a length of time](#lengths-of-time)",
    ("StagePart", "extension"): "[bounds](#bounds-of-a-deadline)",
    ("StagePart", "shortening"): "[bounds](#bounds-of-a-deadline)",
    ("StagePart", "restarts_on"): "list of [these](#what-makes-a-period-begin-anew)",
    ("StagePart", "reminders"): "list of [lengths of time](#lengths-of-time) or "
    "[reminders](#a-reminder-to-certain-capacities)",
    ("StagePart", "overdue"): "[overdue](#overdue)",
    ("StagePart", "text_changed_by"): f"list of {codes(definition.TEXT_ROLES)}",
    ("StagePart", "ballot"): "[a ballot](#a-ballot)",
    ("StagePart", "reviewers"): "[reviewers](#reviewers)",
    ("StagePart", "codes"): "text by [sub-state](#sub-states)",
    ("BallotPart", "kinds"): "list of positions of the rule",
    ("BallotPart", "rule"): "[a rule](#the-rule-of-a-ballot)",
    ("BallotPart", "carry_over"): "[one of these](#what-becomes-of-positions)",
    ("BallotPart", "carries_from"): "list of stages",
    ("BallotPart", "closes_when"): "list of [these](#what-closes-a-ballot-early)",
    ("BallotPart", "closes_not_before"): "[a length of time](#lengths-of-time)",
    ("BallotPart", "qualifiers"): "list of [these](#what-an-agreement-may-carry)",
    ("BallotPart", "confirm_within"): "[a length of time](#lengths-of-time)",
    ("BallotPart", "visibility"): "[one of these](#who-sees-positions)",
    ("BallotPart", "breaker"): "[one of these](#who-learns-who-broke-it)",
    ("BallotPart", "class"): "a class of seats",
    ("BallotPart", "rule_by"): "[a rule by](#a-rule-that-another-ballot-fixes)",
    ("RulePart", "name"): "[a rule](rules.md)",
    ("RulePart", "parameters"): "values by name",
    ("RuleByPart", "stage"): "a stage with a ballot",
    ("RuleByPart", "passes"): "[a rule](#the-rule-of-a-ballot)",
    ("RuleByPart", "fails"): "[a rule](#the-rule-of-a-ballot)",
    ("StepPart", "from"): "list of stages",
    ("StepPart", "to"): "a stage, or a list of stages",
    ("StepPart", "by"): "list of [roles](#roles)",
    ("StepPart", "guards"): "list of [guards](#guards)",
    ("StepPart", "effects"): "list of [effects](#effects)",
    ("StepPart", "decides"): f"one of {codes(definition.OUTCOMES)}",
    ("StepPart", "circular"): "[a circular](#circulars)",
    ("BoundsPart", "by"): f"list of {codes(definition.OFFICES)}",
    ("BoundsPart", "most"): "[a length of time](#lengths-of-time)",
    ("OverduePart", "every"): "[a length of time](#lengths-of-time)",
    ("ReviewersPart", "by"): f"list of {codes(definition.OFFICES)}",
    ("ReviewersPart", "period"): "[a length of time](#lengths-of-time)",
    ("ReminderPart", "before"): "[a length of time](#lengths-of-time)",
    ("ReminderPart", "to"): "list of [capacities](#capacities)",
    ("CalendarPart", "weekend"): "list of days of the week",
    ("CalendarPart", "holidays"): "list of dates",
    ("FreezePart", "from"): "a date",
    ("FreezePart", "to"): "a date",
}
"""By part of the file and key."""
