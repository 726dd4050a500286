"""The table of comments and answers: saved as a page, alike, by template, published, rated."""

from __future__ import annotations

import re

from placet.engine import commands as c
from placet.engine.model import CommentType, Disposition
from tests.pages import journey as j
from tests.pages.house import TABLE, House

SUBSTANTIVE = CommentType.SUBSTANTIVE


def with_comments(house: House) -> str:
    """Four comments on the first operative paragraph, two of them the same; in the revision."""
    ref = j.in_comment(house)
    said = (("Too vague.", ""), ("too vague", ""), ("Say all", "The organisations share all."))
    for body, wording in said:
        j.do(house, "dora", ref, c.MakeComment(SUBSTANTIVE, body, "p2", wording))
    j.do(house, "dora", ref, c.MakeComment(SUBSTANTIVE, "=HYPERLINK(1)", None))
    j.do(house, "ada", ref, c.TakeStep("close_comments", "Enough."))
    return ref


def answers(house: House, ref: str, name: str = "ada") -> dict[int, str | None]:
    """What somebody sees as the answers."""
    return {x.number: x.disposition for x in j.seen(house, ref, name).comments}


def test_a_page_of_answers_is_saved_at_once_and_only_what_was_changed(house: House) -> None:
    ref = with_comments(house)
    path = f"/objectives/{ref}/dispositions"
    page = house.get("ada", path).text
    assert "0 of 4 answered" in page
    were = re.search(r'name="were" value="([^"]*)"', page)
    assert were is not None
    j.do(house, "ada", ref, c.AnswerComment(4, Disposition.NOTED, "By somebody else"))
    sent = house.post("ada", path, were=were[1], do="save", **{
        "d-1": "accepted", "r-1": "", "d-2": "", "r-2": "", "d-3": "noted", "r-3": "For later",
        "d-4": "", "r-4": "",
    })  # fmt: skip
    assert sent.status_code == 303
    assert answers(house, ref) == {1: "accepted", 2: None, 3: "noted", 4: "noted"}
    assert answers(house, ref, "dora") == dict.fromkeys((1, 2, 3, 4))
    assert "3 of 4 answered" in house.get("ada", path).text
    assert "0 of 4 answered" in house.get("dora", path).text


def test_an_answer_that_somebody_else_gave_meanwhile_is_shown_before_it_is_replaced(
    house: House,
) -> None:
    ref = with_comments(house)
    path = f"/objectives/{ref}/dispositions"
    old = re.findall(r'name="were" value="([^"]*)"', house.get("ada", path).text)[0]
    j.do(house, "ada", ref, c.AnswerComment(1, Disposition.NOTED, "By somebody else"))
    typed = {"d-1": "not_accepted", "r-1": "Mine", "d-2": "accepted", "r-2": ""}
    late = house.post("ada", path, were=old, do="save", **typed)
    assert late.status_code == 422
    assert "By somebody else" in late.text
    assert "Mine" in late.text
    assert answers(house, ref) == {1: "noted", 2: "accepted", 3: None, 4: None}
    new = re.findall(r'name="were" value="([^"]*)"', late.text)[0]
    assert house.post("ada", path, key="k2", were=new, do="save", **typed).status_code == 303
    assert answers(house, ref) == {1: "not_accepted", 2: "accepted", 3: None, 4: None}


def test_what_is_refused_is_shown_as_it_was_typed_and_the_rest_is_saved(house: House) -> None:
    ref = with_comments(house)
    path = f"/objectives/{ref}/dispositions"
    sent = house.post("ada", path, do="save", **{
        "d-1": "noted", "r-1": "", "d-3": "noted", "r-3": "See ((paragraph))", "d-4": "accepted",
        "d-2": "nonsense", "r-2": "<b>x</b>",
    })  # fmt: skip
    assert sent.status_code == 422
    assert "See ((paragraph))" in sent.text
    assert "&lt;b&gt;x&lt;/b&gt;" in sent.text
    assert sent.text.count('class="err"') == 3
    assert answers(house, ref) == {1: None, 2: None, 3: None, 4: "accepted"}


def test_identical_comments_are_answered_alike_and_an_earlier_answer_is_offered(
    house: House,
) -> None:
    ref = with_comments(house)
    path = f"/objectives/{ref}/dispositions"
    page = house.get("ada", f"{path}?group=identical").text
    assert "2 say the same" in page
    assert "Answer all 2 alike" in page
    house.post("ada", path, do="alike-1", **{"d-1": "noted", "r-1": "See paragraph 3"})
    assert answers(house, ref) == {1: "noted", 2: "noted", 3: None, 4: None}
    j.do(house, "ada", ref, c.ClearAnswer(2))
    assert "Answer as comment 1" in house.get("ada", path).text
    house.post("ada", path, key="k2", do="same-2-1")
    assert j.seen(house, ref).comments[1].response == "See paragraph 3"
    house.post("ada", path, key="k3", do="clear-2")
    assert answers(house, ref)[2] is None


def test_what_is_ticked_gets_one_answer_in_the_words_of_a_template(house: House) -> None:
    ref = with_comments(house)
    templates = f"/negotiations/{TABLE}/templates"
    assert (
        house.post("ada", templates, title="Later", words="For the next round.").status_code == 303
    )
    assert house.post("ada", templates, key="k2", title="", words="").status_code == 422
    assert house.post("dora", templates, key="k3", title="A", words="B").status_code == 403
    assert "For the next round." in house.get("dora", templates).text
    path = f"/objectives/{ref}/dispositions"
    nothing = house.post("ada", path, key="k4", do="bulk", disposition="deferred", template="Later")
    assert nothing.status_code == 422
    house.post(
        "ada", path, key="k5", do="bulk", pick="1\n4", disposition="deferred", template="Later"
    )
    found = {x.number: x.response for x in j.seen(house, ref).comments}
    assert found == {1: "For the next round.", 2: "", 3: "", 4: "For the next round."}
    assert house.post("ada", f"{templates}/remove", key="k6", title="Later").status_code == 303
    assert "There are none yet" in house.get("ada", templates).text


def test_a_template_with_a_place_to_fill_in_is_in_the_form_to_be_filled(house: House) -> None:
    ref = with_comments(house)
    house.post("ada", f"/negotiations/{TABLE}/templates", title="See", words="See ((which one)).")
    path = f"/objectives/{ref}/dispositions/1"
    bad = house.post("ada", path, key="k2", disposition="noted", response="", template="See")
    assert bad.status_code == 422
    assert "See ((which one)).</textarea>" in bad.text
    assert answers(house, ref)[1] is None


def test_a_wording_is_put_into_the_text_from_the_page_of_its_comment(house: House) -> None:
    ref = with_comments(house)
    path = f"/objectives/{ref}/dispositions/3"
    page = house.get("ada", path).text
    assert "The organisations share all." in page
    sent = house.post("ada", path, disposition="accepted", take="true", base="1",
                      words="The organisations share all.")  # fmt: skip
    assert sent.status_code == 303
    view = j.seen(house, ref)
    assert view.objective.text.number == 2
    assert "Version 2, paragraph" in house.get("ada", f"/objectives/{ref}/dispositions").text
    again = house.post("ada", f"/objectives/{ref}/dispositions/1", key="k2", disposition="noted",
                       response="x", in_version="9", in_paragraph="p2")  # fmt: skip
    assert again.status_code == 422
    assert "has no version 9" in again.text


def test_answers_are_published_and_their_author_says_what_it_thinks_of_them(house: House) -> None:
    ref = with_comments(house)
    path = f"/objectives/{ref}/dispositions"
    j.do(house, "ada", ref, c.AnswerComments((1, 2), Disposition.NOTED, "For later"))
    refused = house.post("ada", f"{path}/publish")
    assert refused.status_code == 422
    assert "2 comments have no answer yet" in refused.text
    done = house.post("ada", f"{path}/publish", key="k2", partial="true", reason="They asked")
    assert done.status_code == 303
    assert answers(house, ref, "dora") == {1: "noted", 2: "noted", 3: None, 4: None}
    assert "Are you satisfied?" in house.get("dora", path).text
    rated = house.post("dora", f"{path}/1/rate", satisfied="false", said="Later is too late")
    assert rated.status_code == 303
    page = house.get("ada", f"{path}?state=not_satisfied").text
    assert "Later is too late" in page
    assert "1 author not satisfied" in page
    assert house.post("fay", f"{path}/1/rate", key="k3", satisfied="true").status_code == 403


def test_the_table_for_a_spreadsheet_calculates_nothing_and_tells_no_drafts(house: House) -> None:
    ref = with_comments(house)
    j.do(house, "ada", ref, c.AnswerComments((1,), Disposition.NOTED, "=1+1"))
    mine = house.get("ada", f"/objectives/{ref}/dispositions.csv").text
    assert "'=HYPERLINK(1)" in mine
    assert "'=1+1" in mine
    theirs = house.get("dora", f"/objectives/{ref}/dispositions.csv").text
    assert "'=HYPERLINK(1)" in theirs
    assert "1+1" not in theirs


def test_nonsense_in_the_address_shows_the_table(house: House) -> None:
    ref = with_comments(house)
    asked = f"/objectives/{ref}/dispositions?sort=x&group=y&state=z&type=q"
    assert house.get("ada", asked).status_code == 200
    assert house.get("ada", f"/objectives/{ref}/dispositions?page=99").status_code == 200
    assert house.get("ada", f"/objectives/{ref}/dispositions/99").status_code == 404
