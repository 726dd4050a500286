"""Texts: versions are added and never changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, select

from placet.engine import codec
from placet.engine.errors import NotFound
from placet.engine.model import TextHead
from placet.engine.store.rows import Rows, table
from placet.engine.tables import TextVersionRow
from placet.engine.text import Origin, Text, from_data, text_hash, to_data

version = table(TextVersionRow)

HEAD = tuple(c for c in version.columns if c.name not in ("ref", "data", "origins"))
"""The columns of a version without its words, in the order of `TextHead`'s rows."""

_WORDS = select(version.c.data).where(
    version.c.ref == bindparam("ref"), version.c.number == bindparam("number")
)
_HEADS = select(*HEAD).where(version.c.ref == bindparam("ref")).order_by(version.c.number)
_SOME = select(version.c.number, version.c.data).where(
    version.c.ref == bindparam("ref"), version.c.number.in_(bindparam("numbers", expanding=True))
)
_ORIGINS = (
    select(version.c.number, version.c.origins)
    .where(version.c.ref == bindparam("ref"), version.c.number > bindparam("after"))
    .order_by(version.c.number)
)
_VERSIONS = select(version).where(version.c.ref == bindparam("ref")).order_by(version.c.number)


@dataclass(frozen=True, slots=True)
class StoredVersion:
    """A version with its words; `origins` say where its new paragraphs came from."""

    head: TextHead
    text: Text
    origins: Mapping[str, Origin]


class TextRows(Rows):
    """Texts."""

    def text(self, ref: str, number: int) -> Text:
        """The words of one version; raises NotFound."""
        found = self._connection.execute(_WORDS, {"ref": ref, "number": number}).scalar()
        if found is None:
            raise NotFound("text", f"{ref}/{number}")
        return from_data(found)

    def text_heads(self, ref: str) -> tuple[TextHead, ...]:
        """All versions without their words, oldest first."""
        return tuple(head(row) for row in self._connection.execute(_HEADS, {"ref": ref}))

    def texts(self, ref: str, numbers: Iterable[int]) -> Mapping[int, Text]:
        """The words of several versions, by number; those that there are not are left out."""
        wanted = sorted({*numbers})
        if not wanted:
            return {}
        rows = self._connection.execute(_SOME, {"ref": ref, "numbers": wanted})
        return {row.number: from_data(row.data) for row in rows}

    def origins(self, ref: str, after: int = 0) -> Mapping[int, Mapping[str, Origin]]:
        """What the versions after one say their paragraphs were made of, where they say it."""
        rows = self._connection.execute(_ORIGINS, {"ref": ref, "after": after})
        return {row.number: _as_origins(row.origins) for row in rows if row.origins}

    def text_versions(self, ref: str) -> tuple[StoredVersion, ...]:
        """All versions with their words, oldest first."""
        rows = self._connection.execute(_VERSIONS, {"ref": ref})
        return tuple(
            StoredVersion(
                head(row),
                from_data(row.data),
                _as_origins(row.origins),
            )
            for row in rows
        )

    def _add_text(
        self, ref: str, made: TextHead, words: Text, origins: Mapping[str, Origin]
    ) -> None:
        if made.hash != text_hash(words):
            raise ValueError(f"the hash of {ref}/{made.number} is not that of its words")
        row = {
            "ref": ref,
            "number": made.number,
            "hash": made.hash,
            "data": to_data(words),
            "made_at": made.made_at,
            "by": made.by,
            "organisation": made.organisation,
            "note": made.note,
            "editorial": made.editorial,
            "words": made.words,
            "origins": codec.encode(origins) or None,
            "taken_over": made.taken_over,
            "dated": made.dated,
        }
        self._connection.execute(version.insert(), row)


def _as_origins(data: Any) -> Mapping[str, Origin]:
    return codec.decode(dict[str, Origin], data or {})


def head(row: Any) -> TextHead:
    """A version without its words, from a row that has at least the columns of `HEAD`."""
    return TextHead(
        number=row.number,
        hash=row.hash,
        made_at=row.made_at,
        by=row.by,
        organisation=row.organisation,
        note=row.note,
        editorial=row.editorial,
        words=row.words,
        taken_over=row.taken_over,
        dated=row.dated,
    )
