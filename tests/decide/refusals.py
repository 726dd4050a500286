"""What a refusal must leave behind: nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar

import pytest

from placet.engine.errors import PlacetError

from .table import Table

E = TypeVar("E", bound=PlacetError)


@contextmanager
def refused(table: Table, error: type[E]) -> Iterator[pytest.ExceptionInfo[E]]:
    """What happens inside is refused with exactly this error, and changes nothing at all."""
    before = (table.held, table.negotiation, dict(table.texts), len(table.log))
    with pytest.raises(error) as caught:
        yield caught
    assert type(caught.value) is error
    assert before == (table.held, table.negotiation, table.texts, len(table.log))
