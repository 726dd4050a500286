"""What is shown of amendments, remarks and versions, worked out from values.

Amendments of different ages are shown against the present text together: each is brought to it
(or the reason is told why it cannot be), and those that are open are compared with each other,
so that nobody learns of a clash only when the text is made.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from placet.engine.agreed_so_far import Noted, agreed_in
from placet.engine.agreements import HELD
from placet.engine.amendments import Amendment, AmendmentState, Treating
from placet.engine.decide.merging import brought_to
from placet.engine.model import Comment, TextHead
from placet.engine.text import (
    Act,
    Change,
    Clash,
    Numbered,
    Origin,
    Redline,
    Text,
    Unfit,
    applied,
    burn_down,
    clashes_among,
    compare,
    find,
    follow,
    merged,
    ordered,
    origins_since,
    paragraph_ids,
    walk,
)
from placet.engine.text.compiling import ColumnRow
from placet.engine.text.tree import grown
from placet.engine.wording_views import AmendmentShown, Converging, RemarkShown

Origins = Mapping[int, Mapping[str, Origin]]
"""What each version says its paragraphs were made of, by its number."""


def since(origins: Origins, version: int) -> Mapping[str, Origin]:
    """What the newest version's paragraphs were made of, in terms of an earlier version."""
    return origins_since(origins[n] for n in sorted(origins) if n > version)


def changed_by(base: Text, change: Change, minted: int, same: Redline) -> Redline:
    """The redline from a text to the text with one change in it.

    `same` is that of the text with itself: other words of one paragraph change one row of it,
    and so a hundred amendments of a long text are shown at once.
    """
    if change.act is Act.RETAIN:
        return same
    paragraph = find(base, change.paragraph)
    if change.act is not Act.REPLACE or change.kind is not None or paragraph is None:
        return compare(base, applied(base, change, minted).text)
    alone = Text((replace(paragraph, children=()),), base.language)
    found = compare(alone, applied(alone, change, minted).text)
    row = found.rows[0]
    rows = (
        replace(r, change=row.change, operations=row.operations) if r.id == row.id else r
        for r in same.rows
    )
    return Redline(tuple(rows), found.counts)


def brought(
    amendments: Iterable[Amendment], texts: Mapping[int, Text], present: Text, origins: Origins
) -> dict[int, Change | Unfit]:
    """The open ones among these amendments against the present text, by number."""
    on_table = [a for a in amendments if a.state is AmendmentState.OPEN]
    found: dict[int, Change | Unfit] = {}
    for base in {a.base for a in on_table}:
        on_it = [a for a in on_table if a.base == base]
        changes = (a.in_words for a in on_it)
        now = brought_to(present, changes, texts[base], since(origins, base))
        found |= {a.number: change for a, change in zip(on_it, now, strict=True)}
    return {a.number: found[a.number] for a in on_table}


def compromise(
    amendments: Iterable[Amendment],
    texts: Mapping[int, Text],
    present: Text,
    origins: Origins,
    minted: int,
) -> Text | None:
    """The present text as the proposed treatments would have it; None where they change nothing.

    What is to be accepted goes in as it is or as modified, whatever its sponsor has answered;
    what is to be refused, has no treatment or no place in the text stays out.
    """
    treated = [
        replace(a, change=a.treatment.change or a.change, treatment=None)
        for a in amendments
        if a.treatment is not None and a.treatment.treating is not Treating.REFUSE
    ]
    by = {a.number: a.supporters for a in treated}
    now = brought(treated, texts, present, origins)
    changes = [Numbered(n, by[n], x) for n, x in now.items() if isinstance(x, Change)]
    return merged(present, changes, minted).text if changes else None


def in_the_rows(text: Text, present: Text, rows: Iterable[ColumnRow]) -> Text:
    """The text with its new paragraphs under the ids of the rows that have their words.

    Where no row has them they have ids that no row has.
    """
    kept = frozenset(paragraph_ids(present))
    free: dict[str, list[str]] = {}
    for row in rows:
        if row.words is None and row.paragraph not in kept:
            for words in dict.fromkeys(cell.words for cell in row.cells if cell.words):
                free.setdefault(words, []).append(row.paragraph)
    placed = []
    for depth, paragraph in walk(text):
        if paragraph.id not in kept:
            there = free.get(paragraph.words)
            id = there.pop(0) if there else f"new {paragraph.id}"
            paragraph = replace(paragraph, id=id)
        placed.append((depth, paragraph))
    return Text(grown(placed), text.language)


def amendments_shown(
    amendments: Sequence[Amendment],
    texts: Mapping[int, Text],
    present: Text,
    origins: Origins,
    minted: int,
) -> tuple[tuple[AmendmentShown, ...], tuple[int, ...]]:
    """The amendments as they are shown, and the open ones in the order in which they are put."""
    now = brought(amendments, texts, present, origins)
    fits = {n: change for n, change in now.items() if isinstance(change, Change)}
    meet = _clashes(present, fits)
    same = {number: compare(text, text) for number, text in texts.items()}
    shown = tuple(
        AmendmentShown(
            a,
            texts[a.base],
            changed_by(texts[a.base], a.change, minted, same[a.base]),
            _modified(a, texts[a.base], minted, same[a.base]),
            now.get(a.number),
            meet.get(a.number, ()),
            _reads_otherwise(a, texts[a.base], present),
        )
        for a in amendments
    )
    numbers = tuple(fits)
    order = [numbers[at] for at in ordered(present, tuple(fits.values()))]
    return shown, (*order, *(n for n in now if n not in fits))


def _reads_otherwise(a: Amendment, base: Text, present: Text) -> bool:
    """Whether the paragraph that it is about has other words by now, or others under it."""
    before, now = find(base, a.change.paragraph), find(present, a.change.paragraph)
    if before is None or now is None:
        return False
    under = ([child.id for child in paragraph.children] for paragraph in (before, now))
    return before.words != now.words or next(under) != next(under)


def _modified(a: Amendment, base: Text, minted: int, same: Redline) -> Redline | None:
    proposed = a.treatment.change if a.treatment else None
    return changed_by(base, proposed, minted, same) if proposed else None


def _clashes(
    present: Text, changes: Mapping[int, Change]
) -> dict[int, tuple[tuple[int, tuple[Clash, ...]], ...]]:
    """With which others each change clashes, both ways."""
    numbers = tuple(changes)
    met: dict[int, list[tuple[int, tuple[Clash, ...]]]] = {}
    for i, j, found in clashes_among(present, tuple(changes.values())):
        met.setdefault(numbers[i], []).append((numbers[j], found))
        met.setdefault(numbers[j], []).append((numbers[i], found))
    return {number: tuple(sorted(each, key=lambda x: x[0])) for number, each in met.items()}


def is_about(change: Change, paragraph: str) -> bool:
    """Whether a change is about this paragraph, or puts something beside it."""
    return paragraph in (change.paragraph, change.other, change.after)


def remark_shown(
    comment: Comment, texts: Mapping[int, Text], shown: TextHead, origins: Origins
) -> RemarkShown:
    """A comment as it stands on the version shown, which is the newest."""
    old, new = texts[comment.text], texts[shown.number]
    if comment.anchor is not None:
        made = since(origins, comment.text)
        where = follow(comment.anchor, old, new, made) if old != new else comment.anchor
        return RemarkShown(comment, where, getattr(where, "changed", True))
    if comment.paragraph is None:
        return RemarkShown(comment, None, old != new)
    was, now = find(old, comment.paragraph), find(new, comment.paragraph)
    same = was is not None and now is not None and was.words == now.words
    return RemarkShown(comment, None, not same)


def converging(
    versions: Sequence[tuple[TextHead, Text]], noted: Sequence[Noted]
) -> tuple[Converging, ...]:
    """How far each version had come."""
    heads = {head.number: head for head, _ in versions}
    texts = {head.number: text for head, text in versions}
    return tuple(
        Converging(
            head=heads[point.number],
            brackets=point.brackets,
            depth=point.depth,
            alternatives=point.alternatives,
            bracketed=point.bracketed,
            paragraphs=point.paragraphs,
            agreed=_agreed(texts[point.number], noted, point.number),
            words=point.words,
            bracketed_words=point.bracketed_words,
            placeholders=point.placeholders,
        )
        for point in burn_down(texts.items())
    )


def _agreed(text: Text, noted: Sequence[Noted], version: int) -> int:
    """How many paragraphs of a version were agreed in any way in its time."""
    held = {p for p, x in agreed_in(noted, version).items() if x.level in HELD}
    return len(held.intersection(paragraph_ids(text)))


def wordings(
    versions: Sequence[tuple[TextHead, Text]], paragraph: str
) -> tuple[tuple[TextHead, str], ...]:
    """The versions in which a paragraph reads otherwise than before, with its words then."""
    found: list[tuple[TextHead, str]] = []
    for head, text in versions:
        here = find(text, paragraph)
        if here is not None and (not found or found[-1][1] != here.words):
            found.append((head, here.words))
    return tuple(found)
