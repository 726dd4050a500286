"""Words are proposed and taken in by people in a browser: on a phone, with script and without."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from placet.api.main import build
from tests.browser.people import DESKTOP, PHONE
from tests.browser.served import Served, free_port, serve
from tests.matrix.world import World, cookie, furnished

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

OURS = "Aware of all that is at stake everywhere,"


@pytest.fixture
def world(sqlite_template: Path, tmp_path: Path) -> Iterator[tuple[Served, World]]:
    """An objective in every stage, behind a server."""
    file = tmp_path / "placet.db"
    shutil.copy(sqlite_template, file)
    made = furnished(f"sqlite:///{file}")
    port = free_port()
    settings = made.root.settings.model_copy(
        update={"port": port, "base_url": f"http://127.0.0.1:{port}"}
    )
    made.root.close()
    made.root = build(settings)
    with serve(made.root) as found:
        yield found, made
    made.root.close()


def page_of(browser: Browser, served: Served, role: str, script: bool, phone: bool) -> Page:
    """A browser in which this person is signed in."""
    context = browser.new_context(
        base_url=served.base,
        viewport=PHONE if phone else DESKTOP,
        java_script_enabled=script,
    )
    context.add_cookies([{"name": "placet", "value": cookie(role), "url": served.base}])
    return context.new_page()


@pytest.mark.parametrize("script", [True, False])
def test_a_delegate_on_a_phone_proposes_wording(
    browser: Browser, world: tuple[Served, World], script: bool
) -> None:
    served, made = world
    ref = made.refs["own", "comment"]
    page = page_of(browser, served, "focal-point", script, phone=True)
    page.goto(f"/objectives/{ref}")
    page.locator("#p1 summary").click()
    page.get_by_role("link", name="Propose an amendment").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Amend paragraph 1")
    area = page.get_by_label("The words as you would have them")
    area.fill(OURS)
    live = page.locator("#live-words")
    if script:
        expect(live.locator("ins").first).to_contain_text("inserted:")
    else:
        expect(live).to_be_hidden()
    page.get_by_label("Reason, if any").fill("Everywhere.")
    page.get_by_role("button", name="Show what would change").last.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Propose this amendment?")
    page.get_by_role("button", name="Propose for AUR").click()
    expect(page.get_by_role("status")).to_contain_text("The amendment is on the table")
    expect(page.locator("#a1")).to_contain_text("Everywhere.")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360 if script else True


def test_the_choice_of_a_deed_needs_no_second_press_and_keeps_the_words(
    browser: Browser, world: tuple[Served, World]
) -> None:
    served, made = world
    page = page_of(browser, served, "focal-point", script=True, phone=False)
    page.goto(f"/objectives/{made.refs['own', 'comment']}/amend?paragraph=p1")
    page.get_by_label("The words as you would have them").fill(OURS)
    page.get_by_label("Add after it").check()
    expect(page.get_by_label("Words of the new paragraph")).to_have_value("")
    page.get_by_label("Change the words").check()
    expect(page.get_by_label("The words as you would have them")).to_have_value(OURS)


def test_the_secretariat_takes_amendments_in_and_out_again(
    browser: Browser, world: tuple[Served, World]
) -> None:
    served, made = world
    ref = made.refs["own", "revision"]
    page = page_of(browser, served, "secretariat", script=True, phone=False)
    page.goto(f"/objectives/{ref}/amendments")
    page.get_by_label("Choose amendment 1").check()
    page.get_by_role("button", name=re.compile("Take the chosen ones")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Take amendments into version 2")
    page.get_by_label(re.compile("^Substantive")).check()
    page.get_by_role("button", name="Save version 2").click()
    expect(page.get_by_role("main")).to_contain_text("Version 2 was made of amendment 1")
    page.get_by_text("Take it back").click()
    page.locator("#undo_reason").fill("Too early.")
    page.get_by_role("button", name="Take the amendments out again").click()
    expect(page.get_by_role("status").first).to_contain_text("The words from before are back")
    expect(page.get_by_role("main")).to_contain_text("Aware of what is at stake,")
