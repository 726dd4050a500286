"""Signing in, sessions and keys: what works once, what ends, what tells nothing."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from datetime import timedelta

import pytest
from fastapi import Request
from fastapi.routing import APIRoute
from starlette.testclient import TestClient

from placet.api import signing
from placet.api.app import page_routers
from placet.api.main import Root
from placet.api.session import safe_next
from placet.engine.codes import signin_code
from placet.engine.errors import BadInput
from tests.api.house import House

Mail = Callable[[], int]


def code(house: House, signin: str) -> str:
    return signin_code(house.root.secret, signin)


def begun(house: House, email: str = "eve@example.org") -> str:
    signin: str = house.post(None, "/sign-in", {"email": email}).json()["signin"]
    return signin


def finished(house: House, signin: str, code: str) -> int:
    given = {"signin": signin, "code": code, "name": "here"}
    status: int = house.post(None, "/tokens", given).status_code
    return status


def in_browser(house: House, email: str = "eve@example.org") -> TestClient:
    """Somebody signed in with forms, as people do."""
    client = house.client
    page = client.get("/signin", headers={"Accept": "text/html"}).text
    asked = client.post("/signin", data={"email": email, "csrf": csrf_in(page)})
    where = asked.headers["location"]
    signin = re.search(r"id=([\w-]+)", where)
    assert signin is not None
    page = client.get(where).text
    given = {"signin": signin[1], "code": code(house, signin[1]), "csrf": csrf_in(page)}
    done = client.post("/signin/code", data=given)
    assert (done.status_code, done.headers["location"]) == (303, "/inbox")
    return client


def csrf_in(page: str) -> str:
    found = re.search(r'name="csrf" value="([0-9a-f]{64})"', page)
    assert found is not None
    return found[1]


def test_codes_have_six_digits_and_differ() -> None:
    codes = {signin_code(b"secret", str(n)) for n in range(200)}
    assert all(len(c) == 6 and c.isdigit() for c in codes)
    assert len(codes) > 190
    assert signin_code(b"other", "1") != signin_code(b"secret", "1")


def test_a_mail_brings_a_code_that_works_once(house: House, mail: Mail) -> None:
    signin = begun(house)
    mail()
    first = house.get(None, "/mailbox").json()["items"][0]
    assert first["recipient"] == "eve@example.org"
    text = house.get(None, f"/mailbox/{first['id']}").json()["text"]
    found = re.search(r"\b\d{3} ?\d{3}\b", text)
    assert found is not None
    assert found[0].replace(" ", "") == code(house, signin)
    assert finished(house, signin, found[0]) == 201
    assert finished(house, signin, found[0]) == 422


def test_neither_database_nor_outbox_holds_the_code(house: House) -> None:
    signin = begun(house)
    path = house.root.settings.sqlite_file
    assert path is not None
    dump = "\n".join(sqlite3.connect(path).iterdump())
    assert signin in dump
    # Six digits in a row can stand inside a hash by chance.
    assert not re.search(rf"(?<![\w.]){code(house, signin)}(?!\w)", dump.replace(signin, ""))


def test_a_code_lives_ten_minutes(house: House) -> None:
    late, early = begun(house), begun(house)
    assert house.root.still is not None
    house.root.still.advance(timedelta(minutes=9, seconds=59))
    assert finished(house, early, code(house, early)) == 201
    house.root.still.advance(timedelta(seconds=1))
    assert finished(house, late, code(house, late)) == 422


def test_a_code_may_be_tried_five_times(house: House) -> None:
    signin = begun(house)
    wrong = f"{(int(code(house, signin)) + 1) % 10**6:06d}"
    assert [finished(house, signin, wrong) for _ in range(5)] == [422] * 5
    assert finished(house, signin, code(house, signin)) == 422


def test_a_code_belongs_to_the_browser_that_asked(house: House) -> None:
    root = house.root
    signin = signing.begin_sign_in(root, "eve@example.org", "this browser")
    for other in ("another browser", ""):
        with pytest.raises(BadInput):
            signing.finish_sign_in(root, signin, code(house, signin), other)
    assert signing.finish_sign_in(root, signin, code(house, signin), "this browser").value


def test_unknown_addresses_get_the_same_answer_and_no_mail(house: House, mail: Mail) -> None:
    mail()
    before = len(house.get(None, "/mailbox", params={"limit": 200}).json()["items"])
    known = house.post(None, "/sign-in", {"email": "eve@example.org"})
    unknown = house.post(None, "/sign-in", {"email": "nobody@example.org"})
    assert (known.status_code, known.json().keys()) == (unknown.status_code, unknown.json().keys())
    same = ("cache-control", "content-type", "content-length", "vary")
    assert [known.headers[n] for n in same] == [unknown.headers[n] for n in same]
    mail()
    assert len(house.get(None, "/mailbox", params={"limit": 200}).json()["items"]) == before + 1
    signin = unknown.json()["signin"]
    assert finished(house, signin, code(house, signin)) == 422


@pytest.mark.parametrize("email", ["eve@example.org", "nobody@example.org"])
def test_ten_mails_an_hour_are_enough_for_anybody(house: House, email: str) -> None:
    asked = [house.post(None, "/sign-in", {"email": email}).status_code for _ in range(11)]
    assert asked == [202] * 10 + [429]
    answer = house.post(None, "/sign-in", {"email": email.upper()})
    assert answer.status_code == 429
    assert int(answer.headers["retry-after"]) > 0
    assert house.post(None, "/sign-in", {"email": "ada@example.org"}).status_code == 202


@pytest.mark.parametrize(
    "email", ["x", "a@b@c", "<a@b.org>,c@d.org", '"a b"@x.org', "a@b.org\r\nBcc: c"]
)
def test_what_is_no_address_is_refused(house: House, email: str) -> None:
    assert house.post(None, "/sign-in", {"email": email}).status_code == 422


def test_people_sign_in_with_forms(house: House) -> None:
    client = in_browser(house)
    assert client.get("/api/v1/me").json()["email"] == "eve@example.org"


def test_a_session_is_kept_hashed(house: House) -> None:
    client = in_browser(house)
    value = client.cookies["placet"]
    path = house.root.settings.sqlite_file
    assert path is not None
    dump = "\n".join(sqlite3.connect(path).iterdump())
    assert value not in dump
    assert signing.hashed(value) in dump


def test_signing_out_ends_the_session_here_and_there(house: House) -> None:
    client = in_browser(house)
    value = client.cookies["placet"]
    page = client.get("/inbox", headers={"Accept": "text/html"}).text
    client.post("/signout", data={"csrf": csrf_in(page)})
    assert signing.session_of(house.root, value) is None
    client.cookies.set("placet", value)
    assert client.get("/api/v1/me").status_code == 401


def test_a_preset_cookie_is_no_session(house: House) -> None:
    house.client.cookies.set("placet", "a" * 43)
    assert house.client.get("/api/v1/me").status_code == 401


def test_a_session_ends_when_nothing_was_done_for_long(
    made_root: Callable[..., Root], house: House
) -> None:
    root = made_root(clock="system", session_idle=timedelta(hours=12))
    signin = signing.begin_sign_in(root, "eve@example.org")
    value = signing.finish_sign_in(root, signin, signin_code(root.secret, signin)).value
    found = signing.session_of(root, value)
    assert found is not None
    session = found[0]
    assert session.expires_at - session.created_at == timedelta(hours=12)
    with root.database.writing() as store:
        store.touch_session(session.id, session.created_at, session.created_at)
    assert signing.session_of(root, value) is None


def test_reading_writes_nothing(house: House) -> None:
    client = in_browser(house)
    path = house.root.settings.sqlite_file
    assert path is not None
    before = "\n".join(sqlite3.connect(path).iterdump())
    for where in ("/inbox", "/signin", "/api/v1/inbox", "/api/v1/me", "/api/v1/negotiations"):
        client.get(where, headers={"Accept": "text/html"})
        client.head(where)
    house.get("aur", f"/objectives/{house.ref}")
    assert "\n".join(sqlite3.connect(path).iterdump()) == before


@pytest.mark.parametrize("csrf", [None, "", "0" * 64, "é"])
def test_a_form_without_its_token_does_nothing(house: House, csrf: str | None) -> None:
    client = in_browser(house)
    data = {} if csrf is None else {"csrf": csrf}
    assert client.post("/signout", data=data).status_code == 403
    assert client.get("/api/v1/me").status_code == 200


def test_the_token_of_somebody_else_does_not_help(house: House) -> None:
    client = in_browser(house)
    assert (
        client.post("/signout", data={"csrf": signing.csrf_of(house.root, "x")}).status_code == 403
    )


def test_every_unsafe_page_wants_the_token(house: House) -> None:
    client = in_browser(house)
    pages = [r for router in page_routers() for r in router.routes if isinstance(r, APIRoute)]
    unsafe = [r.path for r in pages if (r.methods or set()) - {"GET", "HEAD"}]
    assert "/signout" in unsafe
    for path in unsafe:
        filled = re.sub(r"\{\w+(:\w+)?\}", "1", path)
        assert client.post(filled, data={"csrf": "0" * 64}).status_code == 403, path


def test_a_cookie_cannot_change_anything_through_the_interface(house: House) -> None:
    client = in_browser(house, "ada@example.org")
    assert client.get("/api/v1/me").status_code == 200
    answer = client.post("/api/v1/organisations", json={"code": "DEL", "name": "Delta"})
    assert answer.status_code == 401


def test_whoever_is_not_signed_in_is_sent_to_sign_in_and_back(house: House) -> None:
    answer = house.client.get("/inbox?x=1", headers={"Accept": "text/html"})
    assert answer.status_code == 303
    assert answer.headers["location"] == "/signin?next=%2Finbox%3Fx%3D1"
    htmx = house.client.get("/inbox", headers={"HX-Request": "true"})
    assert (htmx.status_code, htmx.headers["hx-redirect"]) == (401, "/signin?next=%2Finbox")


@pytest.mark.parametrize(
    "given",
    [
        "//evil.example", "/\\evil", "https:evil", "https://evil.example/inbox", "/%2f%2fevil",
        "javascript:alert(1)", "/inbox\r\nSet-Cookie: a=b", "/nowhere", "", "inbox", "/api/v1/me",
        "/static/placet.js", "/%5cevil", "/inbox/../../x", "\t/inbox", "/" + "a" * 2000,
    ],
)  # fmt: skip
def test_nobody_is_sent_elsewhere_after_signing_in(client: TestClient, given: str) -> None:
    request = Request({"type": "http", "app": client.app, "headers": []})
    assert safe_next(request, given) == "/inbox"


def test_a_known_page_is_gone_back_to(client: TestClient) -> None:
    request = Request({"type": "http", "app": client.app, "headers": []})
    assert safe_next(request, "/objectives/OBJ-0001") == "/objectives/OBJ-0001"
    assert safe_next(request, "/inbox?x=1&y=a%20b") == "/inbox?x=1&y=a%20b"


def test_keys_are_made_listed_and_revoked(house: House) -> None:
    made = house.post("eve", "/tokens", {"name": "script"}).json()
    assert made["token"].startswith("plt_")
    house.tokens["eve2"] = made["token"]
    assert house.get("eve2", "/me").json()["name"] == "Eve"
    names = [t["name"] for t in house.get("eve", "/tokens").json()["items"]]
    assert sorted(names) == ["script", "tests"]
    assert made["token"] not in house.get("eve", "/tokens").text
    assert house.ask("aur", "DELETE", f"/tokens/{made['hash']}").status_code == 404
    assert house.ask("eve", "DELETE", f"/tokens/{made['hash']}").status_code == 204
    assert house.get("eve2", "/me").status_code == 401


def test_a_sign_in_without_its_code_makes_no_key(house: House) -> None:
    given = {"name": "x", "signin": begun(house)}
    assert house.post(None, "/tokens", given).status_code == 422
    assert house.post(None, "/tokens", {"name": "x"}).status_code == 401


@pytest.mark.parametrize(
    "authorization", ["Bearer", "Bearer plt_wrong", "Basic YTpi", "bearer  ", "Bearer é"]
)
def test_a_wrong_key_opens_nothing(house: House, authorization: str) -> None:
    headers = {"Authorization": authorization.encode()}
    answer = house.client.get("/api/v1/me", headers=headers)  # type: ignore[arg-type]
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"].startswith("Bearer")


def test_a_key_in_the_address_is_not_read(house: House) -> None:
    assert house.client.get(f"/api/v1/me?token={house.tokens['ada']}").status_code == 401
