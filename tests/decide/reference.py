"""The default workflow once more, in plain Python: what the stateful test compares with.

Written from the procedure in words, not from the code: strings, dictionaries and sets.  It
knows stage, round, roster, positions, open comments, deadline and outcome, and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")
WEEKS = {"proposal": 2, "comment": 4, "revision": 8, "endorsement": 4, "review": 4}
WORKING = ("proposal", "comment", "revision", "endorsement")
ENDS = ("adopted", "not_adopted", "lapsed", "withdrawn")
BALLOTS = ("proposal", "endorsement")
REASONED = {
    "narrow", "proceed_without", "abandon", "lapse", "revise", "not_adopt", "conclude_review",
    "withdraw", "hold", "reopen",
}  # fmt: skip


def ends(start: datetime, weeks: int) -> datetime:
    """The last minute, in Paris, of the day so many weeks later."""
    day = start.astimezone(PARIS).date() + timedelta(weeks=weeks)
    return datetime.combine(day, time(23, 59), PARIS).astimezone(UTC)


class Held:
    """What one organisation holds."""

    def __init__(self, kind: str, paragraphs: tuple[str, ...], ad_referendum: bool) -> None:
        self.kind, self.paragraphs, self.waits = kind, paragraphs, ad_referendum


class Model:
    """One objective, led by UNEP, at a table of organisations."""

    def __init__(self, seats: list[str], now: datetime) -> None:
        self.seats = list(seats)
        self.leads = {"UNEP"}
        self.observers: set[str] = set()
        self.stage, self.round, self.allowed = "", 1, 3
        self.closed = False
        self.left: timedelta | None = None
        self.came_from = ""
        self.deadline: datetime | None = None
        self.comments: dict[int, bool] = {}
        self.authors: set[str] = set()
        self.said_none: set[str] = set()
        self.made = 0
        self.changed: set[str] = set()
        self.ballot, self.ballot_stage, self.ballot_state = 0, "", ""
        self.roster: list[str] = []
        self.positions: dict[str, Held] = {}
        self.confirm_by: datetime | None = None
        self.review_on: datetime | None = None
        self.outcome = ""
        self.enter("proposal", now)

    # What holds now

    def roles(self, person: str) -> set[str]:
        """The names under which the table of steps knows a person."""
        offices = {"sec": "secretariat", "chair": "chair"}
        return {offices[person]} if person in offices else (
            {"lead"} if person.upper() in self.leads else set()
        )  # fmt: skip

    def passes(self, *, final: bool = False) -> bool:
        """The rule of the ballot, counted by hand."""
        kinds = [h.kind for h in self.positions.values() if not (final and h.waits)]
        if "object" in kinds:
            return False
        if self.ballot_stage == "proposal":
            return any(k.startswith("support") for k in kinds)
        agree = kinds.count("endorse") + kinds.count("no_objection")
        return 3 * agree >= 2 * len(self.roster) and kinds.count("endorse") >= 2

    def waiting(self) -> set[str]:
        """Who holds something ad referendum that is not confirmed."""
        return {o for o, h in self.positions.items() if h.waits}

    def owed(self) -> set[str]:
        """Who is asked for an answer."""
        if self.closed or self.left is not None or self.stage == "on_hold":
            return set()
        if self.stage in BALLOTS and self.ballot_state == "open":
            return set(self.roster) - set(self.positions)
        if self.stage == "comment":
            return set(self.seats) - self.observers - self.authors - self.said_none
        return self.waiting() if self.outcome == "provisional" else set()

    def taking(self) -> bool:
        """Whether positions are taken."""
        return self.stage in BALLOTS and self.ballot_state == "open"

    # Time

    def settle(self, now: datetime) -> None:
        """Whatever time has decided by now, each at its own instant."""
        while self.deadline is not None and not self.closed and self.left is None:
            at = self.deadline
            if now < at:
                return
            self.time_is_over(at)

    def time_is_over(self, at: datetime) -> None:
        """The deadline of the stage."""
        match self.stage:
            case "comment":
                self.enter("revision", at)
            case "revision" if self.round >= self.allowed:
                self.finish("lapsed")
            case "proposal" | "endorsement":
                self.ballot_state = "passed" if self.passes() else "failed"
                if self.ballot_state == "failed":
                    self.closed = True
                elif self.stage == "proposal":
                    self.leave_out(set(self.roster) - set(self.positions))
                    self.enter("comment", at)
                else:
                    self.adopt()
            case "adopted" if self.outcome == "provisional":
                if self.passes(final=True):
                    self.outcome, self.deadline = "final", self.review_on
                else:
                    self.stage, self.outcome, self.deadline = "not_adopted", "", None
            case "adopted":
                self.enter("review", at)
            case _:
                self.closed = True

    # Moving

    def enter(self, stage: str, now: datetime, deadline: datetime | None = None) -> None:
        """A new run of a stage, with a new ballot where positions are sought."""
        self.stage, self.closed, self.left = stage, False, None
        self.deadline = deadline or ends(now, WEEKS[stage])
        if stage in BALLOTS:
            again = self.ballot_stage == stage
            self.ballot, self.ballot_stage, self.ballot_state = self.ballot + 1, stage, "open"
            self.roster = [o for o in self.seats if o not in self.observers]
            self.positions = {
                o: h
                for o, h in self.positions.items()
                if again and stage == "endorsement" and o in self.roster and self.untouched(h)
            }
            self.changed = set()

    def untouched(self, held: Held) -> bool:
        """Whether what a position is about has stayed as it was.

        Agreement is to the whole text; an objection may be to some of its paragraphs.
        """
        if held.kind == "object" and held.paragraphs:
            return not self.changed & set(held.paragraphs)
        return not self.changed

    def finish(self, stage: str) -> None:
        """An end; an open ballot decides nothing any more."""
        if self.stage in WORKING:
            self.came_from = self.stage
        if self.ballot_state == "open":
            self.ballot_state = "withdrawn"
        self.stage, self.deadline, self.closed, self.left = stage, None, False, None

    def adopt(self) -> None:
        """The text is adopted, provisionally while somebody has to confirm."""
        self.finish("adopted")
        self.outcome = "provisional" if self.waiting() else "final"
        self.deadline = self.confirm_by if self.waiting() else None
        self.review_on = None

    def leave_out(self, organisations: set[str]) -> None:
        """These hold no seat in later ballots; those who lead always do."""
        self.observers |= organisations - self.leads

    def new_round(self) -> None:
        """Comments begin again."""
        self.round += 1
        self.comments, self.authors, self.said_none = {}, set(), set()

    def step(self, name: str, person: str, now: datetime) -> Callable[[], None] | None:
        """What the step does, if this person may take it now."""
        found = self.rows(now).get((self.stage, name))
        return found[1] if found and found[0] & self.roles(person) else None

    def rows(self, now: datetime) -> dict[tuple[str, str], tuple[set[str], Callable[[], None]]]:
        """Every step that somebody may take now."""
        failed, both = self.ballot_state == "failed", {"secretariat", "chair"}
        own = {"secretariat", "lead"}
        answered, more = all(self.comments.values()), self.round < self.allowed
        rows: dict[tuple[str, str], tuple[set[str], Callable[[], None]]] = {}

        def row(stage: str, name: str, by: set[str], does: Callable[[], None]) -> None:
            rows[stage, name] = (by, does)

        if failed:
            row("proposal", "narrow", own, lambda: self.enter("proposal", now))
            row("proposal", "proceed_without", both, lambda: self.without(now))
            row("endorsement", "not_adopt", both, lambda: self.finish("not_adopted"))
        row("proposal", "abandon", own, lambda: self.finish("not_adopted"))
        row("comment", "close_comments", both, lambda: self.enter("revision", now))
        if answered and more:
            row("revision", "another_round", both, lambda: self.again("comment", now))
        if answered:
            row("revision", "put_forward", both, lambda: self.enter("endorsement", now))
        row("revision", "lapse", both, lambda: self.finish("lapsed"))
        if more:
            row("endorsement", "revise", both, lambda: self.again("revision", now))
        if self.outcome == "final":
            row("adopted", "start_review", {"secretariat"}, lambda: self.enter("review", now))
        row("review", "conclude_review", both, self.conclude)
        for stage in (*WORKING, "on_hold"):
            row(stage, "withdraw", own, lambda: self.finish("withdrawn"))
        for stage in WORKING:
            row(stage, "hold", both, lambda: self.hold(now))
        row("on_hold", "resume", both, lambda: self.resume(now))
        for stage in ENDS:
            row(stage, "reopen", both, lambda: self.reopen(now))
        return rows

    def without(self, now: datetime) -> None:
        """Go on without those who object or were silent."""
        against = {o for o, h in self.positions.items() if h.kind == "object"}
        self.leave_out(against | (set(self.roster) - set(self.positions)))
        self.enter("comment", now)

    def again(self, stage: str, now: datetime) -> None:
        """Another round."""
        if self.ballot_state == "open":
            self.ballot_state = "superseded"
        self.new_round()
        self.enter(stage, now)

    def hold(self, now: datetime) -> None:
        """The clock stands."""
        assert self.deadline is not None
        self.came_from, self.stage = self.stage, "on_hold"
        self.left = self.deadline - now

    def resume(self, now: datetime) -> None:
        """It goes on with the time that was left."""
        assert self.left is not None
        self.stage, self.deadline, self.left = self.came_from, now + self.left, None

    def conclude(self) -> None:
        """The text stays adopted."""
        self.stage, self.deadline, self.closed = "adopted", None, False

    def reopen(self, now: datetime) -> None:
        """Back to the last working stage."""
        self.outcome = ""
        self.enter(self.came_from, now)

    # Positions

    def record(self, organisation: str, held: Held, now: datetime) -> None:
        """A position; the last answer closes the ballot where the rule is met."""
        self.positions[organisation] = held
        if held.waits and self.deadline is not None:
            self.confirm_by = ends(self.deadline, 4)
        all_in = set(self.positions) == set(self.roster)
        if self.stage == "endorsement" and all_in and self.passes():
            self.ballot_state = "passed"
            self.adopt()

    def confirm(self, organisation: str) -> None:
        """A confirmation; the last one makes the result final."""
        self.positions[organisation].waits = False
        if self.outcome == "provisional" and not self.waiting():
            self.outcome, self.deadline = "final", self.review_on
