"""Small things that a tired reader meets: addresses, years, words that were already there."""

from __future__ import annotations

from datetime import UTC, datetime

from placet.engine import commands as c
from tests.pages import journey as j
from tests.pages.house import TABLE, House


def test_a_comparison_without_numbers_is_that_with_the_version_before(house: House) -> None:
    ref = j.in_endorsement(house)
    answer = house.get("fay", f"/objectives/{ref}/compare")
    newest = j.seen(house, ref).objective.text.number
    assert answer.status_code == 303
    assert answer.headers["location"].endswith(f"/compare/{max(newest - 1, 1)}..{newest}")


def test_the_inbox_says_what_was_answered_in_this_stage(house: House) -> None:
    ref = j.in_comment(house)
    assert house.post("fay", f"/objectives/{ref}/no-comments").status_code == 303
    page = house.get("fay", "/inbox").text
    assert "AUR</bdi>: no comments" in page
    assert 'data-p="E"' not in page


def test_a_deadline_of_another_year_says_its_year(house: House) -> None:
    ref = j.in_endorsement(house)
    far = datetime(2031, 5, 2, 12, tzinfo=UTC)
    j.do(house, "ada", ref, c.ChangeDeadline(far, "A long one."))
    assert "2 May 2031</time>" in house.get("fay", "/inbox").text


def test_a_problem_names_its_field_and_a_choice_that_was_not_made(house: House) -> None:
    ref = j.in_endorsement(house)
    b = j.ballot(house, ref)
    sent = {"ballot": b.number, "text_hash": b.text_hash, "kind": "object"}
    answer = house.post("fay", f"/objectives/{ref}/position", **sent)
    assert '<a href="#reasons">Reasons: ' in answer.text
    adopted = j.adopted(house)
    answer = house.post("ada", f"/objectives/{adopted}/manage/signature", organisation="")
    assert answer.status_code == 422
    assert '<a href="#organisation">Organisation: Choose an organisation.</a>' in answer.text


def test_a_proposal_is_checked_for_its_date_and_its_brackets(house: House) -> None:
    form = {
        "title": "Depth", "source": "Recalling the sea,\n\n1. They [shall / should measure it.",
        "deadline": "2020-01-01", "deadline_at": "23:59", "do": "check",
    }  # fmt: skip
    answer = house.post("fay", f"/negotiations/{TABLE}/propose", **form)
    assert answer.status_code == 422
    assert "This time is already past." in answer.text
    answer = house.post("fay", f"/negotiations/{TABLE}/propose", **{**form, "deadline": ""})
    assert "A bracket has no partner in paragraph 1." in answer.text


def test_an_instant_in_a_refusal_is_written_as_people_write_it(house: House) -> None:
    ref = j.in_endorsement(house)
    answer = house.post(
        "ada", f"/objectives/{ref}/manage/deadline", deadline="2020-01-01", at="12:00", reason="No."
    )
    assert "1 Jan 2020, 1" in answer.text
    assert "2020-01-01T" not in answer.text


def test_what_is_held_already_is_not_recorded_again(house: House) -> None:
    ref = j.in_endorsement(house)
    b = j.ballot(house, ref)
    sent = {"ballot": b.number, "text_hash": b.text_hash, "kind": "endorse"}
    first = house.post("fay", f"/objectives/{ref}/position", key="first-key", **sent)
    again = house.post("fay", f"/objectives/{ref}/position", key="second-key", **sent)
    assert first.headers["location"] == again.headers["location"]
    assert j.ballot(house, ref).recorded == 1
    other = house.post(
        "fay", f"/objectives/{ref}/position", key="third-key", **{**sent, "kind": "abstain"}
    )
    assert other.headers["location"] != first.headers["location"]


def test_an_offered_fragment_is_not_drawn_as_if_it_struck_the_paragraph(house: House) -> None:
    ref = j.in_endorsement(house)
    words = "with their consent"
    j.hold(house, "fay", ref, "object", reasons="No.", paragraphs=("p2",), wording=words)
    assert f">{words}</p>" in house.get("dora", f"/objectives/{ref}").text
    whole = j.FIRST.replace("sea", "ocean")
    j.hold(house, "fay", ref, "object", reasons="No.", paragraphs=("p2",), wording=whole)
    assert "<ins>" in house.get("dora", f"/objectives/{ref}").text


def test_paragraphs_to_choose_from_are_read_without_marks(house: House) -> None:
    ref = j.in_comment(house)
    page = house.get("fay", f"/objectives/{ref}/comment?paragraph=p99").text
    assert "Recalling that the sea is deep" in page
    assert "*Recalling*" not in page
    assert "has no such paragraph" in page


def test_a_ballot_that_was_taken_back_is_not_called_late(house: House) -> None:
    ref = j.in_endorsement(house)
    b = j.ballot(house, ref)
    j.do(house, "ada", ref, c.TakeStep("revise", "A better wording."))
    sent = {"ballot": b.number, "text_hash": b.text_hash, "kind": "object", "reasons": "Kept."}
    answer = house.post("fay", f"/objectives/{ref}/position", no_wording="yes", **sent)
    assert answer.status_code == 409
    assert "No positions are asked for any longer" in answer.text
    assert "The deadline passed" not in answer.text
    assert "Kept." in answer.text


def test_a_step_that_was_left_behind_keeps_its_reason(house: House) -> None:
    ref = j.in_revision(house)
    j.do(house, "ada", ref, c.TakeStep("hold", "A pause."))
    answer = house.post("ada", f"/objectives/{ref}/step/put_forward", reason="Long typed words.")
    assert answer.status_code == 409
    assert "Nothing was done." in answer.text
    assert "Long typed words." in answer.text
    assert "put_forward does not exist" not in answer.text
    assert house.get("ada", f"/objectives/{ref}/step/nonsense").status_code == 409


def test_what_ended_without_adoption_is_not_still_to_settle(house: House) -> None:
    ref = j.in_revision(house)
    j.do(house, "ada", ref, c.TakeStep("withdraw", "Enough."))
    page = house.get("fay", f"/objectives/{ref}/agreement").text
    assert "Still to settle" not in page
    assert "<strong>Withdrawn.</strong>" in page
