"""Redlines beside their neighbours: how long they take, and how much they say has changed.

All compare the same pairs in one run, each in a process of its own, on the same tokens (save
`redlines`, which cuts its texts itself).  What a redline touches is counted in words and marks
that come or go, cut as Placet cuts them; fewer is better, and the fewest possible stands first.
Two of them take minutes for a whole text: they get the first words of it only.

Then amendments: 100 of them by 30 organisations on the draft, compiled and merged; a neighbour
that does this was not found.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from random import Random
from typing import Any

from rapidfuzz.distance import Indel

from bench.engines import installed, python_of_peers
from bench.processes import PYTHON, started
from bench.report import FOLDER, Report, median
from placet.engine.text import Act, Change, Text, compare, match_imported, parse_markdown, walk
from placet.engine.text.tokens import tokens
from placet.engine.text.words import word_operations

SECTION = "redlines"
BOUND = 4_000
"""Words of the part that is given to those who take minutes for the whole."""
WORDS = 20_000
AMENDMENTS, ORGANISATIONS = 100, 30
QUICK = ("difflib", "diff_match_patch", "redlines")
EXACT = ("difflib_exact",)
TITLES = {
    "difflib": "difflib, autojunk",
    "difflib_exact": "difflib, no autojunk",
    "diff_match_patch": "diff-match-patch, no deadline",
    "redlines": "redlines",
}

Pairs = Sequence[tuple[str, str]]


def measure(report: Report) -> None:
    """The Paris drafts as paragraphs and as one, 20,000 words, and amendments."""
    peers = _Peers(report)
    data = Path(os.environ.get("PLACET_DATA", FOLDER.parent / "shared" / "data")) / "paris-2015"
    drafts = _drafts(data) if data.is_dir() else None
    if drafts is None:
        report.add(SECTION, "the Paris texts are not here (PLACET_DATA)", "left out", "")
    else:
        old, new, minted = drafts
        report.add(SECTION, "Paris: the whole comparison, moves included",
                   _timed(report, lambda: compare(old, new)), "s")  # fmt: skip
        _case(report, peers, "Paris by paragraph", _paragraphs(old, new), (*QUICK, *EXACT))
        whole = [(_joined(old), _joined(new))]
        _case(report, peers, "Paris as one", whole, QUICK)
        parts = [(_beginning(a), _beginning(b)) for a, b in whole]
        _case(report, peers, f"Paris, first {BOUND:,} words as one", parts, (*QUICK, *EXACT))
        _amendments(report, old, minted)
    _case(report, peers, f"{WORDS:,} words, 5 % changed", [_zipf(WORDS)], QUICK)
    _case(report, peers, f"{BOUND:,} words, 5 % changed", [_zipf(BOUND)], (*QUICK, *EXACT))


def _drafts(data: Path) -> tuple[Text, Text, int]:
    first, second = (
        parse_markdown((data / name).read_text(encoding="utf-8"))
        for name in ("2015-10-23.md", "2015-12-04.md")
    )
    new, minted, _ = match_imported(first.text, second.text, first.minted)
    return first.text, new, minted


def _paragraphs(old: Text, new: Text) -> Pairs:
    """The paragraphs that stand in both and do not say the same."""
    before = {p.id: p.words for _, p in walk(old)}
    pairs = [(before[p.id], p.words) for _, p in walk(new) if p.id in before]
    return [(a, b) for a, b in pairs if a != b]


def _joined(text: Text) -> str:
    return "\n".join(p.words for _, p in walk(text))


def _beginning(words: str) -> str:
    return " ".join(words.split(" ")[:BOUND])


def _zipf(count: int) -> tuple[str, str]:
    """Words of a vocabulary of 3,000, the common ones common, one in twenty replaced."""
    random = Random(2015)
    names = [f"w{at}" for at in range(3_000)]
    weights = [1 / (at + 1) for at in range(3_000)]
    old = random.choices(names, weights, k=count)
    new = [random.choice(names) if random.random() < 0.05 else word for word in old]
    return " ".join(old), " ".join(new)


def _case(
    report: Report, peers: _Peers, title: str, pairs: Pairs, ways: Sequence[str]
) -> None:  # fmt: skip
    report.say(f"redlines of {title}")
    seconds = _timed(report, lambda: [word_operations(a, b) for a, b in pairs])
    found = [op.text for a, b in pairs for op in word_operations(a, b) if op.op != "equal"]
    size, least = _weight(found), sum(_fewest(a, b) for a, b in pairs)
    report.add(SECTION, f"{title}: words and marks touched", size, "", least, "the fewest possible")
    for way in ways:
        answer = peers.ask(way, pairs)
        if answer is None:
            continue
        theirs = _weight(part.replace("\u00b6", "") for held in answer["changed"] for part in held)
        report.add(SECTION, f"{title}: seconds", seconds, "s", answer["seconds"], TITLES[way])
        report.add(SECTION, f"{title}: words and marks touched", size, "", theirs, TITLES[way])


def _weight(parts: Any) -> int:
    return sum(not token.isspace() for part in parts for token in tokens(part))


def _fewest(old: str, new: str) -> int:
    numbers: dict[str, int] = {}
    left, right = (
        [numbers.setdefault(t, len(numbers)) for t in tokens(side) if not t.isspace()]
        for side in (old, new)
    )
    return Indel.distance(left, right)


def _timed(report: Report, one: Callable[[], object]) -> float:
    """The median of some runs, after one that does not count."""
    one()
    found = []
    for _ in range(2 if report.quick else 7):
        start = time.perf_counter()
        one()
        found.append(time.perf_counter() - start)
    return median(found)


class _Peers:
    """The neighbours, each asked in a process of its own that ends with the answer."""

    def __init__(self, report: Report) -> None:
        here = all(map(_is_here, ("diff-match-patch", "redlines")))
        self.python = PYTHON if here else str(python_of_peers())
        self.there = here or installed(report)

    def ask(self, way: str, pairs: Pairs) -> Any:
        """The answer, or None where that neighbour cannot be had."""
        python = PYTHON if way.startswith("difflib") else self.python
        if python != PYTHON and not self.there:
            return None
        asked = {"way": way, "pairs": [[tokens(a), tokens(b)] for a, b in pairs]}
        with _at_work(python) as process:
            out, _ = process.communicate(json.dumps(asked) + "\n")
        return json.loads(out)


def _is_here(package: str) -> bool:
    try:
        return bool(version(package))
    except PackageNotFoundError:
        return False


@contextmanager
def _at_work(python: str) -> Iterator[Any]:
    command = [python, "-m", "bench.peers.of_redlines"]
    process = started(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def _amendments(report: Report, base: Text, minted: int) -> None:
    """100 amendments by 30 organisations: as a compilation with attributions, and merged."""
    from placet.engine.text import Numbered, merged
    from placet.engine.text.compiling import as_text, compiled_changes, reading_of

    proposed = list(_proposed(base))
    by_name = [(names, change) for names, change in proposed]
    numbered = [Numbered(at, names, change) for at, (names, change) in enumerate(proposed, 1)]
    title = f"{AMENDMENTS} amendments by {ORGANISATIONS} organisations"
    report.say(title)
    found = compiled_changes(base, by_name, minted)
    took = _timed(report, lambda: compiled_changes(base, by_name, minted))
    report.add(SECTION, f"{title}: compiled", took, "s")
    whole = _timed(report, lambda: as_text(compiled_changes(base, by_name, minted).compilation))
    report.add(SECTION, f"{title}: compiled and printed", whole, "s")
    report.add(SECTION, f"{title}: left out", len(found.left_out), "")
    names = {name for proposal in found.compilation.proposals for name in proposal.names}
    back = _timed(report, lambda: [reading_of(found.compilation, name) for name in names])
    report.add(SECTION, f"{title}: all {len(names)} readings taken out", back, "s")
    together = _timed(report, lambda: merged(base, numbered, minted))
    report.add(SECTION, f"{title}: merged", together, "s")
    made = merged(base, numbered, minted)
    report.add(SECTION, f"{title}: collisions", len(made.collisions), "")


def _proposed(base: Text) -> Iterator[tuple[tuple[str, ...], Change]]:
    """Words of paragraphs replaced, most of them by one organisation, some by several."""
    random = Random(2027)
    paragraphs = [p for _, p in walk(base) if len(p.words.split(" ")) > 12]
    for at in range(AMENDMENTS):
        paragraph = random.choice(paragraphs)
        cut = paragraph.words.split(" ")
        place = random.randrange(len(cut) - 3)
        cut[place : place + random.randrange(3)] = [f"new{at}", "words"][: random.randrange(1, 3)]
        many = random.choice((1, 1, 1, 2, 5))
        names = random.sample([f"IO-{n:02d}" for n in range(1, ORGANISATIONS + 1)], many)
        yield tuple(sorted(names)), Change(Act.REPLACE, paragraph.id, " ".join(cut))


if __name__ == "__main__":
    sys.exit("run bench/run.py --only redlines")
