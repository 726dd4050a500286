"""Every kind of mail, with what only a person can say of it: who gets it, and when."""

from __future__ import annotations

from collections.abc import Mapping

from making.marks import codes, page, table
from placet.engine.messages import Kind
from placet.notifications.facts import HEAD, NEEDS

MAILS: Mapping[Kind, tuple[str, str]] = {
    Kind.SIGN_IN: (
        "The person whose address was entered, if it is known.",
        "Somebody asks for a sign-in code.",
    ),
    Kind.MEETING_CALLED: (
        "Everybody with a part in the negotiation, each person once.",
        "A meeting is called; with its agenda.",
    ),
    Kind.MEETING_MOVED: (
        "Everybody with a part in the negotiation, each person once.",
        "A meeting has another time or place.",
    ),
    Kind.MEETING_CANCELLED: (
        "Everybody with a part in the negotiation, each person once.",
        "A planned meeting does not take place.",
    ),
    Kind.MINUTES_PUBLISHED: (
        "Everybody with a part in the negotiation, each person once.",
        "The minutes of a meeting are published; with its decisions.",
    ),
    Kind.INVITATION: (
        "The person who was given a part.",
        "A person is appointed delegate, or is given an office by somebody else.",
    ),
    Kind.DELEGATION: (
        "The person whose part changes, and whoever stands in; the organisation, for its seat; "
        "secretariat and chair, for what a delegation does itself.",
        "A seat is taken, declined, left or changed; a delegate or an officer is ended; a "
        "delegation appoints its own people; an absence is recorded or cancelled.",
    ),
    Kind.PROPOSED: (
        "Everybody who may submit for an organisation at the table; secretariat and chair.",
        "An objective is proposed, and support in principle is sought.",
    ),
    Kind.POSITION_REQUESTED: (
        "Everybody who may submit for an organisation without a position, or for the holder of "
        "its proxy.",
        "A text is put forward, and the organisation held no position in this stage before.",
    ),
    Kind.CONFIRM_NEEDED: (
        "Everybody who may submit for the organisation.",
        "The text changed and an earlier position no longer counts; or a text was adopted while "
        "the organisation's position is ad referendum.",
    ),
    Kind.COMMENTS_REQUESTED: (
        "Everybody who may submit for an organisation at the table that is no observer.",
        "A text is opened for comments.",
    ),
    Kind.REVIEW_REQUESTED: (
        "Everybody who may submit for the organisation that is asked.",
        "An organisation is named as reviewer.",
    ),
    Kind.REMINDER: (
        "Everybody who may submit for an organisation that still owes its answer, or for the "
        "holder of its proxy.",
        "So many days before the deadline as the stage says; or when the secretariat reminds by "
        "hand.",
    ),
    Kind.REMINDER_DIGEST: (
        "Everybody who may submit for an organisation that still owes one of the chosen answers, "
        "each person once.",
        "The secretariat reminds several from the board.",
    ),
    Kind.LAST_CALL: (
        "As for a reminder.",
        "So many hours before the deadline as the stage says.",
    ),
    Kind.CIRCULAR: (
        "Everybody at the table, each person once.",
        "A step with a circular is taken; or the time of a silence is extended, or its text "
        "changes. It takes the place of the other mails that would tell the same.",
    ),
    Kind.RECEIPT: (
        "Everybody who acts for the organisation, observers and drafters too; and for the one "
        "that answered in its place.",
        "Its position was recorded, withdrawn, confirmed, or carried over to a new text.",
    ),
    Kind.DEADLINE_CHANGED: (
        "Everybody with a part in the negotiation.",
        "The deadline of the present stage was moved.",
    ),
    Kind.ANSWERS: (
        "Everybody who acts for an organisation that commented.",
        "The answers are published, at the latest when the stage in which they were given is left; "
        "or a published answer is given anew. One mail has all that are published together.",
    ),
    Kind.STAGE_CHANGED: (
        "Everybody with a part in the negotiation; or those of one organisation that became an "
        "observer.",
        "A stage begins in which nobody is asked for an answer, work resumes, or an organisation "
        "holds no seat any more.",
    ),
    Kind.DECISION_NEEDED: (
        "Secretariat and chair.",
        "A stage is over, and the procedure leaves it to them how to go on.",
    ),
    Kind.OUTCOME: (
        "Everybody with a part in the negotiation.",
        "A text is adopted (provisionally, or for good), an adoption is undone, or an objective "
        "ends without a result.",
    ),
    Kind.PROCEDURE_CHANGED: (
        "Everybody with a part in the negotiation.",
        "The secretariat moved an objective to another version of its procedure.",
    ),
    Kind.AMENDMENT: (
        "Everybody who acts for a lead organisation, and the secretariat; not whoever proposed it.",
        "An amendment is proposed.",
    ),
    Kind.TREATMENT: (
        "Everybody who may submit for the organisation that proposed the amendment.",
        "It is proposed how the amendment is to be treated. It is cancelled if the sponsor "
        "answers, the amendment is decided, or another treatment is proposed before it leaves.",
    ),
    Kind.AMENDMENTS_DECIDED: (
        "Everybody who acts for an organisation that sponsors or co-sponsors one of them; not "
        "whoever decided.",
        "Amendments are taken into the text or refused, or such a decision is taken back; of one "
        "that its sponsor withdraws the co-sponsors learn. What is decided together is in one "
        "mail, with the new deadline if there is one; where a circular goes out, it is in that.",
    ),
    Kind.AGREEMENT_PENDING: (
        "Everybody who may submit for the organisation.",
        "A paragraph is noted as agreed in informals, pending that organisation. It is cancelled "
        "if nothing waits for it any more.",
    ),
    Kind.ENTERED_ON_BEHALF: (
        "Everybody who may submit for an organisation on whose behalf something was entered.",
        "The secretariat enters amendments or comments that organisations made elsewhere. One "
        "mail has all that was entered on behalf of the organisation, with the evidence: the "
        "first dozen of each in words, the others counted.",
    ),
    Kind.STATEMENT_ENDED: (
        "Everybody who acts for the organisation.",
        "Chair or secretariat override its scrutiny reserve.",
    ),
    Kind.CONCERN_ENDED: (
        "Everybody who acts for the organisation.",
        "Chair or secretariat declare its concern resolved; it may open it again.",
    ),
    Kind.PROPOSALS_ENTERED: (
        "Everybody who acts for a lead organisation, and the secretariat; not whoever entered it.",
        "The same entry as a whole, in one mail, in place of a mail for each amendment.",
    ),
    Kind.PROXY_OFFERED: (
        "Everybody who may submit for the organisation that is to hold it.",
        "An organisation offers another its proxy.",
    ),
    Kind.PROXY_ACCEPTED: (
        "Everybody who may submit for either of the two organisations; not whoever accepted.",
        "A proxy is accepted, or a body is declared to cast for its members.",
    ),
    Kind.PROXY_ENDED: (
        "As for an accepted one.",
        "A proxy is declined, taken back or ended before its time.",
    ),
    Kind.COMMENTS_SUBMITTED: (
        "Everybody who acts for the organisation, observers and drafters too.",
        "It submitted comments together. One mail, however many they are.",
    ),
    Kind.COMMENTS_RECEIVED: (
        "The secretariat.",
        "An organisation submitted comments together.",
    ),
    Kind.CLEARANCE_WAITS: (
        "Everybody who may submit for the organisation; nobody outside it knows of it.",
        "Somebody of the organisation says that something prepared can be cleared: at once, or an "
        "hour after the last such mail, with what waits then.",
    ),
    Kind.INTERNAL_REMINDER: (
        "Everybody who acts for the organisation, but its observers; nobody outside it knows of "
        "it.",
        "A day before the deadline that the organisation has set itself, or after half of the "
        "time if that is shorter. It is cancelled if that is moved, or the organisation answers.",
    ),
    Kind.ANSWER_REJECTED: (
        "The secretariat.",
        "An organisation says that the published answer to its comment does not satisfy it.",
    ),
}
"""Of each kind of mail: to whom it goes, and when."""


def messages() -> str:
    """Every kind of mail."""
    rows = (
        (f"`{kind.value}`", *MAILS[kind], codes(name for name in NEEDS[kind] if name not in HEAD))
        for kind in Kind
    )
    return page(
        "Mail",
        "Mails are written down in the transaction that causes them and leave afterwards. One "
        "cause writes a mail to a person once. A mail that asks for something, reminders "
        "included, is cancelled if the answer comes before it leaves. *Everybody who may submit* "
        "means heads of delegation, focal points and alternates. No link in a mail does anything "
        "by being opened, and no mail repeats the reasons that an organisation gave for a "
        "position.",
        "A mail is made of facts; the words are chosen when it is rendered. The facts that a kind "
        "cannot do without are in the last column. Every mail about an objective also has: "
        f"{codes(HEAD)}.",
        table(("Kind", "To whom", "When", "Facts"), rows),
    )
