"""The agreement draft: what a text says, who holds what on it, and what it is worth now.

Theory.  A draft is a reading of what is recorded, at one instant, and adds nothing to it.  It
exists at every stage; what is not there yet (a ballot, a verdict, an instrument) is left out,
never guessed.  Positions belong to a text: those that were recorded on other words, or on a
ballot that was superseded, do not appear as positions, they are only counted.  Signature
lines follow from recorded positions and signatures alone.  The words that people read around
all this are made elsewhere, from these values, once for the page and the PDF.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from placet.engine.annex import Annex, Group, Held, SignatureLine, annex_of, signature_lines
from placet.engine.groups import GroupStatement
from placet.engine.model import (
    Ballot,
    BallotState,
    Instrument,
    Negotiation,
    Objective,
    Organisation,
    Position,
    TextHead,
)
from placet.engine.rules import RuleSentence, Terms, Verdict, rule_sentence_values
from placet.engine.statements import Statement, printed
from placet.engine.text import (
    BracketTree,
    Kind,
    Text,
    as_read,
    direction,
    find,
    labelled,
    names_of,
    spans,
)
from placet.engine.views import ObjectiveView

__all__ = [
    "ADOPTED",
    "EARLIER",
    "PROVISIONAL",
    "AgreementDraft",
    "Annex",
    "Group",
    "Held",
    "Line",
    "OpenBrackets",
    "SignatureLine",
    "agreement",
    "agreement_of",
]

ADOPTED = "adopted"
PROVISIONAL = "adopted_provisionally"
EARLIER = "earlier_version"

STATE_OF_STAGE = {
    "proposal": "proposed",
    "comment": "open_for_comments",
    "revision": "under_revision",
    "endorsement": "put_forward",
    "review": "in_review",
}
"""What the stages of the default workflow mean, for callers that have no workflow."""


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph: its number as people see it (may be empty) and its words as spans."""

    id: str
    depth: int
    kind: Kind
    label: str
    tree: BracketTree


@dataclass(frozen=True, slots=True)
class OpenBrackets:
    """A paragraph with brackets: how many it opens, and how many it closes that nobody opened.

    A sub-paragraph is named in full: 4(a).
    """

    id: str
    label: str
    opened: int
    astray: int = 0


@dataclass(frozen=True, slots=True)
class AgreementDraft:
    """An agreement draft, whole.

    `state` is one of the workflow's states, or "adopted_provisionally" or
    "earlier_version" (of a text that a newer version has replaced).  `rule` and `verdict`
    are there once positions are sought on this very text.  `elsewhere` counts positions
    that were recorded on `elsewhere_version` and do not apply to this one.  `agreed` are the
    names of paragraphs that are agreed ad referendum; `statements` go out with the text, each
    with the names of its paragraphs; `late` positions were never counted, nor is what groups
    said (`spoken`) on the ballot of the annex.
    """

    symbol: str
    table: str
    zone: str
    ref: str
    title: str
    state: str
    version: int
    newest: int
    hash: str
    made_at: datetime
    language: str
    dir: str
    lines: tuple[Line, ...]
    brackets: tuple[OpenBrackets, ...]
    leads: tuple[str, ...]
    proposed_at: datetime
    rendered_at: datetime
    checkpoint: str
    rule: RuleSentence | None = None
    verdict: Verdict | None = None
    annex: Annex | None = None
    elsewhere: int = 0
    elsewhere_version: int = 0
    silent_become_observers: bool = False
    instrument: Instrument | None = None
    not_bound: tuple[str, ...] = ()
    signatures: tuple[SignatureLine, ...] = ()
    agreed: tuple[str, ...] = ()
    statements: tuple[tuple[Statement, tuple[str, ...]], ...] = ()
    late: tuple[Position, ...] = ()
    spoken: tuple[GroupStatement, ...] = ()

    @property
    def adopted(self) -> bool:
        """Whether these words are adopted, be it provisionally."""
        return self.instrument is not None

    @property
    def open_brackets(self) -> int:
        """How many brackets open in the text; where they only close, in how many paragraphs."""
        return sum(b.opened for b in self.brackets) or len(self.brackets)

    @property
    def is_final(self) -> bool:
        """Adopted for good, and nothing stands in brackets any more."""
        kept = self.instrument is not None and not self.instrument.provisional
        return kept and not self.brackets


def agreement(
    negotiation: Negotiation,
    objective: Objective,
    head: TextHead,
    text: Text,
    ballot: Ballot | None,
    verdict: Verdict | None,
    organisations: Mapping[str, Organisation],
    checkpoint: str,
    now: datetime,
    state: str = "",
    silent_become_observers: bool = False,
    terms: Terms | None = None,
) -> AgreementDraft:
    """The draft of one version of the text as it stands at `now`.

    `ballot` is the open or the last one, `terms` what its rule asks for, `verdict` its
    answer; all are left out where they are about another text.  `checkpoint` is the head of
    the ledger.  `state` is the state of the present stage; without it the default workflow's
    stages are assumed.
    `silent_become_observers` says what silence means there beside not counting.
    """
    instrument = objective.instrument
    if instrument is not None and instrument.text_hash != head.hash:
        instrument = None
    effects = terms.effects if terms else {}
    applies = ballot is not None and ballot.text_hash == head.hash and _decides(ballot)
    annex = (
        annex_of(negotiation, ballot, organisations, now, effects) if applies and ballot else None
    )
    elsewhere = 0 if applies or ballot is None else ballot.answered
    return AgreementDraft(
        symbol=negotiation.symbol,
        table=negotiation.title,
        zone=negotiation.zone,
        ref=objective.ref,
        title=objective.title,
        state=_state(objective, head, instrument, state),
        version=head.number,
        newest=objective.text.number,
        hash=head.hash,
        made_at=head.made_at,
        language=text.language,
        dir=direction(text),
        lines=tuple(
            Line(r.id, r.depth, r.kind, r.label or "", spans(r.paragraph.words))
            for r in labelled(text)
        ),
        brackets=_open_brackets(text),
        leads=objective.leads,
        proposed_at=objective.proposed_at,
        rendered_at=now,
        checkpoint=checkpoint,
        rule=rule_sentence_values(terms, ballot.seats) if applies and ballot and terms else None,
        verdict=verdict if applies else None,
        annex=annex,
        elsewhere=elsewhere,
        elsewhere_version=ballot.text if elsewhere and ballot else 0,
        silent_become_observers=silent_become_observers,
        instrument=instrument,
        not_bound=instrument.not_bound if instrument else (),
        signatures=signature_lines(
            instrument,
            annex,
            organisations,
            effects,
            terms is not None and terms.rule.silence == "agrees",
        )
        if instrument
        else (),
        agreed=names_of(text, objective.agreed) if head.number == objective.text.number else (),
        statements=tuple(
            (made, names_of(text, [p for p in made.paragraphs if find(text, p)]))
            for made in printed(objective.statements)
            if made.text <= head.number
        ),
        late=ballot.late if applies and ballot else (),
        spoken=tuple(s for s in objective.spoken if s.ballot == ballot.number)
        if applies and ballot
        else (),
    )


def agreement_of(view: ObjectiveView, checkpoint: str) -> AgreementDraft:
    """The draft of the version that a view shows."""
    stage = view.ballot.stage if view.ballot else view.stage.name
    observers = any(
        stage in step.sources and "silent_become_observers" in step.effects
        for step in view.workflow.steps
    )
    return agreement(
        view.negotiation,
        view.objective,
        view.shown,
        view.text,
        view.ballot,
        view.verdict,
        view.organisations,
        checkpoint,
        view.now,
        view.stage.state,
        observers,
        view.terms,
    )


def _decides(ballot: Ballot) -> bool:
    return ballot.state in (BallotState.OPEN, BallotState.CLOSED)


def _state(o: Objective, head: TextHead, instrument: Instrument | None, state: str) -> str:
    if instrument is not None:
        return PROVISIONAL if instrument.provisional else ADOPTED
    if head.number != o.text.number:
        return EARLIER
    return state or STATE_OF_STAGE.get(o.stage, o.stage)


_GRID = (Kind.TABLE, Kind.ROW, Kind.CELL)


def _open_brackets(text: Text) -> tuple[OpenBrackets, ...]:
    """The paragraphs with brackets; a bracket may end in a later paragraph than it begins.

    In a table and in an annex they are named in full.
    """
    found: list[OpenBrackets] = []
    path: list[str] = []
    depth = 0
    rows = labelled(text)
    ids = [row.id for row in rows]
    names = dict(zip(ids, names_of(text, ids), strict=True))
    for row in rows:
        above = path[row.depth - 1] if 0 < row.depth <= len(path) else ""
        label = f"{above}{row.label}" if row.label and row.kind is Kind.SUBPARAGRAPH else row.label
        path[row.depth :] = [label or above]
        if row.kind in _GRID or (label and "," in names[row.id]):
            label = names[row.id]
        opened = astray = 0
        words = as_read(row.paragraph.words)
        for char in words:
            if char == "[":
                opened, depth = opened + 1, depth + 1
            elif char == "]":
                astray, depth = astray + (depth == 0), max(depth - 1, 0)
        if opened or "]" in words:
            found.append(OpenBrackets(row.id, label or "", opened, astray))
    return tuple(found)
