"""Who answered in time, late, or not at all: the duty of participation as a report.

ISO/IEC Directives, Part 1, 1.7: a P-member has the duty to vote on all questions put to it;
who misses more than a fifth of the committee ballots of a year, and at least two, or any ballot
at one of certain stages (DIS, FDIS, systematic review), is reminded, and in the end loses the
status.  Which stages those are is said by whoever asks.  The report raises a flag; it draws no
consequence.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction

from placet.engine.access import Standing
from placet.engine.disclosure import silent_for
from placet.engine.model import Ballot, BallotState

YEAR = timedelta(days=365)
SHARE = Fraction(1, 5)
LEAST = 2


@dataclass(frozen=True, slots=True)
class Attended:
    """A ballot that is closed, with the objective, the table and the body that it belongs to."""

    negotiation: str
    objective: str
    title: str
    ballot: Ballot
    body: str = ""

    def within_a_year(self, now: datetime) -> bool:
        """Whether it was closed in the last year."""
        return now - (self.ballot.closed_at or self.ballot.deadline.at) <= YEAR


@dataclass(frozen=True, slots=True)
class Participation:
    """One organisation over closed ballots.

    `unknown` are ballots of which the reader may not know whether it answered; `missed`
    are those without a position; `recent` how many of the last year were asked and missed;
    `failed` are those missed in the last year at a stage where a single one counts.
    """

    organisation: str
    in_time: tuple[Attended, ...] = ()
    late: tuple[Attended, ...] = ()
    missed: tuple[Attended, ...] = ()
    unknown: int = 0
    recent_asked: int = 0
    recent_missed: int = 0
    failed: tuple[Attended, ...] = ()

    @property
    def asked(self) -> int:
        """On how many closed ballots it had a seat, as far as the reader may know."""
        return len(self.in_time) + len(self.late) + len(self.missed)

    @property
    def flagged(self) -> bool:
        """Whether so much was missed in a year that a body might remind of the duty."""
        if self.failed:
            return True
        if self.recent_missed < LEAST or not self.recent_asked:
            return False
        return Fraction(self.recent_missed, self.recent_asked) > SHARE


def participation(
    organisations: Iterable[str],
    ballots: Iterable[tuple[Attended, Standing]],
    now: datetime,
    always: Collection[str] = (),
) -> tuple[Participation, ...]:
    """Each organisation over these ballots, most missed first; each with the reader's standing.

    `ballots` are as they are stored: what the reader may know of each is decided here.
    `always` names the stages at which a single ballot that is missed raises the flag.
    """
    known = [(a, _told(a.ballot, who), who) for a, who in ballots if _counts(a.ballot)]
    found = [_of(code, known, now, always) for code in organisations]
    return tuple(sorted(found, key=lambda p: (-len(p.missed), p.organisation)))


def _counts(ballot: Ballot) -> bool:
    return ballot.state is BallotState.CLOSED


def _told(ballot: Ballot, who: Standing) -> frozenset[str]:
    """Of whom the reader may know whether they answered."""
    return frozenset(silent_for(ballot, who, tuple(s.organisation for s in ballot.seats)))


def _of(
    code: str,
    ballots: Iterable[tuple[Attended, frozenset[str], Standing]],
    now: datetime,
    always: Collection[str],
) -> Participation:
    in_time: list[Attended] = []
    late: list[Attended] = []
    missed: list[Attended] = []
    unknown = asked = gone = 0
    for attended, told, _who in ballots:
        ballot = attended.ballot
        if all(s.organisation != code for s in ballot.seats):
            continue
        if code not in told:
            unknown += 1
            continue
        recent = attended.within_a_year(now)
        asked += recent
        if code in ballot.positions:
            in_time.append(attended)
        elif any(p.organisation == code for p in ballot.late):
            late.append(attended)
        else:
            missed.append(attended)
            gone += recent
    failed = tuple(a for a in missed if a.ballot.stage in always and a.within_a_year(now))
    return Participation(
        code, tuple(in_time), tuple(late), tuple(missed), unknown, asked, gone, failed
    )
