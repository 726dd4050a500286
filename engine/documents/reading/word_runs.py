"""What stands in a paragraph of Word: runs, tracked changes, fields, links, signs of notes.

Theory.  Whatever holds runs (a tracked change, a link, a content control, a smart tag and what
Word will invent next) is entered, so that no words are lost by not knowing what they stand in.
What is no words is reported: pictures, text boxes and equations with what they say.  A field
keeps its result and loses its instruction; fields may go on over several paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from lxml import etree

from placet.engine.documents import marks
from placet.engine.documents.reading.manuscript import Manuscript, Piece, Revision, Revisions
from placet.engine.documents.reading.word_elements import (
    CHOICE,
    chosen,
    dropped,
    instant,
    local,
    said,
)
from placet.engine.documents.reading.word_styles import (
    Form,
    Styles,
    W,
    child,
    form_of,
    value,
)
from placet.engine.text.report import Found

MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
RELATED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

_CHARACTERS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}
_SILENT = frozenset((
    "pPr", "rPr", "sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr", "rubyPr", "tcPr", "trPr",
    "tblPr", "tblGrid", "tblPrEx", "sectPr", "proofErr", "delInstrText", "softHyphen",
    "footnoteRef", "endnoteRef", "annotationRef", "separator", "continuationSeparator",
    "lastRenderedPageBreak", "pgNum", "fldData",
))  # fmt: skip
_SIGNS = {
    "commentRangeStart": "open:", "commentRangeEnd": "close:", "commentReference": "at:",
    "footnoteReference": "note:f", "endnoteReference": "note:e",
}  # fmt: skip
_BREAKS = re.compile(r"[\r\n\t]+")
_SYMBOLS = {
    0xB7: "\u2022", 0xA7: "\u25aa", 0xD8: "\u27a2", 0xFC: "\u2713", 0xFB: "\u2717",
    0xA8: "\u25fb", 0xFE: "\u2611", 0x6F: "\u2610", 0xE0: "\u2192", 0xDF: "\u2190",
}  # fmt: skip
"""Signs of the fonts Symbol and Wingdings as characters that every font has."""
_OWN = {
    name.replace(" ", "").lower(): name
    for name in (marks.LABEL, marks.PINNED, marks.LITERAL, marks.BRACKET, marks.ATTRIBUTION)
}
"""The character styles of Placet by their names as Word and LibreOffice write them."""


@dataclass(slots=True)
class _Field:
    """A field that has begun: what it is told to do, and whether its result has begun."""

    told: str = ""
    result: bool = False

    @property
    def contents(self) -> bool:
        return self.told.split()[:1] in (["TOC"], ["INDEX"], ["TOA"])


@dataclass(slots=True)
class Runs:
    """Reads the content of paragraphs, one after the other."""

    manuscript: Manuscript
    styles: Styles
    targets: Mapping[str, str] = field(default_factory=dict)
    pieces: list[Piece] = field(default_factory=list)
    custom: dict[str, str] = field(default_factory=dict)  # marks of notes that are not counted
    begun: list[marks.Mark] = field(default_factory=list)  # bookmarks of Placet
    _fields: list[_Field] = field(default_factory=list)
    _moves: dict[str, str] = field(default_factory=dict)
    _inserted: Revisions = ()
    _deleted: Revisions = ()

    def read(self, paragraph: etree._Element) -> list[Piece]:
        """The pieces of a paragraph."""
        self.pieces, self.begun = [], []
        self._inside(paragraph)
        return self.pieces

    def read_one(self, element: etree._Element) -> list[Piece]:
        """The pieces of an element that stands between paragraphs."""
        self.pieces = []
        self._element(element, None)
        return self.pieces

    def revision(self, element: etree._Element) -> Revision:
        """Who made a tracked change, and when."""
        move = self._moves.get(local(element), "") if local(element).startswith("move") else ""
        return Revision(value(element, "author").strip(), instant(value(element, "date")), move)

    def moving(self, start: etree._Element) -> None:
        """A move begins here; its name holds until another one begins."""
        self._moves[local(start).removesuffix("RangeStart")] = value(start, "name")

    def end(self) -> None:
        """Report the fields that never ended."""
        for one in self._fields:
            self.manuscript.met(Found.FIELD, one.told.strip())
        self._fields = []

    def _inside(self, element: etree._Element, form: Form | None = None) -> None:
        for one in element:
            self._element(one, form)

    def _element(self, one: etree._Element, form: Form | None) -> None:
        name = local(one)
        if name == "r":
            self._run(one)
        elif name in ("ins", "moveTo", "del", "moveFrom"):
            self._tracked(one, name, form)
        elif name in ("t", "delText"):
            self._text(_BREAKS.sub(" ", "".join(map(str, one.itertext()))), form)
        elif name in _CHARACTERS:
            self._text(_CHARACTERS[name], form)
        elif name in _SIGNS:
            self._sign(one, name)
        elif name in ("fldChar", "instrText", "fldSimple"):
            self._field(one, name, form)
        elif name == "hyperlink":
            if target := self.targets.get(one.get(RELATED + "id") or ""):
                self.manuscript.met(Found.LINK_TARGET, target)
            self._inside(one, form)
        elif name == "bookmarkStart":
            if mark := marks.marked(value(one, "name")):
                self.begun.append(mark)
        elif name == "sym":
            self._symbol(one, form)
        elif name in ("drawing", "pict", "object"):
            dropped(one, self.manuscript)
        elif name == "rt":
            self.manuscript.met(Found.TAG, "".join(one.itertext(W + "t")))
        elif name in ("moveFromRangeStart", "moveToRangeStart"):
            self.moving(one)
        elif one.tag in (MATH + "oMath", MATH + "oMathPara"):
            self.manuscript.met(Found.EQUATION, "".join(one.itertext(MATH + "t")))
        elif one.tag == CHOICE + "AlternateContent":
            self._inside(chosen(one), form)
        elif name not in _SILENT:
            self._inside(one, form)

    def _run(self, run: etree._Element) -> None:
        """A run; the characters after the sign of a note may be its mark."""
        if child(run, "rPr", "rPrChange") is not None:
            self.manuscript.met(Found.FORMATTING, said(run))
        for name in ("footnoteReference", "endnoteReference"):
            sign = child(run, name)
            if value(sign, "customMarkFollows") not in ("", "0", "false") and sign is not None:
                self._sign(sign, name)
                self.custom[self.pieces[-1].sign] = said(run).strip()
                return
        style = self.styles.name(value(child(run, "rPr", "rStyle")))
        own = _OWN.get(style.replace(" ", ""))
        if own == marks.PINNED:
            self.pieces.append(
                Piece("", inserted=self._inserted, deleted=self._deleted, sign=f"label:{said(run)}")
            )
        elif own == marks.LITERAL:
            before = len(self.pieces)
            self._inside(run, form_of(child(run, "rPr")))
            self.pieces[before:] = [replace(p, literal=True) for p in self.pieces[before:]]
        elif own != marks.LABEL:
            form = form_of if own else self.styles.form
            self._inside(run, form(child(run, "rPr")))

    def _tracked(self, one: etree._Element, name: str, form: Form | None) -> None:
        """What stands in a tracked change."""
        before = self._inserted, self._deleted
        if name in ("ins", "moveTo"):
            self._inserted = (*self._inserted, self.revision(one))
        else:
            self._deleted = (*self._deleted, self.revision(one))
        self._inside(one, form)
        self._inserted, self._deleted = before

    def _text(self, text: str, form: Form | None) -> None:
        """Words, unless they are hidden or no result of a field."""
        form = form or Form()
        waiting = [one for one in self._fields if not one.result or one.contents]
        if waiting:
            waiting[0].told += text
        elif form.hidden:
            self.manuscript.met(Found.HIDDEN, text)
        elif text:
            if form.struck:
                self.manuscript.met(Found.STRUCK, text)
            strong, emphasis = form.strong or False, form.emphasis or False
            self.pieces.append(Piece(text, strong, emphasis, self._inserted, self._deleted))

    def _sign(self, one: etree._Element, name: str) -> None:
        """The sign of a comment or a note."""
        sign = _SIGNS[name] + value(one, "id")
        self.pieces.append(Piece("", False, False, self._inserted, self._deleted, sign))

    def _field(self, one: etree._Element, name: str, form: Form | None) -> None:
        """The parts of a field, or a whole one."""
        if name == "instrText":
            if self._fields and not self._fields[-1].result:
                self._fields[-1].told += one.text or ""
            return
        kind = value(one, "fldCharType")
        if name == "fldSimple":
            self._fields.append(_Field(value(one, "instr"), True))
            self._inside(one, form)
            kind = "end"
        if kind == "begin":
            self._fields.append(_Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].result = True
        elif kind == "end" and self._fields:
            ended = self._fields.pop()
            told, found = ended.told.strip(), Found.FIELD
            if ended.contents:
                found = Found.CONTENTS
            elif told.startswith("HYPERLINK"):
                found = Found.LINK_TARGET
            self.manuscript.met(found, told)

    def _symbol(self, one: etree._Element, form: Form | None) -> None:
        """A character that is chosen by its place in a font."""
        try:
            code = int(value(one, "char")[:6], 16)
        except ValueError:
            code = 0
        if 0xF000 <= code <= 0xF0FF:
            text = _SYMBOLS.get(code - 0xF000, "")
        else:
            text = chr(code) if 0x20 <= code < 0xD800 or 0xF900 <= code < 0xFFFE else ""
        if text:
            self._text(text, form)
        else:
            self.manuscript.met(Found.SYMBOL, f"{value(one, 'font')} {value(one, 'char')}".strip())
