"""Where the real data are: they are no part of the project, so tests without them are skipped."""

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def data() -> Path:
    """The folder of real data: PLACET_DATA, or a folder beside this checkout."""
    named = os.environ.get("PLACET_DATA")
    folder = Path(named or Path(__file__).parents[2].parent / "shared" / "data")
    if named and not folder.is_dir():
        pytest.fail(f"{folder} does not exist: set PLACET_DATA to the folder of real data")
    if not folder.is_dir():
        pytest.skip(f"{folder} does not exist, and PLACET_DATA names no other")
    return folder
