"""A text as JSON: the data whose hash is signed, with that hash and what it is a version of.

The shape, all of it:

    {"format": "placet-text", "version": 1,
     "reference", "title", "negotiation", "text_version" (0: none), "at" ("": none), "status",
     "language", "direction", "hash",
     "text": {"paragraphs": [{"id", "kind", "words", "label"?, "children"?}], "language"?},
     "labels": {id: the label that people see}}

`hash` is SHA-256 over `text` in canonical JSON (RFC 8785), so whoever has the file can compute
it again; `labels` are those that follow from the text and are no part of it.
"""

from __future__ import annotations

import json
from typing import Any

from placet.engine.documents.writing.about import About
from placet.engine.text import Text, direction, labelled, text_hash, to_data

FORMAT, FORMAT_VERSION = "placet-text", 1

_PARAGRAPH = {
    "type": "object",
    "additionalProperties": False,
    "required": ["id", "kind", "words"],
    "properties": {
        "id": {"type": "string"},
        "kind": {"type": "string"},
        "words": {"type": "string"},
        "label": {"type": "string"},
        "children": {"type": "array", "items": {"$ref": "#/$defs/paragraph"}},
    },
}
SCHEMA: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "A text that Placet exported",
    "type": "object",
    "additionalProperties": False,
    "required": ["format", "version", "reference", "language", "direction", "hash", "text"],
    "properties": {
        "format": {"const": FORMAT},
        "version": {"const": FORMAT_VERSION},
        "reference": {"type": "string"},
        "title": {"type": "string"},
        "negotiation": {"type": "string"},
        "text_version": {"type": "integer", "minimum": 0},
        "at": {"type": "string"},
        "status": {"type": "string"},
        "language": {"type": "string"},
        "direction": {"enum": ["ltr", "rtl"]},
        "hash": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
        "text": {
            "type": "object",
            "additionalProperties": False,
            "required": ["paragraphs"],
            "properties": {
                "paragraphs": {"type": "array", "items": {"$ref": "#/$defs/paragraph"}},
                "language": {"type": "string"},
            },
        },
        "labels": {"type": "object", "additionalProperties": {"type": "string"}},
    },
    "$defs": {"paragraph": _PARAGRAPH},
}
"""The JSON Schema of what `to_json` writes."""


def to_json(text: Text, about: About) -> bytes:
    """The text with its hash and its labels, as UTF-8 that a person can read too."""
    data = {
        "format": FORMAT,
        "version": FORMAT_VERSION,
        "reference": about.reference,
        "title": about.title,
        "negotiation": about.negotiation,
        "text_version": about.version,
        "at": about.instant,
        "status": about.status,
        "language": text.language,
        "direction": direction(text),
        "hash": text_hash(text),
        "text": to_data(text),
        "labels": {row.id: row.label for row in labelled(text) if row.label},
    }
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()
