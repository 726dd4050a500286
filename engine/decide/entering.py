"""Amendments and comments entered on behalf of those who made them elsewhere.

A negotiation that was run on Word files has its proposals in them, with the names of their
authors.  The secretariat enters them, marked as such and with the evidence, so that each
organisation finds its own and can withdraw or correct what was entered wrongly.  What stands
on the table already is not entered again, so that a file with a few more changes in it can be
entered as it is.
"""

from __future__ import annotations

from placet.engine import events as e
from placet.engine.amendments import Amendment, AmendmentState
from placet.engine.commands import EnteredComment, EnterProposals
from placet.engine.decide.amendments import check_version, must_be_negotiated
from placet.engine.decide.situation import Situation
from placet.engine.decide.timing import restarted
from placet.engine.decide.words import REMARK, TITLE, WORDING, line, words
from placet.engine.errors import N_, BadInput
from placet.engine.model import Comment
from placet.engine.parties import at_the_table
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
    amendments = _amendments(s, command, text, evidence)
    comments = _comments(s, command, text, evidence)
    if not amendments and not comments:
        raise BadInput(
            "amendments",
            N_("All of this is on the table already."),
            N_("Nothing needs to be entered."),
        )
    return (*amendments, *comments, *(restarted(s, "comment") if comments else ()))


def _amendments(
    s: Situation, command: EnterProposals, text: Text, evidence: str
) -> list[e.AmendmentProposed]:
    o = s.objective
    found: list[e.AmendmentProposed] = []
    held = {
        (a.sponsor, a.change)
        for a in o.amendments.values()
        if a.base == command.base and a.state is AmendmentState.OPEN
    }
    changes = as_kept_each(text, (entered.change for entered in command.amendments))
    for entered, change in zip(command.amendments, changes, strict=True):
        if (entered.organisation, change) in held:
            continue
        held.add((entered.organisation, change))
        number = o.amendments_made + len(found) + 1
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
    o = s.objective
    found: list[e.CommentMade] = []
    held = {(c.organisation, c.text, c.paragraph, c.anchor, c.body) for c in o.comments.values()}
    for entered in command.comments:
        anchor = _anchor(entered, text)
        body = words("body", entered.body, REMARK, required=True)
        what = (entered.organisation, command.base, entered.paragraph, anchor, body)
        if what in held:
            continue
        held.add(what)
        number = o.comments_made + len(found) + 1
        comment = Comment(
            number=number,
            organisation=entered.organisation,
            by=s.actor.person,
            at=s.now,
            text=command.base,
            round=o.round,
            type=entered.type,
            paragraph=entered.paragraph,
            body=body,
            wording=words("wording", entered.wording, WORDING),
            anchor=anchor,
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
    if strangers := sorted(organisations - set(at_the_table(s.negotiation))):
        raise BadInput(
            "organisation",
            N_("{organisation} is not at this table."),
            N_("Choose among the organisations that were invited."),
            organisation=repr(strangers[0][:40]),
        )
