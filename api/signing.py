"""Signing in and out, and keys for the API: the logic, without HTTP.

Theory.  Nobody has a password.  Whoever asks for an address gets the same answer after the
same work, known or not; a known person gets a mail with six digits.  The digits are derived
from the installation's secret (`placet.engine.codes`) and put into the mail at hand-over, so
neither the database nor the outbox holds them.  A code works once, for ten minutes, five
tries long, and only in the browser that asked (or, for the API, only with the sign-in's id).
What browsers and programs hold afterwards is 256 random bits; we keep their SHA-256.

Where a still clock is used, sessions do not end by themselves: days pass there in seconds.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlencode

from placet.api.main import Root
from placet.api.rates import (
    CODES_PER_NETWORK,
    SIGN_IN_PER_ADDRESS,
    SIGN_IN_PER_NETWORK,
    network,
)
from placet.engine.access import Actor
from placet.engine.codec import instant
from placet.engine.codes import signin_code
from placet.engine.errors import N_, BadInput, NotFound
from placet.engine.messages import Json, Kind, Message
from placet.engine.model import Person
from placet.engine.store import Session, SignIn, Token

CODE_LIVES = timedelta(minutes=10)
MOST_ATTEMPTS = 5
MOST_SIGNINS = 10
MOST_TOKENS = 50
PROLONG_AFTER = timedelta(minutes=10)
ENDLESS = timedelta(days=3650)
TOKEN_PREFIX = "plt_"  # noqa: S105  # a mark that scanners can find, no secret


@dataclass(frozen=True, slots=True)
class Begun:
    """A session that was just begun; `value` goes into the cookie and is kept nowhere."""

    value: str
    person: Person
    expires_at: datetime


def hashed(value: str) -> str:
    """What is kept of a secret that somebody else holds."""
    return hashlib.sha256(value.encode()).hexdigest()


def csrf_of(root: Root, value: str) -> str:
    """The token that forms of the browser holding this cookie value must carry."""
    return hmac.new(root.secret, b"placet csrf\0" + value.encode(), hashlib.sha256).hexdigest()


def begin_sign_in(root: Root, email: str, browser: str = "", address: str = "") -> str:
    """Mail a code to whoever has this address; the id of the sign-in, known or not.

    `browser` is the value of the asking browser's cookie, `address` where the request came
    from.  Raises TooMany alike for known and unknown addresses.
    """
    email = _address(email)
    root.rates.spend(SIGN_IN_PER_NETWORK, "sign-in network", network(address))
    root.rates.spend(SIGN_IN_PER_ADDRESS, "sign-in", email.casefold())
    id = secrets.token_urlsafe(24)
    with root.database.writing() as store:
        now = root.clock.now(store)
        person = store.person_by_email(email)
        asked = store.signins_since(person.id if person else "", now - timedelta(hours=1))
        if asked >= MOST_SIGNINS:
            person = None
        bound = hashed(browser) if browser else ""
        known = person.id if person else None
        store.add_signin(SignIn(id, known, bound, now, now + CODE_LIVES))
        if person is not None:
            facts: dict[str, Json] = {
                "signin": id,
                "expires": instant(now + CODE_LIVES),
                "path": f"/signin/code?{urlencode({'id': id})}",
            }
            mail = Message(f"sign-in:{id}", Kind.SIGN_IN, person.id, facts)
            store.post((mail,), now, root.settings.mail_domain)
    return id


def finish_sign_in(
    root: Root, signin: str, code: str, browser: str = "", address: str = ""
) -> Begun:
    """Begin a session with the code of a mail; BadInput when it is not (or no longer) right."""
    person = _redeem(root, signin, code, browser, address)
    with root.database.writing() as store:
        now = root.clock.now(store)
        value = secrets.token_urlsafe(32)
        session = Session(hashed(value), person.id, now, _expiry(root, now, now), now)
        store.add_session(session)
    return Begun(value, person, session.expires_at)


def session_of(root: Root, value: str) -> tuple[Session, Person] | None:
    """The session and person of a cookie value, while the session lasts.  Writes nothing."""
    with root.database.reading() as store:
        session = store.session(hashed(value))
        if session is None or session.expires_at <= root.clock.now(store):
            return None
        try:
            return session, store.person(session.person)
        except NotFound:
            return None


def prolong(root: Root, session: Session) -> None:
    """Note that the person did something, so that the session's idle time begins again."""
    with root.database.writing() as store:
        now = root.clock.now(store)
        if now - session.last_seen_at >= PROLONG_AFTER:
            store.touch_session(session.id, now, _expiry(root, now, session.created_at))


def sign_out(root: Root, value: str, everywhere: bool = False) -> None:
    """End this session, or all sessions of its person."""
    with root.database.writing() as store:
        session = store.session(hashed(value))
        if session is not None and everywhere:
            store.end_sessions(session.person)
        elif session is not None:
            store.end_session(session.id)


def make_token(root: Root, person: Person, name: str) -> tuple[str, Token]:
    """A new key for the API: what to show once, and what is kept."""
    value = TOKEN_PREFIX + secrets.token_urlsafe(32)
    with root.database.writing() as store:
        valid = [t for t in store.tokens(person.id) if t.revoked_at is None]
        if len(valid) >= MOST_TOKENS:
            raise BadInput(
                "name",
                N_("You have {count} keys already."),
                N_("Revoke those that are not used any more."),
                count=len(valid),
            )
        token = Token(hashed(value), person.id, name, root.clock.now(store))
        store.add_token(token)
    return value, token


def token_for_code(
    root: Root, signin: str, code: str, name: str, address: str = ""
) -> tuple[str, Token, Person]:
    """A new key for whoever holds the id of a sign-in and the code that was mailed."""
    person = _redeem(root, signin, code, "", address)
    value, token = make_token(root, person, name)
    return value, token, person


def holder_of_token(root: Root, value: str) -> tuple[Person, Actor] | None:
    """Whose key it is, and as whom they act, while it is valid.  Writes nothing."""
    with root.database.reading() as store:
        token = store.token(hashed(value))
        if token is None or token.revoked_at is not None:
            return None
        try:
            person = store.person(token.person)
            return person, root.cases.actor_in(store, person, "api")
        except NotFound:
            return None


def tokens_of(root: Root, person: Person) -> tuple[Token, ...]:
    """The person's keys, newest first."""
    with root.database.reading() as store:
        return store.tokens(person.id)


def revoke_token(root: Root, person: Person, hash: str) -> None:
    """Make a key of this person worthless; NotFound when there is none."""
    with root.database.writing() as store:
        if not store.revoke_token(person.id, hash, root.clock.now(store)):
            raise NotFound(N_("key"), hash[:8])


def _redeem(root: Root, id: str, code: str, browser: str, address: str) -> Person:
    """The person whose code this is; the attempt is counted whatever comes of it."""
    root.rates.spend(CODES_PER_NETWORK, "code", network(address))
    given = "".join(c for c in code if c.isascii() and c.isdigit())
    right = hmac.compare_digest(given, signin_code(root.secret, id))
    bound = hashed(browser) if browser else ""
    person = None
    with root.database.writing() as store:
        now = root.clock.now(store)
        signin = store.signin(id)
        if signin is not None and signin.used_at is None:
            tries = store.count_attempt(id)
            right &= tries <= MOST_ATTEMPTS and now < signin.expires_at
            right &= hmac.compare_digest(bound, signin.browser)
            if right and signin.person is not None and store.use_signin(id, now):
                person = store.person(signin.person)
    if person is None:
        raise BadInput(
            "code",
            N_("This code is not right, or it is no longer valid."),
            N_("Look at the newest mail, or ask for another code."),
        )
    return person


def _expiry(root: Root, now: datetime, created_at: datetime) -> datetime:
    """When a session ends that was used now."""
    if root.still is not None:
        return created_at + ENDLESS
    return min(now + root.settings.session_idle, created_at + root.settings.session_longest)


def _address(email: str) -> str:
    """One plain mail address; BadInput otherwise."""
    from email_validator import EmailNotValidError, validate_email

    try:
        return validate_email(
            email.strip(), check_deliverability=False, allow_quoted_local=False
        ).normalized
    except EmailNotValidError:
        raise BadInput(
            "email",
            N_("This is not a mail address."),
            N_("Write it like name@organisation.org."),
        ) from None
