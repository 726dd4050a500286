"""What every request passes: host, origin, sizes; and what every answer carries."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from starlette.testclient import TestClient

from placet.api.app import create_app
from placet.api.guards import CSP, LARGEST_BODY
from placet.api.main import Root
from tests.api.house import ADDRESS, House


@pytest.mark.parametrize(
    "path", ["/api/v1/clock", "/api/v1/me", "/api/v1/nowhere", "/signin", "/static/nothing.css"]
)
def test_every_answer_is_strict(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    assert headers["content-security-policy"] == CSP
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert "strict-transport-security" not in headers


def test_no_script_or_style_may_stand_in_a_page() -> None:
    assert "unsafe" not in CSP
    assert "default-src 'none'" in CSP
    assert "frame-ancestors 'none'" in CSP


def test_answers_are_kept_by_nobody_but_static_files(client: TestClient) -> None:
    assert client.get("/api/v1/clock").headers["cache-control"] == "no-store"
    assert "Cookie" in client.get("/api/v1/clock").headers["vary"]
    kept = client.get("/static/tokens.css?v=1").headers["cache-control"]
    assert kept == "public, max-age=31536000, immutable"
    assert client.get("/static/tokens.css").headers["cache-control"] == "public, no-cache"


@pytest.fixture
def secure(made_root: Callable[..., Root]) -> Iterator[TestClient]:
    root = made_root(base_url="https://placet.example.org", mail_transport="smtp")
    with TestClient(create_app(root), base_url="https://placet.example.org") as client:
        yield client


def test_https_is_remembered_and_cookies_are_bound_to_it(secure: TestClient) -> None:
    answer = secure.get("/signin")
    assert answer.headers["strict-transport-security"] == "max-age=31536000; includeSubDomains"
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("__Host-placet-browser=")
    for part in ("Secure", "HttpOnly", "SameSite=lax", "Path=/"):
        assert part in cookie
    assert "Domain" not in cookie


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1", "127.0.0.1:80", "127.0.0.1:8765.evil.example", ""]
)
def test_another_host_is_not_served(client: TestClient, host: str) -> None:
    answer = client.get("/api/v1/clock", headers={"Host": host})
    assert (answer.status_code, answer.json()["title"]) == (421, "Misdirected Request")


def test_forwarded_headers_change_nothing(client: TestClient) -> None:
    headers = {"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https"}
    assert client.get("/", headers=headers).headers["location"] == "/signin"


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "http://127.0.0.1:9999"},
        {"Origin": "https://127.0.0.1:8765"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "cross-site", "Origin": ADDRESS},
        {"Sec-Fetch-Site": "none", "Origin": "null"},
    ],
)
def test_what_another_site_caused_changes_nothing(house: House, headers: dict[str, str]) -> None:
    given = {"code": "DEL", "name": "Delta"}
    answer = house.post("ada", "/organisations", given, headers=headers)
    assert (answer.status_code, answer.json()["type"]) == (403, "/problems/forged")
    assert "DEL" not in house.get("ada", "/organisations").text


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": ADDRESS},
        {"Sec-Fetch-Site": "same-origin", "Origin": "null"},
        {"Sec-Fetch-Site": "same-origin", "Origin": ADDRESS},
        {"Sec-Fetch-Site": "none"},
    ],
)
def test_what_our_own_pages_cause_passes(house: House, headers: dict[str, str]) -> None:
    given = {"code": "DEL", "name": "Delta"}
    assert house.post("ada", "/organisations", given, headers=headers).status_code == 201


def test_an_address_has_an_end(client: TestClient) -> None:
    assert client.get("/api/v1/clock?x=" + "a" * 2100).status_code == 414


def test_headers_have_an_end(client: TestClient) -> None:
    assert client.get("/api/v1/clock", headers={"X": "a" * 17_000}).status_code == 431


def test_a_body_has_an_end(house: House) -> None:
    answer = house.ask(
        "ada",
        "POST",
        "/organisations",
        content=b"a" * (LARGEST_BODY + 1),
        headers={"Content-Type": "application/json"},
    )
    assert (answer.status_code, answer.json()["type"]) == (413, "/problems/too-large")


def test_a_body_whose_length_nobody_told_has_an_end_too(house: House) -> None:
    def endless() -> Iterator[bytes]:
        for _ in range(30):
            yield b" " * 65_536

    answer = house.ask(
        "ada",
        "POST",
        "/organisations",
        content=endless(),
        headers={"Content-Type": "application/json"},
    )
    assert answer.status_code == 413


def test_head_answers_like_get(client: TestClient) -> None:
    answer = client.head("/api/v1/clock")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/json")
