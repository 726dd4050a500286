"""Every page in every state, light and dark, on a desk and in a hand: nothing serious is wrong."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize

from placet.api.main import build
from tests.browser.people import DESKTOP, PHONE
from tests.browser.served import Served, free_port, serve
from tests.matrix.world import STAGES, World, cookie, furnished

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

NARROW: ViewportSize = {"width": 320, "height": 640}
Look = tuple[Literal["light", "dark"], ViewportSize]
LOOKS: tuple[Look, ...] = (("light", DESKTOP), ("dark", PHONE))
"""Both schemes and both layouts; colours and layout do not depend on one another."""
AXE = Axe()

VISITOR = ("/signin", "/signin/code?id=a-sign-in", "/mailbox", "/mailbox/1", "/help", "/help/rules")
HOUSE = (
    "/people", "/organisations", "/negotiations/new", "/negotiations", "/clock", "/me",
    "/procedures", "/procedures/workflows/joint-objective/2", "/procedures/rules/no_objection/1",
    "/procedures/publish?name=joint-objective&version=1",
)  # fmt: skip
TABLE = (
    "/inbox", "/negotiations/SEA", "/negotiations/SEA/people", "/negotiations/SEA/audit",
    "/mail?negotiation=SEA", "/mail/{message}",
)  # fmt: skip
OBJECTIVE = (
    "/objectives/{proposal}/missing", "/objectives/{proposal}/manage",
    "/objectives/{comment}/comments", "/objectives/{revision}/comments",
    "/objectives/{revision}/revise", "/objectives/{revision}/revise?as-source=1",
    "/objectives/{revision}/step/put_forward", "/objectives/{endorsement}/step/revise",
    "/objectives/{adopted}/manage", "/objectives/{comment}/workflow",
    "/objectives/{comment}/audit", "/objectives/{comment}/step/close_comments",
    "/objectives/{revision}?view=compilation", "/objectives/{revision}/amendments",
    "/objectives/{revision}/merge?n=1", "/objectives/{revision}/agreed?paragraph=p1",
    "/objectives/{revision}/brackets", "/objectives/{revision}/brackets?paragraph=p2",
    "/objectives/{revision}/brackets?paragraph=p2&place=18&reading=0",
    "/objectives/{revision}/paragraphs/p2", "/objectives/{revision}/convergence",
    "/objectives/{revision}/translations", "/objectives/{revision}/translations/ar",
    "/objectives/{revision}/translations/fr?edit=all",
)  # fmt: skip
SEAT = (
    "/inbox", "/negotiations/SEA/propose", "/objectives/{proposal}/position",
    "/objectives/{endorsement}/position", "/objectives/{endorsement}/position?kind=object",
    "/objectives/{endorsement}/position?with=with_reservation",
    "/objectives/{endorsement}/position?with=ad_referendum", "/receipts/{receipt}",
    "/objectives/{comment}/comment", "/objectives/{comment}/comment?paragraph=p2",
    "/objectives/{endorsement}/agreement", "/objectives/{adopted}/agreement",
    "/objectives/OBJ-9999", "/objectives/{revision}/compare/1..1",
    "/objectives/{comment}?view=clean&attribution=off", "/objectives/{comment}?tools=p2",
    "/objectives/{comment}/amend", "/objectives/{comment}/amend?paragraph=p2",
    "/objectives/{comment}/amend?paragraph=p2&deed=move",
    "/objectives/{comment}/amend?paragraph=p2&deed=under", "/objectives/{revision}/amendments",
    "/objectives/{comment}/comment?paragraph=p2&quotation=the",
    "/objectives/{comment}/paragraphs/p2",
)  # fmt: skip


@pytest.fixture(scope="module")
def served(
    sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Served, World]]:
    """The world of the matrix, with an objective in every stage, behind a server."""

    file = tmp_path_factory.mktemp("axe") / "placet.db"
    shutil.copy(sqlite_template, file)
    world = furnished(f"sqlite:///{file}")
    port = free_port()
    settings = world.root.settings.model_copy(
        update={"port": port, "base_url": f"http://127.0.0.1:{port}"}
    )
    world.root.close()
    world.root = build(settings)
    with serve(world.root) as found:
        yield found, world
    world.root.close()


def addresses(world: World, role: str) -> list[str]:
    names = {stage: world.refs["own", stage] for stage in STAGES}
    names |= {"receipt": world.receipts["own"], "message": str(world.messages["own"])}
    stages = tuple(f"/objectives/{{{stage}}}" for stage in STAGES)
    of = {
        "anonymous": VISITOR,
        "administrator": HOUSE,
        "secretariat": TABLE + stages + OBJECTIVE,
        "focal-point": SEAT + stages,
        "drafter": (*stages[:4], "/objectives/{endorsement}/position"),
        "newcomer": ("/inbox", "/negotiations"),
    }
    return [path.format_map(names) for path in of[role]]


def signed_in(browser: Browser, served: Served, role: str) -> BrowserContext:
    context = browser.new_context(base_url=served.base, viewport=DESKTOP)
    if role != "anonymous":
        context.add_cookies([{"name": "placet", "value": cookie(role), "url": served.base}])
    return context


@pytest.mark.parametrize(
    "role", ["anonymous", "administrator", "secretariat", "focal-point", "drafter", "newcomer"]
)
def test_every_page_is_sound(browser: Browser, served: tuple[Served, World], role: str) -> None:
    found: list[str] = []
    with signed_in(browser, served[0], role) as context:
        page = context.new_page()
        heard: list[str] = []
        page.on("console", lambda said: heard.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: heard.append(str(error)))
        for path in addresses(served[1], role):
            page.goto(path)
            found += [f"{path}: {what}" for what in wrong(page)]
            expected = "404" if "9999" in path else ""
            found += [f"{path}: console: {w}" for w in heard if not expected or expected not in w]
            heard.clear()
    assert found == []


def wrong(page: Page) -> Iterator[str]:
    """What is wrong with the page that is open, in all its looks."""
    if (heads := page.locator("h1").count()) != 1:
        yield f"{heads} headings of level 1"
    if "/position" in page.url and page.locator("main input:checked").count():
        yield "an option is chosen already"
    for scheme, size in LOOKS:
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.set_viewport_size(size)
        for violation in AXE.run(page).response["violations"]:
            if violation["impact"] in ("serious", "critical"):
                where = violation["nodes"][0]["target"]
                yield f"{violation['id']} ({scheme}, {size['width']} px) at {where}"
    page.set_viewport_size(NARROW)
    width = page.evaluate("document.documentElement.scrollWidth")
    if width > NARROW["width"]:
        yield f"{width} px wide in a window of {NARROW['width']}"
