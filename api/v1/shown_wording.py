"""What answers hold about the words: agreement, one paragraph through time, languages, remarks."""

from __future__ import annotations

from datetime import datetime

from placet.api.v1.asking import Shown
from placet.api.v1.shown_texts import CommentShown, HeadShown
from placet.engine import wording_views as views
from placet.engine.agreements import Agreement, held_back_by
from placet.engine.model import Objective
from placet.engine.text import Anchor, Orphan


class AgreementShown(Shown):
    """How far a paragraph is agreed, since when, and who has still to agree."""

    level: str
    text: int
    by: str
    at: datetime
    pending: tuple[str, ...]
    reason: str


class ParagraphAgreed(AgreementShown):
    """The same, with the linked paragraphs for which it waits."""

    paragraph: str
    waits_for: tuple[str, ...]


class PackageShown(Shown):
    """Paragraphs that are agreed together or not at all."""

    number: int
    title: str
    paragraphs: tuple[str, ...]


class AgreementsShown(Shown):
    """What is agreed of the text."""

    paragraphs: tuple[ParagraphAgreed, ...]
    packages: tuple[PackageShown, ...]

    @classmethod
    def of(cls, o: Objective) -> AgreementsShown:
        """What is agreed, as an answer."""
        return cls(
            paragraphs=tuple(_agreed(o, p, noted) for p, noted in sorted(o.agreements.items())),
            packages=tuple(PackageShown.model_validate(x) for x in o.packages),
        )


class EventShown(Shown):
    """Something that happened to a paragraph, with which others, by which amendment."""

    version: int
    paragraph: str
    fate: str
    others: tuple[str, ...]
    objective: str
    amendment: int


class StretchShown(Shown):
    """Words, the version in which they first appeared, and the amendment that brought them."""

    words: str
    version: int
    amendment: int


class WordsAt(Shown):
    """What a paragraph said in a version."""

    version: int
    words: str


class ParagraphRead(Shown):
    """One paragraph through time."""

    id: str
    label: str
    came: tuple[EventShown, ...]
    became: tuple[EventShown, ...]
    provenance: tuple[StretchShown, ...]
    versions: tuple[WordsAt, ...]
    amendments: tuple[int, ...]
    comments: tuple[int, ...]
    agreements: tuple[AgreementShown, ...]

    @classmethod
    def of(cls, view: views.ParagraphView) -> ParagraphRead:
        """The paragraph as an answer."""
        return cls(
            id=view.id,
            label=view.label,
            came=tuple(EventShown.model_validate(x) for x in view.lineage.came),
            became=tuple(EventShown.model_validate(x) for x in view.lineage.became),
            provenance=tuple(
                StretchShown(words=words, version=version, amendment=amendment)
                for words, version, amendment in view.provenance
            ),
            versions=tuple(WordsAt(version=h.number, words=words) for h, words in view.versions),
            amendments=tuple(a.number for a in view.amendments),
            comments=tuple(x.number for x in view.comments),
            agreements=tuple(AgreementShown.model_validate(x) for x in view.agreements),
        )


class ConvergingShown(Shown):
    """How far one version had come."""

    head: HeadShown
    brackets: int
    depth: int
    alternatives: int
    bracketed: int
    paragraphs: int
    agreed: int
    words: int
    bracketed_words: int
    placeholders: int


class TranslatedShown(Shown):
    """A paragraph beside its translation; `of` is the version that was translated."""

    paragraph: str
    label: str | None
    original: str
    words: str
    of: int
    stale: bool


class TranslationShown(Shown):
    """The newest version in another language, paragraph by paragraph."""

    language: str
    languages: tuple[str, ...]
    rows: tuple[TranslatedShown, ...]

    @classmethod
    def of(cls, view: views.TranslationView) -> TranslationShown:
        """The translation as an answer."""
        return cls(
            language=view.language,
            languages=view.languages,
            rows=tuple(
                TranslatedShown(
                    paragraph=row.paragraph.id,
                    label=row.paragraph.label,
                    original=row.paragraph.paragraph.words,
                    words=row.words,
                    of=row.of,
                    stale=row.stale,
                )
                for row in view.rows
            ),
        )


class RemarkShown(Shown):
    """A comment followed to the newest version; `lost` says why its words are gone."""

    comment: CommentShown
    paragraph: str | None
    start: int | None
    end: int | None
    quotation: str
    lost: str
    changed: bool

    @classmethod
    def of(cls, row: views.RemarkShown) -> RemarkShown:
        """The comment as an answer."""
        here = row.where if isinstance(row.where, Anchor) else None
        gone = row.where if isinstance(row.where, Orphan) else None
        quoted = here or gone
        return cls(
            comment=CommentShown.model_validate(row.comment),
            paragraph=quoted.paragraph if quoted else row.comment.paragraph,
            start=here.start if here else None,
            end=here.end if here else None,
            quotation=quoted.quotation if quoted else "",
            lost=gone.reason.value if gone else "",
            changed=row.changed,
        )


class RemarksShown(Shown):
    """The comments of all rounds, by number."""

    items: tuple[RemarkShown, ...]


def _agreed(o: Objective, paragraph: str, noted: Agreement) -> ParagraphAgreed:
    return ParagraphAgreed(
        **AgreementShown.model_validate(noted).model_dump(),
        paragraph=paragraph,
        waits_for=held_back_by(o.agreements, o.packages, paragraph),
    )
