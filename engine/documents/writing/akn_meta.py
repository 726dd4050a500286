"""What an Akoma Ntoso document says of itself: work, expression, manifestation, life.

Names follow the Akoma Ntoso Naming Convention 1.0: a work is
``/akn/un/statement/2027-03-01/obj-0042``, an expression of it ``…/eng@2027-03-01``, the file
``….xml``.  A text that was never dated has the date 0001-01-01 named `undated`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from placet.engine.documents.writing.about import About
from placet.engine.documents.writing.xml import Element, legal

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
_XML = "{http://www.w3.org/XML/1998/namespace}"
_THREE = {
    "ar": "ara", "de": "deu", "en": "eng", "es": "spa", "fr": "fra", "hi": "hin", "it": "ita",
    "ja": "jpn", "ko": "kor", "pt": "por", "ru": "rus", "th": "tha", "zh": "zho",
}  # fmt: skip
_NEVER = "0001-01-01"


def a(tag: str, *children: Element | str | None, **attributes: str) -> Element:
    """An element of Akoma Ntoso; strings are its text, children that are `None` are left out."""
    element = etree.Element(f"{{{AKN}}}{tag}", nsmap={None: AKN})
    for name, value in attributes.items():
        element.set(_XML + "lang" if name == "lang" else name.rstrip("_"), legal(value))
    for child in children:
        if isinstance(child, str):
            if len(element):
                element[-1].tail = (element[-1].tail or "") + legal(child)
            else:
                element.text = (element.text or "") + legal(child)
        elif child is not None:
            element.append(child)
    return element


@dataclass(frozen=True, slots=True)
class Event:
    """A version in the life of the text."""

    about: About
    kind: str


def meta(
    about: About, language: str, document: str, part: str = "", life: tuple[Event, ...] = ()
) -> Element:
    """The element `meta`; `part` names an attachment within the whole, as "annex_1"."""
    date = _date(about)
    number = re.sub(r"[^a-z0-9]+", "-", about.reference.lower()).strip("-") or "text"
    work = f"/akn/{about.jurisdiction}/{document}/{date}/{number}"
    tongue = _THREE.get(language.split("-")[0].lower(), language.split("-")[0].lower())
    expression = f"{work}/{tongue}@{date}"
    tail = f"/!{part}" if part else "/!main"
    version = str(about.version) if about.version else ""
    return a(
        "meta",
        a(
            "identification",
            a(
                "FRBRWork",
                *_core(work, tail, about),
                a("FRBRcountry", value=about.jurisdiction),
                a("FRBRnumber", value=about.reference or "-"),
                a("FRBRname", value=about.title) if about.title else None,
            ),
            a(
                "FRBRExpression",
                *_core(expression, tail, about),
                a("FRBRversionNumber", value=version) if version else None,
                a("FRBRlanguage", language=tongue),
            ),
            a(
                "FRBRManifestation",
                *_core(f"{expression}.xml", tail, about),
                a("FRBRformat", value="application/akn+xml"),
            ),
            source="#placet",
        ),
        _lifecycle(life) if life else None,
        None if part else _references(about),
    )


def _core(uri: str, tail: str, about: About) -> list[Element]:
    """What each level of the identification begins with."""
    return [
        a("FRBRthis", value=uri + tail),
        a("FRBRuri", value=uri),
        *([a("FRBRalias", value=about.hash, name="sha256")] if about.hash else []),
        a("FRBRdate", date=_date(about), name="version" if about.at else "undated"),
        a("FRBRauthor", href="#table" if about.negotiation else "#placet"),
    ]


def _date(about: About) -> str:
    return about.instant[:10] or _NEVER


def _lifecycle(life: tuple[Event, ...]) -> Element:
    return a(
        "lifecycle",
        *(
            a("eventRef", eId=f"event_{n}", date=_date(event.about), source="#placet",
              type=event.kind)
            for n, event in enumerate(life, 1)
        ),
        source="#placet",
    )  # fmt: skip


def _references(about: About) -> Element:
    """Who is named above: the software, and the table at which the text is negotiated."""
    named = [
        a("TLCOrganization", eId="placet", href="/akn/ontology/organization/placet",
          showAs="Placet"),
    ]  # fmt: skip
    if about.negotiation:
        slug = re.sub(r"[^a-z0-9]+", "-", about.negotiation.lower()).strip("-") or "table"
        href = f"/akn/ontology/organization/{slug}"
        named.append(a("TLCOrganization", eId="table", href=href, showAs=about.negotiation))
    return a("references", *named, source="#placet")
