"""The interface: versions that must match, keys that repeat, lists that go on, what is shown."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, get_args

import pytest
from starlette.testclient import TestClient

from placet.api.v1 import router
from placet.engine import commands as c
from tests.api.house import SYMBOL, House, a_proposal


def rows_of(seen: Mapping[str, Any]) -> list[dict[str, Any]]:
    names = ("id", "kind", "level", "words")
    return [{n: row[n] for n in names} for row in seen["text"]["paragraphs"]]


@pytest.fixture
def walk(docs: Path) -> Any:
    """The walk of the documentation, as a module."""
    spec = importlib.util.spec_from_file_location("walk", docs / "walk.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_whole_walk_of_the_documentation(
    house: House, walk: Any, mail: Callable[[], int], capsys: pytest.CaptureFixture[str]
) -> None:
    class ByTestClient(walk.Api):  # type: ignore[misc]
        def send(self, method: str, path: str, body: Any, headers: Any) -> Any:
            answer = house.client.request(method, path, content=body, headers=headers)
            return answer.status_code, answer.headers, answer.content

        def wait(self) -> None:
            mail()

    walk.ADMINISTRATOR = "ada@example.org"
    ref = walk.Walk(ByTestClient(""), "T1").go()
    shown = house.get("ada", f"/objectives/{ref}").json()
    assert shown["run"]["stage"] == "adopted"
    assert [s["organisation"] for s in shown["instrument"]["signatures"]] == ["AURORA-T1"]
    assert "verify" in capsys.readouterr().out


def test_an_objective_is_shown_whole(house: House) -> None:
    shown = house.get("aur", f"/objectives/{house.ref}").json()
    assert shown["run"]["stage"] == "proposal"
    assert [p["shown"] for p in shown["text"]["paragraphs"]] == ["1", "2"]
    assert shown["ballot"]["kinds"] == ["support", "support_with_comments", "stand_aside", "object"]
    assert shown["verdict"]["passes"] is False
    assert shown["verdict"]["needed"]
    assert all(need["sentence"] for need in shown["verdict"]["needed"])
    assert "RecordPosition" in shown["may"]
    assert shown["owing"] == ["AUR", "BOR", "CYG"]


def test_the_etag_says_whether_anything_changed(house: House) -> None:
    path = f"/objectives/{house.ref}"
    first = house.get("aur", path)
    tag = first.headers["etag"]
    again = house.get("aur", path, headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    assert house.get("aur", path, headers={"If-None-Match": '"x", W/' + tag}).status_code == 304
    house.post("bor", f"{path}/positions", house.ballot())
    assert house.get("aur", path, headers={"If-None-Match": tag}).status_code == 200


def test_two_who_see_different_things_have_different_etags(house: House) -> None:
    path = f"/objectives/{house.ref}"
    assert house.get("aur", path).headers["etag"] != house.get("bea", path).headers["etag"]


def test_a_revision_needs_the_version_that_was_read(house: House) -> None:
    path = f"/objectives/{house.ref}"
    first = house.get("aur", path)
    change: dict[str, Any] = {"base": 1, "paragraphs": rows_of(first.json())}
    change["paragraphs"][0]["words"] = "Aware of the deep sea,"
    missing = house.post("aur", f"{path}/revisions", change)
    assert (missing.status_code, missing.json()["type"]) == (428, "/problems/version-needed")
    house.post("bor", f"{path}/positions", house.ballot())
    late = house.post(
        "aur", f"{path}/revisions", change, headers={"If-Match": first.headers["etag"]}
    )
    assert (late.status_code, late.json()["type"]) == (412, "/problems/version-mismatch")
    tag = house.get("aur", path).headers["etag"]
    done = house.post("aur", f"{path}/revisions", change, headers={"If-Match": tag})
    assert done.status_code == 201
    assert house.get("aur", f"{path}/texts/1").json()["paragraphs"][0]["words"] == (
        "Aware of the sea,"
    )
    compared = house.get("aur", f"{path}/compare", params={"from": 1, "to": 2}).json()
    assert compared["counts"] == {
        "words_inserted": 1,
        "words_deleted": 0,
        "changed": 1,
        "added": 0,
        "removed": 0,
        "moved": 0,
    }


def test_what_is_no_etag_is_refused(house: House) -> None:
    path = f"/objectives/{house.ref}/comments"
    answer = house.post("aur", path, {}, headers={"If-Match": "yesterday's"})
    assert answer.status_code == 422


def test_a_repeated_revision_is_recognised_though_it_made_new_paragraphs(house: House) -> None:
    path = f"/objectives/{house.ref}"
    first = house.get("aur", path)
    rows = [*rows_of(first.json()), {"kind": "operative", "words": "They meet once a year."}]
    change = {"base": 1, "paragraphs": rows}
    headers = {"If-Match": first.headers["etag"], "Idempotency-Key": "revision-1"}
    done = house.post("aur", f"{path}/revisions", change, headers=headers)
    again = house.post("aur", f"{path}/revisions", change, headers=headers)
    assert (done.status_code, again.status_code) == (201, 201)
    assert again.json() == {**done.json(), "repeated": True}
    assert len(house.get("aur", path).json()["texts"]) == 2


def test_the_same_key_and_body_have_one_effect(house: House) -> None:
    path, headers = f"/objectives/{house.ref}/positions", {"Idempotency-Key": "once"}
    given = house.ballot()
    first = house.post("aur", path, given, headers=headers).json()
    again = house.post("aur", path, given, headers=headers).json()
    assert again == {**first, "repeated": True}
    other = house.post("aur", path, {**given, "kind": "stand_aside"}, headers=headers)
    assert (other.status_code, other.json()["type"]) == (422, "/problems/key-reused")
    same_key = house.post("bor", path, given, headers=headers).json()
    assert same_key["repeated"] is False


def test_a_position_has_a_receipt_and_can_be_taken_back(house: House) -> None:
    path = f"/objectives/{house.ref}/positions"
    reference = house.post("aur", path, house.ballot()).json()["reference"]
    receipt = house.get("aur", f"/receipts/{reference}").json()
    assert (receipt["current"], receipt["position"]["organisation"]) == (True, "AUR")
    hidden = house.get("eve", f"/receipts/{reference}")
    assert hidden.status_code == 404
    assert house.ref not in hidden.text
    ballot = house.ballot()["ballot"]
    assert house.ask("aur", "DELETE", path, params={"ballot": ballot}).status_code == 200
    assert house.get("aur", f"/objectives/{house.ref}").json().get("position") is None


def test_a_position_on_other_words_is_refused(house: House) -> None:
    given = house.ballot(text_hash="0" * 64)
    answer = house.post("aur", f"/objectives/{house.ref}/positions", given)
    assert (answer.status_code, answer.json()["type"]) == (409, "/problems/superseded")


def test_after_the_deadline_reading_shows_the_outcome_and_writing_is_too_late(
    house: House,
) -> None:
    given = house.ballot()
    house.post("aur", f"/objectives/{house.ref}/positions", given)
    assert house.root.still is not None
    deadline = house.get("aur", f"/objectives/{house.ref}").json()["run"]["deadline"]["at"]
    from datetime import datetime

    house.root.still.set(datetime.fromisoformat(deadline))
    shown = house.get("aur", f"/objectives/{house.ref}").json()
    assert (shown["unwritten"], shown["run"]["stage"]) == (True, "comment")
    late = house.post("bor", f"/objectives/{house.ref}/positions", given)
    assert late.status_code == 409
    shown = house.get("aur", f"/objectives/{house.ref}").json()
    assert (shown["unwritten"], shown["observers"]) == (False, ["BOR", "CYG"])


def test_lists_go_on_until_they_end(house: House) -> None:
    found, after = [], None
    for _ in range(5):
        query = {"limit": 2} if after is None else {"limit": 2, "after": after}
        page = house.get("ada", "/organisations", params=query).json()
        found += [o["code"] for o in page["items"]]
        after = page["next"]
        if after is None:
            break
    assert found == ["AUR", "BOR", "CYG"]
    newest = house.get("ada", f"/negotiations/{SYMBOL}/audit", params={"limit": 3}).json()
    older = house.get(
        "ada", f"/negotiations/{SYMBOL}/audit", params={"limit": 200, "before": newest["next"]}
    ).json()
    numbers = [e["seq"] for e in newest["items"] + older["items"]]
    assert numbers == list(range(newest["total"], 0, -1))
    assert newest["verified"] is True


@pytest.mark.parametrize(
    "path",
    ["", "/texts/1", "/ballots", "/comments", "/compare?from=1&to=1", "/audit", "/missing",
     "/draft.html"],
)  # fmt: skip
def test_who_has_no_part_in_it_finds_nothing(house: House, path: str) -> None:
    hidden = house.get("eve", f"/objectives/{house.ref}{path}")
    absent = house.get("eve", f"/objectives/OBJ-9999{path}")
    assert hidden.status_code == absent.status_code == 404
    assert hidden.text.replace(house.ref, "OBJ-9999") == absent.text
    assert house.get(None, f"/objectives/{house.ref}{path}").status_code == 401


def test_who_may_not_do_it_is_told_so(house: House) -> None:
    answer = house.post("aur", f"/objectives/{house.ref}/reminders", {})
    assert (answer.status_code, answer.json()["type"]) == (403, "/problems/not-allowed")
    assert house.post("eve", f"/objectives/{house.ref}/reminders", {}).status_code == 404


def test_the_missing_are_named_to_those_who_may_remind_them(house: House) -> None:
    found = house.get("ada", f"/objectives/{house.ref}/missing").json()["items"]
    assert [m["organisation"] for m in found] == ["AUR", "BOR", "CYG"]
    assert found[0]["people"][0]["email"] == "aur@example.org"
    assert house.post("ada", f"/objectives/{house.ref}/reminders", {"only": ["BOR"]}).is_success


def test_the_draft_is_a_file(house: House) -> None:
    page = house.get("aur", f"/objectives/{house.ref}/draft.html")
    assert page.headers["content-disposition"] == f'attachment; filename="{house.ref}-v1.html"'
    assert page.headers["content-security-policy"].startswith("sandbox")
    assert "share what they know" in page.text
    pdf = house.get("aur", f"/objectives/{house.ref}/draft.pdf")
    assert pdf.content.startswith(b"%PDF-")
    assert house.get("aur", f"/objectives/{house.ref}/draft.docx").status_code == 422


def test_a_file_is_proposed_as_it_is(house: House) -> None:
    path = f"/negotiations/{SYMBOL}/objectives/import"
    made = house.ask(
        "aur",
        "POST",
        path,
        params={"title": "Imported"},
        content=b"# A title\n\n1. One.\n2. Two [maybe].\n",
        headers={"Content-Type": "text/markdown; charset=utf-8"},
    )
    assert made.status_code == 201
    shown = house.get("aur", f"/objectives/{made.json()['object']}").json()
    assert "Two [maybe]." in [p["words"] for p in shown["text"]["paragraphs"]]
    for content, kind, status in (
        (b"\xff\xfe", "text/plain", 422),
        (b"", "text/plain", 422),
        (b"{}", "application/json", 415),
        (b"x" * 10_000_001, "text/plain", 413),
    ):
        answer = house.ask(
            "aur",
            "POST",
            path,
            params={"title": "Imported"},
            content=content,
            headers={"Content-Type": kind},
        )
        assert answer.status_code == status


def test_markdown_keeps_the_ids_of_what_stayed(house: House) -> None:
    path = f"/objectives/{house.ref}"
    first = house.get("aur", path)
    markdown = "1. Aware of the sea,\n2. New words entirely about boats.\n"
    change = {"base": 1, "markdown": markdown}
    headers = {"If-Match": first.headers["etag"]}
    assert house.post("aur", f"{path}/revisions", change, headers=headers).status_code == 201
    rows = house.get("aur", path).json()["text"]["paragraphs"]
    assert [r["id"] for r in rows] == ["p1", "p3"]


def test_the_inbox_says_what_is_asked(house: House) -> None:
    inbox = house.get("aur", "/inbox").json()
    assert [t["ask"] for t in inbox["needs_you"]] == ["position"]
    assert inbox["standings"][SYMBOL]["organisation"] == "AUR"


def test_the_clock_moves_in_a_demonstration_only(
    house: House, made_root: Callable[..., Any]
) -> None:
    assert house.get(None, "/clock").json() == {
        "now": "2027-03-01T09:00:00Z",
        "still": True,
        "done": 0,
    }
    assert house.post(None, "/clock", {"advance": 60}).status_code == 401
    assert house.post("eve", "/clock", {"advance": 60}).json()["now"] == "2027-03-01T09:01:00Z"
    assert house.post("eve", "/clock", {"at": "2027-02-01T09:00Z"}).status_code == 422
    assert house.post("eve", "/clock", {}).status_code == 422
    from placet.api.app import create_app

    root = made_root(clock="system")
    client = TestClient(create_app(root), base_url="http://127.0.0.1:8765")
    other = House(root, client, house.people, house.tokens)
    assert other.post("ada", "/clock", {"advance": 60}).status_code == 403


def test_the_mailbox_exists_on_a_laptop_only(made_root: Callable[..., Any]) -> None:
    from placet.api.app import create_app

    root = made_root(mail_transport="smtp")
    client = TestClient(create_app(root), base_url="http://127.0.0.1:8765")
    assert client.get("/api/v1/mailbox").status_code == 404
    assert client.get("/api/v1/mailbox/1").status_code == 404


def test_every_command_that_people_give_has_its_route() -> None:
    """Each command's class is named in the interface's modules, but the clock's own."""
    import placet.api.v1 as v1

    folder = Path(v1.__file__).parent
    source = "\n".join(path.read_text() for path in folder.glob("*.py"))
    asked = {kind.__name__ for union in get_args(c.Command) for kind in (union,)}
    assert {name for name in asked if f"c.{name}(" not in source} == {"CloseStage"}
    assert all(is_dataclass(kind) and fields(kind) is not None for kind in get_args(c.Command))


def test_the_description_names_every_route(client: TestClient) -> None:
    described = client.get("/api/v1/openapi.json").json()
    assert described["openapi"].startswith("3.")
    assert "/api/v1/objectives/{ref}/positions" in described["paths"]
    assert not [p for p in described["paths"] if not p.startswith("/api/v1")]
    assert router.prefix == "/api/v1"


def test_what_a_proposal_cannot_be(house: House) -> None:
    path = f"/negotiations/{SYMBOL}/objectives"
    rows = [{"kind": "operative", "level": 1, "words": "Too deep."}]
    answer = house.post("aur", path, a_proposal(paragraphs=rows)).json()
    assert answer["errors"][0]["field"] == "paragraphs[1].level"
    assert house.post("aur", path, a_proposal(paragraphs=[])).status_code == 422
    both = house.post("aur", path, a_proposal(markdown="x"))
    assert both.status_code == 422
    assert house.post("eve", path, a_proposal()).status_code == 404
