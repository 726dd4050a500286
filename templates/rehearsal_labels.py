"""The names of what a rehearsal lists: kinds of entries and mails, acts, outcomes.

What is not known here (a later version may record more) is said as it is written, with
spaces for underscores.
"""

from __future__ import annotations

from collections.abc import Mapping

from placet.engine.errors import N_
from placet.engine.messages import Kind
from placet.templates.i18n import gettext as _

KINDS: Mapping[str, str] = {
    "agreed": N_("agreed in part"),
    "answer": N_("answer"),
    "appointment": N_("appointment"),
    "ballot": N_("ballot"),
    "break": N_("silence broken"),
    "closed": N_("time over"),
    "comment": N_("comment"),
    "deadline": N_("deadline"),
    "decision": N_("decision"),
    "determination": N_("determination"),
    "entry_into_force": N_("entry into force"),
    "extension": N_("deadline moved"),
    "invitation": N_("invitation"),
    "lead": N_("lead"),
    "mail": N_("mail"),
    "meeting": N_("meeting"),
    "nothing": N_("nothing"),
    "observers": N_("observers"),
    "outcome": N_("outcome"),
    "position": N_("position"),
    "proposal": N_("proposal"),
    "refusal": N_("refusal"),
    "reminder": N_("reminder"),
    "reopened": N_("reopened"),
    "review": N_("review"),
    "review_given": N_("review given"),
    "reviewer": N_("reviewer named"),
    "rounds": N_("rounds"),
    "signature": N_("signature"),
    "stage": N_("stage"),
    "text": N_("text"),
    "verdict": N_("verdict"),
    "amendment": N_("amendment"),
    "cosponsor": N_("co-sponsor"),
    "treatment": N_("treatment proposed"),
    "treatment_answer": N_("treatment answered"),
    "amendment_decided": N_("amendment decided"),
    "bracket": N_("bracket settled"),
    "agreement": N_("agreement noted"),
    "package": N_("package"),
    "translation": N_("translation"),
}
"""The kinds of entries, as the list names them."""

MAILS: Mapping[str, str] = {
    Kind.SIGN_IN: N_("sign-in code"),
    Kind.INVITATION: N_("invitation"),
    Kind.PROPOSED: N_("proposal, position requested"),
    Kind.POSITION_REQUESTED: N_("position requested"),
    Kind.CONFIRM_NEEDED: N_("confirmation requested"),
    Kind.COMMENTS_REQUESTED: N_("comments requested"),
    Kind.REMINDER: N_("reminder"),
    Kind.LAST_CALL: N_("last call"),
    Kind.REMINDER_DIGEST: N_("reminder of several answers"),
    Kind.RECEIPT: N_("receipt"),
    Kind.DEADLINE_CHANGED: N_("deadline moved"),
    Kind.ANSWERS: N_("answers to comments"),
    Kind.ANSWER_REJECTED: N_("an answer that does not satisfy"),
    Kind.STAGE_CHANGED: N_("stage begun"),
    Kind.DECISION_NEEDED: N_("decision needed"),
    Kind.OUTCOME: N_("outcome"),
    Kind.REVIEW_REQUESTED: N_("review requested"),
    Kind.CIRCULAR: N_("circular"),
    Kind.PROCEDURE_CHANGED: N_("procedure changed"),
    Kind.AMENDMENT: N_("amendment proposed"),
    Kind.TREATMENT: N_("treatment proposed"),
    Kind.AMENDMENTS_DECIDED: N_("amendments decided"),
    Kind.AGREEMENT_PENDING: N_("agreement pending"),
    Kind.ENTERED_ON_BEHALF: N_("entered on behalf"),
    Kind.PROPOSALS_ENTERED: N_("proposals entered"),
    Kind.DELEGATION: N_("news of a delegation"),
    Kind.PROXY_OFFERED: N_("proxy offered"),
    Kind.PROXY_ACCEPTED: N_("proxy accepted"),
    Kind.PROXY_ENDED: N_("proxy ended"),
    Kind.STATEMENT_ENDED: N_("reserve overridden"),
    Kind.CONCERN_ENDED: N_("concern declared resolved"),
    Kind.COMMENTS_SUBMITTED: N_("comments submitted"),
    Kind.COMMENTS_RECEIVED: N_("comments received"),
    Kind.CLEARANCE_WAITS: N_("clearance awaited"),
    Kind.INTERNAL_REMINDER: N_("reminder inside an organisation"),
    Kind.MEETING_CANCELLED: N_("meeting cancelled"),
    Kind.MEETING_MOVED: N_("meeting moved"),
    Kind.MINUTES_PUBLISHED: N_("minutes published"),
    Kind.MEETING_CALLED: N_("meeting called"),
}
"""The kinds of mail, as the list names them."""

VERBS: Mapping[str, str] = {
    "admit": N_("admit an organisation"),
    "answer": N_("answer a comment"),
    "appoint": N_("appoint a person"),
    "comment": N_("comment"),
    "confirm": N_("confirm a position"),
    "dismiss": N_("end an appointment"),
    "enter_into_force": N_("record the entry into force"),
    "extend": N_("move the deadline"),
    "give_review": N_("give a review"),
    "hand_over": N_("hand over the lead"),
    "invite": N_("seat an organisation"),
    "more_rounds": N_("allow one more round"),
    "name_reviewer": N_("name a reviewer"),
    "no_comments": N_("state that there are no comments"),
    "position": N_("record a position"),
    "propose": N_("propose the objective"),
    "remind": N_("send reminders"),
    "review": N_("set the date of the review"),
    "revise": N_("change the text"),
    "set_meeting": N_("set the date of the meeting"),
    "sign": N_("record a signature"),
    "step": N_("take a step"),
    "wait": N_("let time pass"),
    "amend": N_("propose an amendment"),
    "enter": N_("enter proposals on behalf"),
    "cosponsor": N_("co-sponsor an amendment"),
    "end_cosponsorship": N_("end a co-sponsorship"),
    "withdraw_amendment": N_("take an amendment back"),
    "treat": N_("propose a treatment"),
    "answer_treatment": N_("answer a treatment"),
    "merge": N_("take amendments into the text"),
    "undo_merge": N_("take amendments out of the text"),
    "refuse_amendment": N_("refuse an amendment"),
    "reopen_amendment": N_("reopen an amendment"),
    "settle": N_("settle a bracket"),
    "agree": N_("note what is agreed"),
    "reopen": N_("reopen what is agreed"),
    "link": N_("link paragraphs"),
    "unlink": N_("unlink paragraphs"),
    "translate": N_("record a translation"),
    "withdraw_comment": N_("take a comment back"),
    "withdraw_position": N_("take a position back"),
}
"""What an act of a scenario is, as something that somebody wants to do."""

OUTCOMES: Mapping[str, str] = {
    "adopted": N_("Adopted."),
    "adopted_provisionally": N_("Adopted provisionally, until it is confirmed."),
    "adoption_final": N_("The provisional adoption is final."),
    "adoption_undone": N_("The adoption was undone."),
    "review_concluded": N_("The review was concluded; the text stays adopted."),
    "not_adopted": N_("Not adopted."),
    "lapsed": N_("Lapsed."),
    "withdrawn": N_("Withdrawn."),
    "noted": N_("Noted."),
    "published": N_("Published."),
}


def kind_label(kind: str) -> str:
    """The kind of an entry: deadline moved; one that is not known as it is written."""
    return _(KINDS[kind]) if kind in KINDS else kind.replace("_", " ")


def mail_label(kind: str) -> str:
    """The kind of a mail: last call; one that is not known as it is written."""
    return _(MAILS[kind]) if kind in MAILS else kind.replace("_", " ")


def verb_label(verb: str) -> str:
    """What an act is, as something that somebody wants to do: take a step."""
    return _(VERBS[verb]) if verb in VERBS else verb.replace("_", " ")


def outcome_label(outcome: str) -> str:
    """How it ended: Adopted."""
    return _(OUTCOMES[outcome]) if outcome in OUTCOMES else outcome.replace("_", " ")
