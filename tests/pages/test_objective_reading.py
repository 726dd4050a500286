"""Pages of an objective: sound in every stage, read without writing, and true to the text."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from placet.api.rates import RENDERINGS_PER_PERSON
from placet.engine import commands as c
from placet.engine.text import Kind, Paragraph, Text
from placet.templates import PSEUDO, PSEUDO_RTL, untranslated
from tests.pages import journey as j
from tests.pages.house import TABLE, House, settled
from tests.pages.test_every_page import (
    CHECKS,
    data_of,
    look_at_tables_forms_and_ids,
    look_for_anything_inline,
)

STAGES: dict[str, Callable[[House], str]] = {
    "proposal": j.proposed,
    "comment": j.in_comment,
    "revision": j.in_revision,
    "amended": j.amended,
    "endorsement": j.in_endorsement,
    "adopted": j.adopted,
}
PATHS = (
    "", "/comment", "/comment?paragraph=p2", "/comments", "/position",
    "/position?kind=object", "/position?with=with_reservation", "/position?with=ad_referendum",
    "/revise", "/revise?paragraph=p2", "/revise?as-source=1", "/workflow", "/manage", "/missing",
    "?view=clean&reading=2", "?view=compilation", "?attribution=off", "?tools=p3",
    "/amend", "/amend?paragraph=p2", "/amend?paragraph=p2&deed=move",
    "/amend?paragraph=p2&deed=split",
    "/amend?paragraph=p2&deed=after", "/amend?paragraph=p99", "/amendments",
    "/amendments?organisation=BOR&state=open&order=paragraph", "/amendments?paragraph=p2",
    "/merge?n=1&n=2&n=3", "/merge?n=3", "/brackets", "/brackets?paragraph=p3",
    "/brackets?paragraph=p3&place=21&reading=2", "/brackets?paragraph=p3&place=0", "/agreed",
    "/agreed?paragraph=p2", "/agreement", "/step/put_forward", "/step/withdraw",
    "/step/adopt", "/step/hold", "/audit",
)  # fmt: skip


@pytest.fixture(params=STAGES)
def staged(request: pytest.FixtureRequest, house: House) -> tuple[House, str]:
    """An objective in each stage."""
    return house, STAGES[request.param](house)


def pages(house: House, ref: str) -> Iterator[tuple[str, str]]:
    """Every page of the objective that answers, for those who have a part in it."""
    for name in ("ada", "bea", "fay", "dora", "olga"):
        client = house.browser(name)
        for path in PATHS:
            answer = client.get(f"/objectives/{ref}{path}")
            assert answer.status_code in (200, 403, 404, 409, 422), (name, path, answer.text[:2000])
            yield f"{path} as {name}", answer.text


def test_every_page_is_sound_in_every_stage(staged: tuple[House, str]) -> None:
    for where, html in pages(*staged):
        checks = CHECKS[:2] if where.startswith("/agreement") else CHECKS  # the sheet has its own
        for check in checks:
            try:
                check(html)
            except AssertionError as wrong:
                wrong.add_note(where)
                raise


def test_reading_writes_nothing(staged: tuple[House, str]) -> None:
    """I-25."""
    house, ref = staged
    for name in ("ada", "bea", "fay", "dora", "olga"):
        house.browser(name)
    before = house.rows()
    assert len(list(pages(house, ref))) > 50
    assert house.rows() == before


@pytest.fixture(params=[PSEUDO, PSEUDO_RTL])
def pseudo(request: pytest.FixtureRequest, sqlite_template: Path, tmp_path: Path) -> House:
    """A house whose people read a language for tests."""
    file = tmp_path / "pseudo.db"
    shutil.copy(sqlite_template, file)
    return settled(file, request.param)


@pytest.mark.parametrize("stage", ["comment", "revision", "amended", "endorsement", "adopted"])
def test_every_word_goes_through_a_catalogue(pseudo: House, stage: str) -> None:
    ref = STAGES[stage](pseudo)
    data = [
        *data_of(pseudo), ref, "Chart the sea", "One chart for all.", "Recalling", "that the sea",
        "is deep", "The organisations", "shall", "should", "share", "all", "deep",
        "soundings of the sea", "review takes place", "two", "three", "years after adoption",
        "Soundings that could identify a vessel are", "not exchanged under this objective",
        "exchanged only in aggregate", "Say how", "Noted with thanks",
        "Practice of joint statements between international organisations",
        "OECD co-ordination with partner organisations", "Codex Alimentarius and IPPC",
        "comment rounds", "proposal", "comment", "revision", "endorsement", "adopted",
        "ada@example.org", "sha", "Sharing and review", "must", "may", "Shall is not enough",
        "The chart is free", "of charge", "Says more",
    ]  # fmt: skip
    paths = ("", "/comments", "/position", "/position?kind=object", "/workflow", "/revise",
             "/comment?paragraph=p2", "/manage", "/step/withdraw", "/step/put_forward",
             "/amend?paragraph=p2", "/amendments", "/merge?n=1&n=2&n=3", "/agreed",
             "/brackets?paragraph=p3")  # fmt: skip
    found = {}
    for name in ("ada", "fay"):
        for path in paths:
            answer = pseudo.get(name, f"/objectives/{ref}{path}")
            html = answer.text if answer.status_code == 200 else ""
            html = re.sub(r'<section class="text.*?</section>', "", html, flags=re.S)
            html = re.sub(r"<option[^>]*>.*?</option>", "", html)
            if missed := untranslated(html, data):
                found[name, path] = missed
    assert found == {}


def test_words_are_never_markup(house: House) -> None:
    """R-10."""
    evil = "<script>alert(1)</script> & <b onmouseover=x()>[<i>A: one / B: two</i>]</b>"
    ref = j.in_revision(house, evil, "Second.")
    for path in ("", "/comments", "/revise", "/revise?paragraph=p2", "/agreement", "/comment"):
        html = house.get("ada", f"/objectives/{ref}{path}").text
        assert "<script>alert" not in html
        assert "<b onmouseover" not in html
        assert "<i>A" not in html
        look_for_anything_inline(html.replace("onmouseover=", ""))


def test_the_brackets_are_characters_that_can_be_copied(house: House) -> None:
    html = house.get("fay", f"/objectives/{j.in_comment(house)}").text
    words = re.search(r'id="p2".*?<div class="words">(.*?)</div>', html, re.S)
    assert words is not None
    plain = re.sub(r"<[^>]+>", "", words[1])
    assert "The organisations [shall / should] share all soundings of the sea." in plain
    assert 'class="brk"' in html
    assert "<em>all</em>" in html


def test_a_redline_says_what_it_shows(house: House) -> None:
    """UX-12."""
    ref = j.in_revision(house)
    view = j.seen(house, ref)
    changed = tuple(
        Paragraph(p.id, p.kind, p.words.replace("three", "four")) for p in view.text.paragraphs
    )
    added = Paragraph("p9", Kind.OPERATIVE, "The chart is free.")
    j.do(house, "ada", ref, c.ReviseText(1, Text((*changed, added)), 9, "Four years."))
    html = house.get("fay", f"/objectives/{ref}/compare/1..2").text
    assert html.count("<ins>") - html.count("inserted</ins>") == html.count(">inserted: <")
    assert html.count(">deleted: <") == html.count("end of deletion")
    assert "Not in version 1" in html
    assert "“three” replaced by “four”." in html
    assert "New paragraph: “The chart is free.”" in html
    assert "1 paragraph changed, 1 added, 0 moved, 0 removed" in html
    look_at_tables_forms_and_ids(html)
    shown = house.get("fay", f"/objectives/{ref}").text
    assert shown.count('class="para changed"') == 2
    assert "Changed in version 2." in shown
    older = house.get("fay", f"/objectives/{ref}?version=1").text
    assert "This is version 1. The newest is version 2." in older


def test_nothing_is_preselected_and_every_option_weighs_the_same(house: House) -> None:
    """UX-07, D14."""
    ref = j.in_endorsement(house)
    for path in ("/position", "/position?kind=object", "/position?with=with_reservation"):
        html = house.get("fay", f"/objectives/{ref}{path}").text
        main = html.split("<main", 1)[1]
        assert " checked" not in main
        assert " autofocus" not in main
    options = house.get("fay", f"/objectives/{ref}/position").text
    assert re.findall(r'<(?:button|a) class="([^"]*opt[^"]*)"', options) == ["opt"] * 7
    assert options.index("Read the full text") < options.index('class="opt"')


def test_after_the_deadline_the_page_shows_the_outcome_and_writes_nothing(house: House) -> None:
    ref = j.in_endorsement(house)
    j.hold(house, "fay", ref, "endorse")
    j.passed_by(house, days=40)
    house.browser("fay")
    before = house.rows()
    html = house.get("fay", f"/objectives/{ref}").text
    assert "The deadline has passed." in html
    assert "Record the position" not in html
    assert house.rows() == before


def test_a_long_text_stays_light(house: House) -> None:
    """400 paragraphs of 300 characters."""
    sentence = "The organisations [shall / should] share soundings [within [three] [six] hours] "
    words = tuple(f"{sentence * 4}in case {n}." for n in range(400))
    ref = j.in_revision(house, *words)
    html = house.get("ada", f"/objectives/{ref}").text
    raw = sum(map(len, words))
    marks = 4 * 4 * 400
    per_paragraph = (len(html) - raw - marks * 60) / 400
    assert per_paragraph < 700, per_paragraph
    assert "<textarea" not in html
    chosen = house.get("ada", f"/objectives/{ref}/revise").text
    assert "This text has 401 paragraphs" in chosen
    one = house.get("ada", f"/objectives/{ref}/revise?paragraph=p200").text
    assert one.count("<textarea") == 1
    assert len(one) < 12_000


def test_a_person_has_so_many_drafts_made_in_an_hour(house: House) -> None:
    for _ in range(RENDERINGS_PER_PERSON.most):
        house.root.rates.spend(RENDERINGS_PER_PERSON, "drafts", house.ids["fay"])
    path = f"/objectives/{house.ref}/agreement"
    assert house.get("fay", f"{path}.pdf").status_code == 429
    assert house.get("fay", path).status_code == 200


def test_whoever_has_no_part_learns_nothing(house: House) -> None:
    ref = j.in_endorsement(house)
    for path in (*PATHS, "/compare/1..2", "/agreement.pdf"):
        answer = house.get("zoe", f"/objectives/{ref}{path}")
        assert answer.status_code == 404
        assert "Chart the sea" not in answer.text
    assert house.get("zoe", f"/negotiations/{TABLE}/propose").status_code == 404
