"""A rehearsal as people see it: the list, the picture, the command."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from placet.api import cli
from placet.templates import PSEUDO, language, palette
from placet.templates.i18n import untranslated_text
from placet.templates.rehearsal_list import list_text
from placet.templates.rehearsal_picture import picture
from tests.rehearsal.stories import HEAD, PROPOSE, lived
from tests.rehearsal.test_walk import OBJECTION

SVG = "{http://www.w3.org/2000/svg}"
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*arguments: str) -> tuple[int, str, str]:
        status = 0
        try:
            cli.main(["workflow", *arguments])
        except SystemExit as end:
            status = int(end.code or 0)
        said = capsys.readouterr()
        return status, said.out, said.err

    return run


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "story.yaml"
    path.write_text(HEAD + PROPOSE + OBJECTION, encoding="utf-8")
    return path


def test_the_list_names_days_times_in_both_zones_and_readers() -> None:
    lines = list_text(lived(PROPOSE + OBJECTION)).splitlines()
    assert lines[0] == "A small story"
    assert lines[1] == "joint-objective, version 1: Joint objective between organisations"
    assert "Monday 22 March 2027" in lines
    assert "  10:00 CET 09:00Z   proposal   AUR proposed \u201cShare soundings\u201d." in lines
    assert any(line.startswith("  11:00 CET 10:00Z   position   AUR supports") for line in lines)
    assert any(line.startswith("  23:59 CEST 21:59Z  verdict    Ballot 1 was") for line in lines)
    assert "to Sue (secretariat, who must decide)" in (line.strip() for line in lines)
    assert lines[-1] == "28 entries, 15 mails, 5 people who get mail, 2 refusals"


def test_mails_that_say_the_same_stand_under_one_subject() -> None:
    said = list_text(lived(PROPOSE))
    assert said.count("proposal, position requested: Position due 5 Apr 2027") == 1
    assert said.count(", which owes a position)") == 3


def test_the_day_in_utc_is_named_where_it_is_another_one() -> None:
    head = HEAD.replace("2027-03-22T09:00", "2027-03-22T00:10")
    said = list_text(lived("- {at: 2027-03-22T00:30, by: AUR, do: propose}\n", head=head))
    assert "00:30 CET 21 Mar 23:30Z" in said


DATA = [
    "A small story", "Share soundings", "Joint objective between organisations", "joint-objective",
    "Europe/Brussels", "Brussels", "REHEARSAL", "CEST", "CET", "AUR", "BOR", "focal point", "Ada",
    "Alf", "Sue", "Cleo", "No way on",
]  # fmt: skip
"""What is not ours to translate."""


def test_every_word_of_the_list_can_be_translated() -> None:
    with language(PSEUDO):
        rehearsal = lived(PROPOSE + OBJECTION)
        said = list_text(rehearsal)
    subjects = [entry.what["subject"] for entry in rehearsal.entries if entry.kind == "mail"]
    assert untranslated_text(" ".join(said.split()), [*DATA, *subjects]) == ()


def test_every_word_of_the_picture_can_be_translated() -> None:
    with language(PSEUDO):
        root = ElementTree.fromstring(picture(lived(PROPOSE + OBJECTION)))  # noqa: S314 - our own
    said = " ".join(text.text or "" for text in root.iter(f"{SVG}text"))
    titles = " ".join(title.text or "" for title in root.iter(f"{SVG}title"))
    assert untranslated_text(f"{said} {titles}", DATA) == ()


def test_the_picture_stands_alone_and_says_what_it_shows() -> None:
    source = picture(lived(PROPOSE + OBJECTION))
    root = ElementTree.fromstring(source)  # noqa: S314 - our own
    assert root.find(f"{SVG}title") is not None
    assert root.findtext(f"{SVG}title") == "A small story"
    assert "15 mails" in str(root.findtext(f"{SVG}desc"))
    assert "http" not in source.replace("http://www.w3.org/2000/svg", "")
    assert "<script" not in source
    marks = [g for g in root.iter(f"{SVG}g") if (g.get("class") or "").startswith("mark ")]
    assert all(mark.findtext(f"{SVG}title") for mark in marks)
    drawn = [str(mark.get("class")).removeprefix("mark ") for mark in marks]
    assert drawn[:6] == ["leaf", "disc", "cross", "square", "unmet", "cross"]
    words = [text.text for text in root.iter(f"{SVG}text")]
    for said in ("AUR", "BOR", "clock", "Proposal", "Not adopted", "Mails", "Object", "5 days"):
        assert said in words, said


def test_marks_do_not_overlap_and_time_runs_down() -> None:
    root = ElementTree.fromstring(picture(lived(PROPOSE + OBJECTION)))  # noqa: S314 - our own
    places = [
        tuple(map(float, str(g.get("transform"))[len("translate(") : -1].split()))
        for g in root.iter(f"{SVG}g")
        if (g.get("class") or "").startswith("mark ")
    ]
    assert len(set(places)) == len(places)
    apart = [
        max(abs(a[0] - b[0]), abs(a[1] - b[1])) for i, a in enumerate(places) for b in places[:i]
    ]
    assert min(apart) >= 18
    height = float(str(root.get("height")))
    assert all(0 < y < height for _, y in places)


def test_what_people_wrote_is_escaped_in_the_picture() -> None:
    head = HEAD.replace("title: A small story", 'title: "<script>&"')
    ElementTree.fromstring(picture(lived(PROPOSE, head=head)))  # noqa: S314 - our own


def test_an_empty_rehearsal_has_a_list_and_a_picture() -> None:
    rehearsal = lived("- {at: 2027-03-22T10:00, do: wait}\n")
    assert rehearsal.entries == ()
    assert list_text(rehearsal).endswith("0 refusals\n")
    ElementTree.fromstring(picture(rehearsal))  # noqa: S314 - our own


def test_the_colours_are_those_of_the_pages() -> None:
    assert palette.colours()["given"] == "#1b4f9e"
    assert palette.colours(dark=True)["given"] == "#93bbff"
    assert palette.colours(dark=True).keys() >= {"paper", "ink", "held", "open", "baize"}


def test_the_command_writes_the_list(run: Run, file: Path) -> None:
    status, out, err = run("simulate", "joint-objective", str(file))
    assert (status, err) == (0, "")
    assert out == list_text(lived(PROPOSE + OBJECTION)).rstrip("\n") + "\n"


def test_the_command_writes_json_and_a_picture(run: Run, file: Path, tmp_path: Path) -> None:
    svg = tmp_path / "timeline.svg"
    status, out, err = run("simulate", "joint-objective", str(file), "--json", "--svg", str(svg))
    assert (status, err) == (0, "")
    assert json.loads(out) == lived(PROPOSE + OBJECTION).data()
    assert svg.read_text(encoding="utf-8").startswith("<svg ")


def test_a_scenario_may_come_from_standard_input(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", StringIO(HEAD + PROPOSE))
    status, out, _ = run("simulate", "joint-objective", "-", "--json")
    assert (status, json.loads(out)[0]["kind"]) == (0, "proposal")


def test_what_comes_with_placet_is_found_by_its_name(run: Run) -> None:
    status, out, err = run("simulate", "joint-objective", "joint-objective")
    assert (status, err) == (0, "")
    assert out.startswith("A joint objective from its proposal to its signatures\n")


def test_what_goes_otherwise_ends_with_two_and_the_list_so_far(run: Run, file: Path) -> None:
    wrong = file.read_text(encoding="utf-8").replace("refused: too_late", "refused: not_open")
    file.write_text(wrong, encoding="utf-8")
    status, out, err = run("simulate", "joint-objective", str(file), "--json")
    assert status == 2
    assert err.startswith(f"placet: {file}:24:3: `position` by BOR was refused (too_late):")
    assert json.loads(out)[-1]["refused"] == "too_late"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("do: propose", "do: propse"), ":14:39: acts.0.do: propse is not known here"),
        (("zone:", "workflow: other\nzone:"), ":3:11: workflow: this scenario is for other"),
    ],
)
def test_a_bad_scenario_ends_with_two_a_line_for_each_problem(
    run: Run, file: Path, change: tuple[str, str], said: str
) -> None:
    file.write_text(file.read_text(encoding="utf-8").replace(*change), encoding="utf-8")
    status, out, err = run("simulate", "joint-objective", str(file))
    assert (status, out) == (2, "")
    assert err.startswith(f"placet: {file}{said}")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("no-such-procedure", "joint-objective"), "no-such-procedure:1:1: there is no such file"),
        (("joint-objective", "no-such.yaml"), "no-such.yaml: No such file or directory. Name a"),
        (
            ("joint-objective", "joint-objective", "--svg", "no/where.svg"),
            "no/where.svg: No such file or directory. Name a file that can be written.",
        ),
    ],
)
def test_files_that_cannot_be_read_or_written_are_named(
    run: Run, arguments: tuple[str, ...], said: str
) -> None:
    status, out, err = run("simulate", *arguments)
    assert (status, out) == (2, "")
    assert err.startswith(f"placet: {said}")


def test_a_procedure_may_come_from_a_file(run: Run, file: Path, tmp_path: Path) -> None:
    from importlib.resources import files

    own = tmp_path / "own.yaml"
    source = (files("placet.workflows") / "joint-objective.yaml").read_text(encoding="utf-8")
    own.write_text(source.replace("name: joint-objective", "name: own"), encoding="utf-8")
    assert run("simulate", str(own), str(file))[1].splitlines()[1].startswith("own, version 1")
    own.write_text(source.replace("to: comment", "to: coment"), encoding="utf-8")
    status, _, err = run("simulate", str(own), str(file))
    assert (status, "did you mean comment?" in err) == (2, True)


@pytest.mark.parametrize("name", ["scenario-schema", "rehearsal-schema"])
def test_schemas_are_written(run: Run, name: str) -> None:
    schema: dict[str, Any] = json.loads(run(name)[1])
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
