"""A change that was written against one version, brought onto a newer one.

Theory.  The change says what it does to the old version; the newer version has been changed
otherwise.  Words are merged three ways (old words, new words, words of the change): what the
two change in different places is kept, the same words changed otherwise make the change unfit.
A place is a gap between paragraphs: where the one before it has gone, the nearest before that
one which still stands there is taken.  What cannot be brought over is told with its reason
and a quotation; nothing is guessed.  With `origins` (what the newer version says its
paragraphs were made of) a change of words follows them through a split or a merger.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from placet.engine.errors import BadInput
from placet.engine.text.amending.applying import last_alternative
from placet.engine.text.amending.branches import Branches
from placet.engine.text.amending.fitting import must_fit
from placet.engine.text.amending.following import (
    Origins,
    parts_of,
    replaced,
    target_of,
    words_of,
)
from placet.engine.text.amending.reach import cut
from placet.engine.text.amending.unfit import Unfit, WhyUnfit
from placet.engine.text.amending.words import word_edits
from placet.engine.text.changes import Act, Change
from placet.engine.text.tree import Text

__all__ = ["Unfit", "WhyUnfit", "rebased", "rebased_each", "rebased_in"]


def rebased(change: Change, old: Text, new: Text, origins: Origins | None = None) -> Change | Unfit:
    """The change, written against `old`, as it is to be made to `new`, or why it cannot be.

    Raises ``BadInput`` when it does not fit the old version.
    """
    return rebased_each((change,), old, new, origins)[0]


def rebased_each(
    changes: Iterable[Change], old: Text, new: Text, origins: Origins | None = None
) -> tuple[Change | Unfit, ...]:
    """As `rebased`, for many changes written against one version: it is taken apart once."""
    before, after = Branches(old), Branches(new)
    found = []
    for change in changes:
        must_fit(before, change)
        found.append(rebased_in(change, before, after, origins or {}))
    return tuple(found)


def rebased_in(change: Change, old: Branches, new: Branches, origins: Origins) -> Change | Unfit:
    """As `rebased`, for texts that are taken apart already."""
    match change.act:
        case Act.ADD:
            found = _added(change, old, new, origins)
        case Act.MOVE:
            found = _moved(change, old, new, origins)
        case Act.REPLACE:
            found = replaced(change, old, new, origins)
        case Act.SPLIT:
            found = _split(change, old, new, origins)
        case Act.MERGE:
            found = _merged(change, old, new, origins)
        case Act.DELETE:
            found = _deleted(change, old, new, origins)
        case _:
            found = _beside(change, old, new, origins)
    if isinstance(found, Unfit):
        return found
    try:
        must_fit(new, found)
    except BadInput:
        return Unfit(WhyUnfit.PLACE_GONE, change.paragraph, words_of(old, change.paragraph))
    return found


def _gone(id: str, old: Branches, new: Branches, origins: Origins) -> Unfit | None:
    """Why a change about a whole paragraph does not fit: it went, or is no longer one."""
    parts = parts_of(id, new, origins)
    if parts or target_of(id, new, origins):
        return Unfit(WhyUnfit.SPLIT_OR_MERGED, id, words_of(old, id))
    return None if id in new else Unfit(WhyUnfit.GONE, id, words_of(old, id))


def _place(change: Change, old: Branches, new: Branches, origins: Origins) -> Change | Unfit:
    """The change with the place it has in the newer version."""
    under = change.under
    if under is not None and (target := target_of(under, new, origins)):
        under = target
    if under is not None and under not in new:
        return Unfit(WhyUnfit.PLACE_GONE, under, words_of(old, under))
    if change.act is Act.MOVE and change.paragraph in new.lineage(under):
        return Unfit(WhyUnfit.PLACE_GONE, change.paragraph, words_of(old, change.paragraph))
    if change.after is None:
        return replace(change, under=under)
    row = old.under[change.under]
    for sibling in reversed(row[: row.index(change.after) + 1]):
        stands = sibling in new and new.above[sibling] == under
        if stands and not (change.act is Act.MOVE and sibling == change.paragraph):
            return replace(change, under=under, after=sibling)
    return replace(change, under=under, after=None)


def _added(change: Change, old: Branches, new: Branches, origins: Origins) -> Change | Unfit:
    found = _place(change, old, new, origins)
    if isinstance(found, Change) and (twin := _twin(change, (found.under, found.after), old, new)):
        return Unfit(WhyUnfit.DONE, twin, change.words)
    return found


def _twin(
    change: Change, place: tuple[str | None, str | None], old: Branches, new: Branches
) -> str | None:
    """A paragraph that was added at that place meanwhile and says the same."""
    under, after = place
    row = new.under[under]
    for id in row[row.index(after) + 1 if after is not None else 0 :]:
        there = new.own[id]
        if id in old:
            return None
        same = there.words == change.words and change.kind in (None, there.kind)
        if id not in old and same and change.label in (None, there.label):
            return id
    return None


def _moved(change: Change, old: Branches, new: Branches, origins: Origins) -> Change | Unfit:
    if unfit := _gone(change.paragraph, old, new, origins):
        return unfit
    found = _place(change, old, new, origins)
    if isinstance(found, Change):
        there = new.above[found.paragraph], new.before(found.paragraph)
        if there == (found.under, found.after):
            return Unfit(WhyUnfit.DONE, found.paragraph, words_of(old, found.paragraph))
    return found


def _deleted(change: Change, old: Branches, new: Branches, origins: Origins) -> Change | Unfit:
    unfit = _gone(change.paragraph, old, new, origins)
    if unfit and unfit.reason is WhyUnfit.GONE:
        return replace(unfit, reason=WhyUnfit.DONE)
    return unfit or change


def _beside(change: Change, old: Branches, new: Branches, origins: Origins) -> Change | Unfit:
    """A paragraph to retain, or one to which an alternative is proposed."""
    id = change.paragraph
    if unfit := _gone(id, old, new, origins):
        return unfit
    if change.act is Act.RETAIN:
        same = old.own[id] == new.own[id]
        return change if same else Unfit(WhyUnfit.SAME_WORDS, id, words_of(old, id))
    behind = _last_of_old(old, new, id)
    said = new.own[id].words == change.words or _twin(change, behind, old, new)
    return Unfit(WhyUnfit.DONE, id, change.words) if said else change


def _last_of_old(old: Branches, new: Branches, id: str) -> tuple[str | None, str]:
    """Behind which paragraph new alternatives to one stand: itself, or an older alternative."""
    row = new.under[new.above[id]]
    last = last_alternative(new, id)
    chain = row[row.index(id) : row.index(last) + 1]
    return new.above[id], next(one for one in reversed(chain) if one in old)


def _split(change: Change, old: Branches, new: Branches, origins: Origins) -> Change | Unfit:
    id = change.paragraph
    words = words_of(old, id)
    first, second = cut(words, change.at)
    parts = parts_of(id, new, origins)
    if parts and (words_of(new, id), words_of(new, parts[0])) == (words[:first], words[second:]):
        return Unfit(WhyUnfit.DONE, id, words)
    if unfit := _gone(id, old, new, origins):
        return unfit
    at = change.at
    for edit in word_edits(words, words_of(new, id)):
        if edit.end <= first and edit.start < first:
            at += len(edit.text) - (edit.end - edit.start)
        elif edit.start < second or edit.start == edit.end == second:
            return Unfit(WhyUnfit.SAME_WORDS, id, words[edit.start : edit.end])
    found = replace(change, at=at)
    halves = words_of(new, id)[:at].strip(), words_of(new, id)[at:].strip()
    return found if all(halves) else Unfit(WhyUnfit.SAME_WORDS, id, words)


def _merged(change: Change, old: Branches, new: Branches, origins: Origins) -> Change | Unfit:
    id, other = change.paragraph, change.other
    into = target_of(other, new, origins)
    if into == id and id in origins and set(origins[id].paragraphs) == {id, other}:
        return Unfit(WhyUnfit.DONE, id, words_of(old, other))
    unfits = (_gone(one, old, new, origins) for one in (id, other))
    return next((unfit for unfit in unfits if unfit), change)
