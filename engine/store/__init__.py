"""Rows to values and back: the only SQL, and all that differs between the two databases.

The version that was decided on is the version that is checked: `save_*` compare it with the
stored one in the UPDATE itself, and nothing is read again in between.
"""

from placet.engine.store.database import UNANSWERED, Database
from placet.engine.store.schema import migrate
from placet.engine.store.store import Store
from placet.engine.store.values import (
    WITHDRAWN,
    DueTimer,
    HistoricPosition,
    LocalMail,
    MessageState,
    Remembered,
    Session,
    SignIn,
    StoredMessage,
    Token,
)

__all__ = [
    "UNANSWERED",
    "WITHDRAWN",
    "Database",
    "DueTimer",
    "HistoricPosition",
    "LocalMail",
    "MessageState",
    "Remembered",
    "Session",
    "SignIn",
    "Store",
    "StoredMessage",
    "Token",
    "migrate",
]
