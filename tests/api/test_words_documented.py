"""The examples about the words in docs/api.md are sent one after the other, and they work."""

from __future__ import annotations

import json
import re
from pathlib import Path

from tests.api.house import SYMBOL, House

PAGE = Path(__file__).parents[2] / "docs" / "api.md"
WHO = ("bor cyg ada ada bor aur ada aur aur aur ada ada ada ada bor bor bor ada bor aur").split()
"""Who sends each of them, in the order of the page."""


def examples() -> list[tuple[str, str, bool, object]]:
    """Method, path, whether it names what was read, and the body."""
    found = []
    words = PAGE.read_text("utf-8").partition("## The words")[2].partition("\n## ")[0]
    for block in re.findall(r"```http\n(.*?)```", words, re.DOTALL):
        first, _, rest = block.partition("\n")
        method, path = first.split()
        tagged = rest.startswith("If-Match: ")
        body = rest.partition("\n")[2] if tagged else rest
        found.append((method, path, tagged, json.loads(body) if body.strip() else None))
    return found


def test_every_example_about_the_words_works_as_it_stands(house: House) -> None:
    for who, (method, path, tagged, body) in zip(WHO, examples(), strict=True):
        path = path.removeprefix("/api/v1").format(ref=house.ref, symbol=SYMBOL)
        seen = house.get(who, f"/objectives/{house.ref}").headers["ETag"]
        headers = {"If-Match": seen} if tagged else {}
        answer = house.ask(who, method, path, headers=headers, json=body)
        assert answer.status_code in (200, 201), (method, path, answer.text)
    entered = house.get("bor", f"/objectives/{house.ref}/amendments").json()["items"][2]
    assert entered["evidence"].startswith("Comments of March.docx")
