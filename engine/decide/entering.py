"""Amendments and comments entered on behalf of those who made them elsewhere.

A negotiation that was run on Word files has its proposals in them, with the names of their
authors.  The secretariat enters them, marked as such and with the evidence, so that each
organisation finds its own and can withdraw or correct what was entered wrongly.
"""

from __future__ import annotations

from placet.engine import events as e
from placet.engine.amendments import Amendment, AmendmentState
from placet.engine.commands import EnteredComment, EnterProposals
from placet.engine.decide.amendments import check_version, must_be_negotiated
from placet.engine.decide.situation import Situation
from placet.engine.decide.words import REMARK, TITLE, line, words
from placet.engine.errors import N_, BadInput
from placet.engine.model import Comment
from placet.engine.text import Anchor, Text, as_kept_each, find

MOST_ENTERED = 2_000
"""How many amendments and comments one entry may hold."""


def enter_proposals(s: Situation, command: EnterProposals) -> tuple[e.ObjectiveEvent, ...]:
    """All of them or none; BadInput names the first that cannot stand."""
    must_be_negotiated(s.objective, s.stage)
    check_version(s.objective, command.base)
    count = len(command.amendments) + len(command.comments)
    if not count:
        raise BadInput(
            "amendments", N_("There is nothing to enter."), N_("Choose a file with some.")
        )
    if count > MOST_ENTERED:
        raise BadInput(
            "amendments",
            N_("{count} entries are too many; {most} are allowed at a time."),
            N_("Enter them in several parts."),
            count=count,
            most=MOST_ENTERED,
        )
    evidence = line("evidence", command.evidence, TITLE)
    text = s.words_of(command.base)
    named = {a.organisation for a in command.amendments}
    _seated(s, named | {made.organisation for made in command.comments})
    return (*_amendments(s, command, text, evidence), *_comments(s, command, text, evidence))


def _amendments(
    s: Situation, command: EnterProposals, text: Text, evidence: str
) -> list[e.AmendmentProposed]:
    o = s.objective
    there = {
        (a.sponsor, a.base, a.change): a.number
        for a in o.amendments.values()
        if a.state is AmendmentState.OPEN
    }
    found = []
    changes = as_kept_each(text, (entered.change for entered in command.amendments))
    made = zip(command.amendments, changes, strict=True)
    for number, (entered, change) in enumerate(made, o.amendments_made + 1):
        same = there.setdefault((entered.organisation, command.base, change), number)
        if same != number:
            raise BadInput(
                "amendments",
                N_("Amendment {number} of {sponsor} proposes just this already."),
                N_("Leave it out of the entry."),
                number=same,
                sponsor=entered.organisation,
            )
        amendment = Amendment(
            number=number,
            sponsor=entered.organisation,
            by=s.actor.person,
            at=s.now,
            base=command.base,
            round=o.round,
            change=change,
            reason=words("reason", entered.reason, REMARK),
            evidence=evidence,
        )
        found.append(e.AmendmentProposed(amendment))
    return found


def _comments(
    s: Situation, command: EnterProposals, text: Text, evidence: str
) -> list[e.CommentMade]:
    found = []
    for number, entered in enumerate(command.comments, s.objective.comments_made + 1):
        comment = Comment(
            number=number,
            organisation=entered.organisation,
            by=s.actor.person,
            at=s.now,
            text=command.base,
            round=s.objective.round,
            type=entered.type,
            paragraph=entered.paragraph,
            body=words("body", entered.body, REMARK, required=True),
            anchor=_anchor(entered, text),
            evidence=evidence,
        )
        found.append(e.CommentMade(comment))
    return found


def _anchor(entered: EnteredComment, text: Text) -> Anchor | None:
    if entered.paragraph is None:
        return None
    paragraph = find(text, entered.paragraph)
    if paragraph is None:
        raise BadInput(
            "paragraph",
            N_("{paragraph} is not a paragraph of this text."),
            N_("Choose among the paragraphs that the text has."),
            paragraph=repr(entered.paragraph[:40]),
        )
    if entered.start == entered.end == 0:
        return None
    if not 0 <= entered.start < entered.end <= len(paragraph.words):
        raise BadInput(
            "paragraph",
            N_("Paragraph {paragraph} has no characters from {start} to {end}."),
            N_("Quote words that stand in the paragraph."),
            paragraph=entered.paragraph,
            start=entered.start,
            end=entered.end,
        )
    quotation = paragraph.words[entered.start : entered.end]
    return Anchor(entered.paragraph, entered.start, entered.end, quotation)


def _seated(s: Situation, organisations: set[str]) -> None:
    seated = {p.organisation for p in s.negotiation.participants}
    if strangers := sorted(organisations - seated):
        raise BadInput(
            "organisation",
            N_("{organisation} is not at this table."),
            N_("Choose among the organisations that were invited."),
            organisation=repr(strangers[0][:40]),
        )
