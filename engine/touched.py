"""Which part of an objective an event changes, and the value of that part.

`touched_object` names it and `part` gives its value before or after, so that each entry of
the ledger carries the hash of both.
"""

from __future__ import annotations

from dataclasses import replace

from placet.engine import events as e
from placet.engine.model import Objective


def touched_object(event: e.ObjectiveEvent) -> str:
    """The part of the objective that an event changes, as a path: `comment/3`."""
    match event:
        case e.BallotOpened():
            return f"ballot/{event.ballot.number}"
        case e.BallotClosed():
            return f"ballot/{event.ballot}"
        case e.PositionRecorded():
            return f"ballot/{event.ballot}/position/{event.position.organisation}"
        case e.PositionWithdrawn() | e.PositionConfirmed():
            return f"ballot/{event.ballot}/position/{event.organisation}"
        case e.CommentMade():
            return f"comment/{event.comment.number}"
        case e.CommentAnswered():
            return f"comment/{event.number}"
        case e.ObjectiveProposed() | e.TextRevised():
            return f"text/{event.head.number}"
        case e.AmendmentProposed():
            return f"amendment/{event.amendment.number}"
        case (
            e.CosponsorJoined()
            | e.CosponsorLeft()
            | e.TreatmentProposed()
            | e.TreatmentAnswered()
            | e.AmendmentDecided()
            | e.AmendmentReopened()
        ):
            return f"amendment/{event.number}"
        case e.AgreementNoted() | e.ParagraphsAgreed() | e.ParagraphsReopened():
            return "agreements"
        case e.PackageFormed():
            return f"package/{event.package.number}"
        case e.PackageDissolved():
            return f"package/{event.number}"
        case e.BracketSettled():
            return f"text/{event.version}"
        case e.TranslationRecorded():
            return f"translation/{event.language}"
        case e.Adopted() | e.AdoptionUndone() | e.SignatureRecorded():
            return "instrument"
        case e.EntryIntoForceSet() | e.ReviewScheduled():
            return "instrument"
        case e.ProvisionsNamed():
            return "grounds"
        case _:
            return "stage"


def part(o: Objective | None, path: str) -> object:
    """The value of that part of an objective, or None where it has none (yet)."""
    if o is None:
        return None
    match path.split("/"):
        case ["ballot", which, "position", organisation]:
            mine = o.ballot is not None and o.ballot.number == int(which)
            return o.ballot.positions.get(organisation) if mine and o.ballot else None
        case ["ballot", number]:
            mine = o.ballot is not None and o.ballot.number == int(number)
            return replace(o.ballot, positions={}, recorded=0) if mine and o.ballot else None
        case ["comment", number]:
            return o.comments.get(int(number))
        case ["amendment", number]:
            return o.amendments.get(int(number))
        case ["grounds"]:
            return o.rests_on
        case ["agreements"]:
            return o.agreements
        case ["package", number]:
            return next((p for p in o.packages if p.number == int(number)), None)
        case ["translation", _]:
            return None
        case ["text", _]:
            return o.text
        case ["instrument"]:
            return o.instrument
        case _:
            return _bare(o)


def _bare(o: Objective) -> Objective:
    """The objective without what has entries of its own, or follows from such entries."""
    bare = replace(o, ballot=None, comments={}, instrument=None, version=0)
    bare = replace(bare, outcomes={}, last_passed=None)
    return replace(bare, amendments={}, agreed=(), agreements={}, packages=(), rests_on={})
