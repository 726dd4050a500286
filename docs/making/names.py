"""What each name means that a workflow file may use: one sentence each.

The lists themselves are the engine's; a name that is in them and not here ends the program.
"""

from __future__ import annotations

from collections.abc import Mapping

GUARDS: Mapping[str, str] = {
    "verdict_passes": "The rule is met, by what is recorded now. Never while a sealed or secret "
    "ballot is open.",
    "verdict_fails": "The rule is not met, by what is recorded now.",
    "deadline_passed": "The time of the stage is over.",
    "in_time": "The time of the stage is not over, or it has none.",
    "ballot_closed": "The ballot or the call for comments is closed: by its deadline, or early.",
    "ballot_open_or_failed": "The ballot is still open, or is closed and the rule is not met.",
    "comments_answered": "Every comment of this round has an answer.",
    "rounds_left": "Another round is allowed.",
    "no_rounds_left": "No other round is allowed.",
    "returns_to": "The step leads to the stage that was interrupted; other stages under `to` are "
    "not offered.",
    "all_confirmed": "Every position *ad referendum* on the result is confirmed.",
    "confirmation_over": "The adoption is provisional, and nobody is waited for any more.",
    "not_provisional": "The adoption is final, or there is none.",
    "minimum_passed": "The least time of the stage (`minimum`) is over.",
    "no_concern_open": "No named concern is open.",
    "endorsers_enough": "As many organisations endorse the proposal as the stage asks for.",
    "reviews_in": "Every review that was asked for is given.",
    "waits_to_start": "The stage was entered and not begun (`registered: true`).",
    "started": "The stage was begun, or needs no beginning.",
    "broken": "Positions stand in the way, and no answer that is still out can outweigh them.",
    "not_broken": "The silence is not broken, and its ballot did not end without an outcome.",
    "partly_broken": "It is broken, all who broke it named paragraphs, and others are left "
    "(`partial: true`).",
    "ballot_void": "The ballot of this stage ended without an outcome.",
    "last_passed": "The ballot that was closed last, in whatever stage, passed.",
    "last_failed": "The ballot that was closed last, in whatever stage, did not pass.",
    "no_rival_adopted": "No alternative to the objective is adopted. Every step with the effect "
    "`adopt` waits for this, whether it says so or not.",
}

EFFECTS: Mapping[str, str] = {
    "silent_become_observers": "Who recorded no position loses the seat for this objective and "
    "looks on.",
    "objectors_become_observers": "Who objected loses the seat for this objective and looks on.",
    "adopt": "The text of the last ballot is the result; provisionally, while positions *ad "
    "referendum* wait.",
    "confirm": "Says that the adoption becomes final. That happens by itself; nothing else "
    "follows.",
    "unadopt": "The result is undone.",
    "supersede_ballot": "Says that a ballot that is open ends without an outcome. That happens "
    "whenever its stage is left, but for a hold.",
    "close_review": "The review of the result is over, and its date is removed.",
    "suspend": "Time stops: no deadline runs, nobody is reminded.",
    "resume": "Time goes on with what was left of it, and so does an open ballot.",
    "start": "A registered stage begins: its time runs and its ballot opens.",
    "recall": "The ballot that is open is withdrawn, without an outcome.",
    "determine": "Whoever takes the step records the judgement that there is consensus, with the "
    "opposition that was sustained.",
    "agree_rest": "What a partly broken silence left alone is agreed *ad referendum*.",
}

STATES: Mapping[str, str] = {
    "proposed": "A proposal is on the table.",
    "open_for_comments": "Organisations comment.",
    "under_revision": "The text is worked on.",
    "put_forward": "Positions are asked for.",
    "under_silence": "Positions are asked for, and silence agrees.",
    "awaiting_decision": "Somebody in office has to decide.",
    "in_appeal": "An appeal is heard; the procedure stands aside and may return to where it was, a "
    "result too.",
    "noted": "The result was taken note of.",
    "published": "The result is published.",
    "adopted": "There is a result.",
    "in_review": "The result is reviewed.",
    "not_adopted": "It ended without a result.",
    "lapsed": "Its time ran out.",
    "withdrawn": "It was taken back.",
    "on_hold": "Work rests; the procedure stands aside and may return to where it was.",
}

CIRCULARS: Mapping[str, str] = {
    "opening": "The text is put forward: until when, what is asked, what breaks it.",
    "broken": "Who broke it, on which paragraphs, and what follows.",
    "extended": "The time is longer. It is sent by itself when somebody moves the deadline later "
    "in a stage that was opened by a circular.",
    "adopted": "It is adopted, with the reservations and statements that were made and who is not "
    "bound.",
    "noted": "The adoption was taken note of.",
    "not_adopted": "It is not adopted.",
    "recalled": "It was recalled; what was asked ended without an outcome.",
    "held": "Work is on hold.",
    "resumed": "Work goes on, and until when.",
    "meeting": "It goes to a meeting.",
    "decided": "A decision was taken.",
    "appeal": "An appeal was made.",
    "reopened": "It is open again.",
}

ROLES: Mapping[str, str] = {
    "secretariat": "The secretariat of the negotiation.",
    "chair": "Its chair.",
    "lead": "The organisations that lead the objective, through whoever may submit for them.",
    "seat": "Any organisation at the table, through whoever may submit for it: an appeal, say.",
    "clock": "Time itself. It is asked once, when the stage closes, and takes the first of its "
    "steps whose guards hold.",
}

SUB_STATES: Mapping[str, str] = {
    "registered": "Entered, and not begun.",
    "running": "Under way.",
    "closed": "Its time is over, and nothing is decided yet.",
    "proceed": "Decided: go on.",
    "repeat_earlier": "Decided: an earlier stage again.",
    "repeat_current": "Decided: this stage again.",
    "abandon": "Decided: no further.",
}

CARRY_OVER: Mapping[str, str] = {
    "lapse": "Positions lapse; everybody is asked again.",
    "carry": "Positions are carried over to the new text.",
    "carry_if_untouched": "An objection that names paragraphs is carried over if none of them "
    "changed, everything if the text is the same; the others are asked again.",
    "reconfirm": "Positions are shown and do not count until they are recorded again.",
}

CLOSES_WHEN: Mapping[str, str] = {
    "all_answered": "Every seat has a position, and the rule is met.",
    "broken": "It is broken, as the guard says.",
    "passes": "The rule is met.",
    "settled": "No answer that is still out could change the outcome.",
}

VISIBILITIES: Mapping[str, str] = {
    "open": "The participants, at once.",
    "sealed": "The participants, once it is closed; nobody, if it ended without an outcome.",
    "undisclosed": "Secretariat and chair alone; the others see the totals once it is closed.",
    "secret": "Nobody. There are totals once it is closed, and each organisation sees its own.",
}

BREAKERS: Mapping[str, str] = {
    "disclosed": "The participants learn who broke a silence.",
    "undisclosed": "Only secretariat and chair learn it; the others learn how many did, and on "
    "which paragraphs.",
}

RESTARTING: Mapping[str, str] = {
    "text": "A new version of the text.",
    "comment": "A comment.",
    "position": "A position.",
}

QUALIFIERS: Mapping[str, str] = {
    "with_reservation": "With a reservation, which is printed with the result.",
    "ad_referendum": "It counts, and is to be confirmed by a date.",
    "pending": "As *ad referendum*, with the delegation or instruction that is waited for. It is "
    "offered wherever `ad_referendum` is.",
}
