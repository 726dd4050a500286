"""One concept, one word: the names of states, positions, roles, comments and answers.

A key that is not known here (another body's position) is said as it is written.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from babel.core import Locale, UnknownLocaleError

from placet.engine.definition import Stage, Step, Workflow
from placet.engine.errors import N_
from placet.templates import i18n
from placet.templates.i18n import filled
from placet.templates.i18n import gettext as _

STATES: Mapping[str, str] = {
    "proposed": N_("Proposed"),
    "open_for_comments": N_("Open for comments"),
    "under_revision": N_("Under revision"),
    "put_forward": N_("Put forward"),
    "under_silence": N_("Under silence"),
    "awaiting_decision": N_("Awaiting a decision"),
    "in_appeal": N_("In appeal"),
    "noted": N_("Noted"),
    "published": N_("Published"),
    "adopted": N_("Adopted"),
    "in_review": N_("In review"),
    "not_adopted": N_("Not adopted"),
    "lapsed": N_("Lapsed"),
    "withdrawn": N_("Withdrawn"),
    "on_hold": N_("On hold"),
}

CAPACITIES: Mapping[str, str] = {
    "head_of_delegation": N_("head of delegation"),
    "focal_point": N_("focal point"),
    "alternate": N_("alternate"),
    "drafter": N_("drafter"),
    "observer": N_("observer"),
}

ROLES: Mapping[str, str] = {
    "secretariat": N_("secretariat"),
    "chair": N_("chair"),
    "lead": N_("lead organisation"),
    "seat": N_("any organisation with a seat"),
    "clock": N_("the deadline itself"),
}

COMMENT_TYPES: Mapping[str, str] = {
    "general": N_("General"),
    "substantive": N_("Substantive"),
    "technical": N_("Technical"),
    "editorial": N_("Editorial"),
    "translation": N_("Translation"),
}

COMMENT_STATES: Mapping[str, str] = {
    "open": N_("open"),
    "draft": N_("answered, not published"),
    "answered": N_("answered"),
    "not_satisfied": N_("author not satisfied"),
}
"""How far the answer to a comment is."""

COMMENT_ORDERS: Mapping[str, str] = {
    "number": N_("by number"),
    "organisation": N_("by organisation"),
    "paragraph": N_("by paragraph"),
    "type": N_("by type"),
    "state": N_("by status"),
    "identical": N_("by identical comments"),
}
"""In what order, or grouped by what, comments stand."""

DISPOSITIONS: Mapping[str, str] = {
    "accepted": N_("Accepted"),
    "accepted_modified": N_("Accepted in part"),
    "noted": N_("Noted"),
    "not_accepted": N_("Not accepted"),
    "deferred": N_("Deferred"),
    "withdrawn": N_("Withdrawn by author"),
    "": N_("Not answered yet"),
}

ASKS: Mapping[str, str] = {
    "position": N_("Record a position"),
    "confirm": N_("Confirm the position"),
    "comment": N_("Comment on the text"),
    "revise": N_("Revise the text"),
    "answer": N_("Answer the comments"),
    "decide": N_("Decide how to go on"),
    "review": N_("Review the result"),
    "begin": N_("Begin the stage"),
    "meeting": N_("Set the meeting"),
    "finding": N_("Give the review"),
    "treatment": N_("Answer the treatment"),
    "treat": N_("Propose treatments"),
    "agree": N_("See what waits"),
    "clear": N_("See and clear"),
    "returned": N_("See the note"),
    "assigned": N_("Look after it"),
    "join": N_("Answer the invitation"),
    "cosponsor": N_("Read the amendment"),
}

AMENDMENT_STATES: Mapping[str, str] = {
    "open": N_("On the table"),
    "accepted": N_("Accepted"),
    "modified": N_("Accepted as modified"),
    "refused": N_("Refused"),
    "withdrawn": N_("Withdrawn"),
}

TREATINGS: Mapping[str, str] = {
    "accept": N_("Accept"),
    "modify": N_("Accept as modified"),
    "refuse": N_("Refuse"),
}

LEVELS: Mapping[str, str] = {
    "open": N_("Open"),
    "informal": N_("Agreed in informals"),
    "ad_referendum": N_("Agreed ad referendum"),
    "agreed": N_("Agreed"),
    "reopened": N_("Reopened"),
}

PARAGRAPH_KINDS: Mapping[str, str] = {
    "title": N_("Title"),
    "heading": N_("Heading"),
    "preambular": N_("Preambular"),
    "operative": N_("Operative"),
    "subparagraph": N_("Sub-paragraph"),
    "note": N_("Without number"),
    "annex": N_("Annex"),
    "table": N_("Table"),
    "row": N_("Row of a table"),
    "cell": N_("Cell of a table"),
}

WHYS: Mapping[str, str] = {
    "new": N_("New"),
    "changed": N_("The text changed since you acted"),
    "silent": N_("No answer was recorded yet"),
    "clock": N_("The deadline is near"),
    "role": N_("Your office"),
}


def _named(words: Mapping[str, str], key: str) -> str:
    return _(words[key]) if key in words else str(key).replace("_", " ")


def state_label(stage: Stage | str) -> str:
    """The state of an objective: Put forward."""
    return _named(STATES, stage.state if isinstance(stage, Stage) else stage)


def stage_label(stage: Stage) -> str:
    """The title of a stage, as its workflow names it."""
    return _(stage.title) if stage.title else stage.name.replace("_", " ")


def step_label(
    step: Step | str, workflow: Workflow | None = None, source: str = "", dest: str = ""
) -> str:
    """The title of a step; of a name alone, the title it has in the workflow.

    A name may stand on several rows with titles of their own: the row that starts in `source`
    and leads to `dest` is meant, as far as they are known.
    """
    if isinstance(step, str):
        rows = [row for row in (workflow.steps if workflow else ()) if row.name == step]
        rows.sort(key=lambda row: (source not in row.sources, row.dest != dest))
        return step_label(rows[0]) if rows else step.replace("_", " ").replace("-", " ")
    return _(step.title) if step.title else step.name.replace("_", " ")


def consequence(step: Step) -> str:
    """What happens when the step is taken."""
    return _(" ".join(step.consequence.split())) if step.consequence else ""


def capacity_label(capacity: str) -> str:
    """In what capacity somebody acts: focal point; of an officer, the office."""
    return _named({**CAPACITIES, **ROLES}, capacity)


def role_label(role: str) -> str:
    """Who may take a step: secretariat, chair, lead organisation, the deadline itself."""
    return _named(ROLES, role)


def comment_type_label(kind: str) -> str:
    """The type of a comment: Editorial."""
    return _named(COMMENT_TYPES, kind)


def comment_state_label(state: str) -> str:
    """How far the answer to a comment is: answered, not published."""
    return _named(COMMENT_STATES, state)


def comment_order_label(order: str) -> str:
    """The order in which comments stand: by paragraph."""
    return _named(COMMENT_ORDERS, order)


def disposition_label(disposition: str | None) -> str:
    """The answer to a comment: Accepted in part."""
    return _named(DISPOSITIONS, disposition or "")


def amendment_state_label(state: str) -> str:
    """Where an amendment stands: Accepted as modified."""
    return _named(AMENDMENT_STATES, state)


def treating_label(treating: str) -> str:
    """The treatment that is proposed for an amendment: Refuse."""
    return _named(TREATINGS, treating)


def level_label(level: str) -> str:
    """How far a paragraph is agreed: Agreed ad referendum."""
    return _named(LEVELS, level)


def paragraph_kind_label(kind: str) -> str:
    """What a paragraph is in the text: Heading."""
    return _named(PARAGRAPH_KINDS, kind)


def ask_label(ask: str) -> str:
    """What somebody should do, as a verb and its object."""
    return _named(ASKS, ask)


def why_label(why: str) -> str:
    """Why something stands in the inbox."""
    return _named(WHYS, why)


def language_name(code: str) -> str:
    """A language in the reader's own: French."""
    try:
        name = Locale.parse(code, sep="-").get_display_name(i18n.locale(i18n.current()))
    except (UnknownLocaleError, ValueError):
        return code
    name = name or code
    return i18n.accented(name) if i18n.is_pseudo(i18n.current()) else name


def listed(items: Sequence[str], last: str = "and") -> str:
    """A list in words: `a, b and c` (or `a, b or c`)."""
    if len(items) < 2:
        return "".join(items)
    sentence = _("{items} or {last}") if last == "or" else _("{items} and {last}")
    return filled(sentence, {"items": _(", ").join(items[:-1]), "last": items[-1]})


def hash_short(text_hash: str) -> str:
    """The first eight characters of a hash, in two groups, to be compared by eye."""
    return f"{text_hash[:4]}\N{NO-BREAK SPACE}{text_hash[4:8]}"
