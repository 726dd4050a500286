"""What was read from a file, carried by the form that asks what is to become of it.

Theory.  Pages keep nothing between two requests, and a file is to be read once.  So what was
read travels in the form, packed and sealed with the secret of the installation for the person
who brought it: it comes back as it was or not at all, so nobody can make the record say that
something stood in a file in which it did not.
"""

from __future__ import annotations

import base64
import hmac
import json
import zlib
from typing import TypeVar

from placet.engine import codec
from placet.engine.errors import N_, BadInput

LARGEST_SEALED = 4_000_000
"""Characters that a sealed value may have."""

T = TypeVar("T")


def sealed(value: object, secret: bytes, person: str) -> str:
    """The value as characters for a hidden field of this person's form.

    Raises BadInput where it is more than a form carries.
    """
    packed = zlib.compress(json.dumps(codec.encode(value), ensure_ascii=False).encode())
    words = f"{_mark(packed, secret, person)}.{base64.b64encode(packed).decode()}"
    if len(words) > LARGEST_SEALED:
        raise BadInput(
            "file",
            N_("The file has more words than one import takes."),
            N_("Divide the document."),
        )
    return words


def opened(kind: type[T], words: str, secret: bytes, person: str) -> T:
    """The value that was sealed; BadInput where it is not what this person was given."""
    mark, _, packed = words.partition(".")
    try:
        data = base64.b64decode(packed, validate=True)
    except ValueError:
        data = b""
    right = _mark(data, secret, person)
    if not hmac.compare_digest(mark.encode("utf-8", "replace"), right.encode()):
        raise BadInput(
            "file",
            N_("What was read from the file did not come back as it was."),
            N_("Choose the file again."),
        )
    return codec.decode(kind, json.loads(zlib.decompress(data)))


def _mark(packed: bytes, secret: bytes, person: str) -> str:
    return hmac.digest(secret, b"file\0" + person.encode() + b"\0" + packed, "sha256").hex()
