"""The names, sentences and marks of positions.

The words of the bodies whose rules come with Placet are here.  A kind of another rule is
said as it is written, with spaces for underscores; what it means and how it is drawn then
follows from its effects, so that no rule needs anything here.
"""

from __future__ import annotations

from collections.abc import Mapping

from placet.engine.errors import N_
from placet.engine.model import Position, Qualifier
from placet.engine.rules import Effects
from placet.templates.i18n import NC_, filled, pgettext
from placet.templates.i18n import gettext as _

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
    "disapprove_without_comment": N_("Disapprove without comment"),
    "agree": N_("Agree"),
    "oppose": N_("Oppose"),
    "accept": N_("Accept"),
    "refuse": N_("Refuse"),
    "reject": N_("Reject"),
    "in_favor": N_("In favour"),
    "against": N_("Against"),
    "plus_one": N_("+1"),
    "zero": N_("0"),
    "minus_one": N_("\u22121"),
    "discuss": N_("Discuss"),
    "concern": N_("Concern"),
    "recuse": N_("Recuse"),
    "no_record": N_("No record"),
    "not_ready": N_("Not ready"),
    "need_more_time": N_("Need more time"),
    "reviewed": N_("Reviewed"),
    "confirm": N_("Confirm"),
    "revise": N_("Revise"),
    "withdraw": N_("Withdraw"),
    "ask_for_meeting": N_("Ask for a meeting"),
    "ask_for_correction": N_("Ask for a correction"),
    "close_without_action": N_("Close without action"),
    "not_participating": N_("Not participating"),
    "not_voting": N_("Not voting"),
    "absent": N_("Absent"),
    "renounce": N_("Renounce"),
    "withdrawn": N_("Position withdrawn"),
    "hidden": N_("Not shown"),
    "": N_("No position"),
}

CONSEQUENCES: Mapping[str, str] = {
    "endorse": N_("{organisation} agrees to the text as it stands."),
    "no_objection": N_("{organisation} lets the text pass without endorsing it."),
    "abstain": N_("{organisation} takes no part; the text does not bind it."),
    "object": N_("{organisation} does not agree; reasons are asked in the next step."),
    "support": N_("{organisation} supports what is put forward."),
    "support_with_comments": N_(
        "{organisation} supports the objective in principle; comments are written in the next step."
    ),
    "stand_aside": N_("{organisation} takes no part and does not stand in the way."),
    "amend": N_("{organisation} asks for other words; wording is asked in the next step."),
    "reserve": N_(
        "{organisation} lets the text pass with a reservation, which is written in the next step."
    ),
    "interpret": N_("{organisation} lets the text pass and says in the next step how it reads it."),
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
    "approve": ("E", NC_("mark", "A")),
    "agree": ("E", NC_("mark", "A")),
    "accept": ("E", NC_("mark", "A")),
    "in_favor": ("E", NC_("mark", "F")),
    "plus_one": ("E", "+"),
    "reviewed": ("E", NC_("mark", "R")),
    "confirm": ("E", NC_("mark", "C")),
    "no": ("O", NC_("mark", "N")),
    "disapprove": ("O", NC_("mark", "D")),
    "disapprove_without_comment": ("O", NC_("mark", "D")),
    "oppose": ("O", NC_("mark", "O")),
    "refuse": ("O", NC_("mark", "R")),
    "reject": ("O", NC_("mark", "R")),
    "against": ("O", NC_("mark", "A")),
    "minus_one": ("O", "\N{MINUS SIGN}"),
    "discuss": ("O", NC_("mark", "D")),
    "concern": ("O", NC_("mark", "C")),
    "not_ready": ("O", NC_("mark", "N")),
    "revise": ("O", NC_("mark", "R")),
    "withdraw": ("O", NC_("mark", "W")),
    "ask_for_meeting": ("O", NC_("mark", "M")),
    "ask_for_correction": ("O", NC_("mark", "C")),
    "close_without_action": ("O", NC_("mark", "C")),
    "zero": ("A", "0"),
    "recuse": ("A", NC_("mark", "R")),
    "no_record": ("A", NC_("mark", "N")),
    "need_more_time": ("A", NC_("mark", "T")),
    "not_participating": ("A", NC_("mark", "N")),
    "not_voting": ("A", NC_("mark", "N")),
    "absent": ("A", "\N{EN DASH}"),
    "renounce": ("A", NC_("mark", "R")),
    "awaiting_instructions": ("W", NC_("mark", "W")),
    "hidden": ("", ""),
}

_QUALIFIED = {
    Qualifier.RESERVATION: NC_("mark", "r"),
    Qualifier.AD_REFERENDUM: NC_("mark", "a"),
    Qualifier.PENDING: NC_("mark", "p"),
}

QUALIFIERS: Mapping[str, str] = {
    Qualifier.RESERVATION: N_("with reservation"),
    Qualifier.AD_REFERENDUM: N_("ad referendum"),
    Qualifier.PENDING: N_("pending"),
}


def position_label(kind: str) -> str:
    """A kind of position: No objection.  The empty kind is having none.

    A kind of another body's rule is said as it is written, as a title.
    """
    said = _(POSITIONS[kind]) if kind in POSITIONS else kind.replace("_", " ")
    return said[:1].upper() + said[1:]


def position_consequence(kind: str, organisation: str, effects: Effects | None = None) -> str:
    """What taking this position means, in one line; by its effects where they say more."""
    sentence = CONSEQUENCES.get(kind)
    if effects is not None and (sentence is None or (kind == "abstain" and not effects.not_bound)):
        said = [_meaning(effects)]
        if effects.not_bound:
            said.append(N_("The text does not bind it."))
        if effects.needs_reasons:
            said.append(N_("Reasons are asked in the next step."))
        return filled(" ".join(_(part) for part in said), {"organisation": organisation})
    return filled(_(sentence), {"organisation": organisation}) if sentence else ""


def _meaning(effects: Effects) -> str:
    if effects.blocking:
        return N_("{organisation} does not agree, and this alone stands in the way.")
    if effects.negative:
        return N_("{organisation} is against.")
    if effects.leaves_denominator:
        return N_("{organisation} takes no part and is not counted among the seats.")
    if effects.affirmative:
        strong = N_("{organisation} is in favour.")
        return strong if effects.strong else N_("{organisation} lets the text pass.")
    if effects.no_quorum:
        return N_("{organisation} is not counted as having answered.")
    return N_("{organisation} is neither in favour nor against.")


def position_deed(kind: str, organisation: str, what: str) -> str:
    """A position as a sentence without its full stop: UNEP endorses OBJ-0042 v4."""
    values = {"organisation": organisation, "what": what, "kind": position_label(kind)}
    return filled(_(DEEDS.get(kind, N_("{organisation}: {kind} on {what}"))), values)


def position_in_full(position: Position) -> str:
    """A position with its qualifiers: Endorse, ad referendum."""
    parts = [position_label(position.kind), *(qualified(position, q) for q in position.qualifiers)]
    return ", ".join(parts)


def qualified(position: Position, qualifier: Qualifier) -> str:
    """A qualifier of a position; of one that is pending, with what it waits for."""
    if qualifier is Qualifier.PENDING and position.pending:
        return filled(_("pending {what}"), {"what": position.pending})
    return qualifier_label(qualifier)


def position_mark(
    position: Position | str | None, stale: bool = False, effects: Effects | None = None
) -> tuple[str, str]:
    """How a position is drawn: the code of its shape, and the letter in it.

    None is a seat that owes its position.  An affirmative position with anything attached
    takes the ring; a qualifier adds a small letter.  A kind without a mark of its own takes
    the shape that its effects have.
    """
    if position is None:
        return "", ""
    kind = position if isinstance(position, str) else position.kind
    code, letter = _MARKS.get(kind, (_shape(effects), position_label(kind)[:1]))
    letter = pgettext("mark", letter)
    if isinstance(position, Position) and position.qualifiers:
        letter += pgettext("mark", _QUALIFIED[position.qualifiers[0]])
        code = "Ec" if code == "E" else code
    return ("S" if stale else code), letter


def _shape(effects: Effects | None) -> str:
    if effects is None:
        return "N"
    if effects.blocking or effects.negative:
        return "O"
    if not effects.affirmative:
        return "A"
    if effects.needs_reasons:
        return "Ec"
    return "E" if effects.strong else "N"


def qualifier_mark(qualifier: str) -> str:
    """The small letter that stands behind the letter of a position that carries it."""
    return pgettext("mark", _QUALIFIED[Qualifier(qualifier)])


def qualifier_label(qualifier: str) -> str:
    """What an affirmative position carries: ad referendum."""
    known = qualifier in QUALIFIERS
    return _(QUALIFIERS[qualifier]) if known else str(qualifier).replace("_", " ")
