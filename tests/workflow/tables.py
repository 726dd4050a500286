"""Tables of every kind, sound or not: what the proof and the drawing have to bear."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st

from placet.engine.definition import EFFECTS, ROLES, STATES, BallotSpec, Stage, Step, Workflow
from placet.engine.guards import GUARDS
from placet.engine.model import Qualifier, RuleRef
from placet.workflows.rules import shipped_rules

BALLOT = BallotSpec(
    ("endorse", "no_objection", "object"),
    RuleRef("no_objection", 1),
    closes_when=("settled", "broken"),
    qualifiers=(Qualifier.AD_REFERENDUM,),
    confirm_within="1 week",
)

WORDS = (
    "Adopt", "Return", "to", "the", "MWMWMWMWMW", "\u0416\u0416\u0416", "\u4e2d\u6587",
    "\u0639\u0631\u0628\u064a",
    "<&>", "committee", "interoperability", "a", "Donaudampfschifffahrtsgesellschaft",
)  # fmt: skip
titles = st.lists(st.sampled_from(WORDS), min_size=1, max_size=9).map(" ".join)
periods = st.sampled_from([None, "2 weeks", "7 business days before the meeting"])
names = st.sampled_from([f"s{n}" for n in range(8)])


def _some(of: Sequence[str], most: int, least: int = 0) -> st.SearchStrategy[tuple[str, ...]]:
    drawn = st.lists(st.sampled_from(of), min_size=least, max_size=most, unique=True)
    return drawn.map(tuple)


@st.composite
def _stages(draw: st.DrawFn, name: str) -> Stage:
    if name in ("s6", "s7") and draw(st.booleans()):  # a plain end, as most procedures have
        return Stage(name, draw(titles), "withdrawn", end=True)
    period = draw(periods)
    return Stage(
        name,
        draw(titles),
        draw(st.sampled_from(STATES)),
        period=period,
        end=draw(st.booleans()),
        instrument=draw(st.booleans()),
        collects_comments=draw(st.booleans()),
        text_changed_by=draw(_some(["lead", "secretariat"], 2)),
        registered=period is not None and draw(st.booleans()),
        ballot=BALLOT if period is not None and draw(st.booleans()) else None,
    )


steps = st.builds(
    Step,
    name=st.sampled_from(["go", "stop", "turn", "rest", "leave"]),
    sources=_some([f"s{n}" for n in range(8)], 5, 1) | _some([f"s{n}" for n in range(6)], 3, 1),
    dest=names,
    by=_some(ROLES, 3, 1),
    guards=_some(sorted(GUARDS), 2),
    reason=st.booleans(),
    new_round=st.booleans(),
    effects=_some(EFFECTS, 2),
    title=titles,
    consequence=st.just("It happens."),
)


@st.composite
def workflows(draw: st.DrawFn) -> Workflow:
    """A table of eight stages and any steps between them."""
    stages = {f"s{n}": draw(_stages(f"s{n}")) for n in range(8)}
    rows = tuple(draw(st.lists(steps, max_size=16)))
    return Workflow(
        "w", 1, draw(titles), "", stages, rows, "s0", draw(st.integers(1, 4)), rules=shipped_rules()
    )
