"""What is agreed, paragraph by paragraph: levels, pending names, reopening, packages, languages."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from placet.engine import commands as c
from placet.engine import events as e
from placet.engine.agreements import Agreement, Level, held_back_by, level_of
from placet.engine.errors import BadInput, Conflict, NotAllowed, NotFound, NotOpen
from placet.engine.text import Text

from .refusals import refused
from .table import (
    DAY,
    FIRST,
    HOUR,
    REASON,
    Table,
    adopted,
    in_comment,
    in_endorsement,
    in_revision,
    proposed,
    reworded,
)

BRACKETED = reworded(FIRST, p2="Parties [shall][should] report each year.")
AGREED_LEVELS = (Level.INFORMAL, Level.AD_REFERENDUM, Level.AGREED)


def agree(
    *paragraphs: str, level: Level = Level.AGREED, base: int = 1, pending: tuple[str, ...] = ()
) -> c.AgreeParagraphs:
    return c.AgreeParagraphs(base, paragraphs, level, pending, REASON)


def bracketed() -> Table:
    """A text whose second paragraph is not agreed, and says so (version 2)."""
    return in_revision().wait(DAY).revises("sec", BRACKETED).wait(HOUR)


def levels(table: Table) -> dict[str, Level]:
    return {p: noted.level for p, noted in table.o.agreements.items()}


# --- noting -------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["sec", "chair"])
@pytest.mark.parametrize("level", AGREED_LEVELS)
def test_whoever_serves_the_table_notes_how_far_paragraphs_are_agreed(
    who: str, level: Level
) -> None:
    table = in_revision().wait(DAY).do(who, agree("p3", "p1", level=level))
    noted = Agreement(level, 1, who, table.now, (), REASON)
    assert table.o.agreements == {"p1": noted, "p3": noted}
    assert table.log[-1].events == (e.AgreementNoted(("p1", "p3"), noted),)
    assert level_of(table.o.agreements, "p2") is Level.OPEN


@pytest.mark.parametrize("who", ["unep", "fao", "fao.drafter", "admin", "nobody"])
def test_nobody_else_notes_what_is_agreed(who: str) -> None:
    table = in_revision()
    for command in (
        agree("p1"),
        c.ReopenParagraphs(("p1",), REASON),
        c.FormPackage("Money", ("p1", "p2")),
        c.DissolvePackage(1),
    ):
        with refused(table, NotAllowed):
            table.do(who, command)


@pytest.mark.parametrize("stage", [proposed, in_comment, in_revision, in_endorsement])
def test_it_is_noted_in_every_stage_in_which_the_text_is_negotiated(
    stage: Callable[[], Table],
) -> None:
    table = stage().do("sec", agree("p1"))
    assert levels(table) == {"p1": Level.AGREED}


def test_of_an_adopted_text_nothing_is_noted_any_more() -> None:
    table = adopted()
    for command in (
        agree("p1"),
        c.ReopenParagraphs(("p1",), REASON),
        c.FormPackage("Money", ("p1", "p2")),
        c.DissolvePackage(1),
    ):
        with refused(table, NotOpen):
            table.do("sec", command)


@pytest.mark.parametrize("level", [Level.AD_REFERENDUM, Level.AGREED])
def test_words_in_brackets_are_not_agreed_but_informally(level: Level) -> None:
    table = bracketed()
    with refused(table, BadInput) as caught:
        table.do("sec", agree("p1", "p2", level=level, base=2))
    assert (caught.value.field, caught.value.values["paragraph"]) == ("paragraphs", "2")
    table.do("sec", agree("p1", "p2", level=Level.INFORMAL, base=2))
    assert levels(table) == {"p1": Level.INFORMAL, "p2": Level.INFORMAL}


def test_what_is_agreed_informally_may_wait_for_organisations_by_name() -> None:
    command = agree("p1", level=Level.INFORMAL, pending=("WHO", "ILO", "WHO"))
    table = in_revision().do("sec", command)
    assert table.o.agreements["p1"].pending == ("WHO", "ILO")


@pytest.mark.parametrize("level", [Level.AD_REFERENDUM, Level.AGREED])
def test_what_is_agreed_waits_for_nobody(level: Level) -> None:
    table = in_revision()
    with refused(table, BadInput) as caught:
        table.do("sec", agree("p1", level=level, pending=("WHO",)))
    assert caught.value.field == "pending"


def test_nobody_waits_for_an_organisation_that_is_not_at_the_table() -> None:
    table = in_revision()
    with refused(table, BadInput) as caught:
        table.do("sec", agree("p1", level=Level.INFORMAL, pending=("ITU",)))
    assert caught.value.field == "pending"


@pytest.mark.parametrize(
    ("command", "field"),
    [
        (agree(), "paragraphs"),
        (agree("p9"), "paragraphs"),
        (agree("p1", level=Level.OPEN), "level"),
        (agree("p1", level=Level.REOPENED), "level"),
    ],
)
def test_what_makes_no_sense_is_refused_with_its_field(
    command: c.AgreeParagraphs, field: str
) -> None:
    table = in_revision()
    with refused(table, BadInput) as caught:
        table.do("sec", command)
    assert caught.value.field == field


def test_what_is_agreed_is_the_version_that_was_shown() -> None:
    table = bracketed()
    with refused(table, Conflict):
        table.do("sec", agree("p1", base=1))


def test_saying_it_twice_says_nothing_new() -> None:
    table = in_revision().do("sec", agree("p1", "p2"))
    before = len(table.log)
    table.wait(HOUR).do("chair", agree("p1", "p2"))
    assert len(table.log) == before
    table.do("chair", agree("p1", "p3"))
    assert table.log[-1].events[0].paragraphs == ("p3",)  # type: ignore[union-attr]


# --- reopening ----------------------------------------------------------------------------------


def test_a_change_of_its_words_opens_an_agreed_paragraph_again() -> None:
    table = in_revision().do("sec", agree("p1", "p2", "p3")).wait(DAY)
    table.revises("unep", reworded(FIRST, p2="Parties report when asked."))
    assert levels(table) == {
        "p1": Level.AGREED,
        "p2": Level.REOPENED,
        "p3": Level.AGREED,
    }
    assert table.o.agreements["p2"] == Agreement(Level.REOPENED, 2, "unep", table.now)
    assert e.ParagraphsReopened(("p2",), text=2) in table.log[-1].events


def test_a_change_of_what_nobody_agreed_opens_nothing() -> None:
    table = in_revision().do("sec", agree("p1")).wait(DAY)
    table.revises("unep", reworded(FIRST, p2="Parties report when asked."))
    assert levels(table) == {"p1": Level.AGREED}
    assert len(table.log[-1].events) == 1


def test_agreed_paragraphs_are_opened_again_with_a_reason() -> None:
    table = in_revision().do("sec", agree("p1", "p2")).wait(DAY)
    table.do("chair", c.ReopenParagraphs(("p1",), "WHO asked for it"))
    assert table.o.agreements["p1"] == Agreement(
        Level.REOPENED, 1, "chair", table.now, (), "WHO asked for it"
    )
    assert level_of(table.o.agreements, "p2") is Level.AGREED


@pytest.mark.parametrize(
    ("paragraphs", "reason", "field"),
    [(("p3",), REASON, "paragraphs"), (("p1",), " ", "reason"), ((), REASON, "paragraphs")],
)
def test_only_what_is_agreed_is_opened_and_never_without_a_reason(
    paragraphs: tuple[str, ...], reason: str, field: str
) -> None:
    table = in_revision().do("sec", agree("p1"))
    with refused(table, BadInput) as caught:
        table.do("sec", c.ReopenParagraphs(paragraphs, reason))
    assert caught.value.field == field


def test_what_is_open_again_can_be_agreed_again() -> None:
    table = in_revision().do("sec", agree("p1"))
    table.do("sec", c.ReopenParagraphs(("p1",), REASON))
    with refused(table, BadInput):
        table.do("sec", c.ReopenParagraphs(("p1",), REASON))
    assert levels(table.do("sec", agree("p1"))) == {"p1": Level.AGREED}


def test_what_the_table_notes_of_agreement_is_no_matter_of_letters() -> None:
    table = in_revision().do("sec", agree("p1", "p2")).wait(DAY)
    table.revises("unep", reworded(FIRST, p2="Parties report when asked."))
    table.do("sec", c.ReopenParagraphs(("p1",), REASON))
    assert [change.messages for change in table.log[-3:]] == [(), (), ()]


# --- packages -----------------------------------------------------------------------------------


def test_in_a_package_a_paragraph_waits_for_those_that_are_agreed_less_far() -> None:
    table = in_revision().do("sec", c.FormPackage("Money", ("p3", "p1")))
    assert [(p.number, p.title, p.paragraphs) for p in table.o.packages] == [
        (1, "Money", ("p1", "p3"))
    ]
    table.do("sec", agree("p1"))
    back = (table.o.agreements, table.o.packages)
    assert held_back_by(*back, "p1") == ("p3",)
    assert held_back_by(*back, "p2") == held_back_by(*back, "p3") == ()
    table.do("sec", agree("p3", level=Level.AD_REFERENDUM))
    assert held_back_by(table.o.agreements, table.o.packages, "p1") == ("p3",)
    table.do("sec", agree("p3"))
    assert held_back_by(table.o.agreements, table.o.packages, "p1") == ()


def test_a_dissolved_package_holds_nothing_back_and_its_number_is_not_used_again() -> None:
    table = in_revision().do("sec", c.FormPackage("Money", ("p1", "p3"))).do("sec", agree("p1"))
    table.do("sec", c.DissolvePackage(1, REASON))
    assert not table.o.packages
    assert held_back_by(table.o.agreements, table.o.packages, "p1") == ()
    table.do("chair", c.FormPackage("Money again", ("p1", "p3")))
    assert [p.number for p in table.o.packages] == [2]


@pytest.mark.parametrize(
    ("title", "paragraphs", "field"),
    [
        ("Money", ("p1",), "paragraphs"),
        ("Money", ("p1", "p1"), "paragraphs"),
        ("Money", ("p1", "p9"), "paragraphs"),
        ("Money", (), "paragraphs"),
        (" ", ("p1", "p2"), "title"),
        ("Other", ("p2", "p3"), "paragraphs"),
    ],
)
def test_a_package_links_two_paragraphs_that_nothing_links_yet(
    title: str, paragraphs: tuple[str, ...], field: str
) -> None:
    table = in_revision()
    if title == "Other":
        table.do("sec", c.FormPackage("Money", ("p1", "p3")))
    with refused(table, BadInput) as caught:
        table.do("sec", c.FormPackage(title, paragraphs))
    assert caught.value.field == field


def test_a_package_that_there_is_not_cannot_be_dissolved() -> None:
    table = in_revision()
    with refused(table, NotFound):
        table.do("sec", c.DissolvePackage(1))


# --- translations -------------------------------------------------------------------------------


def translate(language: str = "fr", base: int = 1, **words: str) -> c.RecordTranslation:
    return c.RecordTranslation(base, language, words or {"p1": "Les Parties partagent."})


@pytest.mark.parametrize("who", ["sec", "unep"])
@pytest.mark.parametrize("stage", [proposed, in_comment, in_revision, in_endorsement, adopted])
def test_the_secretariat_and_the_lead_record_translations_at_any_time(
    who: str, stage: Callable[[], Table]
) -> None:
    table = stage().do(who, translate())
    assert table.log[-1].events == (
        e.TranslationRecorded("fr", 1, {"p1": "Les Parties partagent."}, who),
    )


@pytest.mark.parametrize("who", ["chair", "fao", "fao.drafter", "admin", "nobody"])
def test_nobody_else_records_a_translation(who: str) -> None:
    table = in_revision()
    with refused(table, NotAllowed):
        table.do(who, translate())


@pytest.mark.parametrize(
    ("given", "kept"), [(" FR ", "fr"), ("zh-hant", "zh-Hant"), ("pt-br", "pt-BR"), ("es-419",) * 2]
)
def test_a_language_has_one_tag_however_it_is_typed(given: str, kept: str) -> None:
    table = in_revision().do("sec", translate(given))
    assert table.log[-1].events[0].language == kept  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("command", "field"),
    [
        (translate("en"), "language"),
        (translate("EN"), "language"),
        (translate("French!"), "language"),
        (translate(""), "language"),
        (translate(p9="Les Parties."), "paragraphs"),
        (c.RecordTranslation(1, "fr", {}), "paragraphs"),
        (translate(p1="x" * 10_001), "words.p1"),
    ],
)
def test_a_translation_is_of_paragraphs_of_the_text_into_another_language(
    command: c.RecordTranslation, field: str
) -> None:
    table = in_revision()
    assert isinstance(table.text, Text)
    with refused(table, BadInput) as caught:
        table.do("sec", command)
    assert caught.value.field == field


def test_a_translation_may_be_of_an_earlier_version_but_of_none_to_come() -> None:
    table = bracketed().do("sec", translate(base=1))
    assert table.log[-1].events[0].version == 1  # type: ignore[union-attr]
    with refused(table, NotFound):
        table.do("sec", translate(base=3))
