"""A text beside its words in another language: read, written, and known to be stale."""

from __future__ import annotations

import re

from placet.engine import commands as c
from placet.engine.text import Act, Change, parse_markdown
from tests.pages import journey as j
from tests.pages.house import TABLE, House
from tests.pages.test_passages import said

FRENCH = "Les organisations partagent *tous* les sondages."


def revised(house: House) -> str:
    """Two paragraphs are in French; one of them changed since."""
    ref = j.in_revision(house)
    words = {"p1": "*Rappelant* que la mer est profonde,", "p2": FRENCH}
    j.do(house, "ada", ref, c.RecordTranslation(1, "fr", words))
    must = j.FIRST.replace("[shall / should]", "must")
    j.propose(house, "fay", ref, Change(Act.REPLACE, "p2", must))
    j.do(house, "ada", ref, c.MergeAmendments(1, (1,)))
    return ref


def held(house: House, ref: str, language: str = "fr") -> dict[str, tuple[str, int, bool]]:
    """What is recorded: words, the version translated, whether they are stale."""
    rows = house.root.cases.translation(house.actor("ada"), ref, language).rows
    return {r.paragraph.id: (r.words, r.of, r.stale) for r in rows if r.of}


def row(html: str, id: str) -> str:
    found = re.search(rf'<tr id="{id}".*?</tr>', html, re.S)
    assert found is not None
    return found[0]


def test_both_languages_stand_side_by_side_each_with_its_direction(house: House) -> None:
    ref = revised(house)
    j.do(house, "ada", ref, c.RecordTranslation(2, "ar", {"p1": "إذ تشير إلى أن البحر عميق،"}))
    html = house.get("dora", f"/objectives/{ref}/translations/ar").text
    shown = row(html, "p1")
    assert '<td class="tongue" lang="en" dir="ltr"><em>Recalling</em>' in shown
    assert '<td class="tongue" lang="ar" dir="rtl">إذ تشير' in shown
    assert "1 of 4 translated" in said(html)
    assert "not translated" in said(row(html, "p2"))
    assert "<form" not in html.partition("<main")[2].partition("</main>")[0]


def test_a_stale_translation_says_what_changed_since(house: House) -> None:
    ref = revised(house)
    html = house.get("dora", f"/objectives/{ref}/translations/fr").text
    assert "2 of 4 translated, 1 stale" in said(html)
    stale = said(row(html, "p2"))
    assert "Stale · of version 1; the original changed since:" in stale
    assert "deleted: [shall / should] end of deletion inserted: must end of insertion" in stale
    assert "Les organisations partagent tous les sondages." in stale
    assert "Stale" not in said(row(html, "p1"))


def test_words_of_several_paragraphs_are_recorded_at_once(house: House) -> None:
    ref = revised(house)
    page = f"/objectives/{ref}/translations/fr"
    form = house.get("ada", f"{page}?edit=all").text
    assert 'name="base" value="2"' in form
    fields = {"words.p1": "*Rappelant* que la mer est profonde,", "words.p2": FRENCH,
              "words.p3": "Un examen a lieu.", "words.p4": ""}  # fmt: skip
    done = house.post("ada", page, base=2, edit="all", **fields)
    assert done.status_code == 303
    assert held(house, ref) == {
        "p1": ("*Rappelant* que la mer est profonde,", 1, False),
        "p2": (FRENCH, 1, True),
        "p3": ("Un examen a lieu.", 2, False),
    }
    assert "The translation is recorded." in house.get("ada", done.headers["location"]).text


def test_an_old_translation_that_holds_still_is_fresh_again(house: House) -> None:
    ref = revised(house)
    page = f"/objectives/{ref}/translations/fr"
    fields = {"words.p2": FRENCH, "still.p2": "1"}
    assert house.post("ada", page, base=2, **fields).status_code == 303
    assert held(house, ref)["p2"] == (FRENCH, 2, False)


def test_empty_words_take_a_translation_away(house: House) -> None:
    ref = revised(house)
    page = f"/objectives/{ref}/translations/fr"
    assert house.post("ada", page, base=2, **{"words.p1": ""}).status_code == 303
    assert not held(house, ref).get("p1", ("",))[0]


def test_nothing_written_records_nothing_and_says_so(house: House) -> None:
    ref = revised(house)
    page = f"/objectives/{ref}/translations/fr"
    answer = house.post("ada", page, base=2, **{"words.p2": FRENCH})
    assert answer.status_code == 422
    assert "Nothing was changed." in said(answer.text)


def test_what_is_refused_keeps_every_word(house: House) -> None:
    ref = revised(house)
    page = f"/objectives/{ref}/translations/fr"
    fields = {"words.p3": "Un examen.", "words.p99": "Rien.", "edit": "all"}
    answer = house.post("ada", page, base=2, **fields)
    assert answer.status_code == 422
    assert ">\nUn examen.</textarea>" in answer.text
    own = house.post("ada", f"/objectives/{ref}/translations/en", base=2, **fields)
    assert own.status_code == 422
    assert "The text itself is in en." in said(own.text)


def test_only_what_is_missing_or_stale_is_asked_for(house: House) -> None:
    ref = revised(house)
    html = house.get("ada", f"/objectives/{ref}/translations/fr?edit=todo").text
    assert re.findall(r'<textarea id="words\.(p\d+)"', html) == ["p2", "p3", "p4"]
    assert "These words still hold" in html


def test_the_lead_writes_translations_and_others_read_them(house: House) -> None:
    ref = revised(house)
    page = f"/objectives/{ref}/translations/fr"
    assert house.post("fay", page, base=2, **{"words.p3": "Un."}).status_code == 303
    refused = house.post("dora", page, base=2, **{"words.p3": "Deux."})
    assert refused.status_code == 403
    assert held(house, ref)["p3"][0] == "Un."
    assert "<textarea" not in house.get("dora", f"{page}?edit=all").text


def test_the_languages_are_listed_with_how_far_they_are(house: House) -> None:
    ref = revised(house)
    html = house.get("ada", f"/objectives/{ref}/translations").text
    assert "French fr · 2 of 4 translated, 1 stale" in said(html)
    begun = house.get("ada", f"/objectives/{ref}/translations?language=ZH-hant")
    assert begun.status_code == 303
    assert begun.headers["location"] == f"/objectives/{ref}/translations/zh-Hant?edit=all"
    wrong = house.get("ada", f"/objectives/{ref}/translations?language=klingonese%20of%20old")
    assert wrong.status_code == 422
    assert "is not the tag of a language." in said(wrong.text)
    assert house.get("ada", f"/objectives/{ref}/translations?language=en").status_code == 422


def test_a_long_text_is_written_in_parts(house: House) -> None:
    ref = j.proposed(house, *(f"Paragraph that says {n}." for n in range(90)))
    html = house.get("ada", f"/objectives/{ref}/translations/fr?edit=all&page=3").text
    assert html.count("<textarea") == 11
    assert 'aria-current="page" href="?edit=all&amp;page=3"' in html


def test_cells_of_a_table_are_translated(house: House) -> None:
    text = parse_markdown(
        "1. Share.\n\nTable: Ships\n\n| Who | Ships |\n| --- | --- |\n| FAO | 2 |\n"
    )
    ids = len(re.findall(r"'p\d+'", repr(text.text)))
    command = c.Propose("Ships", "All.", text.text, ids)
    ref = house.root.cases.handle(house.actor("fay"), command, negotiation=TABLE).object
    html = house.get("ada", f"/objectives/{ref}/translations/fr?edit=all").text
    labels = [said(found) for found in re.findall(r"<label for=.words.*?</label>", html)]
    assert "Table 1, row 1, column 2 in French" in labels
