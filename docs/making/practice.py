"""Whose practice needs a key of a workflow file, with the shipped procedure that uses it.

A name in backquotes is a shipped procedure; a test asks whether it really has the key.
"""

from __future__ import annotations

from collections.abc import Mapping

EVERY = "every procedure"

PRACTICE: Mapping[tuple[str, str], str] = {
    ("WorkflowFile", "schema_version"): EVERY,
    ("WorkflowFile", "name"): EVERY,
    ("WorkflowFile", "version"): "every procedure: rules of procedure are amended",
    ("WorkflowFile", "title"): EVERY,
    ("WorkflowFile", "source"): EVERY,
    ("WorkflowFile", "unconfirmed"): "whoever wrote a figure down from a secondary source: "
    "`nato-silence`",
    ("WorkflowFile", "initial"): EVERY,
    ("WorkflowFile", "rounds"): "rounds of consultation: `ippc-standard`, `joint-objective`",
    ("WorkflowFile", "calendar"): "UN and ITU, which count working days; none of the files sets "
    "holidays, since they are those of a place",
    ("WorkflowFile", "freezes"): "IETF: drafts do not expire around its meetings",
    ("WorkflowFile", "stages"): EVERY,
    ("WorkflowFile", "steps"): EVERY,
    ("CalendarPart", "weekend"): "where the weekend is Friday and Saturday",
    ("CalendarPart", "holidays"): "UN: the official holidays of the headquarters",
    ("FreezePart", "from"): "IETF: around meetings",
    ("FreezePart", "to"): "IETF: around meetings",
    ("FreezePart", "title"): "IETF: around meetings",
    ("StagePart", "title"): EVERY,
    ("StagePart", "state"): EVERY,
    ("StagePart", "period"): "UN: 72 hours (`un-decision-by-silence`); ITU: 7 working days before "
    "the meeting (`itu-tap`)",
    ("StagePart", "minimum"): "UN decision 74/544: at least 72 hours (`un-decision-by-silence`); "
    "W3C: at least 28 days (`w3c-recommendation`)",
    ("StagePart", "extension"): "ISO: one stage by nine months at most (`iso-standard`); silence "
    "may be extended before it expires (`osce-silence`)",
    ("StagePart", "shortening"): "ISO: a ballot of 12 weeks may be 8 (`iso-standard`)",
    ("StagePart", "restarts_on"): "CA/B Forum: a new version begins the discussion anew "
    "(`cabf-ballot`)",
    ("StagePart", "reminders"): "every secretariat: `joint-objective`",
    ("StagePart", "overdue"): "ISO, W3C: the decision after a ballot is awaited (`iso-standard`, "
    "`w3c-recommendation`)",
    ("StagePart", "text_changed_by"): "facilitators and editors: `un-facilitator-silence`",
    ("StagePart", "comments_sealed"): "ISO: comments stay hidden until the ballot closes",
    ("StagePart", "collects_comments"): "ISO, IPPC, Codex: rounds of comments (`ippc-standard`)",
    ("StagePart", "ballot"): EVERY,
    ("StagePart", "endorsers"): "CA/B Forum: a ballot needs two endorsers (Bylaws, 2.3)",
    ("StagePart", "reviewers"): "IETF: directorates review in a last call (`ietf-document`)",
    ("StagePart", "codes"): "ISO: harmonised stage codes (`iso-standard`, `iso-review`)",
    ("StagePart", "registered"): "ISO: sub-stage .00 (`iso-standard`)",
    ("StagePart", "end"): EVERY,
    ("StagePart", "instrument"): "every procedure that has a result",
    ("BallotPart", "kinds"): EVERY,
    ("BallotPart", "rule"): EVERY,
    ("BallotPart", "carry_over"): "IETF: a Discuss stays while the document is revised "
    "(`ietf-document`); endorsements of another text do not count (`joint-objective`)",
    ("BallotPart", "carries_from"): "IETF: a deferred evaluation keeps its positions "
    "(`ietf-document`)",
    ("BallotPart", "closes_when"): "silence is broken at once, not at its expiry "
    "(`un-facilitator-silence`)",
    ("BallotPart", "closes_when_all_answered"): "an older spelling (`joint-objective`)",
    ("BallotPart", "closes_not_before"): "gitvote: a vote that has passed closes early, after a "
    "least wait",
    ("BallotPart", "frozen_text"): "proposals that are still drafted while support is sought "
    "(`joint-objective`)",
    ("BallotPart", "void_when_text_changes"): "silence on a text that is withdrawn and replaced; "
    "a body that lets the drafter correct a text under silence",
    ("BallotPart", "qualifiers"): "EU, UN: statements and reservations with a vote "
    "(`eu-written-procedure`)",
    ("BallotPart", "confirm_within"): "governments that confirm later (`joint-objective`)",
    ("BallotPart", "visibility"): "Codex: a secret ballot (`codex-standard`); W3C Council "
    "(`w3c-recommendation`)",
    ("BallotPart", "breaker"): "UN letters often do not name the delegation "
    "(`un-facilitator-silence`); OSCE and NATO do (`osce-silence`)",
    ("BallotPart", "partial"): "UN: silence broken on named paragraphs (`un-facilitator-silence`)",
    ("BallotPart", "class"): "ISO: only P-members vote on a proposal (`iso-standard`); NATO: the "
    "integrated structure (`nato-silence`)",
    ("BallotPart", "rule_by"): "UN General Assembly: whether two thirds are needed is voted on "
    "first",
    ("RulePart", "name"): EVERY,
    ("RulePart", "version"): "every procedure: rules are amended",
    ("RulePart", "parameters"): "ISO: two P-members break a notice (`iso-standard`)",
    ("RuleByPart", "stage"): "UN General Assembly: the question of two thirds",
    ("RuleByPart", "passes"): "UN General Assembly: the question of two thirds",
    ("RuleByPart", "fails"): "UN General Assembly: the question of two thirds",
    ("BoundsPart", "by"): "CA/B Forum: nobody moves the vote (`cabf-ballot`)",
    ("BoundsPart", "most"): "OECD, EU: two weeks at most (`eu-written-procedure`, "
    "`oecd-written-procedure`)",
    ("BoundsPart", "times"): "ISO: once (`iso-standard`)",
    ("OverduePart", "every"): "W3C: an update is due every three weeks (`w3c-recommendation`)",
    ("OverduePart", "most"): "every secretariat that does not want a flood (`w3c-recommendation`)",
    ("ReviewersPart", "by"): "IETF (`ietf-document`)",
    ("ReviewersPart", "period"): "IETF (`ietf-document`)",
    ("ReminderPart", "before"): "data calls that must not be missed (`data-call`)",
    ("ReminderPart", "to"): "data calls that must not be missed (`data-call`)",
    ("StepPart", "name"): EVERY,
    ("StepPart", "title"): EVERY,
    ("StepPart", "consequence"): EVERY,
    ("StepPart", "from"): EVERY,
    ("StepPart", "to"): EVERY,
    ("StepPart", "by"): EVERY,
    ("StepPart", "guards"): EVERY,
    ("StepPart", "reason"): "every decision that somebody has to answer for",
    ("StepPart", "new_round"): "rounds of consultation: `ippc-standard`",
    ("StepPart", "effects"): EVERY,
    ("StepPart", "override"): "ISO, W3C: a decision against the result, with its reason "
    "(`iso-standard`, `w3c-recommendation`)",
    ("StepPart", "decides"): "ISO: codes .92, .93, .98, .99 (`iso-standard`)",
    ("StepPart", "circular"): "OSCE, UN: the chair writes to all (`osce-silence`)",
}
"""By part of the file and key."""
