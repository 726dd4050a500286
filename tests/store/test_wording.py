"""The words besides the versions: what is saved comes back, and readings show all of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import get_args

import pytest

from placet.engine import commands as c
from placet.engine import events as e
from placet.engine.agreements import Agreement, Level, ParagraphPackage
from placet.engine.amendments import Amendment, AmendmentState, Treating, Treatment
from placet.engine.errors import BadInput, Conflict, NotFound, PlacetError
from placet.engine.groups import GroupKind
from placet.engine.model import CommentType, Objective
from placet.engine.replay import differences, replay
from placet.engine.store import Database
from placet.engine.text import (
    Act,
    Anchor,
    Change,
    Happened,
    Kind,
    Lost,
    Origin,
    Orphan,
    Unfit,
    find,
    text_hash,
)
from placet.engine.translations import Translation
from tests.builders import a_comment, a_table, a_text, a_text_head, an_objective, proposed, seated
from tests.fakes import NOON
from tests.invariants.checks import check_all, fingerprint
from tests.reliability.copies import Copies
from tests.reliability.world import SYMBOL, World
from tests.store.test_database import statements

REPLACE = Change(Act.REPLACE, "p1", "The organisations agree to share all they know.")
ADD = Change(Act.ADD, words="They meet.", kind=Kind.OPERATIVE, label="1 bis", after="p1")
MODIFIED = Treatment(
    Treating.MODIFY,
    "Closer to what was said",
    "ada",
    NOON + timedelta(microseconds=7),
    Change(Act.REPLACE, "p1", "The organisations agree to share most of what they know."),
    False,
    "We maintain it",
    "bor",
    NOON + timedelta(hours=1),
)


def an_amendment(number: int = 1, **changes: object) -> Amendment:
    values = {"number": number, "sponsor": "BOR", "by": "bor", "at": NOON, "base": 1, "round": 1}
    return Amendment(**{**values, "change": REPLACE, **changes})  # type: ignore[arg-type]


def loaded(database: Database, ref: str = "OBJ-0001") -> Objective:
    with database.reading() as store:
        return store.objective(ref)


def save(
    database: Database, before: Objective, after: Objective, *events: e.ObjectiveEvent
) -> Objective:
    after = replace(after, version=before.version + 1)
    with database.writing() as store:
        store.save_objective(before, after, events, NOON + timedelta(hours=9))
    return after


def test_amendments_come_back_as_they_were_saved(database: Database) -> None:
    start = seated(database)
    first, second = an_amendment(), an_amendment(2, change=ADD, reason="It is missing")
    both = save(
        database,
        start,
        replace(start, amendments={1: first, 2: second}, amendments_made=2),
        e.AmendmentProposed(first),
        e.AmendmentProposed(second),
    )
    assert loaded(database) == both
    joined = replace(first, cosponsors=("CYG", "AUR"), treatment=MODIFIED)
    refused = replace(
        second, state=AmendmentState.REFUSED, outcome="Said elsewhere", decided_by="ada"
    )
    after = save(
        database,
        both,
        replace(both, amendments={1: joined, 2: refused}),
        e.CosponsorJoined(1, "CYG", "cyg"),
        e.CosponsorJoined(1, "AUR", "aur"),
        e.TreatmentProposed(1, MODIFIED),
        e.AmendmentDecided(2, AmendmentState.REFUSED, 0, "Said elsewhere", "ada"),
    )
    assert loaded(database) == after
    with database.reading() as store:
        assert store.objectives("SEA") == (after,)


def test_what_is_agreed_and_linked_comes_back(database: Database) -> None:
    start = seated(database)
    noted = Agreement(Level.INFORMAL, 1, "bea", NOON, ("CYG", "BOR"), "In the small group")
    linked = ParagraphPackage(3, "Money", ("p1", "p2"))
    after = save(
        database,
        start,
        replace(start, agreements={"p1": noted}, packages=(linked,), packages_made=3),
        e.AgreementNoted(("p1",), noted),
        e.PackageFormed(linked, "bea"),
    )
    assert loaded(database) == after


def test_a_comment_keeps_the_words_that_it_quotes(database: Database) -> None:
    start = seated(database)
    said = a_comment(anchor=Anchor("p1", 4, 17, "organisations"))
    made = e.CommentMade(said)
    after = save(database, start, replace(start, comments={1: said}, comments_made=1), made)
    assert loaded(database) == after
    with database.reading() as store:
        assert store.comments("OBJ-0001") == (said,)


def test_a_version_keeps_its_origins_and_that_it_was_taken_over(database: Database) -> None:
    a_table(database)
    first = a_text_head(taken_over=True, dated="May session")
    start = an_objective(text=first, ballot=None, ballots=0)
    second = a_text("Share.", "All of it.")
    origins = {"p2": Origin(Act.SPLIT, ("p1",), "OBJ-0009", 4)}
    head = a_text_head(second, number=2, note="Second", taken_over=True)
    with database.writing() as store:
        told = proposed(start)
        revised = e.TextRevised(head, 1, second, 2, ("p1", "p2"), origins)
        after = replace(start, text=head, paragraphs_minted=2)
        store.save_objective(None, after, (*told, revised))
    assert loaded(database) == after
    with database.reading() as store:
        kept = store.text_versions("OBJ-0001")
        assert [(v.head, v.text, v.origins) for v in kept] == [
            (first, a_text(), {}),
            (head, second, origins),
        ]
        assert store.texts("OBJ-0001", (2, 9)) == {2: second}
        assert store.texts("OBJ-0001", ()) == {}
        assert store.origins("OBJ-0001", after=1) == {2: origins}
        assert store.text_heads("OBJ-0001") == (first, head)


def test_the_last_translation_of_a_paragraph_counts(database: Database) -> None:
    start = seated(database)
    after = start
    for language, words, by in (
        ("fr", {"p1": "Les organisations partagent."}, "ada"),
        ("fr", {"p1": "Les organisations conviennent de partager."}, "aur"),
        ("ar", {"p1": "توافق المنظمات"}, "ada"),
        ("ar", {"p1": ""}, "ada"),
    ):
        after = save(database, after, after, e.TranslationRecorded(language, 1, words, by))
    with database.reading() as store:
        assert store.translations("OBJ-0001", "fr") == {
            "p1": Translation(
                "p1",
                "Les organisations conviennent de partager.",
                1,
                "aur",
                NOON + timedelta(hours=9),
            )
        }
        assert store.translations("OBJ-0001", "ar") == {}
        assert store.languages("OBJ-0001") == ("fr",)


def test_objectives_are_loaded_by_as_many_statements_however_many_amendments_they_have(
    database: Database,
) -> None:
    start = seated(database)
    made = {n: an_amendment(n) for n in range(1, 31)}
    told = [e.AmendmentProposed(a) for a in made.values()]
    one = replace(start, amendments={1: made[1]}, amendments_made=1)
    one = save(database, start, one, told[0])
    with statements() as asked, database.reading() as store:
        store.objectives("SEA")
    few = len(asked)
    save(database, one, replace(one, amendments=made, amendments_made=30), *told[1:])
    with statements() as asked, database.reading() as store:
        assert len(store.objectives("SEA")[0].amendments) == 30
    assert len(asked) == few


def test_of_two_who_work_on_one_version_the_second_is_told(copies: Copies) -> None:
    with copies.at("revising") as world:
        mine = world.revised("Each of them names a desk.")
        world.revise()
        with pytest.raises(Conflict):
            world.do("aur", mine)
        assert len(versions(world)) == 2
        assert check_all(world.database) == []


# --- a text that is negotiated --------------------------------------------------------------------


DESK = "Each of them names a desk that answers within two days."


def propose(world: World, who: str, change: Change, base: int = 1) -> int:
    return int(world.do(who, c.ProposeAmendment(base, change)).reference)


def versions(world: World) -> tuple[str, ...]:
    """The second paragraph in every version."""
    with world.database.reading() as store:
        kept = store.text_versions(world.ref)
    return tuple(p.words if (p := find(v.text, "p2")) else "" for v in kept)


@pytest.fixture
def world(copies: Copies) -> Iterator[World]:
    """A text under revision, on which two have commented; everything is sound before and after."""
    with copies.at("revising") as found:
        yield found
        assert check_all(found.database) == []


def in_a_week(words: str = "a week") -> Change:
    return Change(Act.REPLACE, "p2", DESK.replace("two days", words))


def entered() -> c.EnterProposals:
    """What two organisations wrote on paper."""
    return c.EnterProposals(
        1,
        "Conference room paper 4",
        (
            c.EnteredAmendment("CYG", in_a_week("an hour"), "It is urgent"),
            c.EnteredAmendment("BOR", Change(Act.DELETE, "p3")),
        ),
        (
            c.EnteredComment("BOR", "Which desk?", CommentType.TECHNICAL, "p2", 20, 26),
            c.EnteredComment("CYG", "Too long"),
        ),
    )


def test_every_act_on_the_words_is_recorded_and_replayed(world: World) -> None:
    """On both databases, after every single act."""
    acts: list[tuple[str, c.ObjectiveCommand]] = [
        ("bor", c.ProposeAmendment(1, in_a_week(), "Two days are short")),
        ("cyg", c.ProposeAmendment(1, in_a_week("a day"))),
        ("aur", c.CosponsorAmendment(2)),
        ("bor", c.CosponsorAmendment(2)),
        ("bor", c.EndCosponsorship(2)),
        ("ada", c.ProposeTreatment(1, Treating.MODIFY, "", in_a_week("four days"))),
        ("bor", c.AnswerTreatment(1, True, "We can live with it")),
        ("ada", c.ProposeTreatment(2, Treating.REFUSE, "Nobody can answer so soon")),
        ("cyg", c.AnswerTreatment(2, False)),
        ("bea", c.AgreeParagraphs(1, ("p1",), Level.AD_REFERENDUM)),
        ("bea", c.AgreeParagraphs(1, ("p2",), Level.INFORMAL, ("CYG",))),
        ("bea", c.FormPackage("Desks", ("p1", "p2"))),
        ("ada", c.MergeAmendments(1, (1, 2))),
        ("ada", c.RecordTranslation(2, "fr", {"p2": "Chacune désigne un bureau."})),
        ("ada", c.UndoMerge(2, "Too early")),
        ("ada", c.RefuseAmendment(2, "Nobody can")),
        ("ada", c.ReopenAmendment(2, "Somebody can")),
        ("ada", c.MergeAmendments(3, (1, 2))),
        ("ada", c.SettleBracket(4, "p2", DESK.index("two"), 1)),
        ("bea", c.AgreeParagraphs(5, ("p1", "p2", "p3"), Level.AGREED)),
        ("bea", c.ReopenParagraphs(("p3",), "CYG asks for it")),
        ("bea", c.DissolvePackage(1)),
        ("cyg", c.ProposeAmendment(5, Change(Act.DELETE, "p3"))),
        ("cyg", c.WithdrawAmendment(3)),
        ("ada", entered()),
        ("cyg", c.WithdrawAmendment(4, "We never said so")),
        ("bor", c.ProposeAmendment(5, Change(Act.DELETE, "p3"), group="SEAS")),
        ("cyg", c.DissociateFromAmendment(6)),
    ]
    seas = c.FormGroup("SEAS", "The seas", GroupKind.LIKE_MINDED, ("BOR", "CYG"), "BOR")
    world.at_table(seas)
    for who, command in acts:
        world.do(who, command)
        assert check_all(world.database) == [], command
    assert {type(command) for _, command in acts} == set(get_args(c.WordingCommand))
    with world.database.reading() as store:
        entries = store.ledger_entries(SYMBOL, limit=9_999)
        told = replay(entries)
        assert differences(told, store.negotiation(SYMBOL), store.objectives(SYMBOL)) == ()
        assert told.translations[world.ref, "fr"] == store.translations(world.ref, "fr")
    assert versions(world)[-1] == DESK.replace("two days", "four days")


def test_amendments_are_shown_against_the_present_text_with_what_they_clash_with(
    world: World,
) -> None:
    propose(world, "bor", in_a_week())
    propose(world, "cyg", in_a_week("a day"))
    propose(world, "aur", Change(Act.DELETE, "p3"))
    world.do("ada", c.ProposeTreatment(1, Treating.MODIFY, "", in_a_week("four days")))
    world.do("ada", world.revised(f"Within a month, {DESK}"))
    view = world.cases.amendments(world.actors["cyg"], world.ref)
    first, second, third = view.shown
    assert isinstance(first.present, Change)
    assert first.present.words == f"Within a month, {DESK.replace('two days', 'a week')}"
    assert (first.base, first.redline.counts.changed) == (versions_of(world)[0], 1)
    assert first.modified is not None
    assert first.modified.counts.changed == 1
    assert second.modified is None
    assert [number for number, _ in first.clashes] == [2]
    assert [number for number, _ in second.clashes] == [1]
    assert first.clashes[0][1][0].paragraph == "p2"
    assert third.clashes == ()
    assert third.redline.counts.removed == 1
    assert view.order[0] == 3
    assert set(view.order) == {1, 2, 3}
    assert [s.amendment for s in view.shown] == list(view.view.objective.amendments.values())


def versions_of(world: World) -> tuple[object, ...]:
    return tuple(v.text for v in world.cases.versions(world.actors["bor"], world.ref))


def test_what_does_not_fit_any_more_says_why_and_what_is_decided_has_no_present(
    world: World,
) -> None:
    propose(world, "bor", in_a_week())
    propose(world, "cyg", Change(Act.DELETE, "p3"))
    world.do("ada", world.revised(DESK.replace("two days", "a month")))
    world.do("cyg", c.WithdrawAmendment(2))
    first, second = world.cases.amendments(world.actors["cyg"], world.ref).shown
    assert isinstance(first.present, Unfit)
    assert first.present.quotation == "two days"
    assert second.present is None


def test_the_merge_that_is_shown_is_the_one_that_is_saved(world: World) -> None:
    propose(world, "bor", in_a_week())
    propose(world, "cyg", in_a_week("a day"))
    shown = world.cases.merging(world.actors["ada"], world.ref, (1, 2))
    assert [a.number for a in shown.chosen] == [1, 2]
    assert [x.numbers for x in shown.merged.collisions] == [(1, 2)]
    assert shown.redline.counts.changed == 1
    world.do("ada", c.MergeAmendments(1, (1, 2)))
    assert versions_of(world)[-1] == shown.merged.text
    with pytest.raises(BadInput):
        world.cases.merging(world.actors["ada"], world.ref, (1,))
    with pytest.raises(NotFound):
        world.cases.merging(world.actors["ada"], world.ref, (9,))


def test_a_paragraph_tells_its_whole_history(world: World) -> None:
    propose(world, "bor", in_a_week())
    world.do("ada", c.MergeAmendments(1, (1,)))
    propose(world, "cyg", Change(Act.SPLIT, "p2", at=DESK.index("that")), base=2)
    world.do("bea", c.AgreeParagraphs(2, ("p2",), Level.INFORMAL, ("CYG",)))
    world.do("bea", c.AgreeParagraphs(2, ("p2", "p1"), Level.AGREED))
    world.do("ada", c.MergeAmendments(2, (2,)))
    view = world.cases.paragraph(world.actors["bor"], world.ref, "p2")
    assert (view.id, view.label) == ("p2", "2")
    assert [(head.number, words) for head, words in view.versions] == [
        (1, DESK),
        (2, DESK.replace("two days", "a week")),
        (3, "Each of them names a desk"),
    ]
    assert [a.number for a in view.amendments] == [1, 2]
    assert [x.level for x in view.agreements] == [Level.INFORMAL, Level.AGREED, Level.REOPENED]
    assert [x.text for x in view.agreements] == [2, 2, 3]
    part = world.cases.paragraph(world.actors["bor"], world.ref, "p4")
    assert part.lineage.came[0].fate is Happened.SPLIT
    assert part.lineage.came[0].amendment == 2
    assert [(words, version) for words, version, _ in part.provenance] == [
        ("that answers within ", 1),
        ("a week", 2),
        (".", 1),
    ]
    assert [x.fate for x in view.lineage.became][-1] is Happened.SPLIT
    with pytest.raises(NotFound):
        world.cases.paragraph(world.actors["bor"], world.ref, "p99")


def test_a_paragraph_that_was_deleted_keeps_its_history(world: World) -> None:
    propose(world, "bor", Change(Act.DELETE, "p2"))
    world.do("ada", c.MergeAmendments(1, (1,)))
    view = world.cases.paragraph(world.actors["bor"], world.ref, "p2")
    assert (view.label, view.versions[-1][1]) == ("2", DESK)
    assert view.lineage.became[-1].fate is Happened.DELETED


def test_the_text_converges_version_by_version(world: World) -> None:
    propose(world, "bor", in_a_week())
    propose(world, "cyg", in_a_week("a day"))
    world.do("bea", c.AgreeParagraphs(1, ("p1",), Level.AGREED))
    world.do("ada", c.MergeAmendments(1, (1, 2)))
    world.do("bea", c.AgreeParagraphs(2, ("p3",), Level.AD_REFERENDUM))
    world.do("ada", c.SettleBracket(2, "p2", versions(world)[-1].index("["), 1))
    world.do("bea", c.AgreeParagraphs(3, ("p2",), Level.INFORMAL))
    world.do("bea", c.ReopenParagraphs(("p1",), "BOR asks for it"))
    points = world.cases.convergence(world.actors["bor"], world.ref).points
    assert [(p.head.number, p.brackets, p.bracketed, p.depth, p.agreed) for p in points] == [
        (1, 0, 0, 0, 1),
        (2, 1, 1, 1, 2),
        (3, 0, 0, 0, 2),
    ]
    assert [p.paragraphs for p in points] == [3, 3, 3]
    assert points[1].alternatives == 1
    assert 0 < points[1].bracketed_words < points[1].words


def test_a_translation_is_stale_when_the_original_moved_on(world: World) -> None:
    first, second = "Les organisations partagent.", "Chacune désigne un bureau."
    world.do("ada", c.RecordTranslation(1, "fr", {"p1": first, "p2": second}))
    world.do("aur", c.RecordTranslation(1, "FR", {"p2": second.upper()}))
    world.do("ada", c.RecordTranslation(1, "es", {"p1": "Las organizaciones comparten."}))
    world.revise()
    view = world.cases.translation(world.actors["bor"], world.ref, "fr")
    assert (view.language, view.languages) == ("fr", ("es", "fr"))
    assert [(r.paragraph.id, r.words, r.of, r.stale) for r in view.rows] == [
        ("p1", first, 1, False),
        ("p2", second.upper(), 1, True),
        ("p3", "", 0, False),
    ]
    world.do("ada", c.RecordTranslation(2, "fr", {"p2": "Un bureau répond."}))
    world.do("ada", c.RecordTranslation(2, "es", {"p1": ""}))
    again = world.cases.translation(world.actors["bor"], world.ref, "fr")
    assert [(r.of, r.stale) for r in again.rows] == [(1, False), (2, False), (0, False)]
    assert again.languages == ("fr",)
    assert not any(
        r.words for r in world.cases.translation(world.actors["bor"], world.ref, "zh-Hant").rows
    )
    with pytest.raises(NotFound):
        world.cases.translation(world.actors["bor"], world.ref, "no language!")


def test_a_remark_follows_its_words_or_says_that_they_are_gone(copies: Copies) -> None:
    with copies.at("commenting") as world:

        def remark(quotation: str, paragraph: str | None = "p2") -> None:
            said = c.MakeComment(
                CommentType.SUBSTANTIVE, "Say more", paragraph, quotation=quotation
            )
            world.do("bor", said)

        remark("a desk")
        remark("within two days")
        remark("")
        remark("", "p1")
        remark("", None)
        with pytest.raises(BadInput):
            remark("three days")
        with pytest.raises(BadInput):
            remark("a desk", None)
        world.step("close_comments")
        propose(world, "cyg", Change(Act.SPLIT, "p2", at=DESK.index("that")))
        world.do("ada", c.MergeAmendments(1, (1,)))
        view = world.cases.remarks(world.actors["cyg"], world.ref)
        desk, days, *others = view.rows
        assert (desk.comment.anchor, desk.where) == (
            Anchor("p2", DESK.index("a desk"), DESK.index("a desk") + 6, "a desk"),
        ) * 2
        assert isinstance(days.where, Anchor)
        assert (days.where.paragraph, days.where.quotation) == ("p4", "within two days")
        assert [(x.where, x.changed) for x in others] == [
            (None, True),
            (None, False),
            (None, True),
        ]
        world.do("ada", world.revised("Somebody will see to it."))
        gone, still, *_ = world.cases.remarks(world.actors["cyg"], world.ref).rows
        assert gone.where == Orphan("a desk", "p2", Lost.REWORDED)
        assert gone.changed
        assert still.where == days.where
        assert not still.changed
        assert check_all(world.database) == []


def test_every_organisation_has_the_text_that_its_amendments_would_make(world: World) -> None:
    propose(world, "bor", in_a_week())
    propose(world, "cyg", in_a_week("a day"))
    propose(world, "cyg", Change(Act.DELETE, "p3"))
    world.do("aur", c.CosponsorAmendment(2))
    world.do("aur", c.CosponsorAmendment(3))
    view = world.cases.compilation(world.actors["bor"], world.ref)
    assert view.proposals == {"BOR": (1,), "CYG": (2, 3), "AUR": (2, 3)}
    assert [p.names for p in view.compilation.proposals] == [("BOR",), ("CYG", "AUR")]
    assert [row.paragraph for row in view.columns] == ["p1", "p2", "p3"]
    assert view.unfit == ()
    assert "[two days / BOR: a week / CYG, AUR: a day]" in view.columns[1].bracketed


def test_since_when_an_organisation_has_not_answered(world: World) -> None:
    def answered(who: str) -> int:
        return world.cases.compare(world.actors[who], world.ref, 1, 1).answered

    assert (answered("aur"), answered("bor"), answered("ada")) == (1, 1, 0)
    world.revise()
    assert answered("cyg") == 1
    propose(world, "cyg", Change(Act.DELETE, "p3"), base=2)
    assert (answered("cyg"), answered("bor")) == (2, 1)


def test_readings_of_the_words_write_nothing_and_are_for_the_table_only(world: World) -> None:
    propose(world, "bor", in_a_week())
    world.do("ada", c.RecordTranslation(1, "fr", {"p1": "Les organisations."}))
    stranger = c.InvitePerson("Zoe N", "zoe@sea.example")
    world.do("ada", stranger, objective=None)
    world.meet()
    cases, ref = world.cases, world.ref
    before = fingerprint(world.database)
    for who in ("aur", "bea", "zoe"):
        actor = world.actors[who]
        for read in (
            lambda: cases.amendments(actor, ref),  # noqa: B023
            lambda: cases.merging(actor, ref, (1,)),  # noqa: B023
            lambda: cases.paragraph(actor, ref, "p1"),  # noqa: B023
            lambda: cases.convergence(actor, ref),  # noqa: B023
            lambda: cases.translation(actor, ref, "fr"),  # noqa: B023
            lambda: cases.compilation(actor, ref),  # noqa: B023
            lambda: cases.versions(actor, ref),  # noqa: B023
            lambda: cases.remarks(actor, ref),  # noqa: B023
        ):
            if who == "zoe":
                with pytest.raises(NotFound) as caught:
                    read()
                assert caught.value.values["kind"] == "objective"
            else:
                read()
    assert fingerprint(world.database) == before


def test_a_negotiation_that_began_elsewhere_is_taken_over_whole(copies: Copies) -> None:
    with copies.at("table") as world:
        old, new = a_text("Share data."), a_text("Share all data.", "Meet.")
        command = c.Propose(
            "Share soundings",
            "One chart for all",
            new,
            2,
            earlier=(c.EarlierVersion(old, "2026-05-04", "First draft"),),
            dated="2026-12-01",
            origins={"p2": Origin(Act.SPLIT, ("p1",))},
        )
        world.ref = world.do("aur", command, negotiation=SYMBOL, objective=None).object
        first, second = world.cases.versions(world.actors["bor"], world.ref)
        assert (first.text, second.text) == (old, new)
        assert [(v.head.taken_over, v.head.dated) for v in (first, second)] == [
            (True, "2026-05-04"),
            (True, "2026-12-01"),
        ]
        assert second.origins == command.origins
        assert world.ballot().text_hash == text_hash(new)
        assert check_all(world.database) == []


REFUSED: tuple[tuple[str, c.ObjectiveCommand], ...] = (
    ("bor", c.ProposeAmendment(9, REPLACE)),
    ("bor", c.ProposeAmendment(1, Change(Act.DELETE, "p9"))),
    ("ada", c.ProposeAmendment(1, REPLACE)),
    ("bor", c.CosponsorAmendment(1)),
    ("cyg", c.WithdrawAmendment(1)),
    ("ada", c.MergeAmendments(1, (1, 9))),
    ("ada", c.MergeAmendments(9, (1,))),
    ("ada", c.UndoMerge(1, "Why not")),
    ("ada", c.SettleBracket(1, "p1", 0, 1)),
    ("bea", c.AgreeParagraphs(2, ("p1",), Level.AGREED)),
    ("aur", c.AgreeParagraphs(1, ("p1",), Level.AGREED)),
    ("bea", c.FormPackage("One", ("p1",))),
    ("cyg", c.RecordTranslation(1, "fr", {"p1": "Les organisations."})),
)


def test_what_is_refused_changes_no_row(world: World) -> None:
    propose(world, "bor", in_a_week())
    before = fingerprint(world.database)
    for who, command in REFUSED:
        with pytest.raises(PlacetError):
            world.ask(who, command)
        assert fingerprint(world.database) == before, command
