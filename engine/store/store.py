"""Everything that can be read and written inside one transaction."""

from __future__ import annotations

from placet.engine.store.access import AccessRows
from placet.engine.store.boards import BoardRows
from placet.engine.store.bodies import BodyRows
from placet.engine.store.chains import LedgerRows
from placet.engine.store.definitions import DefinitionRows
from placet.engine.store.installation import InstallationRows
from placet.engine.store.mailbox import MailboxRows
from placet.engine.store.meetings import DeskRows
from placet.engine.store.negotiations import NegotiationRows
from placet.engine.store.objectives import ObjectiveRows
from placet.engine.store.outbox import OutboxRows
from placet.engine.store.prepared import PreparedRows
from placet.engine.store.private import PrivateRows
from placet.engine.store.registry import RegistryRows
from placet.engine.store.saving import SavingRows
from placet.engine.store.timers import TimerRows


class Store(
    RegistryRows,
    BodyRows,
    NegotiationRows,
    ObjectiveRows,
    SavingRows,
    OutboxRows,
    MailboxRows,
    TimerRows,
    LedgerRows,
    AccessRows,
    DefinitionRows,
    InstallationRows,
    PreparedRows,
    PrivateRows,
    DeskRows,
    BoardRows,
):
    """One transaction's view of the database.  Values leave it complete; no row does.

    Locks are taken in one order everywhere: negotiation or objective, seat, outbox, head of
    the ledger.  So `record` is the last call of a transaction that writes.
    """
