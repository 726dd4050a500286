"""Linking objectives of a table: packages and alternatives.

An objective stands in one package and among one set of alternatives at most, so that nobody has
to think through links of links.  What is adopted already cannot be made the rival of something
else that is.
"""

from __future__ import annotations

from placet.engine import commands as c
from placet.engine import events as e
from placet.engine.decide.words import REMARK, TITLE, line, words
from placet.engine.errors import N_, BadInput, NotFound
from placet.engine.links import Link, LinkKind, Others
from placet.engine.model import Negotiation

MOST_LINKED = 50
"""How many objectives one link holds."""


def decide_links(
    before: Negotiation, command: c.LinkCommand, others: Others
) -> tuple[e.NegotiationEvent, ...]:
    """What the command brings about; `others` are all objectives of the table."""
    match command:
        case c.LinkObjectives():
            return link_objectives(before, command, others)
        case c.UnlinkObjectives():
            return unlink_objectives(before, command)


def link_objectives(
    before: Negotiation, command: c.LinkObjectives, others: Others
) -> tuple[e.NegotiationEvent, ...]:
    """Link two objectives or more of this table."""
    refs = tuple(dict.fromkeys(ref.strip().upper() for ref in command.objectives if ref.strip()))
    if not 2 <= len(refs) <= MOST_LINKED:
        raise BadInput(
            "objectives",
            N_("A link is between 2 and {most} objectives."),
            N_("Choose the objectives that hang together."),
            most=MOST_LINKED,
        )
    for ref in refs:
        if ref not in others:
            raise BadInput(
                "objectives",
                N_("{ref} is no objective of this negotiation."),
                N_("Choose among those that stand on its list."),
                ref=repr(ref[:40]),
            )
        for link in before.links:
            if link.kind is command.kind and ref in link.objectives:
                raise BadInput(
                    "objectives",
                    N_("{ref} is linked already: {title}."),
                    N_("Take that link away first, or choose another objective."),
                    ref=ref,
                    title=link.title,
                )
    if len({others[ref].restricted_to for ref in refs}) > 1:
        raise BadInput(
            "objectives",
            N_("These objectives are not seen by the same organisations."),
            N_("Link those that are, or change who sees them first."),
        )
    adopted = [ref for ref in refs if others[ref].adopted]
    if command.kind is LinkKind.ALTERNATIVES and len(adopted) > 1:
        raise BadInput(
            "objectives",
            N_("{adopted} are adopted both, so they are no alternatives."),
            N_("Leave one of them out."),
            adopted=", ".join(adopted),
        )
    title = line("title", command.title, TITLE)
    return (e.ObjectivesLinked(Link(before.links_made + 1, command.kind, title, refs)),)


def unlink_objectives(
    before: Negotiation, command: c.UnlinkObjectives
) -> tuple[e.NegotiationEvent, ...]:
    """Take a link away, with a reason."""
    if all(link.number != command.number for link in before.links):
        raise NotFound("link", str(command.number))
    reason = words("reason", command.reason, REMARK, required=True)
    return (e.ObjectivesUnlinked(command.number, reason),)
