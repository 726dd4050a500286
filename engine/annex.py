"""Who holds what on one text, as the annex of a draft prints it, and who may sign.

Theory.  Every seat of the roster stands in exactly one group: what stands in the way of the
text first, then the kinds as the ballot offers them, those without a position last.  A line
for a signature follows from a recorded position that agrees, from silence where the rule
says that it agrees, or from a signature that was reported; nothing else makes one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from placet.engine.acting import capacity_of
from placet.engine.model import (
    Ballot,
    BallotState,
    Capacity,
    Deadline,
    Instrument,
    Negotiation,
    Organisation,
    Position,
    Qualifier,
)
from placet.engine.rules import Effects

HIDDEN = "hidden"
"""Stands for positions that are not shown to the reader, among seats without any."""


@dataclass(frozen=True, slots=True)
class Held:
    """A position as the annex prints it; `name` is the organisation's full name.

    `capacity` is that of whoever recorded it then, for the organisation or for its proxy.
    `states` says that the kind is a statement, whose words are printed with the result.
    """

    organisation: str
    name: str
    capacity: Capacity | None
    position: Position
    states: bool = False

    @property
    def awaits_confirmation(self) -> bool:
        """Whether it is ad referendum, or pending, and not confirmed."""
        return self.position.unconfirmed


@dataclass(frozen=True, slots=True)
class Group:
    """Every seat that holds one kind of position; the empty kind is having none.

    Of the kind `HIDDEN` are seats of which the reader learns neither what they hold nor
    whether they hold anything.
    """

    kind: str
    organisations: tuple[str, ...]
    held: tuple[Held, ...] = ()


@dataclass(frozen=True, slots=True)
class Annex:
    """Who holds what on this text.

    `as_of` is the instant up to which positions are given: of the closing, or, while the
    ballot is `open`, of the rendering; `answered` seats hold a position, shown or not.
    """

    ballot: int
    stage: str
    open: bool
    as_of: datetime
    opened_at: datetime
    deadline: Deadline
    roster: tuple[str, ...]
    groups: tuple[Group, ...]
    answered: int = 0

    @property
    def seats(self) -> int:
        """How many seats there are."""
        return len(self.roster)

    @property
    def held(self) -> tuple[Held, ...]:
        """Every position, in the order of the groups."""
        return tuple(held for group in self.groups for held in group.held)

    @property
    def reservations(self) -> tuple[Held, ...]:
        """The positions that carry a reservation, which is printed in full."""
        return tuple(h for h in self.held if Qualifier.RESERVATION in h.position.qualifiers)

    @property
    def statements(self) -> tuple[Held, ...]:
        """The positions that are a reservation or a statement, printed in full."""
        return tuple(h for h in self.held if h.states and h.position.reasons)

    @property
    def silent(self) -> tuple[str, ...]:
        """The seats of which it is known that they hold no position."""
        return tuple(o for group in self.groups if not group.kind for o in group.organisations)

    @property
    def ad_referendum(self) -> tuple[Held, ...]:
        """The positions that wait for their capital, or waited for it."""
        return tuple(h for h in self.held if h.position.to_confirm)


@dataclass(frozen=True, slots=True)
class SignatureLine:
    """A place to sign: whose, on what recorded position, and the signature if it is reported.

    `silent` says that the organisation agreed by silence.
    """

    organisation: str
    name: str
    held: Held | None
    signed_on: str = ""
    silent: bool = False


def annex_of(
    negotiation: Negotiation,
    ballot: Ballot,
    organisations: Mapping[str, Organisation],
    now: datetime,
    effects: Mapping[str, Effects],
) -> Annex:
    """Every seat in its group: what stands in the way first, then as offered, silence last."""
    against = [k for k in ballot.kinds if k in effects and effects[k].negative]
    met = dict.fromkeys(p.kind for p in ballot.positions.values())
    groups: list[Group] = []
    for kind in dict.fromkeys((*against, *ballot.kinds, *met)):
        held = tuple(
            _held(negotiation, position, organisations, kind in effects and effects[kind].states)
            for seat in ballot.seats
            if (position := ballot.positions.get(seat.organisation)) and position.kind == kind
        )
        if held:
            groups.append(Group(kind, tuple(h.organisation for h in held), held))
    silent = tuple(s.organisation for s in ballot.seats if s.organisation not in ballot.positions)
    if silent:
        groups.append(Group(HIDDEN if ballot.hidden else "", silent))
    is_open = ballot.state is BallotState.OPEN
    return Annex(
        ballot=ballot.number,
        stage=ballot.stage,
        open=is_open,
        as_of=now if is_open else ballot.closed_at or ballot.deadline.at,
        opened_at=ballot.opened_at,
        deadline=ballot.deadline,
        roster=tuple(seat.organisation for seat in ballot.seats),
        groups=tuple(groups),
        answered=ballot.answered,
    )


def _held(
    negotiation: Negotiation,
    position: Position,
    organisations: Mapping[str, Organisation],
    states: bool,
) -> Held:
    acted_for = position.cast_by or position.organisation
    capacity = capacity_of(negotiation, position.by, acted_for, position.at)
    code = position.organisation
    return Held(code, _name(code, organisations), capacity, position, states)


def _name(code: str, organisations: Mapping[str, Organisation]) -> str:
    known = organisations.get(code)
    return known.name if known else code


def signature_lines(
    instrument: Instrument,
    annex: Annex | None,
    organisations: Mapping[str, Organisation],
    effects: Mapping[str, Effects],
    silence_agrees: bool = False,
) -> tuple[SignatureLine, ...]:
    """A line for each organisation that the text binds, or that signed.

    It binds by a recorded position, or by silence where that agrees.
    """
    signed = {s.organisation: s for s in instrument.signatures}
    binding: dict[str, Held | None] = {}
    silent: tuple[str, ...] = ()
    if annex is not None and annex.ballot == instrument.ballot:
        holding = {h.organisation: h for h in annex.held}
        silent = annex.silent if silence_agrees else ()
        binding = {
            code: h
            for code in annex.roster
            for h in [holding.get(code)]
            if code in silent
            or (
                h is not None
                and h.position.kind in effects
                and effects[h.position.kind].affirmative
                and (instrument.provisional or not h.awaits_confirmation)
            )
        }
    lines: list[SignatureLine] = []
    for code in dict.fromkeys((*binding, *signed)):
        if code in instrument.not_bound and code not in signed:
            continue
        mine = signed.get(code)
        lines.append(
            SignatureLine(
                organisation=code,
                name=_name(code, organisations),
                held=binding.get(code),
                signed_on=mine.signed_on if mine else "",
                silent=code in silent,
            )
        )
    return tuple(lines)
