"""The mailbox, the messages, the record and the clock, as pages show them."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from placet.api.main import Root
from placet.api.pages.outbox import KINDS
from placet.api.serving import schedule_of
from placet.engine.messages import Kind
from tests.pages.house import START, TABLE, House


def test_mail_is_shown_in_a_frame_that_can_do_nothing(house: House) -> None:
    schedule_of(house.root).run_once()
    client = house.visitor()
    assert "fay@example.org" in client.get("/mailbox").text
    some = client.get("/mailbox?recipient=fay@example.org").text
    assert "dora@example.org</bdi>" not in some
    page = client.get("/mailbox/1")
    assert "frame-src 'self'" in page.headers["content-security-policy"]
    assert 'sandbox="allow-popups allow-top-navigation-by-user-activation"' in page.text
    inner = client.get("/mailbox/1/html")
    assert inner.headers["content-security-policy"].startswith("sandbox ")
    assert "script" not in inner.headers["content-security-policy"]
    assert '<base target="_top">' in inner.text


def test_the_mailbox_does_not_exist_where_mail_leaves(house: House) -> None:
    settings = house.root.settings.model_copy(update={"mail_transport": "smtp"})
    object.__setattr__(house.root, "settings", settings)
    assert house.visitor().get("/mailbox").status_code == 404
    assert house.visitor().get("/mailbox/1/html").status_code == 404
    assert "/mailbox" not in house.get("fay", "/inbox").text


def test_every_kind_of_message_has_a_name_in_the_list() -> None:
    assert set(KINDS) == set(Kind)


def test_the_secretariat_sees_what_left_and_nobody_else(house: House) -> None:
    assert "Queued" in house.get("ada", f"/mail?negotiation={TABLE}").text
    schedule_of(house.root).run_once()
    page = house.get("ada", "/mail").text
    assert "Sent" in page
    assert "Fay Rivers" in page
    with house.root.database.reading() as store:
        id = store.messages(negotiation=TABLE, limit=1)[0].id
    assert "Handed over" in house.get("ada", f"/mail/{id}").text
    assert house.get("fay", f"/mail/{id}").status_code == 404


def test_every_kind_of_message_has_a_name_on_the_page_of_messages() -> None:
    assert set(KINDS) == set(Kind)


@pytest.mark.parametrize(
    "path",
    [
        "/mailbox/{}",
        "/mailbox/{}/html",
        "/mail/{}",
        "/mail?before={}",
        f"/negotiations/{TABLE}/audit?before={{}}",
        "/objectives/OBJ-0001/audit?before={}",
    ],
)
def test_a_number_that_no_row_can_have_is_no_fault(house: House, path: str) -> None:
    assert house.get("ada", path.format("9" * 25)).status_code == 422


def test_codes_are_masked_for_the_secretariat(house: House) -> None:
    with house.root.database.reading() as store:
        assert all(m.message.kind != "sign_in" for m in store.messages(negotiation=TABLE))


def test_the_record_says_that_it_verifies_and_compares_checkpoints(house: House) -> None:
    with house.root.database.reading() as store:
        head = store.ledger_head(TABLE)
        third = store.ledger_entries(TABLE, after=2, limit=1)[0]
    path = f"/negotiations/{TABLE}/audit"
    page = house.get("fay", path).text
    assert f"every entry up to {head.seq}" in page
    assert "AUR was seated." in page
    for given in (f"3:{third.hash}", f"3 · {third.hash[:4]} {third.hash[4:8].upper()}"):
        page = house.browser("fay").get(path, params={"checkpoint": given}).text
        assert "It agrees: entry 3" in page
    wrong = {
        "3:00000000": "has another hash",
        "999:00000000": "no entry 999",
        "x": "not a checkpoint",
    }
    for given, said in wrong.items():
        assert said in house.browser("fay").get(path, params={"checkpoint": given}).text


def test_the_record_is_exported_line_by_line(house: House) -> None:
    answer = house.get("fay", f"/negotiations/{TABLE}/audit.jsonl")
    lines = [json.loads(line) for line in answer.text.splitlines()]
    assert lines[0]["entries"] == len(lines) - 1
    assert answer.headers["content-disposition"] == f'attachment; filename="{TABLE}-record.jsonl"'
    assert house.get("zoe", f"/negotiations/{TABLE}/audit.jsonl").status_code == 404
    assert "def " in house.get("fay", "/audit/verifier.py").text


def test_old_entries_are_reached_by_links(house: House) -> None:
    page = house.get("fay", f"/objectives/{house.ref}/audit?before=1")
    assert "No entries here" in page.text


@pytest.mark.parametrize(("to", "hours"), [("hour", 1), ("day", 24), ("week", 168)])
def test_the_clock_is_moved_forward(house: House, to: str, hours: int) -> None:
    assert house.post("fay", "/clock", to=to).headers["location"] == "/clock?done=clock-moved"
    assert house.root.clock.now() == START + timedelta(hours=hours)


def test_the_clock_goes_to_the_next_deadline_and_does_what_is_due(house: House) -> None:
    house.post("fay", "/clock", to="deadline")
    at = house.root.clock.now()
    view = house.root.cases.objective(house.actor("fay"), house.ref)
    assert view.ballot is not None
    assert view.ballot.deadline.at == at
    assert view.ballot.closed_at is not None
    assert not view.unwritten


@pytest.mark.parametrize(
    ("at", "said"),
    [
        ("soon", "Write day and time"),
        ("9999-12-31T23:59-12:00", "Write day and time"),
        ("2026-01-01 00:00", "later instant"),
        ("2030-01-01 00:00", "more than a year"),
    ],
)
def test_the_clock_does_not_go_just_anywhere(house: House, at: str, said: str) -> None:
    answer = house.post("fay", "/clock", to="set", at=at)
    assert answer.status_code == 422
    assert said in answer.text
    assert f'value="{at}"' in answer.text


def test_a_clock_that_goes_by_itself_cannot_be_moved(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Root, "still", None)
    assert house.get("fay", "/clock").status_code == 404
    assert house.post("fay", "/clock", to="day").status_code == 404
    assert "Demonstration clock" not in house.get("fay", "/inbox").text
