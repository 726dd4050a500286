"""A real draft of a treaty: read in, shown, compared, set as a PDF."""

from __future__ import annotations

import difflib
import gzip
import http.client
import os
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from pypdf import PdfReader

from bench.processes import PLACET, folder, free_port, server
from bench.report import FOLDER, Report, median
from bench.table import CODES, SYMBOL, Seated, environment, seat, settings_for, sqlite_in
from placet.api.main import build
from placet.engine import commands as c
from placet.engine.access import Actor
from placet.engine.draft import agreement_of
from placet.engine.text import Text, compare, match_imported, parse_markdown, walk, word_count
from placet.engine.text.tokens import tokens
from placet.engine.text.words import word_operations
from placet.templates.drafts import draft_pdf

SECTION = "paris"
BOUND = 4_000
"""Words of the part that difflib is given too; with the whole it takes minutes."""


def measure(report: Report) -> None:
    """From the file to the page and the PDF."""
    data = Path(os.environ.get("PLACET_DATA", FOLDER.parent / "shared" / "data")) / "paris-2015"
    if not data.is_dir():
        report.add(SECTION, "the texts are not here (PLACET_DATA)", "left out", "")
        return
    first = (data / "2015-10-23.md").read_text(encoding="utf-8")
    second = (data / "2015-12-04.md").read_text(encoding="utf-8")
    report.say("the Paris text")
    old, new = _imports(report, first, second)
    _redline(report, old, new)
    with folder() as place:
        url = sqlite_in(place)
        seated = seat(url, 1)
        ref = _revised(url, seated, first, new)
        _pages(report, url, seated, ref)
        _pdf(report, url, seated, ref)


def _timed(report: Report, one: Callable[[], object]) -> float:
    """The median of some runs, after one that does not count."""
    one()
    found = []
    for _ in range(2 if report.quick else 7):
        start = time.perf_counter()
        one()
        found.append(time.perf_counter() - start)
    return median(found)


def _imports(report: Report, first: str, second: str) -> tuple[Text, Text]:
    read = parse_markdown(first)
    report.add(SECTION, "import", _timed(report, lambda: parse_markdown(first)), "s")
    report.add(SECTION, "import: paragraphs", read.minted, "")
    report.add(SECTION, "import: words", word_count(read.text), "")
    imported = parse_markdown(second).text
    took = _timed(report, lambda: match_imported(read.text, imported, read.minted))
    report.add(SECTION, "paragraphs of the revision matched", took, "s")
    return read.text, match_imported(read.text, imported, read.minted)[0]


def _redline(report: Report, old: Text, new: Text) -> None:
    report.add(SECTION, "redline of the whole", _timed(report, lambda: compare(old, new)), "s", 0.5,
               "beside it: what is aimed at for 20,000 words")  # fmt: skip
    left, right = (_part(text) for text in (old, new))
    ours = _timed(report, lambda: word_operations(left, right))
    before, after = tokens(left), tokens(right)
    start = time.perf_counter()
    difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    took = time.perf_counter() - start
    report.add(SECTION, f"redline of the first {BOUND} words as one paragraph, beside difflib",
               ours, "s", took)  # fmt: skip


def _part(text: Text) -> str:
    words = " ".join(paragraph.words for _, paragraph in walk(text)).split(" ")
    return " ".join(words[:BOUND])


def _revised(url: str, seated: Seated, first: str, new: Text) -> str:
    """The text proposed by the lead, who then gives it its second version."""
    root = build(settings_for(url))
    lead = seated.actors[CODES[0]]
    read = parse_markdown(first)
    command = c.Propose("Draft agreement", "The negotiating text", read.text, read.minted)
    ref = root.cases.handle(lead, command, negotiation=SYMBOL).object
    minted = max(int(p.id[1:]) for _, p in walk(new))
    revision = c.ReviseText(1, new, minted, "The text of 4 December.")
    root.cases.handle(lead, revision, objective=ref)
    root.close()
    return ref


def _pages(report: Report, url: str, seated: Seated, ref: str) -> None:
    port = free_port()
    with server([PLACET, "serve"], environment(url, port), port):
        for name, path in (
            ("objective page", f"/objectives/{ref}"),
            ("compare page", f"/objectives/{ref}/compare/1..2"),
        ):
            start = time.perf_counter()
            page = _got(port, seated, path)
            cold = time.perf_counter() - start
            warm = _timed(report, lambda path=path: _got(port, seated, path))  # type: ignore[misc]
            report.add(SECTION, f"{name}: first view", cold, "s")
            report.add(SECTION, f"{name}: again", warm, "s")
            report.add(SECTION, f"{name}: HTML", len(page) / 1000, "kB")
            report.add(SECTION, f"{name}: compressed", len(gzip.compress(page, 6)) / 1000, "kB")


def _got(port: int, seated: Seated, path: str) -> bytes:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", path, headers={"Cookie": seated.cookie})
    answer = connection.getresponse()
    page = answer.read()
    connection.close()
    assert answer.status == 200, (path, answer.status)
    return page


def _pdf(report: Report, url: str, seated: Seated, ref: str) -> None:
    root = build(settings_for(url))
    actor: Actor = seated.actors[CODES[0]]
    view = root.cases.objective(actor, ref)
    draft = agreement_of(view, view.checkpoint)
    start = time.perf_counter()
    made = draft_pdf(draft, 120.0)
    cold = time.perf_counter() - start
    warm = _timed(report, lambda: draft_pdf(draft, 120.0))
    root.close()
    report.add(SECTION, "PDF: first", cold, "s")
    report.add(SECTION, "PDF: again", warm, "s")
    report.add(SECTION, "PDF: pages", len(PdfReader(BytesIO(made)).pages), "")
    report.add(SECTION, "PDF: size", len(made) / 1000, "kB")
