"""The table of comments and answers: which rows, in which order, and which say the same.

Theory.  Two comments are identical when they are about the same paragraph and their words and
proposed wordings are equal once case, white space, typographic signs and marks at the ends are
put aside; nothing else is, so an answer that fits one of them fits the other.  What is merely
near is offered apart, and never answered together unasked.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from placet.engine.decide.words import PLACE
from placet.engine.model import Comment, CommentType, Disposition, Objective

ON_ONE_PAGE = 50
NEAR = 88
"""From how many hundredths of equal characters comments are near each other."""

SORTS = ("number", "organisation", "paragraph", "type", "state")
GROUPS = ("paragraph", "identical")
STATES = ("open", "draft", "answered", "not_satisfied")
GENERAL = "general"

Said = Mapping[int, tuple[str, ...]]
"""By the number of a comment, what is equal for identical ones."""

_TYPOGRAPHIC = str.maketrans(
    {"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u2013": "-", "\u2014": "-"}
)
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Choice:
    """Which part of the table is asked for; empty words ask for all."""

    organisation: str = ""
    paragraph: str = ""
    type: str = ""
    state: str = ""
    sort: str = "number"
    group: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a round is: answered of all, drafts among them, and what is still to be done.

    A comment is `substantive` here unless it is about language alone (editorial, translation).
    """

    total: int
    answered: int
    drafts: int
    substantive_open: int
    not_satisfied: int

    @property
    def open(self) -> int:
        """Comments without an answer."""
        return self.total - self.answered


def state_of(comment: Comment) -> str:
    """Open, draft, answered, or not_satisfied (answered, and the author says so)."""
    if comment.disposition is None:
        return "open"
    if not comment.published:
        return "draft"
    return "not_satisfied" if comment.satisfied is False else "answered"


def progress(comments: Iterable[Comment]) -> Progress:
    """The progress of these comments."""
    every = tuple(comments)
    waiting = [x for x in every if x.disposition is None]
    language = (CommentType.EDITORIAL, CommentType.TRANSLATION)
    return Progress(
        total=len(every),
        answered=len(every) - len(waiting),
        drafts=sum(state_of(x) == "draft" for x in every),
        substantive_open=sum(x.type not in language for x in waiting),
        not_satisfied=sum(x.satisfied is False for x in every),
    )


def chosen(
    comments: Iterable[Comment], choice: Choice, order: Mapping[str, int]
) -> tuple[Comment, ...]:
    """The comments asked for, in the order asked for; `order` is that of the paragraphs."""
    found = [x for x in comments if _is(x, choice)]
    first = identical(found) if choice.group == "identical" else {}
    found.sort(key=lambda x: (_group(x, choice, order, first), _rank(x, choice, order), x.number))
    return tuple(found)


def identical(
    comments: Iterable[Comment], said: Said | None = None
) -> Mapping[int, tuple[int, ...]]:
    """For every comment that others say as well, the numbers of all that do, its own included."""
    alike: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for x in comments:
        if x.disposition is not Disposition.WITHDRAWN:
            alike[said[x.number] if said else sameness(x)].append(x.number)
    groups = [tuple(sorted(numbers)) for numbers in alike.values() if len(numbers) > 1]
    return {number: group for group in groups for number in group}


def sameness(comment: Comment) -> tuple[str, ...]:
    """What is equal for identical comments and for no others."""
    quoted = comment.anchor.quotation if comment.anchor else ""
    said = (_plain(comment.body), _plain(comment.wording), _plain(quoted))
    return (comment.paragraph or "", *said)


def what_is_said(comments: Iterable[Comment]) -> Said:
    """The sameness of every comment, for whoever compares many."""
    return {x.number: sameness(x) for x in comments}


def near(comment: Comment, others: Iterable[Comment], said: Said) -> tuple[int, ...]:
    """Numbers of comments on the same paragraph that say nearly the same, but not the same."""
    mine = said[comment.number]
    words = " ".join(mine[1:])
    return tuple(
        x.number
        for x in others
        if x.paragraph == comment.paragraph
        and x.disposition is not Disposition.WITHDRAWN
        and (theirs := said[x.number]) != mine
        and fuzz.ratio(words, " ".join(theirs[1:]), score_cutoff=NEAR)
    )


def answered_before(comment: Comment, others: Sequence[Comment], said: Said) -> tuple[Comment, ...]:
    """Identical comments, of whatever round, with an answer; of equal answers the newest."""
    mine = said[comment.number]
    found: dict[tuple[str, str], Comment] = {}
    for x in others:
        given = x.disposition is not None and x.disposition is not Disposition.WITHDRAWN
        if x.number != comment.number and given and said[x.number] == mine:
            found[str(x.disposition), x.response] = x
    return tuple(found.values())


def filled(words: str, comment: Comment, o: Objective, label: str) -> str:
    """A template with what is known put in the place of its ((placeholders)).

    Known are number, organisation, paragraph, version and round; others stay.
    """
    known = {
        "number": str(comment.number),
        "organisation": comment.organisation,
        "paragraph": label or GENERAL,
        "version": str(o.text.number),
        "round": str(comment.round),
    }
    return PLACE.sub(lambda place: known.get(place[1], place[0]), words)


def _plain(words: str) -> str:
    read = unicodedata.normalize("NFKC", words).translate(_TYPOGRAPHIC).casefold()
    return _SPACE.sub(" ", read).strip().strip(" .,;:!").strip()


def _is(comment: Comment, choice: Choice) -> bool:
    state = state_of(comment)
    return (
        choice.organisation in ("", comment.organisation)
        and choice.paragraph in ("", comment.paragraph or GENERAL)
        and choice.type in ("", comment.type.value)
        and (
            choice.state in ("", state)
            or (choice.state == "answered" and comment.disposition is not None)
        )
    )


def _group(
    comment: Comment,
    choice: Choice,
    order: Mapping[str, int],
    alike: Mapping[int, tuple[int, ...]],
) -> int:
    if choice.group == "paragraph":
        return order.get(comment.paragraph or "", len(order)) if comment.paragraph else -1
    if choice.group == "identical":
        return alike.get(comment.number, (comment.number,))[0]
    return 0


def _rank(comment: Comment, choice: Choice, order: Mapping[str, int]) -> tuple[int, str]:
    match choice.sort:
        case "organisation":
            return (0, comment.organisation)
        case "paragraph":
            place = order.get(comment.paragraph, len(order)) if comment.paragraph else -1
            return (place, "")
        case "type":
            return (list(CommentType).index(comment.type), "")
        case "state":
            return (STATES.index(state_of(comment)), "")
        case _:
            return (comment.number, "")
