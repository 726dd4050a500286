"""What pages and the interface show of the words: amendments, merging, one paragraph, languages.

Every view holds the view of its objective, which says who is looking and what they may do.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from placet.engine.agreements import Agreement
from placet.engine.amendments import Amendment
from placet.engine.model import Comment, TextHead
from placet.engine.text import (
    Anchor,
    Change,
    Clash,
    Lineage,
    Merged,
    Origin,
    Orphan,
    Redline,
    Stretch,
    Text,
    Unfit,
)
from placet.engine.text.compiling import ColumnRow, Compilation
from placet.engine.translations import TranslatedRow
from placet.engine.views import ObjectiveView


@dataclass(frozen=True, slots=True)
class AmendmentShown:
    """An amendment with what it does to the version it is against.

    `modified` is the same for the change that the proposed treatment would make instead.
    `present` is the change against the present text, or why it does not fit there; None once it
    is decided.  `clashes` are those with other open amendments, by their number; `otherwise` says
    that the paragraph has other words, or other paragraphs under it, than in that version.
    """

    amendment: Amendment
    base: Text
    redline: Redline
    modified: Redline | None
    present: Change | Unfit | None
    clashes: tuple[tuple[int, tuple[Clash, ...]], ...] = ()
    otherwise: bool = False


@dataclass(frozen=True, slots=True)
class AmendmentsView:
    """All amendments by number; `order` are the open ones as they are put, furthest first."""

    view: ObjectiveView
    shown: tuple[AmendmentShown, ...]
    order: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class MergeView:
    """What the text would be with these amendments in it.

    `moot` are open amendments that would then be done, or have no place any more.
    """

    view: ObjectiveView
    chosen: tuple[Amendment, ...]
    merged: Merged
    redline: Redline
    moot: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ParagraphView:
    """One paragraph through time.

    `label` is that of the newest version it stands in, `provenance` the words it has there by
    where they first appeared; `versions` are those in which its words
    are others than before, oldest first; `amendments` and `comments` are those about it;
    `agreements` what was noted of it, oldest first.
    """

    view: ObjectiveView
    id: str
    label: str
    lineage: Lineage
    provenance: tuple[Stretch, ...]
    versions: tuple[tuple[TextHead, str], ...]
    amendments: tuple[Amendment, ...]
    comments: tuple[Comment, ...]
    agreements: tuple[Agreement, ...]


@dataclass(frozen=True, slots=True)
class Converging:
    """How far one version had come; `agreed` are its paragraphs agreed in any way in its time."""

    head: TextHead
    brackets: int
    depth: int
    alternatives: int
    bracketed: int
    paragraphs: int
    agreed: int
    words: int
    bracketed_words: int
    placeholders: int


@dataclass(frozen=True, slots=True)
class ConvergenceView:
    """How the text converges, version by version."""

    view: ObjectiveView
    points: tuple[Converging, ...]


@dataclass(frozen=True, slots=True)
class TranslationView:
    """The newest version beside its words in another language; `languages` are all there are."""

    view: ObjectiveView
    language: str
    languages: tuple[str, ...]
    rows: tuple[TranslatedRow, ...]


@dataclass(frozen=True, slots=True)
class CompilationView:
    """The present text as each organisation would have it, by the open amendments it supports.

    `proposals` gives the numbers of these amendments by organisation; organisations that would
    have the same text are one proposal of the compilation.  `compromise` is the text that the
    proposed treatments make, if there are any.  `unfit` are amendments that have
    no place in the present text.
    """

    view: ObjectiveView
    proposals: Mapping[str, tuple[int, ...]]
    unfit: tuple[int, ...]
    compilation: Compilation
    columns: tuple[ColumnRow, ...]
    compromise: Text | None = None


@dataclass(frozen=True, slots=True)
class VersionShown:
    """A version with its words; `origins` say where its new paragraphs came from."""

    head: TextHead
    text: Text
    origins: Mapping[str, Origin]


@dataclass(frozen=True, slots=True)
class RemarkShown:
    """A comment of any round, followed to the version shown.

    `where` are the words it is about, an orphan where they are gone, None where it is about a
    whole paragraph or the whole text; `changed` says that these read otherwise by now.
    """

    comment: Comment
    where: Anchor | Orphan | None
    changed: bool


@dataclass(frozen=True, slots=True)
class RemarksView:
    """All comments, by number."""

    view: ObjectiveView
    rows: tuple[RemarkShown, ...]
