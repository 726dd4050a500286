"""Procedures on pages: read by everybody, published by the secretariat, then followed."""

from __future__ import annotations

import html
import re

import pytest
from httpx2 import Response

from placet.api.signing import csrf_of
from placet.engine import commands as c
from placet.engine.published import DefinitionKind
from tests.builders import NAME, a_rule_file, a_workflow_file
from tests.pages.checks import (
    look_at_tables_forms_and_ids,
    look_for_anything_inline,
    look_for_landmarks,
)
from tests.pages.house import TABLE, House

SHORTER = ("period: 8 weeks", "period: 6 weeks")
PUBLISH = "/procedures/publish"
FIRST = f"/procedures/workflows/{NAME}/1"


def published(house: House, *files: str) -> None:
    for text in files:
        command = c.PublishDefinition(DefinitionKind.WORKFLOW, text, "Shorter revisions")
        house.root.cases.handle(house.actor("ada"), command)


def versions(house: House, name: str = NAME) -> tuple[int, ...]:
    return house.root.cases.definition(house.actor("ada"), DefinitionKind.WORKFLOW, name).versions


def checked(house: House, text: str, **more: str) -> Response:
    return house.post("ada", PUBLISH, kind="workflow", text=text, do="check", **more)


def hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found, name
    return found[1]


def typed_in(page: str) -> str:
    found = re.search(r'<textarea id="text"[^>]*>\n(.*?)</textarea>', page, re.DOTALL)
    assert found
    return html.unescape(found[1])


def sound(page: str) -> str:
    look_for_landmarks(page)
    look_for_anything_inline(page)
    look_at_tables_forms_and_ids(page)
    return page


@pytest.mark.parametrize("name", ["ada", "bea", "fay", "olga", "zoe"])
def test_everybody_who_is_signed_in_reads_procedures(house: House, name: str) -> None:
    published(house, a_workflow_file(2, SHORTER))
    listed = sound(house.get(name, "/procedures").text)
    assert "Joint objective between organisations" in listed
    assert f'href="/procedures/workflows/{NAME}/2"' in listed
    assert f'href="{FIRST}"' in listed
    assert (f'href="{PUBLISH}"' in listed) == (name == "ada")
    page = sound(house.get(name, f"/procedures/workflows/{NAME}/2").text)
    assert "Needed: no Object, and Endorse or No objection from at least two thirds" in page
    assert "<strong>6 weeks</strong>" in page
    assert "Silence does not count." in page
    assert ("Ada Lovell" in page.split("<main")[1]) == (name == "ada")


def test_a_procedure_is_found_by_its_words(house: House) -> None:
    published(house, a_workflow_file(1, ("title: Joint", "title: Polar joint"), name="polar"))
    found = sound(house.get("fay", "/procedures?q=POLAR+objective").text)
    assert 'href="/procedures/workflows/polar/1"' in found
    assert f'href="{FIRST}"' not in found
    assert "Nothing here says that." in found
    assert house.get("fay", f"/procedures?q={'x' * 101}").status_code == 422


def test_an_older_version_says_which_is_the_newest(house: House) -> None:
    published(house, a_workflow_file(2, SHORTER))
    page = house.get("fay", FIRST).text
    assert "Version 2 is the newest" in page
    assert "<strong>8 weeks</strong>" in page
    assert house.get("fay", f"/procedures/workflows/{NAME}/3").status_code == 404
    assert house.get("fay", "/procedures/workflows/no-such/1").status_code == 404


def test_the_file_is_given_byte_for_byte(house: House) -> None:
    words = a_workflow_file(2, SHORTER).replace("\n", "\r\n")
    published(house, words)
    answer = house.get("fay", f"/procedures/workflows/{NAME}/2.yaml")
    assert answer.content == words.encode()
    assert answer.headers["content-disposition"].endswith('-2.yaml"')


def test_every_stage_and_step_of_the_table_is_on_the_page(house: House) -> None:
    workflow = house.root.catalogue.shipped.workflows[NAME, 1]
    page = html.unescape(house.get("fay", FIRST).text)
    for stage in workflow.stages.values():
        assert f'id="stage-{stage.name}"' in page
    for step in workflow.steps:
        assert " ".join(step.consequence.split()) in page


def test_it_is_found_from_where_it_matters(house: House) -> None:
    assert 'href="/procedures"' in house.get("ada", "/inbox").text
    for path in (
        f"/objectives/{house.ref}",
        f"/objectives/{house.ref}/workflow",
        f"/negotiations/{TABLE}",
    ):
        assert f'href="{FIRST}"' in house.get("fay", path).text


def test_a_file_is_checked_then_published(house: House) -> None:
    words = a_workflow_file(2, SHORTER)
    page = sound(checked(house, words, note="Shorter").text)
    assert versions(house) == (1,)
    assert "The check found nothing to correct" in page
    assert f"Publish {NAME}, version 2" in page
    assert typed_in(page).rstrip("\n") == words.rstrip("\n")
    fields = {"kind": "workflow", "text": typed_in(page), "note": "Shorter", "do": "publish"}
    key, digest = hidden(page, "key"), hidden(page, "checked")
    done = house.post("ada", PUBLISH, key, checked=digest, **fields)
    assert done.headers["location"] == f"/procedures/workflows/{NAME}/2?done=published"
    again = house.post("ada", PUBLISH, key, checked=digest, **fields)
    assert again.headers.get("location") == done.headers["location"] or again.status_code == 200
    assert versions(house) == (1, 2)
    assert "It is published, and stays as it is." in house.get("ada", done.headers["location"]).text


def test_what_is_worth_a_look_is_shown_beside_the_button(house: House) -> None:
    page = sound(checked(house, a_workflow_file(2, ("rounds: 3", "rounds: 1"))).text)
    assert "Worth a look; nothing here keeps it from being published" in page
    assert "rounds_left never holds" in page
    assert f"Publish {NAME}, version 2" in page


def test_words_that_changed_since_the_check_are_checked_again(house: House) -> None:
    page = checked(house, a_workflow_file(2, SHORTER)).text
    other = a_workflow_file(2, ("period: 8 weeks", "period: 7 weeks"))
    answer = house.post(
        "ada", PUBLISH, kind="workflow", text=other, do="publish", checked=hidden(page, "checked")
    )
    assert answer.status_code == 200
    assert "The check found nothing to correct" in answer.text
    assert versions(house) == (1,)


def test_what_is_found_stands_at_its_line_and_nothing_typed_is_lost(house: House) -> None:
    words = a_workflow_file(
        2, ("period: 2 weeks", "period: 2 wekks"), ("by: [clock]", "by: [clok]")
    )
    answer = checked(house, words, note="Kept <note>")
    assert answer.status_code == 422
    page = sound(answer.text)
    assert "<title>Error: " in page
    assert "The check found 2 things to correct" in page
    assert 'href="#findings"' in page
    assert typed_in(page) == words
    assert "Kept &lt;note&gt;" in page
    lines = re.findall(r'<li class="at"><span class="n">(\d+)</span><code[^>]*>(.*?)</code>', page)
    assert [(int(n), line.strip()) for n, line in lines] == [
        (words[: words.index(wrong)].count("\n") + 1, f"{lead}{wrong}")
        for wrong, lead in (("2 wekks", "period: "), ("[clok]", "by: "))
    ]
    assert "did you mean clock?" in html.unescape(page)
    assert versions(house) == (1,)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Paste the file"),
        ("   \n", "Paste the file"),
        ("name: [a", "correct the line"),
        (a_workflow_file(1, SHORTER), "write version: 2"),
    ],
)
def test_what_cannot_be_published_says_why(house: House, text: str, said: str) -> None:
    answer = checked(house, text)
    assert answer.status_code == 422
    assert said in html.unescape(answer.text)


@pytest.mark.parametrize(
    "fields", [{"kind": "law"}, {"kind": "workflow", "more": "x"}, {"note": "x" * 4_001}]
)
def test_a_form_that_cannot_be_read_keeps_the_file(house: House, fields: dict[str, str]) -> None:
    answer = house.post("ada", PUBLISH, **{"text": "name: kept", "do": "check", **fields})
    assert answer.status_code == 422
    assert typed_in(sound(answer.text)) == "name: kept"


def test_a_line_far_down_is_shown_with_what_stands_around_it(house: House) -> None:
    words = a_workflow_file(2, ("guards: [confirmation_over,", "guards: [confirmation_overdue,"))
    page = checked(house, words).text
    assert page.count('<span class="n">') == 5


def test_a_file_may_be_chosen_instead(house: House) -> None:
    words = a_workflow_file(2, SHORTER)
    answer = chosen(house, words.replace("\n", "\r\n").encode())
    assert answer.status_code == 200
    assert typed_in(answer.text).rstrip("\n") == words.rstrip("\n")
    assert "The check found nothing to correct" in answer.text
    wrong = chosen(house, b"name: \xff\xfe")
    assert wrong.status_code == 422
    assert "not in UTF-8" in wrong.text
    typed = chosen(house, b"", text=words)
    assert "The check found nothing to correct" in typed.text
    two = chosen(house, b"a", more=b"b")
    assert two.status_code == 400
    large = chosen(house, b"#" * 900_000)
    assert large.status_code in (413, 422)


def chosen(house: House, data: bytes, text: str = "name: typed", more: bytes = b"") -> Response:
    """A form as browsers send it; where no file was chosen its name is empty."""
    csrf = csrf_of(house.root, house.cookie("ada"))
    fields = {"csrf": csrf, "key": "k", "kind": "workflow", "text": text, "do": "check"}
    parts = [
        f'--b\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    ]
    for content in (data, more) if more else (data,):
        name = "mine.yaml" if content else ""
        head = f'--b\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
        parts += [head.encode(), b"Content-Type: text/yaml\r\n\r\n", content, b"\r\n"]
    kind = {"Content-Type": "multipart/form-data; boundary=b"}
    return house.browser("ada").post(
        PUBLISH, content=b"".join([*parts, b"--b--\r\n"]), headers=kind
    )


def test_a_rule_is_published_and_read_in_words(house: House) -> None:
    page = house.post("ada", PUBLISH, kind="rule", text=a_rule_file(), do="check").text
    assert "Publish house_majority, version 1" in sound(page)
    done = house.post(
        "ada", PUBLISH, "k2", kind="rule", text=typed_in(page), do="publish",
        checked=hidden(page, "checked"),
    )  # fmt: skip
    assert done.headers["location"] == "/procedures/rules/house_majority/1?done=published"
    page = sound(html.unescape(house.get("fay", "/procedures/rules/house_majority/1").text))
    assert "Endorse from more than half of those for or against" in page
    assert "Without reasons it is not counted." in page
    assert "whether observers are counted" in page
    assert "an adopted text does not bind its holder" in page
    assert house.get("fay", "/procedures/rules/house_majority/1.yaml").text == a_rule_file()
    for shipped in house.root.catalogue.shipped.rules:
        name, version = shipped
        sound(house.get("fay", f"/procedures/rules/{name}/{version}").text)
    listed = house.get("fay", "/procedures").text
    assert 'href="/procedures/rules/house_majority/1"' in listed


def test_the_next_version_begins_with_a_copy(house: House) -> None:
    page = house.get("ada", f"{PUBLISH}?kind=workflow&name={NAME}&version=1").text
    assert typed_in(page) == a_workflow_file(2)
    assert house.get("ada", f"{PUBLISH}?name=no-such").status_code == 404


@pytest.mark.parametrize("name", ["bea", "fay", "zoe"])
def test_delegates_and_chairs_publish_nothing(house: House, name: str) -> None:
    assert house.get(name, PUBLISH).status_code == 403
    answer = house.post(name, PUBLISH, kind="workflow", text=a_workflow_file(2), do="publish")
    assert answer.status_code == 403
    assert versions(house) == (1,)


def test_a_negotiation_is_opened_with_the_procedure_that_was_chosen(house: House) -> None:
    published(house, a_workflow_file(4, name="house-rules"))
    form = house.get("ada", "/negotiations/new").text
    assert '<option value="joint-objective" selected' in form
    assert '<option value="house-rules">' in form
    fields = {"symbol": "ICE", "title": "Ice", "purpose": "To watch it.", "zone": "UTC"}
    house.post("ada", "/negotiations/new", workflow="house-rules", **fields)
    page = house.get("ada", "/negotiations/ICE").text
    assert 'href="/procedures/workflows/house-rules/4"' in page


def test_an_objective_follows_a_later_version_when_nothing_stands_in_the_way(house: House) -> None:
    manage = f"/objectives/{house.ref}/manage"
    assert "form-procedure" not in house.get("ada", manage).text
    lapses = ("carry_over: reconfirm", "carry_over: lapse")
    published(house, a_workflow_file(2, SHORTER), a_workflow_file(3, lapses))
    page = sound(house.get("ada", manage).text)
    assert "form-procedure" not in house.get("bea", manage).text
    assert "Checked: nothing stands in the way." in page
    assert "terms: what becomes of positions when the text changes." in html.unescape(page)
    assert re.search(r'name="version" value="3" disabled', page)
    refused = house.post("ada", f"{manage}/procedure", version=3, reason="Kept <reason>")
    assert refused.status_code == 409
    assert "Kept &lt;reason&gt;" in sound(refused.text)
    for fields in ({"reason": "Kept"}, {"version": "2"}, {"version": "x", "reason": "Kept"}):
        assert house.post("ada", f"{manage}/procedure", **fields).status_code == 422
    done = house.post("ada", f"{manage}/procedure", "k2", version=2, reason="New rules")
    assert done.headers["location"] == f"{manage}?done=moved"
    page = house.get("fay", f"/objectives/{house.ref}").text
    assert f'href="/procedures/workflows/{NAME}/2"' in page
    assert "Version 2 of the procedure is followed from now on." in page


def test_the_record_of_the_registry_is_no_page_of_a_negotiation(house: House) -> None:
    published(house, a_workflow_file(2, SHORTER))
    assert "was published" not in house.get("ada", f"/negotiations/{TABLE}/audit").text
