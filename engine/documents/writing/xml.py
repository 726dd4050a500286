"""Elements of WordprocessingML, written so that they read like what they make.

    w("p", w("pPr", w("pStyle", val="Title")), w("r", w("t", "Words")))

Children that are strings become the element's text.  Attributes are in the same namespace; an
underscore before another name is not needed, since nothing here has attributes of another.
"""

from __future__ import annotations

import re

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
NAMES = {"w": W, "r": R, "mc": MC, "w14": W14, "w15": W15}

Element = etree._Element

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def legal(words: str) -> str:
    """The words with U+FFFD for characters that XML cannot carry."""
    return _ILLEGAL.sub("\ufffd", words)


def w(tag: str, *children: Element | str | None, **attributes: str | int) -> Element:
    """An element of the main namespace; children that are `None` are left out."""
    element = etree.Element(f"{{{W}}}{tag}", nsmap=NAMES)
    for name, value in attributes.items():
        element.set(f"{{{W}}}{name.rstrip('_')}", legal(str(value)))
    for child in children:
        if isinstance(child, str):
            element.text = legal(child)
            element.set(_SPACE, "preserve")
        elif child is not None:
            element.append(child)
    return element


def root(tag: str, *children: Element) -> Element:
    """The outermost element of a part; readers that do not know the newer names pass them over."""
    element = etree.Element(f"{{{W}}}{tag}", nsmap=NAMES)
    element.set(f"{{{MC}}}Ignorable", "w14 w15")
    for child in children:
        element.append(child)
    return element


def serialised(element: Element) -> bytes:
    """The bytes of a part of the document."""
    etree.cleanup_namespaces(element, keep_ns_prefixes=list(NAMES))
    return etree.tostring(element, xml_declaration=True, encoding="UTF-8", standalone=True)
