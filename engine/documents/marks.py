"""What Placet leaves in a document so that it finds its own text again.

Theory.  A Word file is read by people and saved again by Word, LibreOffice and others, so
whatever must come back stands where all of them keep it:

* **which paragraph this is**: a hidden bookmark around the whole paragraph, its label
  included.  Word and LibreOffice keep bookmarks, also through ODT (`w14:paraId` is minted
  anew by both, custom XML parts and tags of content controls are lost in LibreOffice).  Its
  name says the permanent id, the depth in the tree and the kind that was written:
  ``_placet_p12_1o``.  A paragraph that stands there a second time (where somebody moved it
  to, in a document with tracked changes) has the same name with a number after it:
  ``_placet_p12_1o_2``.  A row has its bookmark around its first cell, outside the cell's own.
  LibreOffice swaps the order of the two, adds
  ``_Copy_1`` to the bookmarks of deleted paragraphs on the way through ODT, and may repeat
  one.  Where paragraphs were joined, the first bookmark that is no row's is the paragraph's.
* **what it is**: its style, by name (LibreOffice makes the ids of styles anew).  Where the
  style still says the kind that the bookmark says, the depth of the bookmark holds; where
  somebody chose another style, the style does.  But beside a paragraph whose end is removed
  LibreOffice exchanges styles when it saves (the next one gets that of the removed one, or,
  through ODT, the removed one that of the next): there the bookmark holds.  It also fills a row
  that is shorter than others with empty cells, which have no bookmark.
* **its label**: characters in a character style before the first tab.  `Placet Label` was
  computed and is left out when it is read; `Placet Label Pinned` belongs to the paragraph.
* **marks**: `*emphasis*` is italic, `**strong**` is bold, set on the characters themselves (what
  a style makes italic or bold is none); an asterisk that was escaped is in `Placet Literal`.
* **from where**: the document's properties (reference, version, hash), its language in
  ``dc:language``.

A change that several organisations propose in the same words has one author: their names
joined by ``JOINED``.
"""

import re
from dataclasses import dataclass

from placet.engine.text import Kind

HEADING_LEVELS = 6

STYLES = {
    Kind.TITLE: "Title",
    Kind.PREAMBULAR: "Placet Preambular",
    Kind.OPERATIVE: "Placet Operative",
    Kind.SUBPARAGRAPH: "Placet Subparagraph",
    Kind.NOTE: "Placet Note",
    Kind.ANNEX: "Placet Annex",
    Kind.TABLE: "Placet Table",
    Kind.ROW: "Placet Row",
    Kind.CELL: "Placet Cell",
}
"""The name of the paragraph style of each kind; headings are `heading 1` to `heading 6`."""

LABEL = "Placet Label"
PINNED = "Placet Label Pinned"
LITERAL = "Placet Literal"
BRACKET = "Placet Bracket"
ATTRIBUTION = "Placet Attribution"
BESIDE = "Placet Beside"
"""The style of paragraphs that Placet wrote beside the text: they are no part of it."""

REFERENCE = "PlacetReference"
VERSION = "PlacetVersion"
HASH = "PlacetHash"

JOINED = " + "

_LETTERS = {
    Kind.TITLE: "t",
    Kind.HEADING: "h",
    Kind.PREAMBULAR: "p",
    Kind.OPERATIVE: "o",
    Kind.SUBPARAGRAPH: "s",
    Kind.NOTE: "n",
    Kind.ANNEX: "a",
    Kind.TABLE: "b",
    Kind.ROW: "r",
    Kind.CELL: "c",
}
_KINDS = {letter: kind for kind, letter in _LETTERS.items()}
_NAME = re.compile(
    r"_placet_([A-Za-z0-9_]+)_([0-9]{1,3})([a-z])(?:_([0-9]{1,3}))?(?:_Copy_[0-9]+)?"
)
_ID = re.compile(r"[A-Za-z0-9_]+")
_LONGEST = 40
"""How long the name of a bookmark may be in Word."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What a bookmark says: the paragraph, its depth and kind, and which copy of it this is."""

    id: str
    depth: int
    kind: Kind
    copy: int = 1


def bookmark(mark: Mark) -> str | None:
    """The name of the bookmark, `None` for an id that no bookmark can carry."""
    copy = f"_{mark.copy}" if mark.copy > 1 else ""
    name = f"_placet_{mark.id}_{mark.depth}{_LETTERS[mark.kind]}{copy}"
    fits = len(name) <= _LONGEST and _ID.fullmatch(mark.id)
    return name if fits and marked(name) == mark else None


def marked(name: str) -> Mark | None:
    """What the name of a bookmark says, `None` where it is none of Placet's."""
    met = _NAME.fullmatch(name)
    if met is None or met.group(3) not in _KINDS:
        return None
    id, depth, letter, copy = met.groups()
    return Mark(id, int(depth), _KINDS[letter], int(copy or 1))


def kind_of_style(name: str) -> Kind | None:
    """The kind whose style has this name, in any spelling (`PlacetOperative`, `heading 1`)."""
    plain = name.replace(" ", "").lower()
    if re.fullmatch(r"heading[1-9]", plain):
        return Kind.HEADING
    return next((k for k, s in STYLES.items() if s.replace(" ", "").lower() == plain), None)
