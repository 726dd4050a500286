"""What is still needed as JSON data and back: for messages, which are worded later.

An object has one key that says what it is (`more`, `weight`, `resolve`, `fewer`, `quorum`,
`out_of_reach`, `either`), so old messages stay readable when new ways to help are added.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from placet.engine.rules.verdict import (
    Either,
    Fewer,
    More,
    Needed,
    OutOfReach,
    Quorum,
    Resolve,
    WeightMore,
)

Data = dict[str, Any]


def needed_data(needed: Needed) -> Data:
    """One need as JSON data; what is empty is left out."""
    match needed:
        case Resolve(kind, organisations, count):
            data: Data = {"resolve": kind, "organisations": list(organisations), "count": count}
            return data if count else {"resolve": kind, "organisations": list(organisations)}
        case More(kinds, count, cls, mark):
            return _kept({"more": list(kinds), "count": count, "class": cls, "mark": mark})
        case WeightMore(kinds, weight, cls):
            return _kept({"weight": weight, "kinds": list(kinds), "class": cls})
        case Fewer(kinds, count, organisations, cls, weighted):
            data = {"fewer": list(kinds), "count": count, "organisations": list(organisations)}
            return data | _kept({"class": cls, "weighted": weighted})
        case Quorum(count, cls):
            return _kept({"quorum": count, "class": cls})
        case OutOfReach(criterion):
            return {"out_of_reach": criterion}
        case Either(options):
            return {"either": [[needed_data(n) for n in option] for option in options]}


def needed_from(data: Mapping[str, Any]) -> Needed:
    """The need that such data say; ValueError where they say none."""
    cls = str(data.get("class", ""))
    match data:
        case {"more": list(kinds), "count": int(count)}:
            return More(_texts(kinds), count, cls, str(data.get("mark", "")))
        case {"weight": int(weight), "kinds": list(kinds)}:
            return WeightMore(_texts(kinds), weight, cls)
        case {"resolve": str(kind), "organisations": list(names)}:
            count = data.get("count", 0)
            return Resolve(kind, _texts(names), count if isinstance(count, int) else 0)
        case {"fewer": list(kinds), "count": int(count), "organisations": list(names)}:
            return Fewer(_texts(kinds), count, _texts(names), cls, data.get("weighted") is True)
        case {"quorum": int(count)}:
            return Quorum(count, cls)
        case {"out_of_reach": str(criterion)}:
            return OutOfReach(criterion)
        case {"either": list(options)}:
            return Either(tuple(tuple(needed_from(n) for n in option) for option in options))
    raise ValueError("more, weight, resolve, fewer, quorum, out_of_reach or either")


def _kept(data: Data) -> Data:
    return {key: value for key, value in data.items() if value not in ("", False)}


def _texts(values: list[Any]) -> tuple[str, ...]:
    return tuple(str(value) for value in values)
