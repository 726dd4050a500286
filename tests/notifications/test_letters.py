"""Every kind of mail, as golden files and as rules that hold for all of them.

`UPDATE_GOLDEN=1 pytest tests/notifications` writes the files again; look at the difference.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from placet.engine import text as texts
from placet.engine.codec import encode
from placet.engine.messages import Json, Kind
from placet.engine.text import Said, What
from placet.notifications.content import LETTERS, letter
from placet.notifications.facts import BALLOT, CONFIRM, HEAD, NEEDS, MissingFact
from placet.notifications.mail import compose
from placet.templates import PSEUDO, PSEUDO_RTL, untranslated
from placet.templates.i18n import untranslated_text
from tests.notifications.reading import Read, facts, html, read
from tests.notifications.samples import ANN, HOUSE, SAMPLES, a_message, stored

TOLD = ("old", "new", "before")
GOLDEN = Path(__file__).parent / "golden"
EVERY = pytest.mark.parametrize("name", SAMPLES)


def a_mail(name: str, language: str = "en") -> Read:
    return read(compose(stored(a_message(name)), replace(ANN, language=language), HOUSE))


@EVERY
def test_the_mail_is_the_one_that_was_looked_at(name: str) -> None:
    mail = a_mail(name)
    for kind, said in (("headers", mail.headers), ("txt", mail.plain), ("html", mail.html)):
        golden = GOLDEN / f"{name}.{kind}"
        if os.environ.get("UPDATE_GOLDEN"):
            GOLDEN.mkdir(exist_ok=True)
            golden.write_text(said, "utf-8")
        assert said == golden.read_text("utf-8"), f"{golden.name} differs"


def test_no_golden_file_is_left_over() -> None:
    assert {p.name for p in GOLDEN.iterdir()} == {
        f"{name}.{kind}" for name in SAMPLES for kind in ("headers", "txt", "html")
    }


def test_every_kind_has_a_letter_and_its_facts_and_a_sample() -> None:
    assert set(LETTERS) == set(Kind) == set(NEEDS) == {kind for kind, _ in SAMPLES.values()}


@EVERY
def test_both_parts_say_the_same(name: str) -> None:
    mail = a_mail(name)
    shown = html(mail.html)
    plain = " ".join(mail.plain.split())
    assert facts(plain) == facts(shown.text)
    said = letter(a_message(name), ANN, HOUSE.base_url)
    for words in (said.silence, said.heading, *said.footer, *(s.heading for s in said.sections)):
        assert " ".join(words.split()) in plain
        assert " ".join(words.split()) in shown.text


@EVERY
def test_nothing_remote_and_every_link_is_ours(name: str) -> None:
    mail = a_mail(name)
    shown = html(mail.html)
    assert shown.tags <= set(
        "html head meta title style body div table tr td h1 h2 p strong em a bdi br".split()
    )
    assert not {a for a in shown.attributes if a.startswith("on") or a in ("src", "background")}
    assert "url(" not in mail.html
    assert "@import" not in mail.html
    assert all(link.startswith(f"{HOUSE.base_url}/") for link in shown.links)
    for link in re.findall(r"https?://\S+", mail.plain):
        assert link.startswith(f"{HOUSE.base_url}/")
        assert f"\n{link}\n" in mail.plain
    assert len(shown.links) == 1


@EVERY
def test_sizes_and_lines(name: str) -> None:
    data = compose(stored(a_message(name)), ANN, HOUSE)
    mail = read(data)
    assert len(data) < 80_000
    assert max(len(line) for line in data.split(b"\r\n")) <= 78
    assert all(len(line) <= 78 or "://" in line for line in mail.plain.split("\n"))
    assert "\n\n\n" not in mail.plain
    assert data.isascii()


@EVERY
def test_the_subject_says_verb_date_and_reference_first(name: str) -> None:
    subject = str(a_mail(name).parsed["Subject"])
    assert len(subject) <= 78
    assert subject.isascii()
    assert "!" not in subject
    _kind, given = SAMPLES[name]
    if "ref" in given:
        assert "OBJ-0042" in subject[:45]
        assert subject.endswith(("[EWCG]", "..."))


@EVERY
@pytest.mark.parametrize("language", [PSEUDO, PSEUDO_RTL])
def test_every_word_can_be_translated(name: str, language: str) -> None:
    mail = a_mail(name, language)
    data = (
        *_strings(dict(SAMPLES[name][1])),
        "WMO", "ITU", "WHO", "FAO", "Zurich", "Nairobi",
    )  # fmt: skip
    assert untranslated(mail.html, data) == ()
    assert untranslated_text(" ".join(mail.plain.split()), data) == ()
    assert f'dir="{"rtl" if language == PSEUDO_RTL else "ltr"}"' in mail.html


def _strings(value: Json) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (s for v in value.values() for s in _strings(v))
    elif isinstance(value, list):
        yield from (s for v in value for s in _strings(v))


def test_the_same_message_gives_the_same_bytes() -> None:
    once = compose(stored(a_message("reminder")), ANN, HOUSE)
    assert once == compose(stored(a_message("reminder")), ANN, HOUSE)


def test_nobody_s_reasons_are_in_a_receipt() -> None:
    message = a_message("receipt")
    told = {**message.facts, "reasons": "Because of the neighbours"}
    data = compose(stored(replace(message, facts=told)), ANN, HOUSE)
    assert b"neighbours" not in data


def test_a_reminder_has_the_subject_and_the_thread_of_the_request() -> None:
    first, again, last = map(a_mail, ("position_requested", "reminder", "last_call"))
    assert first.parsed["Subject"] == again.parsed["Subject"]
    assert first.parsed["References"] == again.parsed["References"]
    assert last.parsed["Subject"] != first.parsed["Subject"]
    assert last.parsed["References"] != first.parsed["References"]


def test_a_title_never_becomes_markup() -> None:
    message = a_message("position_requested")
    told = {**message.facts, "title": "<b onclick=x>Sharing</b> & {ref} %s {{ 7*7 }}"}
    mail = read(compose(stored(replace(message, facts=told)), ANN, HOUSE))
    assert "<b onclick" not in mail.html
    assert "<b onclick=x>Sharing</b> & {ref} %s {{ 7*7 }}" in html(mail.html).text
    assert "{ref} %s {{ 7*7 }}" in " ".join(mail.plain.split())


def test_a_long_list_of_changes_is_cut_and_says_so() -> None:
    message = a_message("position_requested")
    long = ("word " * 100).strip()
    rows: list[Json] = [
        encode(Said(f"p{n}", f"{n}", f"{n}", texts.Kind.OPERATIVE, What.REPLACED, long, long))
        for n in range(60)
    ]
    data = compose(stored(replace(message, facts={**message.facts, "changes": rows})), ANN, HOUSE)
    assert len(data) < 80_000
    assert "36 more changes are on the page." in read(data).plain


def test_an_unchanged_text_says_so() -> None:
    message = a_message("position_requested")
    told = {**message.facts, "changes": []}
    mail = read(compose(stored(replace(message, facts=told)), ANN, HOUSE))
    assert "Nothing in the text changed." in mail.plain


def test_changes_that_were_not_told_are_not_denied() -> None:
    message = a_message("position_requested")
    told = {k: v for k, v in message.facts.items() if k != "changes"}
    mail = read(compose(stored(replace(message, facts=told)), ANN, HOUSE))
    assert "Nothing in the text changed." not in mail.plain
    assert "The page compares the two versions." in mail.plain


def test_a_rule_that_is_met_is_said_to_be_met() -> None:
    message = a_message("reminder")
    told = {**message.facts, "needed": [], "have": 24}
    mail = read(compose(stored(replace(message, facts=told)), ANN, HOUSE))
    assert "What the rule asks for is met." in " ".join(mail.plain.split())


@pytest.mark.parametrize(
    ("rule", "said"),
    [("no_objection", "Silence does not count."), ("silence", "Silence counts as agreement.")],
)
def test_a_message_that_names_its_rule_only_still_says_what_silence_means(
    rule: str, said: str
) -> None:
    """Messages that were written down before rules were files are sent all the same."""
    message = a_message("position_requested")
    old: Json = {"name": rule, "version": 1, "parameters": {}}
    mail = read(compose(stored(replace(message, facts={**message.facts, "rule": old})), ANN, HOUSE))
    plain = " ".join(mail.plain.split())
    assert said in plain
    assert "Needed:" not in plain
    assert "Still missing: 1 Endorse or No objection" in plain


def test_a_reader_in_the_zone_of_the_deadline_reads_one_time() -> None:
    there = replace(ANN, zone="Africa/Nairobi")
    mail = read(compose(stored(a_message("last_call")), there, HOUSE))
    assert "where you are" not in mail.plain
    assert "where you are (Zurich)" in a_mail("last_call").plain


def test_a_very_long_title_is_cut_at_a_word() -> None:
    message = a_message("reminder")
    told = {**message.facts, "title": "Extraordinarily " * 12}
    subject = str(read(compose(stored(replace(message, facts=told)), ANN, HOUSE)).parsed["Subject"])
    assert subject == "Position due 14 Mar 2027: OBJ-0042 Extraordinarily Extraordinarily... [EWCG]"
    assert len(subject) <= 78


@EVERY
def test_a_missing_fact_is_named(name: str) -> None:
    message = a_message(name)
    for fact in NEEDS[message.kind]:
        told = {k: v for k, v in message.facts.items() if k != fact}
        with pytest.raises(MissingFact, match=fact):
            letter(replace(message, facts=told), ANN, HOUSE.base_url)


@pytest.mark.parametrize(
    ("fact", "value"),
    [
        ("deadline", "next week"),
        ("deadline", "2027-03-14T20:59:00"),
        ("seats", "thirty"),
        ("seats", True),
        ("kinds", "endorse"),
        ("kinds", [1]),
        ("changes", ["Para. 1"]),
        ("changes", "all"),
        ("changes", [{"label": 1, "change": "x"}]),
        ("needed", [{"less": 1}]),
        ("rule", "no_objection"),
        ("rule", {"name": "no_objection"}),
        ("rule", {"name": "no_objection", "version": 1, "sentence": "none"}),
        ("rule", {"name": "no_objection", "version": 1, "sentence": {"clauses": [{"x": 1}]}}),
        ("title", 7),
        ("title", None),
    ],
)
def test_a_fact_of_the_wrong_kind_is_named(fact: str, value: object) -> None:
    message = a_message("proposed" if fact == "kinds" else "position_requested")
    told = {**message.facts, fact: value}
    with pytest.raises(MissingFact, match=fact):
        letter(replace(message, facts=told), ANN, HOUSE.base_url)  # type: ignore[arg-type]


def test_the_sets_of_facts_are_what_their_names_say() -> None:
    assert set(HEAD) <= set(NEEDS[Kind.OUTCOME])
    assert set(BALLOT) <= set(NEEDS[Kind.POSITION_REQUESTED])
    assert "confirm_by" in CONFIRM
