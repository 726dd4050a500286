"""A zipped document opened with care: limits first, then only the parts that are asked for.

Theory.  Nothing in a file is believed: sizes are counted while a part is unzipped, in chunks,
and reading stops at the limit; a part that nobody asks for is never unzipped, and no name is
ever used as a path.  XML is decoded here, so that one look finds every document type
declaration (which documents do not need and bombs do), and is parsed without entities,
network and huge trees.  Nothing that lies outside the file is fetched.
"""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from io import BytesIO

from lxml import etree

from placet.engine.errors import N_, BadInput

LARGEST_DOCUMENT = 10_000_000
"""Bytes that a file may have."""
MOST_ENTRIES = 2_000
LARGEST_UNZIPPED = 100_000_000
LARGEST_PART = 50_000_000
MOST_SHRUNK = 200
"""How many times smaller than its contents a part may be, once those are over a megabyte."""
MOST_TAGS = 3_000_000
"""Angle brackets in one part: what a tree of them takes in memory."""
_CHUNK = 65_536
_MACROS = re.compile(r"(?:^|/)(?:vbaproject\.bin|vbadata\.xml)$|^(?:basic|scripts)/.", re.I)
_BROKEN = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, KeyError, NotImplementedError,
    OSError, OverflowError, RuntimeError, UnicodeError, ValueError,
)  # fmt: skip
_DECLARATION = re.compile(r"\s*<\?xml\b[^>]*\?>")
_ENCODING = re.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([A-Za-z0-9._-]+)[\"']")
_STRICT = (
    ("http://purl.oclc.org/ooxml/wordprocessingml/main",
     "http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    ("http://purl.oclc.org/ooxml/officeDocument/relationships",
     "http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    ("http://purl.oclc.org/ooxml/officeDocument/math",
     "http://schemas.openxmlformats.org/officeDocument/2006/math"),
)  # fmt: skip
"""The names of the strict form of Office Open XML, and those of the usual one."""


def refused(what: str, remedy: str, **values: object) -> BadInput:
    """A refusal of the whole file."""
    return BadInput("file", what, remedy, **values)


def damaged() -> BadInput:
    """The refusal of a file that is cut off or broken."""
    return refused(
        N_("The file is damaged: it cannot be unpacked."),
        N_("Open it in the program that made it, save it again and try once more."),
    )


class Package:
    """The parts of a zipped document by their names."""

    def __init__(self, data: bytes) -> None:
        """Raises BadInput for what no document needs and for what is larger than one."""
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
            entries = self._zip.infolist()
        except _BROKEN:
            raise damaged() from None
        self.names = frozenset(entry.filename for entry in entries)
        self._left = LARGEST_UNZIPPED
        if len(entries) > MOST_ENTRIES:
            raise refused(
                N_("The file packs {count} files; a document has at most {most}."),
                N_("Save it again as .docx and try once more."),
                count=len(entries), most=MOST_ENTRIES,
            )  # fmt: skip
        if len(self.names) < len(entries):
            raise refused(
                N_("The file packs two files of the same name."),
                N_("Open it in your word processor, save it again and try once more."),
            )
        if any(entry.flag_bits & 0x1 for entry in entries):
            raise protected()
        if sum(entry.file_size for entry in entries) > LARGEST_UNZIPPED:
            raise too_large()
        if any(map(_MACROS.search, self.names)):
            raise macros()

    def read(self, name: str) -> bytes | None:
        """The bytes of a part, None where there is no such part.  Raises BadInput."""
        if name not in self.names:
            return None
        found = bytearray()
        try:
            info = self._zip.getinfo(name)
            if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise damaged()
            with self._zip.open(info) as part:
                while chunk := part.read(_CHUNK):
                    found += chunk
                    self._left -= len(chunk)
                    if self._left < 0 or len(found) > LARGEST_PART or _shrunk(found, info):
                        raise too_large()
        except _BROKEN:
            raise damaged() from None
        return bytes(found)

    def xml(self, name: str) -> etree._Element | None:
        """The root of an XML part, None where there is no such part.  Raises BadInput."""
        data = self.read(name)
        return None if data is None else parsed(data, name)


def parsed(data: bytes, name: str) -> etree._Element:
    """The root of XML; BadInput where it is not well formed, or more than a document needs."""
    try:
        source = data.decode(_encoding(data))
    except (UnicodeError, LookupError):
        raise _malformed(name) from None
    if "<!DOCTYPE" in source or "<!ENTITY" in source:
        raise refused(
            N_("The part {part} declares a document type, which documents do not need."),
            N_("Save the document again with your word processor."),
            part=name,
        )
    if source.count("<") > MOST_TAGS:
        raise too_large()
    for strict, usual in _STRICT:
        source = source.replace(strict, usual)
    met = _DECLARATION.match(source.removeprefix("\ufeff"))
    bare = source.removeprefix("\ufeff")[met.end() if met else 0 :]
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False,
        huge_tree=False, remove_comments=True, remove_pis=True, encoding="utf-8",
    )  # fmt: skip
    try:
        return etree.fromstring(bare.encode(), parser)
    except (etree.XMLSyntaxError, UnicodeError, ValueError):
        raise _malformed(name) from None


def too_large() -> BadInput:
    """The refusal of a file that unpacks to more than a document has."""
    return refused(
        N_("The file unpacks to far more than its size: at most {most} megabytes are read."),
        N_("Divide the document, or take the pictures out of it."),
        most=LARGEST_UNZIPPED // 1_000_000,
    )


def macros() -> BadInput:
    """The refusal of a file with programs in it."""
    return refused(
        N_("The file contains macros."),
        N_("Save it as .docx without macros."),
    )


def protected() -> BadInput:
    """The refusal of a file that needs a password."""
    return refused(
        N_("The file is protected by a password."),
        N_("Open it with its password, save it without one and try again."),
    )


def _shrunk(found: bytearray, info: zipfile.ZipInfo) -> bool:
    return len(found) > 1_000_000 and len(found) > MOST_SHRUNK * max(info.compress_size, 1)


def _encoding(data: bytes) -> str:
    """UTF-8 or UTF-16, which are all that documents may be written in."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    if data[:2] in (b"<\0", b"\0<"):
        return "utf-16-le" if data[0] else "utf-16-be"
    met = _ENCODING.match(data.removeprefix(b"\xef\xbb\xbf"))
    if met and met[1].lower() not in (b"utf-8", b"us-ascii", b"ascii"):
        raise LookupError
    return "utf-8-sig"


def _malformed(name: str) -> BadInput:
    return refused(
        N_("The part {part} of the file is not well-formed XML."),
        N_("Open it in the program that made it, save it again and try once more."),
        part=name,
    )
