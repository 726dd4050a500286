"""The styles of a Word document, as far as they say what a paragraph is.

A style stands on another one, so a property is looked up along that chain.  What is read: the
level of a heading, the number that a style prints, the indentation, bold, italic and hidden.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OFF = ("0", "false", "off", "none")
_DEEPEST_CHAIN = 30


def child(element: etree._Element | None, *path: str) -> etree._Element | None:
    """The first element at a path of names of WordprocessingML."""
    for name in path:
        element = None if element is None else element.find(W + name)
    return element


def value(element: etree._Element | None, name: str = "val") -> str:
    """An attribute of WordprocessingML, empty where there is none."""
    return "" if element is None else element.get(W + name) or ""


def whole(text: str, otherwise: int = 0, most: int = 100_000) -> int:
    """A whole number as an attribute says it, kept within bounds."""
    try:
        return max(-most, min(most, int(text[:12])))
    except ValueError:
        return otherwise


def is_on(element: etree._Element | None) -> bool | None:
    """Whether a property such as bold is on; None where nothing is said."""
    return None if element is None else value(element).lower() not in _OFF


@dataclass(frozen=True, slots=True)
class Form:
    """How characters look, where it matters; None: nothing is said."""

    strong: bool | None = None
    emphasis: bool | None = None
    hidden: bool | None = None
    struck: bool | None = None

    def over(self, under: Form) -> Form:
        """This form, and what it does not say taken from another one."""
        return Form(
            under.strong if self.strong is None else self.strong,
            under.emphasis if self.emphasis is None else self.emphasis,
            under.hidden if self.hidden is None else self.hidden,
            under.struck if self.struck is None else self.struck,
        )


def form_of(properties: etree._Element | None) -> Form:
    """What the properties of a run say themselves."""
    if properties is None:
        return Form()
    struck = is_on(child(properties, "strike")) or is_on(child(properties, "dstrike"))
    return Form(
        is_on(child(properties, "b")), is_on(child(properties, "i")),
        is_on(child(properties, "vanish")), struck,
    )  # fmt: skip


class Styles:
    """The styles by their ids."""

    def __init__(self, root: etree._Element | None) -> None:
        self._styles: dict[str, etree._Element] = {}
        self._usual = ""
        for style in root.iter(W + "style") if root is not None else ():
            self._styles.setdefault(value(style, "styleId"), style)
            usual = value(style, "default") not in ("", *_OFF)
            if usual and value(style, "type") == "paragraph":
                self._usual = self._usual or value(style, "styleId")

    def chain(self, id: str) -> Iterator[etree._Element]:
        """The style and those that it stands on."""
        for _ in range(_DEEPEST_CHAIN):
            style = self._styles.get(id)
            if style is None:
                return
            yield style
            id = value(child(style, "basedOn"))

    def of_paragraph(self, properties: etree._Element | None) -> str:
        """The id of a paragraph's style."""
        return value(child(properties, "pStyle")) or self._usual

    def name(self, id: str) -> str:
        """The name of a style as Word knows it in every language, in small letters."""
        return value(child(self._styles.get(id), "name")).lower()

    def heading(self, properties: etree._Element | None) -> int:
        """The level of a heading, 0 for none."""
        places = [properties]
        style = self.of_paragraph(properties)
        for one in self.chain(style):
            places.append(child(one, "pPr"))
            name = value(child(one, "name")).lower()
            if name.startswith("heading ") and name[8:].isdecimal():
                said = child(places[0], "outlineLvl")
                return whole(name[8:]) if said is None else _level(value(said))
        for place in places:
            if (said := child(place, "outlineLvl")) is not None:
                return _level(value(said))
        return 0

    def numbering(self, properties: etree._Element | None) -> tuple[str, int, str]:
        """The list that a paragraph belongs to, its level, and the style that says so."""
        own = child(properties, "numPr")
        level = child(own, "ilvl")
        if id := value(child(own, "numId")):
            return id, whole(value(level)), ""
        for style in self.chain(self.of_paragraph(properties)):
            number = child(style, "pPr", "numPr")
            if id := value(child(number, "numId")):
                said = level if level is not None else child(number, "ilvl")
                return id, whole(value(said)), value(style, "styleId")
        return "", 0, ""

    def indentation(self, properties: etree._Element | None) -> tuple[int | None, int | None]:
        """Twips from the margin to the words and to the first line, as far as they are said."""
        left = first = None
        places = [child(properties, "ind")]
        places += [child(s, "pPr", "ind") for s in self.chain(self.of_paragraph(properties))]
        for place in places:
            if left is None and (said := value(place, "left") or value(place, "start")):
                left = whole(said)
            if first is None and (value(place, "hanging") or value(place, "firstLine")):
                first = whole(value(place, "firstLine")) - whole(value(place, "hanging"))
        return left, first

    def form(self, properties: etree._Element | None) -> Form:
        """How characters look by their own properties and those of their style."""
        found = form_of(properties)
        for style in self.chain(value(child(properties, "rStyle"))):
            found = found.over(form_of(child(style, "rPr")))
        return found


def _level(said: str) -> int:
    level = whole(said, 9)
    return level + 1 if 0 <= level < 9 else 0
