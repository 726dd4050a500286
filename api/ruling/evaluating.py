"""`placet rules evaluate`: a case, or as many as there are lines, one verdict each.

A batch is read, judged and answered line by line, in order, so that it may be of any length.
A line that cannot be read is reported and left out; the others are answered all the same.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from itertools import count as count_from
from pathlib import Path
from typing import BinaryIO

from pydantic_core import from_json, to_json

from placet.api.opened_files import opened_file
from placet.api.ruling.answering import Answer, Question, answered
from placet.api.ruling.catalogue import Rules
from placet.api.ruling.json_text import JsonText
from placet.engine.errors import N_, BadInput
from placet.engine.rules import Rule

LARGEST = 200_000_000
"""Bytes of a case, or of a line; more is refused unread."""

_STDIN = "standard input"

Line = tuple[int, bytes]
"""A line with its number, from 1."""


def evaluate(
    reference: str, source: Path, as_json: bool, question: Question, by_lines: bool
) -> None:
    """Answer a case or a batch; BadInput where it cannot be read, exit 2 after a bad line."""
    rules = Rules()
    rule = rules.given(reference)
    name = _STDIN if source == Path("-") else str(source)
    with opened_file(source) as file:
        lines = _lines(file, name)
        begun = list(islice(lines, 2)) if name == _STDIN and not by_lines else []
        if by_lines or source.suffix == ".jsonl" or _is_batch(begun):
            sys.exit(_batch(rules, rule, chain(begun, lines), name, question, as_json))
        text = JsonText(_whole(begun, file, name), name)
    answer, id_ = _answer(rules, rule, text, question)
    if as_json:
        said = json.dumps({**id_, **answer.data()}, indent=2, ensure_ascii=False)
    else:
        said = answer.sheet()
    sys.stdout.write(f"{said}\n")


def _answer(
    rules: Rules, rule: Rule, text: JsonText, question: Question
) -> tuple[Answer, dict[str, object]]:
    """The answer on one case, and its id where it has one."""
    case = text.value()
    try:
        if not isinstance(case, dict):
            raise BadInput(
                "",
                N_("a case is an object, and this is none."),
                N_("Write it in braces; several cases go into a .jsonl file, one on each line."),
            )
        other = case.get("rule")
        if other is not None:
            if not isinstance(other, str):
                raise BadInput("rule", N_("this is no name."), N_("Write NAME or NAME@VERSION."))
            rule = rules.named(other)
        answer = answered(rule, case, question)
    except BadInput as bad:
        raise bad if bad.field.startswith("--") else text.located(bad, case) from None
    return answer, {"id": case["id"]} if "id" in case else {}


def _batch(
    rules: Rules,
    rule: Rule,
    lines: Iterable[Line],
    name: str,
    question: Question,
    as_json: bool,
) -> int:
    """One verdict a line, in order; how the command ends: 2 where a line was bad."""
    write = sys.stdout.buffer.write
    count = passed = bad = 0
    for number, line in lines:
        try:
            answer, id_ = _answer(rules, rule, JsonText(line, name, number), question)
        except BadInput as error:
            sys.stderr.write(f"placet: {' '.join(error.in_english().split())}\n")
            bad += 1
            continue
        write(to_json({**id_, **answer.data()}, inf_nan_mode="null") + b"\n")
        count += 1
        passed += answer.verdict.passes
    sys.stdout.buffer.flush()
    if not as_json:
        sys.stderr.write(f"{count} cases: {passed} pass, {count - passed} do not\n")
    if bad:
        sys.stderr.write(f"placet: {name}: {bad} of {count + bad} cases could not be read\n")
    return 2 if bad else 0


def _lines(file: BinaryIO, name: str) -> Iterator[Line]:
    """The lines that say anything, with their numbers."""
    for number in count_from(1):
        line = file.readline(LARGEST + 1)
        if not line:
            return
        if len(line) > LARGEST:
            raise _too_large(f"{name}:{number}")
        if not line.isspace():
            yield number, line


def _is_batch(begun: list[Line]) -> bool:
    """Whether the first line is a whole case, and another follows."""
    if len(begun) < 2:
        return False
    try:
        return isinstance(from_json(begun[0][1]), dict)
    except ValueError:
        return False


def _whole(begun: list[Line], file: BinaryIO, name: str) -> bytes:
    """All of a case; empty lines before and between the first ones are put back."""
    data, lines = b"", 1
    for number, line in begun:
        data += b"\n" * (number - lines) + line
        lines = number + 1
    data += file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise _too_large(name)
    return data


def _too_large(name: str) -> BadInput:
    return BadInput(name, N_("this is larger than 200 MB."), N_("Divide it."))
