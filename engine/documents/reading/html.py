"""A page of HTML to a manuscript: headings, paragraphs, lists, tables, `ins` and `del`.

Theory.  Whatever is no block is words, and a block that is not known is a paragraph, so that
no words are lost by not knowing what they stand in.  `ins` and `del` say no author; they are
the changes of an author without a name.  What only a browser needs is reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from lxml import etree

from placet.engine.documents.reading.flow import Flow
from placet.engine.documents.reading.formats import decoded
from placet.engine.documents.reading.grids import Grid, of_cell
from placet.engine.documents.reading.manuscript import Line, Manuscript, Piece, Revision, Table
from placet.engine.documents.reading.package import MOST_TAGS, refused, too_large
from placet.engine.documents.reading.word_elements import instant
from placet.engine.documents.reading.word_numbering import as_printed, written
from placet.engine.documents.reading.word_styles import whole
from placet.engine.errors import N_
from placet.engine.text.numbering import Printed
from placet.engine.text.report import Found

_BLOCKS = frozenset(
    "address article aside blockquote body center dd details dialog div dl dt fieldset figcaption "
    "figure footer form header hgroup hr html legend li main nav ol option p pre search section "
    "summary ul".split()
)
_STRONG, _EMPHASIS = frozenset(("b", "strong")), frozenset(("i", "em", "cite", "dfn", "var"))
_STRUCK = frozenset(("s", "strike"))
_SILENT = frozenset(("base", "link", "meta", "wbr", "col", "colgroup", "source", "track", "param"))
_MET: Mapping[str, Found] = {
    "script": Found.SCRIPT, "style": Found.SCRIPT, "template": Found.SCRIPT,
    "noscript": Found.SCRIPT, "img": Found.IMAGE, "svg": Found.IMAGE, "canvas": Found.IMAGE,
    "picture": Found.IMAGE, "math": Found.EQUATION, "iframe": Found.EMBEDDED,
    "object": Found.EMBEDDED, "embed": Found.EMBEDDED, "video": Found.EMBEDDED,
    "audio": Found.EMBEDDED, "applet": Found.EMBEDDED, "input": Found.FIELD,
    "textarea": Found.FIELD, "select": Found.FIELD, "button": Found.FIELD,
    "title": Found.FRONT_MATTER, "rt": Found.TAG, "rp": Found.TAG,
}  # fmt: skip
_FORMATS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_INVISIBLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_CHARSET = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?([A-Za-z0-9_-]{3,20})", re.I)
_LEGACY = re.compile(r"windows-125[0-8]|iso-8859-\d\d?|koi8-[ru]|us-ascii")
_INDENT = 4


def read_html(data: bytes) -> Manuscript:
    """The manuscript of a page.  Raises BadInput where it is nested beyond reading."""
    source = decoded_page(data)
    if source.count("<") > MOST_TAGS:
        raise too_large()
    parser = etree.HTMLParser(no_network=True, huge_tree=False, encoding="utf-8")
    try:
        root = etree.fromstring(_clean(source).encode(), parser)
    except etree.XMLSyntaxError:
        root = None
    if any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log):
        raise refused(
            N_("The page has elements within elements more than 250 deep, or endless words."),
            N_("Save it as plain text, or as .docx."),
        )
    manuscript = Manuscript()
    if root is not None:
        manuscript.items = _Page(manuscript).read(root)
    return manuscript


def decoded_page(data: bytes) -> str:
    """The characters of a page, in the encoding that it declares where it is not UTF-8."""
    met = _CHARSET.search(data[:4096])
    name = met[1].decode().lower() if met else ""
    if _LEGACY.fullmatch(name):
        try:
            return data.decode(name)
        except (UnicodeError, LookupError):
            pass
    return decoded(data)


def _clean(source: str) -> str:
    """The source without what declares its encoding, and without what XML cannot hold."""
    source = re.sub(r"^\s*<\?xml[^>]*\?>", "", source.removeprefix("\ufeff"))
    return source.replace("\0", "\ufffd").encode("utf-8", "replace").decode()


class _Page:
    """One walk over the elements of a page."""

    def __init__(self, manuscript: Manuscript) -> None:
        self.manuscript = manuscript
        self.flow = Flow(manuscript)
        self.items: list[Line | Table] = []
        self.depth = 0  # of lists
        self.exact = False
        self.next: tuple[str, Printed] | None = None  # the number of the item that begins
        self.inside = 0  # in how many items the words stand

    def read(self, root: etree._Element) -> list[Line | Table]:
        """The lines and tables of the page."""
        self._inside(root)
        self._settle()
        return self.items

    def _settle(self) -> None:
        """What is finished becomes items."""
        self.flow.end()
        self.items += self.flow.taken()

    def _inside(self, element: etree._Element) -> None:
        self._words(element.text)
        for one in element:
            if isinstance(one.tag, str):
                self._element(one, one.tag.rpartition("}")[2].lower())
            elif isinstance(one, etree._Comment):
                self.manuscript.met(Found.TAG, f"<!--{one.text}-->")
            self._words(one.tail)

    def _words(self, text: str | None) -> None:
        if text and (text.strip() or self.flow.line is not None):
            if self.flow.line is None:
                self._line()
            self.flow.write(text.replace("\r\n", "\n") if self.exact else text, self.exact)

    def _line(self, level: int = 0) -> None:
        """Begin a line where the reading is."""
        line = Line(self.manuscript.count(), level=level)
        if level:
            line.shape = "heading"
        elif self.next:
            line.auto, line.printed = self.next
            line.indent, self.next = (self.inside - 1) * _INDENT, None
        else:
            line.indent = self.inside * _INDENT
        self.flow.begin(line)

    def _element(self, one: etree._Element, name: str) -> None:
        look = self.flow.look
        if name in _MET:
            self._dropped(one, name)
        elif name in ("ins", "del"):
            revision = (Revision("", instant(one.get("datetime") or "")),)
            with self.flow.within(*((revision, ()) if name == "ins" else ((), revision))):
                self._inside(one)
                if any(True for _ in one.iter("p", "div", "li", "h1", "h2", "h3", "h4")):
                    self.flow.end()
        elif one.get("hidden") is not None or _INVISIBLE.search(one.get("style") or ""):
            with self.flow.looking(replace(look, hidden=True)):
                self._inside(one)
        elif name in _STRONG | _EMPHASIS | _STRUCK:
            strong, emphasis = name in _STRONG or look.strong, name in _EMPHASIS or look.emphasis
            struck = name in _STRUCK or look.struck
            with self.flow.looking(replace(look, strong=strong, emphasis=emphasis, struck=struck)):
                self._inside(one)
        elif name == "br":
            if self.flow.line is not None:
                self.flow.write("\n", True)
        elif name == "table":
            self._table(one)
        elif name in ("ol", "ul", "menu"):
            self._list(one, name)
        elif re.fullmatch("h[1-6]", name) or name in _BLOCKS:
            self._block(one, name)
        elif name not in _SILENT:
            if name == "a" and (target := one.get("href") or "") and not target.startswith("#"):
                self.manuscript.met(Found.LINK_TARGET, target)
            self._inside(one)

    def _block(self, one: etree._Element, name: str) -> None:
        """A block: a line of its own."""
        self.flow.end()
        exact, self.exact = self.exact, self.exact or name == "pre"
        if re.fullmatch("h[1-6]", name):
            self._line(int(name[1]))
        self._inside(one)
        self.exact = exact
        self.flow.end()

    def _list(self, one: etree._Element, name: str) -> None:
        """A list: its items are numbered, or have bullets."""
        self.flow.end()
        count = whole(one.get("start") or "1", 1) - 1
        format = _FORMATS.get(one.get("type") or "", "decimal")
        for item in one:
            tag = item.tag if isinstance(item.tag, str) else ""
            if tag != "li":
                if tag:
                    self._element(item, tag)
                continue
            count = whole(item.get("value") or "", count + 1)
            words = f"{written(count, format)}." if name == "ol" else ""
            number = as_printed(words, format) if words else Printed(None, "bullet", 0)
            self.inside += 1
            self.next = words, number
            self._block(item, "li")
            self.inside -= 1
            self.next = None

    def _dropped(self, one: etree._Element, name: str) -> None:
        said = one.get("alt") or one.get("value") or one.get("src") or one.get("data") or ""
        words = "".join(str(text) for text in one.itertext())
        source = said or " ".join(words.split())
        if name not in ("rp", "title") or source:
            self.manuscript.met(_MET[name], source)

    def _table(self, one: etree._Element) -> None:
        """A table as a grid; what covers several places keeps its words in the first."""
        self._settle()
        grid = Grid(self.manuscript, Table(self.manuscript.count(), self.inside * _INDENT))
        before = self.items, self.inside
        self.inside, self.next = 0, None
        for source in _rows(one):
            row = grid.row()
            for cell in source.iterchildren("td", "th"):
                self.items = []
                self._inside(cell)
                self._settle()
                lines = list(of_cell(self.manuscript, self.items))
                wide, tall = (whole(cell.get(n) or "1", 1) for n in ("colspan", "rowspan"))
                grid.cell(row, lines, wide, tall)
            grid.covered(row)
        self.items, self.inside = before
        for caption in one.iterchildren("caption"):
            words = " ".join("".join(map(str, caption.itertext())).split())
            grid.table.captions = [Line(self.manuscript.count(), pieces=[Piece(words)])]
        self.items.append(grid.finished())


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    """The rows of a table, without those of tables in it."""
    for one in table:
        if one.tag == "tr":
            yield one
        elif one.tag in ("thead", "tbody", "tfoot"):
            yield from one.iterchildren("tr")
