"""Builders of Word documents: paragraphs with tracked changes, lists, tables, comments, notes.

A paragraph is a list of runs.  `ins("FAO", "words")` and `gone("USA", "words")` are tracked,
`p(..., mark=ins("FAO"))` tracks the end of the paragraph.  `docx(...)` is the file.
"""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMES = (
    f'xmlns:w="{W}" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
AT = "2026-11-02T09:30:00Z"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."

STYLES = f"""<w:styles {NAMES}>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Titre"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="Titre1"><w:name w:val="heading 1"/>
<w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Titre2"><w:name w:val="heading 2"/>
<w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Mine"><w:name w:val="Mine"/><w:basedOn w:val="Titre2"/>
</w:style>
<w:style w:type="paragraph" w:styleId="TM1"><w:name w:val="toc 1"/></w:style>
<w:style w:type="character" w:styleId="Fort"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr>
</w:style></w:styles>"""


def r(text: str, form: str = "") -> str:
    """A run; `form` are the names of its properties: "b", "i", "b i", "vanish"."""
    properties = "".join(f"<w:{name}/>" for name in form.split())
    lines = escape(text).replace("\t", "</w:t><w:tab/><w:t>").replace("\n", "</w:t><w:br/><w:t>")
    lines = lines.replace("<w:t>", '<w:t xml:space="preserve">')
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{lines}</w:t></w:r>'


def _tracked(tag: str, who: str, inner: str, at: str) -> str:
    return f'<w:{tag} w:id="1" w:author={quoteattr(who)} w:date="{at}">{inner}</w:{tag}>'


def ins(who: str, text: str = "", form: str = "", at: str = AT) -> str:
    """Words that somebody inserts; without words the mark of a paragraph or row."""
    return _tracked("ins", who, _runs(text, form), at)


def gone(who: str, text: str = "", form: str = "", at: str = AT) -> str:
    """Words that somebody deletes."""
    inner = _runs(text, form).replace("<w:t ", "<w:delText ").replace("</w:t>", "</w:delText>")
    return _tracked("del", who, inner, at)


def moved_from(who: str, text: str = "") -> str:
    """Words that somebody moves away."""
    return _tracked("moveFrom", who, r(text) if text else "", AT)


def moved_to(who: str, text: str = "") -> str:
    """Words that somebody moves here."""
    return _tracked("moveTo", who, r(text) if text else "", AT)


def _runs(text: str, form: str) -> str:
    return text if text.startswith("<") else r(text, form) if text else ""


def p(*runs: str, style: str = "", mark: str = "", num: tuple[int, int] | None = None,
      more: str = "") -> str:  # fmt: skip
    """A paragraph; plain strings are runs.  `num` is a list and a level."""
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if num:
        properties += f'<w:numPr><w:ilvl w:val="{num[1]}"/><w:numId w:val="{num[0]}"/></w:numPr>'
    mark = f"<w:rPr>{mark}</w:rPr>" if mark else ""
    inner = "".join(run if run.startswith("<") else r(run) for run in runs)
    return f"<w:p><w:pPr>{properties}{more}{mark}</w:pPr>{inner}</w:p>"


def tc(*content: str, more: str = "") -> str:
    """A cell; plain strings are paragraphs."""
    inner = "".join(one if one.startswith("<") else p(one) for one in content)
    return f"<w:tc><w:tcPr>{more}</w:tcPr>{inner}</w:tc>"


def tr(*cells: str, mark: str = "") -> str:
    """A row; plain strings are cells."""
    inner = "".join(one if one.startswith("<") else tc(one) for one in cells)
    return f"<w:tr><w:trPr>{mark}</w:trPr>{inner}</w:tr>"


def tbl(*rows: str) -> str:
    """A table."""
    return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"


def on(name: int, *runs: str) -> str:
    """Runs that a comment stands at."""
    inner = "".join(run if run.startswith("<") else r(run) for run in runs)
    return (
        f'<w:commentRangeStart w:id="{name}"/>{inner}<w:commentRangeEnd w:id="{name}"/>'
        f'<w:r><w:commentReference w:id="{name}"/></w:r>'
    )


def comment(name: int, who: str, body: str, answers: int | None = None) -> tuple[str, str]:
    """A comment, and what says which one it answers."""
    above = f'w15:paraIdParent="0000000{answers}"' if answers is not None else ""
    return (
        f'<w:comment w:id="{name}" w:author={quoteattr(who)} w:date="{AT}">'
        f'<w:p w14:paraId="0000000{name}">{r(body)}</w:p></w:comment>',
        f'<w15:commentEx w15:paraId="0000000{name}" {above} w15:done="0"/>',
    )


def note(name: int) -> str:
    """The sign of a footnote."""
    return f'<w:r><w:footnoteReference w:id="{name}"/></w:r>'


def footnote(name: int, *runs: str) -> str:
    """A footnote."""
    return f'<w:footnote w:id="{name}">{p("<w:r><w:footnoteRef/></w:r>", *runs)}</w:footnote>'


def scheme(number: int, *levels: tuple[str, str], more: str = "") -> str:
    """A scheme of numbers and the list of the same number; a level is a format and a pattern."""
    inner = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{format}"/>'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
        for at, (format, pattern) in enumerate(levels)
    )
    return f'<w:abstractNum w:abstractNumId="{number}">{inner}</w:abstractNum>'


def use(number: int, scheme: int | None = None, more: str = "") -> str:
    """A list of a scheme."""
    id = number if scheme is None else scheme
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{id}"/>{more}</w:num>'


def docx(
    *body: str,
    numbering: Sequence[str] = (),
    notes: Sequence[str] = (),
    comments: Sequence[tuple[str, str]] = (),
    parts: Mapping[str, str | bytes] | None = None,
    relations: Sequence[tuple[str, str, str, bool]] = (),
) -> bytes:
    """The file; `relations` are ids, kinds, targets, and whether they lie outside."""
    made = "".join(one if one.startswith("<") else p(one) for one in body)
    files: dict[str, str | bytes] = {
        "word/document.xml": f"<w:document {NAMES}><w:body>{made}<w:sectPr/></w:body></w:document>",
        "word/styles.xml": STYLES,
    }
    known = [("rId1", "styles", "styles.xml", False)]
    if numbering:
        files["word/numbering.xml"] = f"<w:numbering {NAMES}>{''.join(numbering)}</w:numbering>"
        known.append(("rId2", "numbering", "numbering.xml", False))
    if notes:
        files["word/footnotes.xml"] = f"<w:footnotes {NAMES}>{''.join(notes)}</w:footnotes>"
        known.append(("rId3", "footnotes", "footnotes.xml", False))
    if comments:
        bodies, extended = zip(*comments, strict=True)
        files["word/comments.xml"] = f"<w:comments {NAMES}>{''.join(bodies)}</w:comments>"
        known.append(("rId4", "comments", "comments.xml", False))
        files["word/commentsExtended.xml"] = (
            f"<w15:commentsEx {NAMES}>{''.join(extended)}</w15:commentsEx>"
        )
        known.append(("rId5", "commentsExtended", "commentsExtended.xml", False))
    files["word/_rels/document.xml.rels"] = _relations([*known, *relations])
    files["_rels/.rels"] = _relations([("rId1", "officeDocument", "word/document.xml", False)])
    files["[Content_Types].xml"] = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_TYPE}document.main+xml"/></Types>'
    )
    return zipped(files | dict(parts or {}))


def _relations(rows: Sequence[tuple[str, str, str, bool]]) -> str:
    inner = "".join(
        f'<Relationship Id="{id}" Type="{RELATED}{kind}" Target="{target}"'
        f"{' TargetMode=' + quoteattr('External') if outside else ''}/>"
        for id, kind, target, outside in rows
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{space}">{inner}</Relationships>'


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    """An archive of these files."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()
