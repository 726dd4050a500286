"""What stands beside the positions, on the pages: said, shown, refused with the words kept."""

from __future__ import annotations

import re

import pytest

from placet.engine import commands as c
from placet.engine.statements import StatementKind
from tests.pages import journey as j
from tests.pages.checks import (
    look_at_tables_forms_and_ids,
    look_for_anything_inline,
    look_for_landmarks,
)
from tests.pages.house import House

MINUTES = "Minutes of <3> March & after"
SHOWN = "Minutes of &lt;3&gt; March &amp; after"


def test_a_statement_is_made_shown_and_withdrawn(house: House) -> None:
    ref = j.in_endorsement(house)
    page = f"/objectives/{ref}/beside"
    said = {"kind": "reservation", "words": "But for <p2>.", "paragraphs": "p2"}
    made = house.post("fay", page, do="state", **said)
    assert (made.status_code, made.headers["location"]) == (303, f"{page}?done=stated")
    shown = house.get("dora", page).text
    assert "But for &lt;p2&gt;." in shown
    assert 'value="withdraw"' not in shown
    assert "Reservation" in house.get("dora", f"/objectives/{ref}").text
    assert 'value="withdraw"' in house.get("fay", page).text
    assert house.post("fay", page, key="2", do="withdraw", number=1).status_code == 303
    assert j.seen(house, ref).objective.statements[1].state == "withdrawn"


def test_what_was_typed_comes_back_where_something_is_missing(house: House) -> None:
    ref = j.in_endorsement(house)
    page = f"/objectives/{ref}/beside"
    no_kind = house.post("fay", page, do="state", words="Without a kind")
    assert no_kind.status_code == 422
    assert "Choose what kind of statement it is." in no_kind.text
    assert "Without a kind" in no_kind.text
    no_title = house.post("fay", page, do="raise", concern="No name", paragraphs="p2\np3")
    assert no_title.status_code == 422
    assert no_title.text.count(" checked") == 2
    assert "No name" in no_title.text
    look_at_tables_forms_and_ids(no_title.text)
    assert j.seen(house, ref).objective.statements == {}
    assert j.seen(house, ref).objective.concerns == {}


def test_a_reserve_is_overridden_only_with_a_reason(house: House) -> None:
    ref = j.in_endorsement(house)
    j.do(house, "fay", ref, c.MakeStatement(StatementKind.SCRUTINY, "Parliament sits"))
    page = f"/objectives/{ref}/beside"
    silent = house.post("bea", page, do="override", number=1, reason=" ")
    assert silent.status_code == 422
    assert "Nothing was entered." in silent.text
    look_at_tables_forms_and_ids(silent.text)
    assert house.post("fay", page, do="override", number=1, reason="We may").status_code == 403
    assert house.post("bea", page, do="override", number=1, reason="In haste").status_code == 303
    assert "In haste" in house.get("dora", page).text


def test_an_office_declares_a_concern_resolved_and_its_author_opens_it_again(house: House) -> None:
    ref = j.in_endorsement(house)
    page = f"/objectives/{ref}/beside"
    house.post("fay", page, do="raise", title="Who pays", concern="No funds", resolve="Say it")
    assert "Who pays" in house.get("dora", f"/objectives/{ref}").text
    house.post("ada", page, do="resolve", number=1, reason="Paragraph 2 says who")
    shown = house.get("fay", page).text
    assert "Paragraph 2 says who" in shown
    assert "resolved by the secretariat or the chair" in shown
    assert house.post("dora", page, do="reopen", number=1).status_code == 403
    assert house.post("fay", page, key="2", do="reopen", number=1).status_code == 303
    assert j.seen(house, ref).objective.concerns[1].is_open


@pytest.mark.parametrize(
    ("form", "status"),
    [
        ({"do": "lift", "number": 9}, 404),
        ({"do": "lift", "number": "x"}, 422),
        ({"do": "nonsense"}, 422),
        ({}, 422),
        ({"do": "endorse"}, 409),
        ({"do": "raise", "title": "T", "concern": "C", "paragraphs": "p77"}, 422),
        ({"do": "state", "kind": "reservation", "words": "x" * 5_000}, 422),
    ],
)
def test_nonsense_is_refused_and_changes_nothing(
    house: House, form: dict[str, object], status: int
) -> None:
    ref = j.in_endorsement(house)
    before = j.seen(house, ref).objective
    assert house.post("fay", f"/objectives/{ref}/beside", **form).status_code == status
    assert j.seen(house, ref).objective == before


def test_awaiting_instructions_is_seen_by_all_and_no_position(house: House) -> None:
    ref = j.in_endorsement(house)
    path = f"/objectives/{ref}/position/await"
    ballot = j.ballot(house, ref).number
    bad = house.post("fay", path, ballot=ballot, expected="soon")
    assert bad.status_code == 422
    assert "is not a date" in bad.text
    assert house.post("fay", path, ballot=ballot).status_code == 303
    shown = house.get("dora", f"/objectives/{ref}").text
    assert "Awaiting instructions · 1" in shown
    assert j.ballot(house, ref).positions == {}
    j.hold(house, "fay", ref, "endorse")
    assert "Awaiting instructions" not in house.get("dora", f"/objectives/{ref}").text


def test_who_comes_too_late_finds_the_words_and_puts_them_on_record(house: House) -> None:
    ref = j.in_endorsement(house)
    b = j.ballot(house, ref)
    j.hold(house, "dora", ref, "endorse")
    j.later(house, days=30)
    typed = {"ballot": b.number, "text_hash": b.text_hash, "kind": "object"}
    late = house.post("fay", f"/objectives/{ref}/position", **typed, reasons="It goes too far")
    assert late.status_code == 409
    assert late.text.count("It goes too far") == 2  # kept to read, and in the form
    assert "Propose a position" not in late.text
    assert re.search(r'value="object"[^>]* checked', late.text)
    look_at_tables_forms_and_ids(late.text)
    form = {"ballot": b.number, "kind": "object", "reasons": ""}
    path = f"/objectives/{ref}/position/late"
    assert house.post("fay", path, **form).status_code == 422
    assert house.post("fay", path, **form | {"reasons": "It goes too far"}).status_code == 303
    shown = house.get("dora", f"/objectives/{ref}").text
    assert "Late, not counted · 1" in shown
    assert "It goes too far" in shown
    draft = house.get("dora", f"/objectives/{ref}/agreement").text
    assert "Late, not counted: AUR would have said Object" in draft


def test_a_form_that_a_colleague_overtook_shows_the_colleagues_answer_first(house: House) -> None:
    ref = j.in_endorsement(house)
    page = f"/objectives/{ref}/position"
    b = j.ballot(house, ref)
    j.hold(house, "fay", ref, "endorse")
    typed = {"ballot": b.number, "text_hash": b.text_hash, "kind": "abstain"}
    overtaken = house.post("fay", page, **typed, seen="0")
    assert overtaken.status_code == 200
    assert "Yours was not recorded." in overtaken.text
    assert j.ballot(house, ref).positions["AUR"].kind == "endorse"
    seen = re.search(r'name="seen" value="(\d+)"', overtaken.text)
    assert seen is not None
    again = house.post("fay", page, key="2", **typed, seen=seen[1])
    assert again.status_code == 303
    assert j.ballot(house, ref).positions["AUR"].kind == "abstain"
    receipt = house.get("fay", again.headers["location"]).text
    assert "It replaced" in receipt
    assert "Endorse" in receipt


def test_a_pending_position_names_what_it_waits_for(house: House) -> None:
    ref = j.in_endorsement(house)
    b = j.ballot(house, ref)
    typed = {
        "ballot": b.number, "text_hash": b.text_hash, "kind": "endorse", "qualifiers": "pending",
    }  # fmt: skip
    page = f"/objectives/{ref}/position"
    silent = house.post("fay", page, **typed)
    assert silent.status_code == 422
    assert house.post("fay", page, **typed, pending="The ministry").status_code == 303
    shown = house.get("dora", f"/objectives/{ref}").text
    assert "pending <bdi>The ministry</bdi>" in shown
    assert "to be confirmed by" in shown


def test_the_secretariat_enters_positions_marked_with_their_evidence(house: House) -> None:
    ref = j.in_endorsement(house)
    b = j.ballot(house, ref)
    page = f"/objectives/{ref}/position/enter"
    form = {"ballot": b.number, "text_hash": b.text_hash, "evidence": MINUTES}
    some = {"kind.AUR": "endorse", "kind.BOR": "object"}
    refused = house.post("ada", page, **form, **some)
    assert refused.status_code == 422
    assert "BOR: Nothing was entered." in refused.text
    assert '<option value="endorse" selected>' in refused.text
    look_at_tables_forms_and_ids(refused.text)
    assert j.ballot(house, ref).positions == {}
    assert house.post("ada", page, **form, **some, **{"reasons.BOR": "No"}).status_code == 303
    shown = house.get("dora", f"/objectives/{ref}").text
    assert shown.count("entered by the secretariat") == 2
    assert shown.count(SHOWN) == 2
    reference = j.ballot(house, ref).positions["BOR"].reference
    assert SHOWN in house.get("dora", f"/receipts/{reference}").text
    for nobody in ("fay", "bea"):
        assert house.post(nobody, page, **form, **{"kind.AUR": "endorse"}).status_code == 403


def test_every_statement_is_printed_with_the_adopted_text(house: House) -> None:
    ref = j.in_endorsement(house)
    j.do(house, "fay", ref, c.MakeStatement(StatementKind.RESERVATION, "But for it", ("p2",)))
    j.do(house, "dora", ref, c.MakeStatement(StatementKind.DISSOCIATION, "Not us"))
    j.do(house, "dora", ref, c.WithdrawStatement(2))
    for name in ("fay", "dora"):
        j.hold(house, name, ref, "endorse")
    j.later(house, days=30)
    j.do(house, "dora", ref, c.MakeStatement(StatementKind.INTERPRETATION, "As we read it"))
    draft = house.get("ada", f"/objectives/{ref}/agreement").text
    assert "AUR: Reservation, on" in draft
    assert "As we read it" in draft
    assert "Not us" not in draft


def test_the_pages_are_sound(house: House) -> None:
    ref = j.in_endorsement(house)
    j.do(house, "fay", ref, c.MakeStatement(StatementKind.SCRUTINY, "Parliament sits"))
    j.do(house, "fay", ref, c.RaiseConcern("Costs", "Who pays?", ("p2",), "We pay", "Say so"))
    for name in ("fay", "dora", "ada", "bea"):
        for path in ("/beside", "/position", "/position/enter", "/position?with=pending"):
            html = house.get(name, f"/objectives/{ref}{path}").text
            look_for_landmarks(html)
            look_for_anything_inline(html)
            look_at_tables_forms_and_ids(html)
