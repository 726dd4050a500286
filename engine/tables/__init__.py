"""Tables: rows as SQLModel classes, with the constraints that hold whatever the code does.

Enumerations are plain strings with a CHECK, instants are UTC with their microseconds, what
is a list or an object in the model is JSON.  Constraints are named so that a violation reads
as a sentence.  What a constraint cannot say (append-only, legal moves) triggers say, which
the migration lays beside these tables.
"""

from placet.engine.tables.beginnings import PostRow
from placet.engine.tables.names import Row
from placet.engine.tables.negotiation import (
    CounterRow,
    DelegateRow,
    LegalMoveRow,
    NegotiationRow,
    OfficerRow,
    ParticipantRow,
    RememberedRow,
    SettingRow,
)
from placet.engine.tables.objective import (
    BallotRow,
    CommentRow,
    CurrentPositionRow,
    ObjectiveRow,
    PositionRow,
    SeatRow,
    TextVersionRow,
)
from placet.engine.tables.outgoing import MailboxRow, OutboxRow, TimerRow
from placet.engine.tables.record import LedgerHeadRow, LedgerRow
from placet.engine.tables.registry import (
    DefinitionRow,
    OrganisationRow,
    PersonRow,
    SessionRow,
    SignInRow,
    TokenRow,
)
from placet.engine.tables.wording import AmendmentRow, TranslationRow

metadata = Row.metadata

__all__ = [
    "AmendmentRow",
    "BallotRow",
    "CommentRow",
    "CounterRow",
    "CurrentPositionRow",
    "DefinitionRow",
    "DelegateRow",
    "LedgerHeadRow",
    "LedgerRow",
    "LegalMoveRow",
    "MailboxRow",
    "NegotiationRow",
    "ObjectiveRow",
    "OfficerRow",
    "OrganisationRow",
    "OutboxRow",
    "ParticipantRow",
    "PersonRow",
    "PositionRow",
    "PostRow",
    "RememberedRow",
    "Row",
    "SeatRow",
    "SessionRow",
    "SettingRow",
    "SignInRow",
    "TextVersionRow",
    "TimerRow",
    "TokenRow",
    "TranslationRow",
    "metadata",
]
