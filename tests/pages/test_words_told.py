"""The record and the inbox speak of amendments and agreement as people do."""

from __future__ import annotations

import re

from placet.api.serving import schedule_of
from placet.engine import commands as c
from placet.engine.agreements import Level
from placet.engine.amendments import Treating
from placet.engine.reading_record import NAMING
from placet.engine.text import Act, Change
from placet.templates import happenings
from tests.pages import journey as j
from tests.pages.house import TABLE, House

SHARES = Change(Act.REPLACE, "p1", "The organisations share their soundings.")


def amended(house: House) -> str:
    """An objective with an amendment of BOR to its paragraph 1."""
    ref = j.in_comment(house)
    j.do(house, "dora", ref, c.ProposeAmendment(1, SHARES))
    return ref


def read(page: str) -> str:
    """What a page says, without its marks."""
    return " ".join(re.sub(r"<[^>]*>", "", page).split())


def test_the_record_names_paragraphs(house: House) -> None:
    ref = amended(house)
    agree = c.AgreeParagraphs(1, ("p1",), Level.INFORMAL, ("CYG",))
    j.do(house, "ada", ref, agree)
    for path in (f"/objectives/{ref}/audit", f"/negotiations/{TABLE}/audit"):
        page = read(house.get("fay", path).text)
        assert "BOR proposed amendment 1: it changes words of paragraph PP1." in page
        assert "Agreed in informals, pending CYG: paragraph PP1." in page


def test_the_record_finds_the_words_of_every_entry_that_names_paragraphs() -> None:
    assert NAMING == happenings.NAMING


def test_the_inbox_asks_for_treatments_and_for_their_answers(house: House) -> None:
    ref = amended(house)
    page = house.get("ada", "/inbox").text
    assert "1 amendment waits for a treatment." in read(page)
    assert f'href="/objectives/{ref}/amendments"' in page
    assert "AUR leads this objective" in read(house.get("fay", "/inbox").text)
    assert "waits for a treatment" not in read(house.get("dora", "/inbox").text)
    j.do(house, "ada", ref, c.ProposeTreatment(1, Treating.REFUSE, "It was settled."))
    page = house.get("dora", "/inbox").text
    assert "Answer the treatment proposed for your amendment 1." in read(page)
    assert f'href="/objectives/{ref}/amendments#a1"' in page
    assert "waits for a treatment" not in read(house.get("ada", "/inbox").text)


def test_the_inbox_names_whoever_an_agreement_waits_for(house: House) -> None:
    ref = j.in_comment(house)
    j.do(house, "ada", ref, c.AgreeParagraphs(1, ("p1",), Level.INFORMAL, ("BOR",)))
    page = read(house.get("dora", "/inbox").text)
    assert "Say whether BOR agrees to 1 paragraph." in page
    assert "pending BOR" in page
    assert "Say whether" not in read(house.get("fay", "/inbox").text)


def mailed(house: House, name: str) -> dict[str, str]:
    """What became of the mails about the words to a person: state by kind."""
    with house.root.database.reading() as store:
        found = store.messages(negotiation=TABLE, limit=500)
    about = ("amendment", "treatment", "amendments_decided", "agreement_pending")
    mine = [m for m in found if m.message.person == house.ids[name]]
    return {m.message.kind.value: m.state.value for m in mine if m.message.kind.value in about}


def test_a_treatment_that_was_answered_before_its_mail_left_is_not_asked_about(
    house: House,
) -> None:
    ref = amended(house)
    j.do(house, "ada", ref, c.ProposeTreatment(1, Treating.REFUSE, "It was settled."))
    j.do(house, "dora", ref, c.AnswerTreatment(1, accepts=False))
    schedule_of(house.root).run_once()
    assert mailed(house, "dora") == {"treatment": "cancelled"}
    assert mailed(house, "fay") == mailed(house, "ada") == {"amendment": "sent"}


def test_mails_about_the_words_are_made_and_lead_to_their_pages(house: House) -> None:
    ref = amended(house)
    j.do(house, "ada", ref, c.ProposeTreatment(1, Treating.REFUSE, "It was settled."))
    schedule_of(house.root).run_once()
    j.do(house, "fay", ref, c.RefuseAmendment(1, "It was settled."))
    j.do(house, "ada", ref, c.AgreeParagraphs(1, ("p1",), Level.INFORMAL, ("BOR",)))
    schedule_of(house.root).run_once()
    assert mailed(house, "dora") == {
        "treatment": "sent", "amendments_decided": "sent", "agreement_pending": "sent",
    }  # fmt: skip
    for path in ("amendments", "agreed"):
        assert house.get("dora", f"/objectives/{ref}/{path}").status_code == 200
    assert 'id="a1"' in house.get("dora", f"/objectives/{ref}/amendments").text
