"""What the tests of mail share."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture
def certificate() -> Path:
    """A self-signed certificate for 127.0.0.1, with its key."""
    return Path(__file__).parent / "relay.pem"
