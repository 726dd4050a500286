"""Groups and proxies through the interface: the rounds of a proxy, a group that speaks."""

from __future__ import annotations

from typing import Any

from tests.api.house import SYMBOL, House

TABLE = f"/negotiations/{SYMBOL}"
UNTIL = "2027-04-01T12:00:00Z"


def a_proxy(house: House) -> None:
    """CYG's proxy is held by AUR."""
    offer = {"holder": "AUR", "until": UNTIL, "reason": "Nobody can come"}
    assert house.post("cyg", f"{TABLE}/proxies", offer).status_code == 201
    assert house.post("aur", f"{TABLE}/proxies/1/accept", {}).status_code == 200


def the_proxy(house: House) -> dict[str, Any]:
    """The first proxy as BOR, which has no part in it, sees it."""
    shown: dict[str, Any] = house.get("bor", f"{TABLE}/proxies").json()["items"][0]
    return shown


def test_a_proxy_is_offered_accepted_used_and_ended(house: House) -> None:
    positions = f"/objectives/{house.ref}/positions"
    for_cyg = house.ballot(organisation="CYG")
    assert house.post("aur", positions, for_cyg).status_code == 403
    a_proxy(house)
    proxy = the_proxy(house)
    names = ("giver", "holder", "state", "in_force", "casts")
    assert [proxy[n] for n in names] == ["CYG", "AUR", "accepted", True, False]
    shown = house.get("aur", f"/objectives/{house.ref}").json()
    assert shown["answers_for"] == ["AUR", "CYG"]
    made = house.post("aur", positions, for_cyg)
    assert made.status_code == 201
    receipt = house.get("cyg", f"/receipts/{made.json()['reference']}").json()
    assert (receipt["position"]["organisation"], receipt["position"]["cast_by"]) == ("CYG", "AUR")
    ended = house.post("cyg", f"{TABLE}/proxies/1/end", {"reason": "We are back"})
    assert ended.status_code == 200
    assert (the_proxy(house)["state"], the_proxy(house)["in_force"]) == ("ended", False)
    assert house.post("aur", positions, for_cyg).status_code == 403


def test_the_own_answer_wins_and_the_refusal_says_so(house: House) -> None:
    a_proxy(house)
    positions = f"/objectives/{house.ref}/positions"
    assert house.post("cyg", positions, house.ballot()).status_code == 201
    refused = house.post("aur", positions, house.ballot(organisation="CYG"))
    assert refused.status_code == 422
    assert "CYG has answered itself" in refused.text
    assert house.get("aur", f"/objectives/{house.ref}").json()["answers_for"] == ["AUR"]


def test_a_chain_is_refused_with_the_names(house: House) -> None:
    a_proxy(house)
    refused = house.post("aur", f"{TABLE}/proxies", {"holder": "BOR", "until": UNTIL})
    assert refused.status_code == 422
    assert "AUR answers for CYG at the same time" in refused.text


def test_the_inbox_of_the_holder_names_the_giver(house: House) -> None:
    a_proxy(house)
    tasks = house.get("aur", "/inbox").json()["needs_you"]
    assert [(t["organisation"], t["by_proxy"]) for t in tasks] == [("AUR", False), ("CYG", True)]


def test_a_group_speaks_beside_the_positions(house: House) -> None:
    group = {"code": "G2", "title": "Two", "kind": "regional", "members": ["AUR", "BOR"]}
    assert house.post("ada", f"{TABLE}/groups", {**group, "speaker": "AUR"}).status_code == 201
    said = house.ballot(group="G2", kind="stand_aside", words="We look on")
    path = f"/objectives/{house.ref}/group-statements"
    assert house.post("bor", path, said).status_code == 403
    assert house.post("aur", path, said).status_code == 201
    shown = house.get("cyg", f"/objectives/{house.ref}").json()
    (statement,) = shown["group_statements"]
    assert [statement[n] for n in ("group", "speaker", "kind")] == ["G2", "AUR", "stand_aside"]
    assert shown["ballot"]["answered"] == 0
    assert house.post("bor", f"{TABLE}/groups/G2/leave", {}).status_code == 200
    assert house.get("bor", f"{TABLE}/groups").json()["items"][0]["members"] == ["AUR"]


def test_a_body_casts_for_members_that_are_present(house: House) -> None:
    casting = {"holder": "CYG", "members": ["AUR", "BOR"], "evidence": "Rule 6"}
    assert house.post("ada", f"{TABLE}/casting", casting).status_code == 201
    path = f"/objectives/{house.ref}/positions/for-members"
    refused = house.post("cyg", path, house.ballot(present=["AUR"]))
    assert refused.status_code == 422, "it still has its own seat on this ballot"
    assert "seat of its own" in refused.text
    assert [p["casts"] for p in house.get("cyg", f"{TABLE}/proxies").json()["items"]] == [True] * 2


def test_nonsense_is_refused_where_it_stands(house: House) -> None:
    for body in (
        {"holder": "AUR"},
        {"holder": "AUR", "until": "tomorrow"},
        {"holder": "AUR", "until": "2027-02-01T00:00:00Z"},
        {"holder": "CYG", "until": UNTIL},
        {"holder": "AUR", "until": UNTIL, "more": 1},
    ):
        assert house.post("cyg", f"{TABLE}/proxies", body).status_code == 422
    assert house.post("cyg", f"{TABLE}/proxies/9/accept", {}).status_code == 404
    assert house.get("cyg", f"{TABLE}/proxies").json() == {"items": []}
