"""`placet serve` as it is, except that one person may record any number of positions.

Thirty people who may send sixty a minute could not fill a second.  The limiter is still
asked for every request.
"""

from __future__ import annotations

from placet.api import rates, serving

object.__setattr__(rates.POSITIONS_PER_PERSON, "most", 10**9)

if __name__ == "__main__":
    serving.serve(demo=False, clock=None, host=None, port=None)
