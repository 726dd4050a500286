"""One objective from proposal to adoption, through the HTTP interface alone.

    placet serve --demo                 (in another terminal)
    python docs/walk.py                 (or: python docs/walk.py http://127.0.0.1:8765)

Nothing here needs Placet: it is what a secretariat's own program would send.  Three invented
organisations agree on a text of two paragraphs: support in principle, comments, a revision,
an amendment that is taken in, an objection that is resolved, endorsement, adoption, a
signature.  The demonstration's clock is moved where weeks would pass.
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Mapping
from datetime import datetime, timedelta
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlencode, urlsplit

ADMINISTRATOR = "nadia@oh-signals.example"
PREFIX = "/api/v1"


class Refused(Exception):
    """The interface said no."""


class Api:
    """The interface as one person uses it; `last` are the headers of the last answer."""

    def __init__(self, base: str, token: str = "") -> None:
        self.base, self.token = base, token
        self.last: Mapping[str, str] = {}

    def as_holder_of(self, token: str) -> Api:
        """The same installation with another key."""
        return type(self)(self.base, token)

    def get(self, path: str, **query: object) -> Any:
        """Read something."""
        return self._asked("GET", f"{path}?{urlencode(query)}" if query else path, None, {})

    def post(self, path: str, body: dict[str, Any], **headers: str) -> Any:
        """Ask for something to be done."""
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        return self._asked("POST", path, body, sent)

    def delete(self, path: str, **query: object) -> Any:
        """Take something back."""
        return self._asked("DELETE", f"{path}?{urlencode(query)}", None, {})

    def _asked(self, method: str, path: str, body: Any, headers: dict[str, str]) -> Any:
        data = None if body is None else json.dumps(body).encode()
        if data is not None:
            headers["Content-Type"] = "application/json"
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        status, self.last, answer = self.send(method, PREFIX + path, data, headers)
        if status >= 400:
            raise Refused(f"{method} {path}: {status} {answer.decode('utf-8', 'replace')}")
        if "json" not in self.last.get("content-type", ""):
            return answer
        return json.loads(answer)

    def send(
        self, method: str, path: str, body: bytes | None, headers: dict[str, str]
    ) -> tuple[int, Mapping[str, str], bytes]:
        """One request over HTTP."""
        where = urlsplit(self.base)
        connection = HTTPConnection(where.hostname or "", where.port or 80, timeout=60)
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            known = {name.lower(): value for name, value in answer.getheaders()}
            return answer.status, known, answer.read()
        finally:
            connection.close()

    def wait(self) -> None:
        """Give the mail a moment."""
        time.sleep(0.5)


def signed_in(house: Api, email: str) -> Api:
    """Sign in as a program does: ask for a code, read it in the local mailbox, take a key."""
    seen = {mail["id"] for mail in house.get("/mailbox", limit=200)["items"]}
    signin = house.post("/sign-in", {"email": email})["signin"]
    for _ in range(60):
        house.wait()
        for mail in house.get("/mailbox", limit=20)["items"]:
            if mail["recipient"] == email and mail["id"] not in seen:
                found = re.search(r"\b\d{3} ?\d{3}\b", house.get(f"/mailbox/{mail['id']}")["text"])
                if found is not None:
                    given = {"signin": signin, "code": found[0], "name": "walk"}
                    return house.as_holder_of(house.post("/tokens", given)["token"])
    raise Refused(f"no code arrived for {email}")


def say(words: str) -> None:
    """Tell what happened."""
    sys.stdout.write(f"{words}\n")


class Walk:
    """The whole way, step by step."""

    def __init__(self, house: Api, name: str) -> None:
        self.house = house
        self.name = name.upper()
        self.table = f"WALK-{self.name}"
        self.codes = [f"{code}-{self.name}" for code in ("AURORA", "BOREAL", "CYGNUS")]
        self.seats: dict[str, Api] = {}
        self.ref = ""

    def go(self) -> str:
        """From an empty table to an adopted text; the reference of the objective."""
        self.secretariat = signed_in(self.house, ADMINISTRATOR)
        self.open_table()
        self.propose()
        self.support()
        self.comment()
        self.revise()
        self.amend()
        self.endorse()
        self.after_adoption()
        return self.ref

    @property
    def objective(self) -> dict[str, Any]:
        """The objective as the secretariat sees it now."""
        found: dict[str, Any] = self.secretariat.get(f"/objectives/{self.ref}")
        return found

    def open_table(self) -> None:
        """Register organisations and people, open a negotiation, seat everybody."""
        s, table = self.secretariat, f"/negotiations/{self.table}"
        opening = {"symbol": self.table, "title": "Buoys", "purpose": "Share what buoys measure."}
        s.post("/negotiations", {**opening, "zone": "Europe/Paris"})
        people = {}
        for code in self.codes:
            email = f"{code.lower()}@walk.example"
            s.post("/organisations", {"code": code, "name": code.title()})
            s.post(f"{table}/participants", {"organisation": code})
            made = s.post("/people", {"name": f"Delegate of {code.title()}", "email": email})
            person = {"person": made["reference"], "organisation": code}
            s.post(f"{table}/delegates", person)
            people[code] = email
        chair = {"name": "Chair of the walk", "email": f"chair-{self.name.lower()}@walk.example"}
        made = s.post("/people", chair)
        s.post(f"{table}/officers", {"person": made["reference"], "role": "chair"})
        self.seats = {code: signed_in(self.house, email) for code, email in people.items()}
        say(f"{self.table}: {len(self.codes)} organisations sit at the table")

    def propose(self) -> None:
        """The first organisation proposes a text."""
        lead = self.codes[0]
        proposal = {
            "title": "Daily exchange of buoy data",
            "purpose": "One form for what all of us measure anyway.",
            "leads": [lead],
            "paragraphs": [
                {"kind": "preambular", "words": "Aware that the sea knows no borders,"},
                {"kind": "operative", "words": "The organisations [shall] exchange data daily."},
            ],
        }
        key = f"propose-{self.name}"
        path = f"/negotiations/{self.table}/objectives"
        made = self.seats[lead].post(path, proposal, Idempotency_Key=key)
        again = self.seats[lead].post(path, proposal, Idempotency_Key=key)
        if not again["repeated"] or again["object"] != made["object"]:
            raise Refused("the same key made two objectives")
        self.ref = made["object"]
        say(f"{self.ref}: proposed")

    def support(self) -> None:
        """Support in principle; who stays silent becomes an observer."""
        for code in self.codes:
            self.hold(code, "support")
        self.until_the_deadline()
        self.expect("comment")

    def comment(self) -> None:
        """One comments, the others have nothing to say."""
        first, second, third = (self.seats[code] for code in self.codes)
        path = f"/objectives/{self.ref}"
        paragraph = self.objective["text"]["paragraphs"][1]["id"]
        body = "Daily is too often for the small ones of us."
        given = {"type": "substantive", "body": body, "paragraph": paragraph}
        number = second.post(f"{path}/comments", given)["reference"]
        for other in (first, third):
            other.post(f"{path}/no-comments", {})
        self.secretariat.post(f"{path}/steps/close_comments", {})
        self.expect("revision")
        answer = {"disposition": "accepted_modified", "response": "Weekly, daily in a storm."}
        self.secretariat.post(f"{path}/comments/{number}/answer", answer)

    def revise(self) -> None:
        """The text takes the comment up; the change names the version that was read."""
        path = f"/objectives/{self.ref}"
        seen = self.secretariat.get(path)
        tag = self.secretariat.last["etag"]
        rows = [
            {name: row[name] for name in ("id", "kind", "level", "words")}
            for row in seen["text"]["paragraphs"]
        ]
        rows[1]["words"] = "The organisations exchange data weekly, and daily in a storm."
        rows.append({"kind": "operative", "level": 0, "words": "They review this after a year."})
        change = {"base": seen["text"]["number"], "paragraphs": rows, "note": "Comment taken up."}
        self.secretariat.post(f"{path}/revisions", change, If_Match=tag)
        counts = self.secretariat.get(f"{path}/compare", **{"from": 1, "to": 2})["counts"]
        came, went = counts["words_inserted"], counts["words_deleted"]
        say(f"{self.ref}: version 2, {came} words came, {went} went")

    def amend(self) -> None:
        """One proposes other words; they are taken into the text, and the text goes out."""
        path = f"/objectives/{self.ref}"
        review = self.objective["text"]["paragraphs"][2]["id"]
        change = {"act": "replace", "paragraph": review, "words": "They review this every year."}
        amendment = {"base": 2, "change": change, "reason": "Once is not enough."}
        number = int(self.seats[self.codes[2]].post(f"{path}/amendments", amendment)["reference"])
        if self.secretariat.get(f"{path}/merge", n=number)["collisions"]:
            raise Refused("one amendment met another")
        self.secretariat.get(path)
        tag = self.secretariat.last["etag"]
        self.secretariat.post(f"{path}/merge", {"base": 2, "accept": [number]}, If_Match=tag)
        words = [row["words"] for row in self.objective["text"]["paragraphs"]]
        say(f"{self.ref}: version 3, amendment {number} taken in: {words[2]}")
        self.secretariat.post(f"{path}/steps/put_forward", {})
        self.expect("endorsement")

    def endorse(self) -> None:
        """One objects first; the verdict says so, and what would help."""
        first, second, third = self.codes
        self.hold(first, "endorse")
        blocked = self.hold(
            second, "object", reasons="Who pays for the satellites?", no_wording=True,
            resolve="A sentence on costs in the working arrangements.",
        )  # fmt: skip
        verdict = self.objective["verdict"]
        say(f"{self.ref}: {'; '.join(need['sentence'] for need in verdict['needed'])}")
        receipt = self.seats[second].get(f"/receipts/{blocked['reference']}")
        if not receipt["current"]:
            raise Refused("the receipt is not current")
        self.hold(second, "endorse", qualifiers=["with_reservation"], reservation="Costs are open.")
        self.hold(third, "no_objection")
        self.wait_for("adopted")

    def after_adoption(self) -> None:
        """A signature, the date of entry into force, a review, the draft, the record."""
        path, s = f"/objectives/{self.ref}", self.secretariat
        s.post(f"{path}/signatures", {"organisation": self.codes[0], "signed_on": "2027-06-01"})
        s.post(f"{path}/entry-into-force", {"on": "2027-07-01"})
        now = datetime.fromisoformat(self.house.get("/clock")["now"])
        s.post(f"{path}/review", {"at": (now + timedelta(days=365)).isoformat()})
        page = s.get(f"{path}/draft.html")
        record = s.get(f"/negotiations/{self.table}/audit", limit=200)
        if not record["verified"] or b"weekly, and daily" not in page:
            raise Refused("the record or the draft is not right")
        say(f"{self.ref}: adopted; {record['total']} entries of the record verify")

    def hold(self, code: str, kind: str, **more: object) -> Any:
        """Record what an organisation holds on the ballot that it sees."""
        ballot = self.seats[code].get(f"/objectives/{self.ref}")["ballot"]
        shown = {"ballot": ballot["number"], "text_hash": ballot["text_hash"], "kind": kind}
        return self.seats[code].post(f"/objectives/{self.ref}/positions", {**shown, **more})

    def until_the_deadline(self) -> None:
        """The secretariat shortens the stage, and the demonstration's clock moves past it."""
        now = datetime.fromisoformat(self.house.get("/clock")["now"])
        soon = {"deadline": (now + timedelta(hours=1)).isoformat(), "reason": "All have spoken."}
        self.secretariat.post(f"/objectives/{self.ref}/deadline", soon)
        self.secretariat.post("/clock", {"advance": 3600})

    def wait_for(self, stage: str) -> None:
        """Let the clock work until the objective is there."""
        for _ in range(20):
            if self.objective["run"]["stage"] == stage:
                break
            self.secretariat.post("/clock", {"advance": 1})
        self.expect(stage)

    def expect(self, stage: str) -> None:
        """Say where the objective stands; stop where it is anywhere else."""
        found = self.objective["run"]["stage"]
        if found != stage:
            raise Refused(f"{self.ref} is in {found}, not in {stage}")
        say(f"{self.ref}: {stage}")


def main(base: str) -> None:
    """Walk against a demonstration that is being served."""
    house = Api(base)
    clock = house.get("/clock")
    if not clock["still"]:
        raise Refused("this walk needs a demonstration: placet serve --demo")
    Walk(house, f"{int(time.monotonic() * 10) % 100_000:05d}").go()


if __name__ == "__main__":
    try:
        main(sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8765")
    except (Refused, OSError) as error:
        sys.stderr.write(f"walk: {error}\n")
        sys.exit(2)
