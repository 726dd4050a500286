"""Where linked objectives stand together follows from where each of them stands."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from placet.engine.links import (
    Link,
    Linked,
    LinkKind,
    LinkState,
    Others,
    awaited,
    fallen,
    rival_adopted,
    state_of,
)

REFS = tuple(f"OBJ-{n}" for n in range(1, 6))


@st.composite
def _stood(draw: st.DrawFn) -> Others:
    def one(ref: str) -> Linked:
        how = draw(st.sampled_from(("open", "adopted", "provisional", "ended")))
        adopted = how in ("adopted", "provisional")
        return Linked(ref, ref, "any", adopted, how == "provisional", how == "ended")

    return {ref: one(ref) for ref in REFS}


LINK = st.lists(st.sampled_from(REFS), min_size=2, unique=True).map(tuple)


@given(LINK, _stood())
def test_a_package_is_agreed_when_none_of_it_is_awaited(refs: tuple[str, ...], at: Others) -> None:
    link = Link(1, LinkKind.PACKAGE, "All", refs)
    agreed = state_of(link, at) is LinkState.AGREED
    assert agreed == (not any(awaited((link,), ref, at) for ref in refs))
    gone = state_of(link, at) is LinkState.FALLEN
    assert gone == any(fallen((link,), ref, at) for ref in refs)


@given(LINK, _stood())
def test_a_rival_is_another_one_of_the_alternatives_that_is_adopted(
    refs: tuple[str, ...], at: Others
) -> None:
    link = Link(1, LinkKind.ALTERNATIVES, "One", refs)
    for ref in REFS:
        rival = rival_adopted((link,), ref, at)
        others = [x for x in refs if x != ref and ref in refs and at[x].adopted]
        assert rival == (others[0] if others else "")
        assert awaited((link,), ref, at) == ()


@given(LINK, _stood())
def test_a_package_forbids_no_adoption(refs: tuple[str, ...], at: Others) -> None:
    link = Link(1, LinkKind.PACKAGE, "All", refs)
    assert all(rival_adopted((link,), ref, at) == "" for ref in refs)
