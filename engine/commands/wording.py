"""Commands about the words: amendments, their treatment, brackets, agreement, translations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from placet.engine.agreements import Level
from placet.engine.amendments import Treating
from placet.engine.model import CommentType
from placet.engine.text import Change


@dataclass(frozen=True, slots=True)
class ProposeAmendment:
    """Propose a change to the text; `base` is the version that the author had before them."""

    base: int
    change: Change
    reason: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class EnteredAmendment:
    """An amendment that an organisation made elsewhere, on a file or in a room."""

    organisation: str
    change: Change
    reason: str = ""


@dataclass(frozen=True, slots=True)
class EnteredComment:
    """A comment that an organisation made elsewhere; `start` and `end` are the words it is on.

    Both are 0 where it is about the whole paragraph, or, without one, the whole text;
    `wording` is what the organisation would have there.
    """

    organisation: str
    body: str
    type: CommentType = CommentType.GENERAL
    paragraph: str | None = None
    start: int = 0
    end: int = 0
    wording: str = ""


@dataclass(frozen=True, slots=True)
class EnterProposals:
    """Enter on behalf of organisations what they proposed and remarked elsewhere.

    `evidence` says where that stands: the name and the hash of a file, or a meeting's minutes.
    """

    base: int
    evidence: str
    amendments: tuple[EnteredAmendment, ...] = ()
    comments: tuple[EnteredComment, ...] = ()


@dataclass(frozen=True, slots=True)
class CosponsorAmendment:
    """Join the sponsor of an amendment."""

    number: int


@dataclass(frozen=True, slots=True)
class DissociateFromAmendment:
    """Say that one's organisation does not share an amendment of a group that it belongs to."""

    number: int


@dataclass(frozen=True, slots=True)
class EndCosponsorship:
    """No longer be among the co-sponsors of an amendment."""

    number: int


@dataclass(frozen=True, slots=True)
class WithdrawAmendment:
    """Take back an amendment of one's own organisation before it is decided."""

    number: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ProposeTreatment:
    """Say how an amendment is to be treated; `change` is the modified one, to modify only."""

    number: int
    treating: Treating
    reason: str = ""
    change: Change | None = None


@dataclass(frozen=True, slots=True)
class AnswerTreatment:
    """Accept the treatment proposed for one's amendment, or maintain the amendment.

    `proposed_at` is the instant of the treatment that was shown: where another has taken its
    place since, nobody accepts words that they have not seen.  None: whichever is proposed.
    """

    number: int
    accepts: bool
    reason: str = ""
    proposed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class MergeAmendments:
    """Take amendments into the text, all at once, as a new version.

    `base` is the present version as it was shown.  What clashes stands in the new version as
    alternatives in brackets; `refuse` are decided in the same breath and change nothing.
    `shown` is the hash of the new text as it was looked at beforehand: where it would be another
    by now (a sponsor accepted other words, say), nobody saves what nobody has read.
    """

    base: int
    accept: tuple[int, ...]
    refuse: tuple[int, ...] = ()
    note: str = ""
    editorial: bool = False
    shown: str = ""


@dataclass(frozen=True, slots=True)
class UndoMerge:
    """Take back the merging of amendments that made the present version."""

    version: int
    reason: str


@dataclass(frozen=True, slots=True)
class RefuseAmendment:
    """Decide that an amendment is not taken into the text."""

    number: int
    reason: str


@dataclass(frozen=True, slots=True)
class ReopenAmendment:
    """Open an amendment again that was refused."""

    number: int
    reason: str


@dataclass(frozen=True, slots=True)
class SettleBracket:
    """Settle one bracket of a paragraph, as a new version.

    `place` is where its opening bracket stands in the words of version `base` (characters from
    0).  `reading` numbers the alternative that is accepted, from 1; 0 drops the brackets and
    keeps what is in them; -1 deletes the bracket with all that is in it.
    """

    base: int
    paragraph: str
    place: int
    reading: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class AgreeParagraphs:
    """Note how far paragraphs are agreed; `base` is the version that was shown.

    `pending` are the organisations that have still to agree, at the informal level only.
    """

    base: int
    paragraphs: tuple[str, ...]
    level: Level
    pending: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ReopenParagraphs:
    """Open again what was agreed."""

    paragraphs: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class FormPackage:
    """Link paragraphs: nothing of them is agreed until all of them are."""

    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DissolvePackage:
    """Unlink the paragraphs of a package."""

    number: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class RecordTranslation:
    """Record the words of paragraphs in another language, against the version `base`.

    Paragraphs that are not given keep the translation that they have; empty words remove it.
    """

    base: int
    language: str
    words: Mapping[str, str]


WordingCommand = (
    ProposeAmendment
    | EnterProposals
    | CosponsorAmendment
    | DissociateFromAmendment
    | EndCosponsorship
    | WithdrawAmendment
    | ProposeTreatment
    | AnswerTreatment
    | MergeAmendments
    | UndoMerge
    | RefuseAmendment
    | ReopenAmendment
    | SettleBracket
    | AgreeParagraphs
    | ReopenParagraphs
    | FormPackage
    | DissolvePackage
    | RecordTranslation
)
