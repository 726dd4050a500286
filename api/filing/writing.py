"""An objective's text as a file: which files there are, and each of them made.

Theory.  A file is a reading of what is recorded at this instant, made when it is asked for and
kept nowhere.  What is on the table (amendments, comments) is against the newest version, so the
files that hold it have no other; a clean text can be had of any version.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from placet.api.filing.comment_sheets import SHEETS, sheet_file
from placet.api.filing.table import comments_out, tracked
from placet.engine.access import Actor
from placet.engine.documents.writing import (
    About,
    compilation_rows,
    to_akn,
    to_docx,
    to_docx_bracketed,
    to_docx_columns,
    to_docx_tracked,
    to_json,
)
from placet.engine.errors import N_, BadInput, NotFound
from placet.engine.model import TextHead
from placet.engine.service import UseCases
from placet.engine.text import direction, to_markdown
from placet.engine.text.compiling import Compilation, base_of, compiled, reading_of
from placet.engine.views import ObjectiveView
from placet.engine.wording_views import CompilationView
from placet.templates import language
from placet.templates.column_pdf import columns_pdf
from placet.templates.document_words import column_names, document_words
from placet.templates.labels import state_label

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

SHEET_TYPES = {
    "docx": DOCX,
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
"""The media types of tables, by their formats."""

MEDIA_TYPES: Mapping[str, str] = {
    "clean.docx": DOCX,
    "tracked.docx": DOCX,
    "bracketed.docx": DOCX,
    "columns.docx": DOCX,
    "columns.pdf": "application/pdf",
    "text.xml": "application/akn+xml",
    "text.json": "application/json",
    "text.md": "text/markdown; charset=utf-8",
    **{name: SHEET_TYPES[format] for name, (_, format) in SHEETS.items()},
}
"""The files that there are of an objective, with their media types."""

OF_THE_TABLE = frozenset(("tracked.docx", "bracketed.docx", "columns.docx", "columns.pdf", *SHEETS))
"""Files that hold what is proposed and remarked; they are of the newest version."""

_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which file: its name, of which version, from which version a redline (Akoma Ntoso).

    `attribution`: say whose a reading is; `organisations`: only what these propose.
    """

    name: str
    version: int | None = None
    since: int | None = None
    attribution: bool = True
    organisations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Made:
    """A file with its media type and a name that every system takes."""

    data: bytes
    media_type: str
    name: str

    @property
    def headers(self) -> Mapping[str, str]:
        """The headers of an answer that is this file; nobody keeps it for anybody."""
        return {
            "Content-Disposition": f'attachment; filename="{self.name}"',
            "Cache-Control": "no-store",
            "X-Content-Type-Options": "nosniff",
        }


def written(cases: UseCases, actor: Actor, ref: str, wanted: Wanted, code: str) -> Made:
    """The file that is wanted, in this language, as this actor may see it.

    Raises NotFound for an objective, a version or a file that there is not (or not for them),
    BadInput where the file is not of the version asked for.
    """
    view = cases.objective(actor, ref, wanted.version)
    if wanted.name not in MEDIA_TYPES:
        raise NotFound("file", f"{ref}/{wanted.name[:40]}")
    newest = view.objective.text.number
    if wanted.name in OF_THE_TABLE and view.shown.number != newest:
        raise BadInput(
            "version",
            N_("What is proposed is about version {newest}; this file is of no other."),
            N_("Leave the version out, or ask for the clean text."),
            newest=newest,
        )
    with language(code):
        data = _MAKERS[wanted.name](_Making(cases, actor, view, wanted))
    stem, _, ending = wanted.name.partition(".")
    kind = "" if stem in ("clean", "text") else f"-{stem}"
    made = f"{view.negotiation.symbol}-{ref}-v{view.shown.number}{kind}.{ending}"
    return Made(data, MEDIA_TYPES[wanted.name], _UNSAFE.sub("-", made))


@dataclass(frozen=True, slots=True)
class _Making:
    """What a file is made of."""

    cases: UseCases
    actor: Actor
    view: ObjectiveView
    wanted: Wanted

    def about(self, head: TextHead | None = None) -> About:
        """What is said of the version in its file."""
        view, head = self.view, head or self.view.shown
        return About(
            view.objective.ref,
            view.objective.title,
            head.number,
            head.hash,
            head.made_at,
            view.negotiation.symbol,
            state_label(view.stage),
        )

    def compilation(self) -> CompilationView:
        """What is proposed, by those who are asked for."""
        found = self.cases.compilation(self.actor, self.view.objective.ref)
        return replace(found, compilation=only(found.compilation, self.wanted.organisations))


def only(whole: Compilation, organisations: tuple[str, ...]) -> Compilation:
    """The compilation of what these organisations propose; of all where none is named."""
    chosen = [name for name in whole.names if name in organisations]
    if not chosen or len(chosen) == len(whole.names):
        return whole
    return compiled(base_of(whole), {name: reading_of(whole, name) for name in chosen})


def proposers(compilation: Compilation) -> tuple[str, ...]:
    """The heading of each proposal's column."""
    return tuple(", ".join(proposal.names) for proposal in compilation.proposals)


def _clean(of: _Making) -> bytes:
    return to_docx(of.view.text, of.about(), document_words())


def _tracked(of: _Making) -> bytes:
    found = of.compilation()
    remarks = of.cases.remarks(of.actor, of.view.objective.ref)
    return to_docx_tracked(
        of.view.text,
        tracked(of.view, found.compilation, found.proposals),
        comments_out(of.view, remarks.rows, of.wanted.organisations),
        of.about(),
        document_words(),
    )


def _bracketed(of: _Making) -> bytes:
    found = of.compilation().compilation
    return to_docx_bracketed(found, of.about(), document_words(), of.wanted.attribution)


def _columns_docx(of: _Making) -> bytes:
    found = of.compilation().compilation
    rtl = direction(of.view.text) == "rtl"
    return to_docx_columns(
        compilation_rows(found, of.compilation().compromise),
        column_names(proposers(found), of.compilation().compromise is not None),
        of.about(),
        document_words(),
        found.language,
        rtl,
    )


def _columns_pdf(of: _Making) -> bytes:
    found = of.compilation().compilation
    rtl = direction(of.view.text) == "rtl"
    middle = of.compilation().compromise
    names = column_names(proposers(found), middle is not None)
    return columns_pdf(compilation_rows(found, middle), names, of.about(), found.language, rtl)


def _akn(of: _Making) -> bytes:
    since = of.wanted.since
    if since is None or since == of.view.shown.number:
        return to_akn(of.view.text, of.about())
    old = of.cases.objective(of.actor, of.view.objective.ref, since)
    return to_akn(of.view.text, of.about(), old.text, of.about(old.shown))


def _json(of: _Making) -> bytes:
    return to_json(of.view.text, of.about())


def _markdown(of: _Making) -> bytes:
    return to_markdown(of.view.text).encode()


def _sheet(of: _Making) -> bytes:
    view, chosen = of.view, of.wanted.organisations
    return sheet_file(view, view.comments, of.wanted.name, chosen, of.about(), document_words())


_MAKERS: Mapping[str, Callable[[_Making], bytes]] = {
    "clean.docx": _clean,
    "tracked.docx": _tracked,
    "bracketed.docx": _bracketed,
    "columns.docx": _columns_docx,
    "columns.pdf": _columns_pdf,
    "text.xml": _akn,
    "text.json": _json,
    "text.md": _markdown,
    **dict.fromkeys(SHEETS, _sheet),
}
