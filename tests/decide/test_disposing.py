"""Which comments say the same, and in which order they stand."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from placet.engine.decide.words import unfilled
from placet.engine.disposing import (
    Choice,
    answered_before,
    chosen,
    filled,
    identical,
    near,
    progress,
    sameness,
    what_is_said,
)
from placet.engine.model import Comment, CommentType, Disposition
from tests.builders import a_comment, an_objective

WORDS = ("Define the term.", "define  the term", "\u201cDefine\u201d the term", "Delete it", "")
comments = st.lists(
    st.builds(
        lambda body, wording, paragraph, disposition: (body, wording, paragraph, disposition),
        st.sampled_from(WORDS[:4]),
        st.sampled_from(("", "A term.", "a term", "Another")),
        st.sampled_from((None, "p1", "p2")),
        st.sampled_from((None, Disposition.NOTED, Disposition.WITHDRAWN)),
    ),
    max_size=12,
).map(
    lambda found: tuple(
        a_comment(
            n, "FAO", body=b, wording=w, paragraph=p, disposition=d, response="x" if d else ""
        )
        for n, (b, w, p, d) in enumerate(found, 1)
    )
)


@given(comments, st.randoms())
def test_grouping_never_changes_what_an_answer_means(found: tuple[Comment, ...], rnd) -> None:  # type: ignore[no-untyped-def]
    """Whoever is in a group is about the same paragraph and says the same, whatever the order."""
    groups, by_number = identical(found), {x.number: x for x in found}
    for number, group in groups.items():
        assert number in group
        assert len(group) > 1
        for other in group:
            assert groups[other] == group
            assert by_number[other].paragraph == by_number[number].paragraph
            assert sameness(by_number[other]) == sameness(by_number[number])
            assert by_number[other].disposition is not Disposition.WITHDRAWN
    shuffled = list(found)
    rnd.shuffle(shuffled)
    assert identical(shuffled) == groups


@given(comments, st.sampled_from(("", "paragraph", "identical")))
def test_every_comment_stands_in_the_table_once(found: tuple[Comment, ...], group: str) -> None:
    shown = chosen(found, Choice(group=group), {"p1": 0, "p2": 1})
    assert sorted(x.number for x in shown) == [x.number for x in found]


@given(comments)
def test_near_and_identical_comments_are_told_apart(found: tuple[Comment, ...]) -> None:
    said, groups = what_is_said(found), identical(found)
    for x in found:
        close = near(x, found, said)
        assert x.number not in close
        assert not set(close) & set(groups.get(x.number, ()))


def test_case_space_and_typographic_signs_do_not_tell_comments_apart_but_words_do() -> None:
    def said(body: str, wording: str = "") -> tuple[str, ...]:
        return sameness(a_comment(1, "FAO", body=body, wording=wording))

    assert said("Define  \u201cterm\u201d.") == said('define "term"')
    assert said("Do delete it") != said("Do not delete it")
    assert said("Delete it", "A term") != said("Delete it", "No term")
    assert sameness(a_comment(1, "FAO", paragraph="p1")) != sameness(
        a_comment(1, "FAO", paragraph="p2")
    )


def test_an_answer_that_an_identical_comment_got_is_offered() -> None:
    old = a_comment(1, "FAO", body="Too vague", disposition=Disposition.NOTED, response="See v2")
    new = a_comment(2, "WHO", body="too vague.", paragraph=old.paragraph)
    every = (old, new)
    assert answered_before(new, every, what_is_said(every)) == (old,)
    assert answered_before(old, every, what_is_said(every)) == ()


def test_progress_counts_what_is_not_about_language_alone() -> None:
    found = (
        a_comment(1, "FAO", type=CommentType.SUBSTANTIVE),
        a_comment(2, "FAO", type=CommentType.EDITORIAL),
        a_comment(3, "WHO", disposition=Disposition.ACCEPTED, published=False),
        a_comment(4, "WHO", disposition=Disposition.ACCEPTED, satisfied=False),
    )
    told = progress(found)
    assert (told.total, told.answered, told.open) == (4, 2, 2)
    assert (told.drafts, told.substantive_open, told.not_satisfied) == (1, 1, 1)


def test_a_template_is_filled_with_what_is_known_and_says_what_is_not() -> None:
    words = filled("Agreed, see v((version)) para ((paragraph)), ((see also))",
                   a_comment(7, "FAO"), an_objective(), "4")  # fmt: skip
    assert words == "Agreed, see v1 para 4, ((see also))"
    assert unfilled(words) == ("see also",)
    assert unfilled("Agreed (see above)") == ()
