"""Files of several proposers to texts whose paragraphs have common ids.

Theory.  Each file is matched with the base.  What is new in one is then matched with what was
new in those before it, so that an addition that two make, in the same words or in like ones, is
one paragraph with two readings and not two paragraphs.  Equal files become equal texts.
"""

from collections.abc import Mapping
from dataclasses import replace

from placet.engine.text.matching import match_imported
from placet.engine.text.tree import Paragraph, Text, grown, walk


def aligned(base: Text, files: Mapping[str, Text], minted: int) -> tuple[dict[str, Text], int]:
    """The texts with the ids of the base, and the new counter.

    ``minted`` is the highest number ever used for an id; the files' own ids mean nothing.
    """
    found: dict[str, Text] = {}
    known: dict[tuple[object, ...], Text] = {}
    added: list[Paragraph] = []
    for name, file in files.items():
        look = _without_ids(file)
        if look not in known:
            text, minted, report = match_imported(base, file, minted)
            fresh = frozenset(report.fresh)
            own = [replace(p, children=()) for _, p in walk(text) if p.id in fresh]
            same = _same(added, own)
            added += [p for p in own if p.id not in same]
            known[look] = _renamed(text, same)
        found[name] = known[look]
    return found, minted


def _same(added: list[Paragraph], own: list[Paragraph]) -> dict[str, str]:
    """Which of the new paragraphs are additions that somebody made before, by id."""
    matched, _, report = match_imported(Text(tuple(added)), Text(tuple(own)), 0)
    new = frozenset(report.fresh)
    pairs = zip(own, matched.paragraphs, strict=True)
    taken = frozenset(report.exact + report.similar)
    return {mine.id: theirs.id for mine, theirs in pairs if theirs.id in taken - new}


def _renamed(text: Text, ids: Mapping[str, str]) -> Text:
    rows = [(d, replace(p, id=ids.get(p.id, p.id), children=())) for d, p in walk(text)]
    return Text(grown(rows), text.language)


def _without_ids(text: Text) -> tuple[object, ...]:
    """All of a text but its ids."""
    return text.language, tuple((d, p.kind, p.label, p.words) for d, p in walk(text))
