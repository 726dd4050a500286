"""What answers hold about what blocks consensus."""

from __future__ import annotations

from placet.api.v1.asking import Shown
from placet.engine.board import Blocked
from placet.engine.board_views import BlockersView
from placet.templates.blocker_words import blocked_phrases, what_if_phrases


class AgainstShown(Shown):
    """Somebody whose position stands in the way; `enough`: the rule were met without it."""

    organisation: str
    kind: str
    paragraphs: tuple[str, ...]
    offered: bool
    resolve: str
    enough: bool | None


class ConcernBlocking(Shown):
    """A concern that is to be settled."""

    number: int
    organisation: str
    title: str


class BlockedShown(Shown):
    """An objective with what stands in the way, in words and as data.

    `stages` is how many steps lie before adoption, `changes` the smallest number of changes
    after which the rule is met (of an objective that asks for no position: of open things), and
    `open_beside` how many things are open beside positions.  `reserves` are held, `unsatisfied`
    is who does not find a comment answered, `awaits` are objectives of the same package that are
    not adopted, `fallen` those that ended without, `rival` an alternative that is adopted.
    """

    ref: str
    title: str
    passes: bool
    stages: int
    changes: int
    open_beside: int
    phrases: tuple[str, ...]
    what_if: tuple[str, ...]
    against: tuple[AgainstShown, ...]
    silent: tuple[str, ...]
    bounced: tuple[str, ...]
    unconfirmed: tuple[str, ...]
    comments_open: int
    reviews_open: tuple[str, ...]
    brackets: int | None
    decision: bool
    concerns: tuple[ConcernBlocking, ...]
    reserves: tuple[str, ...]
    unsatisfied: tuple[str, ...]
    endorsers_missing: int
    awaits: tuple[str, ...]
    fallen: tuple[str, ...]
    rival: str
    answers_unpublished: int

    @classmethod
    def of(cls, found: Blocked, view: BlockersView) -> BlockedShown:
        """What blocks one objective."""
        o, beside = found.column.objective, found.beside
        return cls(
            ref=o.ref,
            title=o.title,
            passes=found.passes,
            stages=found.reach.stages,
            changes=found.reach.changes,
            open_beside=found.reach.beside,
            phrases=blocked_phrases(found, view.places.get(o.ref)),
            what_if=what_if_phrases(found),
            against=tuple(map(AgainstShown.model_validate, found.against)),
            silent=found.silent,
            bounced=found.bounced,
            unconfirmed=found.unconfirmed,
            comments_open=found.comments_open,
            reviews_open=found.reviews_open,
            brackets=found.brackets,
            decision=found.decision,
            concerns=tuple(map(ConcernBlocking.model_validate, beside.concerns)),
            reserves=beside.reserves,
            unsatisfied=beside.unsatisfied,
            endorsers_missing=beside.endorsers,
            awaits=beside.awaits,
            fallen=beside.fallen,
            rival=beside.rival,
            answers_unpublished=beside.drafts,
        )


class BlockersShown(Shown):
    """Every objective that is negotiated, nearest to adoption first; what passes comes last."""

    symbol: str
    items: tuple[BlockedShown, ...]

    @classmethod
    def of(cls, view: BlockersView) -> BlockersShown:
        """What blocks."""
        items = tuple(BlockedShown.of(b, view) for b in (*view.blocked, *view.passing))
        return cls(symbol=view.board.negotiation.symbol, items=items)
