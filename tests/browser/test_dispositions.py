"""Comments are answered by keyboard, and without any script."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from placet.engine import commands as c
from placet.engine.access import Actor
from placet.engine.model import CommentType
from tests.browser.served import Served
from tests.browser.test_wording import page_of, world
from tests.matrix.world import World

__all__ = ["world"]

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

MOST_PRESSES = 60
"""For twenty comments (UX-28)."""


def commented(made: World, count: int) -> str:
    """An objective under revision with so many comments more than the one it has."""
    ref, cases = made.refs["own", "comment"], made.root.cases
    for number in range(count):
        point = c.MakeComment(CommentType.GENERAL, f"Point {number}.")
        cases.handle(Actor(made.ids["focal-point"]), point, objective=ref)
    closing = c.TakeStep("close_comments")
    cases.handle(Actor(made.ids["secretariat"], serves=True), closing, objective=ref)
    return f"/objectives/{ref}/dispositions"


def test_twenty_comments_are_answered_in_sixty_presses(
    browser: Browser, world: tuple[Served, World]
) -> None:
    served, made = world
    address = commented(made, 19)
    page = page_of(browser, served, "secretariat", script=True, phone=False)
    page.goto(address)
    expect(page.locator(".progress-line")).to_contain_text("0 of 20 answered")
    page.keyboard.press("n")  # the keys do nothing before they are asked for
    expect(page.locator("tr.here")).to_have_count(0)
    page.get_by_label("Use these keys").focus()
    presses = ["Space", *(["n", "1"] * 20), "Control+Enter"]
    for key in presses:
        page.keyboard.press(key)
    expect(page.locator(".progress-line")).to_contain_text("20 of 20 answered")
    assert len(presses) <= MOST_PRESSES


@pytest.mark.parametrize("phone", [False, True])
def test_a_page_of_answers_is_saved_without_script(
    browser: Browser, world: tuple[Served, World], phone: bool
) -> None:
    served, made = world
    address = commented(made, 2)
    page = page_of(browser, served, "secretariat", script=False, phone=phone)
    page.goto(address)
    page.get_by_label("Answer to comment 1").select_option("accepted")
    page.get_by_label("Answer to comment 3").select_option("noted")
    page.get_by_role("button", name="Save the answers on this page").first.click()
    expect(page.locator(".progress-line")).to_contain_text("1 of 3 answered")
    expect(page.locator("#e3")).to_be_visible()
    page.get_by_label("Response to comment 3").fill("For the next round.")
    page.get_by_role("button", name="Save the answers on this page").first.click()
    expect(page.locator(".progress-line")).to_contain_text("2 of 3 answered")
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]  # type: ignore[index]
