"""What the forms of the table of comments and answers hold.

Theory.  The table is one form: an answer for each of its comments, and buttons that say what is
to be done with them.  Only answers that were changed are given, so that two people who answer
different comments on the same page do not overwrite each other; `were` says what stood there
when the page was made.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import urlencode

from placet.engine.disposing import GROUPS, SORTS, STATES, Choice, filled
from placet.engine.model import Comment, Disposition, Objective
from placet.engine.parties import AnswerTemplate
from placet.engine.reading_dispositions import DispositionsView

OFFERED = tuple(d for d in Disposition if d is not Disposition.WITHDRAWN)
"""The answers that can be given, in the order of their keys 1 to 5."""


@dataclass(frozen=True, slots=True)
class Given:
    """One answer as it was typed."""

    number: int
    disposition: str
    response: str


def choice_of(asked: Mapping[str, str], page: int = 1) -> Choice:
    """The part of the table that an address asks for; words it does not know ask for all."""
    return Choice(
        organisation=asked.get("organisation", "")[:40],
        paragraph=asked.get("paragraph", "")[:80],
        type=asked.get("type", "")[:40],
        state=_among(asked.get("state", ""), STATES),
        sort=_among(asked.get("sort", ""), SORTS) or "number",
        group=_among(asked.get("group", ""), GROUPS),
        page=page,
    )


def address(ref: str, choice: Choice, page: int | None = None) -> str:
    """Where this part of the table is."""
    named = {
        "organisation": choice.organisation,
        "paragraph": choice.paragraph,
        "type": choice.type,
        "state": choice.state,
        "sort": choice.sort if choice.sort != "number" else "",
        "group": choice.group,
        "page": str(page or choice.page) if (page or choice.page) > 1 else "",
    }
    query = urlencode({name: value for name, value in named.items() if value})
    return f"/objectives/{ref}/dispositions" + (f"?{query}" if query else "")


def was(comment: Comment) -> str:
    """A mark of the answer that a comment has."""
    said = f"{comment.disposition or ''}|{comment.response}"
    return f"{comment.number}:{sha256(said.encode()).hexdigest()[:10]}"


def changed(typed: Mapping[str, str]) -> tuple[Given, ...]:
    """The answers that were typed otherwise than they stood there, in order."""
    stood = frozenset(typed.get("were", "").split())
    found = []
    for name in typed:
        number = number_of(name, "d-")
        if number is None:
            continue
        given = typed_for(typed, number)
        said = f"{given.disposition}|{given.response}"
        mark = f"{number}:{sha256(said.encode()).hexdigest()[:10]}"
        if given.disposition and mark not in stood:
            found.append(given)
    return tuple(sorted(found, key=lambda x: x.number))


def meanwhile(typed: Mapping[str, str], shown: DispositionsView, given: Given) -> Comment | None:
    """The comment, where it has another answer now than when the page was made."""
    stood = typed.get("were", "").split()
    line = next((x for x in shown.lines if x.comment.number == given.number), None)
    if not stood or line is None or was(line.comment) in stood:
        return None
    return line.comment


def typed_for(typed: Mapping[str, str], number: int) -> Given:
    """What was typed as the answer to one comment."""
    response = typed.get(f"r-{number}", "").strip()
    return Given(number, typed.get(f"d-{number}", "").strip(), response)


def number_of(name: str, before: str) -> int | None:
    """The number behind a prefix, None where there is none."""
    rest = name.removeprefix(before)
    known = name.startswith(before) and rest.isascii() and rest.isdigit() and len(rest) < 8
    return int(rest) if known else None


def picked(typed: Mapping[str, str]) -> tuple[int, ...]:
    """The comments that are ticked."""
    found = (number_of(line, "") for line in typed.get("pick", "").splitlines())
    return tuple(n for n in dict.fromkeys(found) if n is not None)


def worded(
    response: str, title: str, templates: tuple[AnswerTemplate, ...], comment: Comment | None,
    o: Objective, label: str = "",
) -> str:  # fmt: skip
    """The response, or where none was typed the template of that title, filled."""
    if response or not title:
        return response
    words = next((t.words for t in templates if t.title == title), "")
    return filled(words, comment, o, label) if comment is not None else words


def _among(word: str, known: tuple[str, ...]) -> str:
    return word if word in known else ""
