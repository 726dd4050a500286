"""`placet text compare`: what became of one text in another."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import Any

from placet.api.texts.lines import BREAK, Marks, lines
from placet.api.texts.reading import must_differ, read_text_file
from placet.engine.text import (
    Counts,
    Operation,
    Redline,
    Said,
    Text,
    What,
    compare,
    listed,
    match_imported,
    operations,
    walk,
)
from placet.templates.changes import change_in_full
from placet.templates.text_sheets import comparison_sheet


@dataclass(frozen=True, slots=True)
class _Told:
    """An operation as it is told; `mark`: a printed number and not words."""

    operation: Operation
    mark: bool = False


def compare_files(old: Path, new: Path, as_json: bool) -> str:
    """The comparison of two files, as JSON or in words."""
    must_differ(old, new)
    first, second = read_text_file(old), read_text_file(new)
    matched, _, _ = match_imported(first.text, second.text, first.minted)
    redline = compare(first.text, matched)
    redline = replace(redline, counts=_counted(redline, first.text, matched))
    if not as_json:
        return comparison_sheet((first.name, second.name), redline)
    marks = first.marks, second.marks_for(matched)
    said = [_data(each) for each in _printed(first.text, matched, *marks)]
    changes = [_change(each) for each in listed(redline)]
    told: dict[str, Any] = {**_counts(redline.counts), "operations": said, "changes": changes}
    told["paragraphs"]["renumbered"] = sum(
        each.what is What.LABEL_CHANGED for each in listed(redline)
    )
    return json.dumps(told, indent=2, ensure_ascii=False)


def _counted(redline: Redline, old: Text, new: Text) -> Counts:
    """The counts without the paragraphs that only have another number in the file."""
    before = {paragraph.id: paragraph for _, paragraph in walk(old)}
    changed = sum(
        (p.words, p.kind) != (before[p.id].words, before[p.id].kind)
        for _, p in walk(new)
        if p.id in before
    )
    return replace(redline.counts, changed=changed)


def _counts(counts: Counts) -> dict[str, Any]:
    return {
        "words_inserted": counts.words_inserted,
        "words_deleted": counts.words_deleted,
        "paragraphs": {
            "changed": counts.changed,
            "added": counts.added,
            "removed": counts.removed,
            "moved": counts.moved,
        },
    }


def _change(said: Said) -> dict[str, str]:
    return {
        "paragraph": said.paragraph,
        "what": said.what.value,
        "old": said.old,
        "new": said.new,
        "sentence": change_in_full(said),
    }


def _printed(old: Text, new: Text, old_marks: Marks, new_marks: Marks) -> Iterator[_Told]:
    """The operations with what is printed before each paragraph, and the ends of paragraphs."""
    before = {line.id: line.mark for line in lines(old, old_marks)}
    after = {line.id: line.mark for line in lines(new, new_marks)}
    for (id, moved), group in groupby(operations(old, new), lambda op: (op.paragraph, op.moved)):
        found = list(group)
        stays = not moved and id in before and id in after
        left = before.get(id, "") if stays or found[0].op == "delete" else ""
        right = after.get(id, "") if stays or found[0].op == "insert" else ""
        yield from _marks(replace(found[0], op="equal"), left, right)
        yield from map(_Told, _ended(found, stays))


def _marks(of: Operation, left: str, right: str) -> Iterator[_Told]:
    if left == right:
        yield from [_Told(replace(of, text=left), True)] if left else []
        return
    if left:
        yield _Told(replace(of, op="delete", text=left), True)
    if right:
        yield _Told(replace(of, op="insert", text=right), True)


def _ended(found: Sequence[Operation], stays: bool) -> Iterator[Operation]:
    """The operations of a paragraph, the last with an empty line after it."""
    yield from found[:-1]
    last = found[-1]
    if stays and last.op != "equal":
        yield last
        yield replace(last, op="equal", text=BREAK)
    else:
        yield replace(last, text=last.text + BREAK)


def _data(said: _Told) -> dict[str, Any]:
    operation = said.operation
    told: dict[str, Any] = {
        "op": operation.op,
        "paragraph": operation.paragraph,
        "text": operation.text,
    }
    if operation.moved:
        told["moved"] = True
    if said.mark:
        told["mark"] = True
    return told
