"""The tables of cases: one file for each shipped rule, read into rooms of named seats.

A row is `[how many, position, class, more]`; `more` may give `weight` (of each), `marks`,
`reasons: false`, or `also` (a second position of the same organisation).  A case may instead
name a roster of the file and say who holds what.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from placet.engine.rules import Verdict

FOLDER = Path(__file__).parent / "cases"


@dataclass(frozen=True, slots=True)
class Row:
    """So many seats that are alike."""

    count: int
    position: str | None
    cls: str = ""
    weight: int = 1
    marks: tuple[str, ...] = ()
    reasons: bool = True
    also: str = ""

    @property
    def classes(self) -> list[str]:
        return [self.cls] if self.cls else []


@dataclass(frozen=True, slots=True)
class Case:
    """What is given and what is expected; `says` is true of the rule."""

    rule: str
    says: str
    rows: tuple[Row, ...]
    passes: bool
    parameters: Mapping[str, int | str] = field(default_factory=dict)
    numbers: Mapping[str, list[int | None]] = field(default_factory=dict)
    unmet: tuple[str, ...] | None = None
    dropped: Mapping[str, int] = field(default_factory=dict)
    not_bound: int | None = None

    def __str__(self) -> str:
        return f"{self.rule}: {self.says}"

    @property
    def has_totals(self) -> bool:
        """Whether totals can say it: they do not know who answered twice."""
        return not any(row.also for row in self.rows)

    def by_name(self) -> dict[str, object]:
        """The case with a roster and positions."""
        roster: list[dict[str, object]] = []
        positions: list[dict[str, object]] = []
        for row in self.rows:
            for _ in range(row.count):
                name = f"O{len(roster):03d}"
                roster.append({"organisation": name, "classes": row.classes, "weight": row.weight})
                for position in filter(None, (row.position, row.also)):
                    held = {"organisation": name, "position": position, **_said(row)}
                    positions.append(held)
        return {"roster": roster, "positions": positions, "parameters": self.parameters}

    def by_total(self) -> dict[str, object]:
        """The case with a tally and how many are eligible."""
        tally: list[dict[str, object]] = []
        eligible: list[dict[str, object]] = []
        for row in self.rows:
            sums = {"classes": row.classes, "count": row.count, "weight": row.count * row.weight}
            eligible.append(sums)
            if row.position is not None:
                tally.append({**sums, "position": row.position, **_said(row)})
        return {"tally": tally, "eligible": eligible, "parameters": self.parameters}


def _said(row: Row) -> dict[str, object]:
    return {"reasons": "Because." if row.reasons else "", **dict.fromkeys(row.marks, True)}


def tables() -> dict[str, list[Case]]:
    """All tables by the name of the rule."""
    return {path.stem: list(_read(path)) for path in sorted(FOLDER.glob("*.yaml"))}


def _read(path: Path) -> Iterator[Case]:
    file = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
    for case in file["cases"]:
        rows = [_row(*row) for row in case.get("given", ())]
        rows += [_row(row[0], None, *row[1:]) for row in case.get("silent", ())]
        if "roster" in case:
            rows += _held(file["rosters"][case["roster"]], case["hold"])
        yield Case(
            rule=path.stem,
            says=case["says"],
            rows=tuple(rows),
            passes=case["passes"],
            parameters=case.get("parameters", {}),
            numbers=case.get("numbers", {}),
            unmet=tuple(case["unmet"]) if "unmet" in case else None,
            dropped=case.get("dropped", {}),
            not_bound=case.get("not_bound"),
        )


def _row(
    count: int, position: str | None, cls: str = "", more: Mapping[str, Any] | None = None
) -> Row:
    said = dict(more or {})
    marks = tuple(said.pop("marks", ()))
    return Row(count, position, cls, marks=marks, **said)


def _held(roster: Mapping[str, int], hold: Mapping[str, list[str] | str]) -> list[Row]:
    named = {code: kind for kind, codes in hold.items() if codes != "rest" for code in codes}
    rest = next((kind for kind, codes in hold.items() if codes == "rest"), None)
    return [Row(1, named.get(code, rest), weight=weight) for code, weight in roster.items()]


def numbers_of(verdict: Verdict) -> dict[str, list[int | None]]:
    """Numerator and denominator of each finding."""
    return {f.criterion: [f.numerator, f.denominator] for f in verdict.findings}


def unmet_of(verdict: Verdict) -> tuple[str, ...]:
    """The names of the criteria that are not met; alternatives go by their own name."""
    options: dict[str, dict[int, bool]] = {}
    for n, finding in enumerate(verdict.findings):
        name = finding.group or finding.criterion
        option = finding.option if finding.group else n
        met = options.setdefault(name, {})
        met[option] = met.get(option, True) and finding.met
    return tuple(name for name, met in options.items() if not any(met.values()))


def dropped_of(verdict: Verdict) -> dict[str, int]:
    """How many positions were dropped for each reason."""
    found: Counter[str] = Counter()
    for one in verdict.dropped:
        found[one.reason] += one.count
    return dict(found)
