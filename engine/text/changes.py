"""What an amendment proposes to do to a text: one change, as a value.

Theory.  A change is written against one version and names paragraphs by their ids, never by
numbers or lines.  `replace` gives the whole new wording of a paragraph: which words that
touches is the difference to the version it was written against, so two replacements of one
paragraph meet only where the same words are touched (`placet.engine.text.amending`).

The acts are those of ITU and UN practice (ADD, MOD, SUP, NOC) with what texts need besides:

* ``add`` a paragraph (`kind`, `words`, `label`) at a place; computed changes name its id in
  `paragraph`, proposed ones leave that empty;
* ``replace`` the words of `paragraph`; where `kind` is given, its kind and label too (no
  `label`: computed again);
* ``delete`` `paragraph` with all that stands under it;
* ``move`` `paragraph` with all that stands under it to a place;
* ``split`` `paragraph` before character `at` of its words; the second part follows it and
  takes what stands under it;
* ``merge`` `other` into `paragraph`: its words follow after a space, what stands under it too;
* ``retain`` `paragraph`: it is not to be changed;
* ``alternative``: `words` stand beside `paragraph` as another reading of it, behind those
  that it has already; its label is "3 alt" unless `label` says otherwise.

A place is `under` a paragraph (none: the top) and `after` one of those that stand there (none:
first).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from placet.engine.text.tree import Kind


class Act(StrEnum):
    """What is done to a paragraph."""

    ADD = "add"
    REPLACE = "replace"
    DELETE = "delete"
    MOVE = "move"
    SPLIT = "split"
    MERGE = "merge"
    RETAIN = "retain"
    ALTERNATIVE = "alternative"


@dataclass(frozen=True, slots=True)
class Change:
    """One change; the module says which fields belong to which act."""

    act: Act
    paragraph: str = ""
    words: str = ""
    kind: Kind | None = None
    label: str | None = None
    under: str | None = None
    after: str | None = None
    at: int = 0
    other: str = ""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a paragraph of a version came from, when it is more than the one of the same id.

    `act` is add, split, merge or alternative, or replace where one amendment gave it its words;
    `paragraphs` are those of the version before it that it was made of; `objective` is theirs
    where it is another one; `amendment` is the number of the amendment that made it, 0 for none.
    """

    act: Act
    paragraphs: tuple[str, ...] = ()
    objective: str = ""
    amendment: int = 0


@dataclass(frozen=True, slots=True)
class Anchor:
    """Words of a paragraph: characters from `start` to before `end`, and what they said.

    `changed` is true when they no longer say that: at least half of the quoted words are there.
    """

    paragraph: str
    start: int
    end: int
    quotation: str
    changed: bool = False
