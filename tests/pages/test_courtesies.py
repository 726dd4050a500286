"""Small things that a tired reader meets: addresses, years, words that were already there."""

from __future__ import annotations

from datetime import UTC, datetime

from placet.engine import commands as c
from tests.pages import journey as j
from tests.pages.house import House


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
