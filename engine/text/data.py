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

from placet.engine.errors import N_, BadInput
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
    _fields(data, "text", {"paragraphs"}, {"language"})
    rows: list[tuple[int, Paragraph]] = []
    waiting = [(0, row) for row in reversed(_list(data["paragraphs"], "paragraphs"))]
    while waiting:
        depth, row = waiting.pop()
        if depth > DEEPEST_DATA:
            raise _bad(N_("Paragraphs are nested more than {most} deep."), most=DEEPEST_DATA)
        name = f"paragraphs[{len(rows) + 1}]"
        _fields(row, name, {"id", "kind", "words"}, {"label", "children"})
        if row["kind"] not in tuple(Kind):
            raise _bad(
                N_("{part}: {kind} is not a kind of paragraph."), part=name, kind=row["kind"]
            )
        label = row.get("label")
        rows.append((depth, Paragraph(row["id"], Kind(row["kind"]), row["words"], (), label)))
        children = _list(row.get("children", []), f"{name}.children")
        waiting.extend((depth + 1, child) for child in reversed(children))
    return Text(grown(rows), data.get("language", "en"))


def text_hash(text: Text) -> str:
    """SHA-256, in hexadecimal, of the text's data in canonical JSON (RFC 8785)."""
    return hashlib.sha256(rfc8785.dumps(to_data(text))).hexdigest()


def _fields(row: Any, name: str, needed: set[str], allowed: set[str]) -> None:
    """Refuse anything but a mapping with these fields, strings save the lists."""
    if not isinstance(row, Mapping):
        raise _bad(N_("{part} is not an object."), part=name)
    if missing := sorted(needed - row.keys()):
        raise _bad(N_("{part}: {fields} missing."), part=name, fields=", ".join(missing))
    if unknown := sorted(map(str, row.keys() - needed - allowed)):
        raise _bad(N_("{part}: unknown {fields}."), part=name, fields=", ".join(unknown))
    for key, value in row.items():
        if key not in ("children", "paragraphs") and not isinstance(value, str):
            raise _bad(N_("{part}: {fields} is not a string."), part=name, fields=key)


def _list(value: Any, name: str) -> list[Any]:
    if not isinstance(value, list):
        raise _bad(N_("{part} is not a list."), part=name)
    return value


def _bad(what: str, **values: object) -> BadInput:
    return BadInput("text", what, N_("Give the text as Placet exports it."), **values)
