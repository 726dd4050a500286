"""The pages of the reference, made from the code.

    python docs/generate.py             write docs/reference/ and README's diagram
    python docs/generate.py --check     say which of them are not current

What a program can say about itself is taken from it: the help of commands, the sentences of
errors, the table of a workflow, the keys of files, the fields of events.  What only a person
can say (who gets which mail, whose practice needs a key) stands in tables below
`docs/making/`; a name that is missing there ends the program, so nothing new goes
undocumented.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from making import example, language, library, mails, procedures, programs, record, rules
from placet.engine.workflow import mermaid
from placet.workflows import shipped

DOCS = Path(__file__).resolve().parent
README = DOCS.parent / "README.md"
BEGIN, END = "<!-- workflow: begin -->", "<!-- workflow: end -->"

MADE: Mapping[str, Callable[[], str]] = {
    "commands.md": programs.commands,
    "errors.md": programs.errors,
    "events.md": record.entries,
    "language.md": language.language,
    "messages.md": mails.messages,
    "rules.md": rules.rules,
    "workflows.md": library.procedures,
}
"""Pages of the reference by their names."""


def pages() -> dict[Path, str]:
    """Every page and picture of the reference by its path, and README."""
    reference = DOCS / "reference"
    found = {reference / name: make() for name, make in MADE.items()}
    for workflow in shipped().values():
        found[reference / f"workflow-{workflow.name}.md"] = procedures.procedure(workflow)
        found[reference / f"workflow-{workflow.name}.svg"] = procedures.drawn(workflow)
    words = (DOCS / "procedures.md").read_text(encoding="utf-8")
    for name, made in example.pictures(words).items():
        found[DOCS / "pictures" / name] = made
    found[README] = with_diagram(README.read_text(encoding="utf-8"))
    return found


def with_diagram(readme: str) -> str:
    """README with the diagram of the default workflow between its marks."""
    before, _, rest = readme.partition(BEGIN)
    _, _, after = rest.partition(END)
    drawn = mermaid(shipped()["joint-objective", 1])
    return f"{before}{BEGIN}\n```mermaid\n{drawn}\n```\n{END}{after}"


def stale() -> list[Path]:
    """The pages that are not what the code says now."""
    return [
        path
        for path, made in pages().items()
        if not path.exists() or path.read_text(encoding="utf-8") != made
    ]


def main(arguments: Sequence[str]) -> int:
    """Write the pages, or with --check say which are not current."""
    if "--check" in arguments:
        for path in (found := stale()):
            sys.stderr.write(f"{path.relative_to(DOCS.parent)} is not current: run `make docs`\n")
        return 2 if found else 0
    for path, made in pages().items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(made, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
