"""What a page may say once after something was done: key in the address, sentence here.

The address names a key of this list and nothing else, so a link can make a page say no
sentence but these.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from placet.engine.errors import N_

NOTICES: Mapping[str, str] = MappingProxyType(
    {
        "signed-out": N_("You are signed out."),
        "everywhere": N_("You are signed out on every device."),
        "saved": N_("Saved."),
        "entered": N_("What stood in the file is entered."),
        "taken-over": N_("The negotiation is taken over with its earlier versions."),
        "provision-cited": N_("The provision is named."),
        "goal-stated": N_("The goal is stated."),
        "sounding-opened": N_("The sounding is open."),
        "sounding-answered": N_("Your answer is noted. It binds nobody."),
        "taken-back": N_("It is taken back."),
        "written": N_("It stands in the discussion."),
        "grounds-named": N_("What the objective rests on is noted."),
        "linked": N_("The objectives are linked."),
        "unlinked": N_("The link is taken away."),
        "opened": N_("The negotiation is open. Invite the organisations next."),
        "organisation-invited": N_("The organisation has a seat now."),
        "organisation-registered": N_("The organisation is registered."),
        "person-invited": N_("The person is invited; a message is on its way to them."),
        "person-registered": N_("The person may sign in now. Appoint them in a negotiation."),
        "appointed": N_("The appointment is recorded; a message is on its way."),
        "ended": N_("The delegation has ended."),
        "revoked": N_("The token is revoked; nothing can be done with it any more."),
        "clock-moved": N_("The clock was moved, and what fell due was done."),
        "sent-again": N_("A new code is on its way if the address is registered."),
        "proposed": N_("The objective is proposed; whoever is asked for an answer is being told."),
        "revised": N_("The new version is saved."),
        "commented": N_("The comment is recorded."),
        "comment-withdrawn": N_("The comment is withdrawn."),
        "amendment-proposed": N_(
            "The amendment is on the table; everybody concerned is being told."
        ),
        "cosponsored": N_("The organisation co-sponsors the amendment now."),
        "cosponsorship-ended": N_("The organisation no longer co-sponsors the amendment."),
        "amendment-withdrawn": N_("The amendment is withdrawn."),
        "treatment-proposed": N_("The treatment is proposed; the sponsor is being told."),
        "treatment-answered": N_("The answer to the treatment is recorded."),
        "amendment-refused": N_("The amendment is refused; its sponsor is being told."),
        "amendment-reopened": N_("The amendment is on the table again."),
        "accepted": N_("The amendments are accepted; the text says that already."),
        "merged": N_("The amendments are in the text. You can take them out again."),
        "merge-undone": N_("The words from before are back, and the amendments are open again."),
        "settled": N_("The bracket is settled."),
        "agreement-noted": N_("It is noted how far the paragraphs are agreed."),
        "paragraphs-reopened": N_("The paragraphs are open again."),
        "package-formed": N_("The paragraphs are linked."),
        "package-dissolved": N_("The paragraphs stand each for itself again."),
        "translated": N_("The translation is recorded."),
        "no-comments": N_("It is recorded that there are no comments."),
        "answered": N_("The answer is recorded."),
        "recorded": N_("The position is recorded."),
        "withdrawn": N_("The position is withdrawn."),
        "confirmed": N_("The position is confirmed."),
        "step-taken": N_("The step is taken; everybody concerned is being told."),
        "deadline-changed": N_("The deadline is moved; everybody concerned is being told."),
        "meeting-set": N_("The meeting is set; deadlines that are counted from it follow."),
        "reviewer-named": N_("The organisation is asked for a review."),
        "review-given": N_("The review is recorded."),
        "rounds-extended": N_("One more round is allowed."),
        "handed-over": N_("The lead is handed over."),
        "admitted": N_("The organisation has its seat back."),
        "signed": N_("The signature is recorded."),
        "in-force": N_("The entry into force is recorded."),
        "review-set": N_("The review is scheduled."),
        "reminded": N_("The reminders are on their way."),
        "imported": N_("The text is imported."),
        "published": N_("It is published, and stays as it is."),
        "moved": N_("The objective follows the other version now; everybody is being told."),
        "sent": N_("The message is on its way."),
    }
)
