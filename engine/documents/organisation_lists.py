"""Lists of organisations as spreadsheets: read tolerantly, row by row, and written.

Columns are known by their heading, in any order, in the words that people use for them in
several languages.  A row that cannot be taken is named with its line, its column and the reason;
the others are taken.  What a spreadsheet would calculate is never taken for words: a cell with a
formula is refused, and what is written out begins with an apostrophe instead (OWASP, CSV
Injection).
"""

from __future__ import annotations

import csv
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO, StringIO

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from placet.engine.errors import N_, BadInput
from placet.engine.parties import Capacity

COLUMNS = (
    "code", "name", "mandate", "classes", "weight", "observer",
    "contact_name", "contact_email", "capacity",
)  # fmt: skip
MOST_ROWS = 5_000
"""A longer list is no list of organisations."""
MOST_UNPACKED = 60_000_000
"""Bytes that a workbook may have once unpacked."""
LONGEST_CELL = 4_000

_HEADINGS: Mapping[str, str] = {
    **dict.fromkeys(("code", "acronym", "short name", "abbreviation", "sigle", "sigla"), "code"),
    **dict.fromkeys(("acronyme", "nom court", "kurzel", "kurzname", "siglas"), "code"),
    **dict.fromkeys(("name", "full name", "organisation", "organization", "nom"), "name"),
    **dict.fromkeys(("nom complet", "nombre", "organizacion", "member", "membre"), "name"),
    **dict.fromkeys(("mandate", "mandat", "mandato"), "mandate"),
    **dict.fromkeys(("classes", "class", "classe", "category", "categorie", "clase"), "classes"),
    **dict.fromkeys(("clases", "klasse", "klassen", "group", "constituency"), "classes"),
    **dict.fromkeys(("weight", "votes", "poids", "voix", "peso", "votos", "gewicht"), "weight"),
    **dict.fromkeys(("observer", "observateur", "observador", "beobachter"), "observer"),
    **dict.fromkeys(("contact name", "contact", "focal point", "point focal"), "contact_name"),
    **dict.fromkeys(("nom du contact", "punto focal", "contacto"), "contact_name"),
    **dict.fromkeys(("contact email", "e mail", "email", "mail", "courriel"), "contact_email"),
    **dict.fromkeys(("contact e mail", "correo", "correo electronico"), "contact_email"),
    **dict.fromkeys(("e mail address", "email address"), "contact_email"),
    **dict.fromkeys(("capacity", "role", "function", "fonction", "qualite", "funcion"), "capacity"),
}
_CAPACITIES: Mapping[str, Capacity] = {
    **{x.value.replace("_", " "): x for x in Capacity},
    **dict.fromkeys(("head", "chef de delegation", "jefe de delegacion"), Capacity.HEAD),
    **dict.fromkeys(("leiter der delegation",), Capacity.HEAD),
    **dict.fromkeys(("focal", "point focal", "punto focal", "contact"), Capacity.FOCAL_POINT),
    **dict.fromkeys(("suppleant", "suplente", "deputy", "stellvertreter"), Capacity.ALTERNATE),
    **dict.fromkeys(("redacteur", "redactor"), Capacity.DRAFTER),
    **dict.fromkeys(("observateur", "observador", "beobachter"), Capacity.OBSERVER),
}
_YES = frozenset("yes y true 1 x oui si ja vrai wahr observer observateur observador".split())
_NO = frozenset(("", "no", "n", "false", "0", "non", "nein", "faux", "-", "member", "membre"))
_FORMULA = ("=", "+", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff20")
_DEFUSED = ("'=", "'+", "'-", "'@")


@dataclass(frozen=True, slots=True)
class ListedOrganisation:
    """A row that can be taken; `line` is its line in the file, the first being 1."""

    line: int
    code: str
    name: str = ""
    mandate: str = ""
    classes: tuple[str, ...] = ()
    weight: int = 1
    observer: bool = False
    contact_name: str = ""
    contact_email: str = ""
    capacity: Capacity = Capacity.FOCAL_POINT


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that cannot be taken: where, what stands there, and why (to translate)."""

    line: int
    column: str
    found: str
    reason: str


@dataclass(frozen=True, slots=True)
class OrganisationList:
    """What was read; `unknown` are headings that mean nothing here."""

    rows: tuple[ListedOrganisation, ...] = ()
    bad: tuple[BadRow, ...] = ()
    unknown: tuple[str, ...] = ()


class _Bad(Exception):
    """A cell that cannot be used."""

    def __init__(self, column: str, found: str, reason: str) -> None:
        super().__init__(reason)
        self.column, self.found, self.reason = column, found, reason


Line = tuple[int, Sequence[str]]
_IS_A_FORMULA = "\0"
"""Stands before what a workbook would calculate."""


def read_organisations(name: str, data: bytes) -> OrganisationList:
    """A list out of a CSV or XLSX file; BadInput where the file itself cannot be read."""
    lines = list(_workbook(data) if data[:4] == b"PK\x03\x04" else _csv(data))
    if not lines:
        raise BadInput("file", N_("There is nothing in the file."), N_("Choose another file."))
    if len(lines) > MOST_ROWS:
        raise BadInput(
            "file",
            N_("{count} rows are too many; {most} are allowed."),
            N_("Divide the file."),
            count=len(lines),
            most=MOST_ROWS,
        )
    return _listed(lines)


def _listed(lines: Sequence[Line]) -> OrganisationList:
    at, places, unknown = _head(lines)
    rows: list[ListedOrganisation] = []
    bad: list[BadRow] = []
    first: dict[str, int] = {}
    for number, cells in lines[at + 1 :]:
        given = {c: cells[i].strip() for c, i in places.items() if i < len(cells)}
        if not any(given.values()):
            continue
        try:
            row = _row(number, given)
            earlier = first.setdefault(row.code.casefold(), number)
            if earlier != number and not row.contact_email:
                raise _Bad("code", row.code, N_("This organisation stands in the list twice."))
        except _Bad as found:
            bad.append(BadRow(number, found.column, found.found[:60], found.reason))
        else:
            rows.append(row)
    return OrganisationList(tuple(rows), tuple(bad), unknown)


def _head(lines: Sequence[Line]) -> tuple[int, dict[str, int], tuple[str, ...]]:
    """Which line holds the headings (above it a title may stand), and where the columns are."""
    for at, (_, cells) in enumerate(lines[:20]):
        places: dict[str, int] = {}
        unknown: list[str] = []
        for i, cell in enumerate(cells):
            column = _HEADINGS.get(_plain(cell))
            if column is not None and column not in places:
                places[column] = i
            elif cell.strip():
                unknown.append(cell.strip()[:40])
        if "code" in places and len(places) > 1:
            return at, places, tuple(unknown)
    raise BadInput(
        "file",
        N_("No line of the file has the headings of the columns."),
        N_("Put the headings code and name above the list; the others may be missing."),
    )


def _row(line: int, given: Mapping[str, str]) -> ListedOrganisation:
    for column, cell in given.items():
        if cell.startswith((_IS_A_FORMULA, *_FORMULA)):
            said = cell.removeprefix(_IS_A_FORMULA)
            raise _Bad(column, said, N_("This is a formula, and would be calculated."))
        if len(cell) > LONGEST_CELL:
            raise _Bad(column, cell, N_("This is too long."))
    words = {c: x[1:] if x.startswith(_DEFUSED) else x for c, x in given.items()}
    if not words.get("code"):
        raise _Bad("code", "", N_("The short name is missing."))
    email = words.get("contact_email", "")
    if words.get("contact_name") and not email:
        raise _Bad("contact_email", "", N_("The contact has no e-mail address."))
    classes = words.get("classes", "").replace(";", ",").split(",")
    return ListedOrganisation(
        line,
        words["code"],
        words.get("name", ""),
        words.get("mandate", ""),
        tuple(x.strip() for x in classes if x.strip()),
        _weight(words.get("weight", "")),
        _observer(words.get("observer", "")),
        words.get("contact_name", ""),
        email,
        _capacity(words.get("capacity", "")),
    )


def _weight(cell: str) -> int:
    whole = cell.removesuffix(".0")
    if not cell:
        return 1
    if whole.isascii() and whole.isdigit() and len(whole) < 11:
        return int(whole)
    raise _Bad("weight", cell, N_("The weight is no whole number."))


def _observer(cell: str) -> bool:
    said = _plain(cell)
    if said not in _YES and said not in _NO and cell != "-":
        raise _Bad("observer", cell, N_("Write yes or no."))
    return said in _YES


def _capacity(cell: str) -> Capacity:
    if not cell:
        return Capacity.FOCAL_POINT
    found = _CAPACITIES.get(_plain(cell))
    if found is None:
        raise _Bad("capacity", cell, N_("This is no capacity in which somebody acts."))
    return found


def _plain(words: str) -> str:
    """Without accents, case, punctuation and double spaces."""
    apart = unicodedata.normalize("NFKD", words.casefold())
    kept = (c if c.isalnum() else " " for c in apart if not unicodedata.combining(c))
    return " ".join("".join(kept).split())


def _csv(data: bytes) -> Iterator[Line]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    if "\0" in text:
        raise BadInput(
            "file",
            N_("This is neither a CSV nor an XLSX file."),
            N_("Save the list as CSV or XLSX."),
        )
    head = "\n".join(text.splitlines()[:20])
    delimiter = max(",;\t|", key=head.count)
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    try:
        for cells in reader:
            yield reader.line_num, cells
    except csv.Error:
        raise BadInput(
            "file",
            N_("Line {line} cannot be read."),
            N_("Save the list as CSV again, or as XLSX."),
            line=reader.line_num,
        ) from None


def _workbook(data: bytes) -> Iterator[Line]:
    try:
        with zipfile.ZipFile(BytesIO(data)) as packed:
            if sum(one.file_size for one in packed.infolist()) > MOST_UNPACKED:
                raise BadInput(
                    "file", N_("The file is too large once unpacked."), N_("Divide the file.")
                )
        book = load_workbook(BytesIO(data), read_only=True, data_only=False)
        sheet = book.worksheets[0]
        for number, row in enumerate(sheet.iter_rows(max_row=MOST_ROWS + 50, max_col=60), 1):
            yield number, [_cell(x.value, x.data_type) for x in row]
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, IndexError):
        raise BadInput(
            "file", N_("This XLSX file cannot be read."), N_("Save it again, or as CSV.")
        ) from None


def _cell(value: object, kind: str) -> str:
    if value is None:
        return ""
    if kind == "f":
        return f"{_IS_A_FORMULA}{value}"
    return str(value)


def table_of(rows: Iterable[ListedOrganisation]) -> list[list[str]]:
    """The rows as cells, under the headings that are read back."""
    said: list[list[str]] = [[c.replace("_", " ") for c in COLUMNS]]
    said += [
        [
            r.code,
            r.name,
            r.mandate,
            ", ".join(r.classes),
            str(r.weight),
            "yes" if r.observer else "no",
            r.contact_name,
            r.contact_email,
            r.capacity.value.replace("_", " ") if r.contact_email else "",
        ]
        for r in rows
    ]
    return said
