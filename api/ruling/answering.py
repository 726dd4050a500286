"""One case, one answer: the verdict, and what else was asked about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from placet.api.ruling.verdicts import Data, change_data, changes_data, settled_data, verdict_told
from placet.engine.errors import N_, BadInput
from placet.engine.rules import Rule, Terms, Verdict, evaluate_case, evaluate_names
from placet.engine.rules.cases import Room, case_room, case_terms
from placet.engine.rules.entries import spelt
from placet.engine.rules.pivot import (
    Change,
    Settled,
    SmallestChanges,
    settled,
    smallest_changes,
    what_if,
)
from placet.templates.verdict_sheets import turning_lines, verdict_lines, verdict_sheet
from placet.templates.what_ifs import suppose_sentence

Case = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked besides the verdict: `suppose` are ORG=POSITION, and `changes`."""

    suppose: tuple[str, ...] = ()
    changes: bool = False

    @property
    def names(self) -> str:
        """The option that needs names, if any."""
        return "--what-if" if self.suppose else "--changes" if self.changes else ""


@dataclass(frozen=True, slots=True)
class Answer:
    """The verdict, and whatever else was asked."""

    rule: Rule
    verdict: Verdict
    supposed: tuple[tuple[Change, ...], Verdict] | None = None
    turning: tuple[SmallestChanges, SmallestChanges, Settled] | None = None

    def data(self) -> Data:
        """The answer as JSON data."""
        data = verdict_told(self.verdict)
        if self.supposed is not None:
            changes, verdict = self.supposed
            told = [change_data(change) for change in changes]
            data["what_if"] = {"changes": told, **verdict_told(verdict)}
        if self.turning is not None:
            to_pass, to_fail, settled_ = self.turning
            data["changes"] = {
                "to_pass": changes_data(to_pass),
                "to_fail": changes_data(to_fail),
                "exact": to_pass.exact and to_fail.exact,
            }
            data["settled"] = settled_data(settled_)
        return data

    def sheet(self) -> str:
        """The answer for people."""
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        yield verdict_sheet(self.rule, self.verdict)
        if self.turning is not None:
            yield from turning_lines(*self.turning)
        if self.supposed is not None:
            changes, verdict = self.supposed
            yield from ("", suppose_sentence(changes), "")
            yield from verdict_lines(verdict)


def answered(rule: Rule, case: Case, question: Question) -> Answer:
    """The answer on a case; BadInput names the key, or the option, that cannot be."""
    if not question.names:
        return Answer(rule, evaluate_case(rule, case))
    terms = case_terms(rule, case)
    room = case_room(terms, case)
    if room is None:
        raise BadInput(
            question.names,
            N_("totals name nobody who could change."),
            N_("Give a roster and positions instead of a tally."),
        )
    verdict = evaluate_names(terms, room.seats, room.held)
    changes = tuple(_changes(terms, room, question.suppose))
    return Answer(
        rule,
        verdict,
        (changes, what_if(terms, room.seats, room.held, changes)) if changes else None,
        _turning(terms, room) if question.changes else None,
    )


def _turning(terms: Terms, room: Room) -> tuple[SmallestChanges, SmallestChanges, Settled]:
    to_pass, to_fail = (
        smallest_changes(terms, room.seats, room.held, passes) for passes in (True, False)
    )
    return to_pass, to_fail, settled(terms, room.seats, room.held)


def _changes(terms: Terms, room: Room, suppose: Iterable[str]) -> Iterator[Change]:
    """What ORG=POSITION, ORG=POSITION,MARK or ORG= mean, in the order of the seats."""
    seats = [seat.organisation for seat in room.seats]
    found: dict[str, Change] = {}
    for said in suppose:
        who, equals, position = said.rpartition("=")
        if not equals or not who:
            raise BadInput(
                "--what-if",
                N_("{said} does not say who would hold what."),
                N_("Write ORGANISATION=POSITION, or ORGANISATION= for no position."),
                said=said,
            )
        if who not in seats:
            raise _unknown("--what-if", N_("{name} has no seat."), who, seats)
        if who in found:
            raise BadInput("--what-if", N_("{name} is named twice."), N_("Remove one."), name=who)
        found[who] = _change(terms, who, position)
    return (found[who] for who in seats if who in found)


def _change(terms: Terms, who: str, position: str) -> Change:
    if not position:
        return Change(who, None)
    said, *marks = position.split(",")
    kind = spelt(said, terms.kinds)
    if kind not in terms.effects:
        known = tuple(terms.effects)
        raise _unknown("--what-if", N_("{name} is no position of this rule."), said, known)
    for mark in marks:
        if mark not in terms.marks:
            known = tuple(sorted(terms.marks))
            raise _unknown("--what-if", N_("this rule asks for no {name}."), mark, known)
    return Change(who, kind, tuple(marks))


def _unknown(field: str, sentence: str, name: str, known: Iterable[str]) -> BadInput:
    known = list(known)
    near = get_close_matches(name, known, 1)
    if near:
        return BadInput(field, sentence, N_("Did you mean {near}?"), name=name, near=near[0])
    shown = ", ".join(known[:12]) + (", ..." if len(known) > 12 else "")
    return BadInput(field, sentence, N_("Use one of: {known}."), name=name, known=shown or "none")
