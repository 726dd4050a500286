"""A file of a text, or standard input, read: the one place where the commands open files."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from placet.api.opened_files import opened_file
from placet.api.texts.lines import Marks, marks_in
from placet.engine.documents.reading import LARGEST_DOCUMENT, read_document
from placet.engine.errors import N_, BadInput
from placet.engine.text import Text, paragraph_ids, parse_markdown, parse_plain, walk

PLAIN = (".txt", ".text")
MARKDOWN = (".md", ".markdown", "")

STDIN = "standard input"

_NUMBER = re.compile(r"p(\d{1,15})")
_ZIPPED = b"PK\3\4"


@dataclass(frozen=True, slots=True)
class TextFile:
    """A text with the file that it was read from.

    `blocks` are the words between blank lines (of a document: its paragraphs); `marks` is what
    the file prints before each paragraph, by id; `source` is the file as characters, None for
    formats that have none.
    """

    name: str
    text: Text
    minted: int
    blocks: tuple[str, ...]
    marks: Marks
    source: str | None

    def marks_for(self, text: Text) -> Marks:
        """The marks for the same text with other ids."""
        pairs = zip(paragraph_ids(self.text), paragraph_ids(text), strict=True)
        return {new: self.marks[old] for old, new in pairs if old in self.marks}


def read_text_file(file: Path, *, proposed: bool = True) -> TextFile:
    """The text of a file, by the end of its name; characters on standard input are Markdown.

    A document is read with all its tracked changes made, or, where it is not what is
    `proposed`, with none.  Raises `BadInput` that names the file and, where one is at fault,
    its line.
    """
    name = STDIN if file == Path("-") else str(file)
    with opened_file(file) as opened:
        data = opened.read(LARGEST_DOCUMENT + 1)
    if len(data) > LARGEST_DOCUMENT:
        raise BadInput(name, N_("this is larger than 10 MB."), N_("Divide it."))
    suffix = "" if name == STDIN else file.suffix.lower()
    if suffix in (*PLAIN, *MARKDOWN) and not data.startswith(_ZIPPED):
        read = _characters(name, suffix, data)
    else:
        read = _document(name, "" if name == STDIN else file.name, data, proposed)
    if not any(paragraph.words for _, paragraph in walk(read.text)):
        raise BadInput(f"{name}:1", N_("there is no text in it."), N_("Name a file with words."))
    return read


def must_differ(*files: Path) -> None:
    """Refuse standard input twice: it can be read once."""
    if sum(file == Path("-") for file in files) > 1:
        raise BadInput("-", N_("standard input is named twice."), N_("Name a file instead."))


def _characters(name: str, suffix: str, data: bytes) -> TextFile:
    """Markdown or plain text."""
    source = _decoded(name, data)
    read = parse_plain(source) if suffix in PLAIN else parse_markdown(source)
    return TextFile(name, read.text, read.minted, read.blocks, marks_in(read.text, source), source)


def _document(name: str, file: str, data: bytes, proposed: bool) -> TextFile:
    """A document of a word processor or of the web."""
    try:
        document = read_document(file, data)
    except BadInput as bad:
        values = {k: v for k, v in bad.values.items() if k not in ("field", "what")}
        raise BadInput(name, bad.sentence, bad.advice, **values) from None
    text = document.final if proposed else document.text
    numbers = (int(met[1]) for id in paragraph_ids(text) if (met := _NUMBER.fullmatch(id)))
    blocks = tuple(paragraph.words for _, paragraph in walk(text) if paragraph.words)
    return TextFile(name, text, max([document.minted, *numbers]), blocks, {}, None)


def _decoded(name: str, data: bytes) -> str:
    try:
        source = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise BadInput(
            f"{name}:{line}", N_("this is not UTF-8."), N_("Save the file as UTF-8.")
        ) from None
    if (at := source.find("\0")) >= 0:
        line = source.count("\n", 0, at) + 1
        raise BadInput(
            f"{name}:{line}",
            N_("this is no text but something else."),
            N_("Name a text in Markdown or plain characters, or a document."),
        )
    return source
