"""The page of messages has a name for whatever can leave the house."""

from __future__ import annotations

from placet.api.pages.outbox import KINDS
from placet.engine.messages import Kind


def test_every_kind_of_mail_has_a_name_of_its_own_on_the_page_of_messages() -> None:
    assert set(KINDS) == set(Kind)
    assert len(set(KINDS.values())) == len(KINDS)
