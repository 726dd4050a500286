"""Verdicts a second, beside the same rule written by hand over a Counter.

A verdict has every criterion with its numbers, who is dropped, who blocks, who is silent and
what is still needed; by hand it is yes or no.  Both must agree on every room.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import cycle
from random import Random

from bench.report import Report
from bench.turns import seconds_each
from placet.engine.model import Seat
from placet.engine.rules import Held, Terms, evaluate_names, terms
from placet.engine.rules.totals import evaluate_totals
from placet.workflows.rules import shipped_rules

SECTION = "verdicts"
SIZES = (30, 300, 3_000)
ROOMS = 8
"""Rooms of one size, one after the other."""

Seats = Sequence[Seat]
Positions = Sequence[Held]
Counted = Mapping[str, int]
"""Totals by kind; with a class or weight, under `kind/P` and `kind/weight`; seats under `all`."""


@dataclass(frozen=True)
class Limit:
    """A shipped rule, how a room is filled for it, and the same rule by hand."""

    name: str
    kinds: Mapping[str, int]
    """What seats say, and how often; the empty kind is silence."""
    names: Callable[[Seats, Positions], bool]
    totals: Callable[[Counted], bool]
    parameters: Mapping[str, str | int] = field(default_factory=dict)
    classes: tuple[str, ...] = ()
    weighted: bool = False


def _important(seats: Seats, held: Positions) -> bool:
    votes = Counter(position.kind for position in held)
    return _two_thirds(votes)


def _two_thirds(votes: Counted) -> bool:
    cast = votes["yes"] + votes["no"]
    return cast > 0 and 3 * votes["yes"] >= 2 * cast


def _joint(seats: Seats, held: Positions) -> bool:
    return _nobody_objects({**_NONE, **Counter(p.kind for p in held), "all": len(seats)})


_NONE = dict.fromkeys(("endorse", "no_objection", "object", "abstain"), 0)


def _nobody_objects(votes: Counted) -> bool:
    for_it = votes["endorse"] + votes["no_objection"]
    return not votes["object"] and votes["endorse"] >= 2 and 3 * for_it >= 2 * votes["all"]


def _unbroken(seats: Seats, held: Positions) -> bool:
    return not any(position.kind in ("object", "amend") for position in held)


def _no_break(votes: Counted) -> bool:
    return not votes["object"]


def _dis(seats: Seats, held: Positions) -> bool:
    members = {seat.organisation for seat in seats if "P" in seat.classes}
    votes: Counter[str] = Counter()
    for position in held:
        if position.kind == "disapprove" and not position.reasons:
            continue
        votes[position.kind] += 1
        if position.organisation in members:
            votes[f"{position.kind}/P"] += 1
    return _draft_standard(votes)


def _draft_standard(votes: Counted) -> bool:
    p, everybody = (votes[f"approve{c}"] + votes[f"disapprove{c}"] for c in ("/P", ""))
    two_thirds = p > 0 and 3 * votes["approve/P"] >= 2 * p
    return two_thirds and everybody > 0 and 4 * votes["disapprove"] <= everybody


def _iesg(seats: Seats, held: Positions) -> bool:
    votes = Counter(position.kind for position in held)
    votes["all"] = len(seats)
    return _no_discuss(votes)


def _no_discuss(votes: Counted) -> bool:
    seats, for_it = votes["all"] - votes["recuse"], votes["yes"] + votes["no_objection"]
    return bool(votes["yes"] and not votes["discuss"] and seats and 3 * for_it >= 2 * seats)


def _qualified(seats: Seats, held: Positions) -> bool:
    weights = {seat.organisation: seat.weight for seat in seats}
    votes: Counter[str] = Counter()
    votes["all"], votes["all/weight"] = len(seats), sum(weights.values())
    for position in held:
        votes[position.kind] += 1
        votes[f"{position.kind}/weight"] += weights[position.organisation]
    return _qualified_majority(votes)


def _qualified_majority(votes: Counted) -> bool:
    seats = votes["all"] - votes["not_participating"]
    people = votes["all/weight"] - votes["not_participating/weight"]
    if not seats or 100 * votes["yes"] < 55 * seats:
        return False
    enough = people > 0 and 100 * votes["yes/weight"] >= 65 * people
    return enough or seats - votes["yes"] < 4


LIMITS = (
    Limit(
        "un_important", {"yes": 60, "no": 28, "abstain": 10, "": 2}, _important, _two_thirds
    ),
    Limit(
        "no_objection", {"endorse": 500, "no_objection": 240, "abstain": 100, "object": 1, "": 159},
        _joint, _nobody_objects, {"share": "2/3", "minimum": 2},
    ),
    Limit("silence", {"endorse": 50, "reserve": 20, "object": 1, "": 929}, _unbroken, _no_break),
    Limit(
        "iso_dis", {"approve": 60, "disapprove": 20, "abstain": 10, "": 10}, _dis,
        _draft_standard, classes=("P", "O"),
    ),
    Limit(
        "iesg",
        {"yes": 200, "no_objection": 550, "discuss": 2, "recuse": 50, "no_record": 98, "": 100},
        _iesg, _no_discuss,
    ),
    Limit(
        "eu_qmv", {"yes": 66, "no": 20, "abstain": 10, "not_participating": 1, "": 3},
        _qualified, _qualified_majority, weighted=True,
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Room:
    """Seats and what they hold; the same as totals, as rows of a case and counted by hand."""

    seats: tuple[Seat, ...]
    held: tuple[Held, ...]
    tally: tuple[dict[str, object], ...]
    eligible: tuple[dict[str, object], ...]
    counted: Counted


def measure(report: Report) -> None:
    """Names of three sizes, and totals."""
    random = Random(7)
    seconds, rounds = (0.02, 3) if report.quick else (0.1, 9)
    report.say(f"verdicts of {len(LIMITS)} shipped rules")
    for limit in LIMITS:
        made = terms(shipped_rules()[limit.name, 1], limit.parameters)
        rooms = {size: [_room(random, limit, size) for _ in range(ROOMS)] for size in SIZES}
        for size in SIZES:
            _agree(made, limit, rooms[size])
            ours, hand = _names(made, limit, rooms[size], seconds, rounds)
            what, note = f"{limit.name}, names of {size:,} seats", f"{size / ours:,.0f} seats/s"
            report.add(SECTION, what, 1 / ours, "verdicts/s", 1 / hand, note)
        ours, hand = _totals(made, limit, rooms[SIZES[-1]], seconds, rounds)
        report.add(SECTION, f"{limit.name}, totals", 1 / ours, "verdicts/s", 1 / hand)


def _names(
    made: Terms, limit: Limit, rooms: Sequence[Room], seconds: float, rounds: int
) -> tuple[float, float]:
    return _turns(
        _in_turn(rooms, lambda r: evaluate_names(made, r.seats, r.held)),
        _in_turn(rooms, lambda r: limit.names(r.seats, r.held)),
        seconds,
        rounds,
    )


def _totals(
    made: Terms, limit: Limit, rooms: Sequence[Room], seconds: float, rounds: int
) -> tuple[float, float]:
    return _turns(
        _in_turn(rooms, lambda r: evaluate_totals(made, r.tally, r.eligible)),
        _in_turn(rooms, lambda r: limit.totals(r.counted)),
        seconds,
        rounds,
    )


def _turns(
    ours: Callable[[], object], hand: Callable[[], object], seconds: float, rounds: int
) -> tuple[float, float]:
    found = seconds_each({"ours": ours, "hand": hand}, seconds, rounds)
    return found["ours"], found["hand"]


def _in_turn(rooms: Sequence[Room], of: Callable[[Room], object]) -> Callable[[], object]:
    """A call that takes the next room each time."""
    following = cycle(rooms)
    return lambda: of(next(following))


def _agree(made: Terms, limit: Limit, rooms: Sequence[Room]) -> None:
    """All four say the same of every room."""
    for room in rooms:
        said = {
            evaluate_names(made, room.seats, room.held).passes,
            evaluate_totals(made, room.tally, room.eligible).passes,
            limit.names(room.seats, room.held),
            limit.totals(room.counted),
        }
        if len(said) != 1:
            raise RuntimeError(f"{limit.name}: by hand it is otherwise: {room.counted}")


def _room(random: Random, limit: Limit, size: int) -> Room:
    kinds, often = tuple(limit.kinds), tuple(limit.kinds.values())
    seats = tuple(
        Seat(
            f"IO-{number:04d}",
            (random.choice(limit.classes),) if limit.classes else (),
            random.randint(1, 80) if limit.weighted else 1,
        )
        for number in range(size)
    )
    said = random.choices(kinds, often, k=size)
    held = tuple(
        Held(seat.organisation, kind, random.random() < 0.8)
        for seat, kind in zip(seats, said, strict=True)
        if kind
    )
    return Room(seats, held, _tally(seats, held), _eligible(seats), _counted(limit, seats, held))


def _tally(seats: Seats, held: Positions) -> tuple[dict[str, object], ...]:
    seated = {seat.organisation: seat for seat in seats}
    found: Counter[tuple[tuple[str, ...], str, bool]] = Counter()
    weights: Counter[tuple[tuple[str, ...], str, bool]] = Counter()
    for position in held:
        seat = seated[position.organisation]
        key = (seat.classes, position.kind, position.reasons)
        found[key] += 1
        weights[key] += seat.weight
    return tuple(
        {"classes": list(classes), "position": kind, "reasons": reasons, "count": count,
         "weight": weights[classes, kind, reasons]}
        for (classes, kind, reasons), count in found.items()
    )  # fmt: skip


def _eligible(seats: Seats) -> tuple[dict[str, object], ...]:
    count = Counter(seat.classes for seat in seats)
    return tuple(
        {"classes": list(classes), "count": number,
         "weight": sum(seat.weight for seat in seats if seat.classes == classes)}
        for classes, number in count.items()
    )  # fmt: skip


def _counted(limit: Limit, seats: Seats, held: Positions) -> Counted:
    """As whoever counted by hand wrote it down; what has no reasons is not counted by ISO."""
    seated = {seat.organisation: seat for seat in seats}
    found: Counter[str] = Counter()
    found["all"], found["all/weight"] = len(seats), sum(seat.weight for seat in seats)
    for position in held:
        if limit.classes and position.kind == "disapprove" and not position.reasons:
            continue
        found[position.kind] += 1
        found[f"{position.kind}/weight"] += seated[position.organisation].weight
        for cls in seated[position.organisation].classes:
            found[f"{position.kind}/{cls}"] += 1
    return found
