"""Messages about what the secretariat entered on behalf of organisations.

Each organisation learns what now stands under its name, with the evidence, so that it can
withdraw what is wrong; those who work on the text learn of the whole entry.  However much is
entered at once, nobody gets more than one letter about it for each of these two reasons, and
a letter lists the first of each and counts the rest.
"""

from __future__ import annotations

from collections.abc import Sequence

from placet.engine import events as e
from placet.engine.amendments import Amendment
from placet.engine.change_facts import paragraph_facts, shortened
from placet.engine.disclosure import comments_are_sealed
from placet.engine.messages import Json, Kind
from placet.engine.model import Comment
from placet.engine.notices.facts import Facts, Messages, Scene, head, submitters_of
from placet.engine.notices.words import drafting, path_of, said_of
from placet.engine.text import find

MOST_LISTED = 12
"""Amendments, and comments, that a letter says in words; the page has all of them."""

REMARK = 240
"""Characters of a comment in a letter."""


def entries_told(scene: Scene) -> Messages:
    """Each organisation learns what was entered on its behalf, the drafters of all of it."""
    amendments, comments = _entered(scene)
    if not amendments and not comments:
        return
    by = _first(amendments, comments).by
    for organisation in _concerned(amendments, comments):
        mine = tuple(a for a in amendments if a.sponsor == organisation)
        said = tuple(c for c in comments if c.organisation == organisation)
        facts: Facts = {
            **_facts(scene, mine, said),
            "path": f"{_page(scene, mine)}?organisation={organisation}",
            "organisation": organisation,
        }
        for person in submitters_of(scene, organisation):
            if person != by:
                yield scene.message(Kind.ENTERED_ON_BEHALF, person, facts, organisation)
    if comments_are_sealed(scene.workflow, scene.after, scene.now):
        comments = ()
    if not amendments and not comments:
        return
    whole: Facts = {
        **_facts(scene, amendments, comments),
        "path": _page(scene, amendments),
        "organisations": list[Json](_concerned(amendments, comments)),
    }
    told = {by}
    for organisation, person in drafting(scene, ""):
        if person not in told:
            told.add(person)
            facts = {**whole, "organisation": organisation}
            yield scene.message(Kind.PROPOSALS_ENTERED, person, facts, organisation)


def _entered(scene: Scene) -> tuple[tuple[Amendment, ...], tuple[Comment, ...]]:
    """What this change entered on behalf of organisations."""
    proposed = (x.amendment for x in scene.events if isinstance(x, e.AmendmentProposed))
    made = (x.comment for x in scene.events if isinstance(x, e.CommentMade))
    return tuple(a for a in proposed if a.evidence), tuple(c for c in made if c.evidence)


def _first(amendments: Sequence[Amendment], comments: Sequence[Comment]) -> Amendment | Comment:
    return amendments[0] if amendments else comments[0]


def _concerned(amendments: Sequence[Amendment], comments: Sequence[Comment]) -> list[str]:
    return sorted({a.sponsor for a in amendments} | {c.organisation for c in comments})


def _page(scene: Scene, amendments: Sequence[Amendment]) -> str:
    """Where to see them: the amendments, if there is one among them."""
    return path_of(scene.after) if amendments else f"/objectives/{scene.after.ref}/comments"


def _facts(scene: Scene, amendments: Sequence[Amendment], comments: Sequence[Comment]) -> Facts:
    first = _first(amendments, comments)
    return {
        **head(scene),
        "base": first.base if isinstance(first, Amendment) else first.text,
        "evidence": first.evidence,
        "amendments": len(amendments),
        "comments": len(comments),
        "listed_amendments": [_amendment(scene, a) for a in amendments[:MOST_LISTED]],
        "listed_comments": [_comment(scene, c) for c in comments[:MOST_LISTED]],
    }


def _amendment(scene: Scene, made: Amendment) -> Json:
    change = said_of(scene, made, made.change)
    return {"amendment": made.number, "sponsor": made.sponsor, "change": change}


def _comment(scene: Scene, made: Comment) -> Json:
    text = scene.words_of(made.text)
    known = text is not None and made.paragraph is not None and find(text, made.paragraph)
    place = paragraph_facts(text, made.paragraph) if text and made.paragraph and known else {}
    return {
        "comment": made.number,
        "sponsor": made.organisation,
        "paragraph": place,
        "quotation": shortened(made.anchor.quotation, REMARK) if made.anchor else "",
        "body": shortened(made.body, REMARK),
    }
