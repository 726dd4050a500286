"""What entries of the list hold: the table from which schema and documentation are made.

Every entry has `at` (instant, UTC), `kind` and `sentence`; what else it has depends on its
kind.  An event that is not known here is listed under its own name, with what it holds.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Fields = Mapping[str, tuple[str, str]]
"""By name: the type (with ? where it may be absent, or null) and what it says."""

EVERY: Fields = {
    "at": ("instant", "When, in UTC."),
    "kind": ("string", "What kind of thing."),
    "sentence": ("string", "The same in words."),
}
_BY = {"by": ("string", "Who: an organisation, an office, or `clock`.")}
_BALLOT = {"ballot": ("integer", "The number of the ballot.")}
_ORGANISATION = {"organisation": ("string", "Which organisation.")}
_STAGE = {"stage": ("string", "The stage.")}
_CODE = {"code": ("string?", "The body's own code, such as 40.20.")}
_REASON = {"reason": ("string?", "The reason that was given.")}
_DEADLINE: Fields = {
    "deadline": ("instant?", "The deadline from now on; null where there is none."),
    "zone": ("string?", "The zone in which it was set."),
    **_STAGE,
}
_AMENDMENT = {"amendment": ("integer", "The number of the amendment.")}
_PARAGRAPHS = {"paragraphs": ("list", "The numbers of the paragraphs.")}
_EVIDENCE = {
    "evidence": ("string?", "Where it stands, if it was entered on behalf of the organisation.")
}
_COMMENT = {"comment": ("integer?", "The number of the comment.")}

KINDS: Mapping[str, Fields] = {
    "proposal": {
        "ref": ("string", "The reference of the objective."),
        "title": ("string", "Its title."),
        "leads": ("list", "The organisations that lead it."),
        **_BY,
    },
    "stage": {
        **_STAGE,
        "title": ("string", "Its title."),
        "state": ("string", "What the stage means, such as put_forward."),
        "round": ("integer", "The round."),
        "run": ("integer", "Which passage through a stage it is, counted from 1."),
        "came_from": ("string", "The stage before."),
        **_CODE,
        **_BY,
    },
    "decision": {
        "step": ("string", "The step that was taken."),
        "stage": ("string", "The stage in which it was taken."),
        "leads_to": ("string", "The stage that it leads to."),
        "decides": ("string?", "How the stage before was decided, such as repeat_current."),
        "override": ("boolean?", "True where it was decided against the verdict."),
        **_CODE,
        **_REASON,
        **_BY,
    },
    "deadline": {**_DEADLINE, "was": ("instant?", "The deadline before."), **_REASON, **_BY},
    "extension": {**_DEADLINE, "was": ("instant?", "The deadline before."), **_REASON, **_BY},
    "closed": {**_STAGE, **_CODE, **_BY},
    "ballot": {
        **_BALLOT,
        "state": ("string", "open, or why it never decides: superseded, withdrawn."),
        "version": ("integer?", "The version of the text."),
        "rule": ("string?", "The rule, as name@version."),
        "seats": ("list?", "The organisations that are entitled."),
        "positions": ("list?", "The positions on offer."),
        "deadline": ("instant?", "Its deadline."),
        **_BY,
    },
    "position": {
        **_ORGANISATION,
        "position": ("string", "The position; also withdrawn and confirmed."),
        **_BALLOT,
        "paragraphs": ("list?", "The numbers of the paragraphs that it is about."),
        "reasons": ("string?", "Why."),
        "wording": ("string?", "The wording that is proposed."),
        "qualifiers": ("list?", "with_reservation, ad_referendum, pending."),
        "marks": ("list?", "What the rule asks for beside it, such as an expert."),
        **_BY,
    },
    "verdict": {
        **_BALLOT,
        "passed": ("boolean", "Whether the rule is met."),
        "rule": ("string", "The rule, as name@version."),
        "findings": ("list", "Every criterion with its numbers and its sentence."),
        "needed": ("list", "What is still needed, in words."),
        "blockers": ("list", "Whose position keeps the text from passing."),
        "dropped": ("list", "Positions that were not counted, and why."),
        "holding": ("object", "The organisations by position."),
        "silent": ("list", "The organisations without a position."),
        **_BY,
    },
    "break": {
        **_BALLOT,
        "organisation": ("string", "Whose position broke the silence."),
        "broken_by": ("list", "Everybody whose position stands in the way."),
        "paragraphs": ("list", "The numbers of the paragraphs that they name; empty: the whole."),
        **_BY,
    },
    "agreed": {
        **_BALLOT,
        "paragraphs": ("list", "The numbers of the paragraphs agreed ad referendum."),
        **_BY,
    },
    "reopened": {
        "paragraphs": ("list", "The numbers of paragraphs that are open again."),
        **_REASON,
        **_BY,
    },
    "amendment": {
        **_AMENDMENT,
        "organisation": ("string", "Which organisation proposes it."),
        "act": ("string", "What it does, such as replace."),
        "paragraph": ("string?", "The number of the paragraph."),
        "words": ("string?", "The new words."),
        "version": ("integer", "The version that it is against."),
        **_EVIDENCE,
        **_REASON,
        **_BY,
    },
    "cosponsor": {
        **_AMENDMENT,
        **_ORGANISATION,
        "joined": ("boolean", "False where it no longer co-sponsors."),
        **_BY,
    },
    "treatment": {
        **_AMENDMENT,
        "treating": ("string", "accept, modify or refuse."),
        "words": ("string?", "The words of the amendment as modified."),
        **_REASON,
        **_BY,
    },
    "treatment_answer": {
        **_AMENDMENT,
        "accepted": ("boolean", "False where the sponsor maintains the amendment."),
        **_REASON,
        **_BY,
    },
    "amendment_decided": {
        **_AMENDMENT,
        "state": ("string", "What became of it; open where a decision was taken back."),
        "version": ("integer?", "The version of the text into which it was taken."),
        **_REASON,
        **_BY,
    },
    "bracket": {
        "paragraph": ("string", "The number of the paragraph."),
        "version": ("integer", "The new version."),
        "before": ("string", "What the paragraph said."),
        "after": ("string", "What it says now."),
        **_BY,
    },
    "agreement": {
        **_PARAGRAPHS,
        "level": ("string", "How far they are agreed, such as ad_referendum."),
        "version": ("integer", "The version of the text."),
        "pending": ("list", "The organisations that have still to agree."),
        **_REASON,
        **_BY,
    },
    "package": {
        "package": ("integer", "The number of the package."),
        "linked": ("boolean", "False where its paragraphs are unlinked."),
        "title": ("string?", "What it is called."),
        "paragraphs": ("list?", "The numbers of its paragraphs."),
        **_REASON,
        **_BY,
    },
    "translation": {
        "language": ("string", "The tag of the language."),
        "version": ("integer", "The version that was put into it."),
        **_PARAGRAPHS,
        **_BY,
    },
    "determination": {
        **_STAGE,
        "reason": ("string?", "Why there is consensus, although somebody is opposed."),
        "opposed": ("list?", "Whose opposition was sustained."),
        **_BY,
    },
    "meeting": {"meets": ("instant", "When it meets."), **_BY},
    "reviewer": {**_ORGANISATION, "due": ("instant", "By when."), **_BY},
    "review_given": {**_ORGANISATION, "finding": ("string", "What was found."), **_BY},
    "outcome": {
        "outcome": ("string", "How it ended, such as adopted_provisionally."),
        "version": ("integer?", "The version that was adopted."),
        "not_bound": ("list?", "The organisations that the text does not bind."),
        **_REASON,
        **_BY,
    },
    "comment": {
        **_ORGANISATION,
        **_COMMENT,
        "type": ("string?", "Its type."),
        "paragraph": ("string?", "The number of the paragraph."),
        "body": ("string?", "The remark."),
        **_EVIDENCE,
        "none": ("boolean?", "True where the organisation says that it has none."),
        **_BY,
    },
    "answer": {
        "comment": ("integer", "The number of the comment."),
        "disposition": ("string", "The answer; withdrawn where the author took it back."),
        "response": ("string?", "Its reason."),
        **_BY,
    },
    "text": {
        "version": ("integer", "The new version."),
        "changed": ("list", "The numbers of the paragraphs that changed."),
        "note": ("string", "What was changed, and why."),
        "editorial": ("boolean", "Whether only the editing changed."),
        **_BY,
    },
    "reminder": {
        "step": ("string", "Which reminder: 7d, 24h, by_hand."),
        "organisations": ("list", "Who was reminded."),
        **_BY,
    },
    "mail": {
        "to": ("string", "The person."),
        "address": ("string", "The address of the person in the rehearsal."),
        "organisation": ("string", "For which organisation they act; empty for officers."),
        "part": ("string", "As what: `FR/alternate`, `chair`."),
        "mail": ("string", "The kind of mail."),
        "reason": ("string", "Why this person gets it."),
        "subject": ("string", "The subject."),
        "circular": ("string?", "Which circular, such as opening."),
    },
    "refusal": {
        "by": ("string", "Who was refused."),
        "do": ("string", "The verb of the act."),
        "refused": ("string", "In which way, such as too_late."),
        "expected": ("boolean", "Whether the scenario says so."),
        "step": ("string?", "The step that was asked for."),
        "position": ("string?", "The position that was to be recorded."),
    },
    "nothing": {"by": ("string", "Who."), "do": ("string", "The act that changed nothing.")},
    "observers": {"observers": ("list?", "The organisations without a seat."), **_BY},
    "lead": {"leads": ("list", "Who leads from now on."), **_BY},
    "rounds": {"allowed": ("integer", "How many rounds are allowed."), **_BY},
    "signature": {**_ORGANISATION, "signed_on": ("string", "The day."), **_BY},
    "entry_into_force": {"on": ("string", "The day."), **_BY},
    "review": {"on": ("instant", "When the review begins."), **_BY},
    "invitation": {**_ORGANISATION, **_BY},
    "appointment": {
        "organisation": ("string?", "For which organisation."),
        "capacity": ("string?", "In which capacity."),
        **_BY,
    },
}
"""What the entries of each kind hold."""

_TYPES: Mapping[str, dict[str, Any]] = {
    "instant": {"type": "string", "format": "date-time"},
    "string": {"type": "string"},
    "integer": {"type": "integer"},
    "boolean": {"type": "boolean"},
    "list": {"type": "array"},
    "object": {"type": "object"},
}


def json_schema() -> dict[str, Any]:
    """The JSON Schema of the list that `placet workflow simulate --json` writes."""
    item = {
        "type": "object",
        "properties": _properties(EVERY),
        "required": list(EVERY),
        "allOf": [
            {"if": {"properties": {"kind": {"const": kind}}}, "then": _entry(fields)}
            for kind, fields in KINDS.items()
        ],
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Placet rehearsal",
        "type": "array",
        "items": item,
    }


def _entry(fields: Fields) -> dict[str, Any]:
    needed = [name for name, (kind, _) in fields.items() if not kind.endswith("?")]
    return {"properties": _properties(fields), "required": needed}


def _properties(fields: Fields) -> dict[str, Any]:
    return {name: _property(kind, said) for name, (kind, said) in fields.items()}


def _property(kind: str, said: str) -> dict[str, Any]:
    of = dict(_TYPES[kind.removesuffix("?")])
    if kind.endswith("?"):
        of["type"] = [of["type"], "null"]
    return {**of, "description": said}
