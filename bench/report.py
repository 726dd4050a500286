"""Figures as they are collected, shown and kept."""

from __future__ import annotations

import json
import os
import platform
import statistics
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any

import psutil
from rich.console import Console
from rich.table import Table

FOLDER = Path(__file__).resolve().parent.parent
DISK = "/var/tmp"  # noqa: S108  # each run makes folders of its own in it; it is on a disk
PACKAGES = ("fastapi", "uvicorn", "pydantic", "sqlalchemy", "sqlmodel", "psycopg")


@dataclass(frozen=True)
class Figure:
    """One figure; `limit` is what it is held against in the same run, `ratio` ours by that."""

    section: str
    what: str
    value: float | str
    unit: str
    limit: float | None = None
    ratio: float | None = None
    note: str = ""


@dataclass
class Report:
    """What was measured so far."""

    quick: bool
    console: Console = field(default_factory=lambda: Console(width=150))
    figures: list[Figure] = field(default_factory=list)
    details: dict[str, Any] = field(default_factory=dict)

    def add(
        self,
        section: str,
        what: str,
        value: float | str,
        unit: str,
        limit: float | None = None,
        note: str = "",
    ) -> None:
        """Keep a figure, with what it is held against."""
        ratio = None
        if limit and isinstance(value, (int, float)):
            ratio = value / limit
        self.figures.append(Figure(section, what, value, unit, limit, ratio, note))

    def say(self, words: str) -> None:
        """Tell whoever waits what happens."""
        self.console.print(f"[dim]{words}[/dim]", highlight=False)

    def show(self, section: str) -> None:
        """The table of one section."""
        table = Table(title=section, title_justify="left", header_style="bold")
        for name in ("what", "ours", "unit", "beside it", "ratio", "note"):
            right = name in ("ours", "beside it", "ratio")
            table.add_column(name, justify="right" if right else "left")
        for f in self.figures:
            if f.section == section:
                ratio = "" if f.ratio is None else f"{f.ratio:.2g}"
                limit = "" if f.limit is None else shown(f.limit)
                table.add_row(f.what, shown(f.value), f.unit, limit, ratio, f.note)
        self.console.print(table)

    def write(self, path: Path) -> None:
        """Keep everything as JSON."""
        kept = {
            "at": time.strftime("%Y-%m-%dT%H:%MZ", time.gmtime()),
            "quick": self.quick,
            "machine": machine(),
            "figures": [asdict(figure) for figure in self.figures],
            "details": self.details,
        }
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(kept, indent=2) + "\n", encoding="utf-8")


def shown(value: float | str) -> str:
    """A figure with three digits that mean something."""
    if isinstance(value, str):
        return value
    if abs(value) >= 100 or value == int(value):
        return f"{value:,.0f}"
    return f"{value:.3g}"


def median(values: Sequence[float]) -> float:
    """The middle one."""
    return statistics.median(values)


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which this share lies (the nearest one that was seen)."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def machine() -> dict[str, Any]:
    """What the figures were taken on, as far as it says anything about them."""
    return {
        "processor": _processor(),
        "cores": os.cpu_count(),
        "memory_gb": round(psutil.virtual_memory().total / 1e9, 1),
        "load_before": _AT_START,
        "load_after": os.getloadavg()[0],
        "fsync_ms": round(fsync_ms(), 3),
        "kernel": platform.release(),
        "python": platform.python_version(),
        "packages": {name: version(name) for name in PACKAGES},
    }


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()


def fsync_ms() -> float:
    """The median time that one small durable write takes where the databases lie."""
    times = []
    with tempfile.NamedTemporaryFile(dir=DISK) as file:
        for _ in range(50):
            file.write(b"x" * 4096)
            file.flush()
            start = time.perf_counter()
            os.fsync(file.fileno())
            times.append((time.perf_counter() - start) * 1000)
    return median(times)


_AT_START = os.getloadavg()[0]
