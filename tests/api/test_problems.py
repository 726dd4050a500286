"""What cannot be done is said in one form, with a status that fits."""

from __future__ import annotations

import importlib
import pkgutil
from http import HTTPStatus

import pytest
from fastapi import APIRouter
from starlette.testclient import TestClient

import placet.api
import placet.engine
import placet.notifications
import placet.templates
import placet.workflows
from placet.api import problems, words
from placet.api.app import create_app
from placet.api.main import Root
from placet.engine.errors import BadInput, Conflict, NotFound, PlacetError
from tests.api.house import ADDRESS, House


def every_error() -> set[type[PlacetError]]:
    packages = (placet.api, placet.engine, placet.notifications, placet.templates, placet.workflows)
    for package in packages:
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not module.name.startswith(("placet.engine.migrations", "placet.templates.pdf")):
                importlib.import_module(module.name)
    waiting, found = [PlacetError], set()
    while waiting:
        for kind in waiting.pop().__subclasses__():
            found.add(kind)
            waiting.append(kind)
    return {kind for kind in found if kind.__module__.startswith("placet.")}


def test_every_error_has_its_status_and_its_name() -> None:
    assert every_error() == set(problems.TABLE)


def test_every_error_has_a_sentence() -> None:
    assert [kind for kind in problems.TABLE if not (kind.__doc__ or "").strip()] == []


def test_a_problem_names_the_field_and_the_remedy() -> None:
    error = BadInput("deadline", "{text} is in the past.", "Choose a later one.", text="Monday")
    data = problems.problem_of(error).as_data("/here")
    assert data == {
        "type": "/problems/bad-input",
        "title": HTTPStatus(422).phrase,
        "status": 422,
        "detail": "Monday is in the past.",
        "instance": "/here",
        "remedy": "Choose a later one.",
        "errors": [
            {
                "field": "deadline",
                "what": "Monday is in the past.",
                "remedy": "Choose a later one.",
            }
        ],
    }


def test_a_sentence_whose_places_cannot_be_filled_is_said_as_it_stands() -> None:
    assert words.filled("{0} and {a.b}", {}) == "{0} and {a.b}"
    assert words.filled("{nobody}\n  is here", {}) == "(nobody) is here"


def test_the_sentence_is_in_the_language_of_the_asker(house: House) -> None:
    with house.root.database.reading() as store:
        person = store.person(house.people["eve"])
    assert person.language == "en"
    data = problems.problem_of(NotFound("objective", "OBJ-1")).as_data("/here", "en-XA")
    assert "There is no" not in data["detail"]
    assert "OBJ-1" in data["detail"]


@pytest.fixture
def broken(root: Root) -> TestClient:
    app = create_app(root)
    router = APIRouter()

    @router.get("/api/v1/broken")
    def broken() -> None:
        raise RuntimeError("the password is swordfish")

    @router.get("/page")
    def page() -> None:
        raise Conflict("the text", 3, 4)

    app.include_router(router)
    return TestClient(app, base_url=ADDRESS)


def test_a_bug_answers_a_reference_and_nothing_else(broken: TestClient) -> None:
    answer = broken.get("/api/v1/broken")
    assert answer.status_code == 500
    assert answer.headers["content-type"] == problems.MEDIA_TYPE
    assert "E-" in answer.json()["remedy"]
    assert "swordfish" not in answer.text
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_people_get_a_page_and_programs_get_data(broken: TestClient) -> None:
    page = broken.get("/page", headers={"Accept": "text/html"})
    assert (page.status_code, page.headers["content-type"]) == (409, "text/html; charset=utf-8")
    assert "Traceback" not in page.text
    data = broken.get("/page")
    assert data.json()["type"] == "/problems/conflict"


def test_what_does_not_exist_is_a_problem_too(client: TestClient) -> None:
    answer = client.get("/api/v1/nowhere")
    assert (answer.status_code, answer.json()["type"]) == (404, "/problems/not-found")
    assert client.put("/api/v1/me").json()["type"] == "/problems/method-not-allowed"


@pytest.mark.parametrize("path", ["/docs", "/redoc", "/openapi.json", "/metrics", "/.git/config"])
def test_nothing_is_served_that_nobody_asked_for(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404
