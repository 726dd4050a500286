"""Preparing, clearing and submitting on pages: nothing typed is lost, nothing forged is taken."""

from __future__ import annotations

import re

import pytest

from placet.engine import commands as c
from placet.engine.model import Capacity
from tests.pages.house import TABLE, House

COMMENT = {"type": "general", "body": "Say which soundings.", "paragraph": "p1"}


@pytest.fixture
def table(house: House) -> House:
    """Bea drafts for AUR; the proposal is put to the organisations."""
    drafter = c.AppointDelegate(house.ids["zoe"], "AUR", Capacity.DRAFTER)
    house.root.cases.handle(house.actor("ada"), drafter, negotiation=TABLE)
    return house


def batch(house: House) -> str:
    return f"/objectives/{house.ref}/my-batch"


def the_item(house: House, name: str = "fay") -> tuple[str, str]:
    """The address of the only prepared thing, and the version of it."""
    page = house.get(name, batch(house)).text
    (path,) = set(re.findall(rf'href="({batch(house)}/[^"#]+)"', page))
    found = re.search(r'name="version" value="(\d+)"', house.get(name, path).text)
    assert found is not None
    return path, found[1]


def test_a_drafter_sees_propose_where_others_see_record_and_a_forged_submit_is_refused(
    table: House,
) -> None:
    path = f"/objectives/{table.ref}/position"
    page = table.get("zoe", path).text
    assert "Propose Support to my focal point" in page
    assert f'action="{path}/prepare"' in page
    ballot = re.search(r'name="ballot" value="(\d+)"', page)
    text = re.search(r'name="text_hash" value="(\w+)"', page)
    assert ballot is not None
    assert text is not None
    form = {"ballot": ballot[1], "text_hash": text[1], "kind": "support"}
    assert table.post("zoe", path, **form).status_code == 403
    assert table.post("zoe", f"{path}/prepare", "k2", **form).status_code == 303
    assert "No position · 3" in table.get("ada", f"/objectives/{table.ref}").text
    assert "Clear 1 position prepared by your colleagues" in table.get("fay", "/inbox").text


def test_whatever_is_typed_into_a_comment_comes_back_until_it_is_saved(table: House) -> None:
    form, where = f"/objectives/{table.ref}/comment", {"paragraph": "p1"}
    typed = {"form": "comment:p1", "type": "general", "body": "Half a sentence"}
    assert table.post("zoe", f"/objectives/{table.ref}/typing", **typed).status_code == 204
    assert "Half a sentence" in table.get("zoe", f"{form}?paragraph=p1").text
    assert "Half a sentence" not in table.get("fay", f"{form}?paragraph=p1").text
    table.post("zoe", form, **{**COMMENT, **where}, do="keep")
    assert "Half a sentence" not in table.get("zoe", f"{form}?paragraph=p1").text
    assert "Say which soundings." in table.get("fay", batch(table)).text


def test_two_drafters_see_both_wordings_and_nothing_is_lost(table: House) -> None:
    table.post("zoe", f"/objectives/{table.ref}/comment", **COMMENT, do="keep")
    path, version = the_item(table)
    first = {"version": version, "type": "general", "do": "save"}
    assert table.post("fay", path, **first, body="What Fay wrote.").status_code == 303
    clash = table.post("zoe", path, "k2", **first, body="What Zoe wrote.")
    assert clash.status_code == 409
    assert "What Fay wrote." in clash.text
    assert "What Zoe wrote.</textarea>" in clash.text


def test_a_returned_thing_says_why_and_a_note_is_needed(table: House) -> None:
    table.post("zoe", f"/objectives/{table.ref}/comment", **COMMENT, do="ready")
    path, version = the_item(table)
    assert table.post("fay", path, version=version, do="return", note=" ").status_code == 422
    table.post("fay", path, "k2", version=version, do="return", note="Which ones?")
    assert "Which ones?" in table.get("zoe", "/inbox").text
    assert "Which ones?" in table.get("zoe", batch(table)).text


def test_what_cannot_be_submitted_is_named_and_kept(table: House) -> None:
    table.post("fay", f"/objectives/{table.ref}/comment", **COMMENT, do="keep")
    page = table.get("fay", batch(table)).text
    assert "It could not be submitted now" in page
    chosen = re.search(r'name="chosen" value="([^"]+)"', page)
    assert chosen is not None
    told = table.post("fay", batch(table), do="submit", chosen=chosen[1])
    assert told.status_code == 200
    assert "1 could not be submitted, and stays here" in told.text
    assert "Say which soundings." in told.text


@pytest.mark.parametrize("name", ["ada", "bea", "olga"])
def test_nobody_else_sees_that_anything_is_prepared(table: House, name: str) -> None:
    bare = re.sub(r'value="[^"]*"', "", table.get(name, f"/objectives/{table.ref}").text)
    table.post("zoe", f"/objectives/{table.ref}/comment", **COMMENT, do="ready")
    again = re.sub(r'value="[^"]*"', "", table.get(name, f"/objectives/{table.ref}").text)
    assert again == bare
    assert table.get(name, batch(table)).status_code == 403
    if name == "ada":
        assert "clearance" not in table.get(name, "/mail").text.lower()


def test_work_is_passed_to_a_colleague_in_two_presses(table: House) -> None:
    page = table.get("fay", f"/objectives/{table.ref}/pass").text
    assert "Pass to <bdi>Zoe Outis</bdi>" in page
    form = {"about": "objective:objective", "back": "inbox", "to": table.ids["zoe"]}
    passed = table.post("fay", f"/objectives/{table.ref}/assignments", **form)
    assert passed.headers["location"] == "/inbox?done=assigned"
    assert "A colleague asks you to look after something here." in table.get("zoe", "/inbox").text
