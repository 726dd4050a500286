"""What the HTTP shell itself refuses, before the engine is asked."""

from __future__ import annotations

from placet.engine.errors import N_, PlacetError


class NotSignedIn(PlacetError):
    """You are not signed in, or your session has ended."""

    remedy = N_("Sign in; what you typed is kept on the page you came from.")

    def __init__(self) -> None:
        super().__init__()


class Forged(PlacetError):
    """This request did not come from a page of this installation, so nothing was done."""

    remedy = N_("Open the page again and send the form from there.")

    def __init__(self) -> None:
        super().__init__()


class TooMany(PlacetError):
    """Too many requests of this kind.  Nothing was lost."""

    remedy = N_("Try again in {minutes} minutes.")

    def __init__(self, seconds: int) -> None:
        self.seconds = max(1, seconds)
        super().__init__(minutes=(self.seconds + 59) // 60)


class Missed(PlacetError):
    """{what} changed since you read it (version {expected}; now {current})."""

    remedy = N_("Read it again, then send your change with its new ETag.")

    def __init__(self, what: str, expected: str, current: str) -> None:
        super().__init__(what=what, expected=expected, current=current)


class VersionNeeded(PlacetError):
    """This change needs the header If-Match with the ETag that you read."""

    remedy = N_("Read the object, then send its ETag as If-Match.")

    def __init__(self) -> None:
        super().__init__()


class TooLarge(PlacetError):
    """What was sent is larger than {limit} bytes."""

    remedy = N_("Send less at a time, or import the text from a file.")

    def __init__(self, limit: int) -> None:
        super().__init__(limit=limit)
