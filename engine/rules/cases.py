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

from collections.abc import Mapping, Sequence
from typing import TypeVar

from placet.engine.errors import N_, BadInput
from placet.engine.model import Seat
from placet.engine.rules.clauses import counts
from placet.engine.rules.evaluating import evaluate_names, verdict_of
from placet.engine.rules.filtering import Held, counts_as
from placet.engine.rules.judging import judge
from placet.engine.rules.rule import Rule
from placet.engine.rules.tally import SILENT, Cell, Tally
from placet.engine.rules.terms import Terms, terms
from placet.engine.rules.verdict import Dropped, Verdict

_K = TypeVar("_K")
_KEYS = ("roster", "positions", "tally", "eligible", "parameters", "id", "rule")


def evaluate_case(rule: Rule, case: Mapping[str, object]) -> Verdict:
    """The verdict on a case; BadInput names the key and the entry that cannot be read."""
    for key in case:
        if key not in _KEYS:
            known = ", ".join(_KEYS)
            raise BadInput(str(key), N_("there is no such key."), N_("Use {known}."), known=known)
    given = case.get("parameters") or {}
    if not isinstance(given, Mapping):
        raise BadInput("parameters", N_("keys and values belong here."), N_("Write an object."))
    made = terms(rule, {str(k): v for k, v in given.items()})
    if "tally" in case or "eligible" in case:
        for key in ("roster", "positions"):
            if key in case:
                raise BadInput(key, N_("names and totals do not go together."), N_("Remove one."))
        return _totals(made, _rows(case, "tally"), _rows(case, "eligible"))
    positions = _rows(case, "positions")
    held = [_held(made, row, f"positions.{n}") for n, row in enumerate(positions)]
    if "roster" not in case:
        return evaluate_names(made, [Seat(o) for o in dict.fromkeys(_who(held))], held)
    return evaluate_names(made, _seats(_rows(case, "roster")), held)


def _who(held: Sequence[Held]) -> list[str]:
    return [position.organisation for position in held]


def _rows(case: Mapping[str, object], key: str) -> Sequence[Mapping[str, object]]:
    rows = case.get(key, ())
    if not isinstance(rows, list | tuple) or not all(isinstance(row, Mapping) for row in rows):
        raise BadInput(
            key,
            N_("a list of objects belongs here."),
            N_("Write each in braces, the list in brackets."),
        )
    return rows


def _seats(rows: Sequence[Mapping[str, object]]) -> list[Seat]:
    seats: dict[str, Seat] = {}
    for n, row in enumerate(rows):
        at = f"roster.{n}"
        name = _text(row, "organisation", at)
        if name in seats:
            raise BadInput(
                f"{at}.organisation",
                N_("{organisation} is on the roster twice."),
                N_("Remove one."),
                organisation=name,
            )
        weight = _number(row, "weight", at) if "weight" in row else 1
        seats[name] = Seat(name, _classes(row, at), weight)
    return list(seats.values())


def _held(made: Terms, row: Mapping[str, object], at: str) -> Held:
    reasons = row.get("reasons", "")
    given = bool(reasons.strip()) if isinstance(reasons, str) else bool(reasons)
    marks = tuple(m for m in made.marks if row.get(m)) if made.marks else ()
    return Held(_text(row, "organisation", at), _text(row, "position", at), given, marks)


def _totals(
    made: Terms, tally: Sequence[Mapping[str, object]], eligible: Sequence[Mapping[str, object]]
) -> Verdict:
    sums: dict[Cell, tuple[int, int]] = {}
    seated: dict[frozenset[str], tuple[int, int]] = {}
    dropped: list[Dropped] = []
    for n, row in enumerate(tally):
        at = f"tally.{n}"
        spelling, count = _text(row, "position", at), _number(row, "count", at)
        weight = _number(row, "weight", at) if "weight" in row else count
        classes = _classes(row, at)
        kind, reason = _counts_as(made, classes, spelling, row)
        if reason and count:
            dropped.append(Dropped("", spelling, reason, count))
        if reason == "not_counted_class":
            continue
        marks = tuple(m for m in made.marks if row.get(m)) if kind else ()
        cell = made.cell(classes, kind, marks)
        if kind or not eligible:
            _put(sums, cell, count, weight)
        _put(seated, cell.classes, count if kind else 0, weight if kind else 0)
    room: dict[frozenset[str], tuple[int, int]] = {}
    for n, row in enumerate(eligible):
        at = f"eligible.{n}"
        classes, count = _classes(row, at), _number(row, "count", at)
        weight = _number(row, "weight", at) if "weight" in row else count
        if counts(made, classes):
            _put(room, made.relevant(classes), count, weight)
    for group, (count, weight) in room.items():
        held = seated.get(group, (0, 0))
        if held[0] > count or held[1] > weight:
            raise BadInput(
                "eligible",
                N_("{held} positions of {count} seats (classes: {classes})."),
                N_("Correct the totals: nobody holds two positions."),
                held=held[0],
                count=count,
                classes=", ".join(sorted(group)) or "none",
            )
        _put(sums, Cell(group, SILENT), count - held[0], weight - held[1])
    returned = tuple(d for d in dropped if d.reason == "returned")
    judgement = judge(made, Tally({cell: sum_ for cell, sum_ in sums.items() if sum_[0]}))
    return verdict_of(made, judgement, dropped=tuple(dropped), returned=returned)


def _counts_as(
    made: Terms, classes: Sequence[str], spelling: str, row: Mapping[str, object]
) -> tuple[str, str]:
    if not counts(made, classes):
        return SILENT, "not_counted_class"
    if spelling not in made.kinds:
        return SILENT, "unknown_kind"
    reasons = row.get("reasons", True)
    given = bool(reasons.strip()) if isinstance(reasons, str) else bool(reasons)
    return counts_as(made, spelling, given)


def _put(sums: dict[_K, tuple[int, int]], key: _K, count: int, weight: int) -> None:
    before = sums.get(key, (0, 0))
    sums[key] = before[0] + count, before[1] + weight


def _text(row: Mapping[str, object], key: str, at: str) -> str:
    value = row.get(key)
    if not isinstance(value, str) or not value:
        raise BadInput(
            f"{at}.{key}", N_("{value} is not text."), N_("Write a name."), value=repr(value)
        )
    return value


def _number(row: Mapping[str, object], key: str, at: str) -> int:
    value = row.get(key)
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise BadInput(
            f"{at}.{key}",
            N_("{value} is not a whole number of 0 or more."),
            N_("Write such a number without quotes."),
            value=repr(value),
        )
    return value


def _classes(row: Mapping[str, object], at: str) -> tuple[str, ...]:
    value = row.get("classes", ())
    if not isinstance(value, list | tuple) or not all(isinstance(c, str) for c in value):
        raise BadInput(
            f"{at}.classes", N_("a list of names belongs here."), N_('Write ["P"], or [].')
        )
    return tuple(value)
