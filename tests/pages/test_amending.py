"""Amendments on pages: proposed in place, met by others, treated, taken in and back."""

from __future__ import annotations

import html as escape
import re
from typing import Any

import pytest
from httpx2 import Response

from placet.engine import commands as c
from placet.engine.amendments import Amendment, AmendmentState, Treating
from placet.engine.text import Act, Change, Kind
from tests.pages import journey as j
from tests.pages.house import House

MUST = j.FIRST.replace("[shall / should]", "must")
MAY = j.FIRST.replace("[shall / should]", "may")
REASON = 'Because "shall" & <nothing else> binds.'


def amendment(house: House, ref: str, number: int) -> Amendment:
    """One amendment as it is recorded."""
    return j.seen(house, ref).objective.amendments[number]


def words_of(house: House, ref: str, paragraph: str) -> str:
    """The present words of a paragraph."""
    found = {p.id: p.words for p in j.seen(house, ref).text.paragraphs}
    return found[paragraph]


def kept(answer: Response, words: str) -> bool:
    """Whether the words stand in the page, as a browser would show them."""
    return words in escape.unescape(answer.text)


def amend(house: House, ref: str, name: str = "dora", **fields: Any) -> Response:
    """Send the form of an amendment."""
    given = {"base": 1, "paragraph": "p2", "deed": "replace", "do": "preview", **fields}
    return house.post(name, f"/objectives/{ref}/amend", **given)


def test_wording_is_proposed_in_two_presses_and_stands_on_the_table(house: House) -> None:
    ref = j.in_comment(house)
    form = house.get("dora", f"/objectives/{ref}/amend?paragraph=p2").text
    area = re.search(r'<textarea id="words".*?>\n(.*?)</textarea>', form, re.S)
    assert area is not None
    assert escape.unescape(area[1]) == j.FIRST
    preview = amend(house, ref, words=MUST, reason=REASON)
    assert preview.status_code == 200
    assert "Propose for <bdi>BOR</bdi>" in preview.text
    assert "end of insertion" in preview.text
    assert kept(preview, REASON)
    assert not j.seen(house, ref).objective.amendments
    done = amend(house, ref, words=MUST, reason=REASON, do="propose")
    assert done.status_code == 303
    made = amendment(house, ref, 1)
    assert (made.sponsor, made.change) == ("BOR", Change(Act.REPLACE, "p2", MUST))
    table = house.get("fay", done.headers["location"].partition("#")[0])
    assert "The amendment is on the table" in table.text
    assert kept(table, REASON)
    beside = house.get("fay", f"/objectives/{ref}").text
    assert f'href="/objectives/{ref}/amendments?paragraph=p2">1 amendment</a>' in beside


@pytest.mark.parametrize(
    ("fields", "change"),
    [
        ({"deed": "after", "new": "New."},
         Change(Act.ADD, words="New.", kind=Kind.OPERATIVE, after="p2")),
        ({"deed": "before", "new": "New.", "kind": "heading"},
         Change(Act.ADD, words="New.", kind=Kind.HEADING, after="p1")),
        ({"deed": "under", "new": "New."},
         Change(Act.ADD, words="New.", kind=Kind.SUBPARAGRAPH, under="p2")),
        ({"deed": "alternative", "words": "Otherwise."},
         Change(Act.ALTERNATIVE, "p2", "Otherwise.")),
        ({"deed": "delete"}, Change(Act.DELETE, "p2")),
        ({"deed": "move", "place": ">p4"}, Change(Act.MOVE, "p2", after="p4")),
        ({"deed": "merge"}, Change(Act.MERGE, "p2", other="p3")),
        ({"deed": "retain"}, Change(Act.RETAIN, "p2")),
        ({"deed": "split", "cut": j.FIRST.replace(" share", " | share")},
         Change(Act.SPLIT, "p2", at=j.FIRST.index("share"))),
    ],
)  # fmt: skip
def test_everything_that_can_happen_to_a_paragraph_can_be_proposed(
    house: House, fields: dict[str, Any], change: Change
) -> None:
    ref = j.in_comment(house)
    assert amend(house, ref, **fields).status_code == 200
    assert amend(house, ref, **fields, do="propose").status_code == 303
    assert amendment(house, ref, 1).change == change
    assert house.get("ada", f"/objectives/{ref}/amendments").status_code == 200


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"words": j.FIRST}, "These are the words that stand there already."),
        ({"words": " "}, "No words were written."),
        ({"deed": "move", "place": "nowhere"}, "No place was chosen."),
        ({"deed": "split", "cut": j.FIRST}, "It does not say where the paragraph is split."),
        ({"deed": "split", "cut": "Other | words."}, "Other words than those of the paragraph"),
        ({"deed": "split", "cut": "|" + j.FIRST}, "One of the two parts has no words."),
    ],
)
def test_what_is_refused_says_why_and_keeps_every_word(
    house: House, fields: dict[str, Any], said: str
) -> None:
    ref = j.in_comment(house)
    typed = {"words": "Words of mine.", "new": "A new one.", "reason": REASON, **fields}
    answer = amend(house, ref, **typed)
    assert answer.status_code == 422
    assert kept(answer, said)
    for name in ("words", "new", "reason"):
        assert kept(answer, typed[name].strip()), name


def test_who_changes_their_mind_finds_the_words_again(house: House) -> None:
    ref = j.in_comment(house)
    typed: dict[str, Any] = {"words": "Mine.", "reason": REASON}
    other = amend(house, ref, **typed, deed="after", do="choose")
    assert '<textarea id="new"' in other.text
    assert '<input type="hidden" name="words" value="Mine.">' in other.text
    back = amend(house, ref, **typed, new="Added.", do="choose")
    assert re.search(r'<textarea id="words".*?>\nMine\.</textarea>', back.text, re.S)
    assert kept(back, "Added.")
    assert kept(back, REASON)


def test_two_who_clash_are_told_before_they_propose(house: House) -> None:
    ref = j.in_comment(house)
    j.propose(house, "fay", ref, Change(Act.REPLACE, "p2", MUST))
    preview = amend(house, ref, words=MAY)
    assert "It clashes with 1 amendment" in preview.text
    assert "Both change “[shall / should]”." in preview.text
    amend(house, ref, words=MAY, do="propose")
    table = house.get("ada", f"/objectives/{ref}/amendments").text
    assert 'Clashes with <a href="#a1">amendment 1</a>' in table
    assert 'Clashes with <a href="#a2">amendment 2</a>' in table
    other = amend(house, ref, "fay", paragraph="p3", deed="delete")
    assert "It clashes" not in other.text


def test_the_same_is_joined_and_not_proposed_twice(house: House) -> None:
    ref = j.in_comment(house)
    j.propose(house, "fay", ref, Change(Act.REPLACE, "p2", MUST))
    preview = amend(house, ref, words=MUST)
    assert "Co-sponsor amendment 1" in preview.text
    twice = amend(house, ref, words=MUST, do="propose")
    assert twice.status_code == 422
    assert "proposes just this already" in twice.text
    path = f"/objectives/{ref}/amendments/1"
    assert house.post("dora", f"{path}/cosponsor", key="k2").status_code == 303
    assert amendment(house, ref, 1).supporters == ("AUR", "BOR")
    assert house.post("dora", f"{path}/leave", key="k3").status_code == 303
    assert amendment(house, ref, 1).supporters == ("AUR",)


def revised(house: House, ref: str, old: str, new: str) -> None:
    """The lead saves a version with other words in it."""
    source = house.get("ada", f"/objectives/{ref}/revise?as-source=1").text
    found = re.search(r'<textarea id="source"[^>]*>(.*?)</textarea>', source, re.S)
    assert found is not None
    base = j.seen(house, ref).objective.text.number
    answer = house.post(
        "ada", f"/objectives/{ref}/revise", key=f"rev-{base}", base=base, do="save",
        editorial="no", source=escape.unescape(found[1]).replace(old, new),
    )  # fmt: skip
    assert answer.status_code == 303


def test_an_amendment_that_still_fits_is_proposed_on_the_newer_text(house: House) -> None:
    ref = j.in_revision(house)
    revised(house, ref, "soundings of the sea.", "soundings of the sea and the lakes.")
    preview = amend(house, ref, words=MUST, reason=REASON)
    assert "Version 2 came while you were writing" in preview.text
    assert "It fits version 2" in preview.text
    assert kept(preview, "and the lakes")
    assert amend(house, ref, words=MUST, do="propose", reason=REASON).status_code == 303
    made = amendment(house, ref, 1)
    assert made.base == 2
    assert made.change.words == MUST.replace("the sea.", "the sea and the lakes.")


def test_one_that_no_longer_fits_says_why_and_loses_nothing(house: House) -> None:
    ref = j.in_revision(house)
    revised(house, ref, "[shall / should]", "will")
    preview = amend(house, ref, words=MUST, reason=REASON)
    assert "does not fit version 2" in preview.text
    assert "have been changed otherwise" in preview.text
    assert kept(preview, MUST)
    assert kept(preview, REASON)
    still = amend(house, ref, words=MUST, reason=REASON, do="propose")
    assert still.status_code == 200
    assert not j.seen(house, ref).objective.amendments
    assert amend(house, ref, words=MUST, do="propose-old", key="k2").status_code == 303
    assert amendment(house, ref, 1).base == 1
    table = house.get("fay", f"/objectives/{ref}/amendments").text
    assert "on version 1; does not fit version 2:" in table


def test_a_treatment_is_proposed_and_the_sponsor_answers(house: House) -> None:
    ref = j.amended(house)
    path = f"/objectives/{ref}/amendments/2"
    refused = house.post("ada", f"{path}/treat", treating="refuse", words="Kept words.", reason="")
    assert refused.status_code == 422
    assert kept(refused, "Kept words.")
    modify: dict[str, Any] = {"treating": "modify", "words": MAY.replace("deep", "wide")}
    same = house.post("ada", f"{path}/treat", treating="modify", words=MAY, key="k1")
    assert same.status_code == 422
    assert "This is the amendment itself." in same.text
    modify["words"] = MAY.replace("all", "most")
    assert house.post("ada", f"{path}/treat", key="k2", **modify).status_code == 303
    table = house.get("dora", f"/objectives/{ref}/amendments").text
    assert "Proposed treatment:" in table
    assert "Accept the treatment" in table
    assert "Accept the treatment" not in house.get("fay", f"/objectives/{ref}/amendments").text
    answered = house.post("dora", f"{path}/answer", key="k3", answer="maintain", reason="No.")
    assert answered.status_code == 303
    treatment = amendment(house, ref, 2).treatment
    assert treatment is not None
    assert (treatment.agreed, treatment.answer) == (False, "No.")


def test_what_is_refused_can_be_reopened_and_what_is_withdrawn_is_gone(house: House) -> None:
    ref = j.amended(house)
    path = f"/objectives/{ref}/amendments"
    without = house.post("ada", f"{path}/1/refuse", reason="")
    assert without.status_code == 422
    assert house.post("ada", f"{path}/1/refuse", key="k2", reason="Too hard.").status_code == 303
    assert amendment(house, ref, 1).state is AmendmentState.REFUSED
    shown = house.get("ada", f"{path}?state=refused").text
    assert shown.count("<article") == 1
    assert "Too hard." in shown
    assert house.post("ada", f"{path}/1/reopen", key="k3", reason="New facts.").status_code == 303
    assert house.post("dora", f"{path}/3/withdraw", key="k4").status_code == 303
    assert amendment(house, ref, 3).state is AmendmentState.WITHDRAWN
    assert house.post("fay", f"{path}/2/withdraw", key="k5").status_code == 403
    assert house.post("ada", f"{path}/1/burn", key="k6").status_code == 404


def test_the_list_is_filtered_and_put_in_order(house: House) -> None:
    ref = j.amended(house)
    path = f"/objectives/{ref}/amendments"

    def shown(query: str) -> list[str]:
        return re.findall(r'<article[^>]* id="a(\d+)"', house.get("bea", f"{path}{query}").text)

    assert set(shown("")) == {"1", "2", "3"}
    assert shown("")[-1] == "3"
    assert shown("?organisation=AUR") == ["1"]
    assert shown("?paragraph=p2") == ["1", "2"]
    assert shown("?order=paragraph") == ["1", "2", "3"]
    assert shown("?state=refused") == []


def test_amendments_are_taken_into_the_text_and_out_again(house: House) -> None:
    ref = j.amended(house)
    do_accept = c.AnswerTreatment(3, True, "")
    j.do(house, "dora", ref, do_accept)
    before = [(p.id, p.words) for p in j.seen(house, ref).text.paragraphs]
    preview = house.get("ada", f"/objectives/{ref}/merge?n=1&n=2&n=3")
    assert preview.status_code == 200
    assert "3 amendments into version 2" in preview.text
    assert "1 clash" in preview.text
    assert "amendment 1 (<bdi>AUR</bdi>) against amendment 2 (<bdi>BOR</bdi>)" in " ".join(
        preview.text.split()
    )
    assert "as modified" in preview.text
    assert [(p.id, p.words) for p in j.seen(house, ref).text.paragraphs] == before
    typed: dict[str, Any] = {"base": 1, "n": "1\n2\n3", "note": "What we heard."}
    unsaid = house.post("ada", f"/objectives/{ref}/merge", **typed)
    assert unsaid.status_code == 422
    assert kept(unsaid, "What we heard.")
    done = house.post("ada", f"/objectives/{ref}/merge", key="k2", editorial="no", **typed)
    assert done.status_code == 303
    assert words_of(house, ref, "p2") == j.FIRST.replace(
        "[shall / should]", "[AUR: must / BOR: may]"
    )
    assert amendment(house, ref, 3).state is AmendmentState.MODIFIED
    page = house.get("ada", f"/objectives/{ref}").text
    assert "Version 2 was made of amendments 1, 2 and 3" in page
    assert "was made of amendments" not in house.get("dora", f"/objectives/{ref}").text
    undo = f"/objectives/{ref}/merge/undo"
    bare = house.post("ada", undo, key="k3", version=2, undo_reason="")
    assert bare.status_code == 422
    back = house.post("ada", undo, key="k4", version=2, undo_reason="Too early.")
    assert back.status_code == 303
    assert [(p.id, p.words) for p in j.seen(house, ref).text.paragraphs] == before
    states = {a.state for a in j.seen(house, ref).objective.amendments.values()}
    assert states == {AmendmentState.OPEN}


def test_nothing_to_merge_is_said_where_one_chooses(house: House) -> None:
    ref = j.amended(house)
    none = house.get("ada", f"/objectives/{ref}/merge")
    assert none.status_code == 422
    assert "No amendment was chosen." in none.text
    assert 'form="take"' in none.text
    assert house.get("dora", f"/objectives/{ref}/merge?n=1").status_code == 403
    assert house.get("ada", f"/objectives/{ref}/merge?n=99").status_code in (404, 422)
    late = house.post(
        "ada", f"/objectives/{ref}/merge", base=1, n="1\n1\nx", editorial="yes", refuse="2"
    )
    assert late.status_code == 422 or late.status_code == 303


def test_the_live_redline_answers_with_pieces_and_no_form(house: House) -> None:
    ref = j.in_comment(house)
    answer = house.post("dora", f"/objectives/{ref}/redline", paragraph="p2", version=1, words=MUST)
    assert answer.status_code == 200
    ops = answer.json()
    assert ["insert", "must"] in [[op, words.strip()] for op, words in ops]
    assert "".join(words for op, words in ops if op != "insert") == j.FIRST.replace("*", "")
    assert house.post("dora", f"/objectives/{ref}/redline", paragraph="p2").status_code == 422


def test_a_treatment_is_answered_as_it_was_read_or_not_at_all(house: House) -> None:
    ref = j.amended(house)
    path = f"/objectives/{ref}/amendments"
    read = re.search(r'name="shown" value="([^"]+)"', house.get("dora", path).text)
    assert read is not None
    j.passed_by(house, minutes=5)
    modified = Change(Act.ADD, words="The chart is sold.", kind=Kind.OPERATIVE, after="p3")
    j.do(house, "ada", ref, c.ProposeTreatment(3, Treating.MODIFY, "Somebody pays.", modified))
    typed = {"answer": "accept", "reason": "We agree."}
    answer = house.post("dora", f"{path}/3/answer", **typed, shown=read[1])
    assert answer.status_code == 409
    assert kept(answer, "We agree.")
    assert kept(answer, "The chart is sold.")
    treatment = amendment(house, ref, 3).treatment
    assert treatment is not None
    assert treatment.agreed is None


def test_nobody_saves_a_merger_that_became_another_than_the_one_shown(house: House) -> None:
    ref = j.amended(house)
    path = f"/objectives/{ref}/merge"
    read = re.search(r'name="shown" value="([^"]+)"', house.get("ada", f"{path}?n=3").text)
    assert read is not None
    j.do(house, "dora", ref, c.AnswerTreatment(3, True))
    typed = {"base": 1, "n": "3", "editorial": "no", "note": "Read aloud.", "shown": read[1]}
    again = house.post("ada", path, **typed)
    assert again.status_code == 409
    assert kept(again, "Read aloud.")
    now = re.search(r'name="shown" value="([^"]+)"', again.text)
    assert now is not None
    assert house.post("ada", path, **{**typed, "shown": now[1]}, key="k2").status_code == 303
    assert "The chart is free of charge." in words_of(house, ref, "p5")
