"""Anybody asks for anything at any time: the core and a small model of it stay the same."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from placet.engine import commands as c
from placet.engine import events as e
from placet.engine.acting import serving
from placet.engine.codec import decode, encode
from placet.engine.decide import decide, settle
from placet.engine.errors import PlacetError
from placet.engine.evolve import evolve
from placet.engine.messages import Kind
from placet.engine.model import (
    SUBMITTING,
    BallotState,
    CommentType,
    Disposition,
    Objective,
    Qualifier,
)
from placet.engine.owing import owing
from placet.engine.text import text_hash
from placet.engine.workflow import legal_moves

from .reference import BALLOTS, ENDS, REASONED, WORKING, Held, Model
from .table import DAY, HOUR, WORKFLOW, Table, proposed, reworded

SEATS = ("UNEP", "FAO", "WHO", "WMO")
STEPS = sorted({step.name for step in WORKFLOW.steps} | {"no_such_step"})
PEOPLE = ("sec", "sec", "chair", "unep", "fao", "who", "wmo", "fao.drafter", "admin", "nobody")
DELEGATES = {o.lower(): o for o in SEATS}
STATES = {
    "open": (BallotState.OPEN, None),
    "passed": (BallotState.CLOSED, True),
    "failed": (BallotState.CLOSED, False),
    "superseded": (BallotState.SUPERSEDED, None),
    "withdrawn": (BallotState.WITHDRAWN, None),
}
MOMENT = timedelta(microseconds=1)

people = st.sampled_from(PEOPLE)
delegates = st.sampled_from(sorted(DELEGATES))
paragraphs = st.sampled_from(["p1", "p2", "p3"])


class AnyoneAnytime(RuleBasedStateMachine):
    """A table and its model, asked for the same things."""

    def __init__(self) -> None:
        super().__init__()
        self.table: Table = proposed(*SEATS)
        self.model = Model(list(SEATS), self.table.now)
        self.words = 0
        self.checked = 0
        self.open: set[int] = set()
        self.closed: dict[int, BallotState] = {}

    def attempt(self, by: str, command: c.ObjectiveCommand, expected: bool) -> None:
        """The command, which the model expects to be carried out or refused."""
        before = self.table.tick().o
        refusal: PlacetError | None = None
        try:
            self.table.do(by, command)
        except PlacetError as caught:
            refusal = caught
        assert (refusal is None) is expected, (by, command, refusal)
        if refusal is not None:
            assert self.table.o == before
        self.compare()

    def compare(self) -> None:
        """Everything that the model knows is as the core has it."""
        o, m = self.table.o, self.model
        assert (o.stage, o.round, o.rounds_allowed) == (m.stage, m.round, m.allowed)
        assert set(o.observers) == m.observers
        assert set(o.leads) == m.leads
        if m.stage == "on_hold":
            assert o.run.deadline is not None
            assert o.run.paused_at is not None
            assert o.run.deadline.at - o.run.paused_at == m.left
        else:
            assert (o.run.deadline.at if o.run.deadline else None) == m.deadline
        answered = {n: k.disposition is not None for n, k in o.comments.items()}
        assert answered == m.comments
        assert (o.comments_made, set(o.no_comments)) == (m.made, m.said_none)
        ballot = self.table.ballot
        assert (ballot.number, ballot.stage) == (m.ballot, m.ballot_stage)
        assert (ballot.state, ballot.passed) == STATES[m.ballot_state]
        assert [s.organisation for s in ballot.seats] == m.roster
        held = {x: (p.kind, p.paragraphs) for x, p in ballot.positions.items()}
        assert held == {x: (h.kind, h.paragraphs) for x, h in m.positions.items()}
        outcome = "" if o.instrument is None else "final"
        if o.instrument is not None and o.instrument.provisional:
            outcome = "provisional"
        assert outcome == m.outcome
        owe = owing(WORKFLOW, self.table.negotiation, o, self.table.now)
        assert len(owe) == len(set(owe))
        assert set(owe) == m.owed()

    @initialize(far=st.integers(0, 5), waits=st.booleans())
    def it_has_come_so_far(self, far: int, waits: bool) -> None:
        """Begin somewhere on the straight way to adoption, so that all of it is seen."""
        straight: list[Callable[[], object]] = [
            lambda: self.all_agree(False),
            lambda: self.the_deadline_comes(timedelta(0)),
            lambda: self.an_organisation_comments("fao", "p2"),
            lambda: self.take("close_comments", "sec", "As agreed"),
            lambda: self.all_comments_are_answered("sec"),
            lambda: self.take("put_forward", "chair", "As agreed"),
            lambda: self.all_agree(waits),
        ]
        for on in straight[: (0, 2, 3, 4, 6, 7)[far]]:
            on()

    def all_agree(self, waits: bool) -> None:
        """Every seat supports or endorses, the last but one perhaps ad referendum."""
        for by in DELEGATES:
            self.an_organisation_takes_a_position(by, "yes", [], waits and by == "who")

    # Time

    @rule(
        time=st.sampled_from([MOMENT, HOUR, DAY, 6 * DAY, 20 * DAY, 70 * DAY]),
        notices=st.booleans(),
    )
    def time_passes(self, time: timedelta, notices: bool) -> None:
        self.table.wait(time)
        self.model.settle(self.table.now)
        if notices:
            self.table.tick()
            self.compare()

    @rule(before=st.sampled_from([timedelta(0), MOMENT, HOUR]))
    def the_deadline_comes(self, before: timedelta) -> None:
        deadline = self.model.deadline
        if deadline is not None and self.table.now <= deadline - before:
            self.table.until(deadline - before)
            self.model.settle(self.table.now)
            self.table.tick()
            self.compare()

    # Steps

    @rule(name=st.sampled_from(STEPS), by=people)
    def somebody_takes_a_step(self, name: str, by: str) -> None:
        self.take(name, by, "As agreed")

    @rule(waits=st.booleans())
    def everybody_agrees(self, waits: bool) -> None:
        if self.model.taking():
            self.all_agree(waits)

    @rule(data=st.data(), by=st.sampled_from(["sec", "chair", "unep"]))
    def somebody_takes_a_step_that_exists(self, data: st.DataObject, by: str) -> None:
        names = sorted(
            n for stage, n in self.model.rows(self.table.now) if stage == self.model.stage
        )
        going_on = [n for n in names if n not in ("withdraw", "abandon", "lapse", "hold")]
        self.take(data.draw(st.sampled_from(going_on or names or ["adopt"])), by, "As agreed")

    @rule(name=st.sampled_from(sorted(REASONED)), by=st.sampled_from(["sec", "chair", "unep"]))
    def a_step_without_its_reason_is_refused(self, name: str, by: str) -> None:
        self.attempt(by, c.TakeStep(name, " "), False)

    def take(self, name: str, by: str, reason: str) -> None:
        m = self.model
        if name == "hold" and m.closed:
            return  # a ballot that has failed waits for its decision
        if name in ("hold", "revise", "reopen") and m.waiting():
            return  # the dates by which to confirm belong to one deadline
        does = m.step(name, by, self.table.now)
        if does is not None:
            does()
            m.settle(self.table.now)
        self.attempt(by, c.TakeStep(name, reason), does is not None)

    # Positions

    @rule(
        by=delegates,
        kind=st.sampled_from(["yes", "no", "maybe", "yes", "yes"]),
        about=st.lists(paragraphs, max_size=2, unique=True),
        waits=st.booleans(),
    )
    def an_organisation_takes_a_position(
        self, by: str, kind: str, about: list[str], waits: bool
    ) -> None:
        m, ballot = self.model, self.table.tick().ballot
        kinds = {
            "proposal": {"yes": "support", "no": "object", "maybe": "stand_aside"},
            "endorsement": {"yes": "endorse", "no": "object", "maybe": "abstain"},
        }[m.ballot_stage]
        waits = waits and kind == "yes" and m.ballot_stage == "endorsement"
        chosen = kinds[kind]
        possible = m.taking() and DELEGATES[by] in m.roster
        command = c.RecordPosition(
            ballot.number,
            ballot.text_hash,
            chosen,
            reasons="Because",
            no_wording=True,
            paragraphs=tuple(about),
            qualifiers=(Qualifier.AD_REFERENDUM,) if waits else (),
        )
        if possible:
            m.record(DELEGATES[by], Held(chosen, tuple(about), waits), self.table.now)
        self.attempt(by, command, possible)

    @rule(by=delegates, ballot=st.integers(-1, 1), mangled=st.booleans())
    def a_form_of_another_ballot_or_text_is_refused(
        self, by: str, ballot: int, mangled: bool
    ) -> None:
        now = self.table.tick().ballot
        if ballot == 0 and not mangled:
            return
        shown = "0" * 64 if mangled else now.text_hash
        command = c.RecordPosition(now.number + ballot, shown, now.kinds[0])
        self.attempt(by, command, False)

    @rule(by=st.sampled_from(["sec", "chair", "fao.drafter", "fao.observer", "admin", "nobody"]))
    def nobody_without_a_seat_takes_a_position(self, by: str) -> None:
        now = self.table.tick().ballot
        self.attempt(by, c.RecordPosition(now.number, now.text_hash, now.kinds[0]), False)

    @rule(by=delegates)
    def an_organisation_takes_its_position_back(self, by: str) -> None:
        m = self.model
        possible = m.taking() and DELEGATES[by] in m.positions
        if possible:
            del m.positions[DELEGATES[by]]
        self.attempt(by, c.WithdrawPosition(m.ballot), possible)

    @rule(by=delegates)
    def an_organisation_confirms(self, by: str) -> None:
        m = self.model
        still = m.taking() or m.outcome == "provisional"
        possible = still and DELEGATES[by] in m.waiting()
        if possible:
            m.confirm(DELEGATES[by])
        self.attempt(by, c.ConfirmPosition(m.ballot), possible)

    # Comments and text

    @rule(by=delegates, about=paragraphs | st.none())
    def an_organisation_comments(self, by: str, about: str | None) -> None:
        m = self.model
        possible = m.stage == "comment"
        if possible:
            m.made += 1
            m.comments[m.made] = False
            m.authors.add(DELEGATES[by])
            m.said_none.discard(DELEGATES[by])
        self.attempt(by, c.MakeComment(CommentType.GENERAL, "Vague", about), possible)

    @rule(by=delegates)
    def an_organisation_has_no_comments(self, by: str) -> None:
        m = self.model
        spoken = m.authors | m.said_none
        possible = m.stage == "comment" and DELEGATES[by] not in spoken
        if possible:
            m.said_none.add(DELEGATES[by])
        self.attempt(by, c.StateNoComments(), possible)

    @rule(by=st.sampled_from(["sec", "sec", "sec", "chair", "unep"]))
    def all_comments_are_answered(self, by: str) -> None:
        for number in list(self.model.comments):
            answers = {"lead", "secretariat"} & self.model.roles(by)
            possible = bool(answers) and self.model.stage == "revision"
            if possible:
                self.model.comments[number] = True
            self.attempt(by, c.AnswerComment(number, Disposition.ACCEPTED), possible)

    @rule(by=people, about=paragraphs, stale=st.booleans())
    def somebody_revises_the_text(self, by: str, about: str, stale: bool) -> None:
        m, o = self.model, self.table.tick().o
        may = {"proposal": {"lead"}, "revision": {"lead", "secretariat"}}.get(m.stage, set())
        possible = bool(may & m.roles(by)) and not stale
        self.words += 1
        new = reworded(self.table.text, **{about: f"Wording {self.words}."})
        if possible:
            m.changed.add(about)
        base = o.text.number - 1 if stale else o.text.number
        self.attempt(by, c.ReviseText(base, new, o.paragraphs_minted), possible)

    # Around it

    @rule(by=people, days=st.sampled_from([-400, -3, 2, 7]))
    def somebody_moves_the_deadline(self, by: str, days: int) -> None:
        m = self.model
        wanted = (m.deadline or self.table.now) + timedelta(days=days)
        if m.waiting():
            return  # the dates by which to confirm belong to one deadline
        final = m.closed and m.stage in BALLOTS
        running = m.stage in (*WORKING, "review") and not final
        possible = by in ("sec", "chair") and running and wanted > self.table.now
        if possible:
            m.deadline, m.closed = wanted, False
        self.attempt(by, c.ChangeDeadline(wanted, "Holidays"), possible)

    @rule(by=people)
    def somebody_allows_another_round(self, by: str) -> None:
        m = self.model
        possible = by == "chair" and m.stage not in ENDS
        if possible:
            m.allowed += 1
        self.attempt(by, c.ExtendRounds("Nearly there"), possible)

    @rule(by=people, to=delegates)
    def somebody_hands_the_lead_over(self, by: str, to: str) -> None:
        m = self.model
        if DELEGATES[to] in m.observers:
            return
        may = bool({"lead", "secretariat"} & m.roles(by))
        possible = may and m.leads != {DELEGATES[to]}
        if possible:
            m.leads = {DELEGATES[to]}
        self.attempt(by, c.HandOverLead((DELEGATES[to],), "Capacity"), possible)

    @rule(by=people, whom=st.sampled_from(SEATS))
    def somebody_gives_a_seat_back(self, by: str, whom: str) -> None:
        m = self.model
        possible = by in ("sec", "chair") and whom in m.observers
        if possible:
            m.observers.discard(whom)
        self.attempt(by, c.AdmitOrganisation(whom), possible)

    @rule()
    def an_organisation_is_invited(self) -> None:
        if "ITU" not in self.model.seats:
            before = self.table.tick().o
            self.table.invites("ITU", "itu")
            self.model.seats.append("ITU")
            assert self.table.o == before
            self.compare()

    @rule(by=people, days=st.sampled_from([0, 200, 400]))
    def somebody_schedules_the_review(self, by: str, days: int) -> None:
        m = self.model
        at = self.table.now + timedelta(days=days)
        adopted = m.stage == "adopted"
        if m.stage == "review":
            return
        possible = by in ("sec", "chair") and adopted and days > 0
        if possible:
            m.review_on = at
            if m.outcome == "final":
                m.deadline = at
        self.attempt(by, c.ScheduleReview(at), possible)

    # What always holds

    @invariant()
    def what_time_decides_is_decided_once(self) -> None:
        s = self.table.situation()
        assert settle(s.after(settle(s))) == ()

    @invariant()
    def every_state_can_end(self) -> None:
        """I-17 and no dead end: somebody can always bring it to an end by one step."""
        s = self.table.situation("sec")
        s = s.after(settle(s))
        if s.objective.stage not in ENDS:
            name = "conclude_review" if s.objective.stage == "review" else "withdraw"
            ended = s.after(decide(s, c.TakeStep(name, "Enough")))
            assert ended.objective.stage in ENDS

    @invariant()
    def every_change_since_the_last_look_was_lawful(self) -> None:
        """I-03, I-05 to I-09, I-11, I-13 to I-17, change by change."""
        for change in self.table.log[self.checked :]:
            o = change.before
            for event in change.events:
                if o is not None:
                    self.one_event(o, event)
                elif isinstance(event, e.BallotOpened):
                    self.open.add(event.ballot.number)
                o = self.folded(o, event, change.after)
            assert o is not None
            assert replace(o, version=change.after.version) == change.after
            self.deadline_is_told(change.events, change.messages)
        self.checked = len(self.table.log)

    def folded(
        self, o: Objective | None, event: e.ObjectiveEvent, after: Objective
    ) -> Objective | None:
        if o is None:
            return after if isinstance(event, e.BallotOpened) else None
        return evolve(o, event)

    def one_event(self, o: Objective, event: e.ObjectiveEvent) -> None:
        match event:
            case e.StageEntered():
                assert (o.stage, event.run.stage) in legal_moves(WORKFLOW)
                assert event.run.number == o.run.number + 1
                assert event.run.entered_at >= o.run.entered_at
            case e.BallotOpened():
                assert not self.open, "two open ballots"
                assert event.ballot.number == o.ballots + 1
                assert event.ballot.text_hash == o.text.hash
                self.open.add(event.ballot.number)
            case e.BallotClosed():
                assert event.ballot in self.open
                assert event.ballot not in self.closed
                assert o.ballot is not None
                assert o.ballot.opened_at <= event.at
                self.open.discard(event.ballot)
                self.closed[event.ballot] = event.state
            case e.PositionRecorded():
                self.position_is_lawful(o, event)
            case e.Adopted():
                assert self.closed[event.instrument.ballot] is BallotState.CLOSED
                assert o.ballot is not None
                assert (o.ballot.number, o.ballot.passed) == (event.instrument.ballot, True)
                assert event.instrument.text_hash == o.ballot.text_hash
            case e.DeadlineChanged() if o.ballot is not None and o.stage in BALLOTS:
                assert o.ballot.state is BallotState.OPEN
            case _:
                pass

    def position_is_lawful(self, o: Objective, event: e.PositionRecorded) -> None:
        position, ballot = event.position, o.ballot
        assert ballot is not None
        assert ballot.number == event.ballot
        assert event.ballot in self.open
        assert position.at < ballot.deadline.at
        assert position.organisation in {s.organisation for s in ballot.seats}
        assert position.number == ballot.recorded + 1
        if position.carried_from is None:
            assert any(
                d.person == position.by
                and d.organisation == position.organisation
                and d.capacity in SUBMITTING
                and serving(d, position.at)
                for d in self.table.negotiation.delegates
            )
        else:
            assert position.carried_from == ballot.number - 1
            assert position.at == ballot.opened_at

    def deadline_is_told(
        self, events: tuple[e.ObjectiveEvent, ...], messages: tuple[object, ...]
    ) -> None:
        """I-16: whoever has a seat in an open ballot learns that its deadline was moved."""
        moved = [x for x in events if isinstance(x, e.DeadlineChanged) and x.deadline]
        ballot = self.table.ballot
        if moved and moved[0].run == self.table.o.run.number and self.table.stage in BALLOTS:
            told = {
                getattr(m, "organisation", None)
                for m in messages
                if getattr(m, "kind", None) in (Kind.DEADLINE_CHANGED, Kind.STAGE_CHANGED)
            }
            assert told >= {s.organisation for s in ballot.seats}

    @invariant()
    def what_is_adopted_is_what_was_put_forward(self) -> None:
        """I-12, and the record reads back."""
        o = self.table.o
        if o.instrument is not None:
            assert text_hash(self.table.texts[o.instrument.text]) == o.instrument.text_hash
            assert o.instrument.text_hash == o.text.hash
        for position in self.table.ballot.positions.values():
            assert position.kind in self.table.ballot.kinds
        assert decode(Objective, encode(o)) == o


AnyoneAnytime.TestCase.settings = settings(
    max_examples=settings().max_examples * 2 // 5, stateful_step_count=40
)
TestAnyoneAnytime = AnyoneAnytime.TestCase
