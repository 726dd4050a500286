"""Scenario files: what is wrong is told with its line and what to write instead."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from placet.api.problems import TABLE
from placet.engine import commands as c
from placet.engine import errors
from placet.engine.errors import BadDefinition
from placet.engine.model import Capacity, Role
from placet.workflows import scenario
from placet.workflows.scenario import Who, acts
from placet.workflows.scenario.parts import Refusal
from tests.rehearsal.stories import HEAD, PROPOSE

GOOD = (
    HEAD
    + PROPOSE
    + """\
- {after: 2 days, by: BOR, do: position, kind: support}
- {at: 2027-03-25T09:00, by: secretariat, do: extend, deadline: 2027-04-09, reason: Easter.}
until: 2027-04-10
expect:
- {stage: comment, at: 2027-04-09T23:59}
- {mails: {reminder: 2}, to: AUR}
"""
)


def refused(text: str) -> tuple[str, ...]:
    with pytest.raises(BadDefinition) as error:
        scenario.parse(text, "s.yaml")
    return error.value.problems


def line_of(fragment: str) -> int:
    return GOOD[: GOOD.index(fragment)].count("\n") + 1


def test_the_story_of_these_tests_is_a_good_one() -> None:
    read = scenario.parse(GOOD, "s.yaml")
    assert [a.at for a in read.acts] == [
        datetime(2027, 3, 22, 9, tzinfo=UTC),
        datetime(2027, 3, 24, 9, tzinfo=UTC),
        datetime(2027, 3, 25, 8, tzinfo=UTC),
    ]
    assert read.acts[0].by == Who(None, "AUR", Capacity.FOCAL_POINT)
    assert read.acts[2].by == Who(role=Role.SECRETARIAT)
    assert read.acts[2].moments == {"deadline": datetime(2027, 4, 9, 21, 59, tzinfo=UTC)}
    assert read.until == datetime(2027, 4, 10, 21, 59, tzinfo=UTC)
    assert [s.organisation for s in read.cast.seated] == ["AUR", "BOR"]
    assert [h.name for h in read.cast.seated[1].people.values()] == ["BOR, focal point"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("schema_version: 1", "schema_version: 2", "schema_version: input should be 1; write 1"),
        ("zone: Europe/Brussels", "zone: Brussels", "Brussels is not a time zone; write a name"),
        ("zone: Europe/Brussels", "zon: Europe/Brussels", "no such key; did you mean zone?"),
        ("starts: 2027-03-22T09:00", "starts: 2027-03-22", "is not a time; write it as"),
        ("- BOR", "- AUR", "participants.1: AUR sits there already; remove it"),
        ("- BOR", "- {organisation: BOR, weight: -1}", "greater than or equal to 0"),
        ("- BOR", "- {organisation: BOR, people: {focal: Bo}}", "did you mean focal_point?"),
        ("- BOR", "- chair", "participants.1: chair is an office; rename it"),
        ("- BOR", "- B O R", "use up to 20 letters, digits"),
        ("secretariat: Sue", "secretariat: {name: Sue, zone: Mars}", "Mars is not a time zone"),
        ("secretariat: Sue", "lead: CYG\nsecretariat: Sue", "nobody at the table is called CYG"),
        ("text: [The", "txt: [The", "objective.text: this key is missing; add it"),
        ("text: [The organisations share soundings., They review this after a year.]",
         "text: []", "there are no words in it; write at least one paragraph"),
        ("do: position", "do: positon", "positon is not known here; did you mean position?"),
        ("do: position, kind: support", "do: comment", "body: this key is missing; add it"),
        ("kind: support", "kinds: support", "there is no such key; did you mean kind?"),
        ("kind: support", "kind: support, qualifiers: [with_reserve]", "did you mean with_reserv"),
        ("kind: support", "kind: support, refused: to_late", "did you mean too_late?"),
        ("kind: support", "kind: 3", "write text, in quotes where it looks like a number"),
        ("by: BOR", "by: BRO", "nobody at the table is called BRO; did you mean BOR?"),
        ("by: BOR", "by: BOR/alternate", "BOR has no alternate; it has focal_point"),
        ("by: secretariat", "by: secretary", "did you mean secretariat?"),
        ("after: 2 days", "after: two days", "two days is not a length of time; write it as"),
        ("after: 2 days", "after: 2 days, at: 2027-03-24T10:00", "not both; remove one"),
        ("after: 2 days", "at: 2027-03-28T02:30", "is skipped by the clocks of Europe/Brussels"),
        ("after: 2 days", "at: 2027-10-31T02:30", "2027-10-31T02:30+02:00 or 2027-10-31T02:30+01"),
        ("at: 2027-03-25", "at: 2027-03-23", "this is before the act before it"),
        ("at: 2027-03-25", "at: 2072-03-25", "more than twenty years on; look at the year"),
        ("deadline: 2027-04-09", "deadline: soon", "soon is not a time; write it as 2027-03-26"),
        ("do: propose", "do: no_comments", "nothing is proposed yet; put an act `do: propose`"),
        ("kind: support", "kind: support}\n- {by: AUR, do: propose", "one objective in a scenario"),
        ("do: position, kind: support", "do: revise", "either `text` or `changes`; write one"),
        ("do: position, kind: support", "do: dismiss, organisation: BOR, capacity: observer",
         "BOR has no observer; appoint one first"),
        ("do: position, kind: support", "do: hand_over, leads: [ARU]", "did you mean AUR?"),
        ("until: 2027-04-10", "until: 2027-03-24", "until: this is before the last act; move it"),
        ("{stage: comment, at: 2027-04-09T23:59}", "{at: 2027-04-09T23:59}",
         "nothing is expected here; name a stage, an outcome, mails or an entry"),
        ("{stage: comment, at: 2027-04-09T23:59}", "{outcome: lapsed, at: 2027-04-09T23:59}",
         "`at` goes with a stage or an entry; add one"),
        ("mails: {reminder: 2}", "mails: {remindr: 2}", "did you mean reminder?"),
        ("to: AUR", "to: Adda", "nobody is called Adda; did you mean Ada?"),
    ],
)  # fmt: skip
def test_a_broken_scenario_names_the_line_and_the_remedy(old: str, new: str, said: str) -> None:
    told = refused(GOOD.replace(old, new, 1))
    found = [problem for problem in told if said in problem]
    assert found, told
    file, row, column, words = found[0].split(":", 3)
    assert file == "s.yaml"
    assert abs(int(row) - line_of(old)) <= 1
    assert int(column) >= 1
    assert words.startswith(" ")


def test_all_problems_are_told_at_once_and_in_the_order_of_the_file() -> None:
    broken = GOOD.replace("by: BOR", "by: BRO").replace("until: 2027-04-10", "until: later")
    lines = [int(problem.split(":")[1]) for problem in refused(broken + "- {to: Ada}\n")]
    assert len(lines) == 3
    assert lines == sorted(lines)


@given(st.integers(0, len(GOOD)), st.text(max_size=3), st.integers(0, 40))
def test_a_damaged_scenario_is_read_or_refused(at: int, put: str, cut: int) -> None:
    try:
        told = len(scenario.parse(GOOD[:at] + put + GOOD[at + cut :], "s.yaml").acts)
    except BadDefinition as bad:
        told = len(bad.problems)
    assert told > 0


def test_a_file_that_is_not_utf_8_names_the_line(tmp_path: Path) -> None:
    path = tmp_path / "s.yaml"
    path.write_bytes(b"title: x\nzone: \xff\n")
    with pytest.raises(BadDefinition) as error:
        scenario.load(path)
    assert error.value.problems == (f"{path}:2:1: this is not UTF-8; save the file as UTF-8",)


COMMANDS: dict[str, type] = {
    "propose": c.Propose,
    "revise": c.ReviseText,
    "comment": c.MakeComment,
    "no_comments": c.StateNoComments,
    "answer": c.AnswerComment,
    "withdraw_comment": c.WithdrawComment,
    "position": c.RecordPosition,
    "withdraw_position": c.WithdrawPosition,
    "confirm": c.ConfirmPosition,
    "step": c.TakeStep,
    "extend": c.ChangeDeadline,
    "more_rounds": c.ExtendRounds,
    "hand_over": c.HandOverLead,
    "admit": c.AdmitOrganisation,
    "sign": c.RecordSignature,
    "enter_into_force": c.SetEntryIntoForce,
    "review": c.ScheduleReview,
    "remind": c.SendReminders,
    "set_meeting": c.ScheduleMeeting,
    "name_reviewer": c.NameReviewer,
    "give_review": c.GiveReview,
    "amend": c.ProposeAmendment,
    "enter": c.EnterProposals,
    "cosponsor": c.CosponsorAmendment,
    "end_cosponsorship": c.EndCosponsorship,
    "withdraw_amendment": c.WithdrawAmendment,
    "treat": c.ProposeTreatment,
    "answer_treatment": c.AnswerTreatment,
    "merge": c.MergeAmendments,
    "undo_merge": c.UndoMerge,
    "refuse_amendment": c.RefuseAmendment,
    "reopen_amendment": c.ReopenAmendment,
    "settle": c.SettleBracket,
    "agree": c.AgreeParagraphs,
    "reopen": c.ReopenParagraphs,
    "link": c.FormPackage,
    "unlink": c.DissolvePackage,
    "translate": c.RecordTranslation,
    "invite": c.InviteOrganisation,
    "appoint": c.AppointDelegate,
    "dismiss": c.EndDelegate,
}
FILLED_IN: dict[str, set[str]] = {
    "propose": {  # the scenario's objective, which begins in Placet
        "title",
        "purpose",
        "text",
        "minted",
        "ref",
        "earlier",
        "dated",
        "origins",
        "restricted_to",
    },
    "revise": {"base", "minted", "origins"},
    "set_meeting": {"meeting"},  # a scenario has no called meetings
    "amend": {"base", "change", "group"},  # a scenario has no groups
    "comment": {"group"},
    "enter": {"base"},
    "treat": {"change"},
    "answer_treatment": {"proposed_at"},  # in a scenario the treatment that is there is read
    "merge": {"base", "shown"},
    "undo_merge": {"version"},
    "settle": {"base", "place"},
    "agree": {"base"},
    "translate": {"base"},
    "answer": {"implemented", "take_wording", "words", "base"},  # a scenario revises its text
    "position": {"text_hash"},
    "remind": {"run", "step"},
    "appoint": {"person", "since", "until", "email"},
    "invite": {"observer", "to_accede", "answer_by"},
    "dismiss": {"person"},
}
RENAMED: dict[str, dict[str, str]] = {
    "answer": {"number": "comment"},
    "withdraw_comment": {"number": "comment"},
    "cosponsor": {"number": "amendment"},
    "end_cosponsorship": {"number": "amendment"},
    "withdraw_amendment": {"number": "amendment"},
    "treat": {"number": "amendment"},
    "answer_treatment": {"number": "amendment"},
    "refuse_amendment": {"number": "amendment"},
    "reopen_amendment": {"number": "amendment"},
    "unlink": {"number": "package"},
    "review": {"at": "begins"},
    "set_meeting": {"at": "meets"},
}
"""`at` is when an act is done; the others say of what the number is."""

NOBODY_S = {c.CloseStage, c.RegisterOrganisation, c.InvitePerson, c.OpenNegotiation}
"""The clock's own command, and what lays the table."""

BESIDE_POSITIONS = {
    c.EnterPositions,
    c.AwaitInstructions,
    c.RecordLatePosition,
    c.MakeStatement,
    c.LiftReserve,
    c.OverrideReserve,
    c.WithdrawStatement,
    c.RaiseConcern,
    c.ResolveConcern,
    c.WithdrawConcern,
    c.ReopenConcern,
    c.EndorseProposal,
    c.EndEndorsement,
}
MEETINGS = set(get_args(c.MeetingCommand))
NOT_PLAYED = {c.AppointOfficer, c.PublishDefinition, c.MoveToVersion} | MEETINGS
"""The offices of a scenario are given before it begins, and it has one procedure."""

NOT_PLAYED |= {
    c.AnswerComments,
    c.ClearAnswer,
    c.PublishDispositions,
    c.RateAnswer,
    c.SaveTemplate,
    c.RemoveTemplate,
    c.SendDigests,
    *get_args(c.GroupCommand),
    *get_args(c.ProxyCommand),
    *get_args(c.ActingCommand),
    c.DissociateFromAmendment,
}
"""Who may answer for whom does not change what a procedure does with the answers, so every
organisation of a scenario answers for itself, and what groups say is counted nowhere."""

NOT_PLAYED |= BESIDE_POSITIONS
"""What stands beside the positions never changes what becomes of them."""

NOT_PLAYED |= {c.SubmitComments}
"""Comments that are submitted together are as many comments, which a scenario has one by one."""

NOT_PLAYED |= {
    c.AnswerComments,
    c.ClearAnswer,
    c.PublishDispositions,
    c.RateAnswer,
    c.SaveTemplate,
    c.RemoveTemplate,
}
"""Answers are given one by one and published when the stage is left; what authors say of them
moves nothing."""

NOT_PLAYED |= set(get_args(c.MeetingCommand))
"""Of meetings a rehearsal needs only the instant, which `set_meeting` gives."""

NOT_PLAYED |= {c.RestrictObjective}
"""Whoever rehearses a procedure sees everything."""

NOT_PLAYED |= {c.LinkObjectives, c.UnlinkObjectives}
"""A scenario is about one objective."""

NOT_PLAYED |= {*get_args(c.BeginningCommand), c.NameProvisions}
"""Nor does it tell what was said before there was a text."""

NOT_PLAYED |= {*get_args(c.DelegationCommand), *get_args(c.BodyCommand)}
"""Its organisations sit at the table from the beginning, and everybody is there; papers and
bodies change nothing of how a procedure runs."""


def test_every_command_that_a_person_may_give_has_a_verb() -> None:
    every = {kind for union in get_args(c.Command) for kind in get_args(union) or (union,)}
    assert set(COMMANDS.values()) | NOBODY_S | NOT_PLAYED == every
    assert set(acts.VERBS) - {"wait"} == set(COMMANDS)


@pytest.mark.parametrize("verb", COMMANDS)
def test_every_argument_of_a_command_can_be_given_or_is_filled_in(verb: str) -> None:
    names = {f.name for f in fields(COMMANDS[verb])} - FILLED_IN.get(verb, set())
    wanted = {RENAMED.get(verb, {}).get(name, name) for name in names}
    given = set(acts.VERBS[verb].model_fields) - set(acts.Act.model_fields) - {"do"}
    if "organisation" not in given:
        wanted.discard("organisation")  # it is the actor's own
    assert wanted <= given, "add the argument to the verb, or say that it is filled in"


def test_every_refusal_of_the_engine_can_be_expected() -> None:
    of_the_engine = {e: slug for e, (_, slug) in TABLE.items() if e.__module__ == errors.__name__}
    names = {slug.replace("-", "_") for slug in of_the_engine.values()}
    never = {"key_reused", "bad_definition", "bad_ledger", "obstructed"}
    assert set(get_args(Refusal)) == names - never
