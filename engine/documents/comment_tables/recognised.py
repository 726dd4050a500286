"""Whether a file is one in which comments come, by its bytes and not by its name."""

from __future__ import annotations

from collections.abc import Mapping

from placet.engine.documents.reading.formats import WORD, recognised_format
from placet.engine.documents.reading.package import (
    LARGEST_DOCUMENT,
    Package,
    damaged,
    macros,
    refused,
)
from placet.engine.errors import N_

ENDINGS: Mapping[str, str] = {".docx": "docx", ".xlsx": "xlsx", ".csv": "csv", ".txt": "csv",
                              ".tsv": "csv"}  # fmt: skip
"""The formats that are read, by the end of the name."""

_BOOK = "xl/workbook.xml"


def recognised(name: str, data: bytes) -> tuple[str, Package | None]:
    """The format of the file, and its package where it is a zipped one.

    Raises BadInput where it is too large, empty, another one than its name says, or none of those
    that are read.
    """
    ending = name[name.rfind(".") :].lower() if "." in name else ""
    if ending in (".docm", ".dotm", ".xlsm", ".xltm", ".xlsb"):
        raise macros()
    if len(data) <= LARGEST_DOCUMENT and data.startswith((b"PK\3\4", b"PK\5\6")):
        package: Package | None = Package(data)
        found = _of_package(package) if package else ""
    else:
        found, package = recognised_format("", data)[0], None
        if found == "html":
            raise _other()
        found = "csv"
    wanted = ENDINGS.get(ending, found)
    if (ending and ending not in ENDINGS) or wanted != found:
        raise _other()
    return found, package


def _of_package(package: Package) -> str:
    types = package.read("[Content_Types].xml")
    if types is None:
        raise damaged() if not package.names else _other()
    if b"macroEnabled" in types:
        raise macros()
    if _BOOK in package.names:
        return "xlsx"
    if WORD in package.names:
        return "docx"
    raise _other()


def _other() -> Exception:
    return refused(
        N_("This is no Word, Excel or CSV file, or another one than its name says."),
        N_("Save the table as .docx, .xlsx or .csv."),
    )
