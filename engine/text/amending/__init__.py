"""The algebra of amendments: what changes do to a text, alone, together and over versions.

Everything here is a pure function of values.  `placet.engine.text` exports what is the
contract; the modules of this package may be rearranged.
"""

from placet.engine.text.amending.anchors import Lost, Orphan, anchored, follow
from placet.engine.text.amending.applying import (
    Applied,
    applied,
    applied_all,
    as_kept,
    as_kept_each,
)
from placet.engine.text.amending.clashing import Clash, Why, clashes, clashes_among, independent
from placet.engine.text.amending.differing import changes_between
from placet.engine.text.amending.lineage import Event, Happened, Lineage, Version, lineage
from placet.engine.text.amending.merging import Collision, Merged, Numbered, merged
from placet.engine.text.amending.notation import in_brackets
from placet.engine.text.amending.ordering import moot_after, ordered
from placet.engine.text.amending.provenance import Stretch, provenance
from placet.engine.text.amending.rebasing import rebased, rebased_each
from placet.engine.text.amending.since import origins_since
from placet.engine.text.amending.standing import as_amendments
from placet.engine.text.amending.threeway import Conflict, ThreeWay, three_way
from placet.engine.text.amending.unfit import Unfit, WhyUnfit
from placet.engine.text.amending.words import Names, Piece, Variation, read_by, word_merge

__all__ = [
    "Applied",
    "Clash",
    "Collision",
    "Conflict",
    "Event",
    "Happened",
    "Lineage",
    "Lost",
    "Merged",
    "Names",
    "Numbered",
    "Orphan",
    "Piece",
    "Stretch",
    "ThreeWay",
    "Unfit",
    "Variation",
    "Version",
    "Why",
    "WhyUnfit",
    "anchored",
    "applied",
    "applied_all",
    "as_amendments",
    "as_kept",
    "as_kept_each",
    "changes_between",
    "clashes",
    "clashes_among",
    "follow",
    "in_brackets",
    "independent",
    "lineage",
    "merged",
    "moot_after",
    "ordered",
    "origins_since",
    "provenance",
    "read_by",
    "rebased",
    "rebased_each",
    "three_way",
    "word_merge",
]
