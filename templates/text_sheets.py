"""Texts on a terminal: their counts, what became of one, proposals compiled."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from placet.engine.text import (
    Op,
    ParagraphStats,
    Redline,
    Text,
    What,
    as_read,
    names_of,
)
from placet.engine.text import listed as listed_changes
from placet.engine.text.compiling import Clash, Compilation, as_text
from placet.engine.text.notation import Notation
from placet.engine.text.stats import BlockStats
from placet.templates.changes import change_in_full, change_place
from placet.templates.dates import number
from placet.templates.i18n import filled, ngettext
from placet.templates.i18n import gettext as _
from placet.templates.labels import listed
from placet.templates.sheets import paragraph, section


def stats_sheet(
    file: str,
    text: Text,
    blocks: BlockStats,
    rows: Sequence[ParagraphStats],
    notation: Notation,
    by_paragraph: bool,
) -> str:
    """The counts of a text, its half brackets with their places, and each paragraph if asked."""
    found = [file]
    found += section("", _counts(blocks, rows, notation))
    found += section(_("Brackets without a partner"), _halves(text, notation))
    found += section(_("Reservations"), _reservations(text, notation))
    if by_paragraph:
        names = names_of(text, [row.id for row in rows])
        pairs = zip(names, rows, strict=True)
        table = [(name, _paragraph_counts(row)) for name, row in pairs if row.opened or row.closed]
        found += section(_("Paragraphs with brackets"), table)
    return "\n".join(line for at, line in enumerate(found) if line or at > 1)


def _counts(
    blocks: BlockStats, rows: Sequence[ParagraphStats], notation: Notation
) -> list[tuple[str, str]]:
    words = sum(row.words for row in rows)
    inside = sum(row.bracketed_words for row in rows)
    return [
        (_("Blocks"), number(blocks.blocks)),
        (_("with brackets"), _of(blocks.bracketed_paragraphs, blocks.blocks)),
        (_("unbalanced"), _of(blocks.unbalanced_paragraphs, blocks.blocks)),
        (_("Paragraphs"), number(len(rows))),
        (_("Words"), number(words)),
        (_("in brackets"), _of(inside, words)),
        (_("Opening brackets"), number(blocks.open_brackets)),
        (_("Closing brackets"), number(blocks.close_brackets)),
        (_("Deepest nesting"), number(blocks.depth)),
        (_("Alternatives"), number(blocks.alternatives)),
        (_("Groups of options"), number(len(notation.options))),
        (_("Placeholders"), number(len(notation.placeholders))),
    ]


def _of(part: int, whole: int) -> str:
    """A count with its share of another, in whole per cent."""
    percent = (200 * part + whole) // (2 * whole) if whole else 0
    return filled(_("{n} ({percent} %)"), {"n": number(part), "percent": number(percent)})


def _halves(text: Text, notation: Notation) -> list[tuple[str, str]]:
    halves = notation.unbalanced
    places = [half.place.paragraph for half in halves]
    partners = [half.partner.paragraph if half.partner else "" for half in halves]
    names, others = names_of(text, places), names_of(text, partners)
    said: list[tuple[str, str]] = []
    for half, name, other in zip(halves, names, others, strict=True):
        if half.partner is not None and not half.opens:
            continue  # told with the bracket that opens
        if half.partner is not None:
            sentence = _("character {at} opens a bracket that closes in {other}")
        elif half.opens:
            sentence = _("character {at} opens a bracket that never closes")
        else:
            sentence = _("character {at} closes a bracket that was never opened")
        values = {"at": number(half.place.start + 1), "other": other}
        said.append((name, filled(sentence, values)))
    return said


def _reservations(text: Text, notation: Notation) -> list[tuple[str, str]]:
    names = names_of(text, [r.paragraph or r.note for r in notation.reservations])
    return [
        (name, f"{', '.join(r.names)}: {r.words}" if r.names else r.words)
        for name, r in zip(names, notation.reservations, strict=True)
    ]


def _paragraph_counts(row: ParagraphStats) -> str:
    sentence = _("{opened} and {closed}, {depth} deep; {inside} of {words} words in brackets")
    values = {
        "opened": number(row.opened),
        "closed": number(row.closed),
        "depth": number(row.depth),
        "inside": number(row.bracketed_words),
        "words": number(row.words),
    }
    return filled(sentence, values)


def comparison_sheet(files: tuple[str, str], redline: Redline) -> str:
    """What became of a text: the counts, every paragraph that changed, and the list of changes."""
    said = listed_changes(redline)
    if not said:
        return "\n".join([" -> ".join(files), "", _("The two texts are the same.")])
    found = [" -> ".join(files), "", paragraph(comparison_sentence(redline))]
    places = {each.paragraph: change_place(each) for each in reversed(said)}
    for row in redline.rows:
        if any(op.op != "equal" for op in row.operations):
            found += ["", places.get(row.id, row.id)]
            found.append(paragraph(redlined(row.operations), 2))
    found += ["", _("Changes")]
    renumbered = sum(each.what is What.LABEL_CHANGED for each in said)
    found += [
        paragraph(change_in_full(each), 2) for each in said if each.what is not What.LABEL_CHANGED
    ]
    if renumbered:
        sentence = ngettext("{n} paragraph renumbered.", "{n} paragraphs renumbered.", renumbered)
        found.append(paragraph(filled(sentence, {"n": number(renumbered)}), 2))
    return "\n".join(found)


def comparison_sentence(redline: Redline) -> str:
    """How many words and paragraphs came, went, changed and moved."""
    c = redline.counts
    parts = [
        ngettext("{n} paragraph changed", "{n} paragraphs changed", c.changed),
        ngettext("{n} added", "{n} added", c.added),
        ngettext("{n} removed", "{n} removed", c.removed),
        ngettext("{n} moved", "{n} moved", c.moved),
        ngettext("{n} word in", "{n} words in", c.words_inserted),
        ngettext("{n} out", "{n} out", c.words_deleted),
    ]
    counts = (c.changed, c.added, c.removed, c.moved, c.words_inserted, c.words_deleted)
    said = [filled(part, {"n": number(n)}) for part, n in zip(parts, counts, strict=True)]
    return f"{', '.join(said[:4])}; {', '.join(said[4:])}."


def redlined(operations: Sequence[Op]) -> str:
    """Words with what went in [-...-] and what came in {+...+}."""
    found: list[str] = []
    for op in operations:
        if op.op == "equal":
            found.append(op.text)
        else:
            found.append(f"[-{op.text}-]" if op.op == "delete" else f"{{+{op.text}+}}")
    return "".join(found)


def compilation_sheet(bracketed: str, made: Compilation, clashes: Sequence[Clash]) -> str:
    """The bracketed text, and then where proposals clash."""
    return "\n".join([bracketed, *_clashes(made, clashes)])


def _clashes(made: Compilation, clashes: Sequence[Clash]) -> Iterator[str]:
    count = len(made.names)
    if not clashes:
        yield ""
        sentence = ngettext("{n} proposal; no clash.", "{n} proposals; no clash.", count)
        yield filled(sentence, {"n": number(count)})
        return
    head = ngettext("{n} clash", "{n} clashes", len(clashes))
    names = names_of(as_text(made), [clash.paragraph for clash in clashes])
    rows = [(name, _clash(clash)) for name, clash in zip(names, clashes, strict=True)]
    yield from section(filled(head, {"n": number(len(clashes))}), rows)


def _clash(clash: Clash) -> str:
    said = [
        f"{listed(names)}: {_('delete') if words is None or not words else _short(words)}"
        for names, words in clash.readings
    ]
    base = _("nothing there") if not clash.words else _short(clash.words)
    return filled(_("{base}; {readings}"), {"base": base, "readings": "; ".join(said)})


def _short(words: str) -> str:
    read = " ".join(as_read(words).split())
    return f"\u201c{read}\u201d" if len(read) <= 80 else f"\u201c{read[:78].rstrip()}...\u201d"
