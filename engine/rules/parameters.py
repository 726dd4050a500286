"""The parameters of a rule: read exactly, refused by name.

A share is text such as "2/3" (or the integers 0 and 1), never a decimal: 0.67 is not two
thirds.  A percentage may be a decimal in quotes, which is exact as it is written, or a
fraction.  An unknown parameter is refused, since a misspelt threshold would otherwise be
the default one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from fractions import Fraction

from placet.engine.errors import N_, BadInput
from placet.engine.rules.rule import Parameter, Raw, Value

Parameters = Mapping[str, Value]
Values = Mapping[str, int | str | Fraction]
"""Parameters as they are computed with."""

_SHARE = re.compile(r"([0-9]{1,9})(?:/([1-9][0-9]{0,8}))?", re.ASCII)
_PERCENT = re.compile(r"([0-9]{1,3}(?:\.[0-9]{1,9})?)%?", re.ASCII)
_RAW = re.compile(r"(\$?[a-z0-9_]{1,40})(?:/(\$?[a-z0-9_]{1,40}))?", re.ASCII)
_LONGEST = 100
_MOST = 10**12


def values(declared: Sequence[Parameter], given: Parameters) -> dict[str, int | str | Fraction]:
    """The given parameters over the defaults, read; BadInput names the bad one."""
    known = [parameter.name for parameter in declared]
    for name in given:
        if name not in known:
            raise BadInput(
                name,
                N_("there is no parameter called {name}."),
                N_("Use {known}."),
                name=name,
                known=_hint(name, known) or "none",
            )
    return {p.name: read(p, given.get(p.name, p.default)) for p in declared}


def read(parameter: Parameter, value: object) -> int | str | Fraction:
    """One value as its type says; BadInput says what may stand there."""
    match parameter.type:
        case "share":
            return _share(parameter.name, value)
        case "percent":
            return _percent(parameter.name, value)
        case "number":
            return _number(parameter.name, value, parameter.least)
        case "choice":
            return _choice(parameter.name, value, parameter.allowed)
        case "flag":
            return _flag(parameter.name, value)
    return _text(parameter.name, value)


def _share(name: str, value: object) -> Fraction:
    found = None if isinstance(value, bool) else _SHARE.fullmatch(str(value))
    if found is not None:
        fraction = Fraction(int(found[1]), int(found[2] or 1))
        if fraction <= 1:
            return fraction
    raise BadInput(
        name,
        N_("{value} is not a share."),
        N_('Write a fraction from 0 to 1, such as "2/3".'),
        value=repr(value),
    )


def _percent(name: str, value: object) -> Fraction:
    """A number of hundredths, or a fraction: "2/3" is two thirds, and no part of a hundredth."""
    if "/" in str(value):
        return _share(name, value)
    found = None if isinstance(value, bool) else _PERCENT.fullmatch(str(value))
    if found is not None:
        fraction = Fraction(found[1]) / 100
        if fraction <= 1:
            return fraction
    raise BadInput(
        name,
        N_("{value} is not a percentage."),
        N_('Write a number from 0 to 100, such as 50 or "66.7".'),
        value=repr(value),
    )


def _number(name: str, value: object, least: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= _MOST:
        raise BadInput(
            name,
            N_("{value} is not a whole number of {least} or more."),
            N_("Write such a number without quotes."),
            value=repr(value),
            least=least,
        )
    return value


def _choice(name: str, value: object, allowed: tuple[Value, ...]) -> Value:
    for one in allowed:
        if type(value) is type(one) and value == one:
            return one
    raise BadInput(
        name,
        N_("{value} is not possible."),
        N_("Use one of: {allowed}."),
        value=repr(value),
        allowed=", ".join(map(str, allowed)),
    )


def _flag(name: str, value: object) -> int:
    if isinstance(value, int) and value in (0, 1):
        return int(value)
    raise BadInput(
        name,
        N_("{value} is neither true nor false."),
        N_("Write 1 for true or 0 for false."),
        value=repr(value),
    )


def _text(name: str, value: object) -> str:
    if not isinstance(value, str):
        raise BadInput(name, N_("{value} is not text."), N_("Put it in quotes."), value=repr(value))
    if len(value) > _LONGEST:
        raise BadInput(name, N_("{value} is too long."), N_("Shorten it."), value=repr(value[:40]))
    return value


def places(raw: object) -> tuple[str, ...]:
    """The names of the parameters that stand in a number or a name."""
    if not isinstance(raw, str):
        return ()
    return tuple(part[1:] for part in raw.split("/") if part.startswith("$"))


def number(raw: Raw, given: Values) -> Fraction:
    """A number or fraction with the parameters put in.

    ValueError where it is not written as one; BadInput where a parameter is no number or
    the denominator is 0.
    """
    found = _RAW.fullmatch(str(raw))
    if found is None:
        raise ValueError(f"{raw} is no fraction")
    above = _part(found[1], given)
    below = _part(found[2], given) if found[2] else Fraction(1)
    if below == 0:
        names = places(raw) or ("",)
        raise BadInput(
            names[-1],
            N_("nothing can be divided by 0."),
            N_("Write 1 or more."),
        )
    return above / below


def _part(part: str, given: Values) -> Fraction:
    if not part.startswith("$"):
        return Fraction(int(part))
    value = given[part[1:]]
    if isinstance(value, str):
        found = _SHARE.fullmatch(value)
        if found is None:
            raise BadInput(
                part[1:],
                N_("{value} is not a number."),
                N_("Write a number or a fraction."),
                value=repr(value),
            )
        return Fraction(int(found[1]), int(found[2] or 1))
    return Fraction(value)


def name(raw: str, given: Values) -> str:
    """A name (of a class, say), with a parameter put in where it stands for one."""
    return str(given[raw[1:]]) if raw.startswith("$") else raw


def _hint(name: str, known: Iterable[str]) -> str:
    near = get_close_matches(name, list(known), 1)
    return near[0] if near else ", ".join(known)
