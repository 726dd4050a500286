"""Where the real data are; without them these tests are skipped, but never in CI."""

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def data() -> Path:
    """The folder of real data: PLACET_DATA, or a folder beside this checkout."""
    beside = Path(__file__).parents[2].parent / "shared" / "data"
    folder = Path(os.environ.get("PLACET_DATA", beside))
    if folder.is_dir():
        return folder
    if os.environ.get("CI") == "true":
        pytest.fail(f"{folder} does not exist: set PLACET_DATA to the folder of real data")
    pytest.skip(f"{folder} does not exist")
