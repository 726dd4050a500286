"""The parts that stand beside the body of a Word document: relations, notes, comments."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import replace

from lxml import etree

from placet.engine.documents import marks
from placet.engine.documents.reading.formats import WORD
from placet.engine.documents.reading.manuscript import Line, Manuscript, Piece, Remarked, stands
from placet.engine.documents.reading.package import Package
from placet.engine.documents.reading.word_elements import instant, local, words_of
from placet.engine.documents.reading.word_runs import Runs
from placet.engine.documents.reading.word_styles import W, value
from placet.engine.text.cleaning import mended
from placet.engine.text.labels import roman
from placet.engine.text.report import Found

_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_MOST_HEADERS = 100


class Parts:
    """The parts of a Word document, found by their relations and never outside the file."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self.main = WORD
        self.links: dict[str, str] = {}
        self._outside: list[str] = []
        self._by_kind: dict[str, list[str]] = {}
        for kind, target, _, outside in self._relations(""):
            if kind == "officeDocument" and not outside and target in package.names:
                self.main = target
        for kind, target, id, outside in self._relations(self.main):
            if kind == "hyperlink":
                self.links[id] = target
            elif not outside:
                self._by_kind.setdefault(kind, []).append(target)
            else:
                self._outside.append(target)
        for settings in self._by_kind.get("settings", [])[:1]:
            self._outside += [target for _, target, _, out in self._relations(settings) if out]

    def xml(self, kind: str) -> etree._Element | None:
        """The root of the first part of a kind, None where there is none."""
        names = self._by_kind.get(kind, [])
        return self._package.xml(names[0]) if names else None

    def report(self, manuscript: Manuscript) -> None:
        """Say what lies outside the file, and the words of headers and footers."""
        for target in self._outside:
            manuscript.met(Found.EXTERNAL, target)
        names = [*self._by_kind.get("header", []), *self._by_kind.get("footer", [])]
        if self._is_ours:
            names = []  # what Placet prints there is said of the text, and none of it
        for name in dict.fromkeys(names[:_MOST_HEADERS]):
            root = self._package.xml(name)
            if root is not None and (words := words_of(root).strip()):
                manuscript.met(Found.HEADER, words)

    @property
    def _is_ours(self) -> bool:
        """Whether Placet wrote the document first: its properties name an objective."""
        root = self._package.xml("docProps/custom.xml")
        return root is not None and any(one.get("name") == marks.REFERENCE for one in root)

    @property
    def application(self) -> str:
        """Which program saved the document last, with its version; empty where it does not say."""
        root = self._package.xml("docProps/app.xml")
        named = root.find("{*}Application") if root is not None else None
        return (named.text or "") if named is not None else ""

    def _relations(self, part: str) -> Iterator[tuple[str, str, str, bool]]:
        """Kind, target, id and whether it lies outside, of the relations of a part."""
        folder, name = posixpath.split(part)
        root = self._package.xml(posixpath.join(folder, "_rels", f"{name}.rels"))
        for one in root.iter(_RELATION) if root is not None else ():
            kind = (one.get("Type") or "").rpartition("/")[2]
            target, outside = one.get("Target") or "", one.get("TargetMode") == "External"
            if not outside and kind != "hyperlink":
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            yield kind, target, one.get("Id") or "", outside


def take_notes(parts: Parts, runs: Runs, manuscript: Manuscript) -> None:
    """Footnotes, endnotes and comments into the manuscript; footnotes get their marks."""
    names = _names(manuscript, runs.custom)
    for kind, sign in (("footnotes", "note:f"), ("endnotes", "note:e")):
        root = parts.xml(kind)
        for note in root if root is not None else ():
            name = names.get(sign + value(note, "id"), "")
            if name or value(note, "type") in ("", "normal"):
                line = _footnote(runs, note, name)
                if name or any(piece.text.strip() for piece in line.pieces):
                    line.name = name or f"({sign[-1]}{value(note, 'id')})"
                    manuscript.footnotes.append(line)
    runs.end()
    manuscript.comments = list(_comments(parts, runs))
    for line in manuscript.lines():
        line.pieces = [
            replace(p, sign="note:" + names.get(p.sign, "")) if p.sign[:5] == "note:" else p
            for p in line.pieces
        ]


def _names(manuscript: Manuscript, marks: Mapping[str, str]) -> dict[str, str]:
    """The mark of each note: as it was printed, and on from there for those only proposed."""
    pieces = [p for line in manuscript.lines() for p in line.pieces if p.sign[:5] == "note:"]
    there = [p.sign for p in pieces if stands(p.inserted, p.deleted, lambda revision: False)]
    names: dict[str, str] = {}
    counts = {"f": 0, "e": 0}
    for sign in dict.fromkeys([*there, *(p.sign for p in pieces)]):
        name = "".join(mended(marks.get(sign, ""))[0].split())
        if not name:
            counts[sign[5]] += 1
            name = str(counts["f"]) if sign[5] == "f" else roman(counts["e"])
        while name in names.values():
            name += "'"
        names[sign] = name
    return names


def _footnote(runs: Runs, note: etree._Element, name: str) -> Line:
    """A note as one paragraph."""
    line = Line(runs.manuscript.count(), "footnote", name=name)
    for at, paragraph in enumerate(note.iter(W + "p")):
        if at:
            line.pieces.append(Piece("\n"))
        line.pieces += runs.read(paragraph)
    return line


def _comments(parts: Parts, runs: Runs) -> Iterator[Remarked]:
    """The comments with the comments they answer."""
    root = parts.xml("comments")
    comments = [] if root is None else [one for one in root if local(one) == "comment"]
    parents: dict[str, str] = {}
    extended = parts.xml("commentsExtended")
    for one in extended.iter(_W15 + "commentEx") if extended is not None else ():
        parents[one.get(_W15 + "paraId") or ""] = one.get(_W15 + "paraIdParent") or ""
    by_paragraph: dict[str, str] = {}
    for comment in comments:
        for paragraph in comment.iter(W + "p"):
            if id := paragraph.get(_W14 + "paraId"):
                by_paragraph[id] = value(comment, "id")
    for comment in comments:
        ids = [p.get(_W14 + "paraId") or "" for p in comment.iter(W + "p")]
        above = next((parents[id] for id in ids if parents.get(id)), "")
        body = "\n".join(
            "".join(piece.text for piece in runs.read(p)) for p in comment.iter(W + "p")
        )
        yield Remarked(
            value(comment, "id"), value(comment, "author").strip(),
            instant(value(comment, "date")), mended(body)[0].strip(),
            by_paragraph.get(above, ""),
        )  # fmt: skip
