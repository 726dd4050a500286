"""Whatever is sent to whatever address: refused with a reason, and never a fault of ours."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.routing import APIRoute

from placet.api.v1 import (
    accounts,
    beginnings,
    beside,
    board,
    bodies,
    clearance,
    definitions,
    delegations,
    deliberation,
    dispositions,
    drafts,
    groups,
    meetings,
    negotiations,
    objectives,
    registry,
    rehearsals,
)
from placet.api.v1 import house as housekeeping
from tests.api.bodies import BODIES
from tests.api.house import SYMBOL, House, a_proposal

PARTS = (
    housekeeping,
    accounts,
    registry,
    negotiations,
    beginnings,
    delegations,
    bodies,
    groups,
    meetings,
    board,
    objectives,
    beside,
    clearance,
    dispositions,
    definitions,
    drafts,
    deliberation,
    rehearsals,
)
TRICKS: tuple[Any, ...] = (
    "", " ", "a\x00b", "a\x07b", "\u202eabc", "\u2066abc", "e\u0301" * 5000, "a\nb", "x" * 20_000,
    "'; DROP TABLE objective; --", "{{7*7}}", "((name))", "<script>alert(1)</script>", "../../etc",
    "\ufeff", "\u0627\u0644\u0628\u062d\u0631", "\U0010ffff", "%00", "{0}{a.b}", "0" * 64, "p1",
    0, -1, 1, 2**31, 2**63, 10**30, 1.5, True, None, [], {}, [[]], [None], {"a": {"b": 1}},
    "2027-03-01", "2027-03-01T09:00Z", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00",
    "2027-02-30", "+1", "Europe/Nowhere", "../UTC", "no-such-stage",
)  # fmt: skip


def routes() -> Iterator[tuple[str, str]]:
    """Every method and path of the interface."""
    for part in PARTS:
        for route in part.router.routes:
            if isinstance(route, APIRoute):
                yield from ((method, route.path) for method in sorted(route.methods or ()))


def body_of(path: str) -> dict[str, Any]:
    """A body that would do, if everything else were right."""
    short = re.sub(r"^/(negotiations/\{symbol\}|objectives/\{ref\})(?=/)", "", path)
    return BODIES[short]


def filled(path: str, house: House) -> str:
    """The path with things that exist."""
    known = {"symbol": SYMBOL, "ref": house.ref, "number": "1", "step": "proceed"}
    known |= {"reference": "none", "hash": "0" * 64, "format": "html", "code": "SEAS"}
    known |= {"id": "none", "item": "none", "deed": "clear", "language": "fr", "paragraph": "p1"}
    known |= {"organisation": "AUR"}
    known |= {"name": "majority" if "/rules/" in path else "joint-objective", "version": "1"}
    return re.sub(r"\{(\w+)\}", lambda found: known[found[1]], path)


@pytest.fixture
def house(standing_house: House) -> House:
    """The table, with fresh counters of rates."""
    standing_house.root.rates.forget()
    return standing_house


POSTS = [path for method, path in routes() if method == "POST"]
SAYING = [path for path in POSTS if body_of(path)]
"""Those that are told something; the others say all in their address."""


def test_the_sweep_knows_every_route() -> None:
    assert len(POSTS) == len(set(POSTS)) >= len(BODIES)
    assert all(isinstance(body_of(path), dict) for path in POSTS)


def said_well(answer: Any) -> None:
    """No fault of ours, and a problem where it was refused."""
    assert answer.status_code < 500, answer.text
    if answer.status_code >= 400:
        assert answer.headers["content-type"] == "application/problem+json"
        assert {"type", "title", "status", "detail", "instance"} <= answer.json().keys()


@pytest.mark.parametrize("path", SAYING)
def test_no_value_of_a_field_is_a_fault(house: House, path: str) -> None:
    body, where = body_of(path), filled(path, house)
    tag = house.get("aur", f"/objectives/{house.ref}").headers["etag"]
    for name, trick in itertools.product(body, TRICKS):
        house.root.rates.forget()
        given = {**body, name: trick}
        said_well(house.post("ada", where, given, headers={"If-Match": tag}))


@pytest.mark.parametrize("path", SAYING)
def test_unknown_fields_are_refused(house: House, path: str) -> None:
    where = filled(path, house)
    for extra in ("id", "version", "state", "hash", "by", "at", "__class__", "é\ud800x"):
        content = json.dumps({**body_of(path), extra: "x"})
        headers = {"Content-Type": "application/json", "If-Match": '"1"'}
        answer = house.ask("ada", "POST", where, content=content, headers=headers)
        assert answer.status_code == 422, (extra, answer.text)
        said_well(answer)


@pytest.mark.parametrize("path", SAYING)
def test_what_is_not_json_is_refused(house: House, path: str) -> None:
    where = filled(path, house)
    json_type = {"Content-Type": "application/json"}
    for content, status in (
        (b"", 422), (b"{", 400), (b"\xff\xfe{}", 400), (b"[" * 100_000, 400), (b"[]", 422),
        (b'"x"', 422), (b"null", 422), (b"9" * 10_000, 400), (b"NaN", 422), (b"1", 422),
    ):  # fmt: skip
        answer = house.ask("ada", "POST", where, content=content, headers=json_type)
        assert answer.status_code == status, (content[:20], answer.text)
        said_well(answer)
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "x"):
        answer = house.ask("ada", "POST", where, content=b"a=b", headers={"Content-Type": kind})
        assert answer.status_code == 415, kind
        said_well(answer)


OPEN_TO_ALL = {"/clock", "/mailbox", "/mailbox/{number}", "/sign-in", "/openapi.json"}


def test_nobody_gets_in_without_a_key(house: House) -> None:
    for method, path in routes():
        body = body_of(path) if method == "POST" else None
        answer = house.ask(None, method, filled(path, house), json=body)
        if path not in OPEN_TO_ALL or (method, path) == ("POST", "/clock"):
            assert answer.status_code == 401, (method, path)
        said_well(answer)


def test_no_place_in_an_address_is_a_fault(house: House) -> None:
    tricks = ("%00", "%FF", "..%2f..", "%E2%80%AE", "a" * 300, "%20", "0", "-1", "9" * 30, "é", "'")
    for method, path in routes():
        places = re.findall(r"\{(\w+)\}", path)
        body = body_of(path) if method == "POST" else None
        for place, trick in itertools.product(places, tricks):
            where = filled(path.replace("{" + place + "}", trick), house)
            answer = house.ask("ada", method, where, json=body)
            assert 400 <= answer.status_code < 500, (method, where, answer.text)


@pytest.mark.parametrize(
    "query",
    ["limit=0", "limit=201", "limit=x", "limit=-1", "after=" + "x" * 300, "after=%00", "limit=1e3",
     "before=x", "limit=" + "9" * 40, "after=%FF"],
)  # fmt: skip
def test_no_query_is_a_fault(house: House, query: str) -> None:
    for method, path in routes():
        if method == "GET" and "pdf" not in path:
            said_well(house.get("ada", f"{filled(path, house)}?{query}"))


@pytest.mark.parametrize("key", ["", "a" * 201, "a b", "é".encode(), "\x7f"])
def test_a_key_that_is_none_is_refused(house: House, key: str) -> None:
    answer = house.post(
        "ada", "/organisations", BODIES["/organisations"], headers={"Idempotency-Key": key}
    )
    assert answer.status_code == 422


def test_a_refusal_never_repeats_what_was_sent(house: House) -> None:
    given = {"name": "swordfish\x07", "signin": "swordfish", "code": "swordfish-is-too-long-a-code"}
    assert "swordfish" not in house.post(None, "/tokens", given).text
    assert "swordfish" not in house.post("ada", "/organisations", {"code": ["swordfish"]}).text


def test_words_of_every_script_are_kept_as_they_are(house: House) -> None:
    words = "الدول [تلتزم] بالتبادل, 組織は共有する, संगठन, e\u0301tat \u2067سلم\u2069"
    rows = [{"kind": "operative", "words": words}]
    path = f"/negotiations/{SYMBOL}/objectives"
    made = house.post("aur", path, a_proposal(paragraphs=rows)).json()
    shown = house.get("aur", f"/objectives/{made['object']}").json()
    assert shown["text"]["paragraphs"][0]["words"] == words.replace("e\u0301", "é")
