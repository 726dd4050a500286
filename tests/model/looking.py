"""What is shown: nothing that others keep to themselves, and everywhere the same.

I-41: a word that was planted in what is sealed, or only prepared, stands in no answer and in no
mail to others.  I-46: the board, the page of an objective and what is stored agree.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from placet.engine.model import Ballot, BallotState, Objective
from tests.model.acting import comments
from tests.model.table import PEOPLE, SYMBOLS, Asked, Planted

LOOKS = (
    "/objectives/{ref}", "/objectives/{ref}/ballots", "/objectives/{ref}/comments",
    "/objectives/{ref}/dispositions", "/objectives/{ref}/missing", "/objectives/{ref}/audit",
    "/objectives/{ref}/prepared", "/objectives/{ref}/paragraphs/p2", "/objectives/{ref}/remarks",
    "/objectives/{ref}/amendments", "/objectives/{ref}/agreements", "/objectives/{ref}/convergence",
    "/objectives/{ref}/merge", "/objectives/{ref}/texts/1", "/objectives/{ref}/spaces",
    "/objectives/{ref}/workflow", "/objectives/{ref}/discussion",
    "/negotiations/{symbol}", "/negotiations/{symbol}/audit", "/negotiations/{symbol}/board",
    "/negotiations/{symbol}/blockers", "/negotiations/{symbol}/participation",
    "/negotiations/{symbol}/times", "/negotiations/{symbol}/forecast",
    "/negotiations/{symbol}/delegations", "/negotiations/{symbol}/proxies",
    "/negotiations/{symbol}/groups", "/negotiations/{symbol}/objectives",
    "/inbox", "/participation", "/me",
)  # fmt: skip
TELLING = LOOKS[:9] + LOOKS[18:21] + ("/inbox",)
"""Where most is shown; looked at by somebody of each organisation when a run ends."""

WORD = re.compile(r"secret\d+x")


def look(table: Asked, who: str, path: str, o: Objective) -> str:
    """What somebody is shown there."""
    answer = table.ask(who, "GET", path.format(ref=o.ref, symbol=o.negotiation))
    table.looked["shown" if answer.status_code == 200 else "refused"] += 1
    text: str = answer.text
    return text


def leaks(table: Asked, who: str, text: str) -> Iterator[str]:
    """Words of others in what somebody is shown."""
    found = set(WORD.findall(text))
    if not found:
        return
    for planted in table.planted:
        if planted.word in found and _kept(table, planted):
            standing = table.standing(who, table.state.objectives[planted.ref].negotiation)
            if standing.organisation not in planted.organisations:
                yield f"{who} reads {planted} in {text[:2000]}"


def _kept(table: Asked, planted: Planted) -> bool:
    """Whether it is still nobody else's business."""
    o = table.state.objectives[planted.ref]
    if planted.kind == "prepared":
        return True
    if planted.kind == "comment":
        over = o.run.deadline is not None and table.now >= o.run.deadline.at
        return o.round == planted.number and comments(o) and not over
    return any(b.number == planted.number and _sealed(b) for b in _ballots(table, o.ref))


def _ballots(table: Asked, ref: str) -> tuple[Ballot, ...]:
    with table.root.database.reading() as store:
        return tuple(store.ballots(ref))


def _sealed(ballot: Ballot) -> bool:
    return ballot.visibility == "sealed" and ballot.state is not BallotState.CLOSED


def told_too_much(table: Asked) -> Iterator[str]:
    """I-41 at the end of a run: one person of each organisation looks, and mails are read."""
    kept = [x for x in table.planted if _kept(table, x)]
    for ref in sorted({x.ref for x in kept}):
        for who in ("aur", "bor", "eli", "ada"):
            for path in TELLING:
                yield from leaks(table, who, look(table, who, path, table.state.objectives[ref]))
    words = {x.word: x for x in kept}
    names = {person: name for name, person in table.people.items()}
    with table.root.database.reading() as store:
        mails = [m for symbol in SYMBOLS for m in store.messages(negotiation=symbol, limit=10**6)]
    for mail in mails:
        who = names[mail.message.person]
        for word in set(WORD.findall(json.dumps(mail.message.facts, default=str))) & words.keys():
            symbol = table.state.objectives[words[word].ref].negotiation
            if table.standing(who, symbol).organisation not in words[word].organisations:
                yield f"the mail {mail.message.key} to {who} says {words[word]}"


# --- the board and the page ---------------------------------------------------------------------


def boards(table: Asked) -> Iterator[str]:
    """I-46: for every reader the cells, what is needed and who owes are those of the page."""
    for symbol in SYMBOLS:
        for who in PEOPLE[:-1]:
            if not table.standing(who, symbol).present:
                continue
            board = table.ask(who, "GET", f"/negotiations/{symbol}/board").json()
            for column in board["objectives"]:
                page = table.ask(who, "GET", f"/objectives/{column['ref']}").json()
                for what in _otherwise(column, page):
                    yield f"{column['ref']} for {who}: {what}"


def _otherwise(column: dict[str, Any], page: dict[str, Any]) -> Iterator[str]:
    if column["stage"] != page["run"]["stage"]:
        yield f"the board says {column['stage']}, the page {page['run']['stage']}"
    asked = {c["organisation"] for c in column["cells"] if c["asks"]}
    if asked != set(page["owing"]):
        yield f"the board asks {asked}, the page {page['owing']}"
    ballot, verdict = page["ballot"], page["verdict"]
    if ballot is None or ballot["stage"] != page["run"]["stage"]:
        return
    held = {p["organisation"]: p["kind"] for p in ballot["positions"]}
    cells = {c["organisation"]: c["position"] for c in column["cells"] if c["state"] == "held"}
    if cells != held:
        yield f"the board shows {cells}, the page {held}"
    if column["passes"] is not None and (verdict is None or column["passes"] != verdict["passes"]):
        yield f"the board says {column['passes']}, the page {verdict}"
