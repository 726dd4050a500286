"""What a rehearsal does with the words: amendments, treatments, brackets, agreement, packages."""

from __future__ import annotations

from functools import cache
from typing import Any

import jsonschema_rs
import pytest

from placet.api.rehearsal.shape import KINDS, json_schema
from placet.engine.messages import Kind
from placet.workflows.scenario import acts
from tests.rehearsal.stories import PROPOSE, failures, lived

HEAD = """\
schema_version: 1
title: Amendments
zone: UTC
starts: 2027-03-22T09:00
participants: [AUR, BOR, CYG]
secretariat: Sue
chair: Cleo
objective:
  title: Share soundings
  text:
    - The organisations shall share soundings [daily] [weekly].
    - They review this after a year.
    - They meet.
acts:
"""
TO_REVISION = """\
- {after: 1 hour, by: AUR, do: position, kind: support}
- {after: 1 hour, by: BOR, do: position, kind: support}
- {after: 1 hour, by: CYG, do: position, kind: support}
- {at: "2027-04-07T10:00", by: AUR, do: comment, paragraph: 1, body: Which?, quotation: daily}
- {after: 1 day, by: secretariat, do: step, step: close_comments}
"""
AMENDED = """\
- {after: 1 hour, by: BOR, do: amend, paragraph: 2, words: They review this after two years.}
- {after: 1 hour, by: CYG, do: amend, act: delete, paragraph: 3}
- {after: 1 hour, by: BOR, do: amend, act: add, follows: 3, kind: operative, words: They rest.}
- {after: 1 hour, by: CYG, do: cosponsor, amendment: 1}
- {after: 1 hour, by: BOR, do: end_cosponsorship, amendment: 2, refused: bad_input}
- after: 1 hour
  by: secretariat
  do: treat
  amendment: 1
  treating: modify
  words: They review this after three years.
  reason: Two are short.
- {after: 1 hour, by: BOR, do: answer_treatment, amendment: 1, accepts: true}
- {after: 1 hour, by: BOR, do: withdraw_amendment, amendment: 3}
- {after: 1 hour, by: secretariat, do: refuse_amendment, amendment: 2, reason: They must.}
- {after: 1 hour, by: secretariat, do: reopen_amendment, amendment: 2, reason: They need not.}
- {after: 1 hour, by: AUR, do: merge, accept: [1], refuse: [2], note: Meetings stay.}
"""
ENTERED = """\
- after: 1 hour
  by: secretariat
  do: enter
  evidence: Comments of March.docx
  amendments:
    - {organisation: BOR, paragraph: 2, words: They review this after two years.}
    - {organisation: CYG, act: delete, paragraph: 3, reason: They will.}
  comments:
    - {organisation: CYG, body: Which?, type: technical, paragraph: 1, quotation: daily}
    - {organisation: BOR, body: A good text.}
- {after: 1 hour, by: CYG, do: withdraw_amendment, amendment: 2}
"""
AGREED = """\
- {after: 1 hour, by: AUR, do: settle, paragraph: 1, reading: 2, note: Weekly it is.}
- {after: 1 hour, by: secretariat, do: agree, paragraphs: [1, 2], level: informal, pending: [CYG]}
- {after: 1 hour, by: chair, do: agree, paragraphs: [1], level: ad_referendum}
- {after: 1 hour, by: chair, do: reopen, paragraphs: [1], reason: CYG has no instructions.}
- {after: 1 hour, by: secretariat, do: link, title: Pace, paragraphs: [1, 2]}
- {after: 1 hour, by: secretariat, do: unlink, package: 1}
- after: 1 hour
  by: secretariat
  do: translate
  language: fr
  words: {3: Elles se rencontrent.}
"""
ON_BEHALF = f"{PROPOSE}{TO_REVISION}{ENTERED}"
STORY = f"{PROPOSE}{TO_REVISION}{AMENDED}{AGREED}"


@cache
def entries() -> list[dict[str, Any]]:
    """The whole story, as data."""
    rehearsal = lived(STORY, head=HEAD)
    assert [str(failure) for failure in rehearsal.failures] == []
    return rehearsal.data()


def said(*kinds: str) -> list[str]:
    """The sentences of the entries of these kinds."""
    return [entry["sentence"] for entry in entries() if entry["kind"] in kinds]


def test_amendments_are_told_with_the_numbers_of_their_paragraphs() -> None:
    assert said("amendment") == [
        "BOR proposed amendment 1: it changes words of paragraph 2.",
        "CYG proposed amendment 2: it deletes paragraph 3.",
        "BOR proposed amendment 3: it adds a paragraph after paragraph 3.",
    ]
    assert said("cosponsor") == ["CYG co-sponsors amendment 1."]
    assert said("treatment", "treatment_answer") == [
        "It was proposed to accept amendment 1 as modified.",
        "The sponsor of amendment 1 accepted the proposed treatment.",
    ]
    assert said("amendment_decided") == [
        "Amendment 3 was withdrawn.",
        "Amendment 2 was refused.",
        "Amendment 2 is on the table again.",
        "Amendment 1 was accepted as modified in version 2.",
        "Amendment 2 was refused.",
    ]


def test_brackets_and_agreement_are_told_with_the_numbers_of_their_paragraphs() -> None:
    assert said("bracket") == [
        "A bracket in paragraph 1 was settled in version 3: "
        "\u201c[daily] [weekly]\u201d became \u201cweekly\u201d.",
    ]
    assert said("agreement", "reopened", "package", "translation") == [
        "Agreed in informals, pending CYG: paragraphs 1 and 2.",
        "Agreed ad referendum: paragraph 1.",
        "Open again: paragraph 1.",
        "Package 1, \u201cPace\u201d, links paragraphs 1 and 2.",
        "Package 1 was dissolved.",
        "French: the words of 1 paragraph of version 3 were recorded.",
    ]


def test_whoever_hears_of_it_is_listed_with_why() -> None:
    about = {Kind.AMENDMENT, Kind.TREATMENT, Kind.AMENDMENTS_DECIDED, Kind.AGREEMENT_PENDING}
    mails = [e for e in entries() if e["kind"] == "mail" and e["mail"] in set(about)]
    assert {e["mail"] for e in mails} == {kind.value for kind in about}
    (treatment,) = [e for e in mails if e["mail"] == "treatment"]
    assert (treatment["part"], treatment["reason"]) == (
        "BOR",
        "focal point of BOR, which proposed the amendment",
    )
    pending = [e["organisation"] for e in mails if e["mail"] == "agreement_pending"]
    assert pending == ["CYG"]


def test_the_list_is_what_its_schema_says_and_has_every_kind_about_the_words() -> None:
    jsonschema_rs.validator_for(json_schema()).validate(entries())
    for entry in entries():
        needed = {n for n, (of, _) in KINDS.get(entry["kind"], {}).items() if of[-1] != "?"}
        assert needed <= entry.keys(), entry


def test_every_verb_about_the_words_is_in_the_story_but_taking_a_merge_back() -> None:
    about = {v for v, m in acts.VERBS.items() if m.__module__.endswith(".wording")}
    told = f"{STORY}{ENTERED}"
    assert {v for v in about if f"do: {v}" not in told} == {"undo_merge"}


def test_what_was_proposed_elsewhere_is_entered_and_told_with_its_evidence() -> None:
    rehearsal = lived(ON_BEHALF, head=HEAD)
    assert [str(failure) for failure in rehearsal.failures] == []
    entered = [e for e in rehearsal.data() if e.get("evidence")]
    jsonschema_rs.validator_for(json_schema()).validate(entered)
    assert [e["sentence"].partition(". ") for e in entered] == [
        (said, ". ", "The secretariat entered it on its behalf (evidence: Comments of March.docx).")
        for said in (
            "BOR proposed amendment 1: it changes words of paragraph 2",
            "CYG proposed amendment 2: it deletes paragraph 3",
            "CYG made comment 2",
            "BOR made comment 3",
        )
    ]
    assert [e["organisation"] for e in entered] == ["BOR", "CYG", "CYG", "BOR"]
    told = [e for e in rehearsal.data() if e["kind"] == "mail"]
    mails = [(e["mail"], e["part"]) for e in told if e["mail"].endswith(("_behalf", "entered"))]
    assert sorted(mails) == [
        ("entered_on_behalf", "BOR"),
        ("entered_on_behalf", "CYG"),
        ("proposals_entered", "AUR"),
    ]
    assert "amendment" not in {e["mail"] for e in told}


def test_a_merge_is_taken_back() -> None:
    undone = f"{STORY.split('- {after: 1 hour, by: AUR, do: settle')[0]}"
    undone += "- {after: 1 hour, by: AUR, do: undo_merge, reason: Too soon.}\n"
    rehearsal = lived(undone, head=HEAD)
    assert rehearsal.failures == ()
    assert [e.what["state"] for e in rehearsal.entries if e.kind == "amendment_decided"][-1] == (
        "open"
    )


@pytest.mark.parametrize(
    "act",
    [
        "settle, paragraph: 2",
        "settle, paragraph: 9",
        "treat, amendment: 1, treating: modify",
        "agree, paragraphs: [1]",
        "amend, paragraph: 9, words: x",
        "enter, evidence: A file",
        "enter, evidence: A file, comments: [{organisation: BOR, body: x, quotation: y}]",
    ],
)
def test_what_cannot_be_done_to_the_words_is_refused(act: str) -> None:
    by = "BOR" if act.startswith("amend") else "secretariat"
    tried = f"- {{after: 1 hour, by: {by}, do: {act}, refused: bad_input}}\n"
    first = AMENDED.split("\n")[0] + "\n"
    assert failures(f"{PROPOSE}{TO_REVISION}{first}{tried}", head=HEAD) == []
