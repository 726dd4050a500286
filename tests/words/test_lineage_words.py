"""What happened to a paragraph in words: every event, read backwards and forwards."""

from __future__ import annotations

import pytest

from placet.engine.text import Event, Happened
from placet.templates import PSEUDO, language, untranslated
from placet.templates.lineage_words import lineage_sentence


def named(id: str, version: int) -> str:
    return f"{id.removeprefix('p')} (v{version})"


@pytest.mark.parametrize("became", [False, True])
@pytest.mark.parametrize("fate", Happened)
def test_every_event_is_told_about_the_paragraph_and_about_another(
    fate: Happened, became: bool
) -> None:
    event = Event(3, "p4", fate, ("p7", "p8"))
    own = lineage_sentence(event, "p4", named, became)
    other = lineage_sentence(event, "p1", named, became)
    assert own != other
    assert "paragraph 4 (v3)" in other
    assert "paragraph 4" not in own
    assert "{" not in own + other
    with language(PSEUDO):
        assert untranslated(lineage_sentence(event, "p1", named, became), ["(v3)"]) == ()


def test_a_split_is_told_by_both_parts() -> None:
    assert (
        lineage_sentence(Event(3, "p9", Happened.SPLIT, ("p2",)), "p9", named)
        == "It was split off from paragraph 2 (v3)."
    )
    assert (
        lineage_sentence(Event(3, "p2", Happened.SPLIT, ("p9",)), "p2", named, became=True)
        == "It was split; the other part is paragraph 9 (v3)."
    )


def test_what_came_from_another_objective_keeps_the_name_it_has_there() -> None:
    event = Event(1, "p1", Happened.CAME, ("p4",), "OBJ-0007")
    assert lineage_sentence(event, "p1", named) == "It came from another objective."
