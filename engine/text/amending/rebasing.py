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

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from placet.engine.errors import BadInput
from placet.engine.text.amending.applying import last_alternative
from placet.engine.text.amending.branches import Branches
from placet.engine.text.amending.clashing import cut
from placet.engine.text.amending.fitting import must_fit
from placet.engine.text.amending.words import Variation, read_by, word_edits, word_merge
from placet.engine.text.changes import Act, Change, Origin
from placet.engine.text.tree import Text

Origins = Mapping[str, Origin]


class WhyUnfit(StrEnum):
    """Why a change does not fit a newer version."""

    DONE = "done"
    """The newer version says so already."""
    GONE = "gone"
    """The paragraph is no longer there."""
    SAME_WORDS = "same_words"
    """The same words have been changed otherwise."""
    NEIGHBOUR = "neighbour"
    """Other words have been inserted at the same point."""
    PLACE_GONE = "place_gone"
    """The place is no longer there, or lies inside what would be moved."""
    SPLIT_OR_MERGED = "split_or_merged"
    """The paragraph has been split or merged, and the change is about more than one part."""


@dataclass(frozen=True, slots=True)
class Unfit:
    """A change that cannot be brought over: why, at which paragraph, and the words meant."""

    reason: WhyUnfit
    paragraph: str
    quotation: str = ""


def rebased(change: Change, old: Text, new: Text, origins: Origins | None = None) -> Change | Unfit:
    """The change, written against `old`, as it is to be made to `new`, or why it cannot be.

    Raises ``BadInput`` when it does not fit the old version.
    """
    before = Branches(old)
    must_fit(before, change)
    return rebased_in(change, before, Branches(new), origins or {})


def rebased_in(change: Change, old: Branches, new: Branches, origins: Origins) -> Change | Unfit:
    """As `rebased`, for texts that are taken apart already."""
    match change.act:
        case Act.ADD:
            found = _added(change, old, new, origins)
        case Act.MOVE:
            found = _moved(change, old, new, origins)
        case Act.REPLACE:
            found = _replaced(change, old, new, origins)
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
        return Unfit(WhyUnfit.PLACE_GONE, change.paragraph, _words(old, change.paragraph))
    return found


def _words(branches: Branches, id: str | None) -> str:
    return branches.own[id].words if id is not None and id in branches else ""


def _gone(id: str, old: Branches, new: Branches, origins: Origins) -> Unfit | None:
    """Why a change about a whole paragraph does not fit: it went, or is no longer one."""
    parts = _parts(id, new, origins)
    if parts or _target(id, new, origins):
        return Unfit(WhyUnfit.SPLIT_OR_MERGED, id, _words(old, id))
    return None if id in new else Unfit(WhyUnfit.GONE, id, _words(old, id))


def _parts(id: str, new: Branches, origins: Origins) -> list[str]:
    """The paragraphs that a split took from one."""
    return [
        part
        for part, origin in origins.items()
        if origin.act is Act.SPLIT and id in origin.paragraphs and part in new and part != id
    ]


def _target(id: str, new: Branches, origins: Origins) -> str | None:
    """The paragraph into which one was merged."""
    if id in new:
        return None
    merged = (m for m, o in origins.items() if o.act is Act.MERGE and id in o.paragraphs)
    return next((target for target in merged if target in new), None)


def _place(change: Change, old: Branches, new: Branches, origins: Origins) -> Change | Unfit:
    """The change with the place it has in the newer version."""
    under = change.under
    if under is not None and (target := _target(under, new, origins)):
        under = target
    if under is not None and under not in new:
        return Unfit(WhyUnfit.PLACE_GONE, under, _words(old, under))
    if change.act is Act.MOVE and change.paragraph in new.lineage(under):
        return Unfit(WhyUnfit.PLACE_GONE, change.paragraph, _words(old, change.paragraph))
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
            return Unfit(WhyUnfit.DONE, found.paragraph, _words(old, found.paragraph))
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
        return change if same else Unfit(WhyUnfit.SAME_WORDS, id, _words(old, id))
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
    words = _words(old, id)
    first, second = cut(words, change.at)
    parts = _parts(id, new, origins)
    if parts and (_words(new, id), _words(new, parts[0])) == (words[:first], words[second:]):
        return Unfit(WhyUnfit.DONE, id, words)
    if unfit := _gone(id, old, new, origins):
        return unfit
    at = change.at
    for edit in word_edits(words, _words(new, id)):
        if edit.end <= first and edit.start < first:
            at += len(edit.text) - (edit.end - edit.start)
        elif edit.start < second or edit.start == edit.end == second:
            return Unfit(WhyUnfit.SAME_WORDS, id, words[edit.start : edit.end])
    found = replace(change, at=at)
    halves = _words(new, id)[:at].strip(), _words(new, id)[at:].strip()
    return found if all(halves) else Unfit(WhyUnfit.SAME_WORDS, id, words)


def _merged(change: Change, old: Branches, new: Branches, origins: Origins) -> Change | Unfit:
    id, other = change.paragraph, change.other
    into = _target(other, new, origins)
    if into == id and id in origins and set(origins[id].paragraphs) == {id, other}:
        return Unfit(WhyUnfit.DONE, id, _words(old, other))
    unfits = (_gone(one, old, new, origins) for one in (id, other))
    return next((unfit for unfit in unfits if unfit), change)


def _replaced(change: Change, old: Branches, new: Branches, origins: Origins) -> Change | Unfit:
    id = change.paragraph
    if target := _target(id, new, origins):
        return _in_merged(change, target, old, new, origins)
    if id not in new:
        return Unfit(WhyUnfit.GONE, id, _words(old, id))
    if id in origins and origins[id].act is Act.MERGE:
        return _in_merged(change, id, old, new, origins)
    parts = _parts(id, new, origins)
    if len(parts) == 1:
        return _in_part(change, parts[0], old, new)
    if parts:
        return Unfit(WhyUnfit.SPLIT_OR_MERGED, id, _words(old, id))
    words = _three_ways(change, id, (old.own[id].words, new.own[id].words, change.words))
    if isinstance(words, Unfit):
        return words
    styles = [(p.kind, p.label) for p in (old.own[id], new.own[id])]
    wanted = (change.kind, change.label) if change.kind is not None else styles[1]
    if wanted != styles[1] and styles[0] != styles[1]:
        return Unfit(WhyUnfit.SAME_WORDS, id, new.own[id].words)
    if words == new.own[id].words and wanted == styles[1]:
        return Unfit(WhyUnfit.DONE, id, words)
    return replace(change, words=words)


def _three_ways(change: Change, id: str, words: tuple[str, str, str]) -> str | Unfit:
    """The words with what both sides changed in (base, newer, wanted) words."""
    pieces = word_merge(words[0], ((("new",), words[1]), (("change",), words[2])))
    said: list[str] = []
    for piece in pieces:
        if isinstance(piece, str):
            said.append(piece)
        elif len(piece.readings) == 1:
            said.append(piece.readings[0][1])
        else:
            return Unfit(_meeting(piece), id, piece.base_text)
    return "".join(said)


def _meeting(piece: Variation) -> WhyUnfit:
    return WhyUnfit.SAME_WORDS if piece.base_text else WhyUnfit.NEIGHBOUR


def _in_merged(
    change: Change, target: str, old: Branches, new: Branches, origins: Origins
) -> Change | Unfit:
    """A change of words in a paragraph that was merged into another one."""
    sources = origins[target].paragraphs
    if change.paragraph not in sources or not all(source in old for source in sources):
        return Unfit(WhyUnfit.SPLIT_OR_MERGED, change.paragraph, _words(old, change.paragraph))
    if change.kind is not None:
        return Unfit(WhyUnfit.SPLIT_OR_MERGED, change.paragraph, _words(old, change.paragraph))
    before = " ".join(old.own[source].words for source in sources)
    wanted = " ".join(
        change.words if source == change.paragraph else old.own[source].words for source in sources
    )
    words = _three_ways(change, target, (before, new.own[target].words, wanted))
    if isinstance(words, Unfit):
        return words
    if words == new.own[target].words:
        return Unfit(WhyUnfit.DONE, target, words)
    return Change(Act.REPLACE, target, words)


def _in_part(change: Change, part: str, old: Branches, new: Branches) -> Change | Unfit:
    """A change of words in a paragraph that was split in two."""
    id = change.paragraph
    words, first = old.own[id].words, new.own[id].words
    unfit = Unfit(WhyUnfit.SPLIT_OR_MERGED, id, words)
    at = _cut_at(words, first, new.own[part].words)
    ends = cut(words, at)
    shift = 0
    for edit in word_edits(words, change.words):
        if edit.end <= ends[0] and edit.start < ends[0]:
            shift += len(edit.text) - (edit.end - edit.start)
        elif edit.start < ends[1] or edit.start == edit.end == ends[1]:
            return unfit
    wanted = change.words[: at + shift].rstrip(), change.words[at + shift :].lstrip()
    base = words[: ends[0]], words[ends[1] :]
    touched = [half for half in (0, 1) if wanted[half] != base[half]]
    if len(touched) != 1 or not wanted[touched[0]] or change.kind is not None:
        return unfit if touched else Unfit(WhyUnfit.DONE, id, words)
    half, where = touched[0], (id, part)[touched[0]]
    found = _three_ways(change, where, (base[half], new.own[where].words, wanted[half]))
    if isinstance(found, Unfit):
        return found
    if found == new.own[where].words:
        return Unfit(WhyUnfit.DONE, where, found)
    return Change(Act.REPLACE, where, found)


def _cut_at(words: str, first: str, second: str) -> int:
    """Before which character words were split, the two parts having been changed since."""
    if words.startswith(first) and words[len(first) :].lstrip() == second:
        return len(words) - len(second)
    pieces = word_merge(words, ((("new",), f"{first} {second}"),))
    return _before(pieces, len(first))


def _before(pieces: tuple[str | Variation, ...], place: int) -> int:
    """Which character of the base stands at a place of the words that ``new`` reads."""
    base = said = 0
    for piece in pieces:
        old, now = read_by((piece,), None), read_by((piece,), "new")
        if said + len(now) >= place:
            return base + min(place - said, len(old))
        base, said = base + len(old), said + len(now)
    return base
