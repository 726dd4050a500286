"""What an organisation prepared goes to the table, and is closed in the same transaction.

All comments go at once, with one receipt; amendments and positions by the commands that
everybody uses.  What does not fit any more is named and kept, the rest is submitted.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from placet.engine import commands as c
from placet.engine import preparing as p
from placet.engine.access import Actor
from placet.engine.errors import N_, BadInput, Conflict, NotFound, PlacetError
from placet.engine.preparation import Preparation
from placet.engine.prepared import Prepared
from placet.engine.service import Answer
from placet.engine.store import Store

Choice = tuple[str, int]
"""The id of a prepared thing, and the version of it that was seen."""


@dataclass(frozen=True, slots=True)
class Submission:
    """What was submitted, and what was kept with the reason why it could not be."""

    done: tuple[Prepared, ...]
    kept: tuple[tuple[Prepared, PlacetError], ...]


def submit(
    preparation: Preparation, actor: Actor, ref: str, chosen: Sequence[Choice]
) -> Submission:
    """Submit these; BadInput where nothing was chosen, NotAllowed for who does not bind."""
    items = _chosen(preparation, actor, ref, chosen)
    unfit = preparation.batch(actor, ref).unfit
    kept = [(item, unfit[item.id]) for item in items if item.id in unfit]
    fitting = [item for item in items if item.id not in unfit]
    done: list[Prepared] = []
    comments = [item for item in fitting if isinstance(item.content, c.MakeComment)]
    if comments:
        made = tuple(i.content for i in comments if isinstance(i.content, c.MakeComment))
        _one(preparation, actor, ref, c.SubmitComments(made), comments, done, kept)
    for item in fitting:
        if isinstance(item.content, c.ProposeAmendment | c.RecordPosition):
            _one(preparation, actor, ref, item.content, [item], done, kept)
    return Submission(tuple(done), tuple(kept))


def _chosen(
    preparation: Preparation, actor: Actor, ref: str, chosen: Sequence[Choice]
) -> list[Prepared]:
    """The things that were chosen, if they are still as they were seen."""
    with preparation.cases.database.reading() as store:
        at = preparation.place(store, actor, ref)
        p.clears(at.who)
        known = {item.id: item for item in store.prepared(ref, at.organisation)}
    if not chosen:
        raise BadInput("chosen", N_("Nothing was chosen."), N_("Choose what is to be submitted."))
    found = []
    for id, version in dict(chosen).items():
        item = known.get(id)
        if item is None:
            raise NotFound("prepared", id)
        if not item.open:
            continue  # pressed twice
        if item.version != version:
            raise Conflict(N_("what you prepare"), version, item.version)
        found.append(item)
    return found


def _one(
    preparation: Preparation,
    actor: Actor,
    ref: str,
    command: c.ObjectiveCommand,
    items: Sequence[Prepared],
    done: list[Prepared],
    kept: list[tuple[Prepared, PlacetError]],
) -> None:
    """One command, with the things that it is made of closed beside it."""
    closed: list[Prepared] = []
    beside = closing(preparation, actor, ref, items, closed)
    try:
        preparation.cases.handle(actor, command, objective=ref, beside=beside)
    except NotFound:
        raise
    except PlacetError as error:
        kept += [(item, error) for item in items]
    else:
        done += closed


def closing(
    preparation: Preparation,
    actor: Actor,
    ref: str,
    items: Sequence[Prepared],
    closed: list[Prepared],
) -> Callable[[Store, Answer], None]:
    """What closes these beside the command that they are; `closed` holds them afterwards."""

    def beside(store: Store, answer: Answer) -> None:
        at = preparation.place(store, actor, ref)
        closed.clear()
        for place, item in enumerate(items):
            reference = answer.reference
            if isinstance(item.content, c.MakeComment):
                reference = str(int(reference) + place)
            after = p.submitted(item, item.version, reference, actor.person, at.now)
            store.replace_prepared(after, item.version)
            closed.append(after)
        if not items[0].space:
            preparation.renew(store, at)

    return beside
