"""The agreement draft, rendered: a fragment for a page, a file of its own, a PDF.

Theory.  All three place the words of one `sheet`, so page, file and print say the same and
carry the same hash.  The PDF is made in a separate process with limits; whatever happens to
it there, the decision that the draft is about does not depend on it, and the caller gets an
error that a person can read.
"""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.resources import as_file, files
from math import ceil
from threading import BoundedSemaphore

from markupsafe import Markup

from placet.engine.draft import AgreementDraft
from placet.engine.errors import N_, PlacetError
from placet.templates import render
from placet.templates.draft_words import Sheet, brackets_sentence, sheet

__all__ = [
    "DraftFailed",
    "brackets_sentence",
    "draft_html",
    "draft_page",
    "draft_pdf",
    "printed_sheet",
    "sheet",
]

SECONDS = 30
"""How long the making of a PDF may take."""
MEMORY = 512 * 1024 * 1024
"""How many bytes it may use."""

_STYLES = ("tokens.css", "placet.css")
_ENVIRONMENT = {"LC_ALL": "C.UTF-8", "MALLOC_ARENA_MAX": "2", "RAYON_NUM_THREADS": "2"}


class DraftFailed(PlacetError):
    """The PDF of the draft could not be made."""

    remedy = N_("Nothing else is affected. The draft can be read and printed from its page.")

    TOO_LONG = N_("The PDF of the draft was not ready after {seconds} seconds.")
    BROKEN = N_("The PDF of the draft could not be made: {said}")
    CRASHED = N_("The PDF of the draft could not be made: it needs more memory than is allowed.")

    def __init__(self, what: str, **values: object) -> None:
        self.what = what
        super().__init__(**values)

    @property
    def sentence(self) -> str:
        """What went wrong, to translate."""
        return self.what


def draft_html(draft: AgreementDraft) -> Markup:
    """The draft as an `<article>` for a page, in the language that is spoken now."""
    return Markup(render("draft/agreement.html.j2", sheet=sheet(draft)))  # noqa: S704


def draft_page(draft: AgreementDraft) -> str:
    """The draft as an HTML file that needs nothing beside it."""
    words = sheet(draft)
    folder = files("placet.templates") / "static"
    styles = [(folder / name).read_text(encoding="utf-8") for name in _STYLES]
    styles.append(_page_rule(words))
    given = Markup("\n".join(styles))  # noqa: S704
    return render("draft/page.html.j2", sheet=words, styles=given)


_PLACES = BoundedSemaphore(2)
"""Two drafts are rendered at a time; others wait for a place, but not longer than for a draft."""


def draft_pdf(draft: AgreementDraft, seconds: float = SECONDS, memory: int = MEMORY) -> bytes:
    """The draft as a tagged PDF (PDF/A-2a and PDF/UA-1), dated when it was rendered.

    Raises DraftFailed when it takes longer than so many seconds, more than so many bytes
    of memory, or cannot be made.
    """
    return printed_sheet(sheet(draft), int(draft.rendered_at.timestamp()), seconds, memory)


def printed_sheet(
    data: Sheet, timestamp: int, seconds: float, memory: int, template: str = "agreement.typ"
) -> bytes:
    """The PDF of a sheet by one of the templates in `draft/`; raises DraftFailed."""
    asked = {
        "sheet": data,
        "template": template,
        "timestamp": timestamp,
        "memory": memory,
        "seconds": 4 * ceil(seconds),
    }
    if not _PLACES.acquire(timeout=seconds):
        raise DraftFailed(DraftFailed.TOO_LONG, seconds=f"{seconds:g}")
    with as_file(files("placet.templates") / "pdf.py") as script:
        try:
            done = subprocess.run(  # noqa: S603
                [sys.executable, "-I", str(script)],
                input=json.dumps(asked).encode(),
                capture_output=True,
                check=False,
                env=_ENVIRONMENT,
                timeout=seconds,
            )
        except subprocess.TimeoutExpired:
            raise DraftFailed(DraftFailed.TOO_LONG, seconds=f"{seconds:g}") from None
        finally:
            _PLACES.release()
    if done.returncode == 0 and done.stdout.startswith(b"%PDF"):
        return done.stdout
    said = done.stderr.decode(errors="replace").strip()
    if done.returncode < 0 or "MemoryError" in said:
        raise DraftFailed(DraftFailed.CRASHED)
    raise DraftFailed(DraftFailed.BROKEN, said=said[-500:])


def _page_rule(words: Sheet) -> str:
    """The running foot of the printed page, which only CSS can place."""
    before, _, rest = words["page"].partition("{page}")
    between, _, after = rest.partition("{pages}")
    return (
        "@media print {@page {"
        f"@bottom-left {{content:{_quoted(words['foot'])};font:8.5pt sans-serif}}"
        f"@bottom-right {{content:{_quoted(before)} counter(page) {_quoted(between)} "
        f"counter(pages) {_quoted(after)};font:8.5pt sans-serif}}"
        "}}"
    )


def _quoted(words: str) -> str:
    """A CSS string: whatever could end it or the style element is written as a number."""
    return '"' + "".join(c if c.isalnum() or c == " " else f"\\{ord(c):x} " for c in words) + '"'
