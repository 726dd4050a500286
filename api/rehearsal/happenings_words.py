"""What happened to the words, as entries of the list: amendments, brackets, agreement."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from placet.api.rehearsal.telling import Payload

Labels = Callable[[int], Mapping[str, str]]
"""The numbers of the paragraphs of a version, by id."""


def wording_entry(
    kind: str, p: Payload, labels: Labels, newest: int
) -> tuple[str, dict[str, Any]] | None:
    """The kind of the entry and what it concerns; None for an event about something else.

    `newest` is the version that was made last, for events that name none.
    """
    match kind:
        case "AmendmentProposed":
            return "amendment", _amendment(p["amendment"], labels)
        case "CosponsorJoined" | "CosponsorLeft":
            joined = kind == "CosponsorJoined"
            said = {"amendment": p["number"], "organisation": p["organisation"]}
            return "cosponsor", {**said, "joined": joined}
        case "TreatmentProposed":
            return "treatment", _treatment(p)
        case "TreatmentAnswered":
            answer = p["treatment"]
            said = {"amendment": p["number"], "accepted": bool(answer.get("agreed"))}
            return "treatment_answer", {**said, "reason": answer.get("answer", "")}
        case "AmendmentDecided":
            said = {"amendment": p["number"], "state": p["state"], "reason": p["reason"]}
            return "amendment_decided", {**said, "version": p["version"] or None}
        case "AmendmentReopened":
            said = {"amendment": p["number"], "state": "open", "reason": p["reason"]}
            return "amendment_decided", said
        case _:
            return _agreement(kind, p, labels, newest)


def _agreement(
    kind: str, p: Payload, labels: Labels, newest: int
) -> tuple[str, dict[str, Any]] | None:
    match kind:
        case "BracketSettled":
            (paragraph,) = _numbers([p["paragraph"]], labels(p["version"]))
            said = {"paragraph": paragraph, "version": p["version"]}
            return "bracket", {**said, "before": p["before"], "after": p["after"]}
        case "AgreementNoted":
            noted = p["agreement"]
            return "agreement", {
                "paragraphs": _numbers(p["paragraphs"], labels(noted["text"])),
                "level": noted["level"],
                "version": noted["text"],
                "pending": list(noted.get("pending", ())),
                "reason": noted.get("reason", ""),
            }
        case "PackageFormed":
            package = p["package"]
            return "package", {
                "package": package["number"],
                "linked": True,
                "title": package["title"],
                "paragraphs": _numbers(package["paragraphs"], labels(newest)),
            }
        case "PackageDissolved":
            return "package", {"package": p["number"], "linked": False, "reason": p["reason"]}
        case "TranslationRecorded":
            which = _numbers(p["words"], labels(p["version"]))
            said = {"language": p["language"], "version": p["version"]}
            return "translation", {**said, "paragraphs": which}
        case _:
            return None


def _amendment(made: Payload, labels: Labels) -> dict[str, Any]:
    change, numbers = made["change"], labels(made["base"])
    said = {
        "amendment": made["number"],
        "organisation": made["sponsor"],
        "act": change["act"],
        "version": made["base"],
        "words": change.get("words", ""),
        "reason": made.get("reason", ""),
    }
    if made.get("evidence"):
        said["evidence"] = made["evidence"]
    if change.get("paragraph"):
        said["paragraph"] = numbers.get(change["paragraph"], change["paragraph"])
    return said


def _treatment(p: Payload) -> dict[str, Any]:
    proposed = p["treatment"]
    said = {"amendment": p["number"], "treating": proposed["treating"]}
    words = (proposed.get("change") or {}).get("words", "")
    return {**said, "reason": proposed["reason"], "words": words}


def _numbers(paragraphs: Iterable[str], numbers: Mapping[str, str]) -> list[str]:
    return [numbers.get(x, x) for x in paragraphs]
