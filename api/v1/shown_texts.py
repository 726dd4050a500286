"""What answers hold about texts: versions, paragraphs, comments, comparisons, the record."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any

from placet.api.v1.asking import Shown
from placet.engine import views
from placet.engine.model import TextHead
from placet.engine.text import Said, Text, labelled, listed
from placet.templates.changes import change_place, change_sentence


class HeadShown(Shown):
    """A version of the text without its words."""

    number: int
    hash: str
    made_at: datetime
    by: str
    organisation: str | None
    note: str
    editorial: bool
    words: int
    taken_over: bool
    dated: str


class ParagraphShown(Shown):
    """One paragraph: `label` is pinned by its author, `shown` is what people see."""

    id: str
    kind: str
    level: int
    words: str
    label: str | None = None
    shown: str | None = None


class TextShown(HeadShown):
    """A version with its words, in reading order."""

    language: str
    paragraphs: tuple[ParagraphShown, ...]

    @classmethod
    def of(cls, head: TextHead, text: Text) -> TextShown:
        """The version with its words."""
        return cls(
            **HeadShown.model_validate(head).model_dump(),
            language=text.language,
            paragraphs=tuple(
                ParagraphShown(
                    id=row.id,
                    kind=row.kind.value,
                    level=row.depth,
                    words=row.paragraph.words,
                    label=row.paragraph.label,
                    shown=row.label,
                )
                for row in labelled(text)
            ),
        )


class AnchorShown(Shown):
    """Words of a paragraph: characters from `start` to before `end`."""

    paragraph: str
    start: int
    end: int
    quotation: str


class ImplementedShown(Shown):
    """The wording that does what a comment asked for."""

    version: int
    paragraph: str


class CommentShown(Shown):
    """A comment and its answer.

    `published` is false while the answer is a draft, which only those see who answer;
    `satisfied` is what the author says of a published answer, `rejoinder` the words to that.
    """

    number: int
    organisation: str
    by: str
    at: datetime
    text: int
    round: int
    type: str
    paragraph: str | None
    body: str
    wording: str
    disposition: str | None
    response: str
    answered_by: str | None
    anchor: AnchorShown | None = None
    evidence: str = ""
    group: str = ""
    published: bool = True
    implemented: ImplementedShown | None = None
    satisfied: bool | None = None
    rejoinder: str = ""


class OpShown(Shown):
    """A stretch of words that stays, comes or goes."""

    op: str
    text: str


class RowShown(Shown):
    """One paragraph of a comparison."""

    id: str
    old_label: str | None
    new_label: str | None
    change: str
    operations: tuple[OpShown, ...]


class CountsShown(Shown):
    """How much changed."""

    words_inserted: int
    words_deleted: int
    changed: int
    added: int
    removed: int
    moved: int


class ChangeShown(Shown):
    """One change in words: where it is and what it is, both made of the values beside them."""

    paragraph: str
    label: str
    name: str
    kind: str
    what: str
    old: str
    new: str
    before: str
    place: str
    sentence: str

    @classmethod
    def of(cls, said: Said) -> ChangeShown:
        """The change in the reader's language."""
        return cls(**asdict(said), place=change_place(said), sentence=change_sentence(said))


class CompareShown(Shown):
    """What changed between two versions: paragraph by paragraph, and as a list of changes."""

    old: HeadShown
    new: HeadShown
    counts: CountsShown
    rows: tuple[RowShown, ...]
    changes: tuple[ChangeShown, ...]

    @classmethod
    def of(cls, view: views.CompareView) -> CompareShown:
        """The comparison as an answer."""
        return cls(
            old=HeadShown.model_validate(view.old),
            new=HeadShown.model_validate(view.new),
            counts=CountsShown.model_validate(view.redline.counts),
            rows=tuple(RowShown.model_validate(row) for row in view.redline.rows),
            changes=tuple(ChangeShown.of(said) for said in listed(view.redline)),
        )


class PersonNamed(Shown):
    """A person with the address at which they can be reminded."""

    id: str
    name: str
    email: str


class MissingShown(Shown):
    """An organisation that still owes an answer."""

    organisation: str
    people: tuple[PersonNamed, ...]
    last_mail: datetime | None
    mail_state: str

    @classmethod
    def of(cls, missing: views.Missing) -> MissingShown:
        """Who is missing, as an answer."""
        return cls(
            organisation=missing.organisation.code,
            people=tuple(PersonNamed.model_validate(p) for p in missing.people),
            last_mail=missing.last_mail,
            mail_state=missing.mail_state,
        )


class EntryShown(Shown):
    """One entry of the ledger; `payload` is the event as data."""

    seq: int
    at: datetime
    actor: str
    cause: str
    kind: str
    object: str
    before: str
    after: str
    payload: dict[str, Any]
    hash: str


class AuditShown(Shown):
    """The ledger, newest first; `next` is the cursor of older entries."""

    items: tuple[EntryShown, ...]
    next: str | None
    total: int
    head: str
    verified: bool
    broken_at: int | None

    @classmethod
    def of(cls, view: views.AuditView, limit: int) -> AuditShown:
        """The entries as an answer."""
        more = len(view.entries) >= limit and view.entries[-1].seq > 1
        return cls(
            items=tuple(EntryShown.model_validate(entry) for entry in view.entries),
            next=str(view.entries[-1].seq) if more else None,
            total=view.total,
            head=view.head,
            verified=view.verified,
            broken_at=view.broken_at,
        )
