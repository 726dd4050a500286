"""Lists of organisations brought in and written out: first a report, then the deeds.

A row is done by the commands that a person would give one by one, each only where it is needed:
so a list that is brought twice changes nothing the second time, and what of a row is refused is
said with the row, the others being done.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from email_validator import EmailNotValidError, validate_email
from openpyxl import Workbook

from placet.engine import commands as c
from placet.engine.access import Actor, can
from placet.engine.acting import serving
from placet.engine.decide.negotiations import check_person, register_organisation
from placet.engine.decide.seats import check_classes, check_weight
from placet.engine.documents.organisation_lists import (
    ListedOrganisation,
    OrganisationList,
    table_of,
)
from placet.engine.errors import N_, BadInput, NotAllowed, NotFound, PlacetError
from placet.engine.model import Participation
from placet.engine.service import UseCases
from placet.templates.csv_cells import csv_table

AWAY = (Participation.DECLINED, Participation.LEFT)
MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was done with a row (or would be), and the refusal of the rest of it, if any.

    `deeds` are words of: registered, seated, person, appointed; none: all was there already.
    """

    line: int
    code: str
    deeds: tuple[str, ...] = ()
    refused: PlacetError | None = None


@dataclass(slots=True)
class _Known:
    """What is there before a row; dry runs note here what they would have done."""

    codes: dict[str, str]
    people: dict[str, str]
    seats: set[str]
    acting: dict[str, str]


def enter(
    cases: UseCases, by: Actor, listed: OrganisationList, symbol: str | None, dry: bool
) -> tuple[Outcome, ...]:
    """Register the organisations of a list; with `symbol`, seat them and appoint the contacts.

    `dry`: nothing is done, and what can be known beforehand is said.  NotAllowed for whoever may
    not do it by hand.
    """
    known = _known(cases, by, symbol)
    return tuple(_row(cases, by, row, symbol, dry, known) for row in listed.rows)


def _known(cases: UseCases, by: Actor, symbol: str | None) -> _Known:
    codes = {o.code.casefold(): o.code for o in cases.organisations(by)}
    if symbol is None:
        if not (by.administrator or by.serves):
            raise NotAllowed(N_("register an organisation"))
        return _Known(codes, {}, set(), {})
    view = cases.negotiation(by, symbol)
    if not can(by, c.InviteOrganisation, view.negotiation, None, view.now):
        raise NotAllowed(N_("invite an organisation"))
    n = view.negotiation
    people = {p.email.casefold(): p.id for p in cases.people(by)}
    seats = {p.organisation for p in n.participants if p.state not in AWAY}
    acting = {d.person: d.organisation for d in n.delegates if serving(d, view.now)}
    return _Known(codes, people, seats, acting)


def _row(
    cases: UseCases,
    by: Actor,
    row: ListedOrganisation,
    symbol: str | None,
    dry: bool,
    known: _Known,
) -> Outcome:
    deeds: list[str] = []
    try:
        for deed, command in _needed(row, symbol, known):
            if not dry:
                answer = cases.handle(by, command, negotiation=_table_of(command, symbol))
                if isinstance(command, c.InvitePerson):
                    known.people[row.contact_email.casefold()] = answer.reference
            deeds.append(deed)
    except PlacetError as refused:
        return Outcome(row.line, row.code, tuple(deeds), refused)
    return Outcome(row.line, row.code, tuple(deeds))


def _table_of(command: c.Command, symbol: str | None) -> str | None:
    return symbol if isinstance(command, c.NegotiationCommand) else None


def _needed(
    row: ListedOrganisation, symbol: str | None, known: _Known
) -> Iterator[tuple[str, c.Command]]:
    """The commands that a row still needs, in their order; checked as far as can be."""
    code = known.codes.get(row.code.casefold())
    if code is None:
        register = c.RegisterOrganisation(row.code, row.name, row.mandate)
        code = register_organisation(register).organisation.code
        yield "registered", register
        known.codes[code.casefold()] = code
    if symbol is None:
        return
    if code not in known.seats:
        classes, weight = check_classes(row.classes), check_weight(row.weight)
        yield "seated", c.InviteOrganisation(code, classes, weight, row.observer)
        known.seats.add(code)
    if not row.contact_email:
        return
    email = _address(row.contact_email)
    person = known.people.get(email.casefold())
    if person is None:
        if not row.contact_name:
            raise BadInput(
                "contact name", N_("The person is not known here."), N_("Give the name too.")
            )
        yield "person", check_person(c.InvitePerson(row.contact_name, email))
        person = known.people.setdefault(email.casefold(), email)
    if known.acting.get(person) == code:
        return
    yield "appointed", c.AppointDelegate("", code, row.capacity, email=email)
    known.acting[person] = code


def _address(email: str) -> str:
    try:
        found = validate_email(email, check_deliverability=False, allow_quoted_local=False)
    except EmailNotValidError:
        raise BadInput(
            "contact email",
            N_("{email} is not an e-mail address."),
            N_("Write it as name@organisation.example."),
            email=repr(email[:60]),
        ) from None
    return found.normalized


def rows_out(cases: UseCases, by: Actor, symbol: str | None) -> tuple[ListedOrganisation, ...]:
    """The organisations known here, or those of a table; contacts only for who may see people."""
    if symbol is None:
        return tuple(
            ListedOrganisation(n, o.code, o.name, o.mandate)
            for n, o in enumerate(cases.organisations(by), 2)
        )
    view = cases.negotiation(by, symbol)
    named = can(by, "see_people", view.negotiation, None, view.now)
    people = (
        {p.id: p for p in cases.people(by)} if named and (by.serves or by.administrator) else {}
    )
    rows: list[ListedOrganisation] = []
    for p in view.negotiation.participants:
        o = view.organisations[p.organisation]
        bare = ListedOrganisation(0, o.code, o.name, o.mandate, p.classes, p.weight, p.observer)
        contacts = [
            ListedOrganisation(
                0, o.code, o.name, o.mandate, p.classes, p.weight, p.observer,
                people[d.person].name, people[d.person].email, d.capacity,
            )
            for d in view.negotiation.delegates
            if d.organisation == o.code and serving(d, view.now)
            if d.person in people and people[d.person].email
        ]  # fmt: skip
        rows.extend(contacts or [bare])
    return tuple(rows)


def written(rows: tuple[ListedOrganisation, ...], format: str) -> tuple[bytes, str]:
    """The list as a file, with its media type; NotFound for a format that there is not."""
    cells = table_of(rows)
    if format == "csv":
        return csv_table(cells), MEDIA_TYPES[format]
    if format == "json":
        head, *body = cells
        listed = [dict(zip((h.replace(" ", "_") for h in head), row, strict=True)) for row in body]
        return json.dumps(listed, ensure_ascii=False, indent=2).encode() + b"\n", MEDIA_TYPES[
            format
        ]
    if format != "xlsx":
        raise NotFound("file", format)
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Organisations"
    for number, row in enumerate(cells, 1):
        for column, value in enumerate(row, 1):
            cell = sheet.cell(number, column, value)
            cell.data_type = "s"  # words, whatever they begin with
    sheet.freeze_panes = "A2"
    out = BytesIO()
    book.save(out)
    return out.getvalue(), MEDIA_TYPES[format]
