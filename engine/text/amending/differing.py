"""The changes that make one text into another.

Theory.  Paragraphs are known by their ids.  The new text is read from the top: a paragraph
that is not in the old one is added where it now stands (with its id), one that does not stand
where it should is moved there, words, kind and label are replaced where they differ; what is
in the new text no longer is deleted at the end, when everything that stays has left it.
Because places are settled from the top, nothing is ever moved inside itself.  Among paragraphs
that stay under the same one, those outside a longest run that keeps its order are moved, and
no others.

The language of a text is not part of any change.
"""

from __future__ import annotations

from placet.engine.text.aligning import longest_rise
from placet.engine.text.amending.branches import Branches
from placet.engine.text.changes import Act, Change
from placet.engine.text.tree import Text


def changes_between(old: Text, new: Text) -> tuple[Change, ...]:
    """The changes that, made to `old` one after the other (`applied_all`), give `new` exactly.

    Each names places as they are when its turn comes.
    """
    before, after = Branches(old), Branches(new)
    found: list[Change] = []
    for id in [None, *(id for _, id in after.subtree(None))]:
        if id is not None and id in before:
            found += _reworded(before, after, id)
        found += _settled(before, after, id)
    return (*found, *_deletions(before, after))


def _settled(before: Branches, after: Branches, above: str | None) -> list[Change]:
    """What brings the paragraphs that stand under one to where they stand."""
    wanted = after.under[above]
    places = {id: at for at, id in enumerate(before.under.get(above, ()))}
    common = [id for id in wanted if id in places]
    stay = {common[at] for at in longest_rise([places[id] for id in common])}
    found: list[Change] = []
    last: str | None = None
    for id in wanted:
        paragraph = after.own[id]
        if id not in before:
            found.append(
                Change(
                    Act.ADD, id, paragraph.words, kind=paragraph.kind, label=paragraph.label,
                    under=above, after=last,
                )
            )  # fmt: skip
        elif id not in stay:
            found.append(Change(Act.MOVE, id, under=above, after=last))
        last = id
    return found


def _reworded(before: Branches, after: Branches, id: str) -> list[Change]:
    """What gives a paragraph its new words, kind and label."""
    old, new = before.own[id], after.own[id]
    if (old.kind, old.label) != (new.kind, new.label):
        return [Change(Act.REPLACE, id, new.words, kind=new.kind, label=new.label)]
    return [Change(Act.REPLACE, id, new.words)] if old.words != new.words else []


def _deletions(before: Branches, after: Branches) -> list[Change]:
    """What takes out the paragraphs that are no longer there, each with all that it held."""
    found: list[Change] = []
    for _, id in before.subtree(None):
        above = before.above[id]
        stays = above is None or above in after
        if id not in after and stays:
            found.append(Change(Act.DELETE, id))
    return found
