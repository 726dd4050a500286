"""Under silence nothing is owed, and no page and no mail says that something is."""

from __future__ import annotations

from placet.engine.messages import Kind as MailKind
from tests.pages import journey as j
from tests.pages.house import House
from tests.pages.test_any_procedure import REASONS, SILENCE, call, table
from tests.pages.test_objective_acting import rows


def test_no_page_says_that_a_position_is_owed(house: House) -> None:
    ref = table(house, SILENCE)
    inbox = house.get("dora", "/inbox").text
    assert "Version 1 is under silence: whoever agrees need not do anything." in inbox
    assert "has recorded nothing, which counts as agreement" in inbox
    missing = house.get("ada", f"/objectives/{ref}/missing").text
    assert "Who has recorded nothing" in missing
    assert "None of them owes an answer: whoever records nothing agrees." in missing
    page = house.get("ada", f"/objectives/{ref}").text
    assert "still owe" not in missing + page
    assert "Version 1 is under silence" in page


def test_what_is_asked_is_not_more_than_the_procedure_asks(house: House) -> None:
    ref = table(house, call("iso_review_confirm"))
    page = house.get("dora", f"/objectives/{ref}").text
    assert "What is the position of BOR on version 1?" in page
    assert "joint objective?" not in page


def test_who_revises_reads_on_which_paragraphs_it_was_broken(house: House) -> None:
    ref = table(house, SILENCE)
    j.hold(house, "dora", ref, "object", reasons=REASONS, no_wording=True, paragraphs=("p2",))
    page = " ".join(house.get("fay", f"/objectives/{ref}").text.split())
    assert "What was asked about version 1 was broken on these paragraphs: 2." in page
    assert "No comments were made in this round" not in page


def test_the_form_says_what_naming_paragraphs_does(house: House) -> None:
    ref = table(house, SILENCE)
    page = house.get("dora", f"/objectives/{ref}/position?kind=object").text
    assert "If paragraphs are ticked, the silence is broken on these alone" in page
    abstains = house.get("dora", f"/objectives/{ref}/position?kind=abstain").text
    assert "If paragraphs are ticked" not in abstains


def test_the_receipt_of_a_break_does_not_say_that_it_can_be_changed(house: House) -> None:
    ref = table(house, SILENCE)
    j.hold(house, "dora", ref, "object", reasons=REASONS, no_wording=True, paragraphs=("p2",))
    with house.root.database.reading() as store:
        mails = store.messages(negotiation="LAW", limit=99)
    [receipt] = [m for m in mails if m.message.kind is MailKind.RECEIPT]
    assert receipt.message.facts["closed"] is True
    assert "deadline" not in receipt.message.facts


def test_a_step_that_sends_a_letter_says_who_gets_it(house: House) -> None:
    ref = table(house, SILENCE)
    j.hold(house, "dora", ref, "object", reasons=REASONS, no_wording=True, paragraphs=("p2",))
    page = house.get("bea", f"/objectives/{ref}/step/open_silence").text
    assert "everybody at the table gets a letter" in page


def test_a_proposal_that_asks_nobody_does_not_say_that_it_does(house: House) -> None:
    table(house, SILENCE)
    form = house.get("fay", "/negotiations/LAW/propose").text
    assert "Until when the first stage runs: Consultation" in form
    path, typed = "/negotiations/LAW/propose", {"title": "Share", **rows("Soundings.")}
    check = house.post("fay", path, do="check", **typed).text
    assert "No organisation is asked for an answer yet" in check
    assert "support the objective in principle" not in check
