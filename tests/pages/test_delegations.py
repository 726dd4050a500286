"""Delegations, bodies and lists of organisations, as people meet them in a browser."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from placet.engine import commands as c
from placet.engine.bodies import Body, BodyMember
from placet.engine.model import Capacity, Negotiation, Participation
from placet.engine.parties import participant_of
from placet.templates import PSEUDO, untranslated
from tests.pages.checks import (
    look_at_tables_forms_and_ids,
    look_for_anything_inline,
    look_for_landmarks,
)
from tests.pages.house import TABLE, House, settled

HOME = f"/negotiations/{TABLE}"
PAGES = (
    ("fay", f"{HOME}/delegation"),
    ("ada", f"{HOME}/people"),
    ("ada", "/bodies/CHART"),
    ("ada", "/negotiations/new?body=CHART"),
)
LIST = """Sigle;Nom complet;Poids;Contact;Courriel;Qualit\u00e9
AUR;Organisation AUR;1;Fay Rivers;fay@example.org;point focal
DEL;Delta;2;Dan Delta;dan@example.org;chef de d\u00e9l\u00e9gation
EPS;=1+1;1;;;
ZET;Zeta;much;;;
"""


def table(house: House) -> Negotiation:
    with house.root.database.reading() as store:
        return store.negotiation(TABLE)


def head(house: House) -> None:
    """Fay answers for the delegation of her organisation."""
    fay = house.ids["fay"]
    own = next(d for d in table(house).delegates if d.person == fay)
    if own.capacity is not Capacity.HEAD:
        give = house.root.cases.handle
        ada = house.actor("ada")
        give(ada, c.EndDelegate(fay, own.organisation), negotiation=TABLE)
        appointed = c.AppointDelegate(fay, own.organisation, Capacity.HEAD)
        give(ada, appointed, negotiation=TABLE)


def code_of(house: House) -> str:
    fay = house.ids["fay"]
    return next(d.organisation for d in table(house).delegates if d.person == fay)


def test_the_pages_are_sound(house: House) -> None:
    head(house)
    body = Body("CHART", "Chart body", members=(BodyMember("AUR", ("Pool",), 2),))
    house.root.cases.handle(house.actor("ada"), c.EstablishBody(body))
    for name, path in PAGES:
        html = house.get(name, path).text
        for check in (look_for_landmarks, look_for_anything_inline, look_at_tables_forms_and_ids):
            check(html)


def test_every_word_of_them_can_be_translated(sqlite_template: Path, tmp_path: Path) -> None:
    file = tmp_path / "pseudo.db"
    shutil.copy(sqlite_template, file)
    house = settled(file, PSEUDO)
    head(house)
    body = Body("CHART", "Chart body", members=(BodyMember("AUR", ("Pool",), 2),))
    house.root.cases.handle(house.actor("ada"), c.EstablishBody(body))
    known = (
        "Fay Rivers", "Dora Blum", "Olga Petrak", "Ada Lovell", "Bea Amsel", "Organisation AUR",
        "Organisation BOR", "Organisation CYG", "Share soundings", "OBJ-0001",
        "AUR", "BOR", "CYG", TABLE, "Ocean data", "CHART", "Chart body", "Rome", "Nairobi", "Pool",
    )  # fmt: skip
    for name, path in PAGES:
        html = house.get(name, path).text
        shown = re.sub(r"<(option|textarea)[^>]*>.*?</\1>", "", html, flags=re.S)
        assert untranslated(shown, known) == (), path


def test_a_head_appoints_a_colleague_who_is_new_here_and_one_form_sent_twice_does_it_once(
    house: House,
) -> None:
    head(house)
    code = code_of(house)
    for _ in range(2):
        answer = house.post(
            "fay", f"{HOME}/delegation/appoint", key="k1", person_name="Nia New",
            email="nia@example.org", capacity="drafter",
        )  # fmt: skip
        assert answer.headers["location"] == f"{HOME}/delegation?done=delegation-appoint"
    page = house.get("fay", f"{HOME}/delegation").text
    assert page.count("<b><bdi>Nia New</bdi></b>") == 1
    with house.root.database.reading() as store:
        nia = store.person_by_email("nia@example.org")
    assert nia is not None
    added = [d for d in table(house).delegates if d.person == nia.id]
    assert [(d.organisation, d.capacity) for d in added] == [(code, Capacity.DRAFTER)]


def test_a_head_appoints_no_head(house: House) -> None:
    head(house)
    before = table(house)
    answer = house.post(
        "fay", f"{HOME}/delegation/appoint", person_name="Nia New",
        email="nia@example.org", capacity="head_of_delegation",
    )  # fmt: skip
    assert answer.status_code == 422
    assert "Nia New" in answer.text
    assert table(house) == before


@pytest.mark.parametrize(
    ("deed", "typed", "field"),
    [
        ("seat", {"seat_of": "AUR", "seat_weight": "much", "seat_reason": "Kept"}, "seat_weight"),
        ("seat", {"seat_of": "AUR", "seat_weight": "2", "seat_reason": ""}, "seat_reason"),
        ("paper", {"holder": "AUR/nobody", "paper": "full_powers", "dated": "2027-02-30",
                   "evidence": "Kept"}, "holder"),
        ("paper", {"holder": "nonsense", "paper": "full_powers", "dated": "2027-02-03"}, "holder"),
        ("absence", {"away": "AUR/x", "deputy": "BOR/y", "away_first": "2027-03-01",
                     "away_last": "2027-03-02"}, "deputy"),
        ("leave", {"organisation": "AUR"}, ""),
        ("accede", {"organisation": "AUR"}, ""),
        ("end-paper", {"number": "7", "reason": "x"}, ""),
        ("end-office", {"person": "nobody", "role": "chair"}, ""),
    ],
)  # fmt: skip
def test_a_small_form_that_is_refused_says_where_and_changes_nothing(
    house: House, deed: str, typed: dict[str, str], field: str
) -> None:
    before = table(house)
    answer = house.post("ada", f"{HOME}/delegation/{deed}", page="people", **typed)
    assert answer.status_code == 422
    assert "There is a problem" in answer.text
    if field:
        assert f'href="#{field}"' in answer.text
    assert table(house) == before


def test_an_unknown_deed_is_no_page(house: House) -> None:
    assert house.post("ada", f"{HOME}/delegation/crown").status_code == 404


def test_a_list_is_reported_on_before_it_is_done_and_done_once(house: House) -> None:
    chosen = {"file": ("list.csv", LIST.encode(), "text/csv")}
    path = f"{HOME}/organisations/import"
    before = table(house)
    browser = house.browser("ada")
    asked = browser.get(path).text
    csrf = re.search(r'name="csrf" value="([^"]+)"', asked)
    assert csrf is not None
    report = browser.post(path, data={"csrf": csrf[1]}, files=chosen)
    assert report.status_code == 200
    assert "This is a formula, and would be calculated." in report.text
    assert "The weight is no whole number." in report.text
    assert table(house) == before
    packed = re.search(r'name="sealed" value="([^"]+)"', report.text)
    assert packed is not None
    form = {"csrf": (None, csrf[1]), "sealed": (None, packed[1]), "do": (None, "import")}
    assert browser.post(path, files=form).status_code == 200
    done = table(house)
    new = participant_of(done, "DEL")
    assert new is not None
    assert (new.weight, new.state) == (2, Participation.SEATED)
    assert len(done.participants) == len(before.participants) + 1
    again = browser.post(path, files=form)
    assert again.status_code == 200
    assert table(house) == done


def test_what_goes_out_comes_in_again_and_formulas_are_defused(house: House) -> None:
    give = house.root.cases.handle
    give(house.actor("ada"), c.RegisterOrganisation("EQ", "-Equal", "=1+1"))
    for ending in ("csv", "xlsx", "json"):
        answer = house.get("ada", f"/organisations/files/organisations.{ending}")
        assert answer.status_code == 200
        assert answer.headers["content-disposition"].endswith(f'organisations.{ending}"')
    assert "'=1+1" in house.get("ada", "/organisations/files/organisations.csv").text
    assert house.get("ada", "/organisations/files/organisations.exe").status_code == 404


def test_a_body_is_established_changed_and_opened(house: House) -> None:
    typed = {"name": "Chart body", "members": "AUR; P, O; 2\nBOR; observer", "zone": "Europe/Rome"}
    answer = house.post("ada", "/bodies", code="CHART", **typed)
    assert answer.headers["location"] == "/bodies/CHART?done=body-established"
    wrong = {**typed, "members": "AUR\n; P\nNOBODY"}
    answer = house.post("ada", "/bodies/CHART", key="k2", version="1", **wrong)
    assert answer.status_code == 422
    assert "NOBODY" in answer.text
    answer = house.post(
        "ada", "/bodies/CHART", key="k3", version="1", **{**typed, "members": "AUR; 3"}
    )
    assert answer.status_code == 303
    late = house.post("ada", "/bodies/CHART", key="k4", version="1", **typed)
    assert late.status_code == 409
    opened = house.post(
        "ada", "/negotiations/new", key="k5", body="CHART", symbol="CHART-1",
        title="T", purpose="P",
        zone="", workflow="",
    )  # fmt: skip
    assert opened.status_code == 303
    with house.root.database.reading() as store:
        n = store.negotiation("CHART-1")
    assert (n.body, n.zone) == ("CHART", "Europe/Rome")
    assert [(p.organisation, p.weight) for p in n.participants] == [("AUR", 3)]
