"""The procedures that come with Placet: sound, sourced, rehearsed, and with the bodies' figures."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from placet.api.rehearsal import Rehearsal
from placet.engine.soundness import examine
from placet.engine.soundness.explore import explore
from placet.engine.workflow import Workflow
from placet.workflows import scenario, shipped
from tests.rehearsal.test_shipped_scenarios import FOLDER, lived

LIBRARY = {name: workflow for (name, _), workflow in sorted(shipped().items())}
STANDARDS = (
    "cabf-ballot",
    "codex-standard",
    "ietf-document",
    "ippc-standard",
    "iso-review",
    "iso-standard",
    "itu-aap",
    "itu-tap",
    "w3c-recommendation",
)
every = pytest.mark.parametrize("workflow", LIBRARY.values(), ids=LIBRARY.keys())


def rehearsed(name: str) -> Rehearsal:
    """The scenario of that name, lived."""
    return lived(FOLDER / f"{name}.yaml")


def told(name: str, kind: str, **said: object) -> list[dict[str, object]]:
    """The entries of a rehearsal of this kind that say at least this."""
    entries = [dict(e.what) for e in rehearsed(name).entries if e.kind == kind]
    return [e for e in entries if said.items() <= e.items()]


# Soundness


@every
def test_nothing_in_a_procedure_that_is_shipped_is_worth_a_warning(workflow: Workflow) -> None:
    flaws, proof = examine(workflow)
    assert flaws == ()
    assert proof is not None
    assert proof.all_can_end


@every
def test_every_stage_is_come_to_and_every_step_can_be_taken(workflow: Workflow) -> None:
    found = explore(workflow)
    assert found.stages == set(workflow.stages)
    taken = {at for (at, _), seen in found.run.seen.items() if seen.taken}
    assert taken == set(range(len(workflow.steps)))


# Words


@every
def test_a_procedure_names_its_source_and_what_is_not_confirmed(workflow: Workflow) -> None:
    assert len(workflow.source.split()) >= 2
    assert all(line.endswith(".") for line in workflow.unconfirmed)


@every
def test_titles_are_titles_and_consequences_sentences(workflow: Workflow) -> None:
    for stage in workflow.stages.values():
        assert stage.title[0].isupper()
        assert not stage.title.endswith(".")
    for step in workflow.steps:
        assert step.title[0].isupper()
        assert not step.title.endswith(".")
        assert step.consequence[0].isupper()
        assert step.consequence.endswith(".")


# Rehearsals


@every
def test_every_procedure_has_a_scenario_of_its_name(workflow: Workflow) -> None:
    assert workflow.name in scenario.shipped()
    assert scenario.load(FOLDER / f"{workflow.name}.yaml").workflow == workflow.name


@every
def test_a_scenario_shows_a_refusal_and_comes_to_an_end(workflow: Workflow) -> None:
    assert told(workflow.name, "refusal", expected=True)
    stages = [str(e["stage"]) for e in told(workflow.name, "stage")]
    assert any(workflow.stages[stage].end for stage in stages)


@pytest.mark.parametrize("name", STANDARDS)
def test_a_standard_goes_back_before_it_comes_to_its_end(name: str) -> None:
    """But for the systematic review, which is held once every five years."""
    decisions = told(name, "decision")
    left = Counter(e["stage"] for e in decisions if e["stage"] != e["leads_to"])
    assert max(left.values()) > 1 or name == "iso-review"
    assert LIBRARY[name].stages[str(told(name, "stage")[-1]["stage"])].end


def test_an_enquiry_draft_of_iso_fails_comes_back_revised_and_is_published() -> None:
    verdicts = {str(e["stage"]): e["passed"] for e in closed("iso-standard")}
    assert (verdicts["enquiry"], verdicts["revised_enquiry"], verdicts["approval"]) == (
        False,
        True,
        True,
    )
    codes = [str(e["code"]) for e in told("iso-standard", "stage") if "code" in e]
    assert codes[-11:] == [
        "40.20", "40.93", "40.93", "40.00", "40.20", "40.99", "50.00", "50.20", "60.00",
        "60.00", "60.60",
    ]  # fmt: skip


def test_one_p_member_is_not_enough_to_dispute_a_decision_and_two_are() -> None:
    notices = [e["passed"] for e in closed("iso-standard") if e["stage"] == "enquiry_notice"]
    assert notices == [False, True]
    objectors = Counter(e["ballot"] for e in told("iso-standard", "position", position="object"))
    assert sorted(objectors.values()) == [1, 2]


def test_a_discuss_holds_a_document_until_it_is_cleared() -> None:
    verdicts = [(e["stage"], e["passed"]) for e in closed("ietf-document")]
    assert verdicts == [("deferred", False), ("follow_up", True)]
    held = [e["position"] for e in told("ietf-document", "position", organisation="SEC")]
    assert held == ["discuss", "discuss", "yes"]
    (outcome,) = told("ietf-document", "outcome")
    assert (outcome["outcome"], outcome["version"]) == ("adopted", 3)


def closed(name: str) -> list[dict[str, object]]:
    """The verdicts of a rehearsal, each with the stage of its ballot."""
    stages = {e["ballot"]: e["stage"] for e in told(name, "ballot", state="open")}
    return [{**e, "stage": stages[e["ballot"]]} for e in told(name, "verdict")]


# Figures


@pytest.mark.parametrize(
    ("name", "stage", "period", "minimum"),
    [
        ("iso-standard", "preliminary", "36 months", ""),
        ("iso-standard", "proposal", "12 weeks", "8 weeks"),
        ("iso-standard", "proposal_experts", "2 weeks", ""),
        ("iso-standard", "skipping", "4 weeks", ""),
        ("iso-standard", "overrun", "6 months", ""),
        ("iso-standard", "committee", "8 weeks", ""),
        ("iso-standard", "compilation", "4 weeks", ""),
        ("iso-standard", "enquiry_notice", "8 weeks", ""),
        ("iso-standard", "committee_text", "12 weeks", ""),
        ("iso-standard", "enquiry_text", "16 weeks", ""),
        ("iso-standard", "enquiry", "12 weeks", ""),
        ("iso-standard", "revised_enquiry", "8 weeks", ""),
        ("iso-standard", "revised_enquiry_notice", "8 weeks", ""),
        ("iso-standard", "final_text", "16 weeks", ""),
        ("iso-standard", "approval", "8 weeks", ""),
        ("iso-standard", "publication", "6 weeks", ""),
        ("iso-standard", "abandoned", "12 weeks", ""),
        ("iso-standard", "appeal", "4 weeks", ""),
        ("iso-standard", "conciliation", "12 weeks", ""),
        ("iso-review", "review", "20 weeks", ""),
        ("iso-review", "withdrawal", "8 weeks", ""),
        ("ippc-standard", "first_consultation", "90 days", "90 days"),
        ("ippc-standard", "objections", "3 weeks before the meeting", "3 weeks"),
        ("ietf-document", "last_call", "2 weeks", "2 weeks"),
        ("ietf-document", "long_last_call", "4 weeks", "4 weeks"),
        ("ietf-document", "approved", "2 months", ""),
        ("itu-aap", "last_call", "4 weeks", ""),
        ("itu-aap", "additional_review", "3 weeks", ""),
        ("itu-aap", "meeting", "at the meeting", "3 weeks"),
        ("itu-aap", "more_time", "4 weeks after the meeting", ""),
        ("itu-aap", "deletion", "3 months", ""),
        ("itu-tap", "consultation", "7 business days before the meeting", "11 weeks"),
        ("itu-tap", "more_time", "4 weeks after the meeting", ""),
        ("w3c-recommendation", "review", "28 days", "28 days"),
        ("w3c-recommendation", "mediation", "90 days", ""),
        ("w3c-recommendation", "short_circuit", "2 weeks", ""),
        ("w3c-recommendation", "council", "45 days", ""),
        ("w3c-recommendation", "report", "14 days", ""),
        ("w3c-recommendation", "recommendation", "3 weeks", ""),
        ("w3c-recommendation", "appeal_support", "1 week", ""),
        ("cabf-ballot", "discussion", "168 hours", "168 hours"),
        ("cabf-ballot", "vote", "168 hours", "168 hours"),
        ("cabf-ballot", "maintenance_review", "30 days", ""),
        ("cabf-ballot", "guideline_review", "60 days", ""),
    ],
)
def test_a_period_is_the_one_that_the_body_writes(
    name: str, stage: str, period: str, minimum: str
) -> None:
    found = LIBRARY[name].stages[stage]
    assert (found.period, found.minimum) == (period, minimum)


@pytest.mark.parametrize(
    ("name", "stage", "rule"),
    [
        ("iso-standard", "proposal", "iso_np"),
        ("iso-standard", "consensus_vote", "iso_cd_doubt"),
        ("iso-standard", "enquiry", "iso_dis"),
        ("iso-standard", "revised_enquiry", "iso_dis"),
        ("iso-standard", "approval", "iso_dis"),
        ("iso-review", "review", "iso_review_confirm"),
        ("codex-standard", "omission", "codex_23"),
        ("codex-standard", "vote", "codex_vote"),
        ("codex-standard", "secret_vote", "codex_vote"),
        ("ietf-document", "evaluation", "iesg"),
        ("ietf-document", "alternate", "iesg_alt"),
        ("itu-aap", "meeting", "itu_aap_meeting"),
        ("itu-tap", "consultation", "itu_tap_consult"),
        ("itu-tap", "meeting", "itu_tap_meeting"),
        ("w3c-recommendation", "short_circuit", "w3c_short_circuit"),
        ("w3c-recommendation", "council_vote", "w3c_council"),
        ("w3c-recommendation", "appeal_vote", "w3c_appeal"),
        ("cabf-ballot", "vote", "cabf"),
    ],
)
def test_a_ballot_is_decided_by_the_rule_of_its_body(name: str, stage: str, rule: str) -> None:
    ballot = LIBRARY[name].stages[stage].ballot
    assert ballot is not None
    assert ballot.rule.name == rule


def test_nobody_moves_the_vote_of_the_ca_browser_forum() -> None:
    vote = LIBRARY["cabf-ballot"].stages["vote"]
    assert vote.extension is not None
    assert (vote.extension.by, vote.minimum) == ((), vote.period)


def test_the_codes_of_iso_are_harmonised_stage_codes() -> None:
    for name in ("iso-standard", "iso-review"):
        for stage in LIBRARY[name].stages.values():
            for sub_state, code in stage.codes.items():
                assert re.fullmatch(r"(00|[1-6]0|9[05])\.(00|20|60|9[2389])", code), stage.name
                decided = {"repeat_earlier": "92", "repeat_current": "93", "abandon": "98"}
                assert code[3:] == decided.get(sub_state, code[3:])
