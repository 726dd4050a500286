"""Files of an objective: out as documents, in as revisions, proposals and what stood in them."""

from __future__ import annotations

from typing import Annotated, Any
from urllib.parse import unquote

from fastapi import APIRouter, Depends, Path, Query, Request
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from placet.api.filing.reading import Placed, Read, placed, read_file
from placet.api.filing.writing import DOCX, MEDIA_TYPES, Wanted, written
from placet.api.problems import VersionNeeded
from placet.api.rates import RENDERINGS_PER_PERSON
from placet.api.session import Caller, RootOf
from placet.api.v1.asking import Ask, Asking, Done, Shown
from placet.api.v1.deliberation import base_of
from placet.api.v1.limits import Note, RefAt, SymbolAt, Title
from placet.engine import commands as c
from placet.engine.documents.reading import organisation_in
from placet.engine.errors import N_, BadInput
from placet.engine.parties import at_the_table
from placet.engine.text import Text, compare, word_count
from placet.templates.remarks import found_label

router = APIRouter(tags=["files"])
taking = APIRouter(tags=["files"])

Version = Annotated[int | None, Query(ge=1, le=1_000_000)]

ENDINGS = {
    DOCX: ".docx",
    "application/vnd.oasis.opendocument.text": ".odt",
    "text/html": ".html",
    "text/markdown": ".md",
    "text/plain": ".txt",
}
"""The documents that are taken, by their media types."""

BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {kind: {"schema": {"type": "string", "format": "binary"}} for kind in ENDINGS},
    }
}


@router.get(
    "/objectives/{ref}/files/{name}",
    response_class=Response,
    responses={200: {"content": {kind.split(";")[0]: {} for kind in MEDIA_TYPES.values()}}},
)
def file(
    root: RootOf,
    who: Caller,
    ref: RefAt,
    name: Annotated[str, Path(pattern=r"^[a-z-]{1,20}\.[a-z]{1,8}$")],
    version: Version = None,
    since: Version = None,
    attribution: bool = True,
    organisation: Annotated[list[str] | None, Query(max_length=200)] = None,
) -> Response:
    """The text as a file: clean, tracked, bracketed or in columns; .docx, .pdf, .xml, .json, .md.

    `comments-iso` and `comments-codex` (.docx, .xlsx, .csv) are the table of comments.

    What is proposed is of the newest version only; `since` makes the .xml the redline from that
    version; `organisation` narrows what is proposed to some.
    """
    root.cases.objective(who.actor, ref)
    if name in MEDIA_TYPES:
        root.rates.spend(RENDERINGS_PER_PERSON, "files", who.person.id)
    wanted = Wanted(name, version, since, attribution, tuple(organisation or ()))
    made = written(root.cases, who.actor, ref, wanted, who.person.language)
    return Response(made.data, media_type=made.media_type, headers=dict(made.headers))


class RemarkShown(Shown):
    """Something in the file that was not taken as text: its line or block, what, the characters."""

    line: int
    found: str
    sentence: str
    source: str = ""


class AuthorShown(Shown):
    """Who wrote into the file, how much, and the organisation that the name says."""

    author: str
    organisation: str | None
    changes: int
    comments: int


class MatchedShown(Shown):
    """How the paragraphs found their ids in the present text."""

    exact: int
    alike: int
    new: int
    gone: int


class FileReport(Done):
    """What was done, as every command answers it, and what was read from the file.

    With `check` nothing is done and `object` is empty.  `text_version` is the version that the
    file is without its tracked changes, 0 for none.
    """

    object: str = ""
    version: int = 0
    name: str
    sha256: str
    format: str
    paragraphs: int
    words: int
    text_version: int
    matched: MatchedShown
    words_inserted: int
    words_deleted: int
    remarks: list[RemarkShown]
    authors: list[AuthorShown]


async def document_body(request: Request) -> tuple[str, bytes]:
    """A document that was sent as it is, and its name."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in ENDINGS:
        raise HTTPException(415)
    return ENDINGS[kind], await request.body()


Document = Annotated[tuple[str, bytes], Depends(document_body)]
Named = Annotated[str, Query(max_length=100, description="The name of the file.")]
Check = Annotated[bool, Query(description="Only report; nothing is saved.")]
Made = Annotated[bool, Query(description="Whether its tracked changes are made.")]


@taking.post("/objectives/{ref}/revisions/file", status_code=201, openapi_extra=BODY)
def revise(
    ask: Asking,
    ref: RefAt,
    document: Document,
    base: Annotated[int, Query(ge=1, le=1_000_000, description="The version it replaces.")],
    name: Named = "",
    check: Check = False,
    changes: Made = True,
    note: Annotated[Note, Query()] = "",
    editorial: bool = False,
) -> FileReport:
    """Save a document as the new version of the text; needs If-Match unless it is only checked.

    Tracked changes and comments are reported; `entries` takes them in.
    """
    found = _read(name, document)
    view = ask.root.cases.objective(ask.who.actor, ref, base)
    _, minted = base_of(ask.root, ask.who.actor, ref, base)
    kept = ask.root.cases.versions(ask.who.actor, ref)
    versions = [(v.head.number, v.text) for v in kept if v.head.number <= base]
    at = placed(found.document, versions, minted)
    text = at.final if changes else at.base
    codes = at_the_table(view.negotiation)
    done = None
    if not check:
        if ask.expected is None:
            raise VersionNeeded()
        command = c.ReviseText(base, text, at.minted, note, editorial)
        done = ask.give(command, objective=ref)
    return report(found, at, text, view.text, codes, done)


def propose(
    ask: Ask,
    symbol: SymbolAt,
    title: Title,
    purpose: Title,
    document: tuple[str, bytes],
    name: str,
    check: bool,
    changes: bool,
) -> FileReport:
    """Propose an objective whose first text is a document, or only report on it."""
    found = _read(name, document)
    at = placed(found.document, (), 0)
    text = at.final if changes else at.base
    view = ask.root.cases.negotiation(ask.who.actor, symbol)
    codes = at_the_table(view.negotiation)
    done = None
    if not check:
        done = ask.give(c.Propose(title, purpose, text, at.minted), negotiation=symbol)
    return report(found, at, text, Text((), text.language), codes, done)


def report(
    found: Read, at: Placed, text: Text, present: Text, codes: tuple[str, ...], done: Done | None
) -> FileReport:
    """The report on a file that was read."""
    document, counts = found.document, compare(present, text).counts
    authors = dict.fromkeys(
        (*(p.author for p in document.proposals), *(n.author for n in document.remarks))
    )
    return FileReport(
        **(done.model_dump() if done else {}),
        name=found.name,
        sha256=found.sha256,
        format=document.format,
        paragraphs=len(at.ids),
        words=word_count(text),
        text_version=at.version,
        matched=MatchedShown(
            exact=len(at.matched.exact),
            alike=len(at.matched.similar),
            new=len(at.matched.fresh),
            gone=len(at.matched.gone),
        ),
        words_inserted=counts.words_inserted,
        words_deleted=counts.words_deleted,
        remarks=[
            RemarkShown(line=r.line, found=r.found.value, sentence=found_label(r.found.value),
                        source=r.source)
            for r in document.report
        ],
        authors=[
            AuthorShown(
                author=name,
                organisation=organisation_in(name, codes),
                changes=sum(len(p.changes) for p in document.proposals if p.author == name),
                comments=sum(n.author == name for n in document.remarks),
            )
            for name in authors
        ],
    )  # fmt: skip


def _read(name: str, document: tuple[str, bytes]) -> Read:
    """The file; where its name has no ending, the media type says what it is."""
    ending, data = document
    name = unquote(name).strip()
    if not name:
        name = f"document{ending}"
    elif not name.lower().endswith((ending, ".htm", ".markdown")):
        raise BadInput(
            "name",
            N_("The name ends otherwise than the Content-Type says ({ending})."),
            N_("Send the media type of the file."),
            ending=ending,
        )
    return read_file(name, data)
