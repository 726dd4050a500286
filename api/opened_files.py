"""Files that a command reads and writes, where `-` is standard input or output."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from placet.engine.errors import N_, BadInput


@contextmanager
def opened_file(file: Path) -> Iterator[BinaryIO]:
    """A file to read from, or standard input; BadInput where it cannot be read."""
    if file == Path("-"):
        yield sys.stdin.buffer
        return
    try:
        with file.open("rb") as source:
            yield source
    except OSError as error:
        raise BadInput(
            str(file), "{why}.", N_("Name a file that can be read."), why=error.strerror
        ) from None


@contextmanager
def written_file(file: Path) -> Iterator[BinaryIO]:
    """A file to write into, or standard output; BadInput where it cannot be written."""
    if file == Path("-"):
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    try:
        with file.open("wb") as out:
            yield out
    except OSError as error:
        raise BadInput(
            str(file), "{why}.", N_("Name a file that can be written."), why=error.strerror
        ) from None
