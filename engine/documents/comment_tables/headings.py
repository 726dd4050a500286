"""What columns and types are called: in English and French, abbreviated, broken over lines.

Theory.  The template's own headings carry footnote numbers, examples in brackets and line breaks,
and every committee has its own words for them.  So a heading is known by the word that it begins
with or holds, asked in the order in which words mislead least: "type of comment" is a type,
"observations on each comment" are observations, "comment (justification for change)" is a comment.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from placet.engine.documents.comment_tables.rows import Column, Layout
from placet.engine.model import CommentType

LONGEST = 120
"""Characters that a heading may have."""

_COLUMNS: tuple[tuple[Column, str], ...] = (
    (Column.TYPE, r"^(category|categorie|nature|kind)\b|\btype\b"),
    (Column.OBSERVATIONS,
     r"observation|secretariat|^(response|reponse|answer|disposition|resolution|decision|suite)"),
    (Column.ID, r"^(comments? )?(id|no|nr|number|numero|n°|#|identif\w*)( of comments?)?$|^№"),
    (Column.ID, r"^(numero|no|n°) (du|de) commentaires?$|^comment(s|aires?)? (id|no|n°|#)$"),
    (Column.LINE, r"^(lines?|lignes?|(no|n°|numero) (de )?lignes?)\b"),
    (Column.COMMENT, r"^(comment|remark|remarque|justification|rationale|explanation)"),
    (Column.CHANGE, r"propos|suggest|^(change|modification|amendment|new (text|wording))|libelle"),
    (Column.CLAUSE, r"^(clause|sub-?clause|article|section|chapter|chapitre)\b"),
    (Column.PARAGRAPH, r"^(para|figure|table|alinea|reference|place)"),
    (Column.MEMBER,
     r"^(mb|nc|cn|cm|nb|national|member|membre|comite|country|pays|organi[sz]ation|organisme|"
     r"author|auteur|delegation|observer|submitted by|submitter|commented by)\b"),
    (Column.COMMENT, r"comment"),
)  # fmt: skip

_TYPES: tuple[tuple[CommentType, str], ...] = (
    (CommentType.GENERAL, r"ge(n(eral\w*)?)?|g"),
    (CommentType.TECHNICAL, r"te(ch(ni\w*)?)?|t"),
    (CommentType.EDITORIAL, r"ed(it(orial\w*)?)?|e|redaction\w*"),
    (CommentType.SUBSTANTIVE, r"sub(st\w*)?|su|s|fond"),
    (CommentType.TRANSLATION, r"tr(ans\w*|ad\w*)?"),
)


def plain(words: str) -> str:
    """Small letters without accents, footnote numbers, brackets and line breaks."""
    bare = unicodedata.normalize("NFKD", words.replace("\u00ad", "").replace("n°", "n° "))
    bare = "".join(char for char in bare if not unicodedata.combining(char)).casefold()
    bare = re.sub(r"\([^()]*\)", " ", bare)
    bare = re.sub(r"(?<=[a-z])[0-9¹²³]{1,2}\b|[*:.'\u2019]", "", bare)
    return " ".join(bare.split())


def column_of(heading: str) -> Column | None:
    """What a column with this heading holds, None where that cannot be said."""
    if not heading or len(heading) > LONGEST:
        return None
    bare = plain(heading)
    return next((column for column, words in _COLUMNS if re.search(words, bare)), None)


def columns_of(cells: Sequence[str]) -> dict[Column, int]:
    """The places of the columns, where this row of cells is one of headings; else nothing.

    It is one when it names a comment (or a change) and two columns at least, and every heading
    is short.  Where two columns have one meaning the first has it.
    """
    found: dict[Column, int] = {}
    for at, cell in enumerate(cells):
        column = column_of(cell)
        if column is not None:
            found.setdefault(column, at)
    said = Column.COMMENT in found or Column.CHANGE in found
    filled = sum(bool(cell) for cell in cells)
    return found if said and len(found) >= max(2, (filled + 1) // 2) else {}


def layout_of(columns: Sequence[Column], headings: Sequence[str]) -> Layout:
    """Whose columns these are."""
    first = {plain(heading).replace("/", " ").split(" ")[0] for heading in headings if heading}
    if Column.CLAUSE in columns or Column.LINE in columns or first & {"mb", "nc", "cm", "cn"}:
        return Layout.ISO
    if Column.COMMENT in columns and {Column.PARAGRAPH, Column.TYPE} & set(columns):
        return Layout.CODEX
    return Layout.UNKNOWN


def type_of(words: str) -> CommentType | None:
    """The type that a cell says, written out or abbreviated; of several the first.

    None where it is none of them.
    """
    bare = re.split(r"[\s/,;&+-]+", plain(words[:LONGEST]).strip())[0]
    return next((type for type, form in _TYPES if re.fullmatch(form, bare)), None)


_ID = re.compile(r"^([A-Z*]{2,3}|[A-Z][A-Z0-9_-]{1,30}(?=-\d{3}))-(\d{2,6})(-\d{3})?$")
_ODD = re.compile(r"^(\*\*|[^\W\d_]{2,12})[\s_.\u2013-]*((?:\d{1,5})(?:[\s_.\u2013/-]+\d{1,5})?)$")
_SUB = re.compile(r"^(\*\*|[A-Z]{2,3})\s*/\s*.+$")


def member_in(words: str) -> tuple[str, str, bool]:
    """The member and the whole number that a cell says, and whether that is as it should be.

    "DE-002" and "DE-002-013" are DE; so are "de 2", "DE2" and "DE/DIN", which are odd.  What is
    nothing of the kind is the name of a member ("Germany").
    """
    if met := _ID.match(words):
        return met[1], words, True
    if met := _ODD.match(words):
        return met[1].upper() if len(met[1]) <= 3 else met[1], words, False
    if met := _SUB.match(words):
        return met[1], "", True
    return words, "", True
