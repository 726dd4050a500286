"""Every page: landmarks, one heading, nothing inline, nothing that cannot be translated."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from placet.api.pages.help import TOPICS
from placet.templates import PSEUDO, PSEUDO_RTL, untranslated
from tests.pages.checks import (
    look_at_tables_forms_and_ids,
    look_for_anything_inline,
    look_for_landmarks,
)
from tests.pages.house import PEOPLE, TABLE, House, settled

__all__ = ["look_at_tables_forms_and_ids", "look_for_anything_inline", "look_for_landmarks"]

VISITOR = ("/signin", "/signin/code?id=x&email=a@example.org", "/help", "/mailbox")
BOARD = (
    "", "?heat=staleness&rows=owed&columns=stage&only=all", "/blockers", "/timeline", "/late",
    "/participation", "/time", "/forecast", "/cell/OBJ-0001/AUR",
)  # fmt: skip
ANYBODY = (
    "/inbox",
    "/negotiations",
    f"/negotiations/{TABLE}",
    f"/negotiations/{TABLE}/audit",
    f"/negotiations/{TABLE}/links",
    f"/negotiations/{TABLE}/groups",
    f"/negotiations/{TABLE}/proxies",
    "/objectives/OBJ-0001/speak",
    "/objectives/OBJ-0001/cast",
    f"/negotiations/{TABLE}/beginnings",
    f"/negotiations/{TABLE}/discussion?theme=Data",
    f"/negotiations/{TABLE}/discussion?objective=OBJ-0001",
    "/objectives/OBJ-0001/grounds",
    f"/negotiations/{TABLE}/audit?checkpoint=3:abcdabcd",
    "/objectives/OBJ-0001/audit",
    "/objectives/OBJ-0001/paragraphs/p1",
    "/objectives/OBJ-0001/convergence",
    "/objectives/OBJ-0001/translations",
    "/objectives/OBJ-0001/translations/fr",
    "/me",
    "/clock",
    "/mailbox",
    "/help",
    *(f"/help/{topic}" for topic in TOPICS),
    "/procedures",
    "/procedures/workflows/joint-objective/1",
    "/procedures/rules/no_objection/1",
    "/procedures/rules/majority/1",
    *(f"/board/{TABLE}{side}" for side in BOARD),
    "/board/participation",
)
SECRETARIAT = (
    "/negotiations/new",
    f"/board/{TABLE}?heat=contact",
    f"/board/{TABLE}/remind",
    f"/negotiations/{TABLE}/people",
    "/organisations",
    "/organisations/import",
    f"/negotiations/{TABLE}/organisations/import",
    "/bodies",
    "/people",
    "/mail",
    "/objectives/OBJ-0001/translations/ar?edit=all",
    "/objectives/OBJ-0001/comments/import",
    "/procedures/publish",
    "/procedures/publish?kind=workflow&name=joint-objective",
    "/procedures/workflows/joint-objective/1/rehearse",
    f"/procedures/workflows/joint-objective/1/rehearse?start=table:{TABLE}",
    "/procedures/workflows/joint-objective/1/rehearse?start=scenario:joint-objective",
)
WALK = [
    *((None, path) for path in VISITOR),
    *(("fay", path) for path in ANYBODY),
    *(("ada", path) for path in (*ANYBODY, *SECRETARIAT)),
    ("bea", "/inbox"),
    ("zoe", "/inbox"),
    ("zoe", "/negotiations"),
]


@pytest.fixture(scope="module")
def shown(furnished: House) -> dict[tuple[str | None, str], str]:
    """Every page; each must answer."""
    pages = {}
    for name in (None, *PEOPLE):
        client = furnished.browser(name) if name else furnished.visitor()
        for path in (path for who, path in WALK if who == name):
            response = client.get(path)
            assert response.status_code == 200, (path, response.text[:2000])
            pages[name, path] = response.text
    return pages


CHECKS = (look_for_landmarks, look_for_anything_inline, look_at_tables_forms_and_ids)


@pytest.mark.parametrize("check", CHECKS)
def test_every_page_is_sound(
    shown: dict[tuple[str | None, str], str], check: Callable[[str], None]
) -> None:
    for (name, path), html in shown.items():
        try:
            check(html)
        except AssertionError as wrong:
            wrong.add_note(f"{path} as {name}")
            raise


def data_of(house: House) -> list[str]:
    """What is not ours to translate: titles, names, codes."""
    names = [full for full, _ in PEOPLE.values()]
    codes = ["AUR", "BOR", "CYG"]
    return [
        *names, *(f"Organisation {code}" for code in codes), *codes, TABLE, house.ref,
        "Ocean data", "To measure the sea together.", "Share soundings", "Measures.",
        "The organisations share [all] soundings.", "The organisations share", "all", "soundings.",
        "Rome", "Nairobi", "New York", "Europe", "Africa", "America", "Joint objective between",
        "Bearer",
        "Data", "Data",
        "proposal",  # the record names a stage by its key
    ]  # fmt: skip


@pytest.fixture(params=[PSEUDO, PSEUDO_RTL])
def pseudo(request: pytest.FixtureRequest, sqlite_template: Path, tmp_path: Path) -> House:
    """A house whose people read a language for tests."""
    file = tmp_path / "pseudo.db"
    shutil.copy(sqlite_template, file)
    return settled(file, request.param)


def test_every_word_goes_through_a_catalogue(pseudo: House) -> None:
    direction = "rtl" if pseudo.person("ada").language == PSEUDO_RTL else "ltr"
    for path in (*ANYBODY, *SECRETARIAT, "/nowhere"):
        html = pseudo.get("ada", path).text
        html = re.sub(r"<option[^>]*>.*?</option>", "", html)
        assert f'dir="{direction}"' in html
        assert untranslated(html, data_of(pseudo)) == (), path


def test_reading_changes_no_row(house: House) -> None:
    """I-25."""
    for name in PEOPLE:
        house.browser(name)
    before = house.rows()
    for name in PEOPLE:
        client = house.browser(name)
        for path in (*ANYBODY, *SECRETARIAT, "/", "/signin", "/nowhere"):
            client.get(path)
    for path in (*VISITOR, "/inbox", "/"):
        house.visitor().get(path)
    assert house.rows() == before


def test_somebody_without_a_part_learns_nothing(house: House) -> None:
    hidden = (
        f"/negotiations/{TABLE}",
        f"/negotiations/{TABLE}/audit",
        f"/objectives/{house.ref}/audit",
    )
    answers = [house.get("zoe", path) for path in hidden]
    answers.append(house.get("zoe", "/negotiations/NONE"))
    assert {a.status_code for a in answers} == {404}
    assert not any("Ocean" in a.text or "soundings" in a.text for a in answers)


@pytest.mark.parametrize(
    "path", ["/organisations", "/people", "/negotiations/new", "/mail", "/procedures/publish"]
)
def test_what_is_for_the_secretariat_is_refused_to_delegates(house: House, path: str) -> None:
    answer = house.get("fay", path)
    assert answer.status_code == 403
    assert "Europe/Rome" not in answer.text


def test_a_notice_comes_from_a_fixed_list(house: House) -> None:
    assert "Saved." in house.get("ada", "/me?done=saved").text
    answer = house.get("ada", "/me?done=You+have+won").text
    assert "You have won" not in answer
    assert 'class="notice"' not in answer


def test_help_for_a_page_is_there(shown: dict[tuple[str | None, str], str]) -> None:
    foot = re.compile(r'<footer.*<a href="/help/([a-z]+)">', re.DOTALL)
    led = {path: found[1] for (_, path), page in shown.items() if (found := foot.search(page))}
    assert set(led.values()) <= set(TOPICS)
    assert led[f"/board/{TABLE}"] == "board"
    assert led[f"/negotiations/{TABLE}/proxies"] == "proxies"
    templates = Path(__file__).parents[2] / "templates" / "pages"
    named = re.compile(r'set help_topic = "([a-z]+)"')
    written = [
        t for file in templates.rglob("*.j2") for t in named.findall(file.read_text("utf-8"))
    ]
    assert set(written) <= set(TOPICS)
