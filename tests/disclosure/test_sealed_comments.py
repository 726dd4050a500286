"""Sealed comments are their authors' own until the call for them closes, everywhere."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from placet.engine import commands as c
from placet.engine.definition import Workflow
from placet.engine.disposing import Choice
from placet.engine.draft import agreement_of
from placet.engine.errors import NotAllowed, NotFound
from placet.engine.model import CommentType, Disposition
from placet.engine.store import Database
from tests.disclosure.tables import READERS, TABLE, Sea, procedure
from tests.disclosure.test_disclosure import said

SAID = "Our soundings stop at the shelf"
NONE = "AUR"
"""Who said that it has no comments."""


def sealing() -> Workflow:
    """Comments are made beside the ballot, and sealed."""
    made = procedure()
    stage = replace(made.stages["silence"], collects_comments=True, comments_sealed=True)
    drafting = replace(made.stages["consultation"], text_changed_by=("lead", "secretariat"))
    return replace(made, stages={**made.stages, "silence": stage, "consultation": drafting})


@pytest.fixture
def sea(sqlite_template: Path, tmp_path: Path) -> Sea:
    """BOR has commented, AUR said that it has no comments."""
    path = tmp_path / "placet.db"
    shutil.copy(sqlite_template, path)
    table = Sea(Database(f"sqlite:///{path}"), sealing())
    made = c.MakeComment(CommentType.SUBSTANTIVE, SAID, "p1", "Parties share some.")
    table.do("bor", made, objective=table.ref)
    table.do("aur", c.StateNoComments(), objective=table.ref)
    return table


def everything(table: Sea, reader: str) -> dict[str, object]:
    """All that a reader can ask for."""
    who, ref = table.people[reader], table.ref
    view = table.cases.objective(who, ref)
    return {
        "objective": view,
        "table": table.cases.negotiation(who, TABLE),
        "inbox": table.cases.inbox(who),
        "record": table.cases.audit(who, TABLE),
        "record of it": table.cases.audit(who, TABLE, ref),
        "paragraph": table.cases.paragraph(who, ref, "p1"),
        "remarks": table.cases.remarks(who, ref),
        "dispositions": table.cases.dispositions(who, ref, Choice()),
        "draft": agreement_of(view, view.checkpoint),
    }


@pytest.mark.parametrize("reader", READERS)
def test_a_sealed_comment_is_in_no_view_but_those_of_its_organisation(
    sea: Sea, reader: str
) -> None:
    for name, value in everything(sea, reader).items():
        words = said(value)
        if reader != "bor":
            assert SAID not in words, name
            assert "Parties share some." not in words, name
    view = sea.cases.objective(sea.people[reader], sea.ref)
    assert len(view.comments) == (1 if reader == "bor" else 0)
    assert view.objective.comments_hidden == (0 if reader == "bor" else 1)
    knows = reader in ("sec", "chair", "aur", "olga")
    assert view.objective.no_comments == ((NONE,) if knows else ())
    if reader != "bor":
        with pytest.raises(NotFound):
            sea.cases.disposition(sea.people[reader], sea.ref, 1)


@pytest.mark.parametrize("reader", [r for r in READERS if r != "bor"])
def test_the_whole_record_waits_for_the_close(sea: Sea, reader: str) -> None:
    with pytest.raises(NotAllowed):
        sea.cases.whole_record(sea.people[reader], TABLE)
    sea.close()
    sea.cases.whole_record(sea.people[reader], TABLE)


@pytest.mark.parametrize("reader", READERS)
def test_once_the_call_is_closed_everybody_reads_it(sea: Sea, reader: str) -> None:
    sea.clock.at = sea.cases.objective(sea.people["sec"], sea.ref).objective.run.deadline.at  # type: ignore[union-attr]
    view = sea.cases.objective(sea.people[reader], sea.ref)  # nobody wrote the close down yet
    assert [x.body for x in view.comments] == [SAID]
    sea.close()
    for name, value in everything(sea, reader).items():
        if name in ("objective", "record", "record of it", "paragraph", "remarks", "dispositions"):
            assert SAID in said(value), name


def test_a_draft_of_an_answer_is_in_no_view_but_of_those_who_answer(sea: Sea) -> None:
    sea.close()
    answer = c.AnswerComment(1, Disposition.NOTED, "It is beyond the mandate")
    sea.do("sec", answer, objective=sea.ref)
    for reader in READERS:
        for name, value in everything(sea, reader).items():
            if reader not in ("sec", "aur"):  # AUR leads, and changes the text
                assert "beyond the mandate" not in said(value), (reader, name)
    with pytest.raises(NotAllowed):
        sea.cases.whole_record(sea.people["bor"], TABLE)
    sea.do("sec", c.PublishDispositions(), objective=sea.ref)
    for reader in READERS:
        assert "beyond the mandate" in said(sea.cases.objective(sea.people[reader], sea.ref))
        assert "beyond the mandate" in said(sea.cases.audit(sea.people[reader], TABLE, sea.ref))
