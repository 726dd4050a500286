"""Values of committed versions, kept by each process.

Theory.  A version of an objective or of a negotiation never changes once it is committed, so
a value that was loaded or saved can serve again wherever the row still has that version.
Only the version is read from the database (under the lock, where one is taken), and every
other process that saves raises it.  A transaction that has written trusts only the database
until it is committed: its versions might never come to be.
"""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import Any

MOST = 256
"""How many values are kept; the longest unused one goes first."""


class Memory:
    """The values that one database object knows."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._values: OrderedDict[tuple[str, str], tuple[int, Any]] = OrderedDict()
        self._lock = Lock()

    def get(self, kind: str, name: str, version: int) -> Any:
        """The value of exactly that version, or None."""
        with self._lock:
            known = self._values.get((kind, name))
            if known is None or known[0] != version:
                return None
            self._values.move_to_end((kind, name))
            return known[1]

    def put(self, kind: str, name: str, version: int, value: Any) -> None:
        """Keep a value of a committed version; an older one never replaces a newer one."""
        with self._lock:
            known = self._values.get((kind, name))
            if known is not None and known[0] > version:
                return
            self._values[kind, name] = (version, value)
            self._values.move_to_end((kind, name))
            if len(self._values) > self._most:
                self._values.popitem(last=False)
