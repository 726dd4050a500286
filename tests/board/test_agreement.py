"""The cell of the board, the sentence, the page of the objective and the verdict agree.

I-46 of the invariants: five hundred random negotiations, by every shipped procedure and with
every way of disclosing positions, each looked at by everybody who may look.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest

from placet.api.pages.board_order import total_of
from placet.api.pages.objective_parts import roll
from placet.engine.access import Actor, Standing, standing
from placet.engine.board import CellState, Column, blocked, column, rows_of
from placet.engine.board.besides import beside_of
from placet.engine.board.distance import needed_count
from placet.engine.decide import settle
from placet.engine.decide.counting import counted
from placet.engine.disclosure import comments_are_sealed, sees_everybody, sees_the_count
from placet.engine.model import Ballot, BallotState, Position, SubState
from placet.engine.owing import owing
from placet.engine.parties import at_the_table, outside
from placet.engine.rules.evaluating import held_of
from placet.engine.rules.pivot import what_if
from placet.engine.views import ObjectiveView
from placet.templates.board_words import cell_label, column_needs
from placet.templates.needs import needed_sentence, progress_sentence
from tests.board.random_tables import Random500, negotiation, readers, variants

COUNT = 500
WORKFLOWS = variants()


@pytest.fixture(scope="module")
def made() -> tuple[Random500, ...]:
    """The five hundred, each made once."""
    return tuple(negotiation(seed, WORKFLOWS) for seed in range(COUNT))


def columns(of: Random500) -> Iterator[tuple[Actor, Column]]:
    """The objective of a negotiation as everybody who may look sees it on the board."""
    table = of.table
    s = table.situation()
    o = s.after(settle(s)).objective
    ballots = [b for b in of.ballots() if o.ballot is None or b.number != o.ballot.number]
    ballots += [o.ballot] if o.ballot is not None else []
    for actor in readers(of):
        ballots.sort(key=lambda b: b.number)
        yield (
            actor,
            column(table.workflow, table.negotiation, o, tuple(ballots), actor, table.now),
        )


def looked_at(c: Column, actor: Actor) -> ObjectiveView:
    """What the page of the objective is made of, for the same reader."""
    from types import SimpleNamespace
    from typing import cast

    view = SimpleNamespace(
        workflow=c.workflow, ballots=c.ballots, ballot=c.ballot, objective=c.objective
    )
    return cast(ObjectiveView, view)


def test_they_are_five_hundred_and_of_every_kind(made: tuple[Random500, ...]) -> None:
    assert len(made) == COUNT
    seen = Counter(of.table.workflow.name for of in made)
    assert set(seen) == {name for name, _ in WORKFLOWS}
    states = Counter(
        cell.state
        for of in made
        for _, c in columns(of)
        for cell in c.cells(p.organisation for p in of.table.negotiation.participants)
    )
    assert set(states) == set(CellState), "each kind of cell was seen"
    assert min(states.values()) > 20


def test_everything_that_stands_beside_a_position_was_seen(made: tuple[Random500, ...]) -> None:
    seen = Counter[str]()
    for of in made:
        for _, c in columns(of):
            rows = rows_of(of.table.negotiation, (c,))
            away = outside(of.table.negotiation)
            beside = beside_of(c)
            for cell in c.cells(rows):
                held = cell.position
                seen["by proxy"] += bool(held and held.cast_by)
                seen["entered"] += bool(held and held.evidence)
                seen["late"] += cell.late is not None
                seen["expected"] += bool(cell.awaiting and cell.awaiting.expected)
                seen["left with a seat"] += cell.organisation in away
            seen["observer"] += any(p.observer for p in of.table.negotiation.participants)
            seen["concern"] += bool(beside.concerns)
            seen["reserve"] += bool(beside.reserves)
    assert min(seen.values()) > 10, seen
    assert len(seen) == 8


def test_while_comments_are_sealed_a_cell_of_others_tells_delegates_nothing(
    made: tuple[Random500, ...],
) -> None:
    sealed = told = 0
    for of in made:
        for actor, c in columns(of):
            o = c.sight.s.objective
            if c.asks != "comment" or not comments_are_sealed(c.workflow, o):
                continue
            who = standing(actor, of.table.negotiation, of.table.now)
            spoken = {x.organisation for x in o.comments.values()} | set(o.no_comments)
            for cell in c.cells(at_the_table(of.table.negotiation)):
                if cell.state is CellState.NOT_ENTITLED:
                    continue
                if cell.organisation == who.organisation:
                    told += cell.state in (CellState.COMMENTED, CellState.NO_COMMENTS)
                    assert (cell.state is CellState.OWED) <= (cell.organisation not in spoken)
                elif not _serves(who):
                    assert (cell.state, cell.comments) == (CellState.HIDDEN, 0), of.seed
                    sealed += 1
    assert sealed > 50
    assert told > 5


def test_a_cell_holds_the_position_that_the_page_lists(made: tuple[Random500, ...]) -> None:
    for of in made:
        for actor, c in columns(of):
            ballot = c.ballot
            if ballot is None or c.asks == "comment":
                continue
            page = roll(looked_at(c, actor), ballot)
            listed = {
                p.organisation: p
                for group in (*page.against, *page.others)
                for p in (*group.aloud, *group.plain)
            }
            shown = {x.organisation: x for x in c.cells(s.organisation for s in ballot.seats)}
            held = {k: x.position for k, x in shown.items() if x.version == ballot.text}
            held = {k: p for k, p in held.items() if p is ballot.positions.get(k)}
            assert held == listed, of.seed
            hidden = {k for k, x in shown.items() if x.state is CellState.HIDDEN}
            assert hidden == set(page.hidden) - set(c.owing), of.seed
            stale = {s.organisation: s.kind for s in page.stale}
            if c.asks == "position":
                struck = {
                    k: x.position.kind
                    for k, x in shown.items()
                    if x.state is CellState.STALE and x.position and k not in listed
                }
                assert {k: v for k, v in struck.items() if k not in page.hidden} == stale, of.seed


def test_what_the_verdict_counts_the_cells_show(made: tuple[Random500, ...]) -> None:
    compared = 0
    for of in made:
        for _, c in columns(of):
            if c.verdict is None or not c.counts or c.ballot is None or c.ballot.hidden:
                continue
            cells = c.cells(s.organisation for s in c.ballot.seats)
            shown = {
                x.organisation: x.position.kind
                for x in cells
                if x.state is CellState.HELD and x.position
            }
            counted_as = {o: kind for kind, held in c.verdict.holding.items() for o in held}
            assert counted_as == {o: k for o, k in shown.items() if o in counted_as}, of.seed
            assert not set(shown) & set(c.verdict.silent), of.seed
            against = {x.organisation for x in cells if x.against}
            assert set(c.verdict.blockers) <= against | set(c.verdict.silent), of.seed
            total = total_of(c, cells)
            assert (total.have, total.seats) == (c.ballot.answered, len(c.ballot.seats))
            assert total.met is c.verdict.passes
            needs = 0 if c.verdict.passes else needed_count(c.verdict.needed)
            assert total.needs == needs
            compared += 1
    assert compared > 500


def test_the_sentence_is_that_of_the_verdict_and_of_the_page(made: tuple[Random500, ...]) -> None:
    for of in made:
        for actor, c in columns(of):
            said = column_needs(c)
            if c.verdict is None or not c.counts:
                assert said == ""
                continue
            stored = c.sight.s.objective.ballot
            assert stored is not None
            whole = counted(c.workflow, stored)
            who = standing(actor, of.table.negotiation, of.table.now)
            assert sees_the_count(stored, who)
            if sees_everybody(stored, who):
                assert c.verdict == whole
                assert said == needed_sentence(whole)
            else:
                assert c.verdict.passes is whole.passes
                assert c.verdict.findings == whole.findings
                assert not any(s.organisation in said.split() for s in stored.seats)
            assert c.ballot is not None
            page = progress_sentence(c.verdict, c.ballot.answered, len(c.ballot.seats))
            assert ("is met" in page) is c.verdict.passes or c.verdict.needed


def test_who_owes_on_the_board_is_who_is_asked_and_reminded(made: tuple[Random500, ...]) -> None:
    for of in made:
        seats = [p.organisation for p in of.table.negotiation.participants]
        for actor, c in columns(of):
            asked = {x.organisation for x in c.cells(seats) if x.asks}
            assert asked == set(c.owing), of.seed
            who = standing(actor, of.table.negotiation, of.table.now)
            s = c.sight.s
            everybody = set(owing(s.workflow, s.negotiation, s.objective, s.now))
            if who.secretariat or who.chair:
                assert asked == everybody, of.seed
            assert asked <= everybody


def test_nothing_hidden_is_in_any_cell(made: tuple[Random500, ...]) -> None:
    """A cell that is not the reader's own says no more than disclosure allows."""
    hidden = 0
    for of in made:
        seats = [p.organisation for p in of.table.negotiation.participants]
        for actor, c in columns(of):
            stored = c.sight.s.objective.ballot
            who = standing(actor, of.table.negotiation, of.table.now)
            if stored is None or sees_everybody(stored, who) or c.asks == "comment":
                continue
            flipped = _without_answers(c, stored, who)
            for mine, other in zip(c.cells(seats), flipped.cells(seats), strict=True):
                if mine.position is not None and _mine(mine.position, who):
                    continue
                if stored.breaker == "disclosed" and mine.organisation != who.organisation:
                    if stored.visibility in ("sealed", "secret") and not _serves(who):
                        before = [b for b in c.ballots if b.number != stored.number]
                        told = [b.positions.get(mine.organisation) for b in before]
                        assert mine.position in (None, *told), of.seed
                        assert cell_label(mine) == cell_label(other), of.seed
                        hidden += 1
    assert hidden > 500


def _serves(who: Standing) -> bool:
    return who.secretariat or who.chair


def _mine(p: Position, who: Standing) -> bool:
    """Whether the reader's organisation holds it, or cast it for another."""
    return who.organisation is not None and who.organisation in (p.organisation, p.cast_by)


def _without_answers(c: Column, stored: Ballot, who: Standing) -> Column:
    """The same where the others hold other positions: the reader must not see a difference."""
    from dataclasses import replace

    kinds = stored.kinds
    held = {
        code: p
        if _mine(p, who)
        else replace(p, kind=kinds[(kinds.index(p.kind) + 1) % len(kinds)], reasons="Otherwise")
        for code, p in stored.positions.items()
    }
    s = c.sight.s
    o = replace(s.objective, ballot=replace(stored, positions=held))
    ballots = tuple(o.ballot if b.number == stored.number else b for b in c.sight.all_ballots)
    of = tuple(b for b in ballots if b is not None)
    return column(s.workflow, s.negotiation, o, of, s.actor, s.now)


def test_every_blocked_objective_is_listed_with_what_the_verdict_says(
    made: tuple[Random500, ...],
) -> None:
    """UX-24: nothing that could not be adopted is missing; what would turn it turns it."""
    turned = lifted = 0
    for of in made:
        for actor, c in columns(of):
            found = blocked(c)
            if found is None:
                assert c.stage.end
                continue
            if actor.person != "sec":
                continue
            passes = c.counts and c.verdict is not None and c.verdict.passes
            assert found.passes is bool(passes), of.seed
            if c.verdict is not None and c.counts and not passes:
                assert found.needed == c.verdict.needed
            ballot = c.sight.s.objective.ballot
            if found.changes is not None and found.changes.changes:
                assert ballot is not None
                terms = c.workflow.terms(ballot.rule, ballot.kinds)
                held = held_of(ballot.positions)
                assert what_if(terms, ballot.seats, held, found.changes.changes).passes
                assert found.reach.changes == len(found.changes.changes) or not found.changes.exact
                turned += 1
            for one in found.against:
                lifted += one.enough is not None
            waits = c.objective.run.state is SubState.CLOSED and not c.stage.end
            assert found.decision or not waits
            if ballot is not None and ballot.state is BallotState.OPEN and c.counts:
                assert set(found.silent) == set(c.owing)
    assert turned > 20
    assert lifted > 10
