"""What a request must be about, and what its key stands for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from placet.engine.errors import KeyReused, Superseded
from tests.invariants.checks import changed, fingerprint
from tests.reliability.copies import Copies


def test_a_position_on_another_text_than_the_one_asked_about_is_refused(copies: Copies) -> None:
    with copies.at("put_forward") as world:
        shown = world.position("endorse")
        before = fingerprint(world.database)
        with pytest.raises(Superseded):
            world.do("aur", replace(shown, text_hash="0" * 64))
        assert changed(before, fingerprint(world.database)) == []


def test_a_position_on_a_ballot_that_was_superseded_is_refused(copies: Copies) -> None:
    with copies.at("put_forward") as world:
        shown = world.position("endorse")
        world.step("revise", "A better wording.")
        world.revise()
        world.step("put_forward")
        with pytest.raises(Superseded):
            world.do("aur", shown)
        assert world.ballot().positions == {}


def test_a_key_is_for_one_request_only(copies: Copies) -> None:
    with copies.at("put_forward") as world:
        world.do("aur", world.position("endorse"), key="once")
        before = fingerprint(world.database)
        with pytest.raises(KeyReused):
            world.do("aur", world.position("abstain", reasons="No."), key="once")
        assert changed(before, fingerprint(world.database)) == []


def test_two_people_may_use_the_same_key(copies: Copies) -> None:
    with copies.at("put_forward") as world:
        one = world.do("aur", world.position("endorse"), key="once")
        two = world.do("bor", world.position("endorse"), key="once")
        assert one.reference != two.reference
