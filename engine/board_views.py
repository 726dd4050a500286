"""What the pages and answers about a board show, as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from placet.engine.access import Actor, Standing
from placet.engine.board import (
    Blocked,
    Cell,
    Column,
    Participation,
    ReminderPlan,
    Round,
    Spent,
)
from placet.engine.forecast import Forecast, PastError
from placet.engine.model import Negotiation, Organisation, Person


@dataclass(frozen=True, slots=True)
class LastContact:
    """When the last message about an objective went to an organisation; `failed`: it came back."""

    at: datetime
    failed: bool


@dataclass(frozen=True, slots=True)
class BoardView:
    """One negotiation as one reader sees it: a column for each objective, a row for each seat.

    `contacts` are by objective and organisation, for those alone who may see who is missing
    (`reminds`: and may remind them); `unreachable` are organisations none of whose people can
    be reached, `unserved` those for which nobody may answer.
    """

    me: Person
    actor: Actor
    standing: Standing
    now: datetime
    negotiation: Negotiation
    columns: tuple[Column, ...]
    rows: tuple[str, ...]
    organisations: Mapping[str, Organisation]
    oversees: bool = False
    reminds: bool = False
    contacts: Mapping[tuple[str, str], LastContact] = field(default_factory=dict)
    unserved: tuple[str, ...] = ()

    def column(self, ref: str) -> Column | None:
        """The column of an objective."""
        return next((c for c in self.columns if c.objective.ref == ref), None)

    def bounced(self, ref: str) -> frozenset[str]:
        """Organisations to which the last message about an objective could not be delivered."""
        return frozenset(o for (r, o), last in self.contacts.items() if r == ref and last.failed)


@dataclass(frozen=True, slots=True)
class BlockersView:
    """A board with what blocks each objective, nearest to adoption first.

    `passing` are those whose rule is met as positions are now: only time or a step is missing.
    `places` are the names of paragraphs that somebody is against, by objective and id.
    """

    board: BoardView
    blocked: tuple[Blocked, ...]
    passing: tuple[Blocked, ...]
    places: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MailShown:
    """A message that is listed beside a cell."""

    person: str
    kind: str
    at: datetime
    state: str


@dataclass(frozen=True, slots=True)
class CellView:
    """One organisation on one objective, with its people and the mails to them.

    `enters`: the reader may enter a position on behalf of the organisation now.
    """

    board: BoardView
    column: Column
    cell: Cell
    people: tuple[tuple[Person, str], ...] = ()
    mails: tuple[MailShown, ...] = ()
    enters: bool = False


@dataclass(frozen=True, slots=True)
class RemindingView:
    """What a reminder would send now, with the people it is about."""

    board: BoardView
    plan: ReminderPlan
    people: Mapping[str, Person]


@dataclass(frozen=True, slots=True)
class ParticipationView:
    """Who answered what, over one table or over all that the reader has a part in.

    `board` is the table where it is one; `bodies` are the standing bodies of those tables, `body`
    the one that was asked for; `stages` are the titles of the stages that were voted in, `always`
    those at which a single miss counts.
    """

    now: datetime
    tables: tuple[Negotiation, ...]
    rows: tuple[Participation, ...]
    organisations: Mapping[str, Organisation]
    board: BoardView | None = None
    bodies: tuple[str, ...] = ()
    body: str = ""
    stages: Mapping[str, str] = field(default_factory=dict)
    always: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TimesView:
    """How long the objectives of a table spent in which stage, and their ballots in figures."""

    board: BoardView
    spent: Mapping[str, tuple[Spent, ...]]
    rounds: tuple[Round, ...] = ()


@dataclass(frozen=True, slots=True)
class Forecasted:
    """The forecast of one objective; None where there are too few cases."""

    column: Column
    forecast: Forecast | None
    cases: int


@dataclass(frozen=True, slots=True)
class ForecastView:
    """Forecasts of the objectives that are not at their end, and how wrong such ones were.

    `errors` are by procedure.
    """

    board: BoardView
    rows: tuple[Forecasted, ...]
    errors: Mapping[str, PastError | None]
