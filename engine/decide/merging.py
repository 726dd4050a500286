"""Taking amendments into the text, settling brackets, and taking both back.

The accepted amendments are brought to the present version and merged together; where they
clash, or the words that one changes read otherwise by now, the readings stand side by side in
brackets, because a new version may always say that something is not agreed.  What the text
says already is accepted with the others and changes nothing; what has no place in it any more,
or none beside the others, is refused by its number.  The amendments that went into a version
can come out of it again while it is the newest and nobody has been asked for a position on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from placet.engine import events as e
from placet.engine.amendments import Amendment, AmendmentState
from placet.engine.commands import MergeAmendments, SettleBracket, UndoMerge
from placet.engine.decide.amendments import undecided
from placet.engine.decide.situation import Situation
from placet.engine.decide.texts import new_version, revisable
from placet.engine.decide.words import REMARK, words
from placet.engine.errors import N_, BadInput, Conflict, NotOpen
from placet.engine.text import (
    Act,
    Change,
    Merged,
    Numbered,
    Origin,
    Text,
    Unfit,
    WhyUnfit,
    applied,
    find,
    merged,
    rebased_each,
    reworded,
    text_hash,
    three_way,
)
from placet.engine.text.notation import Whole, settled

_WHOLE = {0: Whole.KEEP, -1: Whole.DELETE}
"""What `SettleBracket.reading` says of a bracket as a whole."""


def merge_amendments(s: Situation, command: MergeAmendments) -> tuple[e.ObjectiveEvent, ...]:
    """A new version with the amendments in it, and the decision on each of them.

    Where the text says already all that they ask for (a paragraph is to be retained, say),
    they are accepted and there is no new version.
    """
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
    since = {base: s.origins_from(base) for base in bases}
    found = merged_into(present, accepted, bases, o.paragraphs_minted, since)
    if command.shown not in ("", text_hash(found.text)):
        raise Conflict(N_("the amendments"))
    note = words("note", command.note, REMARK, required=bool(refused))
    revised: tuple[e.ObjectiveEvent, ...] = ()
    if text_hash(found.text) != text_hash(revisable(s, command.base)):
        revised = new_version(
            s, command.base, found.text, found.minted, note, command.editorial, found.origins
        )
    version = o.text.number + 1 if revised else 0
    by = s.actor.person
    decisions = [
        *(e.AmendmentDecided(a.number, _state(a), version, "", by) for a in accepted),
        *(e.AmendmentDecided(a.number, AmendmentState.REFUSED, version, note, by) for a in refused),
    ]
    return (*revised[:1], *decisions, *revised[1:])


def merged_into(
    present: Text,
    accepted: tuple[Amendment, ...],
    bases: Mapping[int, Text],
    minted: int,
    since: Mapping[int, Mapping[str, Origin]],
) -> Merged:
    """The present text with these amendments, as it would be saved.

    `bases` are the words of the versions that they are against, `since` what has become of
    paragraphs since then.  BadInput names the first amendment that has no place in the text.
    """
    changes = []
    for amendment in accepted:
        base, of = bases[amendment.base], since[amendment.base]
        change = _in_present(present, amendment, base, of)
        if change is not None:
            changes.append(Numbered(amendment.number, amendment.supporters, change))
    found = merged(present, changes, minted)
    for item in changes:
        if item.number not in found.applied:
            raise BadInput(
                "accept",
                N_("Amendment {number} has no place in the text beside the others."),
                N_("Take the others in first, and look at this one again."),
                number=item.number,
            )
    return found


def brought_to(
    present: Text, changes: Iterable[Change], base: Text, since: Mapping[str, Origin]
) -> tuple[Change | Unfit, ...]:
    """The changes against the present text, where they were written against an older one."""
    return tuple(changes) if base == present else rebased_each(changes, base, present, since)


def _in_present(
    present: Text, amendment: Amendment, base: Text, since: Mapping[str, Origin]
) -> Change | None:
    """What the amendment does to the present text; None where that says so already."""
    (change,) = brought_to(present, (amendment.in_words,), base, since)
    if not isinstance(change, Unfit):
        return change
    if change.reason is WhyUnfit.DONE:
        return None
    beside = _beside(present, amendment, base, change)
    if beside is None:
        raise _no_place(amendment, change)
    return beside


def _beside(present: Text, amendment: Amendment, base: Text, unfit: Unfit) -> Change | None:
    """The words that are there now and those proposed, in brackets, where they meet."""
    change = amendment.in_words
    if (
        unfit.reason not in (WhyUnfit.SAME_WORDS, WhyUnfit.NEIGHBOUR)
        or change.act is not Act.REPLACE
    ):
        return None
    mine = applied(base, change, 0).text
    names = (", ".join(amendment.supporters), "")
    found = find(three_way(base, mine, present, 0, names).text, change.paragraph)
    return Change(Act.REPLACE, change.paragraph, found.words) if found else None


def _no_place(amendment: Amendment, unfit: Unfit) -> BadInput:
    return BadInput(
        "accept",
        N_("Amendment {number} does not fit the present text: {quotation} is not there."),
        N_("Write it into the text by hand, or propose a treatment that fits."),
        number=amendment.number,
        quotation=unfit.quotation or unfit.paragraph,
    )


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
    if o.ballot is not None and o.ballot.text == command.version:
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
    choice = _WHOLE.get(command.reading, command.reading)
    after = settled(paragraph.words, command.place, choice)
    text = reworded(s.text, command.paragraph, after)
    note = words("note", command.note, REMARK)
    revised = new_version(s, command.base, text, o.paragraphs_minted, note, False, {})
    version = o.text.number + 1
    settled_now = e.BracketSettled(
        version, command.paragraph, paragraph.words, after, s.actor.person
    )
    return (revised[0], settled_now, *revised[1:])
