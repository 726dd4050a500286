"""Sessions, attempts to sign in, tokens: kept by hashes of what their holders hold."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, func, select

from placet.engine.store.rows import Rows, table
from placet.engine.store.values import Session, SignIn, Token
from placet.engine.tables import SessionRow, SignInRow, TokenRow

session = table(SessionRow)
signin = table(SignInRow)
token = table(TokenRow)

_SESSION = select(session).where(session.c.id == bindparam("which"))
_SIGNIN = select(signin).where(signin.c.id == bindparam("which"))
_COUNT = (
    signin.update()
    .where(signin.c.id == bindparam("which"))
    .values(attempts=signin.c.attempts + 1)
    .returning(signin.c.attempts)
)
_USE = (
    signin.update()
    .where(signin.c.id == bindparam("which"), signin.c.used_at.is_(None))
    .values(used_at=bindparam("at"))
)
_TOKEN = select(token).where(token.c.hash == bindparam("which"), token.c.revoked_at.is_(None))


class AccessRows(Rows):
    """Sessions, sign-in, tokens."""

    def add_session(self, new: Session) -> None:
        """Keep a new session."""
        row = {c.name: getattr(new, c.name) for c in session.columns}
        self._connection.execute(session.insert(), row)

    def session(self, id: str) -> Session | None:
        """A session by the hash of its cookie."""
        row = self._connection.execute(_SESSION, {"which": id}).one_or_none()
        return None if row is None else Session(**row._mapping)

    def touch_session(self, id: str, at: datetime, expires_at: datetime | None = None) -> None:
        """Note that it was used; with `expires_at`, let it last until then."""
        values = {"last_seen_at": at}
        if expires_at is not None:
            values["expires_at"] = expires_at
        self._connection.execute(session.update().where(session.c.id == id).values(values))

    def end_session(self, id: str) -> None:
        """Sign out."""
        self._connection.execute(session.delete().where(session.c.id == id))

    def end_sessions(self, person: str) -> int:
        """Sign a person out everywhere; how many sessions there were."""
        return self._connection.execute(session.delete().where(session.c.person == person)).rowcount

    def add_signin(self, new: SignIn) -> None:
        """Keep an attempt to sign in."""
        row = {c.name: getattr(new, c.name) for c in signin.columns}
        self._connection.execute(signin.insert(), row)

    def signin(self, id: str) -> SignIn | None:
        """An attempt to sign in."""
        row = self._connection.execute(_SIGNIN, {"which": id}).one_or_none()
        return None if row is None else SignIn(**row._mapping)

    def count_attempt(self, id: str) -> int:
        """Count one more try of a code; how many there are now (0: there is no such sign-in)."""
        return self._connection.execute(_COUNT, {"which": id}).scalar() or 0

    def use_signin(self, id: str, at: datetime) -> bool:
        """Use it up; False when it was used before."""
        return self._connection.execute(_USE, {"which": id, "at": at}).rowcount == 1

    def signins_since(self, person: str, since: datetime) -> int:
        """How many attempts were begun for the person."""
        query = select(func.count()).select_from(signin)
        query = query.where(signin.c.person == person, signin.c.created_at >= since)
        return self._connection.execute(query).scalar_one()

    def add_token(self, new: Token) -> None:
        """Keep a new token."""
        row = {c.name: getattr(new, c.name) for c in token.columns}
        self._connection.execute(token.insert(), row)

    def token(self, hash: str) -> Token | None:
        """A token that is not revoked."""
        row = self._connection.execute(_TOKEN, {"which": hash}).one_or_none()
        return None if row is None else Token(**row._mapping)

    def tokens(self, person: str) -> tuple[Token, ...]:
        """All tokens of a person, newest first."""
        query = select(token).where(token.c.person == person)
        rows = self._connection.execute(query.order_by(token.c.created_at.desc(), token.c.hash))
        return tuple(Token(**row._mapping) for row in rows)

    def touch_token(self, hash: str, at: datetime) -> None:
        """Note that it was used."""
        used = token.update().where(token.c.hash == hash).values(last_used_at=at)
        self._connection.execute(used)

    def revoke_token(self, person: str, hash: str, at: datetime) -> bool:
        """Revoke a token of this person; False when there is none to revoke."""
        mine = (token.c.hash == hash) & (token.c.person == person) & token.c.revoked_at.is_(None)
        revoked = token.update().where(mine).values(revoked_at=at)
        return self._connection.execute(revoked).rowcount == 1

    def forget_expired(self, now: datetime) -> int:
        """Remove sessions and attempts whose time is over; how many they were."""
        gone = 0
        for of in (session, signin):
            over = of.delete().where(of.c.expires_at <= now)
            gone += self._connection.execute(over).rowcount
        return gone
