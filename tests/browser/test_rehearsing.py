"""Rehearsing in a real browser, with script and without it: the choice, the picture, the files."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from placet.api.main import build
from tests.browser.people import DESKTOP
from tests.browser.served import Served, free_port, serve
from tests.browser.test_axe import wrong
from tests.matrix.world import cookie, furnished

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

ADDRESS = "/procedures/workflows/joint-objective/1/rehearse"


@pytest.fixture(scope="module")
def served(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The world of the matrix behind a server."""
    file = tmp_path_factory.mktemp("rehearsing") / "placet.db"
    shutil.copy(sqlite_template, file)
    world = furnished(f"sqlite:///{file}")
    port = free_port()
    base = {"port": port, "base_url": f"http://127.0.0.1:{port}"}
    settings = world.root.settings.model_copy(update=base)
    world.root.close()
    root = build(settings)
    with serve(root) as found:
        yield found
    root.close()


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_a_table_is_rehearsed_looked_at_and_taken_away(
    browser: Browser, served: Served, script: bool
) -> None:
    context = browser.new_context(
        base_url=served.base, viewport=DESKTOP, java_script_enabled=script, accept_downloads=True
    )
    value = {"name": "placet", "value": cookie("secretariat"), "url": served.base}
    context.add_cookies([value])  # type: ignore[list-item]  # a typed dictionary of playwright
    page = context.new_page()
    page.goto("/negotiations/SEA")
    page.get_by_role("link", name="Rehearse the procedure with this table").click()
    looks = list(wrong(page)) if script else []
    page.set_viewport_size(DESKTOP)
    page.get_by_role("button", name="Rehearse it").click()
    expect(page.get_by_role("heading", name="It goes as the scenario says")).to_be_visible()
    picture = page.get_by_role("img", name="Time runs down")
    assert picture.bounding_box() is not None
    if script:
        assert picture.evaluate("image => image.naturalWidth") > 600
    mail, stage = page.locator(".one.is-mail").first, page.locator(".one.is-stage").first
    expect(stage).to_be_visible()
    page.get_by_label("Mails only").check()
    expect(mail).to_be_visible()
    expect(stage).to_be_hidden()
    page.get_by_label("Refusals only").check()
    expect(mail).to_be_hidden()
    expect(page.get_by_text("Nobody is refused anything.")).to_be_visible()
    page.get_by_label("Everything").check()
    for name in ("Download the list (JSON)", "Download the picture (SVG)"):
        with page.expect_download() as taken:
            page.get_by_role("button", name=name).click()
        words = Path(taken.value.path()).read_text(encoding="utf-8")
        assert words.startswith("<svg") or json.loads(words)[0]["kind"] == "proposal"
    if script:
        looks += wrong(page)
        page.set_viewport_size(DESKTOP)
    text = page.get_by_role("textbox", name="The scenario")
    text.fill(text.input_value().replace("do: propose", "do: propos", 1))
    page.get_by_role("button", name="Rehearse it").click()
    expect(page.get_by_role("alert")).to_contain_text("There is 1 thing to correct")
    expect(page.locator(".findings")).to_contain_text("did you mean propose?")
    assert "do: propos}" in page.get_by_role("textbox", name="The scenario").input_value()
    assert looks + (list(wrong(page)) if script else []) == []
    context.close()
