"""Remarks as Word's comments: the comments, which answers which, and who the people are."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from placet.engine.documents.writing.about import stamped
from placet.engine.documents.writing.package import Part, word_part
from placet.engine.documents.writing.proposing import CommentOut, Reply, Tracked
from placet.engine.documents.writing.woven import Point, Points
from placet.engine.documents.writing.xml import W14, W15, Element, legal, root, serialised, w
from placet.engine.text import Text, walk

_MS = "http://schemas.microsoft.com/office/2011/relationships/"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."


@dataclass(frozen=True, slots=True)
class Thread:
    """A remark with its answers, and the number of each as a comment."""

    comment: CommentOut
    numbers: tuple[int, ...]


def threads(comments: Sequence[CommentOut]) -> tuple[Thread, ...]:
    """The remarks numbered: each answer follows what it answers."""
    found: list[Thread] = []
    number = 0
    for comment in comments:
        size = 1 + len(comment.replies)
        found.append(Thread(comment, tuple(range(number, number + size))))
        number += size
    return tuple(found)


def points(base: Text, readings: Sequence[Tracked], comments: Sequence[CommentOut]) -> Points:
    """Where remarks begin and end; those on no known paragraph stand at the first one."""
    lengths: dict[str, int] = {}
    for text in (base, *(tracked.text for tracked in readings)):
        for _, paragraph in walk(text):
            lengths.setdefault(paragraph.id, len(paragraph.words))
    first = next(iter(lengths), "")
    found: Points = {}
    for number, comment in enumerate(comments):
        known = comment.paragraph in lengths
        id = comment.paragraph if known else first
        begin, end = (comment.start, comment.end) if known else (0, 0)
        end = max(begin, end or lengths.get(id, 0))
        found.setdefault(id, []).append((begin, Point(number, True)))
        found[id].append((end, Point(number, False)))
    return found


def comment_parts(found: Sequence[Thread], authors: Sequence[str]) -> list[Part]:
    """The parts of the document that hold the remarks; none where there are no remarks."""
    if not found:
        return []
    rows = [row for thread in found for row in _rows(thread)]
    named = dict.fromkeys([*authors, *(row.said.author for row in rows)])
    return [
        word_part("comments", serialised(root("comments", *map(_comment, rows)))),
        Part(
            "word/commentsExtended.xml",
            _extended(rows),
            f"{_TYPE}commentsExtended+xml",
            f"{_MS}commentsExtended",
        ),
        Part("word/people.xml", _people(list(named)), f"{_TYPE}people+xml", f"{_MS}people"),
    ]


@dataclass(frozen=True, slots=True)
class _Row:
    number: int
    said: CommentOut | Reply
    parent: int | None
    done: bool


def _rows(thread: Thread) -> Iterator[_Row]:
    first, *rest = thread.numbers
    done = thread.comment.resolved
    yield _Row(first, thread.comment, None, done)
    for number, reply in zip(rest, thread.comment.replies, strict=True):
        yield _Row(number, reply, first, done)


def _comment(row: _Row) -> Element:
    """One comment; its last paragraph has the number by which others refer to it."""
    lines = row.said.body.split("\n")
    element = w(
        "comment",
        id=row.number,
        author=row.said.author,
        date=stamped(row.said.at),
        initials=_initials(row.said.author),
    )
    for at, line in enumerate(lines):
        style = w("pPr", w("pStyle", val="CommentText"))
        paragraph = w("p", style, w("r", w("t", line)))
        if at == len(lines) - 1:
            paragraph.set(f"{{{W14}}}paraId", _paragraph_id(row.number))
        element.append(paragraph)
    return element


def _initials(author: str) -> str:
    words = author.split()
    return author[:4] if len(words) < 2 else "".join(word[0] for word in words)[:4]


def _paragraph_id(number: int) -> str:
    """A number for a paragraph of a comment: eight hexadecimal digits below 80000000."""
    return f"{zlib.crc32(f'placet comment {number}'.encode()) & 0x7FFFFFFE | 1:08X}"


def _extended(rows: Sequence[_Row]) -> bytes:
    element = etree.Element(f"{{{W15}}}commentsEx", nsmap={"w15": W15})
    for row in rows:
        one = etree.SubElement(element, f"{{{W15}}}commentEx")
        one.set(f"{{{W15}}}paraId", _paragraph_id(row.number))
        if row.parent is not None:
            one.set(f"{{{W15}}}paraIdParent", _paragraph_id(row.parent))
        one.set(f"{{{W15}}}done", "1" if row.done else "0")
    return etree.tostring(element, xml_declaration=True, encoding="UTF-8", standalone=True)


def _people(names: Sequence[str]) -> bytes:
    element = etree.Element(f"{{{W15}}}people", nsmap={"w15": W15})
    for name in names:
        person = etree.SubElement(element, f"{{{W15}}}person")
        person.set(f"{{{W15}}}author", legal(name))
        presence = etree.SubElement(person, f"{{{W15}}}presenceInfo")
        presence.set(f"{{{W15}}}providerId", "None")
        presence.set(f"{{{W15}}}userId", legal(name))
    return etree.tostring(element, xml_declaration=True, encoding="UTF-8", standalone=True)
