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


class Busy(PlacetError):
    """Other rehearsals are under way, and this one has to wait.  Nothing was lost."""

    remedy = N_("Try again in a minute.")
    seconds = 30

    def __init__(self) -> None:
        super().__init__()


class TooMuch(PlacetError):
    """The rehearsal takes more than is allowed here."""

    remedy = N_(
        "Shorten the scenario, or live it with the command placet workflow simulate, which has "
        "no bounds."
    )

    ACTS = N_("There are {n} acts in the scenario; at most {most} are lived here.")
    SEATS = N_("{n} organisations take part in the scenario; at most {most} may here.")
    DAYS = N_("The scenario lasts {n} days; at most {most} are lived here.")
    ENTRIES = N_("The rehearsal was ended: more than {most} things happened in it.")
    SECONDS = N_("The rehearsal was ended: it took more than {most} seconds of work.")

    def __init__(self, what: str, most: int, n: int = 0) -> None:
        self.what = what
        super().__init__(most=most, n=n)

    @property
    def sentence(self) -> str:
        """What is too much, to translate."""
        return self.what


class TooLarge(PlacetError):
    """What was sent is larger than {limit} bytes."""

    remedy = N_("Send less at a time, or import the text from a file.")

    def __init__(self, limit: int) -> None:
        super().__init__(limit=limit)
