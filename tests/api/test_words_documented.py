"""The examples in docs/api.md are sent one after the other, and they work."""

from __future__ import annotations

import json
import re
from pathlib import Path

from tests.api.house import SYMBOL, House

PAGE = Path(__file__).parents[2] / "docs" / "api.md"
WHO = ("bor cyg ada ada bor aur ada aur aur aur ada ada ada ada bor bor bor ada bor aur").split()
"""Who sends each of them, in the order of the page."""

AROUND = "cyg cyg ada aur ada cyg aur bor bor bor bor bor ada ada ada ada bor ada".split()
"""The same for those about what is around the words."""


def examples(heading: str) -> list[tuple[str, str, bool, object]]:
    """Method, path, whether it names what was read, and the body."""
    found = []
    words = PAGE.read_text("utf-8").partition(f"## {heading}\n")[2].partition("\n## ")[0]
    for block in re.findall(r"```http\n(.*?)```", words, re.DOTALL):
        first, _, rest = block.partition("\n")
        method, path = first.split()
        tagged = rest.startswith("If-Match: ")
        body = rest.partition("\n")[2] if tagged else rest
        found.append((method, path, tagged, json.loads(body) if body.strip() else None))
    return found


def test_every_example_about_the_words_works_as_it_stands(house: House) -> None:
    for who, (method, path, tagged, body) in zip(WHO, examples("The words"), strict=True):
        path = path.removeprefix("/api/v1").format(ref=house.ref, symbol=SYMBOL)
        seen = house.get(who, f"/objectives/{house.ref}").headers["ETag"]
        headers = {"If-Match": seen} if tagged else {}
        answer = house.ask(who, method, path, headers=headers, json=body)
        assert answer.status_code in (200, 201), (method, path, answer.text)
    entered = house.get("bor", f"/objectives/{house.ref}/amendments").json()["items"][2]
    assert entered["evidence"].startswith("Comments of March.docx")


def test_every_example_about_what_is_around_the_words_works_as_it_stands(house: House) -> None:
    for who, (method, path, _, body) in zip(AROUND, examples("Around the words"), strict=True):
        path = path.removeprefix("/api/v1").format(ref=house.ref, symbol=SYMBOL)
        answer = house.ask(who, method, path, json=body)
        assert answer.status_code in (200, 201), (method, path, answer.text)
    meeting = house.get("bor", f"/negotiations/{SYMBOL}/meetings/1").json()
    assert [d["words"] for d in meeting["decisions"]] == ["The proposal is taken up."]
