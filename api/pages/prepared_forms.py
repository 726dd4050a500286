"""Prepared things as fields of a form, and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from placet.engine.commands import MakeComment, ProposeAmendment, RecordPosition
from placet.engine.errors import N_, BadInput
from placet.engine.model import CommentType
from placet.engine.prepared import Content, Note

FIELDS = (
    "type", "body", "wording", "quotation", "words", "reason", "reasons", "resolve", "reservation",
)  # fmt: skip


def fields_of(content: Content) -> dict[str, str]:
    """The fields that can be changed, by their names."""
    match content:
        case MakeComment():
            return {
                "type": content.type.value,
                "body": content.body,
                "wording": content.wording,
                "quotation": content.quotation,
            }
        case ProposeAmendment():
            words = {"words": content.change.words} if content.change.words else {}
            return {**words, "reason": content.reason}
        case RecordPosition():
            fields = {"reasons": content.reasons}
            if content.wording or content.resolve or content.no_wording:
                fields |= {"wording": content.wording, "resolve": content.resolve}
            if content.reservation:
                fields["reservation"] = content.reservation
            return fields
        case _:
            return {"body": content.body}


def changed(content: Content, typed: Mapping[str, str]) -> Content:
    """The content with what was typed; what the form did not have stays."""
    own = fields_of(content)

    def said(name: str) -> str:
        return typed.get(name, own.get(name, "")) if name in own else ""

    match content:
        case MakeComment():
            return replace(
                content,
                type=_type(said("type")),
                body=said("body"),
                wording=said("wording"),
                quotation=said("quotation"),
            )
        case ProposeAmendment():
            change = replace(content.change, words=said("words"))
            return replace(content, change=change, reason=said("reason"))
        case RecordPosition():
            return replace(
                content,
                reasons=said("reasons"),
                wording=said("wording"),
                resolve=said("resolve"),
                reservation=said("reservation"),
                no_wording=content.no_wording and not said("wording").strip(),
            )
        case _:
            return Note(said("body"), content.paragraph)


def _type(value: str) -> CommentType:
    try:
        return CommentType(value)
    except ValueError:
        raise BadInput("type", N_("Choose the type of the comment.")) from None
