"""What was noted of paragraphs over time, read from the record.

An objective keeps what holds now.  How it came to be so is told by three kinds of entries:
levels that were noted, paragraphs that a partly broken silence left agreed ad referendum, and
paragraphs that are open again.  Here they are one list of values, from which follow the history
of a paragraph and what was agreed in each version.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from placet.engine import events as e
from placet.engine.agreements import Agreement, Level
from placet.engine.codec import decode
from placet.engine.ledger import Entry
from placet.engine.model import Ballot, TextHead

AGREEMENTS = "agreements"
"""The part of an objective whose entries tell this (`placet.engine.touched`)."""


@dataclass(frozen=True, slots=True)
class Noted:
    """One entry: the paragraphs and what was noted of them."""

    paragraphs: tuple[str, ...]
    agreement: Agreement
    silence: bool = False

    def counts(self, before: Agreement | None) -> bool:
        """Whether this changes what was noted of a paragraph before.

        A silence does not lower what is agreed, and what nobody agreed cannot be reopened.
        """
        if self.silence:
            return before is None or before.level is not Level.AGREED
        return before is not None or self.agreement.level is not Level.REOPENED


def noted_in(
    entries: Iterable[Entry], ballots: Iterable[Ballot], heads: Sequence[TextHead]
) -> tuple[Noted, ...]:
    """What these entries tell, in their order; other kinds of entries are passed over."""
    asked = {ballot.number: ballot for ballot in ballots}
    found = []
    for entry in entries:
        match entry.kind:
            case "AgreementNoted":
                noted = decode(e.AgreementNoted, entry.payload)
                found.append(Noted(noted.paragraphs, noted.agreement))
            case "ParagraphsAgreed":
                agreed = decode(e.ParagraphsAgreed, entry.payload)
                ballot = asked[agreed.ballot]
                at = ballot.closed_at or entry.at
                level = Agreement(Level.AD_REFERENDUM, ballot.text, "", at)
                found.append(Noted(agreed.agreed, level, silence=True))
            case "ParagraphsReopened":
                again = decode(e.ParagraphsReopened, entry.payload)
                found.append(Noted(again.paragraphs, _reopened(again, entry, heads)))
            case _:
                pass
    return tuple(found)


def _reopened(event: e.ParagraphsReopened, entry: Entry, heads: Sequence[TextHead]) -> Agreement:
    """The agreement that it leaves; where nobody is named, a new version did it."""
    known = [h for h in heads if h.number == event.text] if event.text else list(heads)
    made = max((h for h in known if h.made_at <= entry.at), key=lambda h: h.number)
    by, at = event.by or made.by, event.at or made.made_at
    return Agreement(Level.REOPENED, event.text or made.number, by, at, reason=event.reason)


def history(noted: Iterable[Noted], paragraph: str) -> tuple[Agreement, ...]:
    """Everything that was noted of one paragraph, oldest first."""
    found: list[Agreement] = []
    for each in noted:
        if paragraph in each.paragraphs and each.counts(found[-1] if found else None):
            found.append(each.agreement)
    return tuple(found)


def agreed_in(noted: Iterable[Noted], version: int) -> Mapping[str, Agreement]:
    """What was noted of the paragraphs while that version was the newest."""
    found: dict[str, Agreement] = {}
    for each in noted:
        if each.agreement.text <= version:
            found |= {p: each.agreement for p in each.paragraphs if each.counts(found.get(p))}
    return found
