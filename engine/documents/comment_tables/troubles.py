"""What can be wrong with a row of a table of comments, in words and with what to do."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from placet.engine.errors import N_


class Trouble(StrEnum):
    """What is wrong with a row, or was guessed in it."""

    MERGED = "merged"
    SHORT = "short"
    FORMULA = "formula"
    NOTHING_SAID = "nothing_said"
    NO_MEMBER = "no_member"
    SECRETARIAT = "secretariat"
    TOO_LONG = "too_long"
    STRANGER = "stranger"
    OTHERS = "others"
    ODD_ID = "odd_id"
    SAME_ID = "same_id"
    ODD_TYPE = "odd_type"
    ONLY_CHANGE = "only_change"
    NESTED = "nested"
    DATED = "dated"
    HEADING_AGAIN = "heading_again"
    NO_HEADING = "no_heading"
    NO_PLACE = "no_place"
    SAID_TWICE = "said_twice"
    KNOWN = "known"
    ANSWERED = "answered"
    ODD_ANSWER = "odd_answer"
    BARE_ANSWER = "bare_answer"


SENTENCES: Mapping[Trouble, tuple[str, str]] = {
    Trouble.MERGED: (
        N_("The row is one cell merged across the columns."),
        N_("Split the cell, so that the comment stands in its own column."),
    ),
    Trouble.SHORT: (
        N_("The row ends before the column of comments."),
        N_("Add the missing cells."),
    ),
    Trouble.FORMULA: (
        N_("A cell is a formula: {words}."),
        N_("Put the words there instead of the formula."),
    ),
    Trouble.NOTHING_SAID: (
        N_("There is no comment and no proposed change."),
        N_("Write the comment, or delete the row."),
    ),
    Trouble.NO_MEMBER: (
        N_("It does not say whose comment it is."),
        N_("Write the member into the first column, or name the organisation for the file."),
    ),
    Trouble.SECRETARIAT: (
        N_("It is a comment of the secretariat (**), which belongs to no organisation."),
        N_("Write the code of the organisation for which it is made."),
    ),
    Trouble.TOO_LONG: (
        N_("It is too long: {words}."),
        N_("Shorten it, or divide it into several rows."),
    ),
    Trouble.STRANGER: (
        N_("{words} is not at this table."),
        N_("Write the code of an organisation that was invited."),
    ),
    Trouble.OTHERS: (
        N_("It is a comment of {words}."),
        N_("You enter what your own organisation says; the secretariat enters the rest."),
    ),
    Trouble.ODD_ID: (
        N_("The number of the comment is odd: {words}."),
        N_("Placet gives it a number of its own."),
    ),
    Trouble.SAME_ID: (
        N_("Another row has the same number: {words}."),
        N_("Placet gives each a number of its own."),
    ),
    Trouble.ODD_TYPE: (
        N_("{words} is no type of comment; it is taken as general."),
        N_("Write general, technical, editorial, substantive or translation."),
    ),
    Trouble.ONLY_CHANGE: (
        N_("There is a proposed change without a comment; the change is taken for both."),
        N_("Say why, beside the change."),
    ),
    Trouble.NESTED: (
        N_("A table stands in a cell; its words are taken line by line."),
        N_("Check the comment."),
    ),
    Trouble.DATED: (
        N_("The spreadsheet made a date of a number: {words}."),
        N_("Make the column text and write the number again."),
    ),
    Trouble.HEADING_AGAIN: (
        N_("The headings stand here again."),
        N_("Nothing needs to be done."),
    ),
    Trouble.NO_HEADING: (
        N_("This table has no column of comments and is left out."),
        N_("Give its columns the headings of the template."),
    ),
    Trouble.NO_PLACE: (
        N_("{words} is no paragraph of this text; the comment is on the whole text and says so."),
        N_("Write the number of the paragraph as it stands beside it."),
    ),
    Trouble.SAID_TWICE: (
        N_("The same comment stands in {words} already and is taken once."),
        N_("Nothing needs to be done."),
    ),
    Trouble.KNOWN: (
        N_("The comment stands in Placet already."),
        N_("Nothing needs to be done."),
    ),
    Trouble.ANSWERED: (
        N_("The comment has a published answer, and another observation here: {words}"),
        N_("Change the answer in the table of answers, if it is to be another one."),
    ),
    Trouble.ODD_ANSWER: (
        N_("The observation is not taken as an answer: {words}"),
        N_("Begin it with the name of an answer and a colon, as in “Noted: …”."),
    ),
    Trouble.BARE_ANSWER: (
        N_("The observation gives no reason: {words}"),
        N_("Write why behind the answer; only Accepted needs no reason."),
    ),
}
"""What each trouble is in words, and what to do; `{words}` is what stood there."""

REFUSALS = frozenset(
    (
        Trouble.MERGED, Trouble.SHORT, Trouble.FORMULA, Trouble.NOTHING_SAID, Trouble.NO_MEMBER,
        Trouble.SECRETARIAT, Trouble.TOO_LONG, Trouble.STRANGER, Trouble.OTHERS,
        Trouble.HEADING_AGAIN, Trouble.NO_HEADING,
    )
)  # fmt: skip
"""The troubles for which a row is not taken."""
