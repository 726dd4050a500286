"""A procedure is drawn whole, and nothing of it lies over anything else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from placet.engine.definition import Stage, Step, Workflow
from placet.engine.guards import GUARDS
from placet.templates import i18n
from placet.templates.conditions import CONDITIONS, condition
from placet.templates.diagram.layout import lay_out
from placet.templates.diagram.legend import add_legend
from placet.templates.diagram.measure import width, wrapped
from placet.templates.diagram.order import in_order
from placet.templates.diagram.plan import Plan, plan
from placet.templates.diagram.shapes import Picture
from placet.templates.diagrams import diagram_file, diagram_svg
from placet.workflows import load, shipped

from .tables import workflows

ELSEWHERE = Path(__file__).parents[1] / "decide"
PROCEDURES = (
    *shipped().values(),
    load(ELSEWHERE / "silence.yaml"),
    load(ELSEWHERE / "board.yaml"),
)
DEFAULT = shipped()["joint-objective", 1]
SVG = "{http://www.w3.org/2000/svg}"

Rectangle = tuple[int, int, int, int]

each_procedure = pytest.mark.parametrize("workflow", PROCEDURES, ids=lambda w: w.name)


def picture_of(workflow: Workflow) -> tuple[Plan, Picture]:
    planned = plan(workflow)
    picture = lay_out(planned, headed=True)
    add_legend(picture, planned)
    return planned, picture


def overlap(a: Rectangle, b: Rectangle) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def segments(picture: Picture) -> Iterator[Rectangle]:
    """Every straight piece of a line, one pixel thick."""
    for wire in picture.wires:
        for (x1, y1), (x2, y2) in pairwise(wire.points):
            yield min(x1, x2), min(y1, y2), max(x1, x2) + 1, max(y1, y2) + 1


def nothing_overlaps(picture: Picture) -> None:
    words = [w.box for w in picture.words]
    for a, b in combinations(picture.words, 2):
        assert not overlap(a.box, b.box), (a, b)
    boxes = [(b.x, b.y, b.x + b.width, b.y + b.height) for b in picture.boxes]
    for one, other in combinations(boxes, 2):
        assert not overlap(one, other)
    for piece in segments(picture):
        assert not [w for w in words if overlap(piece, w)], piece
        inside = (b for b in boxes if overlap(piece, (b[0] + 1, b[1] + 1, b[2] - 1, b[3] - 1)))
        assert not list(inside), piece
    signs = [(s.x - 7, s.y - 7, s.x + 7, s.y + 7) for s in picture.signs]
    for sign in signs:
        assert not [w for w in words if overlap(sign, w)], sign
    for left, top, right, bottom in [*words, *boxes, *signs, *segments(picture)]:
        assert left >= 0
        assert top >= 0
        assert right <= picture.width
        assert bottom <= picture.height


def every_row_is_shown(workflow: Workflow, planned: Plan) -> None:
    shown = {(c.stage.name, out.name, out.to) for c in planned.cards for out in c.exits}
    told = {(a, row.name, row.dest) for t in planned.told for row in t.rows for a in row.sources}
    rows = {(a, row.name, row.dest) for row in workflow.steps for a in row.sources}
    assert shown | told == rows


@each_procedure
def test_no_words_lie_over_others_nor_lines_over_words(workflow: Workflow) -> None:
    nothing_overlaps(picture_of(workflow)[1])


@each_procedure
def test_every_step_of_the_table_appears(workflow: Workflow) -> None:
    planned, _picture = picture_of(workflow)
    every_row_is_shown(workflow, planned)


@each_procedure
def test_the_picture_is_sound_xml_that_names_every_stage_and_step(workflow: Workflow) -> None:
    for drawn in (diagram_svg(workflow), diagram_file(workflow)):
        root = ElementTree.fromstring(drawn)  # noqa: S314 (our own)
        assert root.tag == f"{SVG}svg"
        assert root.findtext(f"{SVG}title") == workflow.title
        words = " ".join(t.text or "" for t in root.iter(f"{SVG}text"))
        desc = root.findtext(f"{SVG}desc") or ""
        for stage in workflow.stages.values():
            assert stage.title in words
        for step in workflow.steps:
            assert step.title in words
            assert step.title in desc


def test_the_default_procedure_is_a_line_with_its_ends_beside_it() -> None:
    planned, picture = picture_of(DEFAULT)
    order = ["proposal", "comment", "revision", "endorsement", "adopted", "review"]
    assert [c.stage.name for c in planned.cards] == order
    assert set(planned.ends) == {"not_adopted", "lapsed", "withdrawn"}
    ways = {out.name: out.way for c in planned.cards for out in c.exits}
    assert ways["narrow"] == "back"
    assert ways["another_round"] == "back"
    assert ways["adopt"] == "next"
    assert ways["not_adopt"] == "end"
    told = [t.words for t in planned.told]
    assert "From every stage under way: Put on hold → On hold (secretariat, chair)" in told
    assert "From On hold: Resume → back to where it came from (secretariat, chair)" in told
    assert picture.width < 800


def test_what_the_clock_alone_does_is_dashed() -> None:
    _planned, picture = picture_of(DEFAULT)
    dashed = {step for wire in picture.wires if wire.dashed for step in wire.steps}
    assert dashed == {"unadopt"}
    assert 'class="way clock" data-steps="unadopt"' in diagram_svg(DEFAULT)


def test_the_present_stage_is_marked() -> None:
    drawn = diagram_svg(DEFAULT, current="revision")
    assert drawn.count('aria-current="step"') == 1
    assert 'data-stage="revision" aria-current="step"' in drawn


def test_a_picture_in_a_page_has_no_style_script_or_id() -> None:
    drawn = diagram_svg(DEFAULT)
    for forbidden in ("<style", "<script", " id=", " style=", "href"):
        assert forbidden not in drawn
    assert "var(--ink,#14201a)" in drawn


def test_a_picture_of_its_own_brings_both_palettes() -> None:
    drawn = diagram_file(DEFAULT)
    assert "prefers-color-scheme:dark" in drawn
    tokens = (Path(__file__).parents[2] / "templates/static/tokens.css").read_text(encoding="utf-8")
    light, dark = tokens.split("@media (prefers-color-scheme:dark)", 1)
    for name, value in re.findall(r"--([a-z0-9-]+):(#[0-9a-f]+)", drawn.split("@media")[0]):
        assert f"--{name}:{value}" in light
    for name, value in re.findall(r"--([a-z0-9-]+):(#[0-9a-f]+)", drawn.split("@media")[1]):
        assert f"--{name}:{value}" in dark


def test_titles_are_escaped() -> None:
    proposal = replace(DEFAULT.stages["proposal"], title="<script>alert('&')</script>")
    named = replace(DEFAULT, stages={**DEFAULT.stages, "proposal": proposal})
    drawn = diagram_svg(named)
    assert "<script" not in drawn
    root = ElementTree.fromstring(drawn)  # noqa: S314 (our own)
    assert "<script>alert('&')</script>" in " ".join(t.text or "" for t in root.iter(f"{SVG}text"))


def test_every_word_of_ours_is_translatable() -> None:
    data = [DEFAULT.title, *(s.title for s in DEFAULT.stages.values())]
    data += [s.title for s in DEFAULT.steps]
    with i18n.language("en-XA"):
        drawn = diagram_svg(DEFAULT)
    root = ElementTree.fromstring(drawn)  # noqa: S314 (our own)
    words = "\n".join(t.text or "" for t in root.iter() if t.tag in (f"{SVG}text", f"{SVG}desc"))
    assert i18n.untranslated_text(words, data) == ()


def test_every_guard_has_its_condition() -> None:
    assert set(CONDITIONS) == set(GUARDS) - {"returns_to"}
    assert condition(("ballot_closed", "returns_to", "verdict_passes")) == (
        "the ballot is closed and the rule is met"
    )


def test_the_order_of_the_file_is_kept_unless_another_is_much_shorter() -> None:
    line = [f"s{n}" for n in range(9)]
    moves = list(pairwise(line))
    loops = [*moves, ("s5", "s2"), ("s8", "s1"), ("s3", "s3")]
    assert in_order(line, loops) == line
    assert in_order(["s0", *reversed(line[1:])], loops) == line
    assert in_order(["s0", "lost", *line[1:]], moves) == ["s0", "lost", *line[1:]]


@settings(max_examples=settings().max_examples // 2)  # each draws a whole picture
@given(workflows())
def test_any_table_is_drawn_whole_without_overlap(workflow: Workflow) -> None:
    planned, picture = picture_of(workflow)
    nothing_overlaps(picture)
    every_row_is_shown(workflow, planned)
    ElementTree.fromstring(diagram_file(workflow))  # noqa: S314 (our own)


@pytest.mark.parametrize("count", [5, 25])
def test_a_picture_has_room_for_five_stages_and_for_twenty_five(count: int) -> None:
    names = [f"s{n}" for n in range(count)]
    stages = {n: Stage(n, f"The stage called {n}", "under_revision", "2 weeks") for n in names}
    go = [Step(f"go_{a}", (a,), b, ("chair",), title="Go on") for a, b in pairwise(names)]
    back = [Step(f"back_{a}", (a,), "s0", ("chair",), title="Go back") for a in names[1:]]
    skip = [Step(f"skip_{a}", (a,), names[-1], ("clock",), title="Skip") for a in names[:-2]]
    workflow = Workflow("w", 1, "W", "", stages, (*go, *back, *skip), "s0")
    planned, picture = picture_of(workflow)
    nothing_overlaps(picture)
    assert len(planned.cards) == count
    assert picture.width < 700, "ways to one stage share a lane"


@given(st.text(max_size=40), st.integers(10, 300), st.booleans())
def test_wrapped_words_fit_and_none_is_lost(text: str, room: int, bold: bool) -> None:
    lines = wrapped(text, room, 13, bold, most=99)
    assert all(width(line, 13, bold) <= room or len(line) == 1 for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())
