"""Every route, every role, every organisation: nobody reaches what is not theirs.

The expectations are in `expected.txt`.  A route that is not named there fails; so does any
answer that is not the expected one, any GET that changes a row, and any refusal that does.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial

import pytest

from placet.api.app import create_app
from placet.api.signing import csrf_of
from placet.engine.store import Database
from tests.matrix.asking import SAFE, ask, client_of, meaning, routes_of, without_chance
from tests.matrix.conftest import House
from tests.matrix.expectations import Grid, expectations, places_of
from tests.matrix.leaks import leaks
from tests.matrix.requests import REQUESTS, Asked, Where
from tests.matrix.world import (
    BASE,
    EVERYWHERE,
    RESTRICTED_WORD,
    ROLES,
    SEALED_COMMENT,
    SEALED_WORD,
    bearer,
    cookie,
    furnished,
    tables,
)

pytestmark = pytest.mark.no_cover

EXPECTED = expectations()
WRITES_NOTHING = {
    "POST /signin/code",
    "POST /me/theme",
    "POST /board/{symbol}/views/remove",
    "POST /objectives/{ref}/redline",
    "POST /procedures/publish do=check",
    "POST /procedures/workflows/{name}/{version}/rehearse",
    "POST /api/v1/workflows/{name}/{version}/rehearsals",
}
"""Accepted or not, these leave every row; what they keep is in the browser or counts tries."""
COUNTS_TRIES = {"POST /signin/code"}


def is_safe(route: str) -> bool:
    return route.split()[0] in SAFE


def everything() -> Iterator[tuple[str, str, str]]:
    for route, grid in EXPECTED.items():
        for place in places_of(grid, route):
            for role in ROLES:
                yield route, place, role


def test_every_route_is_in_the_table_and_asked(house: House) -> None:
    named = {" ".join(route.split()[:2]) for route in EXPECTED}
    assert named == routes_of(house.app)
    assert set(EXPECTED) == set(REQUESTS)


def test_the_size_of_the_matrix(capsys: pytest.CaptureFixture[str]) -> None:
    asked = [(place, EXPECTED[route][role, place]) for route, place, role in everything()]
    with capsys.disabled():
        for place in ("all places", *EVERYWHERE):
            words = Counter(word for at, word in asked if place in ("all places", at))
            done, hidden = words["yes"], words["404"]
            refused = words["403"] + words["sign-in"]
            rest = words.total() - done - hidden - refused
            print(  # noqa: T201
                f"\nmatrix, {place}: {words.total()} requests: {done} answered, {refused} refused,"
                f" {hidden} hidden, {rest} found wrong",
                end="",
            )
        print(f"\n{len(EXPECTED)} routes x {len(ROLES)} roles, none unexplained")  # noqa: T201
    assert len(asked) > 6_000
    assert {place for place, _ in asked} == set(EVERYWHERE)
    assert sum(word == "404" for _, word in asked) > 1_500


@pytest.mark.parametrize("role", ROLES)
def test_what_a_role_reads_changes_nothing(house: House, role: str) -> None:
    before = dict(tables(house.world.root.database))
    seen = house.kept.version()
    unexplained: list[str] = []
    for route, grid in EXPECTED.items():
        if is_safe(route):
            unexplained += surprises(house, route, role, grid)
            if house.kept.version() != seen:
                unexplained.append(f"{route} wrote something")
                seen = house.kept.version()
    assert unexplained == [], "\n" + "\n".join(unexplained)
    assert dict(tables(house.world.root.database)) == before


AT_WORK = ("comment", "endorsement")
"""The stages in which something of the sealed place is sealed."""


@pytest.mark.parametrize("role", ROLES)
def test_no_reading_of_what_is_sealed_tells_a_word_of_it(house: House, role: str) -> None:
    told: list[str] = []
    for route in EXPECTED:
        if not is_safe(route) or "{ref}" not in route:
            continue
        for stage in AT_WORK:
            asked = REQUESTS[route](Where(house.world, "sealed", role, stage))
            answer = ask(house.client, house.world, role, "GET", asked)
            found = leaks(house.world, route, "sealed", role, asked.path, answer)
            told += [f"{route} in {stage}: {leak}" for leak in found]
    assert told == []


def test_whoever_may_read_a_planted_word_does(house: House) -> None:
    """Else the sweep would look for words that are nowhere."""
    refs, receipt = house.world.refs, house.world.sealed_reference
    for role, path, word in (
        ("bor", f"/objectives/{refs['sealed', 'comment']}/comments", SEALED_COMMENT),
        ("cyg", f"/objectives/{refs['sealed', 'endorsement']}", SEALED_WORD),
        ("cyg", f"/receipts/{receipt}", receipt),
        ("secretariat", f"/objectives/{refs['restricted', 'proposal']}", RESTRICTED_WORD),
        ("chair", "/negotiations/SEA", RESTRICTED_WORD),
        ("administrator", "/negotiations/SEA/links", RESTRICTED_WORD),
        ("cyg", "/inbox", RESTRICTED_WORD),
        ("bor", "/negotiations/SEA/audit", refs["restricted", "comment"]),
    ):
        assert word in ask(house.client, house.world, role, "GET", Asked(path)).text, path


@pytest.mark.parametrize("role", ROLES)
def test_what_a_role_may_do_is_done_and_nothing_else(house: House, role: str) -> None:
    unexplained: list[str] = []
    for route, grid in EXPECTED.items():
        if not is_safe(route):
            unexplained += surprises(house, route, role, grid)
    assert unexplained == [], "\n" + "\n".join(unexplained)


def surprises(house: House, route: str, role: str, grid: Grid) -> Iterator[str]:
    """Whatever differs from the expectation, for one route and role in all places."""
    method = route.split()[0]
    for place in places_of(grid, route):
        asked = REQUESTS[route](Where(house.world, place, role))
        seen = house.kept.version()
        answer = ask(house.client, house.world, role, method, asked)
        found, expected = meaning(answer), grid[role, place]
        wrote = house.kept.version() != seen
        if found != expected:
            yield f"{route} in {place}: {expected} expected, {found} found"
        for leak in leaks(house.world, route, place, role, asked.path, answer):
            yield f"{route} in {place}: {leak}"
        if method not in SAFE:
            yield from _unfit(route, place, role, found, wrote)
            if wrote:
                house.kept.restore()


def _unfit(route: str, place: str, role: str, found: str, wrote: bool) -> Iterator[str]:
    idle = route in WRITES_NOTHING or (route == "POST /signout" and role == "anonymous")
    if found == "yes" and not wrote and not idle:
        yield f"{route} in {place}: accepted, and nothing was written"
    if found != "yes" and wrote and route not in COUNTS_TRIES:
        yield f"{route} in {place}: not accepted, and yet something was written"


FOREIGN = (
    {"Origin": "https://evil.example"},
    {"Origin": "null"},
    {"Sec-Fetch-Site": "cross-site"},
    {"Origin": BASE, "Sec-Fetch-Site": "same-site"},
)


@pytest.mark.parametrize("headers", FOREIGN, ids=[" ".join(h.values()) for h in FOREIGN])
def test_what_another_site_causes_is_refused(house: House, headers: dict[str, str]) -> None:
    before = dict(tables(house.world.root.database))
    for route, role, where in permitted():
        method, asked = route.split()[0], REQUESTS[route](where(house))
        answer = ask(house.client, house.world, role, method, asked, headers=headers)
        assert answer.status_code == 403, route
    assert dict(tables(house.world.root.database)) == before


def test_a_form_without_its_token_is_refused(house: House) -> None:
    before = dict(tables(house.world.root.database))
    somebody_else = {
        role: another for role, another in zip(ROLES, ROLES[1:] + ROLES[:1], strict=True)
    }
    for route, role, where in permitted():
        if "/api/" in route:
            continue
        asked = REQUESTS[route](where(house))
        theirs = _token_of(house, somebody_else[role])
        for csrf in (None, "0" * 64, theirs):
            answer = ask(house.client, house.world, role, "POST", asked, csrf=csrf)
            assert answer.status_code == 403, (route, csrf)
    assert dict(tables(house.world.root.database)) == before


def test_a_cookie_or_a_foreign_kind_of_body_does_nothing_at_the_interface(house: House) -> None:
    before = dict(tables(house.world.root.database))
    free = {"POST /api/v1/sign-in"}
    for route, role, where in permitted():
        if "/api/" not in route:
            continue
        method, asked = route.split()[0], REQUESTS[route](where(house))
        browser = {"Cookie": f"placet={cookie(role)}", "Authorization": ""}
        if route not in free:
            answer = ask(house.client, house.world, role, method, asked, headers=browser)
            assert answer.status_code == 401, route
        for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data"):
            if kind == "text/plain" and route.endswith(("/import", "/revisions/file")):
                continue
            more = {"Content-Type": kind, "Content-Length": "2"}
            blind = house.client.request(
                method, asked.path, content="{}", headers={**more, **_bearer(role)}
            )
            assert blind.status_code == 415, (route, kind)
    assert dict(tables(house.world.root.database)) == before


def permitted() -> Iterator[tuple[str, str, Callable[[House], Where]]]:
    """Each unsafe route with one role that may use it, and where."""
    for route, grid in EXPECTED.items():
        if is_safe(route):
            continue
        yes = [at for at, word in grid.items() if word in ("yes", "409", "422")]
        if not yes:
            continue  # in this world nobody may do it: every role is refused in the table
        role, place = max(yes, key=lambda at: (at[0] != "anonymous", -EVERYWHERE.index(at[1])))
        yield route, role, partial(_where, role, place)


def _where(role: str, place: str, house: House) -> Where:
    return Where(house.world, place, role)


def _token_of(house: House, role: str) -> str:
    return csrf_of(house.world.root, cookie("nobody" if role == "anonymous" else role))


def _bearer(role: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {bearer(role)}"}


@pytest.mark.parametrize("role", ["outsider", "ended", "secretariat", "focal-point"])
def test_hidden_looks_exactly_like_absent(house: House, role: str) -> None:
    compared = 0
    for route, grid in EXPECTED.items():
        for place in places_of(grid, route):
            if grid[role, place] != "404":
                continue
            if role == "focal-point" and place not in ("elsewhere", "restricted"):
                continue  # what is hidden there is less than the address names
            method, where = route.split()[0], Where(house.world, place, role)
            there, names = REQUESTS[route](where), names_in(route, where)
            for name, absent in names.items():
                nowhere = replace(there, path=there.path.replace(name, absent))
                answers = [
                    ask(house.client, house.world, role, method, one) for one in (there, nowhere)
                ]
                first, second = (shape(a.text, name, absent) for a in answers)
                assert first == second, (route, place)
                assert answers[0].status_code == answers[1].status_code == 404
                assert kept_headers(answers[0].headers) == kept_headers(answers[1].headers)
                compared += 1
    assert compared > 20


def names_in(route: str, where: Where) -> dict[str, str]:
    """What the address names, and a name of the same shape that nobody has."""
    world = where.world
    found = {}
    if "{ref}" in route:
        path = REQUESTS[route](where).path
        ref = re.search(r"OBJ-\d{4}", path)
        assert ref is not None
        found[ref[0]] = "OBJ-9876"
    table_is_hidden = where.place != "restricted"  # the table is there for everybody who sits at it
    if (table_is_hidden and "{symbol}" in route) or route == "GET /mail" or "start=table" in route:
        found[where.table] = "SKY" if where.table == "SEA" else "FIRE"
    if "{reference}" in route:
        found[world.receipts[where.place]] = "P-2222-2222"
    if route == "GET /mail/{id}":
        found[str(world.messages[where.place])] = "98765"
    if "{hash}" in route:
        path = REQUESTS[route](where).path
        found[path.rsplit("/", 1)[1]] = "0" * 64
    return found


def shape(body: str, *names: str) -> str:
    """The body without the name it was asked for and what is drawn afresh."""
    for name in names:
        body = body.replace(name, "…").replace(name[:8], "…")
    return without_chance(body)


def kept_headers(headers: Mapping[str, str]) -> dict[str, str]:
    left_out = {"content-length", "date"}
    return {name: value for name, value in headers.items() if name.lower() not in left_out}


def test_heads_and_options_change_nothing(house: House) -> None:
    before = dict(tables(house.world.root.database))
    for route in EXPECTED:
        where = Where(house.world, "own", "secretariat")
        asked = replace(REQUESTS[route](where), form={}, json=None, content=None)
        for method in ("HEAD", "OPTIONS"):
            ask(house.client, house.world, "secretariat", method, asked)
    assert dict(tables(house.world.root.database)) == before


SAMPLE = (
    "GET /objectives/{ref}", "GET /receipts/{reference}", "GET /mail/{id}", "GET /inbox",
    "POST /objectives/{ref}/position", "POST /api/v1/objectives/{ref}/positions",
    "POST /objectives/{ref}/revise",
)  # fmt: skip
SAMPLED = ("anonymous", "secretariat", "focal-point", "observer", "ended", "outsider")


@pytest.mark.postgres
def test_a_sample_on_postgresql(postgresql_database: Database) -> None:
    world = furnished(postgresql_database.url)
    unexplained = []
    with client_of(create_app(world.root)) as client:
        for route in SAMPLE:
            grid, method = EXPECTED[route], route.split()[0]
            for place in places_of(grid, route):
                before = dict(tables(world.root.database))
                yes = [role for role in SAMPLED if grid[role, place] == "yes"]
                for role in [role for role in SAMPLED if role not in yes] + yes:
                    if role in yes and method not in SAFE:
                        break
                    asked = REQUESTS[route](Where(world, place, role))
                    found = meaning(ask(client, world, role, method, asked))
                    if found != grid[role, place]:
                        unexplained.append(f"{route} in {place}, {role}: {found}")
                assert dict(tables(world.root.database)) == before, (route, place)
                # Whoever may do it does it last: afterwards the world is another one.
                for role in yes[:1] if method not in SAFE else ():
                    asked = REQUESTS[route](Where(world, place, role))
                    if meaning(ask(client, world, role, method, asked)) != "yes":
                        unexplained.append(f"{route} in {place}, {role}: not done")
                    assert dict(tables(world.root.database)) != before, (route, place)
    world.root.close()
    assert unexplained == [], "\n" + "\n".join(unexplained)
