"""One paragraph through time, remarks on words, and what changed since one last answered."""

from __future__ import annotations

import html as escape
import re
from typing import Any

from httpx2 import Response

from placet.engine import commands as c
from placet.engine.agreements import Level
from placet.engine.model import CommentType
from placet.engine.text import Act, Anchor, Change, Kind, Origin, Paragraph, Text
from tests.pages import journey as j
from tests.pages.house import TABLE, House

MUST = j.FIRST.replace("[shall / should]", "must")


def said(html: str) -> str:
    """What somebody reads, without markup."""
    html = re.sub(r"</(?:h[1-6]|p|li|td|th|header)>", " ", html)
    return " ".join(escape.unescape(re.sub(r"<[^>]+>", "", html)).split())


def part(html: str, id: str) -> str:
    """What the section with this heading says."""
    found = re.search(rf'<section [^>]*aria-labelledby="{id}".*?</section>', html, re.S)
    assert found is not None, id
    return said(found[0])


def history_of(house: House, ref: str, paragraph: str) -> str:
    """The page of a paragraph."""
    answer = house.get("dora", f"/objectives/{ref}/paragraphs/{paragraph}")
    assert answer.status_code == 200, answer.text[:3000]
    return answer.text


def comment(house: House, ref: str, name: str = "dora", **fields: Any) -> Response:
    """Send the form of a comment."""
    given = {"type": "technical", "body": "Say which.", "paragraph": "p2", "do": "save", **fields}
    return house.post(name, f"/objectives/{ref}/comment", **given)


def merged(house: House) -> str:
    """An objective in version 3: one paragraph reworded by an amendment, then split by another."""
    ref = j.in_revision(house)
    j.propose(house, "fay", ref, Change(Act.REPLACE, "p2", MUST), "Shall is not enough.")
    j.do(house, "ada", ref, c.MergeAmendments(1, (1,), note="What AUR asked for."))
    j.propose(house, "dora", ref, Change(Act.SPLIT, "p2", at=MUST.index("soundings")))
    j.do(house, "ada", ref, c.MergeAmendments(2, (2,)))
    return ref


def test_a_paragraph_tells_how_its_words_changed_and_by_whom(house: House) -> None:
    html = history_of(house, merged(house), "p2")
    told = part(html, "wordings")
    assert "Version 2 16 Mar 2027 · Ada Lovell · amendment 1 of AUR What AUR asked for." in told
    assert "deleted: [shall / should] end of deletion inserted: must end of insertion" in told
    assert "Version 3 16 Mar 2027 · Ada Lovell · amendment 2 of BOR" in told
    assert told.index("Version 3") < told.index("Version 2") < told.index("Version 1")


def test_a_paragraph_tells_of_what_it_was_made_and_what_became_of_it(house: House) -> None:
    ref = merged(house)
    assert "Version 3: It was split; the other part is paragraph 2. By amendment 2 of BOR." in part(
        history_of(house, ref, "p2"), "course"
    )
    (new,) = (p.id for p in j.seen(house, ref).text.paragraphs if p.words.startswith("soundings"))
    told = part(history_of(house, ref, new), "course")
    assert "paragraph 1 stood in the first version." in told
    assert "It was split off from paragraph 1. By amendment 2 of BOR." in told


def test_each_stretch_of_the_words_says_where_it_is_from(house: House) -> None:
    html = history_of(house, merged(house), "p2")
    told = part(html, "now")
    assert "The organisations from v1 must from v2, am. 1 share all from v1" in told
    assert "Version 2 amendment 1 of AUR" in told
    shown = re.search(r'<p class="sourced".*?</p>', html, re.S)
    assert shown is not None
    words = re.sub(r'<a class="src".*?</a>', "", shown[0])
    assert said(words) == "The organisations must share all"


def test_a_paragraph_that_is_gone_keeps_its_history(house: House) -> None:
    ref = j.in_revision(house)
    j.propose(house, "fay", ref, Change(Act.DELETE, "p3"))
    j.do(house, "ada", ref, c.MergeAmendments(1, (1,)))
    html = history_of(house, ref, "p3")
    assert "This paragraph is not in version 2 any more. It stood last in version 1." in said(html)
    assert "Version 2: It was deleted." in part(html, "course")
    assert house.get("dora", f"/objectives/{ref}/paragraphs/p99").status_code == 404


def test_a_paragraph_tells_how_far_it_was_agreed_and_what_was_said(house: House) -> None:
    ref = j.in_revision(house)
    j.do(house, "bea", ref, c.AgreeParagraphs(1, ("p2",), Level.INFORMAL, ("CYG",)))
    j.do(house, "bea", ref, c.ReopenParagraphs(("p2",), "CYG has a difficulty."))
    told = part(history_of(house, ref, "p2"), "said")
    assert "Agreed in informals pending CYG in version 1 · 16 Mar · Bea Amsel" in told
    assert "CYG has a difficulty." in told
    assert "Say how deep." in told


def test_a_paragraph_of_another_objective_leads_there(house: House) -> None:
    origin = {"p1": Origin(Act.ADD, ("p4",), "OBJ-0001")}
    text = Text((Paragraph("p1", Kind.OPERATIVE, "Words from elsewhere."),))
    command = c.Propose("Another chart", "One more.", text, 1, origins=origin)
    ref = house.root.cases.handle(house.actor("fay"), command, negotiation=TABLE).object
    html = history_of(house, ref, "p1")
    assert "Version 1: It came from another objective. OBJ-0001, p4" in part(html, "course")
    assert 'href="/objectives/OBJ-0001/paragraphs/p4"' in html


def test_the_tools_of_a_paragraph_lead_to_its_history(house: House) -> None:
    ref = merged(house)
    html = house.get("dora", f"/objectives/{ref}").text
    assert f'href="/objectives/{ref}/paragraphs/p2"' in html


def test_a_comment_is_made_on_words_and_they_are_marked(house: House) -> None:
    ref = j.in_comment(house)
    answer = comment(house, ref, quotation="[shall / should]  share all")
    assert answer.status_code == 303
    made = j.seen(house, ref).objective.comments[1].anchor
    quoted = "[shall / should] share *all"
    start = j.FIRST.index(quoted)
    assert made == Anchor("p2", start, start + len(quoted), quoted)
    html = house.get("fay", f"/objectives/{ref}").text
    assert '<mark class="said">shall</mark>' in html
    assert '<em>all</em></mark><a class="re" href="/objectives/' in html
    assert html.count('aria-label="comment 1" data-n="1"></a>') == 1
    assert "Comment 1, on “[shall / should] share all”" in said(html)


def test_marks_add_no_character_to_the_text(house: House) -> None:
    ref = j.in_comment(house)
    para = re.compile(r'id="p2">.*?<div class="words">(.*?)</div>', re.S)
    before = para.search(house.get("fay", f"/objectives/{ref}").text)
    comment(house, ref, quotation="should] share all")
    comment(house, ref, quotation="share all soundings", key="key-2")
    after = para.search(house.get("fay", f"/objectives/{ref}").text)
    assert before is not None
    assert after is not None
    assert said(after[1]) == said(before[1])


def test_words_that_stand_several_times_are_told_apart_by_number(house: House) -> None:
    ref = j.in_comment(house, "We share all and share nothing.")
    answer = comment(house, ref, quotation="share")
    assert answer.status_code == 422
    told = said(answer.text)
    assert "These words stand 2 times in the paragraph. Choose below which of them" in told
    assert "1: … We share all and share nothing. …" in told
    assert "Say which." in told
    assert not j.seen(house, ref).objective.comments
    assert 'name="occurrence" value="2">' in answer.text
    assert comment(house, ref, quotation="share", occurrence="2").status_code == 303
    anchor = j.seen(house, ref).objective.comments[1].anchor
    assert anchor is not None
    assert anchor.start == len("We share all and ")


def test_words_that_do_not_stand_there_are_refused_and_kept(house: House) -> None:
    ref = j.in_comment(house)
    answer = comment(house, ref, quotation="of the lakes")
    assert answer.status_code == 422
    assert "The words “of the lakes” do not stand in this paragraph." in said(answer.text)
    assert ">\nof the lakes</textarea>" in answer.text
    general = comment(house, ref, paragraph="", quotation="soundings")
    assert general.status_code == 422


def test_the_address_fills_in_the_words(house: House) -> None:
    ref = j.in_comment(house)
    html = house.get(
        "dora", f"/objectives/{ref}/comment?paragraph=p2&quotation=all%20soundings"
    ).text
    assert ">\nall soundings</textarea>" in html


def test_comments_whose_words_are_gone_are_listed_and_stand_beside_nothing(house: House) -> None:
    ref = j.in_comment(house)
    remark = c.MakeComment(CommentType.EDITORIAL, "One.", "p3", quotation="[two / three] years")
    j.do(house, "dora", ref, remark)
    staying = c.MakeComment(CommentType.EDITORIAL, "Which?", "p2", quotation="all soundings")
    j.do(house, "dora", ref, staying)
    j.do(house, "ada", ref, c.TakeStep("close_comments"))
    j.propose(house, "fay", ref, Change(Act.REPLACE, "p3", "The chart is looked at again."))
    j.propose(house, "fay", ref, Change(Act.SPLIT, "p2", at=j.FIRST.index("share")))
    j.do(house, "ada", ref, c.MergeAmendments(1, (1, 2)))
    table = house.get("dora", f"/objectives/{ref}/comments").text
    told = part(table, "lost")
    assert "Comment 1 BOR · on version 1 [two / three] years" in told
    assert "The paragraph is there, but says something else." in told
    assert "Comment 2" not in told
    assert 'href="#lost-1"' in table
    html = house.get("dora", f"/objectives/{ref}").text
    (new,) = (p.id for p in j.seen(house, ref).text.paragraphs if p.words.startswith("share"))
    beside = re.search(rf'id="{new}">.*?</aside>', html, re.S)
    assert beside is not None
    assert "Comment 2, on “all soundings”" in said(beside[0])
    assert f'href="/objectives/{ref}/comments#lost-1">no longer there</a>' in html


def test_a_withdrawn_comment_marks_nothing(house: House) -> None:
    ref = j.in_comment(house)
    comment(house, ref, quotation="soundings")
    j.do(house, "dora", ref, c.WithdrawComment(1, "Settled."))
    assert "<mark" not in house.get("fay", f"/objectives/{ref}").text


def test_who_answered_on_an_older_text_is_told_how_much_changed(house: House) -> None:
    ref = merged(house)
    told = said(house.get("fay", f"/objectives/{ref}").text)
    assert "Changed since AUR last answered (v1): 2 paragraphs See what changed since" in told
    html = house.get("fay", f"/objectives/{ref}").text
    assert f'href="/objectives/{ref}/compare/1..3"' in html
    assert "last answered" not in said(house.get("ada", f"/objectives/{ref}").text)
    assert "last answered" not in said(house.get("fay", f"/objectives/{ref}?version=2").text)
