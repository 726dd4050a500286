"""What happened to proxies: offers, answers, ends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from placet.engine.proxies import Proxy


@dataclass(frozen=True, slots=True)
class ProxyOffered:
    """An organisation offered another to answer for it."""

    proxy: Proxy


@dataclass(frozen=True, slots=True)
class ProxyAnswered:
    """The offer was accepted or declined."""

    number: int
    accepted: bool
    by: str
    at: datetime
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ProxyEnded:
    """A proxy ended before its time, or an offer was taken back."""

    number: int
    by: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class CastingDeclared:
    """A body was declared as casting for its members: one accepted proxy for each."""

    proxies: tuple[Proxy, ...]


ProxyEvent = ProxyOffered | ProxyAnswered | ProxyEnded | CastingDeclared
