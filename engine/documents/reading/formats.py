"""What a file really is, by its bytes: a name proves nothing.

A name that says something else than the bytes is refused, because whoever sent the file then
holds something else than they think they do.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping

from placet.engine.documents.reading.package import (
    LARGEST_DOCUMENT,
    Package,
    damaged,
    macros,
    protected,
    refused,
)
from placet.engine.errors import N_, BadInput

FORMATS: Mapping[str, str] = {
    ".docx": "docx", ".odt": "odt", ".html": "html", ".htm": "html", ".md": "md",
    ".markdown": "md", ".txt": "txt",
}  # fmt: skip
"""The formats that are read, by the end of the name."""

WORD = "word/document.xml"
MANIFEST = "META-INF/manifest.xml"
_ODT = b"application/vnd.oasis.opendocument.text"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html)\b",
                   re.I | re.S)  # fmt: skip
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", N_("a PDF file")),
    (b"{\\rtf", N_("a Rich Text file (RTF)")),
    (b"\x89PNG", N_("a picture")),
    (b"\xff\xd8\xff", N_("a picture")),
    (b"GIF8", N_("a picture")),
    (b"II*\0", N_("a picture")),
    (b"MM\0*", N_("a picture")),
    (b"\x1f\x8b", N_("a compressed file")),
    (b"7z\xbc\xaf", N_("a compressed file")),
    (b"Rar!", N_("a compressed file")),
    (b"MZ", N_("a program")),
    (b"\x7fELF", N_("a program")),
)
_CALLED: Mapping[str, str] = {
    "docx": N_("a Word document (.docx)"),
    "odt": N_("an OpenDocument text (.odt)"),
    "html": N_("a page of HTML"),
    "txt": N_("plain text"),
}
_REMEDIES: Mapping[str, str] = {
    "docx": N_("Give it the ending .docx."),
    "odt": N_("Give it the ending .odt."),
    "html": N_("Give it the ending .html."),
    "txt": N_("Give it the ending .txt or .md, or choose another file."),
}
_SAVE_AS = N_("Open it in your word processor and save it as .docx.")


def recognised_format(name: str, data: bytes) -> tuple[str, Package | None]:
    """The format of a file, and its package where it is a zipped one.

    Raises BadInput where it is too large, empty, none of the formats that are read, or another
    one than its name says.
    """
    if len(data) > LARGEST_DOCUMENT:
        raise refused(
            N_("The file has more than {most} megabytes."),
            N_("Divide the document, or take the pictures out of it."),
            most=LARGEST_DOCUMENT // 1_000_000,
        )
    if not data.strip(b"\0 \t\r\n"):
        raise refused(N_("The file is empty."), N_("Choose another file."))
    package = Package(data) if data.startswith((b"PK\3\4", b"PK\5\6")) else None
    found = _of_package(package) if package else _of_bytes(data)
    ending = name[name.rfind(".") :].lower() if "." in name else ""
    if ending in (".docm", ".dotm"):
        raise macros()
    wanted = FORMATS.get(ending)
    if wanted == found or (wanted in ("txt", "md", "html") and found in ("txt", "html")):
        return wanted or found, package
    if ending and wanted is None:
        raise refused(
            N_("Files that end in {ending} are not read."),
            N_("Save it as .docx, .odt, .html, .md or .txt."),
            ending=ending[:20],
        )
    if wanted is None:
        return found, package
    raise refused(
        N_("The name of the file ends in {ending}, but it is {kind}."),
        _REMEDIES[found],
        ending=ending, kind=_CALLED[found],
    )  # fmt: skip


def decoded(data: bytes) -> str:
    """The characters of a text file: UTF-8, or UTF-16 with its mark.  BadInput says where not."""
    utf16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        return data.decode("utf-16" if utf16 else "utf-8-sig")
    except UnicodeDecodeError as bad:
        raise refused(
            N_("Line {line} of the file is not {encoding}."),
            N_("Save the file as UTF-8 and try again."),
            line=data[: bad.start].count(b"\n") + 1,
            encoding="UTF-16" if utf16 else "UTF-8",
        ) from None


def _of_package(package: Package) -> str:
    """What a zipped file is; BadInput where it is nothing that is read."""
    kind = (package.read("mimetype") or b"").strip()
    if kind in (_ODT, _ODT + b"-template"):
        if b"encryption-data" in (package.read(MANIFEST) or b""):
            raise protected()
        return "odt"
    types = package.read("[Content_Types].xml")
    if types is not None and b"macroEnabled" in types:
        raise macros()
    if types is not None and (b"wordprocessingml.document.main" in types or WORD in package.names):
        return "docx"
    tops = {name.partition("/")[0] for name in package.names}
    if tops & {"xl", "ppt", "visio"} or kind.startswith(b"application/vnd.oasis"):
        raise _other(N_("a spreadsheet, a presentation or a drawing"), N_("Choose a document."))
    if not package.names:
        raise damaged()
    raise _other(N_("a zipped folder"), N_("Take the document out of it and choose that."))


def _of_bytes(data: bytes) -> str:
    """What a file that is not zipped is; BadInput where it is nothing that is read."""
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise protected()
        raise _other(N_("a document of Word 97-2003 (.doc) or another old Office file"), _SAVE_AS)
    for signature, kind in _SIGNATURES:
        if data.startswith(signature) or (signature == b"%PDF-" and signature in data[:1024]):
            raise _other(kind, _SAVE_AS)
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "html" if _HTML.match(data[:8192].decode("utf-16", "replace")) else "txt"
    if b"\0" in data:
        raise _other(N_("no text"), N_("Save the document as .docx and choose that."))
    start = data[:8192].decode("utf-8", "replace").removeprefix("\ufeff")
    return "html" if _HTML.match(start) else "txt"


def _other(kind: str, remedy: str) -> BadInput:
    return refused(N_("The file is {kind}."), remedy, kind=kind)
