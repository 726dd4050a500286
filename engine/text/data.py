"""A text as data, and its hash.

Theory.  What is signed, frozen in a ballot and written into the ledger is the hash of the
text's data in canonical JSON (RFC 8785).  Fields that hold their default are left out, so a
field that is added later does not change the hash of a text that does not use it.  Unknown
fields are refused rather than dropped: a text that was read without one of them would no
longer have its own hash.
"""

import hashlib
from collections.abc import Mapping
from typing import Any

import rfc8785

from placet.engine.errors import BadInput
from placet.engine.text.tree import Kind, Paragraph, Text, grown, walk

DEEPEST_DATA = 200


def to_data(text: Text) -> dict[str, Any]:
    """The text as strings, lists and dicts; what holds its default is left out."""
    top: list[dict[str, Any]] = []
    holders = [top]
    for depth, paragraph in walk(text):
        row: dict[str, Any] = {
            "id": paragraph.id,
            "kind": paragraph.kind.value,
            "words": paragraph.words,
        }
        if paragraph.label is not None:
            row["label"] = paragraph.label
        del holders[depth + 1 :]
        holders[depth].append(row)
        if paragraph.children:
            row["children"] = []
            holders.append(row["children"])
    data: dict[str, Any] = {"paragraphs": top}
    if text.language != "en":
        data["language"] = text.language
    return data


def from_data(data: Mapping[str, Any]) -> Text:
    """The text of such data.  Raises ``BadInput`` when they have another shape."""
    _fields(data, "the text", {"paragraphs"}, {"language"})
    rows: list[tuple[int, Paragraph]] = []
    waiting = [(0, row) for row in reversed(_list(data["paragraphs"], "paragraphs"))]
    while waiting:
        depth, row = waiting.pop()
        if depth > DEEPEST_DATA:
            raise _bad(f"paragraphs are nested more than {DEEPEST_DATA} deep")
        name = f"paragraph {len(rows) + 1}"
        _fields(row, name, {"id", "kind", "words"}, {"label", "children"})
        if row["kind"] not in tuple(Kind):
            raise _bad(f"{name}: {row['kind']!r} is not a kind of paragraph")
        label = row.get("label")
        rows.append((depth, Paragraph(row["id"], Kind(row["kind"]), row["words"], (), label)))
        children = _list(row.get("children", []), f"{name}: children")
        waiting.extend((depth + 1, child) for child in reversed(children))
    return Text(grown(rows), data.get("language", "en"))


def text_hash(text: Text) -> str:
    """SHA-256, in hexadecimal, of the text's data in canonical JSON (RFC 8785)."""
    return hashlib.sha256(rfc8785.dumps(to_data(text))).hexdigest()


def _fields(row: Any, name: str, needed: set[str], allowed: set[str]) -> None:
    """Refuse anything but a mapping with these fields, strings save the lists."""
    if not isinstance(row, Mapping):
        raise _bad(f"{name} is not an object")
    if missing := sorted(needed - row.keys()):
        raise _bad(f"{name}: {', '.join(missing)} missing")
    if unknown := sorted(map(str, row.keys() - needed - allowed)):
        raise _bad(f"{name}: unknown field {', '.join(unknown)}")
    for key, value in row.items():
        if key not in ("children", "paragraphs") and not isinstance(value, str):
            raise _bad(f"{name}: {key} is not a string")


def _list(value: Any, name: str) -> list[Any]:
    if not isinstance(value, list):
        raise _bad(f"{name} is not a list")
    return value


def _bad(what: str) -> BadInput:
    return BadInput("text", what, "give the text as Placet exports it")
