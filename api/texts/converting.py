"""`placet text convert`: a text from one kind of file to another."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, get_args

from placet.api.opened_files import opened_file, written_file
from placet.api.texts.reading import STDIN, read_text_file
from placet.engine.documents.reading import LARGEST_DOCUMENT, Document, read_document
from placet.engine.documents.writing import (
    About,
    CommentOut,
    Reply,
    Tracked,
    to_akn,
    to_docx,
    to_docx_tracked,
    to_json,
)
from placet.engine.documents.writing.json_out import FORMAT as JSON_FORMAT
from placet.engine.errors import N_, BadInput
from placet.engine.text import Kind, Text, from_data, text_hash, to_markdown, walk
from placet.templates.document_words import document_words

Format = Literal["docx", "md", "json", "akn"]
Changes = Literal["made", "left", "kept"]

ENDINGS: dict[Format, tuple[str, ...]] = {
    "docx": (".docx",),
    "md": (".md", ".markdown"),
    "json": (".json",),
    "akn": (".xml", ".akn"),
}
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


def convert_file(file: Path, to: Format | None, output: Path, changes: Changes) -> None:
    """Write the text of a file as another kind of file; BadInput says what does not fit."""
    format = _format(to, output)
    if changes == "kept":
        data = converted_with_changes(file, format)
    else:
        data = converted(_text(file, changes == "made"), format, _reference(file))
    with written_file(output) as out:
        out.write(data)


def converted(text: Text, format: Format, reference: str) -> bytes:
    """The text in a format; its title is the text's own."""
    about = About(reference, _title(text) or reference, hash=text_hash(text))
    if format == "docx":
        return to_docx(text, about, document_words())
    if format == "json":
        return to_json(text, about)
    return to_akn(text, about) if format == "akn" else to_markdown(text).encode()


def converted_with_changes(file: Path, format: Format) -> bytes:
    """A document with its tracked changes and comments, as a Word document again."""
    if format != "docx":
        raise BadInput(
            "--changes",
            N_("tracked changes are kept in a Word document only."),
            N_("Write --to docx, or choose between made and left."),
        )
    with opened_file(file) as opened:
        data = opened.read(LARGEST_DOCUMENT + 1)
    document = read_document("" if file == Path("-") else file.name, data)
    reference = _reference(file)
    about = About(reference, _title(document.text) or reference, hash=text_hash(document.text))
    proposals = [Tracked(p.author, p.at or _NEVER, p.text) for p in document.proposals]
    return to_docx_tracked(document.text, proposals, _comments(document), about, document_words())


def _comments(document: Document) -> list[CommentOut]:
    """The comments with their answers; an answer to an answer answers the first one."""
    notes = document.remarks
    found: list[CommentOut] = []
    for place, note in enumerate(notes):
        if note.parent is not None:
            continue
        replies = tuple(
            Reply(other.author, other.at or _NEVER, other.body)
            for at, other in enumerate(notes)
            if at != place and _first(document, at) == place
        )
        found.append(
            CommentOut(
                note.author, note.at or _NEVER, note.paragraph, note.body, note.start, note.end,
                replies,
            )
        )  # fmt: skip
    return found


def _first(document: Document, place: int) -> int:
    """The comment that began the conversation in which this one stands."""
    seen: set[int] = set()
    while (parent := document.remarks[place].parent) is not None and place not in seen:
        seen.add(place)
        place = parent
    return place


def _format(to: Format | None, output: Path) -> Format:
    """The format that is asked for; it and the name of the output must not contradict."""
    suffix = "" if output == Path("-") else output.suffix.lower()
    named: Format | None = next((f for f in get_args(Format) if suffix in ENDINGS[f]), None)
    if to is None and named is None:
        raise BadInput(
            "--to",
            N_("it is not said to what."),
            N_("Write --to with one of {formats}, or an --output that ends like one."),
            formats=", ".join(get_args(Format)),
        )
    if to is not None and suffix and suffix not in ENDINGS[to]:
        raise BadInput(
            str(output),
            N_("a file that ends in {suffix} is not {format}."),
            N_("End its name in {ending}, or ask for another format."),
            suffix=suffix,
            format=to,
            ending=ENDINGS[to][0],
        )
    return to or named or "md"


def _text(file: Path, proposed: bool) -> Text:
    if file.suffix.lower() == ".json":
        return _exported(file)
    return read_text_file(file, proposed=proposed).text


def _exported(file: Path) -> Text:
    """A text that was written as JSON; BadInput where it is none, or not what its hash says."""
    with opened_file(file) as opened:
        data = opened.read(LARGEST_DOCUMENT + 1)
    try:
        told = json.loads(data)
    except ValueError:
        told = None
    if not isinstance(told, dict) or told.get("format") != JSON_FORMAT or "text" not in told:
        raise BadInput(
            str(file),
            N_("this is not a text that Placet exported."),
            N_("Name a file that `placet text convert --to json` wrote."),
        )
    text = from_data(told["text"])
    if told.get("hash") not in (None, text_hash(text)):
        raise BadInput(
            str(file),
            N_("the text does not have the hash that the file says."),
            N_("Export it again; this one was changed."),
        )
    return text


def _title(text: Text) -> str:
    return next((p.words for _, p in walk(text) if p.kind is Kind.TITLE), "")


def _reference(file: Path) -> str:
    return STDIN if file == Path("-") else file.stem
