"""Where the mail of a rehearsal goes: into a list, and nowhere else."""

from __future__ import annotations

from datetime import datetime

from placet.engine.store import Store
from placet.notifications.mail import Envelope
from placet.notifications.transports import Ready, Withheld


class Postbox:
    """A transport that keeps what it is handed, in the order of handing over."""

    def __init__(self) -> None:
        self._mails: list[Envelope] = []

    def send(self, mail: Envelope, ready: Ready) -> str:
        """Nothing leaves; only whether it should."""
        if why := ready():
            raise Withheld(why)
        return "kept in the rehearsal"

    def keep(self, store: Store, mail: Envelope, at: datetime) -> None:
        """Keep it."""
        self._mails.append(mail)

    def emptied(self) -> list[Envelope]:
        """What was kept since this was last asked."""
        mails, self._mails = self._mails, []
        return mails
