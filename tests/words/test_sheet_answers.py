"""An observation says an answer, and is read as that answer."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from placet.engine.documents.comment_tables import Status
from placet.engine.model import Disposition
from placet.templates import PSEUDO, language
from placet.templates.sheet_words import answer_read, answer_said
from tests.builders import a_comment

OFFERED = [d for d in Disposition if d is not Disposition.WITHDRAWN]
WORDS = st.text(st.characters(categories=("L", "N", "P", "Zs")), max_size=60).map(str.strip)


@given(disposition=st.sampled_from(OFFERED), response=WORDS, lang=st.sampled_from(["en", PSEUDO]))
def test_what_goes_out_as_an_observation_comes_back_as_the_same_answer(
    disposition: Disposition, response: str, lang: str
) -> None:
    answered = replace(a_comment(), disposition=disposition, response=response)
    with language(lang):
        said = answer_said(answered)
        assert answer_read(said, Status.TO_DO) == (disposition, response)


@pytest.mark.parametrize(
    ("words", "status", "read"),
    [
        ("ACCEPTED.", Status.TO_DO, (Disposition.ACCEPTED, "")),
        ("Accepted in principle; see 4", Status.TO_DO, (Disposition.ACCEPTED_MODIFIED, "see 4")),
        ("Rejected: out of scope", Status.TO_DO, (Disposition.NOT_ACCEPTED, "out of scope")),
        ("Out of scope", Status.REJECTED, (Disposition.NOT_ACCEPTED, "Out of scope")),
        ("Accepted wisdom has it", Status.TO_DO, None),
        ("To be discussed", Status.TO_DO, None),
        ("", Status.TO_DO, None),
    ],
)
def test_an_observation_is_an_answer_only_where_it_says_which(
    words: str, status: Status, read: tuple[Disposition, str] | None
) -> None:
    assert answer_read(words, status) == read
