"""Groups and proxies on the pages: for whom one answers, and what is refused beside the form."""

from __future__ import annotations

import re
from typing import Any

import pytest

from placet.engine import commands as c
from placet.engine.groups import GroupKind
from tests.pages.checks import (
    look_at_tables_forms_and_ids,
    look_for_anything_inline,
    look_for_landmarks,
)
from tests.pages.house import TABLE, House

HOME = f"/negotiations/{TABLE}"


def shown(house: House) -> dict[str, Any]:
    """The ballot as a form shows it."""
    with house.root.database.reading() as store:
        ballot = store.objective(house.ref).ballot
    assert ballot is not None
    return {"ballot": ballot.number, "text_hash": ballot.text_hash}


def held(house: House) -> dict[str, tuple[str, str]]:
    """What each seat holds, and who cast it."""
    with house.root.database.reading() as store:
        ballot = store.objective(house.ref).ballot
    assert ballot is not None
    return {o: (p.kind, p.cast_by) for o, p in ballot.positions.items()}


@pytest.fixture
def with_a_proxy(house: House) -> House:
    """Dora offered BOR's proxy to AUR, and Fay accepted, each with a form."""
    made = house.post("dora", f"{HOME}/proxies", "1", holder="AUR", until="2027-06-01")
    assert made.headers["location"].endswith("done=proxy-offered")
    taken = house.post("fay", f"{HOME}/proxies/1/accept", "2")
    assert taken.headers["location"].endswith("done=proxy-accepted")
    return house


def test_whoever_may_answer_for_two_chooses_and_nothing_is_chosen_beforehand(
    with_a_proxy: House,
) -> None:
    house, path = with_a_proxy, f"/objectives/{with_a_proxy.ref}/position"
    page = house.get("fay", path).text
    assert "For whom do you answer?" in page
    assert re.findall(r'href="([^"]*\?for=\w+)"', page) == [f"{path}?for=AUR", f"{path}?for=BOR"]
    assert "checked" not in page
    assert 'name="kind"' not in page
    own, other = house.get("fay", f"{path}?for=AUR").text, house.get("fay", f"{path}?for=BOR").text
    assert 'name="organisation"' not in own
    assert '<input type="hidden" name="organisation" value="BOR">' in other
    assert "by proxy" in other
    assert "For whom do you answer?" not in house.get("dora", path).text


def test_a_position_is_recorded_for_the_giver_who_may_change_it(with_a_proxy: House) -> None:
    house, path = with_a_proxy, f"/objectives/{with_a_proxy.ref}/position"
    fields = {**shown(house), "kind": "support", "organisation": "BOR"}
    receipt = house.post("fay", path, "a", **fields).headers["location"]
    assert held(house) == {"BOR": ("support", "AUR")}
    for name in ("fay", "dora"):
        assert "for <strong><bdi>BOR" in house.get(name, receipt).text
    assert "(by <bdi>AUR</bdi>)" in house.get("dora", f"/objectives/{house.ref}").text
    assert "recorded this for" in house.get("dora", path).text
    house.post("dora", path, "b", **shown(house), kind="stand_aside")
    assert held(house) == {"BOR": ("stand_aside", "")}
    refused = house.post("fay", path, "c", **fields)
    assert refused.status_code == 422
    assert "BOR has answered itself" in refused.text
    assert held(house) == {"BOR": ("stand_aside", "")}
    assert "You cannot answer for" in house.get("fay", f"{path}?for=BOR").text


def test_the_same_answer_given_by_the_giver_itself_becomes_its_own(with_a_proxy: House) -> None:
    house, path = with_a_proxy, f"/objectives/{with_a_proxy.ref}/position"
    house.post("fay", path, "a", **shown(house), kind="support", organisation="BOR")
    house.post("dora", path, "b", **shown(house), kind="support")
    assert held(house) == {"BOR": ("support", "")}


def test_the_holder_withdraws_and_comes_back_to_the_same_seat(with_a_proxy: House) -> None:
    house, path = with_a_proxy, f"/objectives/{with_a_proxy.ref}/position"
    house.post("fay", path, "a", **shown(house), kind="support", organisation="BOR")
    ballot = shown(house)["ballot"]
    back = house.post("fay", f"{path}/withdraw", "b", ballot=ballot, organisation="BOR")
    assert back.headers["location"] == f"{path}?for=BOR&done=withdrawn"
    assert held(house) == {}


def test_the_inbox_leads_to_the_seat_of_the_giver(with_a_proxy: House) -> None:
    page = with_a_proxy.get("fay", "/inbox").text
    assert f"/objectives/{with_a_proxy.ref}/position?for=BOR" in page
    assert "you may answer for" in page


def test_who_left_the_table_is_told_so_and_its_holder_answers_no_more(with_a_proxy: House) -> None:
    house, path = with_a_proxy, f"/objectives/{with_a_proxy.ref}/position"
    fields = {**shown(house), "kind": "support", "organisation": "BOR"}
    house.post("fay", path, "a", **fields)
    leaving = c.LeaveNegotiation("BOR", "Our mandate ended")
    house.root.cases.handle(house.actor("dora"), leaving, negotiation=TABLE)
    said = "does not sit at the table any more"
    for page in (house.get("dora", path).text, house.get("dora", f"/objectives/{house.ref}").text):
        assert said in page
        assert "Propose a position" not in page
    other = house.get("fay", f"{path}?for=BOR").text
    assert "You cannot answer for" in other
    assert "you can also take it back" not in other
    again = {**fields, "kind": "stand_aside"}
    assert house.post("fay", path, "b", **again).status_code == 403
    prepared = house.post("dora", f"{path}/prepare", "p", **shown(house), kind="support")
    assert prepared.status_code == 403
    assert held(house) == {"BOR": ("support", "AUR")}
    entering = house.get("ada", f"{path}/enter").text
    assert 'name="kind.AUR"' in entering
    assert 'name="kind.BOR"' not in entering


def test_what_was_typed_stays_when_a_proxy_or_a_group_is_refused(house: House) -> None:
    bad = house.post("dora", f"{HOME}/proxies", holder="AUR", until="never", reason="We travel")
    assert bad.status_code == 422
    assert "We travel" in bad.text
    bad = house.post(
        "ada", f"{HOME}/groups", "g", code="G 2", title="The two", kind="other", members="AUR\nBOR",
        speaker="AUR",
    )  # fmt: skip
    assert bad.status_code == 422
    assert 'value="The two"' in bad.text
    assert 'value="AUR" checked' in bad.text


def test_every_page_about_others_is_sound(with_a_proxy: House) -> None:
    house = with_a_proxy
    form = c.FormGroup("G2", "The two", GroupKind.REGIONAL, ("AUR", "BOR"), "AUR")
    house.root.cases.handle(house.actor("ada"), form, negotiation=TABLE)
    said = house.post(
        "fay", f"/objectives/{house.ref}/speak", "s", **shown(house), group="G2", kind="object",
        words="Not as it stands",
    )  # fmt: skip
    assert "group-spoke" in said.headers["location"]
    pages = {
        path: house.get(name, path).text
        for name in ("fay", "ada")
        for path in (
            f"{HOME}/groups",
            f"{HOME}/proxies",
            HOME,
            f"/objectives/{house.ref}",
            f"/objectives/{house.ref}/speak",
            f"/objectives/{house.ref}/position",
            f"/objectives/{house.ref}/position?for=BOR",
            f"/objectives/{house.ref}/position?for=BOR&kind=object",
        )
    }
    for html in pages.values():
        look_for_landmarks(html)
        look_for_anything_inline(html)
        look_at_tables_forms_and_ids(html)
    page = house.get("dora", f"/objectives/{house.ref}").text
    assert "Statements of groups, not counted" in page
    assert "Not as it stands" in page
    assert held(house) == {}
