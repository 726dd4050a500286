"""Where organisations overlap and where they part follows from what each of them said."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from placet.engine.beginnings import Beginnings, Goal, Provision, Sense
from placet.engine.overlap import Meeting, seed, themes
from placet.engine.text import Kind

WORDS = ("All data is shared.", "Data are all shared.", "A desk answers within two days.")
_organisations = st.sampled_from(("FAO", "WHO", "WMO", "UNEP"))
_themes = st.sampled_from(("Data", "data", "Early warning"))


def _goals() -> st.SearchStrategy[tuple[Goal, ...]]:
    one = st.tuples(_organisations, _themes, st.sampled_from(Sense), st.sampled_from(WORDS))
    return st.lists(one, max_size=8).map(
        lambda found: tuple(Goal(n, *said) for n, said in enumerate(found, 1))
    )


def _provisions() -> st.SearchStrategy[tuple[Provision, ...]]:
    one = st.tuples(_organisations, _themes)
    return st.lists(one, max_size=5).map(
        lambda found: tuple(
            Provision(n, who, f"Art. {n}", "It knows.", (theme,))
            for n, (who, theme) in enumerate(found, 1)
        )
    )


@given(_goals(), _provisions())
def test_every_goal_and_every_provision_stands_under_its_theme_once(
    goals: tuple[Goal, ...], provisions: tuple[Provision, ...]
) -> None:
    found = themes(Beginnings(provisions, goals))
    numbers = [goal.number for theme in found for group in theme.alike for goal in group]
    assert sorted(numbers) == [goal.number for goal in goals]
    assert sorted(p.number for theme in found for p in theme.provisions) == [
        p.number for p in provisions
    ]
    assert len({theme.name.casefold() for theme in found}) == len(found)


@given(_goals(), _provisions())
def test_a_theme_is_contested_exactly_where_somebody_seeks_and_somebody_would_avoid(
    goals: tuple[Goal, ...], provisions: tuple[Provision, ...]
) -> None:
    for theme in themes(Beginnings(provisions, goals)):
        assert (theme.meeting is Meeting.CONTESTED) == bool(theme.seeking and theme.avoiding)
        assert (theme.meeting is Meeting.OPEN) == (not theme.alike)
        if theme.meeting is Meeting.SHARED:
            assert len(theme.seeking) > 1
        assert not set(theme.unspoken) & {*theme.seeking, *theme.avoiding}


@given(_goals())
def test_only_goals_of_one_sense_stand_together(goals: tuple[Goal, ...]) -> None:
    for theme in themes(Beginnings((), goals)):
        for group in theme.alike:
            assert len({goal.sense for goal in group}) == 1


def test_the_seed_of_a_text_says_what_is_shared_plainly_and_the_rest_in_brackets() -> None:
    goals = (
        Goal(1, "FAO", "Data", Sense.SEEK, "All soundings of the sea are shared."),
        Goal(2, "WHO", "Data", Sense.SEEK, "All soundings of the sea are shared"),
        Goal(3, "WMO", "Data", Sense.SEEK, "A desk answers within two days."),
    )
    provision = Provision(1, "FAO", "Constitution, Article I", "It collects.", ("Data",))
    theme = themes(Beginnings((provision,), goals))[0]
    assert [(line.kind, line.words) for line in seed(theme)] == [
        (Kind.PREAMBULAR, "Recalling Constitution, Article I (FAO),"),
        (Kind.OPERATIVE, "All soundings of the sea are shared."),
        (Kind.OPERATIVE, "[WMO: A desk answers within two days.]"),
    ]


def test_where_somebody_would_avoid_it_everything_stands_in_brackets() -> None:
    goals = (
        Goal(1, "FAO", "Data", Sense.SEEK, "All soundings are shared."),
        Goal(2, "WHO", "Data", Sense.SEEK, "All soundings are shared."),
        Goal(3, "WMO", "Data", Sense.AVOID, "Soundings of harbours are shared."),
    )
    assert [line.words for line in seed(themes(Beginnings((), goals))[0])] == [
        "[FAO, WHO: All soundings are shared.]",
        "[WMO: not: Soundings of harbours are shared.]",
    ]
