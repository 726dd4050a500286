"""Rule files that are not sound are refused with file, line, column and a remedy."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from placet.engine.errors import BadDefinition
from placet.engine.flaws import Flaw
from placet.engine.rules.flaws import rule_flaws
from placet.workflows.rules import load_rule, parse_rule

TEXT = """\
schema_version: 1
name: iso_tried
version: 1
title: ISO enquiry, to be broken
source: Nobody's directives, 1.2.3
unconfirmed: all of it
classes:
  P: {title: P-member, also: [p_member]}
positions:
  approve: {effects: [affirmative], also: ["1"]}
  disapprove: {effects: [negative], reasons: required, without_reasons: drop}
  abstain: {effects: [neutral], also: ["0"]}
marks:
  expert: {title: names an expert}
filter:
  duplicates: last
  without: P
parameters:
  least: {type: share, default: 2/3, title: The share that is needed}
  base: {type: choice, default: cast, allowed: [cast, seats]}
criteria:
  - name: p_members
    if: {base: cast}
    share: {positions: [approve], class: P}
    of: {positions: [approve, disapprove], class: P}
    at_least: $least
  - name: negatives
    share: {effect: negative}
    of: {positions: [approve, disapprove]}
    at_most: 1/4
  - name: experts
    depends_on: {seats: all, class: P}
    cases:
      - {at_most: 16, criterion: {count: {positions: [approve], mark: expert}, at_least: 4}}
      - {criterion: {count: {positions: [approve], mark: expert}, at_least: 5}}
  - name: population
    any_of:
      - {share: {seats: answered}, of: {seats: all}, more_than: 1/2}
      - {name: opponents, count: {seats: all, less: [approve]}, fewer_than: 4}
permits:
  passes: [publish]
"""


def refused(text: str) -> tuple[str, ...]:
    with pytest.raises(BadDefinition) as error:
        parse_rule(text, "r.yaml")
    return error.value.problems


def test_the_file_that_is_broken_below_is_sound() -> None:
    rule = parse_rule(TEXT)
    assert rule.name == "iso_tried"
    assert rule_flaws(rule) == ()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        # names
        ("effects: [affirmative]", "effects: [afirmative]", "did you mean affirmative?"),
        ("positions: [approve], class: P}", "positions: [aprove], class: P}",
         "there is no position called aprove; did you mean approve?"),
        ("[approve, disapprove]}\n    at_most", "[approve, disaprove]}\n    at_most",
         "did you mean disapprove?"),
        ("less: [approve]", "less: [approved]", "did you mean approve?"),
        ("positions: [approve], class: P}", "positions: [approve], class: Q}",
         "there is no class called Q; use one of: P"),
        ("mark: expert}, at_least: 4", "mark: expertise}, at_least: 4", "did you mean expert?"),
        ("at_least: $least", "at_least: $lest", "no parameter called lest; did you mean least?"),
        ("class: P}\n    at_least", "class: $clas}\n    at_least", "no parameter called clas"),
        ("{effect: negative}", "{effect: negativ}", "did you mean negative?"),
        ("{effect: negative}", "{effect: blocking}", "no position is blocking"),
        ("{seats: answered}", "{seats: answering}", "did you mean answered?"),
        ("without_reasons: drop", "without_reasons: dropped", "did you mean drop?"),
        ("without: P", "without: O", "there is no class called O; use one of: P"),
        ("if: {base: cast}", "if: {basis: cast}", "did you mean base?"),
        ("if: {base: cast}", "if: {base: vote}", "base is never vote; use one of: cast, seats"),
        # numbers
        ("at_most: 1/4", "at_most: 0.25", 'a fraction in quotes such as "2/3"'),
        ("at_most: 1/4", "at_most: 25%", '25% is no exact number; write 3, "2/3"'),
        ("at_most: 1/4", "at_most: 1/0", "1/0 is no exact number"),
        ("more_than: 1/2", "more_than: 1", "no share is ever > 1"),
        ("more_than: 1/2", "at_least: 3/2", "no share is ever >= 3/2"),
        ("more_than: 1/2", "fewer_than: 0", "no share is ever < 0"),
        ("more_than: 1/2", "equals: 3/2", "no share is ever = 3/2"),
        ("at_most: 1/4", "at_most: 1", "every share is <= 1"),
        ("at_most: 1/4", "at_least: 0", "every share is >= 0"),
        ("at_least: 5}", "at_least: 5/2}", "seats are whole; write a whole number, not 5/2"),
        ("at_least: 5}", "at_least: 0}", "this is always met; write 1 or more"),
        ("fewer_than: 4", "fewer_than: 0", "this is never met"),
        ("default: 2/3", "default: 3/2", "'3/2' is not a share. Write a fraction from 0 to 1"),
        ("default: 2/3", "default: 0", "nothing can be decided by >= 0"),
        ("default: cast", "default: votes", "'votes' is not possible. Use one of: cast, seats."),
        (", allowed: [cast, seats]", "", "a choice needs values; add allowed"),
        # forms
        ("    at_most: 1/4\n", "", "there is no bound; write at_least, more_than"),
        ("at_most: 1/4", "at_most: 1/4\n    at_least: 1/8",
         "two bounds (at_least, at_most); remove one"),
        ("{effect: negative}", "{effect: negative, seats: all}",
         "one of positions, effect, seats, parameter is counted, not effect and seats"),
        ("{effect: negative}", "{class: P}", "is counted, not none; write one"),
        ("{effect: negative}", "{effect: negative, less: [abstain]}", "less is taken from seats"),
        ("    of: {positions: [approve, disapprove]}\n", "", "a share is a share of something"),
        ("    share: {effect: negative}\n", "", "one of count, share, any_of, all_of, cases, not"),
        ("share: {effect: negative}", "count: {effect: negative}", "count has no of; remove it"),
        ("    depends_on: {seats: all, class: P}\n", "", "add depends_on"),
        ("less: [approve]}, fewer_than: 4", "less: [approve]}, empty: met, fewer_than: 4",
         "only a share can be 0/0, not count; remove empty"),
        ("more_than: 1/2", "more_than: 1/2, strict: true", "strict belongs to at_least or at_most"),
        ("any_of:", "at_least: 3\n    any_of:", "any_of has no bound of its own"),
        ("      - {name: opponents, count: {seats: all, less: [approve]}, fewer_than: 4}\n", "",
         "alternatives are two or more"),
        ("{at_most: 16, criterion", "{criterion", "no case after this one is ever asked"),
        ("- {criterion: {count", "- {at_least: 17, criterion: {count",
         "the last case stands for all others"),
        ("name: negatives", "name: experts", "two criteria are called experts; rename one"),
        ("  - name: negatives\n    share", "  - share", "a criterion needs a name"),
        # sense
        ("share: {effect: negative}", "share: {positions: [abstain]}",
         "not all that is counted here is counted under of"),
        ("class: P}\n    of: {positions: [approve, disapprove], class: P}",
         "}\n    of: {positions: [approve, disapprove], class: P}",
         "not all that is counted here is counted under of"),
        ("share: {effect: negative}", "share: {positions: [approve, disapprove]}",
         "this is a share of itself"),
        ("at_least: $least", "at_least: 2/3", "no criterion uses $least"),
        ("reasons: required, ", "", "disapprove needs no reasons; add reasons: required"),
        ('also: ["0"]', 'also: ["1"]', "1 already means the position approve; remove one"),
        # shape
        ("schema_version: 1", "schema_version: 2", "write 1"),
        ("name: iso_tried", "name: ISO tried", "use small letters"),
        ("title: ISO enquiry, to be broken\n", "", "this key is missing; add it"),
        ("at_most: 1/4", "at_mots: 1/4", "no such key; did you mean at_most?"),
        ("duplicates: last", "duplicates: first", "write 'last' or 'drop'"),
        ("type: choice", "type: choise", "did you mean choice?"),
        ("type: choice", "type: list", "write 'share'"),
        ("effects: [neutral]", "effects: neutral", "write a list"),
        ("  approve: {effects", "  approve: {effects: [], effects", "a second time"),
    ],
)  # fmt: skip
def test_a_broken_rule_names_the_line_and_the_remedy(old: str, new: str, said: str) -> None:
    assert old in TEXT
    broken = TEXT.replace(old, new, 1)
    told = refused(broken)
    matching = [p for p in told if said in p]
    assert matching, told
    changed = TEXT[: TEXT.index(old)].count("\n") + 1
    rows = [int(p.split(":")[1]) for p in matching]
    assert min(abs(changed - row) for row in rows) <= (FAR.get(said, 4 if "\n" in old else 1))
    for problem in told:
        file, row, column, words = problem.split(":", 3)
        assert file == "r.yaml"
        assert 1 <= int(row) <= len(broken.splitlines())
        assert int(column) >= 1
        assert any(mark in words for mark in ("; ", ". ", "?"))


FAR = {"no criterion uses $least": 7, "two criteria are called experts; rename one": 4}
"""How many lines from what was changed these may be told: where the other of two stands."""


def test_a_rule_that_passes_in_silence_says_so() -> None:
    text = TEXT[: TEXT.index("  - name: p_members")].replace("  without: P\n", "")
    text = text[: text.index("parameters:")] + (
        "criteria:\n  - {name: against, count: {positions: [disapprove]}, fewer_than: 1}\n"
    )
    assert refused(text) == (
        "r.yaml:18:3: criteria: with these criteria a text passes though nobody says anything; "
        "ask for a position in favour, or declare silence: agrees",
    )
    assert parse_rule(text.replace("version: 1\ntitle", "version: 1\nsilence: agrees\ntitle"))


def test_all_problems_are_told_at_once() -> None:
    broken = TEXT.replace("mark: expert", "mark: exprt").replace("at_most: 1/4", "at_most: 7")
    assert len(refused(broken)) == 3


@settings(max_examples=settings().max_examples // 4)  # each reads a whole file
@given(st.integers(0, len(TEXT)), st.text(max_size=3), st.integers(0, 40))
def test_a_damaged_rule_is_read_or_refused(at: int, put: str, cut: int) -> None:
    try:
        told = rule_flaws(parse_rule(TEXT[:at] + put + TEXT[at + cut :]))
    except BadDefinition as bad:
        told = () if bad.problems else (Flaw((), "refused without a word"),)
    assert told == ()


def test_a_rule_is_read_from_its_path(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(TEXT, encoding="utf-8")
    assert load_rule(path) == parse_rule(TEXT)
    path.write_bytes(b"name: x\ntitle: \xff\n")
    with pytest.raises(BadDefinition, match="this is not UTF-8"):
        load_rule(path)


@pytest.mark.parametrize(("key", "of"), [("classes", "class"), ("marks", "mark")])
def test_a_rule_tells_no_more_apart_than_can_be_counted_while_somebody_waits(
    key: str, of: str
) -> None:
    names = [f"X{n}" if key == "classes" else f"x{n}" for n in range(11)]
    for many, said in ((names[:10], ""), (names, f"{key}: dictionary should have at most 10")):
        listed = "".join(f"  {name}: {{title: {name}}}\n" for name in many)
        asked = "".join(
            f"  - {{name: {name.lower()}, count: {{positions: [approve], {of}: {name}}}, "
            "at_least: 1}\n"
            for name in many
        )
        text = (
            "schema_version: 1\nname: many\nversion: 1\ntitle: Many\nsource: Nobody\n"
            f"positions:\n  approve: {{effects: [affirmative]}}\n{key}:\n{listed}"
            f"criteria:\n{asked}"
        )
        if not said:
            assert parse_rule(text).name == "many"
            continue
        told = refused(text)
        assert any(said in problem and problem.endswith("use fewer") for problem in told), told
