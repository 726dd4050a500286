"""What stands around the body of a Word document: page, header, footer, settings, properties."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from placet.engine.documents import marks
from placet.engine.documents.writing.about import About, Labels
from placet.engine.documents.writing.package import Part, packed, word_part
from placet.engine.documents.writing.runs import runs
from placet.engine.documents.writing.styles import culture, styles
from placet.engine.documents.writing.xml import Element, R, legal, root, serialised, w
from placet.engine.text import Text, direction

_DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_CORE = (
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/"


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet of paper: width, height and side margin, in twentieths of a point."""

    width: int
    height: int
    margin: int = 1247

    @property
    def inner(self) -> int:
        """The width of the lines."""
        return self.width - 2 * self.margin


A4 = Page(11906, 16838)
A4_LANDSCAPE = Page(16838, 11906, 850)
A3_LANDSCAPE = Page(23811, 16838, 850)


def assembled(
    body: Sequence[Element],
    parts: Sequence[Part],
    language: str,
    rtl: bool,
    about: About,
    words: Labels,
    tracking: bool = False,
    legend: str = "",
    page: Page = A4,
) -> bytes:
    """The file: the body on pages with header and footer."""
    frame = [
        word_part("styles", styles(language, rtl)),
        word_part("settings", serialised(_settings(language, rtl, tracking))),
        word_part("header1", serialised(_header(about, words, page, legend)), "header"),
        word_part("footer1", serialised(_footer(about, words, page)), "footer"),
        *parts,
    ]
    document = root("document", w("body", *body, _section(page, rtl, 3, 4)))
    about_it = {
        "docProps/core.xml": _core(about, language),
        "docProps/app.xml": _application(),
        "docProps/custom.xml": _custom(about),
    }
    return packed(serialised(document), frame, about_it)


def _section(page: Page, rtl: bool, header: int, footer: int) -> Element:
    """The properties of the only section: relations of header and footer, paper, margins."""
    top, foot = w("headerReference", type="default"), w("footerReference", type="default")
    top.set(f"{{{R}}}id", f"rId{header}")
    foot.set(f"{{{R}}}id", f"rId{footer}")
    size = w("pgSz", w=page.width, h=page.height)
    if page.width > page.height:
        size = w("pgSz", w=page.width, h=page.height, orient="landscape")
    margins = w("pgMar", top=1417, right=page.margin, bottom=1304, left=page.margin,
                header=680, footer=624, gutter=0)  # fmt: skip
    return w("sectPr", top, foot, size, margins, w("bidi") if rtl else None)


def _settings(language: str, rtl: bool, tracking: bool) -> Element:
    tag = culture(language)
    return root(
        "settings",
        w("zoom", percent=100),
        *([w("trackRevisions")] if tracking else []),
        w("defaultTabStop", val=540),
        w("characterSpacingControl", val="doNotCompress"),
        w(
            "compat",
            w("compatSetting", name="compatibilityMode",
              uri="http://schemas.microsoft.com/office/word", val=15),
        ),
        w("themeFontLang", val="en-GB" if rtl else tag, bidi=tag if rtl else "ar-SA"),
        w("decimalSymbol", val="."),
        w("listSeparator", val=","),
    )  # fmt: skip


def _header(about: About, words: Labels, page: Page, legend: str) -> Element:
    """Reference, version and short hash; what a joint change means, where there may be one."""
    version = words.version.replace("{version}", str(about.version)) if about.version else ""
    left = " · ".join(part for part in (about.negotiation, about.reference, version) if part)
    right = " · ".join(part for part in (about.status, about.hash[:12]) if part)
    rtl = _is_rtl(words)
    content = [*runs(left, 0, rtl), _tab(), *runs(right, 0, rtl)]
    lines = [_edge("Header", rtl, page, content)]
    if legend:
        lines.append(_edge("Header", rtl, page, list(runs(legend, 0, rtl))))
    return root("hdr", *lines)


def _footer(about: About, words: Labels, page: Page) -> Element:
    """The title and the number of the page."""
    before, _, rest = words.page.partition("{page}")
    between, _, after = rest.partition("{pages}")
    title = about.title if len(about.title) <= 90 else about.title[:89].rstrip() + "…"
    rtl = _is_rtl(words)
    numbers = [
        *runs(before, 0, rtl),
        _field("PAGE", rtl),
        *runs(between, 0, rtl),
        _field("NUMPAGES", rtl),
        *runs(after, 0, rtl),
    ]
    content = [*runs(title, 0, rtl), _tab(), *numbers]
    return root("ftr", _edge("Footer", rtl, page, content))


def _is_rtl(words: Labels) -> bool:
    """Whether what Placet itself says is written from right to left."""
    return direction(Text((), words.language)) == "rtl"


def _edge(style: str, rtl: bool, page: Page, content: Sequence[Element]) -> Element:
    tabs = w("tabs", w("tab", val="clear", pos=9412), w("tab", val="right", pos=page.inner))
    layout = w("pPr", w("pStyle", val=style), tabs, w("bidi", val=int(rtl)))
    return w("p", layout, *content)


def _tab() -> Element:
    return w("r", w("tab"))


def _field(name: str, rtl: bool) -> Element:
    """A number that the program fills in."""
    properties = w("rPr", w("rtl")) if rtl else None
    return w("fldSimple", w("r", properties, w("t", "1")), instr=f" {name} ")


def _core(about: About, language: str) -> bytes:
    when = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{about.instant}</dcterms:{name}>'
        for name in ("created", "modified")
        if about.instant
    )
    return (
        f"{_DECLARED}<cp:coreProperties {_CORE}>"
        f"<dc:title>{escape(legal(about.title))}</dc:title><dc:creator>Placet</dc:creator>"
        f"<dc:identifier>{escape(legal(about.reference))}</dc:identifier>"
        f"<dc:language>{escape(legal(language))}</dc:language>{when}</cp:coreProperties>"
    ).encode()


def _application() -> bytes:
    space = f"{_OFFICE}extended-properties"
    return (
        f'{_DECLARED}<Properties xmlns="{space}"><Application>Placet</Application></Properties>'
    ).encode()


def _custom(about: About) -> bytes:
    """Of what this file is a copy, so that what comes back finds its version."""
    values = {marks.REFERENCE: about.reference, marks.HASH: about.hash}
    if about.version:
        values[marks.VERSION] = str(about.version)
    rows = "".join(
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{pid}" '
        f"name={quoteattr(name)}><vt:lpwstr>{escape(legal(value))}</vt:lpwstr></property>"
        for pid, (name, value) in enumerate(values.items(), 2)
        if value
    )
    return (
        f'{_DECLARED}<Properties xmlns="{_OFFICE}custom-properties" '
        f'xmlns:vt="{_OFFICE}docPropsVTypes">{rows}</Properties>'
    ).encode()
