"""A file of a text, or standard input, read: the one place where the commands open files."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from placet.api.opened_files import opened_file
from placet.api.texts.lines import Marks, marks_in
from placet.engine.errors import N_, BadInput
from placet.engine.text import Remark, Text, paragraph_ids, parse_markdown, parse_plain, walk

LARGEST = 10_000_000
"""Bytes of a file; more is refused unread."""

PLAIN = (".txt", ".text")
MARKDOWN = (".md", ".markdown", "")

STDIN = "standard input"


@dataclass(frozen=True, slots=True)
class TextFile:
    """A text with the file that it was read from.

    `blocks` are the words between blank lines; `marks` is what the file prints before each
    paragraph, by id; `source` is the file as characters, None for formats that have none.
    """

    name: str
    text: Text
    minted: int
    report: tuple[Remark, ...]
    blocks: tuple[str, ...]
    marks: Marks
    source: str | None

    def marks_for(self, text: Text) -> Marks:
        """The marks for the same text with other ids."""
        pairs = zip(paragraph_ids(self.text), paragraph_ids(text), strict=True)
        return {new: self.marks[old] for old, new in pairs if old in self.marks}


def read_text_file(file: Path) -> TextFile:
    """The text of a file, by the end of its name; standard input is Markdown.

    Raises `BadInput` that names the file and, where one is at fault, its line.
    """
    name = STDIN if file == Path("-") else str(file)
    with opened_file(file) as opened:
        data = opened.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise BadInput(name, N_("this is larger than 10 MB."), N_("Divide it."))
    suffix = "" if name == STDIN else file.suffix.lower()
    if suffix not in (*PLAIN, *MARKDOWN):
        raise BadInput(
            name,
            N_("texts are read from Markdown (.md) and plain text (.txt), not from {suffix}."),
            N_("Save it as one of these."),
            suffix=suffix,
        )
    source = _decoded(name, data)
    imported = parse_plain(source) if suffix in PLAIN else parse_markdown(source)
    if not any(paragraph.words for _, paragraph in walk(imported.text)):
        raise BadInput(f"{name}:1", N_("there is no text in it."), N_("Name a file with words."))
    text, marks = imported.text, marks_in(imported.text, source)
    return TextFile(name, text, imported.minted, imported.report, imported.blocks, marks, source)


def must_differ(*files: Path) -> None:
    """Refuse standard input twice: it can be read once."""
    if sum(file == Path("-") for file in files) > 1:
        raise BadInput("-", N_("standard input is named twice."), N_("Name a file instead."))


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
            N_("Name a text in Markdown or plain characters."),
        )
    return source
