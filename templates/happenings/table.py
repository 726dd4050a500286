"""People and organisations: who came to the table, and in what part."""

from __future__ import annotations

from collections.abc import Mapping

from placet.engine.errors import N_
from placet.templates.dates import number
from placet.templates.happenings import delegations
from placet.templates.happenings.saying import Payload, Say, plain
from placet.templates.i18n import filled, ngettext
from placet.templates.i18n import gettext as _
from placet.templates.labels import capacity_label, listed, role_label


def _delegate(p: Payload) -> str:
    values = {"organisation": p["organisation"], "capacity": capacity_label(p["capacity"])}
    return filled(_("A person was appointed {capacity} of {organisation}."), values)


def _invited(p: Payload) -> str:
    if p.get("state") == "invited":
        return filled(_("{organisation} was invited to take a seat."), p)
    if p.get("observer"):
        return filled(_("{organisation} was seated as an observer."), p)
    return filled(_("{organisation} was seated."), p)


def _officer(p: Payload) -> str:
    return filled(_("A person was appointed {role}."), {"role": role_label(p["role"])})


def _digests(p: Payload) -> str:
    """Whom it reminded is said to those who may know; the number of mails to everybody."""
    count, items = p["mails"], p.get("items", ())
    sentence = ngettext("{n} reminder was sent", "{n} reminders were sent", count)
    said = filled(sentence, {"n": number(count)})
    if items:
        named = listed([f"{i['organisation']} ({i['objective']})" for i in items])
        said = filled(_("{sent}: {named}"), {"sent": said, "named": named})
    return f"{said}."


def _linked(p: Payload) -> str:
    link = p["link"]
    said = {
        "package": _("{refs} were linked as a package: {title}."),
        "alternatives": _("{refs} were linked as alternatives: {title}."),
    }[link["kind"]]
    return filled(said, {"refs": listed(link["objectives"]), "title": link["title"]})


EVENTS: Mapping[str, Say] = {
    "OrganisationRegistered": plain(N_("{code} was registered."), "organisation.code"),
    "PersonInvited": plain(N_("A person was invited.")),
    "DefinitionPublished": plain(
        N_("Version {version} of {name} was published."), "name", "version"
    ),
    "NegotiationOpened": plain(N_("The negotiation {symbol} was opened."), "symbol"),
    "OrganisationInvited": _invited,
    "DelegateAppointed": _delegate,
    "DelegateEnded": plain(N_("A person no longer acts for {organisation}."), "organisation"),
    "OfficerAppointed": _officer,
    **delegations.EVENTS,
    "DigestsSent": _digests,
    "ObjectivesLinked": _linked,
    "ObjectivesUnlinked": plain(N_("Link {number} was taken away."), "number"),
    "TemplateSaved": plain(
        N_("The template \u201c{title}\u201d for answers was saved."), "template.title"
    ),
    "TemplateRemoved": plain(N_("The template \u201c{title}\u201d was removed."), "title"),
}
