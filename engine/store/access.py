"""Sessions, sign-in, tokens."""

from __future__ import annotations

from datetime import datetime

from placet.engine.store.rows import Rows
from placet.engine.store.values import Session, SignIn, Token


class AccessRows(Rows):
    """Sessions, sign-in, tokens."""

    def add_session(self, session: Session) -> None:
        """Keep a new session."""
        raise NotImplementedError

    def session(self, id: str) -> Session | None:
        """A session by the hash of its cookie."""
        raise NotImplementedError

    def touch_session(self, id: str, at: datetime, expires_at: datetime | None = None) -> None:
        """Note that it was used."""
        raise NotImplementedError

    def end_session(self, id: str) -> None:
        """Sign out."""
        raise NotImplementedError

    def end_sessions(self, person: str) -> int:
        """Sign a person out everywhere."""
        raise NotImplementedError

    def add_signin(self, signin: SignIn) -> None:
        """Keep an attempt to sign in."""
        raise NotImplementedError

    def signin(self, id: str) -> SignIn | None:
        """An attempt to sign in."""
        raise NotImplementedError

    def count_attempt(self, id: str) -> int:
        """Count one more try of a code; how many there are now."""
        raise NotImplementedError

    def use_signin(self, id: str, at: datetime) -> bool:
        """Use it up; False when it was used before."""
        raise NotImplementedError

    def signins_since(self, person: str, since: datetime) -> int:
        """How many attempts were begun for the person."""
        raise NotImplementedError

    def add_token(self, token: Token) -> None:
        """Keep a new token."""
        raise NotImplementedError

    def token(self, hash: str) -> Token | None:
        """A token that is not revoked."""
        raise NotImplementedError

    def tokens(self, person: str) -> tuple[Token, ...]:
        """All tokens of a person, newest first."""
        raise NotImplementedError

    def touch_token(self, hash: str, at: datetime) -> None:
        """Note that it was used."""
        raise NotImplementedError

    def revoke_token(self, person: str, hash: str, at: datetime) -> bool:
        """Revoke a token of this person."""
        raise NotImplementedError

    def forget_expired(self, now: datetime) -> int:
        """Remove sessions and attempts whose time is over."""
        raise NotImplementedError
