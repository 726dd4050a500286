"""The local mailbox: where mail goes when there is no mail server."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from placet.engine.errors import NotFound
from placet.engine.store.rows import Rows, table, unless_there
from placet.engine.store.values import LocalMail
from placet.engine.tables import MailboxRow

mailbox = table(MailboxRow)

_LISTED = select(*(c for c in mailbox.columns if c.name != "bytes")).order_by(mailbox.c.id.desc())

_DELIVER = unless_there(mailbox, "message_id")


class MailboxRows(Rows):
    """The local mailbox."""

    def deliver_local(
        self, message_id: str, recipient: str, subject: str, data: bytes, at: datetime
    ) -> None:
        """Put a mail into the local mailbox; the same Message-ID only once."""
        row = {
            "message_id": message_id,
            "recipient": recipient,
            "subject": subject,
            "bytes": data,
            "delivered_at": at,
        }
        self._connection.execute(self._put(_DELIVER), row)

    def mailbox(self, recipient: str | None = None, limit: int = 200) -> tuple[LocalMail, ...]:
        """The local mailbox, newest first, without bytes."""
        query = _LISTED.limit(limit)
        if recipient is not None:
            query = query.where(mailbox.c.recipient == recipient)
        return tuple(LocalMail(**row._mapping) for row in self._connection.execute(query))

    def mailbox_message(self, id: int) -> LocalMail:
        """One mail of the local mailbox; raises NotFound."""
        row = self._connection.execute(select(mailbox).where(mailbox.c.id == id)).one_or_none()
        if row is None:
            raise NotFound("mail", str(id))
        return LocalMail(**row._mapping)
