"""The ledger read back: folding its entries gives the present state.

A chain of a negotiation holds the events of the table and of every objective on it, each
entry naming its object.  Replaying needs nothing but the entries; what it gives is compared
with what the store holds (`differences`), which proves that nothing was changed beside the
record.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import cast, get_args

from placet.engine import events as e
from placet.engine.codec import decode
from placet.engine.errors import BadLedger
from placet.engine.evolve import begin, evolve, evolve_negotiation
from placet.engine.ledger import Entry
from placet.engine.model import Negotiation, Objective
from placet.engine.published import Key
from placet.engine.text import Origin, Text
from placet.engine.translations import Translation

EVENTS: Mapping[str, type] = {kind.__name__: kind for kind in get_args(e.Event)}
_TABLE = get_args(e.NegotiationEvent)


@dataclass(slots=True)
class Replayed:
    """What a chain says: the table, its objectives, every version of their texts.

    `origins` are those of a version, where it has any; `translations` are by objective and
    language, and of each the words that count, by paragraph.
    """

    negotiation: Negotiation | None = None
    objectives: dict[str, Objective] = field(default_factory=dict)
    texts: dict[tuple[str, int], Text] = field(default_factory=dict)
    origins: dict[tuple[str, int], Mapping[str, Origin]] = field(default_factory=dict)
    translations: dict[tuple[str, str], dict[str, Translation]] = field(default_factory=dict)
    proposed: dict[str, e.ObjectiveProposed] = field(default_factory=dict)


def replay(entries: Iterable[Entry]) -> Replayed:
    """The state that the entries tell, in their order; BadLedger for what cannot be read."""
    state = Replayed()
    for entry in entries:
        kind = EVENTS.get(entry.kind)
        if kind is None:
            raise BadLedger(f"unknown kind {entry.kind}", entry.seq)
        try:
            event: object = decode(kind, entry.payload)
            _fold(state, entry, event)
        except (TypeError, ValueError, KeyError, AttributeError) as bad:
            raise BadLedger(f"{entry.kind} cannot be replayed: {bad}", entry.seq) from bad
    return state


def _fold(state: Replayed, entry: Entry, event: object) -> None:
    if isinstance(event, _TABLE):
        state.negotiation = evolve_negotiation(state.negotiation, cast(e.NegotiationEvent, event))
        return
    ref = entry.object.partition("/")[0]
    _tell_words(state, entry, ref, event)
    if isinstance(event, e.ObjectiveProposed):
        state.proposed[ref] = event
        return
    known = state.objectives.get(ref)
    if known is None and isinstance(event, e.StageEntered):
        known = begin(state.proposed[ref], event, entry.chain)
    if known is None:
        raise ValueError(f"{ref} has no beginning")
    state.objectives[ref] = evolve(known, cast(e.ObjectiveEvent, event))


def _tell_words(state: Replayed, entry: Entry, ref: str, event: object) -> None:
    """Words that are no part of the objective itself."""
    match event:
        case e.ObjectiveProposed() | e.TextRevised():
            state.texts[ref, event.head.number] = event.text
            if event.origins:
                state.origins[ref, event.head.number] = event.origins
        case e.TranslationRecorded():
            told = state.translations.setdefault((ref, event.language), {})
            for paragraph, words in event.words.items():
                told.pop(paragraph, None)
                if words:
                    told[paragraph] = Translation(
                        paragraph, words, event.version, event.by, entry.at
                    )
        case _:
            pass


def definitions_told(entries: Iterable[Entry]) -> dict[Key, e.DefinitionPublished]:
    """The definitions that the registry's chain tells were published; BadLedger as above."""
    told: dict[Key, e.DefinitionPublished] = {}
    for entry in entries:
        if entry.kind != e.DefinitionPublished.__name__:
            continue
        try:
            found = decode(e.DefinitionPublished, entry.payload)
        except (TypeError, ValueError, KeyError, AttributeError) as bad:
            raise BadLedger(f"{entry.kind} cannot be read: {bad}", entry.seq) from bad
        told[found.kind, found.name, found.version] = found
    return told


def differences(
    state: Replayed, negotiation: Negotiation, objectives: Iterable[Objective]
) -> tuple[str, ...]:
    """Names of what the record tells otherwise than the store; empty when they agree.

    Counters of changes (`version`) are the store's own and are left out.
    """
    found = []
    told = state.negotiation
    if told is None or replace(told, version=0) != replace(negotiation, version=0):
        found.append(negotiation.symbol)
    stored = {o.ref: o for o in objectives}
    for ref in sorted(stored.keys() | state.objectives.keys()):
        one, other = stored.get(ref), state.objectives.get(ref)
        if one is None or other is None or replace(one, version=0) != replace(other, version=0):
            found.append(ref)
    return tuple(found)
