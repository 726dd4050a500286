"""The description of the interface, tried out: what it promises is what comes."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.api.house import ADDRESS, House

CHECKS = [
    not_a_server_error,
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
]
HOST = {"Host": ADDRESS.removeprefix("http://")}


@pytest.fixture(scope="module")
def described(standing_house: House) -> Any:
    """The description as the application gives it."""
    app = standing_house.client.app
    return schemathesis.openapi.from_asgi("/api/v1/openapi.json", app, headers=HOST)


def test_every_operation_keeps_what_the_description_says(
    described: Any, standing_house: House
) -> None:
    operations = [found.ok() for found in described.get_all_operations()]
    assert len(operations) > 40
    for operation in operations:
        tried(operation, standing_house)


def tried(operation: Any, house: House) -> None:
    """A few requests that fit the description of one operation."""
    headers = {**HOST, "Authorization": f"Bearer {house.tokens['ada']}"}

    @settings(
        max_examples=5,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy())
    def try_it(case: Any) -> None:
        house.root.rates.forget()
        case.call_and_validate(headers=headers, checks=CHECKS)

    try_it()
