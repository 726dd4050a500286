"""What a rehearsal lists: everything, at its own instant, to whom and why."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from placet.api.rehearsal import house, rehearse
from placet.engine.errors import BadDefinition
from placet.engine.messages import Kind
from tests.rehearsal.stories import HEAD, PROPOSE, failures, lived, procedure, story, told

OBJECTION = """\
- {after: 1 hour, by: AUR/alternate, do: position, kind: support}
- {at: 2027-03-24T10:00, by: AUR, do: step, step: proceed, refused: not_allowed}
- at: 2027-03-29T10:00
  by: BOR
  do: position
  kind: object
  reasons: Too vague.
  no_wording: true
  paragraphs: [2]
- {at: 2027-04-05T23:59, by: BOR, do: position, kind: support, refused: too_late}
- {at: 2027-04-06T09:00, by: secretariat, do: step, step: abandon, reason: No way on.}
"""


def brief(entry: dict[str, Any]) -> str:
    """An entry in a line: instant, kind, and what makes it this one."""
    by_kind = {
        "stage": ("stage",),
        "deadline": ("deadline",),
        "decision": ("step", "by"),
        "position": ("organisation", "position"),
        "verdict": ("passed",),
        "outcome": ("outcome",),
        "reminder": ("step",),
        "refusal": ("by", "refused"),
        "ballot": ("state",),
        "mail": ("mail", "to", "reason"),
    }
    said = (str(entry[name]) for name in by_kind.get(entry["kind"], ()))
    return " | ".join((entry["at"], entry["kind"], *said))


def test_everything_that_happens_is_listed_in_the_order_of_time() -> None:
    taking_part = [("Ada", "focal point of AUR"), ("Alf", "alternate of AUR")]
    taking_part.append(("BOR, focal point", "focal point of BOR"))
    officers = [("Sue", "secretariat"), ("Cleo", "chair")]
    assert [brief(entry) for entry in told(PROPOSE + OBJECTION)] == [
        "2027-03-22T09:00:00Z | proposal",
        "2027-03-22T09:00:00Z | stage | proposal",
        "2027-03-22T09:00:00Z | deadline | 2027-04-05T21:59:00Z",
        "2027-03-22T09:00:00Z | ballot | open",
        *(
            f"2027-03-22T09:00:00Z | mail | proposed | {to} | {part}, which owes a position"
            for to, part in taking_part
        ),
        *(
            f"2027-03-22T09:00:00Z | mail | proposed | {to} | {part}, who serves the negotiation"
            for to, part in officers
        ),
        "2027-03-22T10:00:00Z | position | AUR | support",
        *(
            f"2027-03-22T10:00:00Z | mail | receipt | {to} | {part}, whose position was recorded"
            for to, part in taking_part[:2]
        ),
        "2027-03-24T09:00:00Z | refusal | AUR | not_allowed",
        "2027-03-29T08:00:00Z | position | BOR | object",
        "2027-03-29T08:00:00Z | mail | receipt | BOR, focal point | focal point of BOR, whose "
        "position was recorded",
        "2027-04-05T21:59:00Z | verdict | False",
        "2027-04-05T21:59:00Z | closed",
        *(
            f"2027-04-05T21:59:00Z | mail | decision_needed | {to} | {part}, who must decide"
            for to, part in officers
        ),
        "2027-04-05T21:59:00Z | refusal | BOR | too_late",
        "2027-04-06T07:00:00Z | decision | abandon | secretariat",
        "2027-04-06T07:00:00Z | stage | not_adopted",
        "2027-04-06T07:00:00Z | outcome | not_adopted",
        *(
            f"2027-04-06T07:00:00Z | mail | outcome | {to} | {part}, which takes part"
            for to, part in taking_part
        ),
        *(
            f"2027-04-06T07:00:00Z | mail | outcome | {to} | {part}, who serves the negotiation"
            for to, part in officers
        ),
    ]


def test_an_entry_says_what_it_concerns() -> None:
    entries = told(PROPOSE + OBJECTION)
    held = next(e for e in entries if e["kind"] == "position" and e["organisation"] == "BOR")
    assert held == {
        "at": "2027-03-29T08:00:00Z",
        "kind": "position",
        "organisation": "BOR",
        "position": "object",
        "ballot": 1,
        "paragraphs": ["2"],
        "reasons": "Too vague.",
        "by": "BOR",
        "sentence": "BOR objects to the text of ballot 1.",
    }
    verdict = next(e for e in entries if e["kind"] == "verdict")
    assert verdict["rule"] == "no_objection@1"
    assert verdict["blockers"] == ["BOR"]
    assert verdict["findings"][0]["sentence"] == "Objections: 1; none is allowed. Not met."
    assert verdict["needed"] == ["1 Object to resolve"]


def test_reminders_go_only_to_those_who_still_owe_and_stop_at_the_answer() -> None:
    answers = "- {at: 2027-04-03T12:00, by: BOR, do: position, kind: support}\n"
    entries = told(PROPOSE + answers, "until: 2027-04-06\n")
    chased = [
        (e["at"], e["mail"], e["organisation"])
        for e in entries
        if e["kind"] == "mail" and e["mail"] in ("reminder", "last_call")
    ]
    assert chased == [
        ("2027-03-29T21:59:00Z", "reminder", "AUR"),
        ("2027-03-29T21:59:00Z", "reminder", "AUR"),
        ("2027-03-29T21:59:00Z", "reminder", "BOR"),
        ("2027-04-02T21:59:00Z", "reminder", "AUR"),
        ("2027-04-02T21:59:00Z", "reminder", "AUR"),
        ("2027-04-02T21:59:00Z", "reminder", "BOR"),
        ("2027-04-04T21:59:00Z", "last_call", "AUR"),
        ("2027-04-04T21:59:00Z", "last_call", "AUR"),
    ]


def test_hours_are_elapsed_time_across_the_change_of_clocks() -> None:
    acts = (
        "- {at: 2027-03-26T10:00, by: AUR, do: propose, deadline: 72 hours}\n"
        "- {at: 2027-03-29T10:59, by: AUR, do: position, kind: support}\n"
        "- {at: 2027-03-29T11:00, by: BOR, do: position, kind: support, refused: too_late}\n"
    )
    entries = told(acts)
    deadline = next(e for e in entries if e["kind"] == "deadline")
    assert (deadline["at"], deadline["deadline"]) == (
        "2027-03-26T09:00:00Z",
        "2027-03-29T09:00:00Z",
    )
    stages = [(e["at"], e["stage"]) for e in entries if e["kind"] == "stage"]
    assert stages[-1] == ("2027-03-29T09:00:00Z", "comment")


def test_a_moved_deadline_is_an_extension_that_names_the_old_one() -> None:
    move = (
        "- {at: 2027-03-25T09:00, by: chair, do: extend, deadline: 2027-04-09, reason: Easter.}\n"
    )
    entries = told(PROPOSE + move)
    moved = next(e for e in entries if e["kind"] == "extension")
    assert (moved["was"], moved["deadline"], moved["by"], moved["reason"]) == (
        "2027-04-05T21:59:00Z",
        "2027-04-09T21:59:00Z",
        "chair",
        "Easter.",
    )
    told_of_it = [e["to"] for e in entries if e.get("mail") == "deadline_changed"]
    assert told_of_it == ["Ada", "Alf", "BOR, focal point", "Sue", "Cleo"]


def test_who_sits_at_the_table_may_change_while_it_is_lived() -> None:
    acts = (
        "- {at: 2027-03-22T09:30, by: chair, do: invite, organisation: CYG, refused: not_allowed}\n"
        "- {after: PT1M, by: secretariat, do: invite, organisation: CYG}\n"
        + PROPOSE
        + "- {after: 1 hour, by: CYG, do: position, kind: support}\n"
        "- {after: 1 hour, by: secretariat, do: dismiss, organisation: AUR}\n"
        "- {after: 1 hour, by: AUR, do: position, kind: support}\n"
        "- {after: 1 hour, by: AUR/focal_point, do: position, kind: object, refused: not_found}\n"
        "- {after: 1 hour, by: secretariat, do: appoint, organisation: AUR, name: Ann}\n"
        "- {after: 1 hour, by: AUR/focal_point, do: position, kind: stand_aside}\n"
    )
    entries = told(acts)
    held = [(e["by"], e["position"]) for e in entries if e["kind"] == "position"]
    assert held == [("CYG", "support"), ("AUR/alternate", "support"), ("AUR", "stand_aside")]
    assert [e["to"] for e in entries if e.get("mail") == "invitation"] == [
        "CYG, focal point",
        "Ann",
    ]


def test_an_act_that_changes_nothing_is_listed_as_such() -> None:
    again = "- {after: 1 hour, by: AUR, do: position, kind: support}\n" * 2
    kinds = [e["kind"] for e in told(PROPOSE + again)]
    assert kinds.count("position") + kinds.count("nothing") == 2


def test_an_unexpected_refusal_ends_the_rehearsal_with_its_place() -> None:
    acts = PROPOSE + "- {after: 1 hour, by: chair, do: position, kind: support}\n"
    rehearsal = lived(acts + "- {after: 1 hour, by: BOR, do: position, kind: support}\n")
    (failure,) = rehearsal.failures
    assert str(failure).startswith("story.yaml:15:3: `position` by chair was refused (not_allowed)")
    assert rehearsal.entries[-1].kind == "refusal"
    assert rehearsal.entries[-1].what["expected"] is False


@pytest.mark.parametrize(
    ("act", "said"),
    [
        (
            "{after: 1 hour, by: BOR, do: position, kind: support, refused: too_late}",
            "story.yaml:15:3: `position` by BOR must be refused (too_late) and was carried out",
        ),
        (
            "{after: 1 hour, by: chair, do: position, kind: support, refused: too_late}",
            "(expected: too_late)",
        ),
        (
            "{after: 1 hour, by: BOR, do: position, kind: agree}",
            "'agree' is not a position that this ballot offers. Choose one of: support,",
        ),
        (
            "{after: 1 hour, by: secretariat, do: step, step: adopt}",
            "was refused (illegal_move)",
        ),
        (
            "{after: 1 hour, by: AUR, do: revise, changes: {9: What?}}",
            "is not in this text",
        ),
        (
            "{after: 1 hour, by: BOR, do: position, kind: support, ballot: 2}",
            "was refused (not_open)",
        ),
    ],
)
def test_what_goes_otherwise_is_told_with_its_place(act: str, said: str) -> None:
    (failure,) = failures(f"{PROPOSE}- {act}\n")
    assert said in failure
    assert failure.startswith("story.yaml:15:3: ")


@pytest.mark.parametrize(
    ("expected", "said"),
    [
        ("{stage: comment}", "the stage comment is expected at the end; it is proposal"),
        (
            "{stage: proposal, at: 2027-03-22T11:00}",
            "the stage proposal is expected to begin at 2027-03-22T10:00:00Z; it began at "
            "2027-03-22T09:00:00Z",
        ),
        ("{outcome: adopted}", "the outcome adopted is expected; it is none"),
        ("{mails: {proposed: 4}}", "4 mails proposed are expected; 5 went out"),
        ("{mails: {proposed: 1}, to: AUR}", "1 mails proposed to AUR are expected; 2 went out"),
        (
            "{entry: {kind: ballot, seats: [AUR]}}",
            "at least one entry with kind: ballot, seats: ['AUR'] is expected; there are 0",
        ),
        (
            "{entry: {kind: stage}, times: 2}",
            "2 entry with kind: stage is expected; there are 1",
        ),
    ],
)
def test_an_end_that_is_otherwise_is_told_with_its_place(expected: str, said: str) -> None:
    assert failures(PROPOSE, f"expect:\n- {expected}\n") == [f"story.yaml:16:3: {said}"]


def test_an_end_that_is_as_expected_is_not_spoken_of() -> None:
    end = (
        "expect:\n"
        "- {stage: proposal, at: 2027-03-22T10:00}\n"
        "- {mails: {proposed: 1, reminder: 0}, to: Ada}\n"
        "- {entry: {kind: deadline, deadline: 2027-04-05T23:59}, at: 2027-03-22T10:00, times: 1}\n"
    )
    assert failures(PROPOSE, end) == []


def test_a_scenario_for_another_procedure_is_refused() -> None:
    head = HEAD.replace("zone:", "workflow: un-silence\nzone:")
    with pytest.raises(BadDefinition) as refused:
        rehearse(procedure(), story(PROPOSE, head=head))
    assert refused.value.problems == (
        "story.yaml:3:11: workflow: this scenario is for un-silence, not for joint-objective; "
        "name the other file",
    )


def test_a_table_at_which_nobody_could_sit_is_refused_with_its_place() -> None:
    head = HEAD.replace("- BOR", "- {organisation: BOR, classes: [a class with a long name]}")
    with pytest.raises(BadDefinition) as refused:
        lived(PROPOSE, head=head)
    assert refused.value.problems == (
        "story.yaml:6:3: participants: classes: 24 characters are too many; 20 are allowed. "
        "Shorten the text.",
    )


def test_the_same_scenario_gives_the_same_list() -> None:
    assert lived(PROPOSE + OBJECTION) == lived(PROPOSE + OBJECTION)


def test_nothing_is_left_behind_and_no_installation_is_touched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(house, "MEMORY", tmp_path / "none")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setenv("PLACET_DATABASE", f"sqlite:///{tmp_path}/installation.sqlite")
    monkeypatch.setenv("PLACET_MAIL_TRANSPORT", "smtp")
    assert lived(PROPOSE + OBJECTION).failures == ()
    assert list(tmp_path.iterdir()) == []


def test_every_mail_says_why_its_reader_gets_it() -> None:
    for entry in told(PROPOSE + OBJECTION):
        if entry["kind"] == "mail":
            assert entry["mail"] in list(Kind)
            assert entry["subject"].endswith("[REHEARSAL]")
            assert entry["address"].endswith("@rehearsal.example")
