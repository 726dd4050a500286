"""An objective brought to the stage that a test is about, through the use cases.

AUR leads; Fay answers for it, Dora for BOR, and nobody for CYG.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from placet.engine import commands as c
from placet.engine.agreements import Level
from placet.engine.amendments import Treating
from placet.engine.model import Ballot, CommentType, Disposition, Qualifier
from placet.engine.text import Act, Change, Kind, Paragraph, Text
from placet.engine.views import ObjectiveView
from tests.pages.house import TABLE, House

FIRST = "The organisations [shall / should] share *all* soundings of the sea."
SECOND = "A review takes place [two / three] years after adoption."
WHOLE = (
    "[AUR: Soundings that could identify a vessel are not exchanged under this objective. / "
    "BOR: Soundings that could identify a vessel are exchanged only in aggregate.]"
)


def proposed(house: House, *words: str) -> str:
    """A new objective with these paragraphs; its reference."""
    given = words or (FIRST, SECOND, WHOLE)
    text = Text(
        (
            Paragraph("p1", Kind.PREAMBULAR, "*Recalling* that the sea is deep,"),
            *(Paragraph(f"p{n}", Kind.OPERATIVE, said) for n, said in enumerate(given, 2)),
        )
    )
    command = c.Propose("Chart the sea", "One chart for all.", text, len(given) + 1)
    return house.root.cases.handle(house.actor("fay"), command, negotiation=TABLE).object


def do(house: House, name: str, ref: str, command: c.ObjectiveCommand) -> None:
    """Give a command."""
    house.root.cases.handle(house.actor(name), command, objective=ref)


def seen(house: House, ref: str, name: str = "ada") -> ObjectiveView:
    """The objective as this person sees it."""
    return house.root.cases.objective(house.actor(name), ref)


def ballot(house: House, ref: str) -> Ballot:
    """The present ballot."""
    found = seen(house, ref).ballot
    assert found is not None
    return found


def hold(house: House, name: str, ref: str, kind: str, **more: object) -> None:
    """Record a position."""
    b = ballot(house, ref)
    do(house, name, ref, c.RecordPosition(b.number, b.text_hash, kind, **more))  # type: ignore[arg-type]


def later(house: House, days: int = 0, minutes: int = 0) -> None:
    """Move the clock and do what fell due."""
    passed_by(house, days, minutes)
    house.root.cases.tick()


def passed_by(house: House, days: int = 0, minutes: int = 0) -> None:
    """Move the clock; nobody has done yet what fell due."""
    assert house.root.still is not None
    house.root.still.advance(timedelta(days=days, minutes=minutes))


def in_comment(house: House, *words: str) -> str:
    """An objective that is open for comments."""
    ref = proposed(house, *words)
    hold(house, "fay", ref, "support")
    hold(house, "dora", ref, "support")
    later(house, days=15)
    assert seen(house, ref).stage.name == "comment"
    return ref


def in_revision(house: House, *words: str) -> str:
    """An objective under revision, with one comment."""
    ref = in_comment(house, *words)
    said = c.MakeComment(
        CommentType.TECHNICAL, "Say how deep.", "p2", FIRST.replace("*all*", "deep")
    )
    do(house, "dora", ref, said)
    do(house, "ada", ref, c.TakeStep("close_comments"))
    return ref


def amended(house: House) -> str:
    """An objective under revision with three amendments, of which the first two clash.

    AUR would have "must" in paragraph 1 and BOR "may"; BOR adds a paragraph, for which a
    shorter wording is proposed.  The preamble is agreed, paragraphs 1 and 2 are linked.
    """
    ref = in_revision(house)
    must, may = (FIRST.replace("[shall / should]", word) for word in ("must", "may"))
    added = Change(Act.ADD, words="The chart is free.", kind=Kind.OPERATIVE, after="p3")
    propose(house, "fay", ref, Change(Act.REPLACE, "p2", must), "Shall is not enough.")
    propose(house, "dora", ref, Change(Act.REPLACE, "p2", may))
    propose(house, "dora", ref, added)
    modified = replace(added, words="The chart is free of charge.")
    do(house, "ada", ref, c.ProposeTreatment(3, Treating.MODIFY, "Says more.", modified))
    do(house, "bea", ref, c.AgreeParagraphs(1, ("p1",), Level.AGREED))
    do(house, "bea", ref, c.FormPackage("Sharing and review", ("p2", "p3")))
    return ref


def propose(house: House, name: str, ref: str, change: Change, reason: str = "") -> None:
    """Propose an amendment on the present version."""
    base = seen(house, ref).objective.text.number
    do(house, name, ref, c.ProposeAmendment(base, change, reason))


def in_endorsement(house: House, *words: str) -> str:
    """An objective that was put forward."""
    ref = in_revision(house, *words)
    do(house, "ada", ref, c.AnswerComment(1, Disposition.NOTED, "Noted with thanks."))
    do(house, "ada", ref, c.TakeStep("put_forward"))
    assert seen(house, ref).stage.name == "endorsement"
    return ref


def adopted(house: House) -> str:
    """An adopted objective, with AUR's position still to be confirmed."""
    ref = in_endorsement(house)
    hold(house, "fay", ref, "endorse", qualifiers=(Qualifier.AD_REFERENDUM,))
    hold(house, "dora", ref, "endorse")
    later(house, days=30)
    assert seen(house, ref).objective.instrument is not None
    return ref
