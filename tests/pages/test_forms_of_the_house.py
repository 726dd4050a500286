"""Forms: what was typed is kept, what was sent twice happens once, who may not is refused."""

from __future__ import annotations

import re

import pytest

from placet.engine import commands as c
from tests.pages.house import TABLE, House


def test_a_negotiation_is_opened_and_leads_to_its_people(house: House) -> None:
    fields = {"symbol": "ICE", "title": "Ice", "purpose": "To watch it.", "zone": "UTC"}
    answer = house.post("ada", "/negotiations/new", contact="ice@example.org", **fields)
    assert answer.headers["location"] == "/negotiations/ICE/people?done=opened"
    again = house.post("ada", "/negotiations/new", contact="ice@example.org", **fields)
    assert again.headers["location"] == answer.headers["location"]
    page = house.get("ada", answer.headers["location"]).text
    assert "The negotiation is open." in page
    assert "ice@example.org" in page


KEPT = "Kept <title>"
SEATS, OFFICES = f"/negotiations/{TABLE}/organisations", f"/negotiations/{TABLE}/appointments"
NEW = {"person_name": KEPT, "email": "k@example.org"}


@pytest.mark.parametrize(
    ("path", "typed", "field"),
    [
        ("/negotiations/new", {"symbol": "not a symbol!", "title": KEPT}, "purpose"),
        ("/negotiations/new", {"symbol": "?", "title": KEPT, "purpose": "x"}, "symbol"),
        ("/negotiations/new", {"symbol": TABLE, "title": KEPT, "purpose": "x"}, ""),
        ("/organisations", {"code": "AUR", "name": KEPT}, ""),
        ("/organisations", {"code": "", "name": KEPT}, "code"),
        ("/people", {"name": KEPT, "email": "no address"}, "email"),
        (SEATS, {"name": KEPT}, "organisation"),
        (SEATS, {"code": "!", "name": KEPT}, "code"),
        (SEATS, {"weight": "much", "code": "X", "name": KEPT}, "weight"),
        (OFFICES, {"person_name": KEPT, "office": "drafter"}, "person"),
        (OFFICES, {**NEW, "office": "drafter"}, "seat"),
        (OFFICES, {**NEW, "office": "king"}, "office"),
    ],
)
def test_a_form_that_is_refused_keeps_what_was_typed(
    house: House, path: str, typed: dict[str, str], field: str
) -> None:
    answer = house.post("ada", path, **typed)
    assert answer.status_code in (409, 422)
    assert "<title>Error: " in answer.text
    assert "There is a problem" in answer.text
    assert 'value="Kept &lt;title&gt;"' in answer.text
    if field:
        assert f'href="#{field}"' in answer.text
        assert re.search(rf'id="{field}"[^>]*aria-invalid="true"', answer.text)


def test_a_new_organisation_and_its_first_delegate_need_one_form_each(house: House) -> None:
    home = f"/negotiations/{TABLE}"
    for _ in range(2):
        seated = house.post("ada", f"{home}/organisations", code="DEL", name="Delta", key="k1")
        assert seated.headers["location"] == f"{home}/people?done=organisation-invited"
        appointed = house.post(
            "ada", f"{home}/appointments", key="k2", person_name="Dan Delta",
            email="dan@example.org", person_zone="Asia/Tokyo", office="focal_point", seat="DEL",
        )  # fmt: skip
        assert appointed.headers["location"] == f"{home}/people?done=appointed"
    page = house.get("ada", f"{home}/people").text
    assert page.count("Dan Delta</bdi>") == 1
    assert "4 at the table" in page


def test_of_two_names_none_is_dropped_in_silence(house: House) -> None:
    home = f"/negotiations/{TABLE}"
    answer = house.post(
        "ada", f"{home}/organisations", organisation="AUR", code="EPS", name="Epsilon"
    )
    assert answer.status_code == 422
    assert "another is named below" in answer.text
    assert 'value="EPS"' in answer.text
    answer = house.post(
        "ada", f"{home}/appointments", person=house.ids["fay"], person_name="Eve",
        email="eve@example.org", office="drafter", seat="AUR",
    )  # fmt: skip
    assert answer.status_code == 422
    assert "another is named below" in answer.text
    assert 'value="eve@example.org"' in answer.text


def test_a_delegation_ends_by_its_form(house: House) -> None:
    fields = {"person": house.ids["fay"], "organisation": "AUR", "reason": "New post"}
    answer = house.post("ada", f"/negotiations/{TABLE}/delegates/end", **fields)
    assert answer.headers["location"].endswith("?done=ended")
    assert house.get("fay", f"/negotiations/{TABLE}").status_code == 404


def test_whose_delegation_ended_reads_on_elsewhere_and_learns_nothing_more(house: House) -> None:
    ending = c.EndDelegate(house.ids["fay"], "AUR", "")
    house.root.cases.handle(house.actor("ada"), ending, negotiation=TABLE)
    listed = house.get("fay", "/negotiations")
    assert listed.status_code == 200
    assert "Ocean data" not in listed.text
    assert house.root.cases.inbox(house.actor("fay")).negotiations == ()


def test_an_officer_is_appointed(house: House) -> None:
    fields = {"person": house.ids["zoe"], "office": "chair"}
    answer = house.post("ada", f"/negotiations/{TABLE}/appointments", **fields)
    assert answer.status_code == 303
    assert "You act as the" in house.get("zoe", f"/negotiations/{TABLE}").text


def test_delegates_cannot_invite(house: House) -> None:
    fields = {"person": house.ids["zoe"], "office": "chair"}
    answer = house.post("fay", f"/negotiations/{TABLE}/appointments", **fields)
    assert answer.status_code == 403


def test_a_form_with_something_nobody_asked_for_is_refused(house: House) -> None:
    answer = house.post("ada", "/organisations", code="X", name="Xi", administrator="yes")
    assert answer.status_code == 422
    assert "not asked for" in answer.text


def test_too_many_fields_are_refused(house: House) -> None:
    answer = house.post("ada", "/organisations", **{f"f{n}": "x" for n in range(300)})
    assert answer.status_code in (400, 413)


def test_a_key_that_no_form_of_ours_makes_is_refused(house: House) -> None:
    answer = house.post("ada", "/organisations", key="k" * 3000, code="X", name="Xi")
    assert answer.status_code == 400


def test_a_token_is_shown_once_and_can_be_revoked(house: House) -> None:
    made = house.post("fay", "/me/tokens", name="Our registry")
    assert made.status_code == 201
    value = re.search(r"plt_[\w-]+", made.text)
    assert value
    page = house.get("fay", "/me").text
    assert value[0] not in page
    hash = re.search(r'name="hash" value="(\w{64})"', page)
    assert hash
    answer = house.post("fay", "/me/tokens/revoke", hash=hash[1])
    assert answer.headers["location"] == "/me?done=revoked"
    assert "Revoked" in house.get("fay", "/me").text
    assert house.post("dora", "/me/tokens/revoke", hash=hash[1]).status_code == 404


def test_colours_are_kept_in_the_browser(house: House) -> None:
    answer = house.post("fay", "/me/theme", theme="dark")
    assert answer.status_code == 303
    client = house.browser("fay")
    client.cookies.set("placet-theme", "dark")
    assert 'data-theme="dark"' in client.get("/inbox").text
    assert house.post("fay", "/me/theme", theme="pink").status_code == 422


def test_a_chair_does_not_look_after_the_house(house: House) -> None:
    assert house.get("ada", "/people").status_code == 200
    for path in ("/people", "/organisations", "/negotiations/new"):
        assert house.get("bea", path).status_code == 403
