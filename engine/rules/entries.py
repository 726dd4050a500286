"""The rows of a case as JSON gives them, each refused by its place.

What is plainly meant is read: a spelling that differs in capitals, spaces or hyphens only.
What would silently count for something else is refused: a number in quotes, a list where a
name belongs, a key that is nearly one of ours.  Any other key of a row is nobody's business.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from difflib import get_close_matches
from json import dumps

from placet.engine.errors import N_, BadInput

Row = Mapping[str, object]

MOST = 10**15
"""No count and no weight is greater."""

_BETWEEN = re.compile(r"(?<=[^\W\d_])[-\s]+(?=[^\W\d_])")
_NEAR = 0.8
_NOT = ("", "no", "false", "0")


def rows(case: Row, key: str) -> Sequence[Row]:
    """The rows under a key, none where nothing is there."""
    found = case.get(key)
    if found is None:
        return ()
    if not isinstance(found, list | tuple):
        raise BadInput(key, N_("a list of objects belongs here."), N_("Write each in braces."))
    if set(map(type, found)) <= {dict}:
        return found
    for n, row in enumerate(found):
        if not isinstance(row, Mapping):
            raise BadInput(f"{key}.{n}", N_("an object belongs here."), N_("Write it in braces."))
    return found


def check_keys(row: Row, known: Collection[str], at: str) -> None:
    """Refuse a key that is nearly a known one: what it says would not be read."""
    for key in row:
        if key not in known:
            near = get_close_matches(key, [k for k in known if k not in row], 1, _NEAR)
            if near:
                place = f"{at}.{key}" if at else key
                raise BadInput(
                    place,
                    N_("there is no such key."),
                    N_("Did you mean {near}? If not, rename it."),
                    near=near[0],
                )


def text(row: Row, key: str, at: str) -> str:
    """A name."""
    value = row.get(key)
    if isinstance(value, str) and value:
        return value
    place = f"{at}.{key}"
    if key not in row:
        raise BadInput(place, N_("this key is missing."), N_("Add it, with a name."))
    raise BadInput(place, N_("{value} is not a name."), N_("Write a name."), value=shown(value))


def number(row: Row, key: str, at: str) -> int:
    """A whole number, neither negative nor out of all proportion."""
    value = whole(row.get(key))
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MOST:
        return value
    place = f"{at}.{key}"
    if key not in row:
        raise BadInput(place, N_("this key is missing."), N_("Add it, with a number."))
    raise BadInput(
        place,
        N_("{value} is not a whole number from 0 to {most}."),
        N_("Write such a number without quotes."),
        value=shown(value),
        most=MOST,
    )


def weight(row: Row, at: str, otherwise: int) -> int:
    """What a row weighs; what it would weigh otherwise where nothing is there."""
    return otherwise if row.get("weight") is None else number(row, "weight", at)


def whole(value: object) -> object:
    """A number that a spreadsheet wrote as 17.0 is 17."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def classes(row: Row, at: str, known: Mapping[str, str]) -> tuple[str, ...]:
    """The classes of a seat, as the rule spells them; none where nothing is there."""
    value = row.get("classes")
    if value is None:
        return ()
    if isinstance(value, list | tuple) and all(isinstance(c, str) for c in value):
        return tuple(known[c] if c in known else spelt(c, known) for c in value)
    raise BadInput(f"{at}.classes", N_("a list of names belongs here."), N_('Write ["P"], or [].'))


def reasons(row: Row, at: str, otherwise: bool) -> bool:
    """Whether reasons were given: their words, or true or false."""
    value = row.get("reasons")
    if value is None:
        return otherwise
    if isinstance(value, str):
        return bool(value.strip())
    if isinstance(value, bool):
        return value
    raise BadInput(
        f"{at}.reasons",
        N_("{value} is neither text nor true or false."),
        N_("Write the reasons, or true or false."),
        value=shown(value),
    )


def marks(row: Row, asked: Collection[str]) -> tuple[str, ...]:
    """Those of the marks that the row says yes to; words (a name, say) are a yes, "no" is none."""
    return tuple(m for m in asked if m in row and _yes(row[m]))


def _yes(value: object) -> bool:
    return value.strip().lower() not in _NOT if isinstance(value, str) else bool(value)


def spelt(said: str, known: Mapping[str, str]) -> str:
    """What a spelling stands for, capitals, spaces and hyphens aside; itself where for nothing."""
    if said in known:
        return known[said]
    plain = folded(said)
    found = {name for spelling, name in known.items() if folded(spelling) == plain}
    return found.pop() if len(found) == 1 else said


def folded(said: str) -> str:
    """A spelling without capitals, and with _ between its words."""
    return _BETWEEN.sub("_", said.strip().lower())


def shown(value: object) -> str:
    """A value as JSON writes it, for a message: no longer than part of a line."""
    try:
        said = dumps(value, ensure_ascii=False)
    except (TypeError, ValueError):
        return "this"
    return said if len(said) <= 60 else f"{said[:57]}..."
