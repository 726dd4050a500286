"""The shipped rules, each against its table of cases, over names and over totals."""

from __future__ import annotations

from itertools import chain

import pytest

from placet.engine.rules import More, Needed, Resolve, evaluate_case
from placet.workflows.rules import shipped_rules
from tests.rules.tables import Case, Row, dropped_of, numbers_of, tables, unmet_of

RULES = {name: rule for (name, _version), rule in shipped_rules().items()}
TABLES = tables()
CASES = list(chain.from_iterable(TABLES.values()))

GENERIC = ("majority", "no_objection", "silence", "unanimity")
"""These have tables of their own, in `test_rules_by_table`."""

NAMED = """
    iso_dis iso_np iso_pwi iso_pas iso_tr iso_ts iso_new_tc iso_review_confirm iso_cd_doubt
    iesg iesg_other iesg_alt irsg rsab
    eu_qmv eu_qmv_reinforced eu_simple eu_unanimity un_important un_simple un_sc
    codex_vote codex_23 oecd_mutual oecd_unanimity oecd_qmv silence tacit_imo
    itu_aap_meeting itu_tap_consult itu_tap_meeting itu_question
    oasis_special ieee_sa cabf apache_majority lazy_consensus rfcbot_start rfcbot_close
    w3c_short_circuit w3c_council w3c_appeal lqfb_majority gitvote
    ags_simple ags_absolute ags_two_thirds
    iso_639_round1 iso_639_round2 node_ctc opec_tacit eu_comitology
    fr_silence_agrees fr_silence_refuses
    no_objection unanimity majority
""".split()


def test_every_rule_of_the_bodies_is_shipped_and_no_other() -> None:
    assert sorted(RULES) == sorted(NAMED)


def test_every_shipped_rule_has_a_table_that_passes_and_fails() -> None:
    assert sorted(TABLES) == sorted(set(RULES) - set(GENERIC))
    for name, cases in TABLES.items():
        assert len(cases) >= 6, name
        assert {case.passes for case in cases} == {True, False}, name
        assert len({case.says for case in cases}) == len(cases), name


def test_every_criterion_of_a_shipped_rule_is_unmet_in_some_case() -> None:
    for name, cases in TABLES.items():
        rule = RULES[name]
        failed = set(
            chain.from_iterable(unmet_of(evaluate_case(rule, case.by_name())) for case in cases)
        )
        assert {asked.name for asked in rule.criteria} <= failed, name


@pytest.mark.parametrize("name", sorted(RULES))
def test_a_shipped_rule_names_its_source_and_what_can_be_held(name: str) -> None:
    rule = RULES[name]
    assert rule.source.strip()
    assert rule.title.strip()
    effects = rule.effects.values()
    assert any(e.affirmative and e.strong for e in effects)
    assert any(e.negative for e in effects)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_rule_decides_as_its_table_says_over_names(case: Case) -> None:
    verdict = evaluate_case(RULES[case.rule], case.by_name())
    numbers = numbers_of(verdict)
    assert verdict.passes is case.passes
    assert {name: numbers[name] for name in case.numbers} == case.numbers
    assert dropped_of(verdict) == case.dropped
    if case.unmet is not None:
        assert unmet_of(verdict) == case.unmet
    if case.not_bound is not None:
        effects = RULES[case.rule].effects
        free = [o for kind, who in verdict.holding.items() for o in who if effects[kind].not_bound]
        assert len(free) == case.not_bound


@pytest.mark.parametrize("case", [case for case in CASES if case.has_totals], ids=str)
def test_a_rule_decides_as_its_table_says_over_totals(case: Case) -> None:
    verdict = evaluate_case(RULES[case.rule], case.by_total())
    names = evaluate_case(RULES[case.rule], case.by_name())
    assert verdict.passes is case.passes
    assert verdict.findings == names.findings
    assert verdict.permitted == names.permitted
    assert dropped_of(verdict) == case.dropped


def asked(rule: str, *rows: Row) -> tuple[Needed, ...]:
    return evaluate_case(RULES[rule], Case(rule, "", rows, False).by_name()).needed


def names(first: int, last: int) -> tuple[str, ...]:
    return tuple(f"O{n:03d}" for n in range(first, last + 1))


@pytest.mark.parametrize(
    ("rows", "needed"),
    [
        # Needs a YES.
        ([Row(10, "no_objection")], [More(("yes",), 1)]),
        # Needs one more YES or NO OBJECTION position to pass.
        (
            [Row(1, "yes"), Row(8, "no_objection"), Row(6, None)],
            [More(("yes", "no_objection"), 1)],
        ),
        # Needs 3 more YES or NO OBJECTION positions to pass.
        (
            [Row(1, "yes"), Row(6, "no_objection"), Row(8, None)],
            [More(("yes", "no_objection"), 3)],
        ),
        # Has a DISCUSS.  Has enough positions to pass once DISCUSS positions are resolved.
        (
            [Row(1, "discuss"), Row(1, "yes"), Row(9, "no_objection"), Row(4, None)],
            [Resolve("discuss", names(0, 0))],
        ),
        # Has 2 DISCUSSes.
        (
            [Row(2, "discuss"), Row(1, "yes"), Row(9, "no_objection"), Row(3, None)],
            [Resolve("discuss", names(0, 1))],
        ),
        # Needs a YES.  Has a DISCUSS.  Needs 5 more YES or NO OBJECTION positions to pass.
        (
            [Row(1, "discuss"), Row(5, "no_objection"), Row(9, None)],
            [
                More(("yes",), 1),
                Resolve("discuss", names(0, 0)),
                More(("yes", "no_objection"), 5),
            ],
        ),
        # Has enough positions to pass.
        ([Row(1, "yes"), Row(9, "no_objection"), Row(5, None)], []),
    ],
)
def test_what_an_iesg_ballot_needs_is_what_the_datatracker_says(
    rows: list[Row], needed: list[Needed]
) -> None:
    assert asked("iesg", *rows) == tuple(needed)


def test_of_other_documents_the_iesg_asks_for_a_yes_and_no_discuss() -> None:
    rows = (Row(1, "discuss"), Row(9, "no_objection"))
    assert asked("iesg_other", *rows) == (More(("yes",), 1), Resolve("discuss", names(0, 0)))


def test_a_verdict_on_a_draft_permits_what_the_directives_permit() -> None:
    rule = RULES["iso_dis"]
    met = Case("iso_dis", "", (Row(3, "approve", "P"),), True)
    failed = Case("iso_dis", "", (Row(3, "disapprove", "P"),), False)
    assert evaluate_case(rule, met.by_name()).permitted == ("publish", "fdis")
    said = evaluate_case(rule, failed.by_name()).permitted
    assert said == ("revised_dis", "revised_cd", "meeting")


def test_not_ready_is_flagged_to_the_chair_and_decides_nothing() -> None:
    case = Case("irsg", "", (Row(2, "yes"), Row(1, "not_ready"), Row(1, "need_more_time")), True)
    verdict = evaluate_case(RULES["irsg"], case.by_name())
    assert verdict.passes
    assert verdict.flagged == {"not_ready": names(2, 2), "need_more_time": names(3, 3)}


@pytest.mark.parametrize(
    ("rule", "spelt", "kind", "classes"),
    [
        ("apache_majority", "+1", "plus_one", []),
        ("lazy_consensus", "-1", "minus_one", []),
        ("iesg", "noobj", "no_objection", []),
        ("eu_qmv", "against", "no", []),
        ("iso_dis", "approval", "approve", ["p_member"]),
        ("cabf", "yes", "yes", ["issuer"]),
        ("un_sc", "no", "no", ["P5"]),
    ],
)
def test_the_spellings_of_a_body_are_understood(
    rule: str, spelt: str, kind: str, classes: list[str]
) -> None:
    row = {"organisation": "A", "position": spelt, "reasons": "Because."}
    roster = [{"organisation": "A", "classes": classes}]
    verdict = evaluate_case(RULES[rule], {"roster": roster, "positions": [row]})
    assert verdict.holding == {kind: ("A",)}
    if classes:
        assert any(f.numerator for f in verdict.findings if f.clause and f.clause.cls)
