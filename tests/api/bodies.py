"""For every route of the interface that takes one, a body that would do.

Everything else being right: who asks, what there is, and in which stage it is.
"""

from __future__ import annotations

from typing import Any

from tests.api.house import a_proposal
from tests.builders import a_rule_file, a_scenario, a_workflow_file

BODIES: dict[str, dict[str, Any]] = {
    "/sign-in": {"email": "eve@example.org"},
    "/tokens": {"name": "x"},
    "/clock": {"advance": 1},
    "/organisations": {"code": "DEL", "name": "Delta", "mandate": ""},
    "/people": {"name": "N", "email": "n@example.org", "zone": "UTC", "language": "en"},
    "/negotiations": {"symbol": "AIR", "title": "Air", "purpose": "p", "zone": "UTC"},
    "/participants": {"organisation": "AUR", "classes": ["P"], "weight": 1},
    "/delegates": {"person": "x", "organisation": "AUR", "capacity": "alternate"},
    "/delegates/end": {"person": "x", "organisation": "AUR", "reason": "r"},
    "/officers": {"person": "x", "role": "chair"},
    "/provisions": {"citation": "Art. 1", "words": "w", "themes": ["Data"]},
    "/goals": {"theme": "Data", "sense": "seek", "words": "w", "provisions": [1]},
    "/soundings": {
        "question": "q", "options": ["a", "b"], "closes_at": "2027-04-01T00:00Z", "theme": "Data",
        "objective": "OBJ-0001",
    },
    "/soundings/{number}/answer": {"option": "a", "words": "w"},
    "/soundings/{number}/close": {},
    "/discussion": {"words": "w", "theme": "Data", "objective": "OBJ-0001", "to": 1},
    "/links": {"kind": "package", "title": "x", "objectives": ["OBJ-0001", "OBJ-0002"]},
    "/links/{number}/end": {"reason": "r"},
    "/objectives": a_proposal(leads=["AUR"], deadline="2027-04-01T00:00Z", restricted_to=["AUR"]),
    "/revisions": {"base": 1, "markdown": "1. One.", "note": "n", "editorial": False},
    "/comments": {"type": "general", "body": "b", "paragraph": "p1", "wording": "w"},
    "/comments/{number}/answer": {"disposition": "noted", "response": "r"},
    "/comments/{number}/withdraw": {"reason": "r"},
    "/comments/{number}/rating": {"satisfied": True, "words": "w"},
    "/dispositions": {"numbers": [1], "disposition": "noted", "response": "r"},
    "/dispositions/publish": {"partial": True, "reason": "r"},
    "/templates": {"title": "t", "words": "w"},
    "/templates/remove": {"title": "t"},
    "/no-comments": {"organisation": "AUR"},
    "/positions": {
        "ballot": 1, "text_hash": "0" * 64, "kind": "object", "reasons": "r",
        "paragraphs": ["p1"], "wording": "w", "no_wording": False, "resolve": "r",
        "qualifiers": ["with_reservation"], "reservation": "r", "confirm_by": "2027-05-01T00:00Z",
        "organisation": "AUR",
    },
    "/positions/confirm": {"ballot": 1, "organisation": "AUR"},
    "/steps/{step}": {
        "reason": "r", "deadline": "2027-04-01T00:00Z", "meeting": "2027-05-01T00:00Z",
    },
    "/deadline": {"deadline": "2027-04-01T00:00Z", "reason": "r"},
    "/meeting": {"at": "2027-05-01T00:00Z"},
    "/reviewers": {"organisation": "AUR", "due": "2027-05-01T00:00Z"},
    "/reviews": {"finding": "f", "organisation": "AUR"},
    "/rounds": {"reason": "r"},
    "/leads": {"leads": ["AUR"], "reason": "r"},
    "/observers": {"organisation": "AUR", "reason": "r"},
    "/restriction": {"organisations": ["AUR"], "reason": "r"},
    "/signatures": {"organisation": "AUR", "signed_on": "2027-04-01"},
    "/entry-into-force": {"on": "2027-04-01"},
    "/review": {"at": "2028-01-01T00:00Z"},
    "/reminders": {"only": ["AUR"]},
    "/workflow": {"version": 2, "reason": "r"},
    "/workflows": {"text": a_workflow_file(2), "note": "n"},
    "/rules": {"text": a_rule_file(), "note": "n"},
    "/workflows/{name}/{version}/rehearsals": {"scenario": a_scenario()},
    "/comments/batch": {"comments": [{"type": "general", "body": "b"}]},
    # beside the positions
    "/positions/entered": {
        "ballot": 1, "text_hash": "0" * 64, "evidence": "e",
        "positions": [{"organisation": "AUR", "kind": "endorse"}],
    },
    "/positions/awaiting": {"ballot": 1, "expected": "2027-04-01", "organisation": "AUR"},
    "/positions/late": {"ballot": 1, "kind": "endorse", "reasons": "r", "organisation": "AUR"},
    "/statements": {
        "kind": "reservation", "words": "w", "paragraphs": ["p1"], "organisation": "AUR",
    },
    "/statements/{number}/lift": {"reason": "r"},
    "/statements/{number}/override": {"reason": "r"},
    "/statements/{number}/withdraw": {"reason": "r"},
    "/concerns": {
        "title": "t", "words": "w", "paragraphs": ["p1"], "wording": "w", "resolve": "r",
        "organisation": "AUR",
    },
    "/concerns/{number}/resolve": {"reason": "r"},
    "/concerns/{number}/withdraw": {"reason": "r"},
    "/concerns/{number}/reopen": {"reason": "r"},
    "/endorsers": {"organisation": "AUR"},
    # delegations
    "/bodies": {
        "code": "OCEAN", "name": "n", "purpose": "p", "members": [{"organisation": "AUR"}],
        "workflow": "joint-objective", "zone": "UTC", "languages": ["en"],
        "observers_comment": True, "contact": "c",
    },
    "/bodies/{code}": {"name": "n", "purpose": "p", "members": [], "reason": "r"},
    "/participants/accede": {"organisation": "AUR", "reason": "r"},
    "/participants/decline": {"organisation": "AUR", "reason": "r"},
    "/participants/leave": {"organisation": "XXX", "reason": "r"},
    "/participants/seat": {
        "organisation": "AUR", "classes": [], "weight": 1, "observer": False, "reason": "r",
    },
    "/officers/end": {"person": "x", "role": "chair", "reason": "r"},
    "/absences": {
        "person": "x", "organisation": "AUR", "first": "2027-04-01", "last": "2027-04-02",
        "deputy": "y",
    },
    "/absences/{number}/cancel": {},
    "/credentials": {
        "organisation": "AUR", "person": "x", "kind": "full_powers", "dated": "2027-01-01",
        "valid_until": "2028-01-01", "evidence": "e",
    },
    "/credentials/{number}/end": {"reason": "r"},
    # groups and proxies
    "/groups": {
        "code": "SEAS", "title": "t", "kind": "other", "members": ["AUR", "BOR"],
        "speaker": "AUR",
    },
    "/groups/{code}": {"title": "t", "kind": "other", "members": ["AUR"], "speaker": "AUR"},
    "/groups/{code}/leave": {},
    "/groups/{code}/dissolve": {"reason": "r"},
    "/proxies": {
        "holder": "BOR", "until": "2027-05-01T00:00Z", "since": "2027-04-01T00:00Z",
        "objectives": ["OBJ-0001"], "reason": "r",
    },
    "/proxies/{number}/accept": {},
    "/proxies/{number}/decline": {"reason": "r"},
    "/proxies/{number}/end": {"reason": "r"},
    "/casting": {
        "holder": "AUR", "members": ["BOR"], "evidence": "e", "since": "2027-04-01T00:00Z",
        "until": "2027-05-01T00:00Z", "objectives": ["OBJ-0001"],
    },
    "/casting/end": {"holder": "AUR", "reason": "r"},
    "/positions/for-members": {
        "ballot": 1, "text_hash": "0" * 64, "kind": "endorse", "present": ["BOR"],
    },
    "/group-statements": {
        "ballot": 1, "text_hash": "0" * 64, "group": "SEAS", "kind": "endorse", "words": "w",
    },
    "/amendments/{number}/dissociate": {},
    # meetings
    "/meetings": {
        "title": "t", "begins": "2027-04-01T09:00Z", "ends": "2027-04-01T18:00Z", "place": "p",
        "zone": "UTC", "agenda": [{"title": "One"}], "quorum": {"share": "1/2"},
    },
    "/meetings/{number}/move": {
        "begins": "2027-04-01T09:00Z", "ends": "2027-04-01T18:00Z", "place": "p", "reason": "r",
    },
    "/meetings/{number}/agenda": {"agenda": [{"title": "One", "objective": "OBJ-0001"}]},
    "/meetings/{number}/open": {},
    "/meetings/{number}/presence": {
        "arrived": [{"organisation": "AUR"}], "left": ["BOR"], "at": "2027-04-01T09:00Z",
    },
    "/meetings/{number}/decisions": {"item": 1, "words": "w", "reason": "r"},
    "/meetings/{number}/close": {},
    "/meetings/{number}/cancel": {"reason": "r"},
    "/meetings/{number}/minutes": {"opening": "o", "items": [{"item": 1, "words": "w"}]},
    # inside an organisation
    "/prepared": {"note": {"body": "b"}, "ready": True},
    "/prepared/submit": {"chosen": [{"id": "x", "version": 1}]},
    "/prepared/{id}/{deed}": {"version": 1, "note": "n"},
    "/assignments": {
        "about": "paragraph", "key": "p1", "to": "x", "note": "n", "due": "2027-04-01T09:00Z",
    },
    "/assignments/{id}/done": {},
    "/spaces": {"title": "t", "organisations": ["BOR"]},
    "/spaces/{id}/invited": {"organisations": ["BOR"]},
    "/spaces/{id}/answer": {"answer": "join"},
    "/spaces/{id}/items": {"note": {"body": "b"}},
    "/spaces/{id}/items/{item}/propose": {"version": 1},
}  # fmt: skip
