"""Reads `expected.txt`: what each role may do with each route in each place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.matrix.world import EVERYWHERE, KIN, PLACES, ROLES, VEILED

FILE = Path(__file__).with_name("expected.txt")
WORDS = {"yes": "yes", "in": "sign-in", "403": "403", "404": "404", "409": "409", "422": "422"}

Grid = Mapping[tuple[str, str], str]
"""The expectation by role and place."""


def expectations() -> dict[str, Grid]:
    """The grid of every route; ValueError for a route that is named twice."""
    found: dict[str, Grid] = {}
    for grid, routes in _blocks(FILE.read_text(encoding="utf-8")):
        for route in routes:
            if route in found:
                raise ValueError(f"{route} is there twice")
            found[route] = grid
    return found


def _blocks(text: str) -> Iterator[tuple[Grid, list[str]]]:
    for block in text.split("\n\n"):
        lines = [line.strip() for line in block.splitlines() if not line.startswith("#")]
        if not lines:
            continue
        heads, *rest = lines
        roles = heads.split()
        if tuple(roles) != ROLES:
            raise ValueError(f"these are not the roles: {heads}")
        grid: dict[tuple[str, str], str] = {}
        while rest and rest[0].split()[0] in (*EVERYWHERE, "everywhere"):
            place, *words = rest.pop(0).split()
            for role, word in zip(roles, words, strict=True):
                for at in EVERYWHERE if place == "everywhere" else (place,):
                    grid[role, at] = WORDS[word]
        yield {**_as_usual(grid), **grid}, rest


OF_AUR = ("focal-point", "alternate", "drafter", "observer", "ended")


def _as_usual(grid: Grid) -> dict[tuple[str, str], str]:
    """What is expected at the veiled places where nothing else is said of them.

    A sealed objective is as any of AUR's; a restricted one, which BOR and CYG see, is as any of
    BOR's, but for those who act for AUR, from whom it is hidden like one at another table.
    """
    found = {}
    for place in VEILED:
        for role in ROLES:
            hidden = place == "restricted" and role in OF_AUR
            like = "elsewhere" if hidden else KIN[place]
            if (role, like) in grid:
                found[role, place] = grid[role, like]
    return found


def places_of(grid: Grid, route: str) -> tuple[str, ...]:
    """The places worth asking in: one where neither address nor answer knows places.

    The veiled ones only where it is about an objective.
    """
    if "{ref}" in route or "{reference}" in route:
        return EVERYWHERE
    named = "{" in route or any(grid[role, "own"] != grid[role, "elsewhere"] for role in ROLES)
    return PLACES if named else PLACES[:1]
