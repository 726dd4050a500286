"""Standing bodies: established, and changed."""

from __future__ import annotations

from dataclasses import replace

from placet.engine.bodies import Body, BodyMember
from placet.engine.decide.negotiations import check_code, zone_of
from placet.engine.decide.seats import check_classes, check_weight
from placet.engine.decide.words import REMARK, TITLE, line, words
from placet.engine.errors import N_, BadInput
from placet.engine.translations import language_tag

MOST_MEMBERS = 1_000
"""More seats no body has."""


def check_body(given: Body) -> Body:
    """The body with its words cleaned; BadInput names the field that cannot be used.

    Whether its organisations and its workflow exist is asked by whoever can look.
    """
    body = replace(
        given,
        code=check_code(given.code),
        name=line("name", given.name, TITLE),
        purpose=words("purpose", given.purpose, REMARK),
        members=tuple(_member(m) for m in given.members),
        zone=zone_of("zone", given.zone) if given.zone else "",
        languages=tuple(dict.fromkeys(_language(x) for x in given.languages)),
        contact=line("contact", given.contact, TITLE, required=False),
    )
    codes = [m.organisation for m in body.members]
    if len(codes) > MOST_MEMBERS:
        raise BadInput(
            "members",
            N_("{count} members are too many; {most} are allowed."),
            N_("Make two bodies of it."),
            count=len(codes),
            most=MOST_MEMBERS,
        )
    if twice := sorted({x for x in codes if codes.count(x) > 1}):
        raise BadInput(
            "members",
            N_("{organisation} is listed twice."),
            N_("Keep one of the two lines."),
            organisation=twice[0],
        )
    return body


def _language(raw: str) -> str:
    tag = language_tag(raw)
    if tag is None:
        raise BadInput(
            "languages",
            N_("{language} is not a language tag."),
            N_("Use tags such as en, fr or zh-Hant."),
            language=repr(raw[:40]),
        )
    return tag


def _member(m: BodyMember) -> BodyMember:
    organisation = m.organisation.strip()
    return BodyMember(organisation, check_classes(m.classes), check_weight(m.weight), m.observer)
