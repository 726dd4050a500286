"""Why a change that was written against one version cannot be made to a newer one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class WhyUnfit(StrEnum):
    """Why a change does not fit a newer version."""

    DONE = "done"
    """The newer version says so already."""
    GONE = "gone"
    """The paragraph is no longer there."""
    SAME_WORDS = "same_words"
    """The same words have been changed otherwise."""
    NEIGHBOUR = "neighbour"
    """Other words have been inserted at the same point."""
    PLACE_GONE = "place_gone"
    """The place is no longer there, or lies inside what would be moved."""
    SPLIT_OR_MERGED = "split_or_merged"
    """The paragraph has been split or merged, and the change is about more than one part."""


@dataclass(frozen=True, slots=True)
class Unfit:
    """A change that cannot be brought over: why, at which paragraph, and the words meant."""

    reason: WhyUnfit
    paragraph: str
    quotation: str = ""
