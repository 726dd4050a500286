"""The Paris draft of December 2015 as an agreement draft: a long text with deep brackets."""

import sys
from io import BytesIO
from pathlib import Path
from time import perf_counter

import pytest
from pypdf import PdfReader

from placet.engine.text import parse_markdown, stats
from placet.templates.drafts import draft_html, draft_pdf
from tests.draft.tables import ballot, draft


@pytest.mark.parametrize("version", ["2015-10-23", "2015-12-04"])
def test_the_paris_draft_is_printed_whole(data: Path, version: str) -> None:
    source = (data / "paris-2015" / f"{version}.md").read_text(encoding="utf-8")
    text = parse_markdown(source).text
    made = draft(text, call=ballot(text))
    assert made.open_brackets == stats(text).open_brackets
    start = perf_counter()
    pdf = draft_pdf(made)
    seconds = perf_counter() - start
    pages = len(PdfReader(BytesIO(pdf)).pages)
    sys.stdout.write(f"{version}: {pages} pages, {seconds:.2f} s, {len(pdf) // 1024} kB\n")
    assert pages > 20
    assert draft_html(made).count("<b>[</b>") > 900
