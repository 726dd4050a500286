"""The six digits of a sign-in mail: derived, never stored.

A code is a function of the installation's secret and the id of the sign-in, so the database
holds nothing that would let its reader sign in, and the worker can put the digits into the
mail at the moment it is handed over.
"""

from __future__ import annotations

import hashlib
import hmac

DIGITS = 6


def signin_code(secret: bytes, signin_id: str) -> str:
    """The code of one sign-in: six decimal digits, leading zeros kept."""
    mac = hmac.new(secret, b"placet sign-in code\0" + signin_id.encode(), hashlib.sha256)
    return f"{int.from_bytes(mac.digest(), 'big') % 10**DIGITS:0{DIGITS}d}"
