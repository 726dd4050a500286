"""Live pages: told when something changed, at the cost of one poller."""

from __future__ import annotations

import asyncio

import pytest

from placet.api import live
from placet.api.live import OVER, Live, Watched
from placet.engine import commands as c
from tests.api.house import SYMBOL, House


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "EVERY", 0.02)
    return


def support(house: House, who: str) -> None:
    shown = house.ballot()
    house.give(
        who,
        c.RecordPosition(shown["ballot"], shown["text_hash"], "support"),
        objective=house.ref,
    )


def version(house: House) -> int:
    found: int = house.get("ada", f"/objectives/{house.ref}").json()["version"]
    return found


def test_everybody_who_watches_is_told_once(house: House) -> None:
    room, before = Live(house.root), version(house)

    async def watch() -> list[int]:
        what = Watched(SYMBOL, house.ref, before)
        with room.watching(what) as first, room.watching(what) as second:
            await asyncio.sleep(0.1)
            assert first.empty()
            await asyncio.to_thread(support, house, "aur")
            found = [await asyncio.wait_for(q.get(), 60) for q in (first, second)]
            await asyncio.sleep(0.1)
            assert first.empty()
            return found

    assert asyncio.run(watch()) == [before + 1, before + 1]


def test_what_changed_between_reading_and_watching_is_told(house: House) -> None:
    room, before = Live(house.root), version(house)

    async def watch() -> int:
        with room.watching(Watched(SYMBOL, house.ref, before)) as other:
            await asyncio.sleep(0.1)
            await asyncio.to_thread(support, house, "aur")
            await asyncio.wait_for(other.get(), 60)
            with room.watching(Watched(SYMBOL, house.ref, before)) as late:
                return await asyncio.wait_for(late.get(), 60)

    assert asyncio.run(watch()) == before + 1


def test_when_nobody_watches_nobody_looks(house: House) -> None:
    room = Live(house.root)

    async def watch() -> bool:
        with room.watching(Watched(SYMBOL, house.ref, 1)):
            await asyncio.sleep(0.05)
        await asyncio.sleep(0.2)
        return room._poller is not None and room._poller.done()

    assert asyncio.run(watch())


def test_a_poller_outlives_trouble_with_the_database(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    room, before = Live(house.root), version(house)
    look, calls = room._look, iter([True])

    def troubled(*asked: object) -> object:
        if next(calls, False):
            raise OSError("gone")
        return look(*asked)  # type: ignore[arg-type]

    monkeypatch.setattr(room, "_look", troubled)

    async def watch() -> int:
        with room.watching(Watched(SYMBOL, house.ref, before - 1)) as queue:
            return await asyncio.wait_for(queue.get(), 60)

    assert asyncio.run(watch()) == before


def test_at_the_end_all_are_let_go(house: House) -> None:
    room = Live(house.root)

    async def watch() -> tuple[int, int]:
        with room.watching(Watched(SYMBOL, house.ref, 1)) as queue:
            room.close_soon()
            first = await asyncio.wait_for(queue.get(), 60)
        with room.watching(Watched(SYMBOL, house.ref, 1)) as queue:
            return first, await asyncio.wait_for(queue.get(), 60)

    assert asyncio.run(watch()) == (OVER, OVER)


def test_a_stream_needs_somebody_who_may_see_it(house: House) -> None:
    where = f"/live/{house.ref}"
    assert house.client.get(where, headers={"Accept": "text/event-stream"}).status_code == 401


def test_a_page_is_told_the_version(house: House) -> None:
    from placet.api.signing import begin_sign_in, finish_sign_in
    from placet.engine.codes import signin_code

    root = house.root
    signin = begin_sign_in(root, "aur@example.org")
    begun = finish_sign_in(root, signin, signin_code(root.secret, signin))
    house.client.cookies.set("placet", begun.value)
    house.client.app.state.live.close()  # type: ignore[attr-defined]  # so that the stream ends
    answer = house.client.get(f"/live/{house.ref}")
    assert answer.headers["content-type"].startswith("text/event-stream")
    assert f'data: {{"version": {version(house)}}}' in answer.text
    assert house.client.get("/live/OBJ-9999").status_code == 404
