"""What a change reaches: the paragraphs it is about, and the gaps into which it puts something.

Theory.  What is put into the text is put into a *gap*: under which paragraph (none: the top),
after which of those there (none: first).
"""

from __future__ import annotations

from placet.engine.text.amending.applying import last_alternative
from placet.engine.text.amending.branches import Branches
from placet.engine.text.changes import Act, Change

Gap = tuple[str | None, str | None]


def touched(change: Change) -> tuple[str, ...]:
    """The paragraphs that a change is about (not what stands under one that it deletes)."""
    if change.act is Act.ADD:
        return ()
    return (change.paragraph, change.other) if change.act is Act.MERGE else (change.paragraph,)


def gaps(branches: Branches, change: Change) -> tuple[Gap, ...]:
    """The places into which a change puts something; the first is the one it is put by."""
    id = change.paragraph
    if change.act in (Act.ADD, Act.MOVE):
        return ((change.under, change.after),)
    if change.act is Act.SPLIT:
        return ((branches.above[id], id),)
    if change.act is not Act.ALTERNATIVE:
        return ()
    row = branches.under[branches.above[id]]
    last = last_alternative(branches, id)
    chain = row[row.index(id) : row.index(last) + 1]
    return tuple((branches.above[id], after) for after in reversed(chain))


def cut(words: str, at: int) -> tuple[int, int]:
    """Where the first part ends and the second begins when words are split before `at`."""
    return len(words[:at].rstrip()), at + len(words[at:]) - len(words[at:].lstrip())
