"""While somebody fills a form the world goes on: a banner says so, the form stays as it is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from placet.api.main import build
from placet.engine import commands as c
from placet.engine.access import Actor
from placet.engine.model import CommentType
from placet.engine.text import Edit, edited, walk
from tests.browser.served import Served, free_port, serve
from tests.matrix.world import World, cookie, furnished

pytestmark = pytest.mark.browser


@pytest.fixture
def served(sqlite_template: Path, tmp_path: Path) -> Iterator[tuple[Served, World]]:
    """The world of the matrix behind a server."""
    file = tmp_path / "live.db"
    file.write_bytes(sqlite_template.read_bytes())
    world = furnished(f"sqlite:///{file}")
    port = free_port()
    base = f"http://127.0.0.1:{port}"
    settings = world.root.settings.model_copy(update={"port": port, "base_url": base})
    world.root.close()
    world.root = build(settings)
    with serve(world.root) as found:
        yield found, world
    world.root.close()


def opened(browser: Browser, served: Served, role: str, path: str) -> Page:
    context = browser.new_context(base_url=served.base)
    context.add_cookies([{"name": "placet", "value": cookie(role), "url": served.base}])
    page = context.new_page()
    with page.expect_response(lambda answer: "/live/" in answer.url):
        page.goto(path)
    return page


def do(world: World, who: str, stage: str, command: c.ObjectiveCommand) -> None:
    ref, by = world.refs["own", stage], Actor(world.ids[who])
    world.root.cases.handle(by, command, objective=ref)


def revise(world: World) -> None:
    """Somebody else saves a new version of the text that is under revision."""
    ref = world.refs["own", "revision"]
    with world.root.database.reading() as store:
        o = store.objective(ref)
        text = store.text(ref, o.text.number)
    edits = [Edit(p.id, p.kind, depth, p.words + " Always.", p.label) for depth, p in walk(text)]
    changed, minted = edited(text, edits, o.paragraphs_minted)
    do(world, "focal-point", "revision", c.ReviseText(o.text.number, changed, minted, "Clearer."))


def test_a_new_version_is_told_and_what_was_typed_stays(
    browser: Browser, served: tuple[Served, World]
) -> None:
    house, world = served
    ref = world.refs["own", "revision"]
    page = opened(browser, house, "secretariat", f"/objectives/{ref}/revise")
    words = page.locator("textarea").first
    words.fill("What I was about to write,")
    words.evaluate("field => { field.focus(); field.setSelectionRange(5, 9) }")
    revise(world)
    expect(page.get_by_role("status")).to_contain_text("A newer version was saved")
    expect(words).to_have_value("What I was about to write,")
    expect(words).to_be_focused()
    assert words.evaluate("field => [field.selectionStart, field.selectionEnd]") == [5, 9]
    page.get_by_role("button", name="Check the changes", exact=True).last.click()
    expect(page.get_by_role("main")).to_contain_text("was saved while you were writing")
    expect(page.get_by_role("main")).to_contain_text("What I was about to write")
    page.context.close()


def test_the_position_of_another_organisation_is_told_beside_the_text(
    browser: Browser, served: tuple[Served, World]
) -> None:
    house, world = served
    ref = world.refs["own", "endorsement"]
    page = opened(browser, house, "secretariat", f"/objectives/{ref}")
    before = page.locator(".obj").inner_text()
    shown = world.ballot("own", "endorsement")
    do(world, "bor", "endorsement", c.RecordPosition(kind="abstain", **shown))
    expect(page.get_by_role("status")).to_contain_text("changed while you were reading")
    assert page.locator(".obj").inner_text() == before
    page.get_by_role("link", name="Show the present state").click()
    expect(page.locator("#newer")).to_be_hidden()
    assert page.locator(".obj").inner_text() != before
    page.context.close()


@pytest.mark.parametrize("form", ["position?kind=object", "comment?paragraph=p2"])
def test_a_form_is_never_replaced(
    browser: Browser, served: tuple[Served, World], form: str
) -> None:
    house, world = served
    stage = "endorsement" if "position" in form else "comment"
    ref = world.refs["own", stage]
    context = browser.new_context(base_url=house.base)
    context.add_cookies([{"name": "placet", "value": cookie("focal-point"), "url": house.base}])
    page = context.new_page()
    page.goto(f"/objectives/{ref}/{form}")
    field = page.locator("textarea").first
    field.fill("Half a sent")
    if stage == "endorsement":
        shown = world.ballot("own", stage)
        do(world, "bor", stage, c.RecordPosition(kind="no_objection", **shown))
    else:
        do(world, "bor", stage, c.MakeComment(CommentType.GENERAL, "And another."))
    page.wait_for_load_state("networkidle")
    expect(field).to_have_value("Half a sent")
    expect(field).to_be_focused()
    context.close()
