"""A case as the command line and the API take it: a roster with positions, or totals.

    {"roster": [{"organisation": "DE", "classes": ["P"], "weight": 1}],
     "positions": [{"organisation": "DE", "position": "approve", "reasons": "..."}],
     "parameters": {}}

or, where only totals are known,

    {"tally": [{"classes": ["P"], "position": "approve", "count": 17, "weight": 17}],
     "eligible": [{"classes": ["P"], "count": 41, "weight": 41}]}

Marks that a rule asks for are keys of a position.  Totals were counted by somebody: reasons
are taken as given unless an entry says `"reasons": ""`.  Without `roster` (or `eligible`)
those who hold a position are all there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache

from placet.engine.errors import N_, BadInput
from placet.engine.model import Seat
from placet.engine.rules import entries
from placet.engine.rules.entries import Row
from placet.engine.rules.evaluating import evaluate_names
from placet.engine.rules.filtering import Held
from placet.engine.rules.rule import Rule, Value
from placet.engine.rules.terms import Terms, terms
from placet.engine.rules.totals import evaluate_totals
from placet.engine.rules.verdict import Verdict

KEYS = ("roster", "positions", "tally", "eligible", "parameters", "id", "rule")
"""What may stand in a case."""

_SEAT = ("organisation", "classes", "weight")
_HELD = ("organisation", "position", "reasons")


@dataclass(frozen=True, slots=True)
class Room:
    """Who is entitled, and what was recorded, in that order."""

    seats: tuple[Seat, ...]
    held: tuple[Held, ...]


def evaluate_case(rule: Rule, case: Row) -> Verdict:
    """The verdict on a case; BadInput names the key and the entry that cannot be read."""
    made = case_terms(rule, case)
    room = case_room(made, case)
    if room is None:
        return evaluate_totals(made, entries.rows(case, "tally"), entries.rows(case, "eligible"))
    return evaluate_names(made, room.seats, room.held)


def case_terms(rule: Rule, case: Row) -> Terms:
    """The rule with the parameters of the case; BadInput where a key or a parameter is wrong.

    An unknown key is refused: a misspelt one would silently be an empty list.
    """
    for key in case:
        if key not in KEYS:
            near = get_close_matches(key, KEYS, 1)
            remedy = N_("Did you mean {near}?") if near else N_("Use {known}.")
            said = N_("there is no such key.")
            raise BadInput(key, said, remedy, near="".join(near), known=", ".join(KEYS))
    given = case.get("parameters")
    if given is None or given == []:
        return terms(rule, {})
    if not isinstance(given, Mapping):
        raise BadInput("parameters", N_("keys and values belong here."), N_("Write an object."))
    values: dict[str, Value] = {name: _value(name, value) for name, value in given.items()}
    try:
        return terms(rule, values)
    except BadInput as bad:
        raise _of_parameters(bad) from None


def case_room(made: Terms, case: Row) -> Room | None:
    """The names of a case; None where it has totals."""
    given = {key for key, value in case.items() if value is not None}
    if given & {"tally", "eligible"}:
        for key in ("roster", "positions"):
            if key in given:
                raise BadInput(key, N_("names and totals do not go together."), N_("Remove one."))
        return None
    held = _held(made, entries.rows(case, "positions"))
    if "roster" not in given:
        return Room(tuple(map(_plain_seat, dict.fromkeys(p.organisation for p in held))), held)
    return Room(_seats(made, entries.rows(case, "roster")), held)


def _of_parameters(bad: BadInput) -> BadInput:
    place = f"parameters.{bad.field}" if bad.field else "parameters"
    values = {k: v for k, v in bad.values.items() if k not in ("field", "what")}
    return BadInput(place, bad.sentence, bad.advice, **values)


def _value(name: str, given: object) -> Value:
    value = entries.whole(given)
    if isinstance(value, int | str) and (isinstance(value, str) or abs(value) <= entries.MOST):
        return value
    raise BadInput(
        f"parameters.{name}",
        N_("{value} is neither a whole number nor text."),
        N_('Write a number, or a fraction in quotes such as "2/3".'),
        value=entries.shown(value),
    )


@lru_cache(maxsize=65536)
def _plain_seat(organisation: str) -> Seat:
    return Seat(organisation)


@lru_cache(maxsize=65536)
def _plain_held(organisation: str, kind: str) -> Held:
    return Held(organisation, kind, False)


def _seats(made: Terms, rows: Iterable[Row]) -> tuple[Seat, ...]:
    seats: dict[str, Seat] = {}
    shapes: set[tuple[str, ...]] = set()
    for n, row in enumerate(rows):
        at = f"roster.{n}"
        if (shape := tuple(row)) not in shapes:
            entries.check_keys(row, _SEAT, at)
            shapes.add(shape)
        name = entries.text(row, "organisation", at)
        if name in seats:
            raise BadInput(
                f"{at}.organisation",
                N_("{organisation} is on the roster twice."),
                N_("Remove one."),
                organisation=name,
            )
        weight = entries.weight(row, at, otherwise=1)
        seats[name] = Seat(name, entries.classes(row, at, made.spelt), weight)
    return tuple(seats.values())


def _held(made: Terms, rows: Sequence[Row]) -> tuple[Held, ...]:
    spellings: dict[str, str] = {}
    shapes: set[tuple[str, ...]] = set()
    known = (*_HELD, *sorted(made.marks))
    found: list[Held] = []
    for n, row in enumerate(rows):
        who, said = row.get("organisation"), row.get("position")
        if type(who) is not str or type(said) is not str or not who or not said:
            at = f"positions.{n}"
            entries.check_keys(row, known, at)
            who, said = entries.text(row, "organisation", at), entries.text(row, "position", at)
        kind = spellings.get(said)
        if kind is None:
            kind = spellings[said] = entries.spelt(said, made.kinds)
        if len(row) == 2:
            found.append(_plain_held(who, kind))
            continue
        at = f"positions.{n}"
        if (shape := tuple(row)) not in shapes:
            entries.check_keys(row, known, at)
            shapes.add(shape)
        reasons = entries.reasons(row, at, otherwise=False)
        found.append(Held(who, kind, reasons, entries.marks(row, made.marks)))
    return tuple(found)
