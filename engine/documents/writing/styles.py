"""The look of a document: typefaces, styles, and nothing that a text could change.

Theory.  Times New Roman and Arial are on every machine, with metric twins where they are not
(Liberation), so lines break alike everywhere; other scripts name the faces that come with the
office suites.  Labels hang in a column of their own, headings are sans serif, brackets are
bold brass so that pairs are seen without colour too.
"""

from __future__ import annotations

from collections.abc import Iterator

from placet.engine.documents import marks
from placet.engine.documents.writing.runs import style_id
from placet.engine.text import Kind

SERIF, SANS = "Times New Roman", "Arial"
BRASS, GREY = "5F3D00", "555555"
STEP = 540
"""How far a level is indented, in twentieths of a point; also the narrowest label column."""

HEADINGS = (28, 25, 23, 22, 21, 20)
"""The sizes of headings by level, in half points."""

_MAIN = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_EAST = {"zh": "SimSun", "ja": "MS Mincho", "ko": "Batang"}
_COMPLEX = {"th": "Tahoma", "hi": "Nirmala UI", "bn": "Nirmala UI", "ta": "Nirmala UI"}
_REGIONS = {
    "ar": "ar-SA", "de": "de-DE", "en": "en-GB", "es": "es-ES", "fr": "fr-FR", "he": "he-IL",
    "hi": "hi-IN", "it": "it-IT", "ja": "ja-JP", "ko": "ko-KR", "pt": "pt-PT", "ru": "ru-RU",
    "th": "th-TH", "zh": "zh-CN",
}  # fmt: skip


def culture(language: str) -> str:
    """A language tag as Word wants it, with a region: en is en-GB."""
    return _REGIONS.get(language.lower(), language)


def styles(language: str, rtl: bool) -> bytes:
    """The part `styles` for a text in that language."""
    base = language.split("-")[0].lower()
    tag = culture(language)
    east, other = _EAST.get(base, "SimSun"), _COMPLEX.get(base, SERIF)
    bidi_tag = tag if rtl or base in _COMPLEX else "ar-SA"
    fonts = (
        f'<w:rFonts w:ascii="{SERIF}" w:hAnsi="{SERIF}" w:eastAsia="{east}" w:cs="{other}"/>'
        f'<w:sz w:val="22"/><w:szCs w:val="{26 if rtl else 22}"/>'
        f'<w:lang w:val="{tag}" w:eastAsia="{tag if base in _EAST else "zh-CN"}" '
        f'w:bidi="{bidi_tag}"/>'
    )
    spacing = '<w:spacing w:after="140" w:line="264" w:lineRule="auto"/>'
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:styles {_MAIN}>'
        f"<w:docDefaults><w:rPrDefault><w:rPr>{fonts}</w:rPr></w:rPrDefault>"
        f"<w:pPrDefault><w:pPr>{spacing}</w:pPr></w:pPrDefault></w:docDefaults>"
        f"{''.join(_paragraph_styles(rtl))}{''.join(_character_styles())}"
        f"{_TABLE_STYLE}</w:styles>"
    ).encode()


def _sans(size: int, more: str = "") -> str:
    face = f'<w:rFonts w:ascii="{SANS}" w:hAnsi="{SANS}" w:cs="{SANS}"/>'
    return f'{face}{more}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'


def _paragraph_styles(rtl: bool) -> Iterator[str]:
    bidi = "<w:bidi/>" if rtl else ""
    bold = "<w:b/><w:bCs/>"
    hanging = f'<w:ind w:left="{STEP}" w:hanging="{STEP}"/>'
    yield _style("Normal", bidi, "", default=True, quick=True)
    yield _style("Title", f'<w:keepNext/>{bidi}<w:spacing w:before="120" w:after="240"/>',
                 _sans(34, bold), quick=True)  # fmt: skip
    for level in range(1, marks.HEADING_LEVELS + 1):
        size = HEADINGS[level - 1]
        above = (320, 280, 240, 200, 200, 200)[level - 1]
        layout = (
            f'<w:keepNext/><w:keepLines/>{bidi}<w:spacing w:before="{above}" w:after="120"/>'
            f'<w:outlineLvl w:val="{level - 1}"/>'
        )
        look = _sans(size, bold if level < 5 else "<w:i/><w:iCs/>")
        yield _style(f"heading {level}", layout, look, quick=True)
    annex = (
        f"<w:keepNext/><w:keepLines/><w:pageBreakBefore/>{bidi}"
        '<w:spacing w:before="0" w:after="200"/><w:outlineLvl w:val="0"/>'
    )
    yield _style(marks.STYLES[Kind.ANNEX], annex, _sans(28, bold), quick=True)
    for kind in (Kind.PREAMBULAR, Kind.OPERATIVE):
        yield _style(marks.STYLES[kind], bidi + hanging, "", quick=True)
    deeper = f'<w:ind w:left="{2 * STEP}" w:hanging="{STEP}"/>'
    yield _style(marks.STYLES[Kind.SUBPARAGRAPH], bidi + deeper, "", quick=True)
    yield _style(marks.STYLES[Kind.NOTE], bidi, "", quick=True)
    caption = f'<w:keepNext/>{bidi}<w:spacing w:before="160" w:after="80"/>'
    yield _style(marks.STYLES[Kind.TABLE], caption, _sans(19, bold), quick=True)
    tight = f'{bidi}<w:spacing w:before="40" w:after="40" w:line="240" w:lineRule="auto"/>'
    for kind in (Kind.ROW, Kind.CELL):
        yield _style(marks.STYLES[kind], tight, '<w:sz w:val="20"/><w:szCs w:val="20"/>')
    yield _style(marks.BESIDE, tight, _sans(17, f'<w:color w:val="{GREY}"/>'))
    for name in ("header", "footer"):
        edge = f'<w:tabs><w:tab w:val="right" w:pos="9412"/></w:tabs>{bidi}' \
               '<w:spacing w:after="0" w:line="240" w:lineRule="auto"/>'  # fmt: skip
        yield _style(name, edge, _sans(16, f'<w:color w:val="{GREY}"/>'))
    yield _style("annotation text", '<w:spacing w:after="0" w:line="240" w:lineRule="auto"/>',
                 '<w:sz w:val="20"/><w:szCs w:val="20"/>', id="CommentText")  # fmt: skip


def _style(
    name: str, layout: str, look: str, default: bool = False, quick: bool = False, id: str = ""
) -> str:
    """A paragraph style; each rests on Normal and is followed by its own kind."""
    own = id or style_id(name[0].upper() + name[1:])
    based = "" if default else '<w:basedOn w:val="Normal"/>'
    custom = ' w:customStyle="1"' if name.startswith("Placet") else ""
    return (
        f'<w:style w:type="paragraph"{" w:default=" + chr(34) + "1" + chr(34) if default else ""}'
        f'{custom} w:styleId="{own}"><w:name w:val="{name}"/>{based}'
        f"{'<w:qFormat/>' if quick else ''}"
        f"{f'<w:pPr>{layout}</w:pPr>' if layout else ''}"
        f"{f'<w:rPr>{look}</w:rPr>' if look else ''}</w:style>"
    )


def _character_styles() -> Iterator[str]:
    label = f'<w:rFonts w:ascii="{SANS}" w:hAnsi="{SANS}" w:cs="{SANS}"/>' \
            '<w:sz w:val="18"/><w:szCs w:val="18"/>'  # fmt: skip
    looks = {
        marks.LABEL: label,
        marks.PINNED: label,
        marks.LITERAL: "",
        marks.BRACKET: f'<w:b/><w:bCs/><w:color w:val="{BRASS}"/>',
        marks.ATTRIBUTION: f'<w:smallCaps/><w:color w:val="{GREY}"/>',
    }
    for name, look in looks.items():
        yield (
            f'<w:style w:type="character" w:customStyle="1" w:styleId="{style_id(name)}">'
            f'<w:name w:val="{name}"/>{f"<w:rPr>{look}</w:rPr>" if look else ""}</w:style>'
        )
    yield (
        '<w:style w:type="character" w:styleId="CommentReference">'
        '<w:name w:val="annotation reference"/>'
        '<w:rPr><w:sz w:val="16"/><w:szCs w:val="16"/></w:rPr></w:style>'
    )


_EDGES = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="999999"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_TABLE_STYLE = (
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:left w:w="108" w:type="dxa"/>'
    '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    '<w:style w:type="table" w:customStyle="1" w:styleId="PlacetGrid">'
    '<w:name w:val="Placet Grid"/><w:basedOn w:val="TableNormal"/>'
    f"<w:tblPr><w:tblBorders>{_EDGES}</w:tblBorders></w:tblPr></w:style>"
)
