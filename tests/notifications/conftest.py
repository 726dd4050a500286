"""What the tests of mail share."""

from __future__ import annotations

from pathlib import Path

import pytest
import trustme


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for 127.0.0.1 with its key, and the authority that signed it, in one file."""
    authority = trustme.CA()
    issued = authority.issue_cert("127.0.0.1")
    file = tmp_path_factory.mktemp("relay") / "relay.pem"
    parts = (issued.private_key_pem, *issued.cert_chain_pems, authority.cert_pem)
    file.write_bytes(b"".join(part.bytes() for part in parts))
    return file
