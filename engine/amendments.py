"""Amendments on the table, and the treatment that the secretariat proposes for each.

An amendment is a change to one version with its sponsor and co-sponsors.  The secretariat may
propose how to treat it (accept, modify, refuse); its sponsor accepts that or maintains the
amendment, and both stay on record (the *proposed procedure* of party conferences; the
disposition of a textual proposal in UN practice).  What is decided is said by `state`;
`decided_in` names the version of the text that was made with the decision, 0 for none.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from placet.engine.text import Change


class AmendmentState(StrEnum):
    """Where an amendment stands."""

    OPEN = "open"
    ACCEPTED = "accepted"
    MODIFIED = "modified"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class Treating(StrEnum):
    """What may be proposed for an amendment."""

    ACCEPT = "accept"
    MODIFY = "modify"
    REFUSE = "refuse"


@dataclass(frozen=True, slots=True)
class Treatment:
    """The treatment proposed for an amendment, and what its sponsor answered.

    `change` is the modified amendment, with `modify` only; `agreed` is None until the sponsor
    has answered, true where it accepts the treatment, false where it maintains the amendment.
    """

    treating: Treating
    reason: str
    by: str
    at: datetime
    change: Change | None = None
    agreed: bool | None = None
    answer: str = ""
    answered_by: str = ""
    answered_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Amendment:
    """A proposed change to the text, by an organisation; `base` is the version it is against.

    `evidence` says where it stands, when somebody entered it on behalf of the sponsor; `group` is
    that in whose name the sponsor proposes it, `dissociated` its members that do not share it.
    """

    number: int
    sponsor: str
    by: str
    at: datetime
    base: int
    round: int
    change: Change
    reason: str = ""
    cosponsors: tuple[str, ...] = ()
    state: AmendmentState = AmendmentState.OPEN
    treatment: Treatment | None = None
    outcome: str = ""
    decided_by: str = ""
    decided_in: int = 0
    evidence: str = ""
    group: str = ""
    dissociated: tuple[str, ...] = ()

    @property
    def supporters(self) -> tuple[str, ...]:
        """Its sponsor and co-sponsors, in the order in which they came."""
        return (self.sponsor, *self.cosponsors)

    @property
    def in_words(self) -> Change:
        """The change that would be made: as modified where its sponsor accepted that."""
        t = self.treatment
        return t.change if t and t.agreed and t.change else self.change
