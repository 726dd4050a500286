"""The JSON Schema of rule files: what an editor needs to complete and explain them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from placet.engine.rules.rule import BASES, EFFECTS
from placet.workflows.json_schema import Names, json_schema
from placet.workflows.rules.schema import RuleFile


def rule_schema() -> str:
    """The JSON Schema of a rule file, as text."""
    return json_schema(RuleFile, "A decision rule of Placet", WORDS, _names)


def _names(part: str, key: str) -> Names | None:
    if key in ("effects", "effect"):
        return {"enum": list(EFFECTS)}
    return {"enum": list(BASES)} if key == "seats" else None


_AMOUNT = {
    "positions": "Seats that hold one of these positions.",
    "effect": "Seats that hold a position with this effect.",
    "seats": "All seats, those that answered, or those that are silent.",
    "parameter": "The number that a parameter gives.",
    "less": "Positions that are taken off the seats.",
    "class": "Only seats of this class.",
    "not_class": "Only seats that are not of this class.",
    "mark": "Only positions with this mark.",
    "weighted": "Weights are added up instead of seats.",
}
_BOUNDS = {
    "at_least": 'So much or more, such as 4 or "2/3".',
    "more_than": "More than so much.",
    "at_most": "So much or less.",
    "fewer_than": "Less than so much.",
    "equals": "Exactly so much (a tie).",
    "strict": "Where true, at_least means more than.",
}


def _of(*parts: str, words: Mapping[str, str]) -> Iterable[tuple[tuple[str, str], str]]:
    return (((part, key), said) for part in parts for key, said in words.items())


WORDS: Mapping[tuple[str, str], str] = {
    ("RuleFile", "schema_version"): "The version of this format: 1.",
    ("RuleFile", "name"): "The name by which workflows choose the rule.",
    ("RuleFile", "version"): "A published version is never edited; a change is a new version.",
    ("RuleFile", "title"): "What people read, in one line.",
    ("RuleFile", "source"): "Which body's rule it is, with the article.",
    ("RuleFile", "unconfirmed"): "What could not be confirmed in the primary text.",
    ("RuleFile", "silence"): "What silence means: nothing, agreement, or refusal.",
    ("RuleFile", "classes"): "Classes of seats that the rule speaks of.",
    ("RuleFile", "positions"): "The kinds of position, in the order in which they are offered.",
    ("RuleFile", "marks"): "What a position may say besides its kind.",
    ("RuleFile", "filter"): "Which positions are counted at all.",
    ("RuleFile", "parameters"): "What may be set when the rule is chosen; $name stands for it.",
    ("RuleFile", "criteria"): "What must be met, all of it.",
    ("RuleFile", "permits"): "The decisions that a verdict permits; a role picks one.",
    ("PositionPart", "effects"): "What the position does.",
    ("PositionPart", "reasons"): "Whether reasons must be given.",
    ("PositionPart", "without_reasons"): "What becomes of it without reasons: keep, drop, return, "
    "or the position that it counts as.",
    ("PositionPart", "also"): "Other spellings that are accepted.",
    ("ClassPart", "title"): "What people read.",
    ("ClassPart", "also"): "Other spellings that are accepted.",
    ("MarkPart", "title"): "What people read.",
    ("FilterPart", "duplicates"): "Of several positions of one organisation the last counts, or "
    "all are dropped.",
    ("FilterPart", "only"): "Only seats of these classes count.",
    ("FilterPart", "without"): "Seats of these classes do not count.",
    ("ParameterPart", "type"): "What kind of value it is.",
    ("ParameterPart", "default"): "The value where none is set.",
    ("ParameterPart", "title"): "What it is for.",
    ("ParameterPart", "allowed"): "The values of a choice.",
    ("ParameterPart", "least"): "The least number.",
    ("SharePart", "share"): "The part.",
    ("SharePart", "of"): "The whole.",
    ("CriterionPart", "name"): "The name under which findings tell it.",
    ("CriterionPart", "if"): "The criterion is asked only if this parameter is set (so).",
    ("CriterionPart", "count"): "A number of seats.",
    ("CriterionPart", "share"): "A share: the part.",
    ("CriterionPart", "of"): "What the share is of.",
    ("CriterionPart", "empty"): "What 0 of 0 means.",
    ("CriterionPart", "any_of"): "One of these is enough.",
    ("CriterionPart", "all_of"): "All of these are needed.",
    ("CriterionPart", "depends_on"): "The number that decides which case applies.",
    ("CriterionPart", "cases"): "The cases; the last has no bound.",
    ("DependsPart", "share"): "A share: the part.",
    ("DependsPart", "of"): "What the share is of.",
    ("CasePart", "criterion"): "What is asked in this case.",
    ("PermitsPart", "passes"): "Decisions that are open when the rule is met.",
    ("PermitsPart", "fails"): "Decisions that are open when it is not.",
    **dict(_of("AmountPart", "DependsPart", words=_AMOUNT)),
    **dict(_of("CriterionPart", "CasePart", words=_BOUNDS)),
}
"""What every key of a rule file is for, by part of the file."""
