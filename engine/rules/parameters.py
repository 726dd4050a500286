"""The parameters of a rule: read exactly, refused by name.

A share is text such as "2/3" (or the integers 0 and 1), never a decimal: 0.67 is not two
thirds.  An unknown parameter is refused, since a misspelt threshold would otherwise be
the default one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from fractions import Fraction

from placet.engine.errors import N_, BadInput

Value = int | str
Parameters = Mapping[str, Value]

_SHARE = re.compile(r"([0-9]{1,6})(?:/([1-9][0-9]{0,5}))?", re.ASCII)


def merged(defaults: Parameters, given: Parameters) -> dict[str, Value]:
    """The given parameters over the defaults; an unknown one raises BadInput."""
    for name in given:
        if name not in defaults:
            raise BadInput(
                name,
                N_("there is no parameter called {name}."),
                N_("Use {known}."),
                name=name,
                known=_hint(name, defaults),
            )
    return {**defaults, **given}


def share(values: Parameters, name: str) -> Fraction:
    """An exact share from 0 to 1."""
    value = values[name]
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


def number(values: Parameters, name: str, least: int = 0) -> int:
    """An integer, `least` or more."""
    value = values[name]
    if isinstance(value, bool) or not isinstance(value, int) or value < least:
        raise BadInput(
            name,
            N_("{value} is not a whole number of {least} or more."),
            N_("Write such a number without quotes."),
            value=repr(value),
            least=least,
        )
    return value


def choice(values: Parameters, name: str, allowed: tuple[Value, ...]) -> Value:
    """One of a few values."""
    value = values[name]
    if isinstance(value, bool) or value not in allowed:
        raise BadInput(
            name,
            N_("{value} is not possible."),
            N_("Use one of: {allowed}."),
            value=repr(value),
            allowed=", ".join(map(str, allowed)),
        )
    return value


def text(values: Parameters, name: str) -> str:
    """A text, which may be empty."""
    value = values[name]
    if not isinstance(value, str):
        raise BadInput(name, N_("{value} is not text."), N_("Put it in quotes."), value=repr(value))
    return value


def _hint(name: str, known: Iterable[str]) -> str:
    near = get_close_matches(name, list(known), 1)
    return near[0] if near else ", ".join(known)
