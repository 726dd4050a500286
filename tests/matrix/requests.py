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
from tests.matrix.world import LEADS, TABLES, World, bearer, hashed

NEW = {"own": "AUR", "other": "BOR", "elsewhere": "DOR"}
SECOND = {"own": "BOR", "other": "AUR", "elsewhere": "ELM"}


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
    """In which world, at which place, and by whom."""

    world: World
    place: str
    role: str

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
        return self.world.refs[self.place, stage]

    def shown(self, stage: str) -> dict[str, Any]:
        """The ballot as it was shown."""
        return self.world.ballot(self.place, stage)


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
    "position": "endorsement",
    "positions": "endorsement",
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
        "number": 1,
        "old": 1,
        "new": 1,
        "topic": "rules",
        "paragraph": "p1",
        "language": "fr",
        "reference": where.world.receipts[where.place],
        "name": "no_objection" if "/rules/" in path else "joint-objective",
        "version": 1 if "/rules/" in path else 2,
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
        names["id"] = 1 if "mailbox" in route else where.world.messages[where.place]
    owner = where.role if where.place == "own" and where.role in where.world.ids else "newcomer"
    names["hash"] = hashed(bearer(owner))
    return names


def _filled(body: Mapping[str, Any], where: Where) -> dict[str, Any]:
    return {name: value(where) if callable(value) else value for name, value in body.items()}


def _spare(where: Where) -> str:
    return where.world.ids[f"spare-{where.place}"]


def _newcomer(where: Where) -> str:
    return where.world.ids["newcomer"]


def _code(where: Where) -> str:
    return where.code


def _nth(where: Where) -> int:
    """Of what was said at a table before there is a text, BOR in SEA was the second."""
    return 2 if where.place == "other" else 1


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
    owner = where.role if where.place == "own" and where.role in where.world.ids else "newcomer"
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
    "withdraw": {},
    "treat": {"treating": "refuse", "reason": "Too wide."},
    "answer": {"answer": "accept"},
    "refuse": {"reason": "Too wide."},
    "reopen": {"reason": "New facts."},
}

READINGS = (
    "/api/v1/openapi.json", "/api/v1/clock", "/api/v1/mailbox", "/api/v1/mailbox/{number}",
    "/api/v1/tokens", "/api/v1/me", "/api/v1/inbox", "/api/v1/organisations", "/api/v1/people",
    "/api/v1/negotiations", "/api/v1/negotiations/{symbol}",
    "/api/v1/negotiations/{symbol}/objectives", "/api/v1/negotiations/{symbol}/audit",
    "/api/v1/objectives/{ref}", "/api/v1/objectives/{ref}/texts/{number}",
    "/api/v1/objectives/{ref}/ballots", "/api/v1/objectives/{ref}/comments",
    "/api/v1/objectives/{ref}/missing", "/api/v1/objectives/{ref}/audit",
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
)  # fmt: skip

REQUESTS: Mapping[str, Make] = dict(
    [
        *(page(f"GET {path}") for path in READINGS),
        ("GET /static/…", lambda where: Asked("/static/placet.css")),
        page("GET /api/v1/objectives/{ref}/compare", query="?from=1&to=1"),
        page("GET /api/v1/objectives/{ref}/draft.{format} format=html"),
        page("GET /api/v1/objectives/{ref}/draft.{format} format=pdf"),
        *(page(f"GET {path}/objectives/{{ref}}/files/{{name}} name={name}")
          for path in ("", "/api/v1") for name in ("text.md", "tracked.docx")),
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
        # a table
        json("POST /api/v1/negotiations/{symbol}/participants", **SEATING),
        json("POST /api/v1/negotiations/{symbol}/delegates", person=_newcomer, organisation=_code),
        json("POST /api/v1/negotiations/{symbol}/delegates/end", person=_spare,
             organisation=_code),
        *(json(f"{kind} /api/v1/negotiations/{{symbol}}/{path}", **body) for kind, path, body in (
            ("POST", "provisions", {"citation": "Art. 2", "words": "w", "themes": ["Data"]}),
            ("POST", "goals", {"theme": "Data", "sense": "seek", "words": "w"}),
            ("POST", "soundings", {"question": "q", "options": ["a", "b"],
                                   "closes_at": "2027-06-01T12:00:00Z", "theme": "Data"}),
            ("POST", "soundings/{number}/answer", {"option": "yes"}),
            ("POST", "discussion", {"words": "w", "theme": "Data"}),
        )),
        said("POST /api/v1/negotiations/{symbol}/soundings/{number}/close"),
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
        ("POST /api/v1/objectives/{ref}/revisions/file", _revision_file),
        page("POST /negotiations/{symbol}/organisations", **SEATING),
        page("POST /negotiations/{symbol}/appointments", person=_newcomer, office="focal_point",
             seat=_code),
        page("POST /negotiations/{symbol}/delegates/end", person=_spare, organisation=_code),
        form_of("POST /negotiations/{symbol}/propose", "",
                lambda where: {**_new_rows(where), "title": "Another", "do": "save"}),
        # an objective
        ("POST /api/v1/objectives/{ref}/revisions", _revision),
        form_of("POST /objectives/{ref}/revise", "revision",
                lambda where: {**_rows(where), "base": 1, "editorial": "no", "do": "save"}),
        json("POST /api/v1/objectives/{ref}/comments", "comment", type="general", body="Yes.",
             organisation=_code),
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
        json("POST /api/v1/objectives/{ref}/observers", "comment",
             organisation=lambda w: "CYG" if w.table == "SEA" else "ELM"),
        json("POST /api/v1/objectives/{ref}/signatures", "adopted", organisation=_code,
             signed_on="2027-03-10"),
        json("POST /api/v1/objectives/{ref}/entry-into-force", "adopted", on="2027-07-01"),
        json("POST /api/v1/objectives/{ref}/review", "adopted", at="2028-03-01T12:00:00Z"),
        json("POST /api/v1/objectives/{ref}/reminders"),
        page("POST /objectives/{ref}/missing"),
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
