"""The words on pages: ways of reading, brackets settled, what is agreed, two who revise at once."""

from __future__ import annotations

import html as escape
import re
from typing import Any

from httpx2 import Response

from placet.engine import commands as c
from placet.engine.agreements import Level
from placet.engine.text import Act, Change, Kind, Paragraph, Text
from tests.pages import journey as j
from tests.pages.house import TABLE, House
from tests.pages.test_objective_acting import rows


def text_of(html: str) -> str:
    """What a reader of the text reads, without what is only heard."""
    found = re.search(r'<section class="text.*?</section>', html, re.S)
    assert found is not None
    shown = re.sub(r"<nav.*?</nav>|<details.*?</details>", "", found[0], flags=re.S)
    shown = re.sub(r'<span class="vh">.*?</span>', "", shown, flags=re.S)
    return " ".join(escape.unescape(re.sub(r"<[^>]+>", "", shown)).split())


def kept(answer: Response, words: str) -> bool:
    """Whether the words stand in the page, as a browser would show them."""
    return words in escape.unescape(answer.text)


def read(house: House, ref: str, query: str = "", name: str = "dora") -> str:
    """The text in one way of reading."""
    return text_of(house.get(name, f"/objectives/{ref}{query}").text)


def test_the_text_is_read_clean_in_each_of_its_readings(house: House) -> None:
    ref = j.in_comment(house)
    assert "[shall / should]" in read(house, ref)
    first, second = (read(house, ref, f"?view=clean&reading={n}") for n in (1, 2))
    assert "The organisations shall share all soundings of the sea." in first
    assert "The organisations should share all soundings of the sea." in second
    assert "[" not in first + second
    assert "exchanged only in aggregate" in second
    assert "should share" in read(house, ref, "?view=clean&reading=9")


def test_each_alternative_leads_to_the_text_with_it_alone(house: House) -> None:
    html = house.get("dora", f"/objectives/{j.in_comment(house)}").text
    assert '<a class="lab" href="?view=clean&amp;reading=2#p2" aria-label="Alt 2"></a>' in html
    assert '<a class="lab" href="?view=clean#p4" aria-label="Alt 1"></a>' in html


def test_names_are_shown_or_not_and_the_words_stay(house: House) -> None:
    ref = j.in_comment(house)
    assert "proposed by BOR · 1 supports it" in read(house, ref)
    without = read(house, ref, "?attribution=off")
    assert "BOR" not in without
    assert "exchanged only in aggregate" in without
    assert "Show attribution" in house.get("dora", f"/objectives/{ref}?attribution=off").text


def test_who_proposes_to_choose_an_alternative_stands_behind_it(house: House) -> None:
    ref = j.in_comment(house, "We [AUR: shall / BOR: should] share.")
    j.propose(house, "dora", ref, Change(Act.REPLACE, "p2", "We shall share."))
    assert "shall (AUR, BOR) / should (BOR)" in read(house, ref)


def test_the_compilation_holds_what_everybody_proposes(house: House) -> None:
    ref = j.amended(house)
    said = read(house, ref, "?view=compilation")
    assert "must (AUR)" in said
    assert "may (BOR)" in said
    assert "\\" not in said
    assert "(AUR)" not in read(house, ref, "?view=compilation&attribution=off")


def test_beside_a_paragraph_stands_how_far_it_is_agreed(house: House) -> None:
    ref = j.amended(house)
    html = house.get("dora", f"/objectives/{ref}").text
    assert re.search(r'id="p1".*?data-l="agreed".*?id="p2"', html, re.S)
    assert 'href="/objectives/' + ref + '/agreed#package-1">linked: package 1</a>' in html
    assert "2 amendments</a>" in html


def test_an_older_version_has_no_tools(house: House) -> None:
    ref = j.in_revision(house)
    view = j.seen(house, ref)
    new = tuple(Paragraph(p.id, p.kind, p.words + " Soon.") for p in view.text.paragraphs)
    j.do(house, "ada", ref, c.ReviseText(1, Text(new), 4))
    assert "/brackets?paragraph=p2" in house.get("ada", f"/objectives/{ref}").text
    older = house.get("ada", f"/objectives/{ref}?version=1").text
    assert "/brackets?paragraph=" not in older
    assert "<details class" not in older.split('<section class="text')[1].split("</section>")[0]


def test_a_long_text_opens_its_tools_one_paragraph_at_a_time(house: House) -> None:
    ref = j.in_revision(house, *(f"Paragraph {n}." for n in range(200)))
    html = house.get("ada", f"/objectives/{ref}").text
    assert "/revise?paragraph=" not in html
    assert 'href="?tools=p50#p50"' in html
    opened = house.get("ada", f"/objectives/{ref}?tools=p50").text
    assert opened.count("/revise?paragraph=") == 1
    assert f'href="/objectives/{ref}/revise?paragraph=p50"' in opened


def test_a_table_of_the_text_is_a_table_whose_cells_have_ids(house: House) -> None:
    cells = [
        [Paragraph(f"p{3 + 3 * r + n}", Kind.CELL, w) for n, w in enumerate(row)]
        for r, row in enumerate((("Depth", "Year"), ("[100 m]", "2030")))
    ]
    grid = tuple(Paragraph(f"p{20 + r}", Kind.ROW, "", tuple(row)) for r, row in enumerate(cells))
    text = Text(
        (
            Paragraph("p1", Kind.OPERATIVE, "As follows:"),
            Paragraph("p2", Kind.TABLE, "Soundings", grid),
        )
    )
    proposal = c.Propose("Table it", "Why.", text, 30)
    ref = house.root.cases.handle(house.actor("fay"), proposal, negotiation=TABLE).object
    html = house.get("ada", f"/objectives/{ref}").text
    assert '<table class="tbl"><caption>Soundings' in html
    assert '<th scope="col" id="p3"' in html
    assert '<td id="p6"' in html
    assert 'href="?tools=p6#p6"' in html
    opened = house.get("ada", f"/objectives/{ref}?tools=p6").text
    assert f"/objectives/{ref}/paragraphs/p6" in opened


def test_a_bracket_is_settled_after_its_words_were_shown(house: House) -> None:
    ref = j.in_revision(house)
    path = f"/objectives/{ref}/brackets"
    assert house.get("dora", f"{path}?paragraph=p2").status_code == 403
    place = j.FIRST.index("[")
    options = house.get("ada", f"{path}?paragraph=p2").text
    for reading in (1, 2, -1):
        assert f"place={place}&amp;reading={reading}" in options
    shown = house.get("ada", f"{path}?paragraph=p2&place={place}&reading=2")
    assert "should share" in text_of(shown.text).replace("[", "").replace("]", "")
    assert j.seen(house, ref).objective.text.number == 1
    typed: dict[str, Any] = {"paragraph": "p2", "place": place, "reading": 2, "note": "Heard."}
    done = house.post("ada", path, base=1, **typed)
    assert done.status_code == 303
    assert j.seen(house, ref).text.paragraphs[1].words == j.FIRST.replace(
        "[shall / should]", "should"
    )
    late = house.post("fay", path, key="k2", base=1, **typed)
    assert late.status_code == 409
    assert j.seen(house, ref).objective.text.number == 2


def test_what_is_agreed_is_noted_opened_again_and_linked(house: House) -> None:
    ref = j.in_revision(house, "First.", "Second.", "Third [x].")
    path = f"/objectives/{ref}/agreed"
    assert "With the chosen paragraphs" not in house.get("dora", path).text
    chosen = house.get("bea", f"{path}?paragraph=p3").text
    assert re.findall(r'value="(p\d)" form="note" checked', chosen) == ["p3"]
    assert " checked" not in house.get("bea", path).text
    typed: dict[str, Any] = {"base": 1, "do": "note", "paragraphs": "p2\np4", "reason": "Heard."}
    bracketed = house.post("bea", path, level="agreed", **typed)
    assert bracketed.status_code == 422
    assert kept(bracketed, "has brackets, which say that it is not agreed")
    assert kept(bracketed, "Heard.")
    assert 'value="p2" form="note" checked' in bracketed.text
    typed["paragraphs"] = "p2"
    pending = house.post("bea", path, key="k2", level="informal", pending="BOR", **typed)
    assert pending.status_code == 303
    noted = j.seen(house, ref).objective.agreements["p2"]
    assert (noted.level, noted.pending) == (Level.INFORMAL, ("BOR",))
    assert "pending BOR" in house.get("dora", path).text
    link = house.post(
        "bea", path, key="k3", base=1, do="link", paragraphs="p2\np3", title="Together"
    )
    assert link.status_code == 303
    page = " ".join(house.get("dora", path).text.split())
    assert "Nothing in it is agreed until all 2 paragraphs are:" in page
    assert "paragraph 2 is open" in page
    again = house.post("bea", path, key="k4", base=1, do="reopen", paragraphs="p2", reason="")
    assert again.status_code == 422
    opened = house.post("bea", path, key="k5", base=1, do="reopen", paragraphs="p2", reason="New.")
    assert opened.status_code == 303
    assert j.seen(house, ref).objective.agreements["p2"].level is Level.REOPENED
    apart = house.post("bea", f"/objectives/{ref}/packages/1/dissolve", key="k6")
    assert apart.status_code == 303
    assert j.seen(house, ref).objective.packages == ()


def mine(house: House, ref: str, **fields: Any) -> Response:
    """Send a revision that was begun on version 1."""
    return house.post("ada", f"/objectives/{ref}/revise", base=1, **fields)


def whole(*words: str) -> dict[str, str]:
    """All paragraphs of a text as the form sends them."""
    return rows(*words, ids=tuple(f"p{n}" for n in range(1, len(words) + 1)))


def test_two_who_revise_different_paragraphs_have_both(house: House) -> None:
    """I-28."""
    ref = j.in_revision(house, "One.", "Two.", "Three.")
    first = j.seen(house, ref).text.paragraphs[0].words
    theirs = whole(first, "One of theirs.", "Two.", "Three.")
    done = house.post("fay", f"/objectives/{ref}/revise", base=1, do="save", editorial="no",
                      **theirs)  # fmt: skip
    assert done.status_code == 303
    answer = mine(house, ref, do="save", editorial="no", note="Why.",
                  **whole(first, "One.", "Two.", "Three of mine."))  # fmt: skip
    assert answer.status_code == 409
    assert "Version 2 was saved while you were writing" in answer.text
    assert kept(answer, "Why.")
    form = dict(re.findall(r'name="((?:at|kind|level|words|base)[^"]*)" value="([^"]*)"',
                           answer.text))  # fmt: skip
    assert form["base"] == "2"
    sent = {name: escape.unescape(value) for name, value in form.items()}
    saved = house.post("ada", f"/objectives/{ref}/revise", key="k2", do="save", editorial="no",
                       **sent)  # fmt: skip
    assert saved.status_code == 303
    said = [p.words for p in j.seen(house, ref).text.paragraphs]
    assert said == [first, "One of theirs.", "Two.", "Three of mine."]
    assert [p.id for p in j.seen(house, ref).text.paragraphs] == ["p1", "p2", "p3", "p4"]


def test_where_both_changed_one_paragraph_the_author_chooses(house: House) -> None:
    """I-28."""
    ref = j.in_revision(house, "The sea is deep.", "Two.", "Three.")
    first = j.seen(house, ref).text.paragraphs[0].words
    done = house.post("fay", f"/objectives/{ref}/revise", base=1, do="save", editorial="no",
                      **whole(first, "The sea is wide.", "Two.", "Three."))  # fmt: skip
    assert done.status_code == 303
    sent = whole(first, "The sea is blue.", "Two of mine.", "Three.")
    answer = mine(house, ref, do="check", note="Why.", **sent)
    assert answer.status_code == 409
    for words in ("blue", "wide", "The sea is deep.", "[blue / wide]", "Why.", "Two of mine."):
        assert kept(answer, words), words
    assert " checked" not in answer.text.split("<main", 1)[1]
    unsaid = mine(house, ref, do="resolve", **sent, **{"edit.p2": "The sea is grey."})
    assert unsaid.status_code == 422
    assert "Choose what this paragraph is to say." in unsaid.text
    assert kept(unsaid, "The sea is grey.")
    expected = {
        "mine": "The sea is blue.",
        "theirs": "The sea is wide.",
        "both": "The sea is [blue / wide].",
        "edit": "The sea is grey.",
    }
    for choice, words in expected.items():
        chosen = {"choice.p2": choice, "edit.p2": "The sea is grey."}
        checked = mine(house, ref, do="resolve", **sent, **chosen)
        assert checked.status_code == 409
        assert f'value="{words}"' in checked.text, choice
        assert 'value="Two of mine."' in checked.text
        assert 'name="base" value="2"' in checked.text
    assert j.seen(house, ref).objective.text.number == 2


def test_what_one_deleted_and_the_other_changed_is_asked_about(house: House) -> None:
    ref = j.in_revision(house, "One.", "Two.")
    first = j.seen(house, ref).text.paragraphs[0].words
    done = house.post("fay", f"/objectives/{ref}/revise", base=1, do="save", editorial="no",
                      **whole(first, "One."))  # fmt: skip
    assert done.status_code == 303
    sent = whole(first, "One.", "Two of mine.")
    answer = mine(house, ref, do="save", editorial="no", **sent)
    assert answer.status_code == 409
    assert "<em>deleted</em>" in answer.text
    mine_stays = mine(house, ref, do="resolve", **sent, **{"choice.p3": "mine"}).text
    assert 'value="Two of mine."' in mine_stays
    goes = mine(house, ref, do="resolve", **sent, **{"choice.p3": "theirs"}).text
    assert "Nothing is changed" in goes


def test_rows_are_split_and_joined_and_the_record_knows_from_what(house: House) -> None:
    ref = j.in_revision(house, "One. Two.", "Three.", "Four.")
    first = j.seen(house, ref).text.paragraphs[0].words
    path = f"/objectives/{ref}/revise"
    sent = whole(first, "One. | Two.", "Three.", "Four.")
    cut = house.post("ada", path, base=1, do="split:1", **sent).text
    found = re.findall(r'<textarea id="words.(\d)"[^>]*>([^<]*)</textarea>', cut)
    assert [words for _, words in found][1:3] == ["One.", "Two."]
    assert 'name="of.2" value="split:p2"' in cut
    unmarked = house.post("ada", path, base=1, do="split:2", **sent).text
    assert unmarked.count("<textarea") == 4
    joined = house.post("ada", path, base=1, do="merge:2", **sent).text
    assert 'name="of.2" value="merge:p3,p4"' in joined
    assert "Three. Four.</textarea>" in joined
    both: dict[str, Any] = {
        **rows(first, "One.", "Two.", "Three. Four.", ids=("p1", "p2", "", "p3")),
        "of.2": "split:p2",
        "of.3": "merge:p3,p4",
    }
    saved = house.post("ada", path, base=1, do="save", editorial="yes", **both)
    assert saved.status_code == 303
    newest = house.root.cases.versions(house.actor("ada"), ref)[-1]
    assert {id: (o.act, o.paragraphs) for id, o in newest.origins.items()} == {
        "p5": (Act.SPLIT, ("p2",)),
        "p3": (Act.MERGE, ("p3", "p4")),
    }
