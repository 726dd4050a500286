"""What is written is true: made pages are current, nothing is missing, links lead somewhere."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from placet.api.problems import TABLE
from placet.api.settings import documented
from placet.engine.errors import PlacetError
from placet.engine.workflow import mermaid
from placet.workflows import shipped
from placet.workflows.rules import shipped_rules

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
README = ROOT / "README.md"
LINK = re.compile(r"\]\(([^)\s]+)\)|<img src=\"([^\"]+)\"")
OWN = ("README.md", "CHANGELOG.md", "CONTRIBUTING.md")


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def written() -> list[Path]:
    return [*(ROOT / name for name in OWN), *sorted(DOCS.rglob("*.md"))]


def by_name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_the_pages_made_from_the_code_are_current(generate: Any) -> None:
    stale = [str(path.relative_to(ROOT)) for path in generate.stale()]
    assert stale == [], "run `make docs`"


def test_the_reference_holds_nothing_but_made_pages(generate: Any) -> None:
    made = {path for path in generate.pages() if path.parent.name == "reference"}
    assert set((DOCS / "reference").iterdir()) == made


def test_the_diagram_in_the_readme_is_the_table() -> None:
    drawn = re.search(r"```mermaid\n(.*?)\n```", read(README), re.S)
    assert drawn is not None
    assert drawn[1] == mermaid(shipped()["joint-objective", 1])


@pytest.mark.parametrize("path", written(), ids=by_name)
def test_a_page_that_says_how_many_procedures_or_rules_there_are_is_right(path: Path) -> None:
    said = " ".join(read(path).split())
    known = {"procedures": len(shipped()), "rules": len(shipped_rules())}
    for count, what in re.findall(r"(?:^|[^\w-])(\d+) (procedures|rules)\b", said):
        assert int(count) == known[what]


def test_every_setting_is_documented() -> None:
    page = read(DOCS / "settings.md")
    for name, default, meaning in documented():
        assert f"| `{name}` | {default} | {meaning} |" in page


def test_no_page_names_a_setting_that_does_not_exist() -> None:
    known = {name for name, _, _ in documented()} | {"PLACET_DATA"}
    for path in written():
        assert set(re.findall(r"PLACET_[A-Z_]+[A-Z]", read(path))) <= known, path


def subclasses(kind: type[PlacetError]) -> Iterator[type[PlacetError]]:
    for below in kind.__subclasses__():
        if below.__module__.startswith("placet."):
            yield below
            yield from subclasses(below)


def test_every_error_has_a_status_and_is_documented() -> None:
    page = read(DOCS / "reference/errors.md")
    assert set(subclasses(PlacetError)) == set(TABLE)
    for kind, (status, name) in TABLE.items():
        assert f"| `{kind.__name__}` | {status} | `/problems/{name}` |" in page


def test_every_command_is_documented() -> None:
    from placet.api.cli import app

    page = read(DOCS / "reference/commands.md")
    for name in app:
        if not name.startswith("-"):
            assert re.search(rf"^## placet (--)?{name}$", page, re.M), name


def commands_in(text: str) -> set[str]:
    """Commands of Placet that a page tells people to run."""
    fenced = re.findall(r"```sh\n(.*?)```", text, re.S)
    spoken = re.findall(r"`((?:\.venv/bin/)?placet [a-z][^`]*)`", text)
    lines = [line for block in fenced for line in block.splitlines()] + spoken
    found = (re.search(r"(?:^|/|\s)placet ([a-z]+(?: [a-z-]+)?)", line) for line in lines)
    return {hit[1] for hit in found if hit is not None}


@pytest.mark.parametrize("path", written(), ids=by_name)
def test_commands_that_a_page_names_exist(path: Path) -> None:
    page = read(DOCS / "reference/commands.md")
    for command in commands_in(read(path)):
        first = command.split()[0]
        assert f"placet {first}\n" in page, command
        if first in ("ledger", "clock", "import", "rules", "text", "workflow"):
            assert f"placet {command}\n" in page, command


def test_targets_of_make_that_a_page_names_exist() -> None:
    targets = set(re.findall(r"^([a-z]+):", read(ROOT / "Makefile"), re.M))
    for path in written():
        named = re.findall(r"(?:^|`)make ([a-z]+)", read(path), re.M)
        assert set(named) <= targets, path


def slug(heading: str) -> str:
    """The anchor that a heading gets."""
    kept = re.sub(r"[^\w\- ]", "", heading.strip().lower())
    return kept.replace(" ", "-")


@pytest.mark.parametrize("path", written(), ids=by_name)
def test_links_inside_the_project_lead_somewhere(path: Path) -> None:
    for one, other in LINK.findall(read(path)):
        link = one or other
        if re.match(r"https?:|mailto:", link):
            continue
        name, _, anchor = link.partition("#")
        goal = (path.parent / name).resolve() if name else path
        assert goal.exists(), link
        if anchor:
            headings = re.findall(r"^#+ (.+)$", read(goal), re.M)
            assert anchor in {slug(heading) for heading in headings}, link


def test_every_page_is_reached_from_the_readme() -> None:
    seen: set[Path] = set()
    todo = [README]
    while todo:
        path = todo.pop()
        if path in seen or path.suffix != ".md":
            continue
        seen.add(path)
        for one, _ in LINK.findall(read(path)):
            goal = (path.parent / one.partition("#")[0]).resolve()
            if goal.is_file():
                todo.append(goal)
    pages = {page for page in DOCS.rglob("*.md") if page.parent.name != "adr"}
    assert pages <= seen, "link the page from README or from a page that README links"


def test_pictures_are_small_and_as_wide_as_a_screen() -> None:
    for picture in (DOCS / "pictures").iterdir():
        data = picture.read_bytes()
        assert len(data) < 200_000, picture.name
        assert data.startswith(b"<svg " if picture.suffix == ".svg" else b"\x89PNG")
    width = struct.unpack(">I", (DOCS / "pictures/objective.png").read_bytes()[16:20])[0]
    assert width == 1366
