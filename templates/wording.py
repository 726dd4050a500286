"""Every sentence that is made of values, for pages, mails, the API and drafts alike.

Names are in `labels`, what rules ask for in `clauses`, what is missing in `needs`, what was
found in `rulings`, what a step waits for in `waiting`, what happened in `happenings`, what
changed in a text in `changes`, what an amendment would do to it in `amendment_words`, what
cannot be done in `refusals`.  All of it follows the language that is spoken now; templates have
each of these functions by its name.
"""

from __future__ import annotations

from placet.templates.amendment_words import change_sentence_of, paragraph_name
from placet.templates.beginning_words import meeting_label, meeting_sentence, sense_label
from placet.templates.changes import change_in_full, change_place, change_sentence
from placet.templates.clauses import rule_sentence, share
from placet.templates.dates import city, distance, in_zone, utc, utc_time, when
from placet.templates.disclosing import disclosure_sentence
from placet.templates.happenings import event_sentence
from placet.templates.kinds import (
    position_consequence,
    position_deed,
    position_in_full,
    position_label,
    position_mark,
    qualifier_label,
)
from placet.templates.labels import (
    amendment_state_label,
    ask_label,
    capacity_label,
    comment_type_label,
    consequence,
    disposition_label,
    hash_short,
    language_name,
    level_label,
    listed,
    paragraph_kind_label,
    role_label,
    stage_label,
    state_label,
    step_label,
    treating_label,
    why_label,
)
from placet.templates.link_words import link_kind_label, link_sentence, subject_sentence
from placet.templates.needs import (
    have_sentence,
    missing_sentence,
    needed_sentence,
    needed_sentences,
    progress_sentence,
)
from placet.templates.refusals import (
    error_advice,
    error_in_full,
    error_sentence,
    obstacle_sentence,
)
from placet.templates.remarks import found_label, remark_place
from placet.templates.rule_words import (
    criteria_in_words,
    effects_in_words,
    filter_in_words,
    without_reasons,
)
from placet.templates.rulings import (
    deadline_sentence,
    finding_sentence,
    question,
    question_to,
    silence_sentence,
    silent_become_observers,
    verdict_sentence,
)
from placet.templates.terms import term_label
from placet.templates.versions import from_before
from placet.templates.waiting import guard_sentence, missing_guards

__all__ = [
    "amendment_state_label",
    "ask_label",
    "capacity_label",
    "change_in_full",
    "change_place",
    "change_sentence",
    "change_sentence_of",
    "city",
    "comment_type_label",
    "consequence",
    "criteria_in_words",
    "deadline_sentence",
    "disclosure_sentence",
    "disposition_label",
    "distance",
    "effects_in_words",
    "error_advice",
    "error_in_full",
    "error_sentence",
    "event_sentence",
    "filter_in_words",
    "finding_sentence",
    "found_label",
    "from_before",
    "guard_sentence",
    "hash_short",
    "have_sentence",
    "in_zone",
    "language_name",
    "level_label",
    "link_kind_label",
    "link_sentence",
    "listed",
    "meeting_label",
    "meeting_sentence",
    "missing_guards",
    "missing_sentence",
    "needed_sentence",
    "needed_sentences",
    "obstacle_sentence",
    "paragraph_kind_label",
    "paragraph_name",
    "position_consequence",
    "position_deed",
    "position_in_full",
    "position_label",
    "position_mark",
    "progress_sentence",
    "qualifier_label",
    "question",
    "question_to",
    "remark_place",
    "role_label",
    "rule_sentence",
    "sense_label",
    "share",
    "silence_sentence",
    "silent_become_observers",
    "stage_label",
    "state_label",
    "step_label",
    "subject_sentence",
    "term_label",
    "treating_label",
    "utc",
    "utc_time",
    "verdict_sentence",
    "when",
    "why_label",
    "without_reasons",
]
