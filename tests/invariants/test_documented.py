"""Every invariant is explained, and names tests that exist."""

from __future__ import annotations

import re
from pathlib import Path

from tests.invariants.checks import CHECKS
from tests.invariants.queries import QUERIES

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "invariants.md"
WANTED = {f"I-{n:02}" for n in (*range(1, 10), 12, 13, 14, 17, 18, 25, 27, 29, 33, 34)}


def explained() -> dict[str, tuple[str, list[str]]]:
    """Each invariant of the page: its words, and the tests it names."""
    rows = re.findall(r"^\| (I-\d\d) \| (.+?) \| (.*?) \|$", PAGE.read_text(), re.MULTILINE)
    return {name: (words, re.findall(r"`([^`]+)`", tests)) for name, words, tests in rows}


def test_every_invariant_that_is_checked_is_explained_and_has_a_test() -> None:
    page = explained()
    assert set(page) >= WANTED | set(QUERIES) | {name for name, _ in CHECKS}
    assert [name for name, (_, tests) in page.items() if not tests] == []


def test_every_test_that_is_named_exists() -> None:
    missing = []
    for _, tests in explained().values():
        for test in tests:
            file, _, name = test.partition("::")
            source = ROOT / file
            if not source.exists() or f"def {name}(" not in source.read_text():
                missing.append(test)
    assert missing == []
