"""The interface about the words: what a program reads and does is what people do on pages."""

from __future__ import annotations

from typing import Any

from tests.api.house import SYMBOL, House, a_proposal

SHALL = "The organisations [shall] share what they know."


def amend(house: House, who: str, words: str, **more: Any) -> Any:
    change = {"act": "replace", "paragraph": "p2", "words": words}
    given = {"base": 1, "change": change, **more}
    return house.post(who, f"/objectives/{house.ref}/amendments", given)


def tag(house: House) -> dict[str, str]:
    """The version that was read, as the lead sends it back."""
    return {"If-Match": house.get("aur", f"/objectives/{house.ref}").headers["ETag"]}


def words(house: House) -> list[str]:
    seen = house.get("ada", f"/objectives/{house.ref}").json()
    return [row["words"] for row in seen["text"]["paragraphs"]]


def states(house: House) -> dict[int, str]:
    seen = house.get("ada", f"/objectives/{house.ref}/amendments").json()
    return {a["number"]: a["state"] for a in seen["items"]}


def test_two_amendments_that_clash_are_merged_as_alternatives_and_taken_back(house: House) -> None:
    at = f"/objectives/{house.ref}"
    assert amend(house, "bor", SHALL.replace("share", "exchange")).json()["reference"] == "1"
    assert amend(house, "cyg", SHALL.replace("share", "publish")).json()["reference"] == "2"
    read = house.get("aur", f"{at}/amendments").json()
    assert [a["meets"][0]["number"] for a in read["items"]] == [2, 1]
    assert read["items"][0]["meets"][0]["clashes"][0]["quotation"] == "share"
    before = words(house)
    gone = {"base": 1, "change": {"act": "delete", "paragraph": "p2"}}
    assert house.post("aur", f"{at}/amendments", gone).json()["reference"] == "3"
    assert house.get("ada", f"{at}/merge?n=3").json()["moot"] == [1, 2]
    house.post("aur", f"{at}/amendments/3/withdraw", {})
    preview = house.get("ada", f"{at}/merge?n=1&n=2").json()
    assert [x["numbers"] for x in preview["collisions"]] == [[1, 2]]
    assert words(house) == before
    given = {"base": 1, "accept": [1, 2]}
    assert house.post("aur", f"{at}/merge", given).status_code == 428
    done = house.post("aur", f"{at}/merge", given, headers=tag(house))
    assert (done.status_code, done.json()["reference"]) == (201, "2")
    assert words(house)[1] == (
        "The organisations [shall] [BOR: exchange / CYG: publish] what they know."
    )
    assert states(house) == {1: "accepted", 2: "accepted", 3: "withdrawn"}
    undone = {"version": 2, "reason": "One of them was meant."}
    done = house.post("aur", f"{at}/merge/undo", undone, headers=tag(house))
    assert done.status_code == 200, done.json()
    assert words(house) == before
    assert states(house) == {1: "open", 2: "open", 3: "withdrawn"}


def test_a_treatment_is_proposed_accepted_and_then_merged_as_modified(house: House) -> None:
    at = f"/objectives/{house.ref}"
    amend(house, "bor", SHALL.replace("share", "exchange"), reason="It goes both ways.")
    change = {"act": "replace", "paragraph": "p2", "words": SHALL.replace("share", "trade")}
    treatment = {"treating": "modify", "change": change}
    assert house.post("bor", f"{at}/amendments/1/treatment", treatment).status_code == 403
    assert house.post("ada", f"{at}/amendments/1/treatment", treatment).status_code == 200
    answer = {"accepts": True}
    assert house.post("cyg", f"{at}/amendments/1/treatment/answer", answer).status_code == 403
    assert house.post("bor", f"{at}/amendments/1/treatment/answer", answer).status_code == 200
    house.post("aur", f"{at}/merge", {"base": 1, "accept": [1]}, headers=tag(house))
    assert words(house)[1] == SHALL.replace("share", "trade")
    assert states(house) == {1: "modified"}


def test_cosponsors_join_and_leave_and_the_sponsor_withdraws(house: House) -> None:
    at = f"/objectives/{house.ref}/amendments"
    amend(house, "bor", SHALL.replace("share", "exchange"))
    assert house.post("cyg", f"{at}/1/cosponsors", None).status_code == 201
    assert house.get("ada", at).json()["items"][0]["cosponsors"] == ["CYG"]
    assert house.ask("cyg", "DELETE", f"{at}/1/cosponsors").status_code == 200
    assert house.get("ada", at).json()["items"][0]["cosponsors"] == []
    assert house.post("bor", f"{at}/1/withdraw", {}).status_code == 200
    assert house.get("ada", at).json()["items"][0]["state"] == "withdrawn"


def test_a_refused_amendment_is_reopened(house: House) -> None:
    at = f"/objectives/{house.ref}/amendments"
    amend(house, "bor", SHALL.replace("share", "exchange"))
    assert house.post("ada", f"{at}/1/refuse", {"reason": ""}).status_code == 422
    assert house.post("ada", f"{at}/1/refuse", {"reason": "Said already."}).status_code == 200
    assert states(house) == {1: "refused"}
    assert house.post("ada", f"{at}/1/reopen", {"reason": "It was not."}).status_code == 200
    assert states(house) == {1: "open"}


def test_a_paragraph_is_agreed_once_its_bracket_is_settled_and_waits_for_its_package(
    house: House,
) -> None:
    at = f"/objectives/{house.ref}"
    agreed = {"base": 1, "paragraphs": ["p2"], "level": "ad_referendum"}
    assert house.post("bea", f"{at}/agreements", agreed).status_code == 422
    place = SHALL.index("[")
    bracket = {"base": 1, "paragraph": "p2", "place": place, "reading": 0}
    assert house.post("aur", f"{at}/brackets", bracket, headers=tag(house)).status_code == 201
    assert words(house)[1] == SHALL.replace("[shall]", "shall")
    package = {"title": "Sharing", "paragraphs": ["p1", "p2"]}
    assert house.post("bea", f"{at}/packages", package).json()["reference"] == "1"
    assert house.post("bea", f"{at}/agreements", {**agreed, "base": 2}).status_code == 201
    seen = house.get("aur", f"{at}/agreements").json()
    assert [(p["paragraph"], p["level"], p["waits_for"]) for p in seen["paragraphs"]] == [
        ("p2", "ad_referendum", ["p1"])
    ]
    again = {"paragraphs": ["p2"], "reason": "Capitals wrote."}
    assert house.post("bea", f"{at}/agreements/reopen", again).status_code == 200
    paragraph = house.get("aur", f"{at}/paragraphs/p2").json()
    assert [x["level"] for x in paragraph["agreements"]] == ["ad_referendum", "reopened"]
    assert [x["version"] for x in paragraph["versions"]] == [1, 2]


def test_a_translation_is_stale_when_the_original_moves_on(house: House) -> None:
    at = f"/objectives/{house.ref}"
    given = {"base": 1, "words": {"p1": "Conscientes de la mer,", "p2": "Les organisations …"}}
    assert house.post("ada", f"{at}/translations/fr", given).status_code == 201
    bracket = {"base": 1, "paragraph": "p2", "place": SHALL.index("["), "reading": 0}
    house.post("aur", f"{at}/brackets", bracket, headers=tag(house))
    seen = house.get("aur", f"{at}/translations/fr").json()
    assert [(row["of"], row["stale"]) for row in seen["rows"]] == [(1, False), (1, True)]
    points = house.get("aur", f"{at}/convergence").json()["items"]
    assert [point["brackets"] for point in points] == [1, 0]


def test_a_comment_on_words_follows_them(house: House) -> None:
    at = f"/objectives/{house.ref}"
    for who in ("aur", "bor", "cyg"):
        house.post(who, f"{at}/positions", house.ballot())
    ends = house.get("bor", at).json()["run"]["deadline"]["at"]
    house.post("eve", "/clock", {"at": ends})
    house.root.cases.tick()
    assert house.get("bor", at).json()["run"]["stage"] == "comment"
    said = {"type": "technical", "body": "With whom?", "paragraph": "p2", "quotation": "share"}
    assert house.post("bor", f"{at}/comments", {**said, "quotation": "lend"}).status_code == 422
    assert house.post("bor", f"{at}/comments", said).status_code == 201
    (row,) = house.get("aur", f"{at}/remarks").json()["items"]
    assert (row["quotation"], row["lost"], row["comment"]["anchor"]["start"]) == ("share", "", 26)


def test_a_negotiation_that_began_elsewhere_brings_its_versions(house: House) -> None:
    first = {"markdown": "1. Share data.\n\n2. Pay for it.", "dated": "Geneva, spring 2024"}
    given = a_proposal(paragraphs=None, markdown="1. Share all data.\n\n2. Pay for it.")
    done = house.post(
        "aur",
        f"/negotiations/{SYMBOL}/objectives",
        {**given, "earlier": [first], "dated": "2025-02-03"},
    )
    assert done.status_code == 201
    at = f"/objectives/{done.json()['object']}"
    heads = [house.get("aur", f"{at}/texts/{n}").json() for n in (1, 2)]
    assert [(h["taken_over"], h["dated"]) for h in heads] == [
        (True, "Geneva, spring 2024"),
        (True, "2025-02-03"),
    ]
    assert [[p["id"] for p in h["paragraphs"]] for h in heads] == [["p1", "p2"], ["p1", "p2"]]
    compared = house.get("aur", f"{at}/compare?from=1&to=2").json()["counts"]
    assert (compared["words_inserted"], compared["changed"]) == (1, 1)
