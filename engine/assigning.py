"""Work inside an organisation: its own deadline, who looks after what, what somebody types.

Use cases beside those of `placet.engine.preparation`, and as private.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from placet.engine import preparing as p
from placet.engine.access import Actor
from placet.engine.decide.words import REMARK, words
from placet.engine.errors import N_, BadInput, NotFound
from placet.engine.messages import Kind
from placet.engine.notices.private import about_internal, internal_reminders, preparing
from placet.engine.preparation import Place, Preparation
from placet.engine.prepared import Assignment, InternalDeadline
from placet.engine.store import Store
from placet.engine.text import find


def set_internal(own: Preparation, actor: Actor, ref: str, wanted: datetime | None) -> None:
    """Set the organisation's own deadline on an objective, or have none."""
    with own.cases.database.writing() as store:
        at = own.place(store, actor, ref)
        organisation = p.clears(at.who)
        about = about_internal(ref, organisation)
        for person in preparing(at.negotiation, organisation, at.now):
            store.cancel_about(Kind.INTERNAL_REMINDER, person, about, "moved")
        if wanted is None:
            store.drop_internal_deadline(ref, organisation)
            return
        real = at.o.run.deadline if at.o.run.paused_at is None else None
        deadline = p.internal(wanted, real, at.now)
        run = at.o.run.number
        set_ = InternalDeadline(ref, organisation, run, deadline, actor.person, at.now)
        store.set_internal_deadline(set_)
        told = tuple(internal_reminders(at.negotiation, at.o, set_, at.now))
        store.post(told, at.now, own.cases.mail_domain)


def assign(
    own: Preparation,
    actor: Actor,
    ref: str,
    about: str,
    key: str,
    to: str,
    note: str = "",
    due: datetime | None = None,
) -> Assignment:
    """Ask a colleague to look after something: a paragraph, a comment, a prepared thing.

    The whole objective is what "pass to a colleague" passes on.
    """
    with own.cases.database.writing() as store:
        at = own.place(store, actor, ref)
        organisation = at.organisation
        p.may_assign(at.who, about)
        if to not in preparing(at.negotiation, organisation, at.now) or to == actor.person:
            raise BadInput("to", N_("Choose a colleague who prepares for your organisation."))
        _known(own, store, at, about, key)
        if due is not None and due <= at.now:
            raise BadInput("due", N_("This date is over."), N_("Choose a later one."))
        why = words("note", note, REMARK)
        made = Assignment(
            own.cases.mint(), ref, organisation, about, key, to, actor.person, at.now, why, due
        )
        store.add_assignment(made)
        return made


def _known(own: Preparation, store: Store, at: Place, about: str, key: str) -> None:
    if about == "paragraph":
        known = find(store.text(at.o.ref, at.o.text.number), key) is not None
    elif about == "comment":
        known = key.isascii() and key.isdigit() and int(key) in at.o.comments
    elif about == "prepared":
        known = not own.mine(store, at, key).space
    else:
        known = about == "objective"
    if not known:
        raise BadInput("key", N_("There is no such thing to look after here."))


def finish(own: Preparation, actor: Actor, ref: str, id: str) -> None:
    """What was asked is done; whoever was asked says so, or who binds the organisation."""
    with own.cases.database.writing() as store:
        at = own.place(store, actor, ref)
        organisation = at.organisation  # who prepares for nobody learns no more than that
        found = store.one_assignment(id)
        ours = (found.ref, found.organisation) == (ref, organisation)
        if not ours or (found.to != actor.person and not at.who.submits):
            raise NotFound("assignment", id)
        store.finish_assignment(id, at.now)


def keep_typed(
    own: Preparation, actor: Actor, ref: str, form: str, fields: Mapping[str, str]
) -> None:
    """What the person is typing, so that it is there when they come back."""
    with own.cases.database.writing() as store:
        at = own.place(store, actor, ref)
        p.prepares(at.who)
        store.keep_unsent(actor.person, ref, form, fields, at.now)


def typed(
    own: Preparation, actor: Actor, ref: str, form: str
) -> tuple[dict[str, str], datetime] | None:
    """What the person had typed, and when."""
    with own.cases.database.reading() as store:
        return store.unsent(actor.person, ref, form)


def drop_typed(own: Preparation, actor: Actor, ref: str, form: str) -> None:
    """It was sent, or is not wanted any more."""
    if typed(own, actor, ref, form) is not None:
        with own.cases.database.writing() as store:
            store.drop_unsent(actor.person, ref, form)
