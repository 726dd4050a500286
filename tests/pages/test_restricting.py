"""Restricted objectives on pages: chosen, said to who sees them, gone for everybody else."""

from __future__ import annotations

from email import message_from_bytes, policy

from placet.api.serving import schedule_of
from placet.engine.store import MessageState
from tests.pages.house import TABLE, House

FORM = {
    "title": "Peridot chart",
    "purpose": "Peridot purpose.",
    "at.0": "|",
    "kind.0": "operative",
    "level.0": "0",
    "words.0": "We share charts.",
}
FOR_AUR = {"seen_by": "some", "restricted_to": "AUR"}
WHERE = f"/negotiations/{TABLE}/propose"


def restricted(house: House) -> str:
    done = house.post("fay", WHERE, **FORM, **FOR_AUR, do="save")
    assert done.status_code == 303, done.text
    return done.headers["location"].rpartition("/")[2].partition("?")[0]


def test_everybody_sees_it_unless_somebody_says_otherwise(house: House) -> None:
    page = house.get("fay", WHERE).text
    assert 'name="seen_by" value="all" checked' in page
    assert 'name="restricted_to" value="AUR" checked' not in page


def test_what_is_unclear_is_asked_and_nothing_is_proposed_or_lost(house: House) -> None:
    house.get("fay", WHERE)
    before = house.rows()
    for sent in ({"restricted_to": "AUR"}, {"seen_by": "some"}, {"seen_by": "nobody"}):
        page = house.post("fay", WHERE, **FORM, **sent, do="save")
        assert page.status_code == 422
        assert 'href="#restricted_to"' in page.text or 'id="restricted_to"' in page.text
        assert "Peridot chart" in page.text
    assert house.rows() == before


def test_the_check_says_who_sees_it_and_carries_it_on(house: House) -> None:
    page = house.post("fay", WHERE, **FORM, **FOR_AUR, do="check").text
    assert "Restricted to" in page
    assert "1 organisation is asked" in page
    assert '<input type="hidden" name="restricted_to" value="AUR">' in page


def test_who_sees_it_is_told_so_and_to_others_it_does_not_exist(house: House) -> None:
    ref = restricted(house)
    seen = house.get("fay", f"/objectives/{ref}").text
    assert "Restricted to AUR" in seen
    assert f"<title>{ref} · Placet</title>" in seen
    for path in (f"/negotiations/{TABLE}", "/inbox"):
        assert "Peridot" in house.get("fay", path).text
        assert "Peridot" in house.get("ada", path).text or path == "/inbox"
        other = house.get("dora", path).text
        assert "Peridot" not in other
        assert ref not in other
    hidden, absent = (house.get("dora", f"/objectives/{x}") for x in (ref, "OBJ-9876"))
    assert hidden.status_code == absent.status_code == 404
    record = house.get("dora", f"/negotiations/{TABLE}/audit").text
    assert "Something was recorded that is not shown to you." in record
    assert ref not in record
    assert house.get("dora", f"/negotiations/{TABLE}/audit.jsonl").status_code == 403
    assert house.get("fay", f"/negotiations/{TABLE}/audit.jsonl").status_code == 200


def test_mails_go_to_who_sees_it_and_do_not_name_it(house: House) -> None:
    ref = restricted(house)
    with house.root.database.reading() as store:
        about = [m for m in store.messages(negotiation=TABLE) if m.message.objective == ref]
    assert {m.message.person for m in about} == {house.ids[x] for x in ("fay", "ada", "bea")}
    schedule_of(house.root).run_once()
    with house.root.database.reading() as store:
        sent = [store.message(m.id) for m in about]
    for one in sent:
        assert one.state is MessageState.SENT
        mail = message_from_bytes(one.bytes or b"", policy=policy.default)
        parts = [
            part.get_content() for part in mail.walk() if part.get_content_maintype() == "text"
        ]
        assert f"{ref} (restricted) [{TABLE}]" in mail["Subject"]
        assert "Peridot" not in "".join([mail["Subject"], *parts])
        assert all(ref in part for part in parts)


def test_the_secretariat_says_who_sees_it_with_a_reason(house: House) -> None:
    ref = restricted(house)
    where = f"/objectives/{ref}/manage/restrict"
    sent = {"seen_by": "some", "restricted_to": "AUR\nBOR", "reason": "It concerns BOR."}
    refused = house.post("ada", where, **{**sent, "reason": ""})
    assert refused.status_code == 422
    assert house.post("fay", where, key="key-2", **sent).status_code == 403
    assert house.get("dora", f"/objectives/{ref}").status_code == 404
    assert house.post("ada", where, key="key-3", **sent).status_code == 303
    assert "Restricted to AUR, BOR" in house.get("dora", f"/objectives/{ref}").text
    assert (
        house.post("ada", where, key="key-4", seen_by="all", reason="It is ready.").status_code
        == 303
    )
    assert "Restricted to" not in house.get("dora", f"/objectives/{ref}").text
    said = house.get("dora", f"/objectives/{ref}/audit").text
    assert "Everybody at the table sees it from now on." in said
