"""The parts of a document in one file, the same bytes for the same parts.

Theory.  A DOCX file is a ZIP archive with a list of content types and files of relations.
Parts are written in a fixed order with a fixed date (that of the format's beginning, 1980),
so that two files differ only where their texts do.
"""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO

_EPOCH = (1980, 1, 1, 0, 0, 0)
_DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."


@dataclass(frozen=True, slots=True)
class Part:
    """A part: its path, its content type, and by which relation the document refers to it."""

    path: str
    data: bytes
    type: str
    relation: str


def word_part(name: str, data: bytes, kind: str = "") -> Part:
    """A part in the folder `word` of one of the usual kinds: styles, header, comments..."""
    kind = kind or name
    return Part(f"word/{name}.xml", data, f"{_WORD}{kind}+xml", _OFFICE + kind)


def packed(document: bytes, parts: Sequence[Part], about: Mapping[str, bytes]) -> bytes:
    """The file of a document, the parts it refers to (rId1 and on), and its properties."""
    main = Part("word/document.xml", document, f"{_WORD}document.main+xml", "")
    core = "application/vnd.openxmlformats-package.core-properties+xml"
    kinds = {
        "docProps/core.xml": (core, f"{_PACKAGE}relationships/metadata/core-properties"),
        "docProps/app.xml": (
            "application/vnd.openxmlformats-officedocument.extended-properties+xml",
            f"{_OFFICE}extended-properties",
        ),
        "docProps/custom.xml": (
            "application/vnd.openxmlformats-officedocument.custom-properties+xml",
            f"{_OFFICE}custom-properties",
        ),
    }
    properties = [Part(path, data, *kinds[path]) for path, data in about.items()]
    top = [("officeDocument", "word/document.xml"), *((p.relation, p.path) for p in properties)]
    files = {
        "[Content_Types].xml": _types([main, *parts, *properties]),
        "_rels/.rels": _relations([(r if "/" in r else _OFFICE + r, path) for r, path in top]),
        main.path: main.data,
        "word/_rels/document.xml.rels": _relations(
            [(part.relation, part.path.removeprefix("word/")) for part in parts]
        ),
        **{part.path: part.data for part in [*parts, *properties]},
    }
    return zipped(files)


def zipped(files: Mapping[str, bytes]) -> bytes:
    """An archive with these files in this order, always with the same bytes."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for path, data in files.items():
            entry = zipfile.ZipInfo(path, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            archive.writestr(entry, data, compresslevel=6)
    return out.getvalue()


def _types(parts: Sequence[Part]) -> bytes:
    rows = "".join(f'<Override PartName="/{p.path}" ContentType="{p.type}"/>' for p in parts)
    return (
        f'{_DECLARED}<Types xmlns="{_PACKAGE}content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{rows}</Types>'
    ).encode()


def _relations(targets: Sequence[tuple[str, str]]) -> bytes:
    rows = "".join(
        f'<Relationship Id="rId{number}" Type="{relation}" Target="{path}"/>'
        for number, (relation, path) in enumerate(targets, 1)
    )
    return (
        f'{_DECLARED}<Relationships xmlns="{_PACKAGE}relationships">{rows}</Relationships>'.encode()
    )
