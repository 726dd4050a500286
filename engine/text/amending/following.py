"""A change of words brought onto a newer version, through splits and mergers.

Theory.  Words are merged three ways: the old words, the newer ones, those of the change.  What
both change in different places is kept.  Where the paragraph was merged into another one, the
same is done with the words of all that was merged; where it was split, with the part that the
change is about.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from placet.engine.text.amending.branches import Branches
from placet.engine.text.amending.reach import cut
from placet.engine.text.amending.unfit import Unfit, WhyUnfit
from placet.engine.text.amending.words import Variation, read_by, word_edits, word_merge
from placet.engine.text.changes import Act, Change, Origin

Origins = Mapping[str, Origin]


def words_of(branches: Branches, id: str | None) -> str:
    """The words of a paragraph, none where it is not there."""
    return branches.own[id].words if id is not None and id in branches else ""


def parts_of(id: str, new: Branches, origins: Origins) -> list[str]:
    """The paragraphs that a split took from one."""
    return [
        part
        for part, origin in origins.items()
        if origin.act is Act.SPLIT and id in origin.paragraphs and part in new and part != id
    ]


def target_of(id: str, new: Branches, origins: Origins) -> str | None:
    """The paragraph into which one was merged."""
    if id in new:
        return None
    merged = (m for m, o in origins.items() if o.act is Act.MERGE and id in o.paragraphs)
    return next((target for target in merged if target in new), None)


def replaced(change: Change, old: Branches, new: Branches, origins: Origins) -> Change | Unfit:
    """A replacement as it is to be made to the newer version, or why it cannot be."""
    id = change.paragraph
    if target := target_of(id, new, origins):
        return _in_merged(change, target, old, new, origins)
    if id not in new:
        return Unfit(WhyUnfit.GONE, id, words_of(old, id))
    if id in origins and origins[id].act is Act.MERGE:
        return _in_merged(change, id, old, new, origins)
    parts = parts_of(id, new, origins)
    if len(parts) == 1:
        return _in_part(change, parts[0], old, new)
    if parts:
        return Unfit(WhyUnfit.SPLIT_OR_MERGED, id, words_of(old, id))
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
        return Unfit(WhyUnfit.SPLIT_OR_MERGED, change.paragraph, words_of(old, change.paragraph))
    if change.kind is not None:
        return Unfit(WhyUnfit.SPLIT_OR_MERGED, change.paragraph, words_of(old, change.paragraph))
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
