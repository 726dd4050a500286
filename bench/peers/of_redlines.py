"""Other ways to compare two texts, told line by line what to compare.

    python -m bench.peers.of_redlines

A line is `{"way": ..., "pairs": [[old tokens, new tokens], ...]}` in JSON; the answer is the
seconds that all pairs took together, and the stretches that each found to come or go.  Nothing
but the standard library and the neighbour that is asked for is needed here.

* `difflib`, `difflib_exact`: SequenceMatcher over the tokens, with and without autojunk;
* `diff_match_patch`: tokens become characters, as its documentation says for lines, no deadline;
* `redlines`: the package of that name, which cuts the texts itself.
"""

from __future__ import annotations

import difflib
import json
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

Tokens = list[str]


def main() -> None:
    """Compare what is asked for until nothing more is."""
    for line in sys.stdin:
        asked = json.loads(line)
        way = WAYS[asked["way"]]
        start = time.perf_counter()
        found = [way(old, new) for old, new in asked["pairs"]]
        took = time.perf_counter() - start
        changed = [list(stretches) for stretches in found]
        sys.stdout.write(json.dumps({"seconds": took, "changed": changed}) + "\n")
        sys.stdout.flush()


def _by_difflib(autojunk: bool) -> Callable[[Tokens, Tokens], list[str]]:
    def compare(old: Tokens, new: Tokens) -> list[str]:
        matcher = difflib.SequenceMatcher(None, old, new, autojunk=autojunk)
        found: list[str] = []
        for tag, a, b, c, d in matcher.get_opcodes():
            if tag != "equal":
                found += ("".join(old[a:b]), "".join(new[c:d]))
        return found

    return compare


def _by_diff_match_patch(old: Tokens, new: Tokens) -> list[str]:
    from diff_match_patch import diff_match_patch

    peer: Any = diff_match_patch()
    peer.Diff_Timeout = 0
    numbers: dict[str, int] = {}
    left, right = (
        "".join(_character(numbers.setdefault(t, len(numbers))) for t in side)
        for side in (old, new)
    )
    names = list(numbers)
    return [
        "".join(names[_number(character)] for character in characters)
        for op, characters in peer.diff_main(left, right, False)
        if op
    ]


def _character(number: int) -> str:
    """A character for each token; half surrogates are none."""
    return chr(number + 1 if number < 0xD7FF else number + 0x801)


def _number(character: str) -> int:
    code = ord(character)
    return code - 1 if code < 0xD800 else code - 0x801


def _by_redlines(old: Tokens, new: Tokens) -> list[str]:
    from redlines import Redlines

    return list(_parts(Redlines("".join(old), "".join(new))))


def _parts(peer: Any) -> Iterator[str]:
    for change in peer.redlines:
        if change.operation != "equal":
            yield change.source_text or ""
            yield change.test_text or ""


WAYS: dict[str, Callable[[Tokens, Tokens], list[str]]] = {
    "difflib": _by_difflib(True),
    "difflib_exact": _by_difflib(False),
    "diff_match_patch": _by_diff_match_patch,
    "redlines": _by_redlines,
}


if __name__ == "__main__":
    main()
