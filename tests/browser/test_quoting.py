"""Words selected in the text are what a comment is about; what is copied is the text alone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Dialog, Page, expect

from tests.browser.served import Served
from tests.browser.test_wording import page_of, world
from tests.matrix.world import World

__all__ = ["world"]

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

SELECT = """([id, words]) => {
  const within = document.querySelector(`#${id} .words`);
  const walker = document.createTreeWalker(within, NodeFilter.SHOW_TEXT);
  let all = "", nodes = [];
  while (walker.nextNode()) { nodes.push([all.length, walker.currentNode]); all += walker.currentNode.data; }
  const place = (at) => { const [start, node] = nodes.filter(([s]) => s <= at).pop(); return [node, at - start]; };
  const range = document.createRange(), start = all.indexOf(words);
  range.setStart(...place(start));
  range.setEnd(...place(start + words.length - 1));
  range.setEnd(range.endContainer, range.endOffset + 1);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
  return getSelection().toString();
}"""  # noqa: E501


def comment_on(page: Page, id: str) -> None:
    """Press Comment among the tools of a paragraph."""
    page.locator(f"#{id} summary").click()
    page.locator(f"#{id}").get_by_role("link", name="Comment", exact=True).click()


def test_words_that_are_selected_are_what_the_comment_is_about(
    browser: Browser, world: tuple[Served, World]
) -> None:
    served, made = world
    address = f"/objectives/{made.refs['own', 'comment']}"
    page = page_of(browser, served, "focal-point", script=True, phone=False)
    page.goto(address)
    words = str(page.locator("#p1 .words").inner_text()).strip()
    quoted = " ".join(words.split()[1:4])
    assert page.evaluate(SELECT, ["p1", quoted]) == quoted
    comment_on(page, "p1")
    expect(page.get_by_label("Words it is about")).to_have_value(quoted)
    page.get_by_label("Technical").check()
    page.get_by_label("Comment", exact=True).fill("Which?")
    page.get_by_role("button", name="Submit for AUR").click()
    mark = page.locator("#p1 mark")
    expect(mark).to_have_text(quoted)
    expect(page.locator("#p1 a.re")).to_have_accessible_name("comment 2")
    assert page.evaluate(SELECT, ["p1", words]) == words
    page.goto(address)
    comment_on(page, "p1")
    expect(page.get_by_label("Words it is about")).to_have_value("")


def test_words_of_another_paragraph_are_not_taken(
    browser: Browser, world: tuple[Served, World]
) -> None:
    served, made = world
    page = page_of(browser, served, "focal-point", script=True, phone=True)
    page.goto(f"/objectives/{made.refs['own', 'comment']}")
    page.evaluate(SELECT, ["p1", str(page.locator("#p1 .words").inner_text()).split()[0]])
    comment_on(page, "p2")
    expect(page.get_by_label("Words it is about")).to_have_value("")


def test_a_comment_is_written_below_its_paragraph_and_nothing_typed_is_thrown_away_unasked(
    browser: Browser, world: tuple[Served, World]
) -> None:
    served, made = world
    address = f"/objectives/{made.refs['own', 'comment']}"
    page = page_of(browser, served, "focal-point", script=True, phone=False)
    page.goto(address)
    comment_on(page, "p1")
    form = page.locator("#p1 + form")
    expect(form.get_by_role("heading")).to_contain_text("Comment on paragraph")
    expect(page).to_have_url(re.compile(rf"{address}$"))
    expect(form.get_by_label("General")).to_be_focused()
    form.get_by_label("Comment", exact=True).fill("Kept until I say so")
    asked: list[str] = []

    def keep(dialog: Dialog) -> None:
        asked.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", keep)
    page.keyboard.press("Escape")
    expect(form.get_by_label("Comment", exact=True)).to_have_value("Kept until I say so")
    assert asked == ["Throw away what you typed?"]
    form.get_by_label("Comment", exact=True).fill("")
    page.keyboard.press("Escape")
    expect(form).to_have_count(0)
    expect(page.locator("#p1").get_by_role("link", name="Comment", exact=True)).to_be_focused()
    page.locator("#p1").get_by_role("link", name="Comment", exact=True).click()
    form.get_by_label("Editorial").check()
    form.get_by_label("Comment", exact=True).fill("Below its paragraph")
    form.get_by_role("button", name="Submit for AUR").click()
    expect(page.locator("#p1 .note").filter(has_text="Below its paragraph")).to_be_visible()


def test_without_script_a_comment_has_a_page_of_its_own(
    browser: Browser, world: tuple[Served, World]
) -> None:
    served, made = world
    page = page_of(browser, served, "focal-point", script=False, phone=True)
    page.goto(f"/objectives/{made.refs['own', 'comment']}")
    comment_on(page, "p1")
    expect(page).to_have_url(re.compile("/comment\\?paragraph=p1"))
    expect(page.get_by_label("Comment", exact=True)).to_be_visible()
