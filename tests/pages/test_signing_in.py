"""Signing in through pages: one answer for everybody, a code in one browser, and out again."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

from httpx2 import Response
from starlette.testclient import TestClient

from placet.engine.codes import signin_code
from tests.pages.house import House


def token(response: Response) -> str:
    """What the form of a page must send back."""
    found = re.search(r'name="csrf" value="([^"]+)"', response.text)
    assert found
    return found[1]


def asked(client: TestClient, email: str, next: str = "") -> Response:
    """The answer to an address."""
    csrf = token(client.get(f"/signin?next={next}"))
    return client.post("/signin", data={"csrf": csrf, "email": email, "next": next})


def id_in(response: Response) -> str:
    """The id of the sign-in that was begun."""
    return parse_qs(urlsplit(response.headers["location"]).query)["id"][0]


def redeemed(client: TestClient, house: House, answer: Response) -> Response:
    """The answer to the right code."""
    page = client.get(answer.headers["location"])
    id = id_in(answer)
    query = parse_qs(urlsplit(answer.headers["location"]).query)
    code = signin_code(house.root.secret, id)
    data = {"csrf": token(page), "signin": id, "code": code, "next": query.get("next", [""])[0]}
    return client.post("/signin/code", data=data)


def test_whoever_is_not_signed_in_is_sent_to_sign_in_and_comes_back(house: House) -> None:
    client = house.visitor()
    first = client.get("/negotiations/SEA?x=1")
    assert first.status_code == 303
    assert first.headers["location"].startswith("/signin?next=")
    answer = redeemed(client, house, asked(client, "fay@example.org", "/negotiations/SEA?x=1"))
    assert (answer.status_code, answer.headers["location"]) == (303, "/negotiations/SEA?x=1")
    assert client.get("/inbox").status_code == 200


def test_known_and_unknown_addresses_get_the_same_answer(house: House) -> None:
    known = asked(house.visitor(), "fay@example.org")
    unknown = asked(house.visitor(), "nobody@example.org")
    assert known.status_code == unknown.status_code == 303
    pages = [house.visitor().get(answer.headers["location"]).text for answer in (known, unknown)]
    own = re.compile(r"[\w-]{20,}|fay|nobody")
    assert own.sub("", pages[0]) == own.sub("", pages[1])


def test_a_link_to_another_house_is_not_followed(house: House) -> None:
    client = house.visitor()
    answer = redeemed(client, house, asked(client, "fay@example.org", "//evil.example"))
    assert answer.headers["location"] == "/inbox"


def test_a_wrong_code_keeps_what_was_typed(house: House) -> None:
    client = house.visitor()
    answer = asked(client, "fay@example.org")
    page = client.get(answer.headers["location"])
    data = {"csrf": token(page), "signin": id_in(answer), "code": "12 34 56"}
    wrong = client.post("/signin/code", data=data)
    assert wrong.status_code == 422
    assert "<title>Error: " in wrong.text
    assert 'value="12 34 56"' in wrong.text
    assert 'href="#code"' in wrong.text


def test_the_code_works_only_in_the_browser_that_asked(house: House) -> None:
    answer = asked(house.visitor(), "fay@example.org")
    other = house.visitor()
    asked(other, "dora@example.org")
    assert redeemed(other, house, answer).status_code == 422


def test_a_form_without_its_token_is_refused(house: House) -> None:
    client = house.visitor()
    client.get("/signin")
    assert client.post("/signin", data={"email": "fay@example.org"}).status_code == 403


def test_an_empty_address_is_asked_for_again(house: House) -> None:
    answer = asked(house.visitor(), " ")
    assert answer.status_code == 422
    assert "Enter your e-mail address" in answer.text


def test_an_old_cookie_does_not_stand_in_the_way(house: House) -> None:
    client = house.visitor()
    client.cookies.set("placet", "of-a-session-that-ended" + "x" * 30)
    client.get("/signin")
    assert asked(client, "fay@example.org").status_code == 303


def test_signing_out_ends_the_session(house: House) -> None:
    assert house.post("fay", "/signout").headers["location"] == "/signin?done=signed-out"
    client = house.visitor()
    client.cookies.set("placet", house.cookie("fay"))
    assert client.get("/inbox").status_code == 303


def test_signing_out_everywhere_says_so(house: House) -> None:
    answer = house.post("fay", "/signout/everywhere")
    assert answer.headers["location"] == "/signin?done=everywhere"
    assert "every device" in house.visitor().get(answer.headers["location"]).text
