"""Why somebody gets a mail, as a rehearsal lists it: true under any rule."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from placet.engine.messages import Kind
from placet.templates.rehearsals import mail_reason

ASKING = (Kind.PROPOSED, Kind.POSITION_REQUESTED, Kind.REMINDER, Kind.LAST_CALL)


def facts(silence: str) -> Mapping[str, Any]:
    return {
        "capacity": "focal_point",
        "seats": 3,
        "rule": {"name": "x", "version": 1, "parameters": {}, "sentence": {"silence": silence}},
    }


@pytest.mark.parametrize("kind", [*ASKING, Kind.CONFIRM_NEEDED])
def test_nobody_owes_a_position_where_silence_agrees(kind: Kind) -> None:
    given = {**facts("agrees"), "ask": "position"}
    assert mail_reason(kind, given, "FR") == "focal point of FR, which agrees unless it answers"


@pytest.mark.parametrize("kind", ASKING)
@pytest.mark.parametrize("silence", ["not_counted", "refuses"])
def test_a_position_is_owed_where_silence_does_not_agree(kind: Kind, silence: str) -> None:
    assert "position" in mail_reason(kind, {**facts(silence), "ask": "position"}, "FR")
    assert "owes" in mail_reason(kind, {**facts(silence), "ask": "position"}, "FR")


def test_comments_are_owed_whatever_rule_the_ballot_before_had() -> None:
    given = {**facts("agrees"), "ask": "comment"}
    assert mail_reason(Kind.REMINDER, given, "FR") == "focal point of FR, which still owes comments"
