"""What happened to the words besides new versions: amendments, agreement, translations.

A new version itself is `placet.engine.events.TextRevised`, whatever brought it about.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from placet.engine.agreements import Agreement, ParagraphPackage
from placet.engine.amendments import Amendment, AmendmentState, Treatment


@dataclass(frozen=True, slots=True)
class AmendmentProposed:
    """An organisation proposed a change to the text."""

    amendment: Amendment


@dataclass(frozen=True, slots=True)
class CosponsorJoined:
    """An organisation co-sponsors an amendment."""

    number: int
    organisation: str
    by: str


@dataclass(frozen=True, slots=True)
class MemberDissociated:
    """A member of a group does not share an amendment of the group."""

    number: int
    organisation: str
    by: str


@dataclass(frozen=True, slots=True)
class CosponsorLeft:
    """An organisation no longer co-sponsors an amendment."""

    number: int
    organisation: str
    by: str


@dataclass(frozen=True, slots=True)
class TreatmentProposed:
    """It was proposed how an amendment is to be treated; replaces an earlier treatment."""

    number: int
    treatment: Treatment


@dataclass(frozen=True, slots=True)
class TreatmentAnswered:
    """The sponsor accepted the treatment of its amendment, or maintained the amendment."""

    number: int
    treatment: Treatment


@dataclass(frozen=True, slots=True)
class AmendmentDecided:
    """An amendment was accepted, accepted as modified, refused or withdrawn.

    `version` is the version of the text that was made with the decision, 0 where none.
    """

    number: int
    state: AmendmentState
    version: int
    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class AmendmentReopened:
    """A decision on an amendment was taken back."""

    number: int
    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class BracketSettled:
    """A bracket of a paragraph was settled: what it said, and what it says now.

    `version` is the version of the text that this made.
    """

    version: int
    paragraph: str
    before: str
    after: str
    by: str


@dataclass(frozen=True, slots=True)
class AgreementNoted:
    """It was noted how far paragraphs are agreed."""

    paragraphs: tuple[str, ...]
    agreement: Agreement


@dataclass(frozen=True, slots=True)
class PackageFormed:
    """Paragraphs were linked."""

    package: ParagraphPackage
    by: str


@dataclass(frozen=True, slots=True)
class PackageDissolved:
    """Paragraphs were unlinked."""

    number: int
    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class TranslationRecorded:
    """Paragraphs of a version were put into another language; empty words remove one."""

    language: str
    version: int
    words: Mapping[str, str]
    by: str


AmendmentEvent = (
    AmendmentProposed
    | CosponsorJoined
    | CosponsorLeft
    | MemberDissociated
    | TreatmentProposed
    | TreatmentAnswered
    | AmendmentDecided
    | AmendmentReopened
)
WordingEvent = (
    AmendmentEvent
    | BracketSettled
    | AgreementNoted
    | PackageFormed
    | PackageDissolved
    | TranslationRecorded
)
