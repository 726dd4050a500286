"""One concept, one word; every key that the engine knows has one."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Callable, Iterable
from dataclasses import fields
from pathlib import Path

import pytest

from placet.api import problems
from placet.engine import definition, errors
from placet.engine.agreements import Level
from placet.engine.amendments import AmendmentState, Treating
from placet.engine.definition import BallotSpec, Stage, Step
from placet.engine.errors import BadInput, IllegalMove, NotFound, NotOpen, Refused, TooLate
from placet.engine.model import Capacity, CommentType, Disposition, Qualifier, Role
from placet.engine.rules import Effects
from placet.engine.text import Found, Kind
from placet.templates import PSEUDO, kinds, labels, language
from placet.templates import wording as w
from placet.templates.i18n import untranslated_text
from placet.templates.refusals import TERMS, THINGS
from placet.templates.rule_words import EFFECTS
from placet.workflows import shipped
from placet.workflows.rules import shipped_rules
from tests.builders import a_position

KINDS = shipped_rules()["silence", 1].kinds


@pytest.mark.parametrize(
    ("say", "keys"),
    [
        (w.state_label, definition.STATES),
        (w.position_label, KINDS),
        (w.capacity_label, [*Capacity, *Role]),
        (w.role_label, definition.ROLES),
        (w.comment_type_label, list(CommentType)),
        (w.disposition_label, [*Disposition, None]),
        (w.qualifier_label, list(Qualifier)),
        (
            w.ask_label,
            (
                "position confirm comment revise answer decide review begin finding meeting "
                "treatment treat agree"
            ).split(),
        ),
        (w.amendment_state_label, list(AmendmentState)),
        (w.treating_label, list(Treating)),
        (w.level_label, list(Level)),
        (w.paragraph_kind_label, list(Kind)),
        (w.found_label, list(Found)),
        (w.why_label, "new changed silent clock role".split()),
        (lambda kind: w.position_consequence(kind, "4"), KINDS),
        (lambda kind: w.position_deed(kind, "4", "5"), [*KINDS, "withdrawn"]),
        (lambda kind: w.position_mark(kind)[1] * 2, [k for k in KINDS if k != "stand_aside"]),
    ],
)
def test_every_key_has_a_word_that_can_be_translated(
    say: Callable[[object], str], keys: Iterable[object]
) -> None:
    said = [say(key) for key in keys]
    assert all(said)
    assert not any("_" in word for word in said)
    with language(PSEUDO):
        assert untranslated_text(" ".join(say(key) for key in keys)) == ()


def test_the_vocabulary() -> None:
    assert w.state_label("put_forward") == "Put forward"
    assert w.state_label(Stage("endorsement", "Endorsement", "put_forward")) == "Put forward"
    assert w.position_label("no_objection") == "No objection"
    assert w.position_label("") == "No position"
    assert w.position_label("discuss_later") == "Discuss later"
    assert w.disposition_label("accepted_modified") == "Accepted in part"
    assert w.capacity_label(Capacity.FOCAL_POINT) == "focal point"
    assert w.position_deed("endorse", "UNEP", "OBJ-0042 v4") == "UNEP endorses OBJ-0042 v4"
    assert w.position_deed("discuss", "UNEP", "v4") == "UNEP holds a Discuss on v4"
    assert w.position_deed("discuss_later", "UNEP", "v4") == "UNEP: Discuss later on v4"
    assert w.position_consequence("discuss", "UNEP") == ""


def test_what_a_position_means_follows_from_its_effects_where_it_has_no_words_of_its_own() -> None:
    discuss = Effects(negative=True, blocking=True, needs_reasons=True)
    assert w.position_consequence("discuss", "UNEP", discuss) == (
        "UNEP does not agree, and this alone stands in the way. Reasons are asked in the next step."
    )
    assert w.position_consequence("abstain", "UNEP", Effects(neutral=True)) == (
        "UNEP is neither in favour nor against."
    )
    assert w.position_consequence("abstain", "UNEP", Effects(neutral=True, not_bound=True)) == (
        "UNEP takes no part; the text does not bind it."
    )


@pytest.mark.parametrize(("name", "version"), shipped_rules())
def test_every_kind_of_every_shipped_rule_has_a_word_a_mark_and_a_meaning(
    name: str, version: int
) -> None:
    rule = shipped_rules()[name, version]
    for kind, effects in rule.effects.items():
        assert kind in kinds.POSITIONS
        code, letter = w.position_mark(kind, effects=effects)
        assert (code in ("E", "Ec", "N"), code == "O") == (effects.affirmative, _against(effects))
        assert letter
        with language(PSEUDO):
            said = w.position_label(kind), w.position_consequence(kind, "4", effects)
            assert untranslated_text(" ".join(said)) == ()


def _against(effects: Effects) -> bool:
    return effects.negative or effects.blocking


def test_the_short_hash_is_two_groups() -> None:
    assert w.hash_short("a3f941c07be2") == "a3f9\u00a041c0"


def test_lists() -> None:
    assert w.listed(()) == ""
    assert w.listed(("a",)) == "a"
    assert w.listed(("a", "b", "c")) == "a, b and c"
    assert w.listed(("a", "b"), "or") == "a or b"


def test_marks() -> None:
    assert w.position_mark(None) == ("", "")
    assert w.position_mark("endorse") == ("E", "E")
    assert w.position_mark("support") == ("E", "S")
    assert w.position_mark("support_with_comments") == ("Ec", "Sc")
    assert w.position_mark("stand_aside") == ("A", "\u2013")
    assert w.position_mark("object", stale=True) == ("S", "O")
    with_reservation = a_position(qualifiers=(Qualifier.RESERVATION,))
    assert w.position_mark(with_reservation) == ("Ec", "Er")
    referendum = a_position(kind="no_objection", qualifiers=(Qualifier.AD_REFERENDUM,))
    assert w.position_mark(referendum) == ("N", "Na")
    assert w.position_in_full(referendum) == "No objection, ad referendum"
    assert w.position_mark("discuss") == ("O", "D")
    assert w.position_mark("muse") == ("N", "M")
    assert w.position_mark("muse", effects=Effects(blocking=True)) == ("O", "M")
    assert w.position_mark("muse", effects=Effects(neutral=True)) == ("A", "M")
    assert w.position_mark("muse", effects=Effects(affirmative=True, strong=True)) == ("E", "M")


def test_steps_and_stages_are_said_as_their_workflow_names_them() -> None:
    workflow = shipped()["joint-objective", 1]
    step = workflow.steps[0]
    assert w.step_label(step) == step.title
    assert w.step_label("put_forward", workflow) == "Put forward for endorsement"
    assert w.step_label("by_hand") == "by hand"
    assert w.step_label("nothing", workflow) == "nothing"
    assert w.consequence(step) == step.consequence
    assert w.consequence(Step("x", (), "y", ())) == ""
    assert w.step_label(Step("go_on", (), "y", ())) == "go on"
    assert w.stage_label(workflow.stages["comment"]) == "Comments"
    assert w.stage_label(Stage("on_hold", "", "on_hold")) == "on hold"
    with language(PSEUDO):
        words = [w.step_label(s) + w.consequence(s) for s in workflow.steps]
        words += [w.stage_label(s) for s in workflow.stages.values()]
    assert untranslated_text(" ".join(words)) == ()


def test_refusals_say_what_happened_and_what_to_do() -> None:
    late = TooLate("2027-03-14T20:59:00Z")
    assert w.error_sentence(late) == (
        "The deadline passed at 14 Mar 2027, 20:59 UTC. Nothing was recorded."
    )
    assert w.error_advice(late).startswith("Write to the secretariat")
    assert w.error_in_full(late) == f"{w.error_sentence(late)} {w.error_advice(late)}"
    assert "at noon." in w.error_sentence(TooLate("noon"))
    refused = Refused("put_forward", ("comments_answered",))
    assert w.error_in_full(refused) == (
        "The step put forward is not possible yet: not every comment has its answer."
    )
    illegal = IllegalMove("adopt", "comment", ("close_comments", "hold"))
    assert w.error_advice(illegal) == "Steps that exist there: close comments, hold."
    assert w.error_advice(IllegalMove("adopt", "comment", ())) == "Steps that exist there: -."
    assert w.error_sentence(BadInput("text", "{n} is too long.", n=5)) == "5 is too long."


def test_words_of_ours_inside_a_refusal_are_translated_and_data_is_not() -> None:
    with language(PSEUDO):
        said = w.error_sentence(NotFound("objective", "OBJ-0042"))
        assert "OBJ-0042" in said
        assert untranslated_text(said) == ()
        assert "OBJ-0042" in w.error_sentence(NotOpen("OBJ-0042"))
        assert untranslated_text(w.error_in_full(NotOpen("The text"))) == ()


def test_whatever_may_not_be_found_has_a_word_that_can_be_translated() -> None:
    root = Path(__file__).parents[2]
    sources = [p.read_text("utf-8") for d in ("engine", "api") for p in (root / d).rglob("*.py")]
    things = {t for source in sources for t in re.findall(r'\bNotFound\(\s*"([a-z ]+)"', source)}
    assert things == set(THINGS)


def test_every_error_is_a_sentence() -> None:
    for module in (errors, problems):
        for node in ast.walk(ast.parse(inspect.getsource(module))):
            if isinstance(node, ast.ClassDef) and node.name != "PlacetError":
                kind = getattr(module, node.name)
                if issubclass(kind, errors.PlacetError) and kind is not BadInput:
                    assert (kind.__doc__ or "").strip().endswith("."), node.name


def test_no_word_stands_for_two_concepts() -> None:
    for words in (labels.STATES, kinds.POSITIONS, labels.DISPOSITIONS, labels.CAPACITIES):
        assert len(set(words.values())) == len(words)


def test_every_term_of_a_ballot_has_words() -> None:
    assert set(TERMS) == {f.name for f in fields(BallotSpec)}


def test_every_effect_of_a_position_has_words() -> None:
    assert set(EFFECTS) == {f.name for f in fields(Effects)}
