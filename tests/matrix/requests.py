"""One request for every route: with names of a place, and a body that would be accepted.

A route that is asked in several ways has a word behind its path (`… step=hold`).  Where a
request of the interface names an organisation it names the one of the place, so a delegate
of AUR who asks in the place "other" tries to act for BOR.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.builders import a_rule_file, a_scenario, a_workflow_file
from tests.matrix.world import KIN, LEADS, NOTED, SPEAKS, TABLES, World, bearer, hashed

NEW = {"own": "AUR", "other": "BOR", "elsewhere": "DOR"}
SECOND = {"own": "BOR", "other": "AUR", "elsewhere": "ELM", "sealed": "BOR", "restricted": "CYG"}


@dataclass(frozen=True)
class Asked:
    """What goes over the wire: path, form (pages) or JSON (interface), headers."""

    path: str
    form: Mapping[str, Any] = field(default_factory=dict)
    json: Any = None
    content: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Where:
    """In which world, at which place, and by whom.

    With `stage` it is the objective of the place in that stage, whatever the request is for.
    """

    world: World
    place: str
    role: str
    stage: str = ""

    @property
    def table(self) -> str:
        """The symbol of the negotiation."""
        return TABLES[self.place]

    @property
    def code(self) -> str:
        """The organisation of the place."""
        return LEADS[self.place]

    def ref(self, stage: str) -> str:
        """The objective of the place in a stage."""
        return self.world.refs[self.place, self.stage or stage]

    @property
    def kin(self) -> str:
        """The place, or the one that it is like but for what it keeps to itself."""
        return KIN.get(self.place, self.place)

    def shown(self, stage: str) -> dict[str, Any]:
        """The ballot as it was shown."""
        return self.world.ballot(self.place, self.stage or stage)


Make = Callable[[Where], Asked]
STAGE: Mapping[str, str] = {
    "revise": "revision",
    "revisions": "revision",
    "comment": "comment",
    "amend": "comment",
    "redline": "comment",
    "amendments": "revision",
    "merge": "revision",
    "brackets": "revision",
    "agreed": "revision",
    "agreements": "revision",
    "packages": "revision",
    "no-comments": "comment",
    "my-batch": "comment",
    "prepared": "comment",
    "internal-deadline": "comment",
    "assignments": "comment",
    "typing": "comment",
    "spaces": "comment",
    "pass": "comment",
    "dispositions": "revision",
    "position": "endorsement",
    "positions": "endorsement",
    "statements": "endorsement",
    "concerns": "endorsement",
    "endorsers": "endorsement",
    "beside": "endorsement",
}
"""The stage in which a route of an objective has something to do; else the proposal."""

ROWS = (
    {"kind": "operative", "words": "Aware of what is at stake everywhere,"},
    {"kind": "operative", "words": "The organisations share what they know."},
)
DAY = {"deadline": "2027-05-01", "at": "12:00", "reason": "More time is needed."}
INSTANT = {"deadline": "2027-05-01T12:00:00Z", "reason": "More time is needed."}


def in_place(path: str, where: Where, stage: str = "", **names: object) -> str:
    """The path with the names of the place."""
    last = path.split("/{ref}/")[-1].split("/")[0] if "{ref}" in path else ""
    values = {
        "ref": where.ref(stage or STAGE.get(last, "proposal")),
        "symbol": where.table,
        "organisation": where.code,
        "number": 1,
        "old": 1,
        "new": 1,
        "topic": "rules",
        "paragraph": "p1",
        "language": "fr",
        "reference": where.world.receipts[where.place],
        "name": "no_objection" if "/rules/" in path else "joint-objective",
        "version": 1 if "/rules/" in path else 2,
        "code": "CHA",
        **names,
    }
    return path.format_map(values)


def page(route: str, stage: str = "", query: str = "", **form: Any) -> tuple[str, Make]:
    """A request to a page; values may be functions of where."""

    def make(where: Where) -> Asked:
        path = in_place(_path(route), where, stage, **_names(route, where))
        return Asked(path + query, form=_filled(form, where))

    return route, make


def form_of(route: str, stage: str, fields: Callable[[Where], dict[str, Any]]) -> tuple[str, Make]:
    """A form whose fields depend on where."""

    def make(where: Where) -> Asked:
        return Asked(in_place(_path(route), where, stage, **_names(route, where)), fields(where))

    return route, make


def json(route: str, stage: str = "", query: str = "", **body: Any) -> tuple[str, Make]:
    """A request to the interface."""

    def make(where: Where) -> Asked:
        path = in_place(_path(route), where, stage, **_names(route, where))
        return Asked(path + query, json=_filled(body, where))

    return route, make


def _path(route: str) -> str:
    return route.split()[1]


def _names(route: str, where: Where) -> dict[str, object]:
    """Names that the address itself chooses: a message, a key, a step, a small form."""
    chosen = (word.partition("=") for word in route.split()[2:])
    names: dict[str, object] = {name: value for name, _, value in chosen}
    if "{id}" in route:
        names["id"] = 1 if "mailbox" in route else where.world.messages[where.kin]
    private = (("my-batch", "prepared"), ("prepared", "prepared"), ("assignments", "assignment"),
               ("spaces", "space"))  # fmt: skip
    for word, what in private:
        if f"/{word}/{{id}}" in route:
            names["id"] = where.world.private[where.place, what]
    if "{item}" in route:
        names["item"] = where.world.private[where.place, "draft"]
    if "/absences/" in route or "/credentials/" in route:
        names["number"] = NOTED[where.kin]
    owner = where.role if where.kin == "own" and where.role in where.world.ids else "newcomer"
    names["hash"] = hashed(bearer(owner))
    return names


def _filled(body: Mapping[str, Any], where: Where) -> dict[str, Any]:
    return {name: value(where) if callable(value) else value for name, value in body.items()}


def _spare(where: Where) -> str:
    return where.world.ids[f"spare-{where.kin}"]


def _newcomer(where: Where) -> str:
    return where.world.ids["newcomer"]


def _code(where: Where) -> str:
    return where.code


def _both(where: Where) -> list[str]:
    return [where.code, SECOND[where.place]]


def _both_lines(where: Where) -> str:
    return "\n".join(_both(where))


def _spare_holder(where: Where) -> str:
    """Whoever neither offers nor is offered a proxy yet."""
    return "ELM" if where.place == "elsewhere" else "CYG"


def _private(where: Where, what: str) -> str:
    return where.world.private[where.place, what]


def _colleague(where: Where) -> str:
    """Somebody else who prepares for AUR; nobody for DOR."""
    other = "focal-point" if where.role == "alternate" else "alternate"
    return where.world.ids["spare-elsewhere" if where.place == "elsewhere" else other]


def _guest(where: Where) -> str:
    """Somebody who is at the table and not in the space of the place."""
    return {"own": "BOR", "other": "CYG", "elsewhere": "ELM"}[where.kin]


def _nth(where: Where) -> int:
    """Of what was said at a table before there is a text, BOR in SEA was the second."""
    return 2 if where.kin == "other" else 1


def said(route: str, **form: Any) -> tuple[str, Make]:
    """A request about what the organisation of the place said before there was a text."""

    def make(where: Where) -> Asked:
        names = {"number": _nth(where), **_names(route, where)}
        return Asked(in_place(_path(route), where, "", **names), form=form)

    return route, make


def _own_provision(where: Where) -> list[int]:
    return [_nth(where)]


def _two(where: Where) -> list[str]:
    return [where.ref("comment"), where.ref("revision")]


def _version(stage: str) -> Callable[[Where], int]:
    return lambda where: where.world.objective(where.place, stage).version


def _own_hash(where: Where) -> str:
    owner = where.role if where.kin == "own" and where.role in where.world.ids else "newcomer"
    return hashed(bearer(owner))


def _rows(where: Where) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for n, row in enumerate(ROWS):
        fields |= {f"at.{n}": f"p{n + 1}|", f"kind.{n}": row["kind"], f"level.{n}": "0"}
        fields[f"words.{n}"] = row["words"]
    return fields


def _new_rows(where: Where) -> dict[str, Any]:
    return {**_rows(where), "at.0": "|", "at.1": "|"}


def _position(where: Where) -> dict[str, Any]:
    return {**where.shown("endorsement"), "kind": "abstain"}


def _revision(where: Where) -> Asked:
    version = where.world.objective(where.place, "revision").version
    path = in_place("/api/v1/objectives/{ref}/revisions", where)
    rows = [{"id": f"p{n}", **row} for n, row in enumerate(ROWS, 1)]
    return Asked(path, json={"base": 1, "paragraphs": rows}, headers={"If-Match": f'"{version}"'})


def matched(route: str, **body: Any) -> tuple[str, Make]:
    """A request to the interface that names the version of the objective which was read."""

    def make(where: Where) -> Asked:
        version = where.world.objective(where.place, "revision").version
        path = in_place(_path(route), where, "revision")
        return Asked(path, json=body, headers={"If-Match": f'"{version}"'})

    return route, make


def _import(where: Where) -> Asked:
    path = f"/api/v1/negotiations/{where.table}/objectives/import?title=Another"
    return Asked(path, content="We share data.", headers={"Content-Type": "text/markdown"})


def _revision_file(where: Where) -> Asked:
    version = where.world.objective(where.place, "revision").version
    path = in_place("/api/v1/objectives/{ref}/revisions/file?base=1", where)
    headers = {"Content-Type": "text/markdown", "If-Match": f'"{version}"'}
    return Asked(path, content="We share other data.", headers=headers)


_SHEETS = "/objectives/{ref}/comments/import"


def _comment_file(where: Where) -> Asked:
    path = in_place("/api/v1/objectives/{ref}/comments/file", where, "comment")
    table = f"MB,Comments\n{where.code},Say it in one way\n"
    return Asked(path, content=table, headers={"Content-Type": "text/csv"})


def _ballot(stage: str) -> Callable[[Where], int]:
    return lambda where: int(where.shown(stage)["ballot"])


def _text_hash(where: Where) -> str:
    return str(where.shown("endorsement")["text_hash"])


def _withdrawal(where: Where) -> Asked:
    path = in_place("/api/v1/objectives/{ref}/positions", where)
    ballot = where.shown("endorsement")["ballot"]
    return Asked(f"{path}?ballot={ballot}&organisation={where.code}")


REHEARSE = "/procedures/workflows/{name}/{version}/rehearse"
SEATING = {"organisation": "FRE"}
OPENING = {"title": "Another table", "purpose": "To know even more."}

AMENDING: Mapping[str, Mapping[str, str]] = {
    "cosponsor": {},
    "leave": {},
    "dissociate": {},
    "withdraw": {},
    "treat": {"treating": "refuse", "reason": "Too wide."},
    "answer": {"answer": "accept"},
    "refuse": {"reason": "Too wide."},
    "reopen": {"reason": "New facts."},
}


def _office(where: Where) -> str:
    return where.world.ids["chair"]


def _speaker(where: Where) -> str:
    return where.world.ids[SPEAKS[where.place]]


def _person_of(name: str) -> Callable[[Where], str]:
    chosen = _spare if name == "spare" else _speaker
    return lambda where: f"{where.code}/{chosen(where)}"


def _noted(where: Where) -> int:
    return NOTED[where.kin]


ABSENT = {"first": "2027-11-01", "last": "2027-11-05"}
PAPER = {"dated": "2027-02-01", "evidence": "Seen"}
RESEAT = {"weight": 2, "reason": "New assessment."}
DELEGATING: Mapping[str, Mapping[str, Any]] = {
    "participants/accede": {"organisation": "GRO", "reason": "A letter."},
    "participants/decline": {"organisation": "GRO", "reason": "A letter."},
    "participants/leave": {"organisation": _code, "reason": "Done."},
    "participants/seat": {"organisation": _code, **RESEAT},
    "officers/end": {"person": _office, "role": "chair"},
    "absences": {"person": _spare, "organisation": _code, "deputy": _speaker, **ABSENT},
    "credentials": {"person": _spare, "organisation": _code, "kind": "full_powers", **PAPER},
}
DEEDS: Mapping[str, Mapping[str, Any]] = {
    "accede": {"organisation": "GRO", "reason": "A letter.", "page": "people"},
    "decline": {"organisation": "GRO", "reason": "A letter.", "page": "people"},
    "leave": {"organisation": _code, "reason": "Done."},
    "seat": {"seat_of": _code, "seat_weight": 2, "seat_reason": "New.", "page": "people"},
    "end": {"person": _spare, "organisation": _code},
    "end-office": {"person": _office, "role": "chair", "page": "people"},
    "absence": {"away": _person_of("spare"), "deputy": _person_of("lead"),
                "away_first": "2027-11-01", "away_last": "2027-11-05"},
    "cancel-absence": {"number": _noted},
    "paper": {"holder": _person_of("spare"), "paper": "full_powers", "page": "people", **PAPER},
    "end-paper": {"number": _noted, "reason": "Replaced.", "page": "people"},
    "appoint": {"person_name": "Ned", "email": "ned@example.org", "capacity": "drafter"},
}  # fmt: skip
BESIDE = (
    ("statements", "1", "lift", ""), ("statements", "1", "override", "The season begins."),
    ("statements", "2", "withdraw", ""), ("concerns", "1", "resolve", "Paragraph 2 says it."),
    ("concerns", "1", "withdraw", ""), ("concerns", "2", "reopen", ""),
)  # fmt: skip
"""What is done with a statement or a concern: which, its number, the deed, the reason."""
BOARD = (
    "/board", "/board/participation", "/board/participation.csv", "/api/v1/participation",
    *(f"/board/{{symbol}}{side}" for side in (
        "", "/board.csv", "/board.xlsx", "/blockers", "/timeline", "/late", "/participation",
        "/participation.csv", "/participation.svg", "/time", "/time.csv", "/time.svg",
        "/rounds.csv", "/rounds.svg",
        "/forecast", "/forecast.csv", "/forecast.svg", "/remind",
        "/cell/{ref}/{organisation}")),
    *(f"/api/v1/negotiations/{{symbol}}/{what}" for what in (
        "board", "blockers", "participation", "times", "forecast")),
)  # fmt: skip

READINGS = (
    "/api/v1/openapi.json", "/api/v1/clock", "/api/v1/mailbox", "/api/v1/mailbox/{number}",
    "/api/v1/tokens", "/api/v1/me", "/api/v1/inbox", "/api/v1/organisations", "/api/v1/people",
    "/api/v1/negotiations", "/api/v1/negotiations/{symbol}",
    "/api/v1/negotiations/{symbol}/objectives", "/api/v1/negotiations/{symbol}/audit",
    "/api/v1/objectives/{ref}", "/api/v1/objectives/{ref}/texts/{number}",
    "/api/v1/objectives/{ref}/ballots", "/api/v1/objectives/{ref}/comments",
    "/api/v1/objectives/{ref}/missing", "/api/v1/objectives/{ref}/audit",
    "/api/v1/objectives/{ref}/dispositions", "/api/v1/negotiations/{symbol}/templates",
    "/objectives/{ref}/dispositions", "/objectives/{ref}/dispositions.csv",
    "/objectives/{ref}/dispositions/{number}", "/negotiations/{symbol}/templates",
    "/api/v1/objectives/{ref}/amendments", "/api/v1/objectives/{ref}/agreements",
    "/api/v1/objectives/{ref}/convergence", "/api/v1/objectives/{ref}/remarks",
    "/api/v1/objectives/{ref}/paragraphs/{paragraph}",
    "/api/v1/objectives/{ref}/translations/{language}",
    "/api/v1/receipts/{reference}", "/live/{ref}", "/", "/signin", "/inbox", "/negotiations",
    "/negotiations/new", "/negotiations/{symbol}", "/negotiations/{symbol}/people",
    "/negotiations/{symbol}/links", "/negotiations/{symbol}/beginnings",
    "/negotiations/{symbol}/discussion", "/objectives/{ref}/grounds",
    "/api/v1/negotiations/{symbol}/beginnings", "/api/v1/negotiations/{symbol}/discussion",
    "/organisations", "/people", "/me", "/mailbox", "/mailbox/{id}", "/mailbox/{id}/html",
    "/mail/{id}", "/negotiations/{symbol}/audit", "/objectives/{ref}/audit",
    "/negotiations/{symbol}/audit.jsonl", "/audit/verifier.py", "/clock", "/help",
    "/help/{topic}", "/negotiations/{symbol}/propose", "/objectives/{ref}/revise",
    "/objectives/{ref}", "/objectives/{ref}/position", "/receipts/{reference}",
    "/objectives/{ref}/paragraphs/{paragraph}", "/objectives/{ref}/convergence",
    "/objectives/{ref}/convergence.csv", "/objectives/{ref}/convergence.svg",
    "/objectives/{ref}/translations", "/objectives/{ref}/translations/{language}",
    "/objectives/{ref}/compare/{old}..{new}", "/objectives/{ref}/comment",
    "/objectives/{ref}/comments", "/objectives/{ref}/agreement", "/objectives/{ref}/amend",
    "/objectives/{ref}/amendments", "/objectives/{ref}/brackets", "/objectives/{ref}/agreed",
    "/objectives/{ref}/agreement.pdf", "/objectives/{ref}/manage", "/objectives/{ref}/missing",
    "/objectives/{ref}/workflow", "/api/v1/objectives/{ref}/workflow",
    "/api/v1/workflows", "/api/v1/workflows/{name}/{version}",
    "/api/v1/workflows/{name}/{version}.yaml", "/procedures", "/procedures/publish",
    "/procedures/workflows/{name}/{version}", "/procedures/workflows/{name}/{version}.yaml",
    "/api/v1/rules", "/api/v1/rules/{name}/{version}", "/api/v1/rules/{name}/{version}.yaml",
    "/procedures/rules/{name}/{version}", "/procedures/rules/{name}/{version}.yaml",
    "/procedures/workflows/{name}/{version}/rehearse", "/negotiations/{symbol}/take-over",
    "/objectives/{ref}/columns", "/objectives/{ref}/import",
    "/api/v1/negotiations/{symbol}/delegations", "/negotiations/{symbol}/delegation",
    "/api/v1/bodies", "/api/v1/bodies/{code}", "/bodies", "/bodies/{code}",
    "/organisations/import", "/negotiations/{symbol}/organisations/import",
    *BOARD,
    "/negotiations/{symbol}/groups", "/negotiations/{symbol}/proxies",
    "/api/v1/negotiations/{symbol}/groups", "/api/v1/negotiations/{symbol}/proxies",
    "/objectives/{ref}/speak", "/objectives/{ref}/cast",
    "/objectives/{ref}/beside", "/objectives/{ref}/position/enter",
    "/objectives/{ref}/columns", "/objectives/{ref}/import", "/objectives/{ref}/my-batch",
    "/objectives/{ref}/my-batch/{id}", "/objectives/{ref}/pass", "/objectives/{ref}/spaces",
    "/objectives/{ref}/spaces/{id}", "/api/v1/objectives/{ref}/prepared",
    "/api/v1/objectives/{ref}/prepared/{id}", "/api/v1/objectives/{ref}/spaces",
    "/api/v1/objectives/{ref}/spaces/{id}",
)  # fmt: skip

MEETING = "/negotiations/{symbol}/meetings/{number}"
HOURS = {"begins": "2027-05-01T08:00:00Z", "ends": "2027-05-01T16:00:00Z"}
HELD = {"day": "2027-05-01", "from": "10:00", "until": "18:00"}


def meeting_requests() -> list[tuple[str, Make]]:
    """Every route of meetings; 1 is planned, 2 is open, 3 is closed."""
    every = "/negotiations/{symbol}/meetings"
    return [
        *(page(f"GET {path}") for path in (
            f"/api/v1{every}", f"/api/v1{MEETING}", every, f"{every}/new", MEETING,
            f"{MEETING}/calendar.ics", f"{MEETING}/change", f"{MEETING}/room",
            f"{MEETING}/room/shown", f"{MEETING}/desk")),
        *(page(f"GET {MEETING}/{name} number=3")
          for name in ("minutes", "minutes.pdf", "minutes.docx")),
        json(f"POST /api/v1{every}", title="Session", **HOURS),
        json(f"POST /api/v1{MEETING}/move", **HOURS),
        json(f"POST /api/v1{MEETING}/agenda", agenda=[{"title": "Another"}]),
        json(f"POST /api/v1{MEETING}/open"),
        json(f"POST /api/v1{MEETING}/presence", arrived=_arrival),
        json(f"POST /api/v1{MEETING}/decisions number=2", item=1, words="Agreed."),
        json(f"POST /api/v1{MEETING}/close number=2"),
        json(f"POST /api/v1{MEETING}/cancel", reason="No room."),
        json(f"POST /api/v1{MEETING}/minutes number=3", opening="It was held."),
        page(f"POST {every}/new", title="Session", **HELD),
        page(f"POST {MEETING}/move", **HELD),
        page(f"POST {MEETING}/agenda", **{"title.0": "Another"}),
        page(f"POST {MEETING}/open"),
        page(f"POST {MEETING}/presence", head=_code),
        page(f"POST {MEETING}/decisions number=2", item="1", words="Agreed."),
        page(f"POST {MEETING}/close number=2"),
        page(f"POST {MEETING}/cancel", reason="No room."),
        page(f"POST {MEETING}/show", item="1", paragraph=""),
        page(f"POST {MEETING}/agreed", level="informal", paragraph="p1", base="1"),
        page(f"GET {MEETING}/positions", query="?item=1"),
        page(f"POST {MEETING}/positions", item="1", do="check"),
        page(f"POST {MEETING}/minutes number=3", opening="It was held.", do="publish"),
    ]  # fmt: skip


def _arrival(where: Where) -> list[dict[str, str]]:
    return [{"organisation": where.code}]


REQUESTS: Mapping[str, Make] = dict(
    [
        *(page(f"GET {path}") for path in READINGS),
        ("GET /static/…", lambda where: Asked("/static/placet.css")),
        page("GET /organisations/files/{name} name=organisations.csv"),
        page("GET /negotiations/{symbol}/organisations/files/{name} name=organisations.csv"),
        page("GET /api/v1/objectives/{ref}/compare", query="?from=1&to=1"),
        page("GET /api/v1/objectives/{ref}/draft.{format} format=html"),
        page("GET /api/v1/objectives/{ref}/draft.{format} format=pdf"),
        *(page(f"GET {path}/objectives/{{ref}}/files/{{name}} name={name}")
          for path in ("", "/api/v1")
          for name in ("text.md", "tracked.docx", "comments-iso.csv")),
        page("GET /signin/code", query="?id=a-sign-in"),
        page("GET /objectives/{ref}/compare", query="?old=1&new=1"),
        page("GET /objectives/{ref}/merge", query="?n=1"),
        page("GET /api/v1/objectives/{ref}/merge", query="?n=1"),
        page("GET /objectives/{ref}/step/{step} step=hold"),
        ("GET /mail", lambda where: Asked(f"/mail?negotiation={where.table}")),
        # the house
        json("POST /api/v1/clock", advance=60),
        json("POST /api/v1/sign-in", email="newcomer@example.org"),
        json("POST /api/v1/tokens", name="another"),
        ("DELETE /api/v1/tokens/{hash}",
         lambda where: Asked(f"/api/v1/tokens/{_own_hash(where)}")),
        json("POST /api/v1/organisations", code="NEW", name="New"),
        json("POST /api/v1/people", name="Ned", email="ned@example.org"),
        json("POST /api/v1/negotiations", symbol="AIR", **OPENING),
        json("POST /api/v1/workflows", text=a_workflow_file(3)),
        json("POST /api/v1/rules", text=a_rule_file()),
        json("POST /api/v1/workflows/{name}/{version}/rehearsals", scenario=a_scenario()),
        page("POST /procedures/workflows/{name}/{version}/rehearse", text=a_scenario()),
        ("GET /procedures/workflows/{name}/{version}/rehearse start=table",
         lambda where: Asked(in_place(REHEARSE, where) + f"?start=table:{where.table}")),
        form_of("POST /procedures/publish do=check", "",
                lambda where: {"text": a_workflow_file(3), "do": "check"}),
        form_of("POST /procedures/publish do=publish", "",
                lambda where: {"text": a_workflow_file(3), "do": "publish",
                               "checked": hashed(a_workflow_file(3))}),
        page("POST /signin", email="newcomer@example.org"),
        page("POST /signin/code", code="000000", signin="a-sign-in"),
        page("POST /signout"),
        page("POST /signout/everywhere"),
        page("POST /negotiations/new", symbol="AIR", **OPENING),
        page("POST /organisations", code="NEW", name="New"),
        page("POST /people", name="Ned", email="ned@example.org"),
        page("POST /me/theme", theme="dark"),
        page("POST /me/tokens", name="another"),
        page("POST /me/tokens/revoke", hash=_own_hash),
        page("POST /clock", to="hour"),
        # groups and proxies
        json("POST /api/v1/negotiations/{symbol}/groups", code="GN", title="New",
             members=_both, speaker=_code),
        json("POST /api/v1/negotiations/{symbol}/groups/{code} code=GA", title="Other",
             members=_both, speaker=_code),
        json("POST /api/v1/negotiations/{symbol}/groups/{code}/leave code=GB"),
        json("POST /api/v1/negotiations/{symbol}/groups/{code}/dissolve code=GA"),
        json("POST /api/v1/negotiations/{symbol}/proxies", holder=_spare_holder,
             until="2027-06-01T12:00:00Z"),
        json("POST /api/v1/negotiations/{symbol}/proxies/{number}/accept"),
        json("POST /api/v1/negotiations/{symbol}/proxies/{number}/decline"),
        json("POST /api/v1/negotiations/{symbol}/proxies/{number}/end", reason="Over."),
        json("POST /api/v1/negotiations/{symbol}/casting", holder=_code, evidence="Rule 6",
             members=lambda w: [SECOND[w.place]]),
        json("POST /api/v1/negotiations/{symbol}/casting/end", holder=_code, reason="Over."),
        json("POST /api/v1/objectives/{ref}/positions/for-members", kind="abstain",
             ballot=_ballot("endorsement"), text_hash=_text_hash, present=_both),
        json("POST /api/v1/objectives/{ref}/group-statements", "endorsement", kind="abstain",
             ballot=_ballot("endorsement"), text_hash=_text_hash, group="GA"),
        json("POST /api/v1/objectives/{ref}/amendments/{number}/dissociate"),
        page("POST /negotiations/{symbol}/groups", code="GN", title="New", kind="other",
             members=_both_lines, speaker=_code),
        page("POST /negotiations/{symbol}/groups/{code}/change code=GA", title="Other",
             kind="other", members=_both_lines, speaker=_code),
        page("POST /negotiations/{symbol}/groups/{code}/leave code=GB"),
        page("POST /negotiations/{symbol}/groups/{code}/dissolve code=GA"),
        page("POST /negotiations/{symbol}/proxies", holder=_spare_holder, until="2027-06-01"),
        page("POST /negotiations/{symbol}/proxies/{number}/accept"),
        page("POST /negotiations/{symbol}/proxies/{number}/decline"),
        page("POST /negotiations/{symbol}/proxies/{number}/end", reason="Over."),
        page("POST /negotiations/{symbol}/casting", holder=_code, evidence="Rule 6",
             members=lambda w: SECOND[w.place]),
        page("POST /negotiations/{symbol}/casting/end", holder=_code, reason="Over."),
        page("POST /objectives/{ref}/speak", "endorsement", ballot=_ballot("endorsement"),
             text_hash=_text_hash, group="GA", kind="abstain"),
        page("POST /objectives/{ref}/cast", "endorsement", ballot=_ballot("endorsement"),
             text_hash=_text_hash, present=_both_lines, kind="abstain"),
        # a table
        json("POST /api/v1/negotiations/{symbol}/participants", **SEATING),
        json("POST /api/v1/negotiations/{symbol}/delegates", person=_newcomer, organisation=_code),
        json("POST /api/v1/negotiations/{symbol}/delegates/end", person=_spare,
             organisation=_code),
        json("POST /api/v1/negotiations/{symbol}/templates", title="Agreed", words="Agreed."),
        json("POST /api/v1/negotiations/{symbol}/templates/remove", title="Later"),
        page("POST /negotiations/{symbol}/templates", title="Agreed", words="Agreed."),
        page("POST /negotiations/{symbol}/templates/remove", title="Later"),
        *(json(f"{kind} /api/v1/negotiations/{{symbol}}/{path}", **body) for kind, path, body in (
            ("POST", "provisions", {"citation": "Art. 2", "words": "w", "themes": ["Data"]}),
            ("POST", "goals", {"theme": "Data", "sense": "seek", "words": "w"}),
            ("POST", "soundings", {"question": "q", "options": ["a", "b"],
                                   "closes_at": "2027-06-01T12:00:00Z", "theme": "Data"}),
            ("POST", "soundings/{number}/answer", {"option": "yes"}),
            ("POST", "discussion", {"words": "w", "theme": "Data"}),
        )),
        json("POST /api/v1/negotiations/{symbol}/soundings/{number}/close"),
        said("DELETE /api/v1/negotiations/{symbol}/provisions/{number}"),
        said("DELETE /api/v1/negotiations/{symbol}/goals/{number}"),
        said("DELETE /api/v1/negotiations/{symbol}/discussion/{number}"),
        json("POST /api/v1/objectives/{ref}/provisions", provisions=_own_provision),
        page("POST /negotiations/{symbol}/beginnings/{form} form=provisions", citation="Art. 2",
             says="w", themes="Data"),
        page("POST /negotiations/{symbol}/beginnings/{form} form=goals", theme="Data",
             sense="seek", goal="w"),
        page("POST /negotiations/{symbol}/beginnings/{form} form=soundings", question="q",
             options="a\nb", closes="2027-06-01", about="Data"),
        said("POST /negotiations/{symbol}/beginnings/{form}/{number}/end form=provisions"),
        said("POST /negotiations/{symbol}/beginnings/{form}/{number}/end form=goals"),
        page("POST /negotiations/{symbol}/beginnings/{form}/{number}/end form=soundings"),
        page("POST /negotiations/{symbol}/soundings/{number}", option="yes"),
        page("POST /negotiations/{symbol}/discussion", words="w", theme="Data"),
        said("POST /negotiations/{symbol}/discussion/{number}/withdraw", theme="Data"),
        form_of("POST /objectives/{ref}/grounds", "proposal",
                lambda where: {"provisions": _own_provision(where)}),
        json("POST /api/v1/negotiations/{symbol}/links", kind="alternatives", title="One of them",
             objectives=_two),
        json("POST /api/v1/negotiations/{symbol}/links/{number}/end", reason="They stand apart."),
        page("POST /negotiations/{symbol}/links", kind="alternatives", title="One of them",
             objectives=_two),
        page("POST /negotiations/{symbol}/links/{number}/end", reason="They stand apart."),
        json("POST /api/v1/negotiations/{symbol}/officers", person=_newcomer, role="chair"),
        json("POST /api/v1/negotiations/{symbol}/objectives", title="Another", purpose="More.",
             paragraphs=ROWS),
        ("POST /api/v1/negotiations/{symbol}/objectives/import", _import),
        page("POST /negotiations/{symbol}/propose/import", title="Another"),
        page("POST /negotiations/{symbol}/take-over", title="Another"),
        page("POST /objectives/{ref}/import"),
        *((f"{method} {_SHEETS}", lambda where: Asked(in_place(_SHEETS, where, "comment")))
          for method in ("GET", "POST")),
        ("POST /api/v1/objectives/{ref}/comments/file", _comment_file),
        ("POST /api/v1/objectives/{ref}/revisions/file", _revision_file),
        page("POST /negotiations/{symbol}/organisations", **SEATING),
        page("POST /negotiations/{symbol}/appointments", person=_newcomer, office="focal_point",
             seat=_code),
        page("POST /negotiations/{symbol}/delegates/end", person=_spare, organisation=_code),
        *meeting_requests(),
        form_of("POST /negotiations/{symbol}/propose", "",
                lambda where: {**_new_rows(where), "title": "Another", "do": "save"}),
        # delegations
        *(json(f"POST /api/v1/negotiations/{{symbol}}/{path}", **body)
          for path, body in DELEGATING.items()),
        json("POST /api/v1/negotiations/{symbol}/absences/{number}/cancel"),
        json("POST /api/v1/negotiations/{symbol}/credentials/{number}/end", reason="Replaced."),
        *(page(f"POST /negotiations/{{symbol}}/delegation/{{deed}} deed={deed}", **fields)
          for deed, fields in DEEDS.items()),
        json("POST /api/v1/bodies", code="NEW", name="New"),
        json("POST /api/v1/bodies/{code}", name="Another name"),
        page("POST /bodies", code="NEW", name="New"),
        page("POST /bodies/{code}", name="Another name", version=1),
        page("POST /organisations/import"),
        page("POST /negotiations/{symbol}/organisations/import"),
        # an objective
        ("POST /api/v1/objectives/{ref}/revisions", _revision),
        form_of("POST /objectives/{ref}/revise", "revision",
                lambda where: {**_rows(where), "base": 1, "editorial": "no", "do": "save"}),
        json("POST /api/v1/objectives/{ref}/comments", "comment", type="general", body="Yes.",
             organisation=_code),
        page("POST /objectives/{ref}/my-batch do=note", do="note", body="For us."),
        page("POST /objectives/{ref}/my-batch do=submit", do="submit",
             chosen=lambda where: f"{_private(where, 'prepared')}:1"),
        page("POST /objectives/{ref}/my-batch/{id} do=save", do="save", version=1,
             type="general", body="Other words."),
        page("POST /objectives/{ref}/my-batch/{id} do=return", do="return", version=1, note="No."),
        page("POST /objectives/{ref}/internal-deadline", internal="2027-03-20",
             internal_at="12:00"),
        page("POST /objectives/{ref}/assignments", about="objective:objective", to=_colleague),
        page("POST /objectives/{ref}/assignments/{id}"),
        page("POST /objectives/{ref}/typing", form="comment:p1", body="Half a sen"),
        page("POST /objectives/{ref}/spaces", title="Two of us", organisations=_guest),
        page("POST /objectives/{ref}/spaces/{id} do=note", do="note", body="For both of us."),
        page("POST /objectives/{ref}/spaces/{id} do=propose", do="propose", version=1,
             item=lambda where: _private(where, "draft")),
        form_of("POST /objectives/{ref}/position/prepare", "endorsement", _position),
        json("POST /api/v1/objectives/{ref}/prepared", note={"body": "For us."}),
        json("POST /api/v1/objectives/{ref}/prepared/submit",
             chosen=lambda where: [{"id": _private(where, "prepared"), "version": 1}]),
        json("PUT /api/v1/objectives/{ref}/prepared/{id}", version=1,
             comment={"type": "general", "body": "Other words."}),
        json("DELETE /api/v1/objectives/{ref}/prepared/{id}", query="?version=1"),
        json("POST /api/v1/objectives/{ref}/prepared/{id}/{deed} deed=return", version=1,
             note="No."),
        json("PUT /api/v1/objectives/{ref}/internal-deadline", deadline="2027-03-20T12:00:00Z"),
        json("POST /api/v1/objectives/{ref}/assignments", about="objective", to=_colleague),
        json("POST /api/v1/objectives/{ref}/assignments/{id}/done"),
        json("POST /api/v1/objectives/{ref}/spaces", title="Two of us",
             organisations=lambda where: [_guest(where)]),
        json("POST /api/v1/objectives/{ref}/spaces/{id}/invited",
             organisations=lambda where: [_guest(where)]),
        json("POST /api/v1/objectives/{ref}/spaces/{id}/answer", answer="left"),
        json("POST /api/v1/objectives/{ref}/spaces/{id}/items", note={"body": "For both of us."}),
        json("PUT /api/v1/objectives/{ref}/spaces/{id}/items/{item}", version=1,
             amendment={"base": 1, "change": {"act": "delete", "paragraph": "p2"}}),
        json("DELETE /api/v1/objectives/{ref}/spaces/{id}/items/{item}", query="?version=1"),
        json("POST /api/v1/objectives/{ref}/spaces/{id}/items/{item}/propose", version=1),
        json("POST /api/v1/objectives/{ref}/comments/batch", "comment", comments=lambda where: [
            {"type": "general", "body": "Yes.", "organisation": where.code}]),
        page("POST /objectives/{ref}/comment", type="general", body="Yes.", do="save"),
        page("POST /objectives/{ref}/redline", paragraph="p1", version=1, words="Aware,"),
        page("POST /objectives/{ref}/amend", base=1, deed="delete", paragraph="p1", do="propose"),
        *(page(f"POST /objectives/{{ref}}/amendments/{{number}}/{{deed}} deed={deed}", **fields)
          for deed, fields in AMENDING.items()),
        page("POST /objectives/{ref}/merge", base=1, n=1, editorial="no"),
        page("POST /objectives/{ref}/merge/undo", version=1, undo_reason="Too early."),
        page("POST /objectives/{ref}/brackets", base=1, paragraph="p2", reading=0,
             place=len("The organisations ")),
        page("POST /objectives/{ref}/agreed", base=1, do="note", paragraphs="p1", level="agreed"),
        page("POST /objectives/{ref}/packages/{number}/dissolve"),
        # the words, for programs
        json("POST /api/v1/objectives/{ref}/amendments", base=1,
             change={"act": "delete", "paragraph": "p1"}),
        json("POST /api/v1/objectives/{ref}/amendments/entered", base=1, evidence="Minutes",
             amendments=lambda w: [{"organisation": w.code,
                                    "change": {"act": "delete", "paragraph": "p1"}}]),
        json("POST /api/v1/objectives/{ref}/amendments/{number}/cosponsors"),
        page("DELETE /api/v1/objectives/{ref}/amendments/{number}/cosponsors"),
        json("POST /api/v1/objectives/{ref}/amendments/{number}/withdraw"),
        json("POST /api/v1/objectives/{ref}/amendments/{number}/treatment", treating="accept"),
        json("POST /api/v1/objectives/{ref}/amendments/{number}/treatment/answer", accepts=True),
        json("POST /api/v1/objectives/{ref}/amendments/{number}/refuse", reason="Too wide."),
        json("POST /api/v1/objectives/{ref}/amendments/{number}/reopen", reason="New facts."),
        matched("POST /api/v1/objectives/{ref}/merge", base=1, accept=[1]),
        matched("POST /api/v1/objectives/{ref}/merge/undo", version=1, reason="Too early."),
        matched("POST /api/v1/objectives/{ref}/brackets", base=1, paragraph="p2", reading=0,
                place=len("The organisations ")),
        json("POST /api/v1/objectives/{ref}/agreements", base=1, paragraphs=["p1"],
             level="agreed"),
        json("POST /api/v1/objectives/{ref}/agreements/reopen", paragraphs=["p1"],
             reason="New facts."),
        json("POST /api/v1/objectives/{ref}/packages", "comment", title="Both",
             paragraphs=["p1", "p2"]),
        json("POST /api/v1/objectives/{ref}/packages/{number}/dissolve"),
        json("POST /api/v1/objectives/{ref}/translations/{language}", base=1,
             words={"p1": "Conscientes de l'enjeu,"}),
        page("POST /objectives/{ref}/translations/{language}", base=1,
             **{"words.p1": "Conscientes de l'enjeu,"}),
        json("POST /api/v1/objectives/{ref}/comments/{number}/answer", "revision",
             disposition="accepted"),
        page("POST /objectives/{ref}/comments/{number}", "revision", disposition="accepted"),
        json("POST /api/v1/objectives/{ref}/dispositions", "revision", numbers=[2],
             disposition="accepted"),
        json("DELETE /api/v1/objectives/{ref}/comments/{number}/answer", "answered"),
        json("POST /api/v1/objectives/{ref}/dispositions/publish", "answered", partial=True,
             reason="Enough of them."),
        json("POST /api/v1/objectives/{ref}/comments/{number}/rating number=2", "answered",
             satisfied=True),
        page("POST /objectives/{ref}/dispositions", "revision", **{"d-2": "accepted"}),
        page("POST /objectives/{ref}/dispositions/publish", "answered", partial="true",
             reason="Enough of them."),
        page("POST /objectives/{ref}/dispositions/{number}", "revision", disposition="accepted"),
        page("POST /objectives/{ref}/dispositions/{number}/rate number=2", "answered",
             satisfied="true"),
        json("POST /api/v1/objectives/{ref}/comments/{number}/withdraw number=2", "revision",
             reason="Settled."),
        page("POST /objectives/{ref}/comments/{number}/withdraw number=2", "revision",
             reason="Settled."),
        json("POST /api/v1/objectives/{ref}/no-comments", organisation=_code),
        page("POST /objectives/{ref}/no-comments"),
        json("POST /api/v1/objectives/{ref}/positions", organisation=_code, kind="abstain",
             ballot=_ballot("endorsement"), text_hash=_text_hash),
        form_of("POST /objectives/{ref}/position", "endorsement", _position),
        ("DELETE /api/v1/objectives/{ref}/positions", _withdrawal),
        page("POST /objectives/{ref}/position/withdraw", "endorsement",
             ballot=_ballot("endorsement")),
        json("POST /api/v1/objectives/{ref}/positions/confirm", "provisional",
             ballot=_ballot("provisional"), organisation=_code),
        page("POST /objectives/{ref}/confirm", "provisional", ballot=_ballot("provisional")),
        json("POST /api/v1/objectives/{ref}/positions/entered", evidence="Minutes",
             ballot=_ballot("endorsement"), text_hash=_text_hash,
             positions=lambda w: [{"organisation": w.code, "kind": "abstain"}]),
        form_of("POST /objectives/{ref}/position/enter", "endorsement",
                lambda w: {**w.shown("endorsement"), "evidence": "Minutes",
                           f"kind.{w.code}": "abstain"}),
        json("POST /api/v1/objectives/{ref}/positions/awaiting", "proposal",
             ballot=_ballot("proposal"), organisation=_code),
        page("POST /objectives/{ref}/position/await", "proposal", ballot=_ballot("proposal")),
        json("POST /api/v1/objectives/{ref}/positions/late", "adopted", kind="abstain",
             ballot=_ballot("adopted"), organisation=_code),
        page("POST /objectives/{ref}/position/late", "adopted", kind="abstain",
             ballot=_ballot("adopted")),
        json("POST /api/v1/objectives/{ref}/statements", kind="reservation",
             words="But for paragraph 1.", organisation=_code),
        json("POST /api/v1/objectives/{ref}/concerns", title="Dates", words="Too early.",
             organisation=_code),
        *(json(f"POST /api/v1/objectives/{{ref}}/{what}/{{number}}/{deed} number={number}",
               reason=reason) for what, number, deed, reason in BESIDE),
        json("POST /api/v1/objectives/{ref}/endorsers", organisation=_code),
        ("DELETE /api/v1/objectives/{ref}/endorsers",
         lambda w: Asked(in_place("/api/v1/objectives/{ref}/endorsers", w)
                         + f"?organisation={w.code}")),
        page("POST /objectives/{ref}/beside", do="state", kind="dissociation", words="Not us."),
        *(json(f"POST /api/v1/objectives/{{ref}}/steps/{{step}} step={step}", reason="So it is.")
          for step in ("hold", "withdraw")),
        *(page(f"POST /objectives/{{ref}}/step/{{step}} step={step}", reason="So it is.",
               expected=_version("proposal")) for step in ("hold", "withdraw")),
        json("POST /api/v1/objectives/{ref}/deadline", **INSTANT),
        json("POST /api/v1/objectives/{ref}/meeting", at="2027-05-01T12:00:00Z"),
        json("POST /api/v1/objectives/{ref}/reviewers", organisation=lambda w: SECOND[w.place]),
        json("POST /api/v1/objectives/{ref}/reviews", finding="It is sound."),
        json("POST /api/v1/objectives/{ref}/rounds", reason="One more."),
        json("POST /api/v1/objectives/{ref}/workflow", version=2, reason="New rules."),
        json("POST /api/v1/objectives/{ref}/leads", leads=lambda w: [SECOND[w.place]]),
        json("POST /api/v1/objectives/{ref}/restriction", "answered", reason="It is theirs.",
             organisations=lambda w: [] if w.place == "restricted" else _both(w)),
        page("POST /objectives/{ref}/manage/{form} form=restrict", "answered",
             reason="It is theirs.", seen_by=lambda w: "all" if w.place == "restricted" else "some",
             restricted_to=lambda w: [] if w.place == "restricted" else _both(w)),
        json("POST /api/v1/objectives/{ref}/observers", "comment",
             organisation=lambda w: "CYG" if w.table == "SEA" else "ELM"),
        json("POST /api/v1/objectives/{ref}/signatures", "adopted", organisation=_code,
             signed_on="2027-03-10"),
        json("POST /api/v1/objectives/{ref}/entry-into-force", "adopted", on="2027-07-01"),
        json("POST /api/v1/objectives/{ref}/review", "adopted", at="2028-03-01T12:00:00Z"),
        json("POST /api/v1/objectives/{ref}/reminders"),
        page("POST /objectives/{ref}/missing"),
        json("POST /api/v1/negotiations/{symbol}/reminders", force="It is urgent."),
        page("POST /board/{symbol}/remind", force="It is urgent."),
        page("POST /board/{symbol}/views", name="Mine"),
        page("POST /board/{symbol}/views/remove", name="Nobody's"),
        page("POST /objectives/{ref}/manage/{form} form=deadline", **DAY),
        page("POST /objectives/{ref}/manage/{form} form=meeting", meeting="2027-05-01",
             at="12:00"),
        page("POST /objectives/{ref}/manage/{form} form=reviewer",
             organisation=lambda w: SECOND[w.place]),
        page("POST /objectives/{ref}/manage/{form} form=finding", finding="It is sound."),
        page("POST /objectives/{ref}/manage/{form} form=rounds", reason="One more."),
        page("POST /objectives/{ref}/manage/{form} form=procedure", version="2",
             reason="New rules."),
        page("POST /objectives/{ref}/manage/{form} form=leads", leads=lambda w: SECOND[w.place]),
        page("POST /objectives/{ref}/manage/{form} form=admit", "comment",
             organisation=lambda w: "CYG" if w.table == "SEA" else "ELM"),
        page("POST /objectives/{ref}/manage/{form} form=signature", "adopted",
             organisation=_code, signed_on="2027-03-10"),
        page("POST /objectives/{ref}/manage/{form} form=force", "adopted", on="2027-07-01"),
        page("POST /objectives/{ref}/manage/{form} form=review", "adopted", review="2028-03-01",
             at="12:00"),
    ]
)  # fmt: skip
