"""In which order amendments are put to the room, and which need not be put any more.

Theory.  When two or more amendments are moved to one proposal, the one furthest removed in
substance from the original is put first, then the next furthest; where the adoption of one
necessarily implies the rejection of another, the latter is not put (rule 90 of the rules of
procedure of the General Assembly, rule 65 of the functional commissions).  What is furthest
removed is for the chair to say; this is the order that the changes themselves suggest:

1. to delete paragraphs, the more words the further;
2. to replace words, the greater the share of the words that come and go;
3. another reading beside a paragraph, measured in the same way;
4. to merge, to split, to move;
5. to add a paragraph;
6. to retain.

Those that are equally far stand in reading order, then in the order given.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from placet.engine.text.amending.applying import applied_all
from placet.engine.text.amending.branches import Branches
from placet.engine.text.amending.fitting import must_fit
from placet.engine.text.amending.rebasing import rebased_in
from placet.engine.text.amending.unfit import Unfit, WhyUnfit
from placet.engine.text.changes import Act, Change
from placet.engine.text.tokens import count_words
from placet.engine.text.tree import Text
from placet.engine.text.words import word_operations

_FARTHEST = (
    Act.DELETE, Act.REPLACE, Act.ALTERNATIVE, Act.MERGE, Act.SPLIT, Act.MOVE, Act.ADD, Act.RETAIN,
)  # fmt: skip

_MOOT = (WhyUnfit.DONE, WhyUnfit.GONE, WhyUnfit.SAME_WORDS, WhyUnfit.PLACE_GONE)


def ordered(text: Text, changes: Sequence[Change]) -> tuple[int, ...]:
    """The indices of the changes in the order in which they are put: furthest removed first.

    Raises ``BadInput`` when one does not fit the text.
    """
    branches = Branches(text)
    for change in changes:
        must_fit(branches, change)
    reading = {id: at for at, (_, id) in enumerate(branches.subtree(None))}

    def rank(index: int) -> tuple[int, Fraction, int, int]:
        change = changes[index]
        about = change.paragraph or change.after or change.under or ""
        far = _FARTHEST.index(change.act), -_distance(branches, change)
        return *far, reading.get(about, -1), index

    return tuple(sorted(range(len(changes)), key=rank))


def moot_after(text: Text, adopted: Change, others: Sequence[Change]) -> tuple[int, ...]:
    """The indices of the changes that need not be put when one has been adopted.

    Either they are done with it, or what they are about is no longer there, or it says
    something else now.  Raises ``BadInput`` when one does not fit the text.
    """
    before = Branches(text)
    made = applied_all(text, (adopted,), 0)
    after = Branches(made.text)
    found: list[int] = []
    for index, change in enumerate(others):
        must_fit(before, change)
        brought = rebased_in(change, before, after, made.origins)
        moot = isinstance(brought, Unfit) and brought.reason in _MOOT
        if moot or change == adopted or _against(before, adopted, change):
            found.append(index)
    return tuple(found)


def _distance(branches: Branches, change: Change) -> Fraction:
    """How far a change is removed from the text, among changes of its act."""
    if change.act is Act.DELETE:
        gone = (branches.own[id].words for _, id in branches.subtree(change.paragraph))
        return Fraction(sum(map(count_words, gone)))
    if change.act not in (Act.REPLACE, Act.ALTERNATIVE):
        return Fraction(0)
    words = branches.own[change.paragraph].words
    changed = [o.text for o in word_operations(words, change.words) if o.op != "equal"]
    total = count_words(words) + count_words(change.words)
    return Fraction(sum(map(count_words, changed)), total) if total else Fraction(0)


def _against(branches: Branches, retain: Change, change: Change) -> bool:
    """Whether a change is about a paragraph that is to be retained as it is."""
    if retain.act is not Act.RETAIN or change.act is Act.ADD:
        return False
    if change.act is Act.DELETE:
        return change.paragraph in branches.lineage(retain.paragraph)
    return retain.paragraph in (change.paragraph, change.other)
