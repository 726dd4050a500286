"""What a field may hold: the types of the interface, with the limits of every form.

A line is one line, words may have several; both are kept in Unicode normal form C, without
control characters and without directional marks that are not paired, refused rather than
mended.  Numbers and truth values are never read from strings, instants never from numbers.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Annotated, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from email_validator import EmailNotValidError, validate_email
from fastapi import Path
from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StrictInt,
    StringConstraints,
)

from placet.engine.decide.negotiations import HEAVIEST
from placet.engine.text.cleaning import fault, normal

EARLIEST, LATEST = 2000, 2200


class Given(BaseModel):
    """What a request may hold; whatever it does not name is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


def _words(text: str) -> str:
    """The words as they are kept; ValueError where something hides in them."""
    words = normal(text).strip()
    if (found := fault(words)) is not None:
        at, control = found
        what = "a control character" if control else "an unpaired directional mark"
        raise ValueError(f"character {at + 1} (U+{ord(words[at]):04X}) is {what}")
    return words


def _line(text: str) -> str:
    """The words on one line."""
    words = _words(text)
    if "\n" in words or "\t" in words:
        raise ValueError("write it on one line")
    return words


def _fits(least: int, most: int) -> AfterValidator:
    """The length as it is kept: cleaning takes white space away, and normal form may add."""

    def fits(text: str) -> str:
        if not least <= len(text) <= most:
            raise ValueError(f"write between {least} and {most} characters")
        return text

    return AfterValidator(fits)


def _text_only(value: Any) -> Any:
    if not isinstance(value, str):
        raise ValueError("write it as text")
    return value


def _instant(at: datetime) -> datetime:
    if not EARLIEST <= at.year <= LATEST:
        raise ValueError(f"the year must be between {EARLIEST} and {LATEST}")
    return at.astimezone(UTC)


def _day(text: str) -> str:
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
        raise ValueError("write a day as 2027-03-01")
    day = date.fromisoformat(text)
    if not EARLIEST <= day.year <= LATEST:
        raise ValueError(f"the year must be between {EARLIEST} and {LATEST}")
    return text


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError("give an IANA zone such as Africa/Nairobi") from None
    return name


def _email(text: str) -> str:
    try:
        found = validate_email(text.strip(), check_deliverability=False, allow_quoted_local=False)
    except EmailNotValidError:
        raise ValueError("write it like name@organisation.org") from None
    return found.normalized


Title = Annotated[
    str, StringConstraints(min_length=1, max_length=200), AfterValidator(_line), _fits(1, 200)
]
Name = Annotated[
    str, StringConstraints(min_length=1, max_length=100), AfterValidator(_line), _fits(1, 100)
]
Note = Annotated[str, StringConstraints(max_length=200), AfterValidator(_line), _fits(0, 200)]
MaybeLine = Annotated[str, StringConstraints(max_length=100), AfterValidator(_line), _fits(0, 100)]
Reasons = Annotated[
    str, StringConstraints(max_length=4_000), AfterValidator(_words), _fits(0, 4_000)
]
Body = Annotated[
    str, StringConstraints(min_length=1, max_length=4_000), AfterValidator(_words), _fits(1, 4_000)
]
Wording = Annotated[
    str, StringConstraints(max_length=10_000), AfterValidator(_words), _fits(0, 10_000)
]
Code = Annotated[
    str, StringConstraints(min_length=1, max_length=40), AfterValidator(_line), _fits(1, 40)
]
Codes = Annotated[tuple[Code, ...], Field(max_length=200)]
MaybeCode = Annotated[str, StringConstraints(max_length=40), AfterValidator(_line), _fits(0, 40)]
Symbol = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$")]
Word = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]{0,59}$")]
Hash = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Id = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
ParagraphId = Annotated[str, StringConstraints(pattern=r"^p[1-9][0-9]{0,8}$")]
MaybeId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{0,64}$")]
Language = Annotated[str, StringConstraints(pattern=r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,3}$")]
Zone = Annotated[str, StringConstraints(max_length=64), AfterValidator(_zone)]
Email = Annotated[str, StringConstraints(max_length=254), AfterValidator(_email)]
MaybeEmail = Annotated[
    str, StringConstraints(max_length=254), AfterValidator(lambda text: text and _email(text))
]
Day = Annotated[str, StringConstraints(max_length=10), AfterValidator(_day)]
Instant = Annotated[AwareDatetime, BeforeValidator(_text_only), AfterValidator(_instant)]
Number = Annotated[StrictInt, Field(ge=0, le=HEAVIEST)]
Weight = Annotated[StrictInt, Field(ge=0, le=1_000_000)]

CodeAt = Annotated[str, Path(pattern=r"^[A-Za-z0-9][A-Za-z0-9.&-]{0,39}$")]
SymbolAt = Annotated[str, Path(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$")]
RefAt = Annotated[str, Path(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$")]
StepAt = Annotated[str, Path(pattern=r"^[a-z][a-z0-9_-]{0,59}$")]
NumberAt = Annotated[int, Path(ge=1, le=1_000_000)]
HashAt = Annotated[str, Path(pattern=r"^[0-9a-f]{64}$")]
IdAt = Annotated[str, Path(pattern=r"^[A-Za-z0-9_-]{1,80}$")]
