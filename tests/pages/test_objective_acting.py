"""Forms of an objective: each does what it says, and a refusal loses no word."""

from __future__ import annotations

import html as escape
import re
from collections.abc import Callable
from typing import Any

import pytest
from httpx2 import Response

from placet.engine import commands as c
from placet.engine.text import Paragraph, Text
from tests.pages import journey as j
from tests.pages.house import TABLE, House

REASONS = "Small vessels are recognised.\n\nWe cannot agree & will not."


def position(house: House, ref: str, name: str = "fay", **fields: Any) -> Response:
    """Send the form of a position on the ballot that is open now."""
    b = j.ballot(house, ref)
    shown: dict[str, Any] = {"ballot": b.number, "text_hash": b.text_hash, **fields}
    return house.post(name, f"/objectives/{ref}/position", **shown)


def kept(answer: Response, words: str) -> bool:
    """Whether the words stand in the page, as a browser would show them."""
    return escape.escape(words) in answer.text or words in escape.unescape(answer.text)


def test_a_position_is_one_press_and_a_receipt(house: House) -> None:
    ref = j.in_endorsement(house)
    answer = position(house, ref, kind="no_objection")
    assert answer.status_code == 303
    receipt = house.get("fay", answer.headers["location"])
    assert "<h1" in receipt.text
    assert "Recorded" in receipt.text
    assert "AUR</bdi>: No objection" in receipt.text
    assert "Change this position" in receipt.text
    again = house.get("fay", f"/objectives/{ref}/position").text
    assert "Change to Endorse" in again
    assert "Withdraw this position" in again


def test_the_same_press_twice_is_one_position(house: House) -> None:
    """UX-19."""
    ref = j.in_endorsement(house)
    first = position(house, ref, kind="endorse")
    second = position(house, ref, kind="endorse")
    assert first.headers["location"] == second.headers["location"]
    assert j.ballot(house, ref).recorded == 1


def test_an_objection_needs_reasons_and_keeps_what_was_typed(house: House) -> None:
    ref = j.in_endorsement(house)
    answer = position(house, ref, kind="object", reasons="", wording="No vessels.", resolve="Talk.")
    assert answer.status_code == 422
    assert "There is a problem" in answer.text
    assert "<title>Error: " in answer.text
    assert kept(answer, "No vessels.")
    assert kept(answer, "Talk.")
    assert not j.ballot(house, ref).positions
    answer = position(house, ref, kind="object", reasons=REASONS, paragraphs="p2")
    assert answer.status_code == 422
    assert kept(answer, REASONS)
    assert re.search(r'value="p2" checked', answer.text)
    answer = position(house, ref, kind="object", reasons=REASONS, no_wording="yes", key="key-2")
    assert answer.status_code == 303
    page = house.get("dora", f"/objectives/{ref}").text
    assert "No text is offered." in page
    assert page.index("Object · 1") < page.index("No position ·")


def test_a_reservation_and_ad_referendum_ask_which_position(house: House) -> None:
    ref = j.in_endorsement(house)
    typed: dict[str, Any] = {"qualifiers": "with_reservation", "reservation": "As to depth."}
    answer = position(house, ref, **typed)
    assert answer.status_code == 422
    assert "Choose a position." in answer.text
    assert kept(answer, "As to depth.")
    assert position(house, ref, kind="endorse", key="k2", **typed).status_code == 303
    answer = position(house, ref, kind="endorse", key="k3", qualifiers="ad_referendum",
                      confirm_by="someday")  # fmt: skip
    assert answer.status_code == 422
    assert "This is not a date and a time." in answer.text


def test_too_late_is_said_first_and_the_words_are_kept(house: House) -> None:
    """UX-21."""
    ref = j.in_endorsement(house)
    b = j.ballot(house, ref)
    j.passed_by(house, days=40)
    sent: dict[str, Any] = {
        "ballot": b.number,
        "text_hash": b.text_hash,
        "kind": "object",
        "reasons": REASONS,
    }
    answer = house.post("fay", f"/objectives/{ref}/position", no_wording="yes", **sent)
    assert answer.status_code == 409
    assert "Nothing was recorded." in answer.text
    assert kept(answer, REASONS)
    assert not j.ballot(house, ref).positions


def test_another_text_was_put_forward_meanwhile(house: House) -> None:
    ref = j.in_endorsement(house)
    b = j.ballot(house, ref)
    j.do(house, "ada", ref, c.TakeStep("revise", "A better wording."))
    view = j.seen(house, ref)
    new = tuple(Paragraph(p.id, p.kind, p.words + " Soon.") for p in view.text.paragraphs)
    j.do(house, "ada", ref, c.ReviseText(1, Text(new), 4))
    j.do(house, "ada", ref, c.TakeStep("put_forward"))
    sent: dict[str, Any] = {
        "ballot": b.number,
        "text_hash": b.text_hash,
        "kind": "object",
        "reasons": REASONS,
    }
    answer = house.post("fay", f"/objectives/{ref}/position", **sent)
    assert answer.status_code == 409
    assert "Nothing was recorded." in answer.text
    assert "Version 2" in answer.text
    assert kept(answer, REASONS)


def test_a_position_is_withdrawn(house: House) -> None:
    ref = j.in_endorsement(house)
    j.hold(house, "fay", ref, "endorse")
    number = j.ballot(house, ref).number
    answer = house.post("fay", f"/objectives/{ref}/position/withdraw", ballot=number)
    assert answer.status_code == 303
    assert not j.ballot(house, ref).positions


def test_a_position_ad_referendum_is_confirmed_on_the_page(house: House) -> None:
    ref = j.adopted(house)
    page = house.get("fay", f"/objectives/{ref}").text
    assert "Confirm the position of" in page
    assert "adopted provisionally" in page
    number = j.ballot(house, ref).number
    assert house.post("fay", f"/objectives/{ref}/confirm", ballot=number).status_code == 303
    assert "is adopted" in house.get("fay", f"/objectives/{ref}").text


def test_a_comment_with_a_wording_is_looked_at_before_it_is_made(house: House) -> None:
    ref = j.in_comment(house)
    path = f"/objectives/{ref}/comment"
    typed: dict[str, Any] = {
        "paragraph": "p3",
        "body": "Too long.",
        "wording": j.SECOND.replace("[two / ", "["),
    }
    answer = house.post("fay", path, do="preview", **typed)
    assert answer.status_code == 200
    assert "end of deletion" in answer.text
    assert kept(answer, "Too long.")
    assert not j.seen(house, ref).comments
    answer = house.post("fay", path, do="save", **typed)
    assert answer.status_code == 422
    assert "Choose the type of the comment." in answer.text
    assert kept(answer, "Too long.")
    answer = house.post("fay", path, do="save", type="technical", **typed)
    assert answer.status_code == 303
    assert answer.headers["location"].endswith("#p3")
    table = house.get("dora", f"/objectives/{ref}/comments").text
    assert "end of deletion" in table
    assert '<select id="d1"' not in table


def test_no_comments_is_one_press(house: House) -> None:
    ref = j.in_comment(house)
    assert house.post("fay", f"/objectives/{ref}/no-comments").status_code == 303
    page = house.get("fay", f"/objectives/{ref}").text
    assert "has said that it has no comments" in page


def test_an_answer_needs_words_unless_it_accepts(house: House) -> None:
    ref = j.in_revision(house)
    path = f"/objectives/{ref}/comments/1"
    assert "0 of 1 answered" in house.get("ada", f"/objectives/{ref}/comments").text
    answer = house.post("ada", path, disposition="noted")
    assert answer.status_code == 422
    answer = house.post("ada", path, disposition="accepted_modified", response="Half of it.")
    assert answer.status_code == 303
    assert "1 of 1 answered" in house.get("fay", f"/objectives/{ref}/comments").text
    assert "0 of 1 answered" in house.get("dora", f"/objectives/{ref}/comments").text
    assert house.post("dora", path, key="k9", disposition="accepted").status_code == 403


def test_a_step_asks_for_its_reason_and_for_the_state_that_was_shown(house: House) -> None:
    ref = j.in_revision(house)
    path = f"/objectives/{ref}/step"
    version = j.seen(house, ref).objective.version
    refused = house.post("ada", f"{path}/put_forward", expected=version, reason="Go.")
    assert refused.status_code == 409
    assert kept(refused, "Go.")
    answer = house.post("ada", f"{path}/withdraw", expected=version, reason="")
    assert answer.status_code == 422
    stale = house.post("ada", f"{path}/withdraw", expected=version - 1, reason="It is over.")
    assert stale.status_code == 409
    assert kept(stale, "It is over.")
    bad = house.post("ada", f"{path}/close_comments", expected=version, deadline="31-02")
    assert bad.status_code in (409, 422)
    done = house.post("ada", f"{path}/withdraw", expected=version, reason="It is over.")
    assert done.status_code == 303
    assert j.seen(house, ref).stage.name == "withdrawn"


def test_putting_forward_says_who_is_asked_and_what_is_bracketed(house: House) -> None:
    """UX-30."""
    ref = j.in_revision(house)
    page = house.get("ada", f"/objectives/{ref}/step/put_forward").text
    assert "Not possible yet" in page
    assert "1 comment has no answer yet" in page or "not every comment has its answer" in page
    house.post("ada", f"/objectives/{ref}/comments/1", disposition="accepted")
    page = house.get("ada", f"/objectives/{ref}/step/put_forward").text
    assert "2 people get a message" in page
    assert "Brackets are still open in 3 paragraphs" in page
    assert "Needed: no Object" in page
    assert "Silence does not count" in page
    rule = c.DeclareCasting("BOR", ("AUR",), "Rule VI")  # its body then has no seat
    house.root.cases.handle(house.actor("ada"), rule, negotiation=TABLE)
    page = house.get("ada", f"/objectives/{ref}/step/put_forward").text
    assert "1 person gets a message" in page


def rows(*words: str, ids: tuple[str, ...] = ()) -> dict[str, str]:
    """The fields of the editor's rows."""
    fields: dict[str, str] = {}
    for n, said in enumerate(words):
        at = f"{ids[n] if n < len(ids) else ''}|"
        fields |= {f"at.{n}": at, f"kind.{n}": "operative", f"level.{n}": "0", f"words.{n}": said}
    return fields


def test_buttons_of_the_editor_keep_every_word(house: House) -> None:
    path = f"/negotiations/{TABLE}/propose"
    typed: dict[str, Any] = {
        "title": "A title",
        "purpose": "A purpose",
        **rows("One & one.", "Two."),
    }
    for button in ("add:0", "up:1", "down:0", "add-first", "delete:7", "up:x", "edit"):
        answer = house.post("fay", path, do=button, **typed)
        assert answer.status_code in (200, 422), button
        for words in ("A title", "A purpose", "One & one.", "Two."):
            assert kept(answer, words), (button, words)
    moved = house.post("fay", path, do="up:1", **typed).text
    assert moved.index("Two.") < moved.index("One &amp; one.")
    cut = house.post(
        "fay", path, do="cut", title="T", source="Recalling it,\n\n1. Do it.\n\n2. So."
    )
    assert cut.text.count('name="words.') == 3


def test_an_objective_is_proposed_in_two_steps(house: House) -> None:
    path = f"/negotiations/{TABLE}/propose"
    typed: dict[str, Any] = {
        "title": "Deep water",
        "purpose": "Why.",
        "leads": "BOR",
        **rows("We [agree]."),
    }
    answer = house.post("fay", path, do="check", **{**typed, "title": ""})
    assert answer.status_code == 422
    assert kept(answer, "We [agree].")
    answer = house.post("fay", path, do="check", **typed)
    assert answer.status_code == 200
    assert "Propose this?" in answer.text
    answer = house.post("fay", path, do="save", **typed)
    assert answer.status_code == 303
    made = house.get("dora", answer.headers["location"]).text
    assert "Deep water" in made
    assert "Lead organisations: <bdi>AUR</bdi>, <bdi>BOR</bdi>" in made


@pytest.mark.parametrize("file", ["", "draft.docx"])
def test_a_file_that_was_not_read_does_not_stand_in_the_way(house: House, file: str) -> None:
    """A browser sends its name, or nothing, with every other button of the form."""
    typed: dict[str, Any] = {"title": "Deep water", "file": file, **rows("We agree.")}
    answer = house.post("fay", f"/negotiations/{TABLE}/propose", do="check", **typed)
    assert "Propose this?" in answer.text
    ref = j.in_revision(house)
    revised: dict[str, Any] = {"base": 1, "paragraph": "p3", "file": file, "do": "check"}
    answer = house.post("ada", f"/objectives/{ref}/revise", **revised, **rows("Ten.", ids=("p3",)))
    assert answer.status_code == 200


def test_a_revision_is_shown_as_a_redline_before_it_is_saved(house: House) -> None:
    ref = j.in_revision(house)
    path = f"/objectives/{ref}/revise"
    one: dict[str, Any] = {
        "paragraph": "p3",
        "base": 1,
        **rows(j.SECOND.replace("three", "ten"), ids=("p3",)),
    }
    answer = house.post("ada", path, do="check", **one)
    assert answer.status_code == 200
    assert "end of insertion" in answer.text
    assert " checked" not in answer.text
    answer = house.post("ada", path, do="save", **one)
    assert answer.status_code == 422
    assert "Say whether the change is editorial or substantive." in answer.text
    answer = house.post("ada", path, do="save", editorial="no", note="Ten.", **one)
    assert answer.status_code == 303
    view = j.seen(house, ref)
    assert view.objective.text.number == 2
    assert [p.words for p in view.text.paragraphs][2] == j.SECOND.replace("three", "ten")
    deleted = house.post("ada", path, do="save", editorial="yes", key="k2", paragraph="p4", base=2)
    assert deleted.status_code == 303
    assert len(j.seen(house, ref).text.paragraphs) == 3


def test_whoever_was_slower_sees_both_and_loses_nothing(house: House) -> None:
    ref = j.in_revision(house)
    path = f"/objectives/{ref}/revise"
    mine: dict[str, Any] = {"paragraph": "p3", "base": 1, **rows("Mine entirely.", ids=("p3",))}
    theirs: dict[str, Any] = {"paragraph": "p3", "base": 1, **rows("Theirs entirely.", ids=("p3",))}
    done = house.post("fay", path, do="save", editorial="no", **theirs)
    assert done.status_code == 303
    answer = house.post("ada", path, do="save", editorial="no", **mine)
    assert answer.status_code == 409
    assert "Version 2 was saved while you were writing" in answer.text
    assert kept(answer, "Mine entirely.")
    assert kept(answer, "Theirs entirely")
    again = house.post("ada", path, do="save", editorial="no", **{**mine, "base": 2})
    assert again.status_code == 303
    assert j.seen(house, ref).text.paragraphs[2].words == "Mine entirely."


def test_a_whole_text_is_revised_as_one_source(house: House) -> None:
    ref = j.in_revision(house)
    page = house.get("ada", f"/objectives/{ref}/revise?as-source=1").text
    found = re.search(r'<textarea id="source"[^>]*>(.*?)</textarea>', page, re.S)
    assert found is not None
    source = escape.unescape(found[1]).replace("deep", "wide")
    answer = house.post(
        "ada", f"/objectives/{ref}/revise", do="save", base=1, editorial="no", source=source
    )
    assert answer.status_code == 303
    view = j.seen(house, ref)
    assert [p.id for p in view.text.paragraphs] == ["p1", "p2", "p3", "p4"]
    assert "wide" in view.text.paragraphs[0].words


def test_the_secretariat_moves_what_is_around_the_text(house: House) -> None:
    ref = j.in_endorsement(house)
    path = f"/objectives/{ref}/manage"
    answer = house.post("ada", f"{path}/deadline", deadline="2027-12-24", at="18:00")
    assert answer.status_code == 422
    assert '<details class="panel small-form" id="form-deadline" open>' in answer.text
    assert "2027-12-24" in answer.text
    answer = house.post(
        "ada", f"{path}/deadline", deadline="2027-12-24", at="18:00", reason="Rest."
    )
    assert answer.status_code == 303
    assert f"{j.ballot(house, ref).deadline.at:%H:%M}" == "17:00"
    answer = house.post("ada", f"{path}/leads", key="k2", leads="BOR", reason="They know.")
    assert answer.status_code == 303
    assert j.seen(house, ref).objective.leads == ("BOR",)


def test_a_reminder_is_looked_at_before_it_leaves(house: House) -> None:
    """UX-27."""
    ref = j.in_endorsement(house)
    j.hold(house, "dora", ref, "endorse")
    path = f"/objectives/{ref}/missing"
    page = house.get("ada", path).text
    assert "AUR" in page
    assert "BOR" not in re.sub(r"<header.*?</header>", "", page, flags=re.S)
    answer = house.post("ada", path, preview="yes", only="AUR")
    assert answer.status_code == 200
    assert (
        "messages leave for 1 people" in answer.text or "1 organisation is reminded" in answer.text
    )
    assert house.post("ada", path, only="AUR").status_code == 303
    assert house.get("fay", path).status_code == 403


BAD: dict[str, tuple[dict[str, Any], ...]] = {
    "position": (
        {}, {"kind": "endorse"}, {"ballot": "x", "text_hash": "y", "kind": "endorse"},
        {"ballot": 10**30, "text_hash": "y", "kind": "endorse"},
        {"ballot": 2, "text_hash": "0" * 64, "kind": "nonsense"},
        {"ballot": 2, "text_hash": "0" * 64, "kind": "endorse", "qualifiers": "none such"},
        {"ballot": 2, "text_hash": "0" * 64, "kind": "object", "reasons": "\x00\ud7ff"},
        {"ballot": 2, "text_hash": "0" * 64, "kind": "endorse", "extra": "1"},
        {"ballot": 2, "text_hash": "0" * 64, "kind": "endorse", "confirm_by": "0000-00-00"},
    ),
    "position/withdraw": ({}, {"ballot": -1}, {"ballot": "abc"}),
    "confirm": ({}, {"ballot": 99}, {"ballot": ""}),
    "no-comments": ({}, {"x": "y"}),
    "comment": ({}, {"type": "x", "body": "y"}, {"type": "general", "body": "y", "paragraph": "p9"},
                {"do": "preview", "paragraph": "p99"}, {"type": "general", "body": "x" * 5000}),
    "comments/1": ({}, {"disposition": "x"}),
    "comments/999": ({"disposition": "accepted"},),
    "comments/0": ({"disposition": "accepted"},),
    "step/withdraw": ({}, {"expected": "x"}, {"expected": 1, "deadline": "x", "reason": "r"}),
    "step/none-such": ({"expected": 1},),
    "manage/deadline": ({}, {"deadline": "9999-12-31", "at": "24:61", "reason": "r"},
                        {"deadline": "2020-01-01", "reason": "r"}, {"x": "1"}),
    "manage/none": ({},),
    "manage/signature": ({}, {"organisation": "AUR", "signed_on": "x"}),
    "manage/force": ({"on": "x"},),
    "manage/review": ({"review": "x"}, {}),
    "manage/rounds": ({},),
    "manage/leads": ({}, {"leads": "NOBODY"}),
    "manage/admit": ({}, {"organisation": "x" * 5000}),
    "missing": ({"x": "1"}, {"only": "NOBODY"}, {"preview": "yes", "only": "NOBODY"}),
    "revise": (
        {}, {"base": "x"}, {"base": 1, "do": "save"}, {"base": 99, "do": "save", "source": "x"},
        {"base": 1, "words.0": "x"}, {"base": 1, "paragraph": "p99", "do": "check"},
        {"base": 1, **rows("\x07 bell")}, {"base": 1, **rows("x"), "kind.0": "y"},
        {"base": 1, **rows("x"), "level.0": "99"}, {"base": 1, **rows("x"), "level.0": "²"},
        {"base": 1, **rows("x", ids=("p99",)), "do": "save", "editorial": "no"},
        {"base": 1, "source": "   ", "do": "cut"}, {"base": 1, "do": "add:99999999"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("stage", [j.in_comment, j.in_revision, j.in_endorsement, j.adopted])
def test_no_input_makes_the_server_fail(house: House, stage: Callable[[House], str]) -> None:
    ref = stage(house)
    for path, forms in BAD.items():
        for n, fields in enumerate(forms):
            for name in ("ada", "fay"):
                answer = house.post(name, f"/objectives/{ref}/{path}", key=f"bad-{n}", **fields)
                assert answer.status_code < 500, (path, fields)
                assert answer.status_code != 303 or path in ("confirm", "no-comments"), (
                    path,
                    fields,
                )


@pytest.mark.parametrize(
    "path",
    ["?version=0", "?version=99", "?version=x", "?version=1" + "0" * 30, "/compare/2..1",
     "/compare/1..99", "/compare?old=1", "/comments?page=0", "/comments?page=999&state=x",
     "/revise?paragraph=p99", "/position?kind=%00", "/step/%F0%9F%92%A5", "/agreement?version=9"],
)  # fmt: skip
def test_no_address_makes_the_server_fail(house: House, path: str) -> None:
    ref = j.in_revision(house)
    assert house.get("ada", f"/objectives/{ref}{path}").status_code < 500
