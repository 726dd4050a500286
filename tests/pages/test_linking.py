"""Objectives that hang together, on the page of their negotiation."""

from __future__ import annotations

from placet.engine import commands as c
from placet.engine.text import Kind, Paragraph, Text
from tests.pages.house import TABLE, House

LINKS = f"/negotiations/{TABLE}/links"


def _second(house: House) -> str:
    text = Text((Paragraph("p1", Kind.OPERATIVE, "The organisations share charts."),))
    proposal = c.Propose("Share charts", "One chart for all.", text, 1, ("AUR",))
    cases = house.root.cases
    return cases.handle(house.actor("fay"), proposal, negotiation=TABLE).object


def test_objectives_are_linked_shown_and_unlinked(house: House) -> None:
    both = f"{house.ref}\n{_second(house)}"
    done = house.post("bea", LINKS, kind="package", title="Data first", objectives=both)
    assert done.headers["location"] == f"{LINKS}?done=linked"
    for reader, where in (("fay", LINKS), ("olga", f"/objectives/{house.ref}")):
        page = house.get(reader, where).text
        assert "Data first" in page
        assert "Nothing in it is agreed until everything is." in page
    assert "Link objectives" not in house.get("fay", LINKS).text
    gone = house.post("ada", f"{LINKS}/1/end", reason="They stand apart.")
    assert gone.headers["location"] == f"{LINKS}?done=unlinked"
    assert "No objectives are linked." in house.get("fay", LINKS).text


def test_a_link_that_is_refused_keeps_what_was_typed(house: House) -> None:
    house.get("ada", LINKS)
    before = house.rows()
    answer = house.post("ada", LINKS, kind="alternatives", title="Kept", objectives=house.ref)
    assert answer.status_code == 422
    assert 'value="Kept"' in answer.text
    assert f'value="{house.ref}" checked' in answer.text
    assert 'value="alternatives" checked' in answer.text
    assert "A link is between 2 and 50 objectives." in answer.text
    nothing = house.post("ada", LINKS, title="Kept")
    assert "Say how they hang together." in nothing.text
    assert house.rows() == before


def test_a_link_is_not_taken_away_without_a_reason(house: House) -> None:
    both = f"{house.ref}\n{_second(house)}"
    house.post("ada", LINKS, kind="package", title="Data first", objectives=both)
    before = house.rows()
    answer = house.post("ada", f"{LINKS}/1/end", reason=" ", key="key-2")
    assert answer.status_code == 422
    assert house.rows() == before
