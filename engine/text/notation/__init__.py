"""The notation of negotiated texts: brackets with their places, options, placeholders, reserves.

Read (``marks_of``), put together again (``written``), settled (``settled``, ``clean``,
``reading``).
"""

from placet.engine.text.notation.groups import (
    Choice,
    Group,
    Meaning,
    Reading,
    choices_of,
    groups_of,
    written,
)
from placet.engine.text.notation.options import Option, OptionGroup, option_groups
from placet.engine.text.notation.read import (
    Alternatives,
    Bracketed,
    Notation,
    Place,
    Reservation,
    Unbalanced,
    marks_of,
    placeholders_in,
)
from placet.engine.text.notation.settling import Whole, clean, reading, settled

__all__ = [
    "Alternatives",
    "Bracketed",
    "Choice",
    "Group",
    "Meaning",
    "Notation",
    "Option",
    "OptionGroup",
    "Place",
    "Reading",
    "Reservation",
    "Unbalanced",
    "Whole",
    "choices_of",
    "clean",
    "groups_of",
    "marks_of",
    "option_groups",
    "placeholders_in",
    "reading",
    "settled",
    "written",
]
