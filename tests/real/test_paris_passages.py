"""Two drafts of the Paris Agreement as two versions: every changed paragraph tells its history."""

from __future__ import annotations

import html as escape
import re
import shutil
from pathlib import Path

from placet.engine import commands as c
from placet.engine.text import Text, as_read, find, matched_versions, parse_markdown, walk
from tests.pages.house import TABLE, House, settled
from tests.pages.test_passages import said

NOTE = "Edition of 23 October"


def drafts(data: Path) -> tuple[tuple[Text, ...], int]:
    folder = data / "paris-2015"
    names = ("2015-10-23.md", "2015-12-04.md")
    return matched_versions([parse_markdown((folder / n).read_text()).text for n in names])


def proposed(house: House, old: Text, new: Text, minted: int) -> str:
    earlier = (c.EarlierVersion(old, "2015-10-23", NOTE),)
    command = c.Propose("Paris", "Climate.", new, minted, earlier=earlier, dated="2015-12-04")
    return house.root.cases.handle(house.actor("fay"), command, negotiation=TABLE).object


def test_history_and_convergence_of_a_treaty(
    data: Path, sqlite_template: Path, tmp_path: Path
) -> None:
    file = tmp_path / "placet.db"
    shutil.copy(sqlite_template, file)
    house = settled(file)
    (old, new), minted = drafts(data)
    ref = proposed(house, old, new, minted)
    told = said(house.get("dora", f"/objectives/{ref}/convergence").text)
    assert "Brackets fell from 1,025 to 1,015 in 2 versions; 0 of 447 paragraphs are" in told
    changed = [p.id for _, p in walk(new) if (o := find(old, p.id)) and o.words != p.words]
    assert len(changed) > 50
    for id in changed[::12]:
        html = house.get("dora", f"/objectives/{ref}/paragraphs/{id}").text
        begun = "from before Placet, dated 23 October 2015 · AUR · brought by Fay Rivers"
        assert f"{begun} {NOTE}" in said(html)
        shown = re.search(r'<p class="sourced".*?</p>', html, re.S)
        assert shown is not None
        bare = re.sub(r'<a class="src".*?</a>|<span class="vh">.*?</span>', "", shown[0])
        words = escape.unescape(re.sub(r"<[^>]+>", "", bare))
        found = find(new, id)
        assert found is not None
        assert "".join(words.split()) == "".join(as_read(found.words).split())
    gone = next(p.id for _, p in walk(old) if find(new, p.id) is None and p.words)
    html = house.get("dora", f"/objectives/{ref}/paragraphs/{gone}").text
    assert "It stood last in version 1." in said(html)
    house.root.close()
