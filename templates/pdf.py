"""One draft from standard input to PDF on standard output, in a process of its own.

Theory.  Rendering is the one place where foreign code works through words that anybody may
have written.  It gets a process that holds no secret and no connection, with bounds on its
memory and its time, and that imports nothing but the compiler, so that it starts in a moment:
run it as a file (`python -I pdf.py`), not as a module of the package.

It reads ``{"sheet", "template" (a file in `draft/`, if another), "timestamp", "memory" (bytes),
"seconds" (of processor)}`` and answers 0 and the PDF, or 2 and on standard error what the
compiler said.  Characters that no typeface has are printed as their Unicode numbers, and the
document says so.
"""

from __future__ import annotations

import json
import re
import resource
import sys
from pathlib import Path
from typing import Any

import typst

HERE = Path(__file__).parent
TEMPLATES = ("agreement.typ", "columns.typ", "minutes.typ")
FACES = HERE / "static" / "vendor" / "print"
STANDARDS: list[typst.PDFStandard] = ["a-2a", "ua-1"]

_LACKING = re.compile(r'the text `"((?:[^"\\]|\\.)*)"` could not be displayed')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")


class Failed(Exception):
    """The compiler refused."""


def printed(sheet: dict[str, Any], timestamp: int, template: str = TEMPLATES[0]) -> bytes:
    """The PDF; first with the faces that belong to Placet, then with the machine's too."""
    own = typst.Fonts(False, True, [FACES] if FACES.is_dir() else [])
    lacking = set()
    fonts = own
    for attempt in range(4):
        try:
            return compiled(sheet, timestamp, fonts, template)
        except typst.TypstError as error:
            said = error.diagnostic or error.message
            found = {char for text in _LACKING.findall(said) for char in _unescaped(text)}
            if not found:
                raise Failed(said) from None
            if attempt == 0:
                fonts = typst.Fonts(True, True, [FACES] if FACES.is_dir() else [])
                continue
            lacking |= found
            sheet = {**_numbered(sheet, lacking), "lacking": True}
    raise Failed("typefaces are missing")


def compiled(
    sheet: dict[str, Any], timestamp: int, fonts: typst.Fonts, template: str = TEMPLATES[0]
) -> bytes:
    """The PDF with these faces; a warning is as good as an error."""
    if template not in TEMPLATES:
        raise Failed(template)
    compiler = typst.Compiler(HERE / "draft" / template, HERE / "draft", fonts, True)
    inputs = {"sheet": json.dumps(sheet, ensure_ascii=False)}
    pdf, warnings = compiler.compile_with_warnings(
        format="pdf", sys_inputs=inputs, pdf_standards=STANDARDS, timestamp=timestamp
    )
    grave = [w.message for w in warnings if not w.message.startswith("unknown font family")]
    if grave or not isinstance(pdf, bytes):
        raise Failed("; ".join(grave) or "nothing was written")
    return pdf


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda met: chr(int(met.group(1), 16)), text).replace("\\", "")


def _numbered(value: Any, lacking: set[str]) -> Any:
    """The same data with these characters as their Unicode numbers."""
    if isinstance(value, str):
        return "".join(f"⟨U+{ord(c):04X}⟩" if c in lacking else c for c in value)
    if isinstance(value, list):
        return [_numbered(part, lacking) for part in value]
    if isinstance(value, dict):
        return {key: _numbered(part, lacking) for key, part in value.items()}
    return value


def main() -> int:
    """Read, bound, render, write."""
    asked = json.load(sys.stdin.buffer)
    for what, most in (
        (resource.RLIMIT_DATA, asked["memory"]),
        (resource.RLIMIT_CPU, asked["seconds"]),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))
    try:
        pdf = printed(asked["sheet"], asked["timestamp"], asked.get("template", TEMPLATES[0]))
    except Failed as failed:
        sys.stderr.write(str(failed))
        return 2
    sys.stdout.buffer.write(pdf)
    return 0


if __name__ == "__main__":
    sys.exit(main())
