"""Each generic rule on small rooms, whole verdicts compared."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from fractions import Fraction

import pytest

from placet.engine.errors import BadInput
from placet.engine.model import Position, Qualifier, RuleRef, Seat
from placet.engine.rules import (
    Clause,
    Dropped,
    Finding,
    More,
    Quorum,
    Resolve,
    RuleSentence,
    Verdict,
)
from tests.rules.generic import RULES, check, evaluate, rule_sentence_values

NOON = datetime(2027, 3, 1, 12, tzinfo=UTC)
TWO_THIRDS = RuleRef("majority", 1, {"share": "2/3", "strict": 0})
OVER_TWO_THIRDS = RuleRef("majority", 1, {"share": "2/3", "strict": 1})
HALF_PRESENT = RuleRef("majority", 1, {"quorum": "1/2"})
ENDORSEMENT = ("endorse", "no_objection", "abstain", "object")
DEFAULT = RuleRef("no_objection", 1, {"share": "2/3", "minimum": 2})


def position(organisation: str, kind: str, **more: object) -> Position:
    given: dict[str, object] = {"by": "p1", "at": NOON, "number": 1, "reference": "B1/1", **more}
    return Position(organisation, kind, **given)  # type: ignore[arg-type]


def held(**kinds: str) -> dict[str, Position]:
    return {organisation: position(organisation, kind) for organisation, kind in kinds.items()}


def seats(*names: str) -> tuple[Seat, ...]:
    return tuple(Seat(name) for name in names)


def room(**counts: int) -> tuple[tuple[Seat, ...], Mapping[str, Position]]:
    """A room with so many seats of each kind; `silent` ones hold nothing."""
    names = [(f"{kind}{i}", kind) for kind, n in counts.items() for i in range(n)]
    positions = {name: position(name, kind) for name, kind in names if kind != "silent"}
    return seats(*(name for name, _ in names)), positions


def test_an_objection_stands_in_the_way_and_is_named() -> None:
    verdict = evaluate(
        DEFAULT, seats("FAO", "WHO", "ILO"), held(FAO="endorse", WHO="object", ILO="endorse")
    )
    assert verdict == Verdict(
        rule=DEFAULT,
        passes=False,
        findings=(
            Finding("objections", 1, None, "<", Fraction(1), False),
            Finding("share", 2, 3, ">=", Fraction(2, 3), True),
            Finding("minimum", 2, None, ">=", Fraction(2), True),
        ),
        dropped=(),
        blockers=("WHO",),
        needed=(Resolve("object", ("WHO",)),),
        holding={"endorse": ("FAO", "ILO"), "object": ("WHO",)},
        silent=(),
    )


def test_what_is_still_needed_is_told_for_each_criterion() -> None:
    roster, positions = room(endorse=1, no_objection=3, abstain=1, silent=4)
    verdict = evaluate(DEFAULT, roster, positions, ENDORSEMENT)
    assert verdict == Verdict(
        rule=DEFAULT,
        passes=False,
        findings=(
            Finding("objections", 0, None, "<", Fraction(1), True),
            Finding("share", 4, 9, ">=", Fraction(2, 3), False),
            Finding("minimum", 1, None, ">=", Fraction(2), False),
        ),
        dropped=(),
        blockers=(),
        needed=(More(("endorse", "no_objection"), 2), More(("endorse",), 1)),
        holding={
            "endorse": ("endorse0",),
            "no_objection": ("no_objection0", "no_objection1", "no_objection2"),
            "abstain": ("abstain0",),
        },
        silent=("silent0", "silent1", "silent2", "silent3"),
    )


def test_without_the_kinds_of_the_ballot_every_kind_of_the_rule_is_asked_for() -> None:
    needed = evaluate(RuleRef("no_objection", 1), seats("FAO"), {}).needed
    assert needed == (More(("endorse", "support", "support_with_comments"), 1),)


@pytest.mark.parametrize(
    ("rule", "counts", "passes"),
    [
        (DEFAULT, {"endorse": 2, "no_objection": 18, "silent": 10}, True),
        (DEFAULT, {"endorse": 2, "no_objection": 17, "silent": 11}, False),
        (DEFAULT, {"endorse": 1, "no_objection": 19, "silent": 10}, False),
        (DEFAULT, {"endorse": 30}, True),
        (DEFAULT, {"endorse": 29, "object": 1}, False),
        (RuleRef("no_objection", 1), {"endorse": 1, "silent": 29}, True),
        (RuleRef("no_objection", 1), {"silent": 30}, False),
        (RuleRef("no_objection", 1), {}, False),
        (RuleRef("no_objection", 1), {"support": 1, "stand_aside": 5}, True),
        (RuleRef("no_objection", 1), {"support_with_comments": 1}, True),
        (RuleRef("no_objection", 1), {"no_objection": 5}, False),
        (RuleRef("no_objection", 1, {"quorum": "1/2"}), {"endorse": 1, "silent": 2}, False),
        (
            RuleRef("no_objection", 1, {"quorum": "1/2"}),
            {"endorse": 1, "abstain": 1, "silent": 2},
            True,
        ),
        (RuleRef("unanimity", 1), {"endorse": 3, "no_objection": 2}, True),
        (RuleRef("unanimity", 1), {"endorse": 3, "silent": 1}, False),
        (RuleRef("unanimity", 1), {"endorse": 3, "abstain": 1}, False),
        (RuleRef("unanimity", 1), {"endorse": 3, "object": 1}, False),
        (RuleRef("unanimity", 1), {}, False),
        (RuleRef("unanimity", 1, {"abstention": "allow"}), {"endorse": 3, "abstain": 1}, True),
        (RuleRef("unanimity", 1, {"abstention": "allow"}), {"abstain": 4}, False),
        (RuleRef("unanimity", 1, {"abstention": "allow"}), {"endorse": 3, "silent": 1}, False),
        (RuleRef("majority", 1), {"endorse": 1, "object": 1}, False),
        (RuleRef("majority", 1), {"endorse": 2, "object": 1, "abstain": 9, "silent": 9}, True),
        (RuleRef("majority", 1), {"abstain": 3}, False),
        (
            RuleRef("majority", 1, {"share": "2/3", "strict": 0}),
            {"endorse": 20, "object": 10},
            True,
        ),
        (
            RuleRef("majority", 1, {"share": "2/3", "strict": 0}),
            {"endorse": 19, "object": 10},
            False,
        ),
        (
            RuleRef("majority", 1, {"share": "2/3", "strict": 1}),
            {"endorse": 20, "object": 10},
            False,
        ),
        (RuleRef("majority", 1, {"of": "seats"}), {"endorse": 2, "silent": 2}, False),
        (RuleRef("majority", 1, {"of": "seats"}), {"endorse": 3, "silent": 2}, True),
        (HALF_PRESENT, {"endorse": 2, "silent": 3}, False),
        (
            RuleRef("majority", 1, {"quorum": "1/2"}),
            {"endorse": 2, "abstain": 1, "silent": 3},
            True,
        ),
        (RuleRef("majority", 1, {"minimum": 3}), {"endorse": 2}, False),
        (RuleRef("silence", 1), {"silent": 5}, True),
        (RuleRef("silence", 1), {"silent": 4, "object": 1}, False),
        (RuleRef("silence", 1, {"n": 2}), {"silent": 4, "object": 1}, True),
        (RuleRef("silence", 1, {"n": 2}), {"silent": 3, "object": 2}, False),
    ],
)
def test_a_rule_on_a_room(rule: RuleRef, counts: dict[str, int], passes: bool) -> None:
    assert evaluate(rule, *room(**counts)).passes is passes


@pytest.mark.parametrize(
    ("rule", "counts", "needed"),
    [
        (
            RuleRef("unanimity", 1),
            {"endorse": 1, "abstain": 1, "object": 1, "silent": 1},
            (
                Resolve("object", ("object0",)),
                Resolve("abstain", ("abstain0",)),
                More(("endorse", "no_objection"), 3),
            ),
        ),
        (
            RuleRef("majority", 1, {"quorum": "1/2"}),
            {"endorse": 1, "object": 2, "silent": 5},
            (More(("endorse", "no_objection"), 2), Quorum(1)),
        ),
        (
            RuleRef("majority", 1, {"share": "1", "strict": 0}),
            {"endorse": 5, "object": 1},
            (Resolve("object", ("object0",)),),
        ),
        (
            RuleRef("majority", 1, {"share": "1", "strict": 0}),
            {"silent": 2},
            (More(("endorse", "no_objection"), 1),),
        ),
        (
            RuleRef("majority", 1, {"of": "seats"}),
            {"silent": 30},
            (More(("endorse", "no_objection"), 16),),
        ),
        (RuleRef("silence", 1), {"object": 1, "silent": 9}, (Resolve("object", ("object0",)),)),
    ],
)
def test_what_a_rule_still_needs(
    rule: RuleRef, counts: dict[str, int], needed: tuple[object, ...]
) -> None:
    roster, positions = room(**counts)
    assert evaluate(rule, roster, positions, ENDORSEMENT).needed == needed


def test_a_class_decides_alone() -> None:
    rule = RuleRef("majority", 1, {"class": "P"})
    roster = (Seat("DE", ("P",)), Seat("FR", ("P",)), Seat("IT", ("O",)), Seat("ES"))
    verdict = evaluate(rule, roster, held(DE="endorse", IT="object", ES="object"))
    assert verdict == Verdict(
        rule=rule,
        passes=True,
        findings=(Finding("share", 1, 1, ">", Fraction(1, 2), True),),
        holding={"endorse": ("DE",), "object": ("IT", "ES")},
        silent=("FR",),
    )


def test_a_qualified_position_counts_as_its_kind() -> None:
    qualified = {
        "FAO": position(
            "FAO",
            "endorse",
            qualifiers=(Qualifier.RESERVATION, Qualifier.AD_REFERENDUM),
            reservation="paragraph 3",
        )
    }
    plain = held(FAO="endorse")
    rule = RuleRef("unanimity", 1)
    assert evaluate(rule, seats("FAO"), qualified) == evaluate(rule, seats("FAO"), plain)


def test_positions_that_cannot_be_counted_are_listed() -> None:
    rule = RuleRef("silence", 1)
    verdict = evaluate(
        rule,
        seats("FAO", "WHO"),
        held(UNEP="object", FAO="perhaps", WHO="support"),
        ("no_objection", "object"),
    )
    assert verdict == Verdict(
        rule=rule,
        passes=True,
        findings=(Finding("objections", 0, None, "<", Fraction(1), True),),
        dropped=(
            Dropped("UNEP", "object", "no_seat"),
            Dropped("FAO", "perhaps", "unknown_kind"),
            Dropped("WHO", "support", "unknown_kind"),
        ),
        silent=("FAO", "WHO"),
    )


def test_the_sentence_about_the_default_rule_has_its_numbers() -> None:
    roster, _ = room(silent=30)
    assert rule_sentence_values(DEFAULT, roster, ENDORSEMENT) == RuleSentence(
        rule=DEFAULT,
        silence="not_counted",
        clauses=(
            Clause("objections", ("object",), "<", Fraction(1), "", "", 1, None),
            Clause("share", ("endorse", "no_objection"), ">=", Fraction(2, 3), "seats", "", 20, 30),
            Clause("minimum", ("endorse",), ">=", Fraction(2), "", "", 2, None),
        ),
    )


def test_a_share_of_those_who_take_part_has_no_number_beforehand() -> None:
    rule = RuleRef("majority", 1, {"quorum": "1/2"})
    roster, _ = room(silent=9)
    assert rule_sentence_values(rule, roster, ENDORSEMENT).clauses == (
        Clause("share", ("endorse", "no_objection"), ">", Fraction(1, 2), "cast", "", None, None),
        Clause("quorum", (), ">=", Fraction(1, 2), "seats", "", 5, 9, basis="answered"),
    )


def test_silence_counts_in_the_silence_rule_alone() -> None:
    counting = {name for name, _ in RULES if rule_sentence_values(RuleRef(name, 1)).silence_counts}
    assert counting == {"silence"}


@pytest.mark.parametrize(
    ("ref", "field", "said"),
    [
        (RuleRef("consensus", 1), "rule", "there is no rule called consensus of version 1"),
        (RuleRef("majority", 2), "rule", "there is no rule called majority of version 2"),
        (RuleRef("majority", 1, {"shar": "2/3"}), "shar", "no parameter called shar. Use share."),
        (RuleRef("majority", 1, {"share": "0.67"}), "share", "'0.67' is not a share"),
        (RuleRef("majority", 1, {"share": "4/3"}), "share", "'4/3' is not a share"),
        (RuleRef("majority", 1, {"share": "1/0"}), "share", "'1/0' is not a share"),
        (RuleRef("majority", 1, {"share": "-1/2"}), "share", "'-1/2' is not a share"),
        (RuleRef("majority", 1, {"share": True}), "share", "True is not a share"),
        (RuleRef("majority", 1, {"share": 0}), "share", "nothing can be decided by > 0"),
        (RuleRef("majority", 1, {"share": 1}), "share", "nothing can be decided by > 1"),
        (RuleRef("majority", 1, {"strict": 2}), "strict", "Use one of: 0, 1."),
        (RuleRef("majority", 1, {"strict": True}), "strict", "Use one of: 0, 1."),
        (RuleRef("majority", 1, {"of": "all"}), "of", "Use one of: cast, seats."),
        (RuleRef("majority", 1, {"class": 3}), "class", "3 is not text"),
        (RuleRef("majority", 1, {"minimum": "3"}), "minimum", "'3' is not a whole number"),
        (RuleRef("no_objection", 1, {"minimum": 0}), "minimum", "silence would decide"),
        (RuleRef("unanimity", 1, {"abstention": "maybe"}), "abstention", "block, allow"),
        (RuleRef("silence", 1, {"n": 0}), "n", "0 is not a whole number of 1 or more"),
    ],
)
def test_a_bad_parameter_is_refused_by_name(ref: RuleRef, field: str, said: str) -> None:
    with pytest.raises(BadInput) as refused:
        check(ref)
    assert refused.value.field == field
    assert said in refused.value.in_english()
