"""Words selected in the text are what a comment is about; what is copied is the text alone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

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
