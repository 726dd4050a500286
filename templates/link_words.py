"""What it means that objectives hang together, in words."""

from __future__ import annotations

from placet.engine.errors import N_
from placet.engine.links import Link, LinkKind, LinkState, Others, awaited, fallen, state_of
from placet.templates.i18n import filled
from placet.templates.i18n import gettext as _
from placet.templates.labels import listed

KINDS = {
    LinkKind.PACKAGE: N_("Package"),
    LinkKind.ALTERNATIVES: N_("Alternatives"),
}

_STATES = {
    (LinkKind.PACKAGE, LinkState.OPEN): N_(
        "Nothing in it is agreed until everything is. Not adopted yet: {open}."
    ),
    (LinkKind.PACKAGE, LinkState.AGREED): N_("All of it is adopted, and so the package is agreed."),
    (LinkKind.PACKAGE, LinkState.FALLEN): N_(
        "It has fallen: {ended} ended without being adopted. What is adopted of it is subject to "
        "the whole until the link is taken away."
    ),
    (LinkKind.ALTERNATIVES, LinkState.OPEN): N_("One of them can be adopted."),
    (LinkKind.ALTERNATIVES, LinkState.AGREED): N_("{adopted} is adopted, so the others cannot be."),
    (LinkKind.ALTERNATIVES, LinkState.FALLEN): N_("All of them ended without being adopted."),
}


def link_kind_label(kind: str) -> str:
    """`package` as people read it."""
    return _(KINDS[LinkKind(kind)])


def link_sentence(link: Link, others: Others) -> str:
    """Where linked objectives stand together, in one sentence."""
    known = [others[ref] for ref in link.objectives if ref in others]
    values = {
        "open": listed([x.ref for x in known if not x.adopted or x.provisional]),
        "ended": listed([x.ref for x in known if x.ended]),
        "adopted": listed([x.ref for x in known if x.adopted]),
    }
    return filled(_(_STATES[link.kind, state_of(link, others)]), values)


def subject_sentence(links: tuple[Link, ...], ref: str, others: Others) -> str:
    """That an adopted objective waits for the others of its package; "" where it does not."""
    if gone := fallen(links, ref, others):
        said = _("Subject to the package of which {others} ended without being adopted.")
        return filled(said, {"others": listed(gone)})
    if waits := awaited(links, ref, others):
        said = _("Subject to the package: {others} must be adopted too.")
        return filled(said, {"others": listed(waits)})
    return ""
