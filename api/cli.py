"""The command line: `placet ...`.

Each command reads files or standard input, writes a table for people or JSON with `--json`,
and exits 0, or 2 with a message that names what, where and the remedy.  What a command needs
is imported when it runs, so that `placet --help` is quick.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Literal

from cyclopts import App, CycloptsError, Parameter

from placet.api.board_commands import export_board
from placet.api.cli_options import Json, Source, Who
from placet.api.file_commands import exporting, importing
from placet.api.rules_commands import rules
from placet.api.text_commands import texts
from placet.api.workflow_commands import workflow

app = App(
    name="placet",
    help="Structured negotiation and consensus: proposal, comment, revision, endorsement.",
    version="",
    version_flags=[],
)
ledger = App(name="ledger", help="The tamper-evident record.")
clock = App(name="clock", help="The clock; it can be moved in a demonstration only.")
for part in (workflow, rules, texts, ledger, clock, importing, exporting):
    app.command(part)
exporting.command(export_board, name="board")


@app.command
def serve(
    *,
    demo: Annotated[bool, Parameter(negative="")] = False,
    clock: str | None = None,
    host: str | None = None,
    port: int | None = None,
) -> None:
    """Serve the application (with the worker inside it on SQLite).

    Parameters
    ----------
    demo
        Load the demonstration where the database is fresh, and let its clock stand still.
    clock
        auto, system, database, or still:2027-03-01T09:00Z in a demonstration.
    host
        The address to listen on instead of PLACET_HOST.
    port
        The port to listen on instead of PLACET_PORT.
    """
    from placet.api import serving

    serving.serve(demo=demo, clock=clock, host=host, port=port)


@app.command
def worker() -> None:
    """Run the worker alone: the clock's work, reminders and mail."""
    from placet.api import serving

    serving.work()


@app.command
def demo(*, json: Json = False) -> None:
    """Load the demonstration into a fresh database and say who may sign in."""
    from placet.api import serving

    serving.demonstrate(json)


@app.command
def migrate() -> None:
    """Bring the database up to date."""
    from placet.api import tending

    tending.migrate()


@app.command
def doctor(*, json: Json = False) -> None:
    """Check database, mail, clock and storage, and say what is wrong."""
    from placet.api import doctor as at

    at.doctor(json)


@app.command
def administrator(email: str, *, name: str, zone: str = "UTC") -> None:
    """Register the first person, who then opens negotiations and invites all others.

    Parameters
    ----------
    email
        The address to which sign-in codes are sent.
    name
        The person's name.
    zone
        The person's IANA time zone.
    """
    from placet.api import tending

    tending.administrator(email, name, zone)


@app.command
def draft(
    objective: str,
    *,
    format: Literal["html", "pdf"] = "html",
    output: Annotated[Path, Parameter(name=["--output", "-o"])] = Path("-"),
    version: int | None = None,
    who: Who = None,
) -> None:
    """Render the agreement draft of an objective.

    Parameters
    ----------
    objective
        The reference, such as OBJ-0042.
    format
        How it is rendered.
    output
        The file to write; `-` is standard output.
    version
        Which version of the text; the newest if left out.
    """
    from placet.api import files

    files.draft(objective, format, output, version, who)


@ledger.command
def export(
    negotiation: str,
    *,
    output: Annotated[Path, Parameter(name=["--output", "-o"])] = Path("-"),
) -> None:
    """Write the record of a negotiation, one line an entry.

    Parameters
    ----------
    negotiation
        The symbol; `registry` is the record of organisations and people.
    output
        The file to write; `-` is standard output.
    """
    from placet.api import files

    files.export_ledger(negotiation, output)


@ledger.command
def verify(file: Source, *, json: Json = False) -> None:
    """Verify an exported record: every hash, the chain, and its end.

    Parameters
    ----------
    file
        What `placet ledger export` wrote; `-` is standard input.
    """
    from placet.api import files

    files.verify_ledger(file, json)


@clock.command
def show(*, json: Json = False) -> None:
    """Say what time it is here."""
    from placet.api import tending

    tending.show_clock(json)


@clock.command(name="set")
def set_to(at: str, *, json: Json = False) -> None:
    """Set the demonstration's clock to an instant such as 2027-03-01T09:00Z."""
    from placet.api import tending

    tending.move_clock(at, None, json)


@clock.command
def advance(by: str, *, json: Json = False) -> None:
    """Move the demonstration's clock on by a period such as PT1H or P3D."""
    from placet.api import tending

    tending.move_clock(None, by, json)


@app.command(name=["--version", "version"])
def version() -> None:
    """Say which version this is."""
    from importlib.metadata import version as installed

    sys.stdout.write(f"placet {installed('placet')}\n")


def main(arguments: list[str] | None = None) -> None:
    """Run one command; exits 2 with a message where it cannot be done."""
    from placet.engine.errors import BadDefinition, PlacetError

    try:
        app(arguments, exit_on_error=False)
    except CycloptsError:
        sys.exit(2)
    except BadDefinition as bad:
        sys.stderr.write("".join(f"{problem}\n" for problem in bad.problems))
        sys.exit(2)
    except PlacetError as error:
        sys.stderr.write(f"placet: {' '.join(error.in_english().split())}\n")
        sys.exit(2)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
