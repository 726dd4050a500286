"""Letters that ask somebody for an answer, and remind of it.

A reminder has the subject of the letter that it reminds of, so both stand in one thread;
the last call begins a thread of its own on purpose.
"""

from __future__ import annotations

from placet.engine.messages import Kind
from placet.notifications import parts
from placet.notifications.letter import Letter, Section, Sentence, Value, sentence
from placet.notifications.parts import Case
from placet.notifications.proxies import by_proxy
from placet.templates import wording as w
from placet.templates.dates import day, number, utc, when
from placet.templates.i18n import filled, ngettext
from placet.templates.i18n import gettext as _


def asking(case: Case) -> Letter:
    """The letter for a message that asks for something."""
    ask = _asked(case)
    if ask == "confirm":
        return _confirm_referendum(case) if "confirm_by" in case.facts else _confirm(case)
    if ask == "comment":
        return _comments(case)
    if ask == "review":
        return _review(case)
    return _position(case)


def _asked(case: Case) -> str:
    match case.message.kind:
        case Kind.COMMENTS_REQUESTED:
            return "comment"
        case Kind.REVIEW_REQUESTED:
            return "review"
        case Kind.CONFIRM_NEEDED:
            return "confirm"
        case Kind.REMINDER | Kind.LAST_CALL:
            return case.facts.text("ask")
        case _:
            return "position"


def _reminds(case: Case) -> bool:
    return case.message.kind in (Kind.REMINDER, Kind.LAST_CALL)


def _subject(case: Case, usual: str, name: str = "deadline", **more: str) -> str:
    if case.message.kind is Kind.LAST_CALL:
        at = case.facts.instant(name)
        due = f"{when(at, 'UTC', 'daymonth')} {utc(at, 'time')}"
        if _under_silence(case):
            words = _("Silence ends {due}: {ref} {title} [{symbol}]")
            return case.subject(words, due=due)
        return case.subject(_("Last call, due {due}: {ref} {title} [{symbol}]"), due=due)
    return case.subject(usual, day=case.day(name), **more)


def _heading(case: Case, usual: str, name: str = "deadline") -> str:
    if case.message.kind is Kind.LAST_CALL:
        words = _("Silence ends {due}") if _under_silence(case) else _("Last call: {due}")
        return filled(words, {"due": _date(case, name)})
    return filled(usual, {"due": _date(case, name)})


def _date(case: Case, name: str) -> str:
    return when(case.facts.instant(name), case.zone, "date")


def _position(case: Case) -> Letter:
    deadline = case.until()
    proposed = (_proposes(case),) if case.message.kind is Kind.PROPOSED else ()
    if _under_silence(case):
        lead: tuple[Sentence, ...] = (*proposed, *_silent(case, deadline))
    elif not case.organisation:
        lead = (*proposed, _told_officers(case, deadline))
    elif _reminds(case) and case.facts.true("awaiting"):
        lead = (_awaits(case, deadline),)
    elif _reminds(case):
        lead = (
            case.said(
                _(
                    "{organisation} has not yet recorded a position on {ref} {title}, "
                    "version {version}. It is due by {deadline}."
                ),
                deadline=deadline,
            ),
        )
    elif case.message.kind is Kind.PROPOSED:
        lead = (*proposed, _support(case, deadline))
    else:
        lead = (
            case.said(
                _(
                    "The secretariat of {negotiation} asks {organisation} for a position on "
                    "{ref} {title}, version {version}, by {deadline}."
                ),
                deadline=deadline,
            ),
        )
    if not _under_silence(case):
        lead = (*lead, *case.your_time())
    lead = (*lead, *by_proxy(case))
    label = _("Read and record {organisation}\u2019s position")
    if not case.organisation:
        label = _("Read the proposal")
    subject, heading = _("Position due {day}: {ref} {title} [{symbol}]"), _("Position due {due}")
    if _under_silence(case):
        subject = _("Under silence until {day}: {ref} {title} [{symbol}]")
        heading = _("Under silence until {due}")
    return Letter(
        subject=_subject(case, subject),
        heading=_heading(case, heading),
        lead=lead,
        reference=case.text("ref"),
        table=case.text("negotiation"),
        silence=parts.silence(case),
        action=case.action(label),
        sections=(
            *_purpose(case),
            *parts.changes(case),
            *parts.progress(case),
            *parts.questions(case),
        ),
        footer=parts.footer(case),
    )


def _awaits(case: Case, deadline: Value) -> Sentence:
    """To who waits for instructions: that it still has no position."""
    if "expected" not in case.facts:
        words = _(
            "{organisation} awaits instructions on {ref} {title}, version {version}. Until it "
            "records one, it has no position; one is due by {deadline}."
        )
        return case.said(words, deadline=deadline)
    words = _(
        "{organisation} awaits instructions on {ref} {title}, version {version}, which it expects "
        "on {expected}. Until it records one, it has no position; one is due by {deadline}."
    )
    return case.said(words, deadline=deadline, expected=Value(day(case.facts.text("expected"))))


def _under_silence(case: Case) -> bool:
    """Whether whoever is asked for a position agrees by recording nothing."""
    return "rule" in case.facts and parts.rule_of(case).silence_counts


def _silent(case: Case, deadline: Value) -> tuple[Sentence, ...]:
    words = _("{ref} {title}, version {version}, is under silence until {deadline}.")
    said = [case.said(words, deadline=deadline), *case.your_time()]
    if _reminds(case):
        words = _(
            "{organisation} has recorded nothing so far. If it agrees, it need not do anything."
        )
        said.append(case.said(words))
    return tuple(said)


def _proposes(case: Case) -> Sentence:
    leads = case.facts.texts("leads")
    words = ngettext(
        "{leads} proposes {ref} {title}.", "{leads} propose {ref} {title}.", len(leads)
    )
    return case.said(words, leads=Value(w.listed(leads)))


def _support(case: Case, deadline: Value) -> Sentence:
    words = _(
        "The secretariat of {negotiation} asks whether {organisation} supports it in principle, "
        "and for an answer by {deadline}."
    )
    if "support" not in case.facts.texts("kinds"):
        words = _(
            "The secretariat of {negotiation} asks {organisation} for a position on version "
            "{version} by {deadline}."
        )
    return case.said(words, deadline=deadline)


def _told_officers(case: Case, deadline: Value) -> Sentence:
    words = _("The organisations of {negotiation} are asked for their positions by {deadline}.")
    return case.said(words, deadline=deadline)


def _purpose(case: Case) -> tuple[Section, ...]:
    if case.message.kind is not Kind.PROPOSED or "purpose" not in case.facts:
        return ()
    return (
        Section(_("Purpose"), (sentence("{purpose}", {"purpose": Value(case.text("purpose"))}),)),
    )


def _comments(case: Case) -> Letter:
    words = (
        _(
            "{organisation} has not yet commented on {ref} {title}, version {version}. Comments "
            "are taken until {deadline}."
        )
        if _reminds(case)
        else _(
            "The secretariat of {negotiation} asks {organisation} for comments on {ref} {title}, "
            "version {version}, by {deadline}."
        )
    )
    return Letter(
        subject=_subject(case, _("Comments due {day}: {ref} {title} [{symbol}]")),
        heading=_heading(case, _("Comments due {due}")),
        lead=(case.said(words, deadline=case.until()), *case.your_time()),
        reference=case.text("ref"),
        table=case.text("negotiation"),
        silence=_(
            "Silence is not agreement: the text goes on to its revision without the comments of "
            "those who make none. If there are none, please say so; then nobody reminds you."
        ),
        action=case.action(_("Read and comment for {organisation}")),
        sections=(*parts.changes(case), *parts.questions(case)),
        footer=parts.footer(case),
    )


def _review(case: Case) -> Letter:
    words = _(
        "{organisation} is asked for an expert review of {ref} {title}, version {version}, by "
        "{deadline}."
    )
    return Letter(
        subject=_subject(case, _("Review due {day}: {ref} {title} [{symbol}]")),
        heading=_heading(case, _("Review due {due}")),
        lead=(case.said(words, deadline=case.until()), *case.your_time()),
        reference=case.text("ref"),
        table=case.text("negotiation"),
        silence=_(
            "The procedure waits for the review; it is no position of {organisation}."
        ).replace("{organisation}", case.text("organisation")),
        action=case.action(_("Read and review for {organisation}")),
        sections=parts.questions(case),
        footer=parts.footer(case),
    )


def _confirm(case: Case) -> Letter:
    """The text changed under a position, which now counts no longer."""
    n = len(case.facts.rows("changes"))
    usual = ngettext(
        "Confirm by {day}: {ref} v{version}, {n} paragraph changed [{symbol}]",
        "Confirm by {day}: {ref} v{version}, {n} paragraphs changed [{symbol}]",
        n,
    )
    if not n:
        usual = _("Confirm by {day}: {ref} v{version} {title} [{symbol}]")
    held = w.position_label(case.text("kind"))
    words = (
        _(
            "The text of {ref} {title} changed, so {organisation}\u2019s position on the version "
            "before no longer counts. Please look at version {version} and record the position "
            "again by {deadline}."
        )
        if not _reminds(case)
        else _(
            "{organisation} has not yet recorded its position on version {version} of {ref} "
            "{title}; the one before no longer counts. It is due by {deadline}."
        )
    )
    was = _("Until now {organisation} held: {held}.")
    lead = [case.said(words, deadline=case.until()), *case.your_time()]
    if "kind" in case.facts:
        lead.append(case.said(was, held=held))
    return Letter(
        subject=_subject(case, usual, n=number(n)),
        heading=_heading(case, _("Confirm by {due}")),
        lead=tuple(lead),
        reference=case.text("ref"),
        table=case.text("negotiation"),
        silence=parts.silence(case),
        action=case.action(_("Read and record {organisation}\u2019s position")),
        sections=(*parts.changes(case), *parts.progress(case), *parts.questions(case)),
        footer=parts.footer(case),
    )


def _confirm_referendum(case: Case) -> Letter:
    words = _(
        "{organisation} holds {held} on {ref} {title}, version {version}, ad referendum. Please "
        "confirm it by {deadline}."
    )
    return Letter(
        subject=_subject(
            case, _("Confirm by {day}: {ref} v{version}, ad referendum [{symbol}]"), "confirm_by"
        ),
        heading=_heading(case, _("Confirm by {due}"), "confirm_by"),
        lead=(
            case.said(
                words,
                held=w.position_label(case.text("kind")),
                deadline=case.until("confirm_by"),
            ),
            *case.your_time("confirm_by"),
        ),
        reference=case.text("ref"),
        table=case.text("negotiation"),
        silence=_(
            "A position that is not confirmed by then counts as no position, and the rule is "
            "applied again without it."
        ),
        action=case.action(_("Read and confirm {organisation}\u2019s position")),
        sections=parts.questions(case),
        footer=parts.footer(case),
    )
