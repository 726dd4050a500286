"""What is open beside positions and comments, as far as the reader may know of it.

A concern, a scrutiny reserve and an author who is not satisfied change no count; an objective
that is linked waits for others or is overtaken by one.  All of it stands between an objective
and a result that everybody can live with, so it is said beside what the rule misses.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from placet.engine.board.columns import Column
from placet.engine.concerns import Concern, open_concerns
from placet.engine.decide.situation import endorsing
from placet.engine.links import awaited, fallen, rival_adopted
from placet.engine.statements import reserves_held


@dataclass(frozen=True, slots=True)
class Beside:
    """What is open beside positions and comments.

    `reserves` are organisations whose scrutiny reserve is held, `unsatisfied` those that said
    that the answer to a comment of theirs does not do; `endorsers` is how many are missing;
    `awaits` are the objectives of the same package that are not adopted for good, `fallen` those
    of them that have ended without; `rival` is the alternative that is adopted; `drafts` are
    answers to comments that are not published, for those who see them.
    """

    concerns: tuple[Concern, ...] = ()
    reserves: tuple[str, ...] = ()
    unsatisfied: tuple[str, ...] = ()
    endorsers: int = 0
    awaits: tuple[str, ...] = ()
    fallen: tuple[str, ...] = ()
    rival: str = ""
    drafts: int = 0

    @property
    def count(self) -> int:
        """How many things that are."""
        named = (self.concerns, self.reserves, self.unsatisfied, self.awaits)
        return sum(map(len, named)) + self.endorsers + self.drafts + bool(self.rival)


NOTHING = Beside()


def beside_of(c: Column) -> Beside:
    """What is open beside the positions and comments of an objective."""
    o, s = c.objective, c.sight.s
    links, others = s.negotiation.links, s.others
    comments = o.comments.values()
    return Beside(
        concerns=open_concerns(o.concerns.values()),
        reserves=_each(x.organisation for x in reserves_held(o.statements.values())),
        unsatisfied=_each(x.organisation for x in comments if x.satisfied is False),
        endorsers=max(0, c.stage.endorsers - len(endorsing(s.negotiation, o))),
        awaits=awaited(links, o.ref, others),
        fallen=fallen(links, o.ref, others),
        rival=rival_adopted(links, o.ref, others),
        drafts=sum(x.disposition is not None and not x.published for x in comments),
    )


def _each(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
