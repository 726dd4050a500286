"""Rehearsing on pages: a scenario to begin with, all that would happen, and nothing kept."""

from __future__ import annotations

import html
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from httpx2 import Response

from placet.api.rehearsal import Bounds, rehearse
from placet.api.rehearsal.places import FILE, Places
from placet.api.signing import csrf_of
from placet.engine import commands as c
from placet.engine.published import DefinitionKind
from placet.templates import PSEUDO, untranslated
from placet.workflows import scenario
from tests.builders import NAME, a_scenario, a_workflow_file
from tests.pages.checks import (
    look_at_tables_forms_and_ids,
    look_for_anything_inline,
    look_for_landmarks,
)
from tests.pages.house import PEOPLE, TABLE, House, settled

PAGE = f"/procedures/workflows/{NAME}/1"
ADDRESS = f"{PAGE}/rehearse"


@pytest.fixture
def house(house: House) -> Iterator[House]:
    """A house in which nobody was refused a place before."""
    yield house
    house.app.state.rehearsals = Places()


def lived(house: House, text: str, who: str = "ada", **fields: object) -> Response:
    return house.post(who, ADDRESS, text=text, **fields)


def typed_in(page: str) -> str:
    found = re.search(r'<textarea id="text"[^>]*>\n(.*?)</textarea>', page, re.DOTALL)
    assert found
    return html.unescape(found[1])


def sound(page: str) -> str:
    look_for_landmarks(page)
    look_for_anything_inline(page)
    look_at_tables_forms_and_ids(page)
    return page


def rows(page: str, group: str = "") -> list[str]:
    """The words of the rows of the list, of one group or of all."""
    found = re.findall(
        r'<li class="(one[^"]*)">(.*?)</li>(?=\n(?:<li class="one|</ol>))', page, re.S
    )
    words = [
        (cls, html.unescape(" ".join(re.sub("<[^>]+>", " ", row).split()))) for cls, row in found
    ]
    return [said for cls, said in words if not group or f"is-{group}" in cls.split()]


def test_it_is_found_from_a_procedure_and_from_a_table_by_those_who_serve(house: House) -> None:
    for name in PEOPLE:
        serves = name in ("ada", "bea")
        assert (f'href="{ADDRESS}"' in house.get(name, PAGE).text) == serves
    for name in ("ada", "bea", "fay"):
        page = house.get(name, f"/negotiations/{TABLE}").text
        assert (f'href="{ADDRESS}?start=table:{TABLE}"' in page) == (name != "fay")


@pytest.mark.parametrize("name", ["fay", "dora", "olga", "zoe"])
def test_who_serves_nowhere_rehearses_nothing(house: House, name: str) -> None:
    assert house.get(name, ADDRESS).status_code == 403
    assert lived(house, a_scenario(), name).status_code == 403


@pytest.mark.parametrize("name", ["ada", "bea"])
def test_the_form_begins_with_a_scenario_for_ones_own_table(house: House, name: str) -> None:
    page = sound(house.get(name, f"{ADDRESS}?start=table:{TABLE}&day=2027-06-14").text)
    read = scenario.parse(typed_in(page))
    assert [s.organisation for s in read.cast.seated] == ["AUR", "BOR", "CYG"]
    assert read.zone == "Europe/Rome"
    assert f"{read.starts:%Y-%m-%dT%H:%M}" == "2027-06-14T08:00"
    assert not [full for full, _zone in PEOPLE.values() if full in typed_in(page)]
    assert lived(house, typed_in(page), name).status_code == 200


def test_the_form_offers_what_there_is_to_begin_with(house: House) -> None:
    page = house.get("ada", ADDRESS).text
    offered = re.findall(r'<option value="([^"]+)"', page)
    shipped = [f"scenario:{name}" for name in scenario.shipped_for(NAME)]
    assert offered == [f"table:{TABLE}", "invented", *shipped]
    assert "scenario:joint-objective" in shipped
    begun = house.get("ada", f"{ADDRESS}?start=scenario:joint-objective").text
    assert typed_in(begun) == scenario.shipped_text("joint-objective")
    assert scenario.parse(typed_in(page)).cast.seated[0].organisation == "AUR"


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("start=table:NOWHERE", 404),
        ("start=scenario:../joint-objective", 404),
        ("start=scenario:nato-silence", 404),
        ("start=anything", 404),
        ("day=tomorrow", 422),
        ("day=2027-02-30", 422),
        ("day=9999-12-31", 422),
        ("start=" + "x" * 100, 422),
    ],
)
def test_what_nothing_can_begin_with_is_refused(house: House, query: str, status: int) -> None:
    assert house.get("ada", f"{ADDRESS}?{query}").status_code == status


def test_all_that_would_happen_is_listed_by_day_with_both_times(house: House) -> None:
    page = sound(lived(house, a_scenario()).text)
    assert "It goes as the scenario says" in page
    days = re.findall(r'<h3 id="day-\d+">([^<]+)</h3>', page)
    assert days == [f"{d} March 2027" for d in ("Monday 22", "Wednesday 24", "Thursday 25")]
    assert rows(page)[0] == "10:00 CET 09:00 UTC proposal AUR proposed “Share soundings”."
    assert "10:00 CET 09:00 UTC stage The stage “Comments” began, round 1." in rows(page, "stage")
    (refusal,) = rows(page, "refusal")
    assert refusal.startswith("10:00 CET 09:00 UTC refusal BOR wants to record a position")


def test_every_mail_says_to_whom_why_and_about_what(house: House) -> None:
    page = lived(house, a_scenario()).text
    mails = rows(page, "mail")
    (receipt,) = [said for said in mails if "receipt:" in said]
    assert "Recorded: AUR supports OBJ-0001 v1 [REHEARSAL]" in receipt
    assert "to AUR, focal point (focal point of AUR, whose position was recorded)" in receipt
    (asked,) = [said for said in mails if "proposal, position requested:" in said]
    assert "Boris (focal point of BOR, which owes a position)" in asked
    table = page.split('id="readers"')[1].split("</table>")[0]
    named = re.findall(r'<bdi>([^<]+)</bdi></th><td class="num">(\d+)', table)
    assert [name for name, _count in named] == ["AUR", "BOR", "secretariat", "chair"]
    assert sum(int(n) for _name, n in named) == page.count("<time datetime") * 0 + mails_of(house)


def mails_of(house: House) -> int:
    """How many mails the same scenario sends."""
    workflow = house.root.catalogue.shipped.workflows[NAME, 1]
    entries = rehearse(workflow, scenario.parse(a_scenario())).entries
    return sum(entry.kind == "mail" for entry in entries)


def test_a_choice_without_script_shows_mails_stages_or_refusals_alone(house: House) -> None:
    page = lived(house, a_scenario()).text
    css = (Path(__file__).parents[2] / "templates/static/rehearsal.css").read_text()
    for group in ("mail", "stage", "refusal"):
        assert f'<input type="radio" name="only" id="only-{group}">' in page
        assert f"#only-{group}:checked ~ .days :is(.one:not(.is-{group})" in css
        assert rows(page, group)
        of_days = re.findall(r'<section class="day([^"]*)"', page)
        assert any(f"has-{group}" in classes for classes in of_days)
    assert page.count(" checked>") == 1


def test_the_picture_is_shown_and_loads_nothing(house: House) -> None:
    page = lived(house, a_scenario()).text
    (source,) = re.findall(r'<img src="([^"]+)"', page)
    assert source.startswith("data:image/svg+xml;base64,")
    policy = house.get("ada", ADDRESS).headers["content-security-policy"]
    assert "img-src 'self' data:" in policy


def test_list_and_picture_are_taken_away_as_files_of_the_same_words(house: House) -> None:
    listed = lived(house, a_scenario(), do="json")
    assert listed.headers["content-disposition"].endswith(f'"{NAME}-1-rehearsal.json"')
    workflow = house.root.catalogue.shipped.workflows[NAME, 1]
    assert listed.json() == rehearse(workflow, scenario.parse(a_scenario())).data()
    drawn = lived(house, a_scenario(), do="svg")
    assert drawn.headers["content-type"].startswith("image/svg+xml")
    assert drawn.headers["content-disposition"].startswith("attachment")
    assert ElementTree.fromstring(drawn.text).tag.endswith("svg")  # noqa: S314 - our own words


def test_what_goes_otherwise_is_said_at_its_line(house: House) -> None:
    words = a_scenario(("{stage: comment}", "{stage: adopted}"))
    answer = lived(house, words)
    assert answer.status_code == 200
    page = sound(answer.text)
    assert "It goes otherwise than the scenario says" in page
    lines = re.findall(r'<li class="at"><span class="n">(\d+)', page)
    assert lines == [str(words[: words.index("{stage: adopted}")].count("\n") + 1)]
    assert "the stage adopted is expected at the end; it is comment" in page
    assert typed_in(page) == words


def test_an_act_that_is_refused_ends_the_list_and_names_its_line(house: House) -> None:
    words = a_scenario((", refused: too_late", ""))
    page = html.unescape(lived(house, words).text)
    assert "`position` by BOR was refused (too_late)" in page
    assert rows(page)[-1].startswith("10:00 CET 09:00 UTC refusal")


def test_what_is_wrong_in_a_scenario_stands_at_its_line_and_nothing_typed_is_lost(
    house: House,
) -> None:
    words = a_scenario(("do: propose", "do: propos"), ("kind: support", "kid: <b>"))
    answer = lived(house, words, start="invented", day="2027-06-14")
    assert answer.status_code == 422
    page = sound(answer.text)
    assert "<title>Error: " in page
    assert "There are 3 things to correct in the scenario" in page
    assert 'href="#findings"' in page
    assert "did you mean propose?" in html.unescape(page)
    assert typed_in(page) == words
    assert '<input type="date"' in page or 'type="date" value="2027-06-14"' in page
    assert 'type="date" value="2027-06-14"' in page


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("", "Write a scenario"),
        (" \n", "Write a scenario"),
        ("name: [a", "correct the line"),
        ("a: \x07b", "this is not YAML"),
        ("&a [*a]", "the anchor &a is refused"),
        ("[" * 5_000, "nested more than"),
        ("x" * 130_000, "the scenario is too long"),
        (
            a_scenario(("workflow: joint-objective", "workflow: iso-standard")),
            "iso-standard, not for",
        ),
        (a_scenario(("2027-03-25T10:00", "2127-03-25T10:00")), "more than twenty years on"),
    ],
)
def test_what_cannot_be_rehearsed_says_why(house: House, words: str, said: str) -> None:
    answer = lived(house, words)
    assert answer.status_code == 422
    assert said in html.unescape(answer.text)
    assert typed_in(answer.text) == words


def test_ten_thousand_participants_are_refused_at_their_line(house: House) -> None:
    many = ", ".join(f"O{n}" for n in range(10_000))
    words = a_scenario(("[AUR, {organisation: BOR, people: {focal_point: Boris}}]", f"[{many}]"))
    page = lived(house, words)
    assert page.status_code == 422
    assert "at most 300" in page.text
    assert typed_in(page.text) == words


def test_what_takes_too_much_is_ended_and_nothing_typed_is_lost(house: House) -> None:
    for bounds, said in (
        (Bounds(acts=2), "There are 3 acts in the scenario; at most 2 are lived here."),
        (Bounds(entries=5), "more than 5 things happened in it"),
        (Bounds(seconds=0.000_001), "seconds of work"),
    ):
        house.app.state.rehearsals = Places(bounds)
        answer = lived(house, a_scenario())
        assert answer.status_code == 422
        assert said in answer.text
        assert "placet workflow simulate" in answer.text
        assert typed_in(answer.text) == a_scenario()


def test_who_finds_no_place_keeps_the_words_and_is_asked_to_come_again(house: House) -> None:
    house.app.state.rehearsals = Places(at_once=0, patience=0)
    answer = lived(house, a_scenario())
    assert answer.status_code == 503
    assert "Other rehearsals are under way" in answer.text
    assert "Try again in a minute" in answer.text
    assert typed_in(answer.text) == a_scenario()


def test_whoever_rehearses_without_end_is_slowed_down(house: House) -> None:
    house.app.state.rehearsals = Places(Bounds(acts=1))
    statuses = [lived(house, a_scenario()).status_code for _ in range(121)]
    assert statuses == [422] * 120 + [429]


def test_nothing_is_kept_and_nothing_is_sent(house: House) -> None:
    house.browser("ada")
    before = house.rows()
    for do in ("rehearse", "json", "svg"):
        assert lived(house, a_scenario(), do=do).status_code == 200
    house.get("ada", f"{ADDRESS}?start=table:{TABLE}")
    assert house.rows() == before


def test_a_scenario_may_be_chosen_as_a_file(house: House) -> None:
    csrf = csrf_of(house.root, house.cookie("ada"))
    browser = house.browser("ada")
    for data, status in ((a_scenario().replace("\n", "\r\n").encode(), 200), (b"\xff\xfe", 422)):
        answer = browser.post(
            ADDRESS,
            data={"csrf": csrf, "text": "typed", "do": "rehearse"},
            files={"file": ("mine.yaml", data, "text/yaml")},
        )
        assert answer.status_code == status
    assert "not in UTF-8" in answer.text
    assert typed_in(answer.text) == "typed"


def test_a_procedure_that_was_published_here_is_rehearsed_as_well(house: House) -> None:
    words = a_workflow_file(2, ("period: 2 weeks", "period: 5 weeks"))
    command = c.PublishDefinition(DefinitionKind.WORKFLOW, words, "Slower")
    house.root.cases.handle(house.actor("ada"), command)
    address = f"/procedures/workflows/{NAME}/2/rehearse"
    begun = typed_in(house.get("ada", address).text)
    assert "do: propose" in begun
    page = house.post("ada", address, text=begun).text
    assert "It goes as the scenario says" in page
    assert house.get("ada", f"/procedures/workflows/{NAME}/3/rehearse").status_code == 404


def test_words_in_a_scenario_stay_words(house: House) -> None:
    words = a_scenario(("title: A small story", "title: <script>alert(1)</script> {{7*7}}"))
    page = sound(lived(house, words).text)
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; {{7*7}}" in page


def test_every_word_of_a_rehearsal_goes_through_a_catalogue(
    sqlite_template: Path, tmp_path: Path
) -> None:
    file = tmp_path / "pseudo.db"
    shutil.copy(sqlite_template, file)
    pseudo = settled(file, PSEUDO)
    words = a_scenario(("{stage: comment}", "{stage: adopted}"))
    page = re.sub(r"<option[^>]*>.*?</option>", "", lived(pseudo, words).text)
    data = ["AUR", "BOR", "Ada Lovell", "A small story", "Share soundings", "Brussels", "CET"]
    assert untranslated(page, data) == ()
    pseudo.root.close()


def test_the_list_is_the_same_as_on_the_command_line(house: House) -> None:
    told = lived(house, a_scenario(), do="json").text
    assert json.loads(told)[0]["kind"] == "proposal"
    assert FILE not in told
