"""Taking amendments into the text, settling brackets, and taking both back.

The accepted amendments are brought to the present version and merged together; where they
clash, or one no longer fits the words that are there now, the readings stand side by side in
brackets, because a new version may always say that something is not agreed.  The amendments
that went into a version can come out of it again while it is the newest and nobody has been
asked for a position on it.
"""

from __future__ import annotations

from collections.abc import Mapping

from placet.engine import events as e
from placet.engine.amendments import Amendment, AmendmentState
from placet.engine.commands import MergeAmendments, SettleBracket, UndoMerge
from placet.engine.decide.amendments import undecided
from placet.engine.decide.situation import Situation, open_ballot
from placet.engine.decide.texts import new_version
from placet.engine.decide.words import REMARK, words
from placet.engine.errors import N_, BadInput, Conflict, NotOpen
from placet.engine.text import (
    Change,
    Merged,
    Numbered,
    Text,
    Unfit,
    find,
    merged,
    rebased,
    reworded,
)
from placet.engine.text.notation import settled


def merge_amendments(s: Situation, command: MergeAmendments) -> tuple[e.ObjectiveEvent, ...]:
    """A new version with the amendments in it, and the decision on each of them."""
    o = s.objective
    accepted = tuple(undecided(o, n) for n in dict.fromkeys(command.accept))
    refused = tuple(undecided(o, n) for n in dict.fromkeys(command.refuse))
    if not accepted:
        raise BadInput("accept", N_("No amendment was chosen."), N_("Choose at least one."))
    if both := {a.number for a in accepted} & {a.number for a in refused}:
        raise BadInput(
            "refuse",
            N_("Amendment {number} is both accepted and refused."),
            N_("Choose one of the two."),
            number=min(both),
        )
    present = s.text
    if present is None:
        raise ValueError("the words of the present version are needed")
    bases = {a.base: s.words_of(a.base) for a in accepted}
    found = merged_into(present, accepted, bases, o.paragraphs_minted)
    note = words("note", command.note, REMARK)
    revised = new_version(
        s, command.base, found.text, found.minted, note, command.editorial, found.origins
    )
    version = o.text.number + 1
    by = s.actor.person
    decisions = [
        *(e.AmendmentDecided(a.number, _state(a), version, "", by) for a in accepted),
        *(e.AmendmentDecided(a.number, AmendmentState.REFUSED, 0, note, by) for a in refused),
    ]
    return (revised[0], *decisions, *revised[1:])


def merged_into(
    present: Text, accepted: tuple[Amendment, ...], bases: Mapping[int, Text], minted: int
) -> Merged:
    """The present text with these amendments, as it would be saved.

    BadInput names the first amendment that has no place in the text any more.
    """
    changes = []
    for amendment in accepted:
        change = brought_to(present, amendment.in_words, bases[amendment.base])
        if isinstance(change, Unfit):
            raise BadInput(
                "accept",
                N_("Amendment {number} does not fit the present text: {quotation} is not there."),
                N_("Write it into the text by hand, or propose a treatment that fits."),
                number=amendment.number,
                quotation=change.quotation or change.paragraph,
            )
        changes.append(Numbered(amendment.number, amendment.supporters, change))
    return merged(present, changes, minted)


def brought_to(present: Text, change: Change, base: Text) -> Change | Unfit:
    """The change against the present text, where it was written against an older one."""
    return change if base == present else rebased(change, base, present)


def _state(amendment: Amendment) -> AmendmentState:
    as_written = amendment.in_words == amendment.change
    return AmendmentState.ACCEPTED if as_written else AmendmentState.MODIFIED


def undo_merge(s: Situation, command: UndoMerge) -> tuple[e.ObjectiveEvent, ...]:
    """A new version with the words from before the merge; its amendments are open again."""
    o = s.objective
    if command.version != o.text.number:
        raise Conflict(N_("the text"), command.version, o.text.number)
    inside = [a.number for a in o.amendments.values() if a.decided_in == command.version]
    if not inside:
        raise BadInput(
            "version",
            N_("No amendment was taken into version {version}."),
            N_("Revise the text instead."),
            version=command.version,
        )
    if open_ballot(o) is not None or (o.ballot is not None and o.ballot.text == command.version):
        raise NotOpen(N_("Taking back a version that was put forward"))
    reason = words("reason", command.reason, REMARK, required=True)
    before = s.words_of(command.version - 1)
    revised = new_version(
        s, command.version, before, o.paragraphs_minted, reason, False, {}, restored=True
    )
    by = s.actor.person
    return (revised[0], *(e.AmendmentReopened(n, reason, by) for n in inside), *revised[1:])


def settle_bracket(s: Situation, command: SettleBracket) -> tuple[e.ObjectiveEvent, ...]:
    """One bracket less, as a new version."""
    o = s.objective
    if command.base != o.text.number:
        raise Conflict(N_("the text"), command.base, o.text.number)
    if s.text is None:
        raise ValueError("the words of the present version are needed")
    paragraph = find(s.text, command.paragraph)
    if paragraph is None:
        raise BadInput(
            "paragraph",
            N_("{paragraph} is not a paragraph of this text."),
            N_("Choose among the paragraphs that the text has."),
            paragraph=repr(command.paragraph[:40]),
        )
    after = settled(paragraph.words, command.place, command.reading)
    text = reworded(s.text, command.paragraph, after)
    note = words("note", command.note, REMARK)
    revised = new_version(s, command.base, text, o.paragraphs_minted, note, False, {})
    version = o.text.number + 1
    settled_now = e.BracketSettled(
        version, command.paragraph, paragraph.words, after, s.actor.person
    )
    return (revised[0], settled_now, *revised[1:])
