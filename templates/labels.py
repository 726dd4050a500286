"""One concept, one word: the names of states, positions, roles, comments and answers.

A key that is not known here (a rule of another body has its own positions) is said as it
is written, with spaces for underscores: nothing that was recorded is ever left out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from placet.engine.definition import Stage, Step, Workflow
from placet.engine.errors import N_
from placet.engine.model import Position, Qualifier
from placet.templates.i18n import NC_, filled, pgettext
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

POSITIONS: Mapping[str, str] = {
    "endorse": N_("Endorse"),
    "no_objection": N_("No objection"),
    "abstain": N_("Abstain"),
    "object": N_("Object"),
    "support": N_("Support"),
    "support_with_comments": N_("Support with comments"),
    "stand_aside": N_("Stand aside"),
    "amend": N_("Amend"),
    "reserve": N_("Reservation"),
    "interpret": N_("Interpretative statement"),
    "yes": N_("Yes"),
    "no": N_("No"),
    "approve": N_("Approve"),
    "disapprove": N_("Disapprove"),
    "oppose": N_("Oppose"),
    "reject": N_("Reject"),
    "discuss": N_("Discuss"),
    "recuse": N_("Recuse"),
    "renounce": N_("Renounce the seat"),
    "confirm": N_("Confirm"),
    "revise": N_("Revise or amend"),
    "withdraw": N_("Withdraw the text"),
    "withdrawn": N_("Position withdrawn"),
    "": N_("No position"),
}

CONSEQUENCES: Mapping[str, str] = {
    "endorse": N_("{organisation} agrees to the text as it stands."),
    "no_objection": N_("{organisation} lets the text pass without endorsing it."),
    "abstain": N_("{organisation} takes no part; the text does not bind it."),
    "object": N_("{organisation} does not agree; reasons are asked in the next step."),
    "support": N_("{organisation} supports the objective in principle."),
    "support_with_comments": N_(
        "{organisation} supports the objective in principle; comments are written in the next step."
    ),
    "stand_aside": N_("{organisation} takes no part and does not stand in the way."),
    "amend": N_("{organisation} asks for other words; wording is asked in the next step."),
    "reserve": N_(
        "{organisation} lets the text pass with a reservation, which is written in the next step."
    ),
    "interpret": N_("{organisation} lets the text pass and says in the next step how it reads it."),
    "yes": N_("{organisation} is in favour of what is asked."),
    "no": N_("{organisation} is against what is asked."),
    "approve": N_("{organisation} approves what is put forward."),
    "disapprove": N_("{organisation} does not approve; reasons are given in the next step."),
    "oppose": N_("{organisation} opposes approval; reasons are given in the next step."),
    "reject": N_("{organisation} rejects what is put forward."),
    "discuss": N_(
        "{organisation} cannot let the text go on until this is discussed; what it is about is "
        "written in the next step."
    ),
    "recuse": N_("{organisation} takes no part because of an interest; its seat is not counted."),
    "renounce": N_("{organisation} gives up its seat in this decision."),
    "confirm": N_("{organisation} wants the text to stay as it is."),
    "revise": N_("{organisation} wants the text to be revised or amended."),
    "withdraw": N_("{organisation} wants the text to be withdrawn."),
}

DEEDS: Mapping[str, str] = {
    "endorse": N_("{organisation} endorses {what}"),
    "no_objection": N_("{organisation} has no objection to {what}"),
    "abstain": N_("{organisation} abstains on {what}"),
    "object": N_("{organisation} objects to {what}"),
    "support": N_("{organisation} supports {what}"),
    "support_with_comments": N_("{organisation} supports {what} with comments"),
    "stand_aside": N_("{organisation} stands aside on {what}"),
    "amend": N_("{organisation} asks for an amendment to {what}"),
    "reserve": N_("{organisation} makes a reservation to {what}"),
    "interpret": N_("{organisation} makes an interpretative statement on {what}"),
    "yes": N_("{organisation} says yes to {what}"),
    "no": N_("{organisation} says no to {what}"),
    "approve": N_("{organisation} approves {what}"),
    "disapprove": N_("{organisation} disapproves {what}"),
    "oppose": N_("{organisation} opposes {what}"),
    "reject": N_("{organisation} rejects {what}"),
    "discuss": N_("{organisation} holds a Discuss on {what}"),
    "recuse": N_("{organisation} is recused from {what}"),
    "renounce": N_("{organisation} gives up its seat on {what}"),
    "confirm": N_("{organisation} confirms {what}"),
    "revise": N_("{organisation} wants a revision of {what}"),
    "withdraw": N_("{organisation} wants the withdrawal of {what}"),
    "withdrawn": N_("{organisation} withdrew its position on {what}"),
}

_MARKS: Mapping[str, tuple[str, str]] = {
    "endorse": ("E", NC_("mark", "E")),
    "no_objection": ("N", NC_("mark", "N")),
    "abstain": ("A", NC_("mark", "A")),
    "object": ("O", NC_("mark", "O")),
    "support": ("E", NC_("mark", "S")),
    "support_with_comments": ("Ec", NC_("mark", "Sc")),
    "stand_aside": ("A", "\N{EN DASH}"),
    "amend": ("O", NC_("mark", "Am")),
    "reserve": ("Ec", NC_("mark", "R")),
    "interpret": ("Ec", NC_("mark", "I")),
    "yes": ("E", NC_("mark", "Y")),
    "no": ("O", NC_("mark", "No")),
    "approve": ("E", NC_("mark", "Ap")),
    "disapprove": ("O", NC_("mark", "Di")),
    "oppose": ("O", NC_("mark", "Op")),
    "reject": ("O", NC_("mark", "Rj")),
    "discuss": ("O", NC_("mark", "D")),
    "recuse": ("A", NC_("mark", "Rc")),
    "renounce": ("A", NC_("mark", "Rn")),
    "confirm": ("E", NC_("mark", "C")),
    "revise": ("O", NC_("mark", "Rv")),
    "withdraw": ("O", NC_("mark", "Wd")),
    "awaiting_instructions": ("W", NC_("mark", "W")),
}

_QUALIFIED = {Qualifier.RESERVATION: NC_("mark", "r"), Qualifier.AD_REFERENDUM: NC_("mark", "a")}

QUALIFIERS: Mapping[str, str] = {
    Qualifier.RESERVATION: N_("with reservation"),
    Qualifier.AD_REFERENDUM: N_("ad referendum"),
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


def position_label(kind: str) -> str:
    """A kind of position: No objection.  The empty kind is having none.

    A kind of another body's rule is said as it is written, as a title.
    """
    said = _named(POSITIONS, kind)
    return said[:1].upper() + said[1:]


def position_consequence(kind: str, organisation: str) -> str:
    """What taking this position means, in one line."""
    sentence = CONSEQUENCES.get(kind)
    return filled(_(sentence), {"organisation": organisation}) if sentence else ""


def position_deed(kind: str, organisation: str, what: str) -> str:
    """A position as a sentence without its full stop: UNEP endorses OBJ-0042 v4."""
    values = {"organisation": organisation, "what": what, "kind": position_label(kind)}
    return filled(_(DEEDS.get(kind, N_("{organisation}: {kind} on {what}"))), values)


def position_in_full(position: Position) -> str:
    """A position with its qualifiers: Endorse, ad referendum."""
    parts = [position_label(position.kind), *(qualifier_label(q) for q in position.qualifiers)]
    return ", ".join(parts)


def position_mark(position: Position | str | None, stale: bool = False) -> tuple[str, str]:
    """How a position is drawn: the code of its shape, and the letter in it.

    None is a seat that owes its position.  An affirmative position with anything attached
    takes the ring; a qualifier adds a small letter.
    """
    if position is None:
        return "", ""
    kind = position if isinstance(position, str) else position.kind
    code, letter = _MARKS.get(kind, ("N", position_label(kind)[:1]))
    letter = pgettext("mark", letter)
    if isinstance(position, Position) and position.qualifiers:
        letter += pgettext("mark", _QUALIFIED[position.qualifiers[0]])
        code = "Ec" if code == "E" else code
    return ("S" if stale else code), letter


def qualifier_label(qualifier: str) -> str:
    """What an affirmative position carries: ad referendum."""
    return _named(QUALIFIERS, qualifier)


def capacity_label(capacity: str) -> str:
    """In what capacity somebody acts: focal point; of an officer, the office."""
    return _named({**CAPACITIES, **ROLES}, capacity)


def role_label(role: str) -> str:
    """Who may take a step: secretariat, chair, lead organisation, the deadline itself."""
    return _named(ROLES, role)


def comment_type_label(kind: str) -> str:
    """The type of a comment: Editorial."""
    return _named(COMMENT_TYPES, kind)


def disposition_label(disposition: str | None) -> str:
    """The answer to a comment: Accepted in part."""
    return _named(DISPOSITIONS, disposition or "")


def ask_label(ask: str) -> str:
    """What somebody should do, as a verb and its object."""
    return _named(ASKS, ask)


def why_label(why: str) -> str:
    """Why something stands in the inbox."""
    return _named(WHYS, why)


def listed(items: Sequence[str], last: str = "and") -> str:
    """A list in words: `a, b and c` (or `a, b or c`)."""
    if len(items) < 2:
        return "".join(items)
    sentence = _("{items} or {last}") if last == "or" else _("{items} and {last}")
    return filled(sentence, {"items": _(", ").join(items[:-1]), "last": items[-1]})


def hash_short(text_hash: str) -> str:
    """The first eight characters of a hash, in two groups, to be compared by eye."""
    return f"{text_hash[:4]}\N{NO-BREAK SPACE}{text_hash[4:8]}"
