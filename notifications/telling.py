"""Letters that tell: a receipt, a new deadline, answers, a stage, a decision, an outcome."""

from __future__ import annotations

from collections.abc import Mapping

from placet.engine.errors import N_
from placet.engine.model import Deadline
from placet.notifications import parts
from placet.notifications.letter import Letter, Row, Section, Sentence, Value, sentence
from placet.notifications.parts import Case
from placet.templates import wording as w
from placet.templates.dates import number, utc
from placet.templates.i18n import filled, ngettext
from placet.templates.i18n import gettext as _


def _letter(
    case: Case,
    subject: str,
    heading: str,
    lead: tuple[Sentence, ...],
    label: str,
    sections: tuple[Section, ...],
    silence: str = "",
) -> Letter:
    return Letter(
        subject=subject,
        heading=heading,
        lead=lead,
        reference=case.text("ref"),
        table=case.text("negotiation"),
        silence=silence,
        action=case.action(label),
        sections=(*sections, *parts.questions(case)),
        footer=parts.footer(case),
    )


def receipt(case: Case) -> Letter:
    """What was recorded for an organisation, to all its people."""
    kind = case.facts.text("kind")
    what = f"{case.text('ref')} v{case.facts.whole('version')}"
    deed = w.position_deed(kind, case.organisation, what)
    if case.facts.true("confirmed"):
        subject, words = _("Confirmed: {deed} [{symbol}]"), _("It is now confirmed.")
    elif case.facts.true("carried"):
        subject = _("Carried over: {deed} [{symbol}]")
        words = _("The paragraphs it concerns did not change, so it counts for this version too.")
    elif case.facts.true("on_behalf"):
        subject = _("Recorded: {deed} [{symbol}]")
        words = _("It was entered on behalf of {organisation} by the secretariat.")
    elif case.facts.true("late"):
        subject = _("Late: {deed} [{symbol}]")
        words = _("It came after the deadline: it stands on record and is not counted.")
    elif kind == "withdrawn":
        subject, words = _("Withdrawn: {organisation}'s position on {what} [{symbol}]"), ""
        if "withdrawn_by" in case.facts:
            words = _("{cast_by}, which had recorded it for {organisation}, took it back.")
    elif "cast_by" in case.facts:
        subject = _("Recorded: {deed} [{symbol}]")
        words = _(
            "{cast_by} recorded it for {organisation}. The own answer wins: what {organisation} "
            "records itself replaces it."
        )
    else:
        subject, words = _("Recorded: {deed} [{symbol}]"), ""
    qualifiers = [w.qualifier_label(q) for q in case.facts.texts("qualifiers")]
    held = ", ".join([w.position_label(kind), *qualifiers])
    lead = [
        case.said(
            _("{organisation} on {ref} {title}, version {version}: {held}."),
            held=Value(held, "strong", data=False),
        )
    ]
    if words:
        lead.append(case.said(words, cast_by=Value(case.text("cast_by"), "strong")))
    rows = [
        Row(_("Reference"), case.facts.text("reference")),
        Row(_("Time"), utc(case.facts.instant("at"))),
        Row(_("Text"), w.hash_short(case.text("hash"))),
    ]
    if "confirm_by" in case.facts and not case.facts.true("confirmed"):
        rows.append(Row(_("To be confirmed by"), case.until("confirm_by").text))
    rows += _circumstances(case)
    return _letter(
        case,
        case.subject(subject, deed=deed, what=what)[: parts.SUBJECT],
        _("Recorded"),
        tuple(lead),
        _("See {organisation}\u2019s position")
        if case.facts.true("closed")
        else _("See or change {organisation}\u2019s position"),
        (Section(_("On record"), rows=tuple(rows)), *_until(case)),
    )


def _circumstances(case: Case) -> list[Row]:
    """What it waits for, where it stands in writing, and what it replaced."""
    rows = []
    if "pending" in case.facts:
        rows.append(Row(_("Waits for"), case.facts.text("pending")))
    if "evidence" in case.facts:
        rows.append(Row(_("Evidence"), case.facts.text("evidence")))
    if "replaced" in case.facts:
        values = {
            "position": w.position_label(case.facts.text("replaced")),
            "reference": case.facts.text("replaced_reference"),
        }
        rows.append(Row(_("Replaces"), filled(_("{position} ({reference})"), values)))
    return rows


def _until(case: Case) -> tuple[Section, ...]:
    if case.facts.true("closed"):
        over = sentence(_("The ballot is closed; this position stays on record."))
        return (Section(_("What happens now"), (over,)),)
    said = [
        sentence(
            _(
                "If this is not what {organisation} meant, change it on the page, or tell the "
                "secretariat at once."
            ),
            {"organisation": Value(case.organisation)},
        )
    ]
    if "deadline" in case.facts:
        said.insert(
            0, sentence(_("It can be changed until {deadline}."), {"deadline": case.until()})
        )
    return (Section(_("What you can do"), tuple(said)),)


def deadline_changed(case: Case) -> Letter:
    """The deadline was moved."""
    was = w.in_zone(Deadline(case.facts.instant("was"), case.zone))
    lead = (
        case.said(_("The deadline of {ref} {title} is now {deadline}."), deadline=case.until()),
        *case.your_time(),
        sentence(_("It was {was}."), {"was": was}),
    )
    return _letter(
        case,
        case.subject(_("New deadline {day}: {ref} {title} [{symbol}]"), day=case.day()),
        _("New deadline"),
        lead,
        _("Open {ref}").replace("{ref}", case.text("ref")),
        _reason(case),
    )


_CAUSES: Mapping[str, str] = {
    "restarted": N_("The period began anew, as the procedure says."),
    "meeting": N_("The meeting from which the deadline is counted was set to another date."),
    "resumed": N_("Work goes on after it was on hold."),
}
"""Why a deadline is another one although nobody moved it."""


def _reason(case: Case) -> tuple[Section, ...]:
    if "cause" in case.facts and case.text("cause") in _CAUSES:
        return (Section(_("Why"), (sentence(_(_CAUSES[case.text("cause")])),)),)
    if "reason" not in case.facts:
        return ()
    said = sentence("{reason}", {"reason": Value(case.text("reason"))})
    return (Section(_("Reason given"), (said,)),)


def answers(case: Case) -> Letter:
    """Comments have their answers."""
    n = case.facts.whole("count")
    subject = ngettext(
        "Replies to {organisation}'s {n} comment: {ref} [{symbol}]",
        "Replies to {organisation}'s {n} comments: {ref} [{symbol}]",
        n,
    )
    words = ngettext(
        "{organisation}\u2019s {n} comment on {ref} {title} has its answer.",
        "{organisation}\u2019s {n} comments on {ref} {title} have their answers.",
        n,
    )
    rows = tuple(
        Row(
            filled(_("Comment {n}"), {"n": row.get("label", "")}),
            w.disposition_label(str(row.get("change", ""))),
        )
        for row in case.facts.rows("answers")
    )
    sections = (Section(_("Answers"), rows=rows),) if rows else ()
    return _letter(
        case,
        case.subject(subject, n=number(n)),
        _("Replies to comments"),
        (case.said(words, n=number(n)),),
        _("Read the answers"),
        sections,
    )


def answer_rejected(case: Case) -> Letter:
    """An organisation is not satisfied with the answer to its comment."""
    n = case.facts.whole("comment")
    whose = case.facts.text("organisation")
    subject = _("Not satisfied: {whose}, comment {n}: {ref} [{symbol}]")
    words = _("{whose} is not satisfied with the answer to its comment {n} on {ref} {title}.")
    said = case.facts.text("words")
    sections = (
        Section(_("What it says"), paragraphs=(sentence("{said}", {"said": Value(said)}),)),
    )
    return _letter(
        case,
        case.subject(subject, n=number(n), whose=whose),
        _("An answer that does not satisfy"),
        (case.said(words, n=number(n), whose=whose),),
        _("See the comment"),
        sections if said else (),
    )


def stage_changed(case: Case) -> Letter:
    """The objective entered another stage."""
    state = w.state_label(case.facts.text("state"))
    lead = [case.said(_("{ref} {title}: {state}."), state=Value(state, "strong", data=False))]
    if "deadline" in case.facts:
        until = sentence(_("This stage ends on {deadline}."), {"deadline": case.until()})
        lead += [until, *case.your_time()]
    return _letter(
        case,
        case.subject(_("{state}: {ref} {title} [{symbol}]"), state=state),
        state,
        tuple(lead),
        _("Open {ref}").replace("{ref}", case.text("ref")),
        _reason(case),
    )


def procedure_changed(case: Case) -> Letter:
    """The objective follows another version of its procedure."""
    lead = [
        case.said(
            _(
                "{ref} {title} follows version {now} of the procedure \u201c{procedure}\u201d from "
                "now on; until now it was version {was}."
            ),
            now=number(case.facts.whole("new_version")),
            was=number(case.facts.whole("old_version")),
            procedure=Value(_(case.facts.text("procedure"))),
        ),
        case.said(
            _("It stays in the stage \u201c{stage}\u201d, and everything on record stays."),
            stage=Value(_(case.facts.text("stage_title"))),
        ),
    ]
    if "deadline" in case.facts:
        kept = sentence(_("The deadline stays {deadline}."), {"deadline": case.until()})
        lead += [kept, *case.your_time()]
    return _letter(
        case,
        case.subject(_("Procedure changed: {ref} {title} [{symbol}]")),
        _("Another version of the procedure"),
        tuple(lead),
        _("See the stages and steps"),
        _reason(case),
    )


def decision_needed(case: Case) -> Letter:
    """The time is over, and a person has to choose how to go on."""
    words = _("The time for {ref} {title}, version {version}, is over, and a decision is awaited.")
    lead = [case.said(words)]
    if "rule" in case.facts:
        lead.append(sentence(w.verdict_sentence(case.facts.true("passes"))))
    steps = tuple(sentence(_(step)) for step in case.facts.texts("steps"))
    return _letter(
        case,
        case.subject(_("Decision needed: {ref} {title} [{symbol}]")),
        _("Decision needed"),
        tuple(lead),
        _("Decide how to go on"),
        (*parts.progress(case), *((Section(_("What is possible"), steps),) if steps else ())),
        silence=_("Nothing happens until somebody decides."),
    )


OUTCOMES: Mapping[str, tuple[str, str]] = {
    "adopted": (N_("Adopted"), N_("{ref} {title}, version {version}, is adopted.")),
    "adopted_provisionally": (
        N_("Adopted provisionally"),
        N_(
            "{ref} {title}, version {version}, is adopted provisionally, while positions ad "
            "referendum wait to be confirmed."
        ),
    ),
    "adoption_final": (
        N_("Adoption final"),
        N_("The adoption of {ref} {title}, version {version}, is final."),
    ),
    "adoption_undone": (
        N_("Adoption undone"),
        N_("The adoption of {ref} {title}, version {version}, was undone."),
    ),
    "not_adopted": (N_("Not adopted"), N_("{ref} {title}, version {version}, is not adopted.")),
    "lapsed": (N_("Lapsed"), N_("{ref} {title} has lapsed without a result.")),
    "withdrawn": (N_("Withdrawn"), N_("{ref} {title} was withdrawn.")),
}


def outcome(case: Case) -> Letter:
    """How it ended."""
    word, words = OUTCOMES.get(case.facts.text("outcome"), (N_("Outcome"), N_("{ref} {title}.")))
    lead = [case.said(_(words))]
    if "confirm_by" in case.facts:
        said = _("They are to be confirmed by {deadline}.")
        lead.append(sentence(said, {"deadline": case.until("confirm_by")}))
    if "subject_to" in case.facts:
        waits = Value(w.listed(case.facts.texts("subject_to")))
        said = _("It is part of a package and subject to {others}, which must be adopted too.")
        lead.append(sentence(said, {"others": waits}))
    if "not_bound" in case.facts:
        names = Value(w.listed(case.facts.texts("not_bound")))
        lead.append(sentence(_("Not bound: {names}."), {"names": names}))
    return _letter(
        case,
        case.subject(_("{outcome}: {ref} {title} [{symbol}]"), outcome=_(word)),
        _(word),
        tuple(lead),
        _("Open {ref}").replace("{ref}", case.text("ref")),
        (*parts.progress(case), *_reason(case)),
    )
