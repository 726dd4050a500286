"""Parameters are read exactly, and a bad one is refused by its name."""

from __future__ import annotations

from fractions import Fraction

import pytest

from placet.engine.errors import BadInput
from placet.engine.rules import Parameter, terms
from placet.engine.rules.parameters import number, read
from placet.workflows.rules import shipped_rules
from tests.rules.language import a_rule

SHARE = Parameter("share", "share", "1/2")
PERCENT = Parameter("pass", "percent", 50)
NUMBER = Parameter("n", "number", 1, least=1)
FLAG = Parameter("strict", "flag", 0)
CHOICE = Parameter("of", "choice", "cast", allowed=("cast", "seats"))
TEXT = Parameter("class", "text", "")


@pytest.mark.parametrize(
    ("parameter", "value", "as_read"),
    [
        (SHARE, "2/3", Fraction(2, 3)),
        (SHARE, "0", 0),
        (SHARE, 1, 1),
        (PERCENT, 60, Fraction(3, 5)),
        (PERCENT, "66.7", Fraction(667, 1000)),
        (PERCENT, 100, 1),
        (NUMBER, 7, 7),
        (FLAG, True, 1),
        (FLAG, 0, 0),
        (CHOICE, "seats", "seats"),
        (TEXT, "", ""),
    ],
)
def test_a_value_is_exact(parameter: Parameter, value: object, as_read: object) -> None:
    assert read(parameter, value) == as_read


@pytest.mark.parametrize(
    ("parameter", "value", "said"),
    [
        (SHARE, "0.5", "is not a share"),
        (SHARE, 0.5, "is not a share"),
        (SHARE, "3/2", "is not a share"),
        (SHARE, True, "is not a share"),
        (PERCENT, "101", "is not a percentage"),
        (PERCENT, "-1", "is not a percentage"),
        (PERCENT, True, "is not a percentage"),
        (NUMBER, 0, "whole number of 1 or more"),
        (NUMBER, "7", "whole number"),
        (NUMBER, 10**15, "whole number"),
        (NUMBER, 1.0, "whole number"),
        (FLAG, 2, "neither true nor false"),
        (FLAG, "true", "neither true nor false"),
        (CHOICE, "votes", "Use one of: cast, seats"),
        (TEXT, 3, "is not text"),
        (TEXT, "P" * 101, "too long"),
    ],
)
def test_a_bad_value_is_named(parameter: Parameter, value: object, said: str) -> None:
    with pytest.raises(BadInput) as refused:
        read(parameter, value)
    assert refused.value.field == parameter.name
    assert said in refused.value.in_english()


@pytest.mark.parametrize("raw", ["0.5", "a/b", "1//2", "-1", "", "1/2/3", "$"])
def test_what_is_no_number_is_no_number(raw: str) -> None:
    with pytest.raises((ValueError, KeyError)):
        number(raw, {})


def test_terms_are_made_once() -> None:
    rule = shipped_rules()["majority", 1]
    assert terms(rule, {"minimum": 2}) is terms(rule, {"minimum": 2})
    assert terms(rule, {"minimum": 2}) is not terms(rule, {"minimum": 2}, ("endorse", "object"))
    assert terms(rule, {"share": 1, "strict": 0}).ref.parameters == {"share": 1, "strict": 0}
    with pytest.raises(BadInput):  # True equals 1, but is no share
        terms(rule, {"share": True, "strict": 0})


def test_parameters_under_which_silence_would_decide_are_refused() -> None:
    rule = a_rule(
        "- {name: no, count: {positions: [no]}, fewer_than: 1}\n"
        "- {name: minimum, if: minimum, count: {positions: [yes]}, at_least: $minimum}",
        "parameters: {minimum: {type: number, default: 1}}",
    )
    with pytest.raises(BadInput, match="with minimum 0, silence would decide") as refused:
        terms(rule, {"minimum": 0})
    assert refused.value.field == "minimum"
