"""What people and the clock do, as short functions from one stage of a negotiation on.

Each is lived in many ways: undisturbed, with its k-th statement failing, on both databases.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta

import pytest

from placet.engine import commands as c
from placet.engine.errors import PlacetError
from placet.engine.model import Capacity, Qualifier, Role
from placet.engine.published import DefinitionKind
from tests.builders import a_rule_file, a_workflow_file, naming
from tests.reliability.world import MOMENT, SYMBOL, World

KINDS = ("kinds: [endorse, no_objection, abstain, object]", "kinds: [endorse, abstain, object]")

Act = Callable[[World], None]


@dataclass(frozen=True, slots=True)
class Scenario:
    """A story, where it begins, and whether the clock or the worker take part in it.

    What they do takes several transactions, and what was cut they repeat a little later: so
    each moment in between must be sound, and only what does not tell the time is compared.
    """

    stage: str
    act: Act
    clockwork: bool = False


SCENARIOS: dict[str, Scenario] = {}


def begins(stage: str, clockwork: bool = False) -> Callable[[Act], Act]:
    """A scenario that begins at this stage."""

    def kept(act: Act) -> Act:
        SCENARIOS[act.__name__] = Scenario(stage, act, clockwork)
        return act

    return kept


# --- the table --------------------------------------------------------------------------------


@begins("registered")
def an_organisation_is_registered(world: World) -> None:
    world.do("ada", c.RegisterOrganisation("DOR", "Organisation D"), objective=None)


@begins("registered")
def a_person_is_invited(world: World) -> None:
    world.do("ada", c.InvitePerson("Dora N", "dora@sea.example"), objective=None)


@begins("registered")
def a_table_is_opened(world: World) -> None:
    world.do("ada", c.OpenNegotiation(SYMBOL, "Data", "To measure", "Asia/Tokyo"), objective=None)
    world.at_table(c.InviteOrganisation("AUR"))
    world.at_table(c.AppointDelegate(world.actors["aur"].person, "AUR"))


@begins("table")
def people_change(world: World) -> None:
    world.at_table(c.EndDelegate(world.actors["ava"].person, "AUR", "She moved on."))
    bea = world.actors["bea"].person
    world.at_table(c.AppointDelegate(bea, "CYG", Capacity.ALTERNATE))
    world.at_table(c.AppointOfficer(world.actors["cyg"].person, Role.SECRETARIAT))


@begins("registered")
def a_procedure_of_the_house_is_published(world: World) -> None:
    words = a_workflow_file(1, naming("house_majority"), KINDS, name="house")
    world.do("ada", c.PublishDefinition(DefinitionKind.RULE, a_rule_file()), objective=None)
    world.do("ada", c.PublishDefinition(DefinitionKind.WORKFLOW, words), objective=None)


@begins("commented")
def an_objective_follows_a_later_version(world: World) -> None:
    later = a_workflow_file(2, ("period: 4 weeks", "period: 5 weeks"), ("7 days, 3", "8 days, 3"))
    command = c.PublishDefinition(DefinitionKind.WORKFLOW, later)
    world.do("ada", command, objective=None)
    world.do("ada", c.MoveToVersion(2, "The house gives more time."))
    world.step("close_comments")


# --- the proposal -----------------------------------------------------------------------------


@begins("table")
def somebody_proposes(world: World) -> None:
    world.propose()


@begins("proposed")
def an_organisation_supports(world: World) -> None:
    world.take("bor", "support")


@begins("supported", clockwork=True)
def the_clock_closes_the_proposal(world: World) -> None:
    world.until_deadline()
    world.tick()


@begins("proposed", clockwork=True)
def the_silent_are_reminded(world: World) -> None:
    world.take("bor", "support")
    world.until_deadline(before=timedelta(hours=20))
    world.tick()


@begins("proposed")
def reminders_are_sent_by_hand(world: World) -> None:
    world.do("ada", c.SendReminders(only=("CYG",)))


@begins("proposed", clockwork=True)
def an_objection_narrows_the_proposal(world: World) -> None:
    world.object_to("cyg")
    world.until_deadline()
    world.clock.advance(minutes=5)
    world.step("narrow", "CYG asks for more time.")


# --- comments and revision ------------------------------------------------------------------


@begins("commenting")
def organisations_comment(world: World) -> None:
    world.comment("bor")
    world.do("cyg", c.StateNoComments())


@begins("commented")
def comments_are_closed(world: World) -> None:
    world.step("close_comments")


@begins("revising")
def comments_are_answered(world: World) -> None:
    world.answer(1)
    world.answer(1)


@begins("revising")
def the_text_is_revised(world: World) -> None:
    world.revise()


@begins("answered")
def the_text_is_put_forward(world: World) -> None:
    world.step("put_forward")


@begins("answered")
def another_round_is_opened(world: World) -> None:
    world.step("another_round")


@begins("answered")
def the_lead_changes(world: World) -> None:
    world.do("ada", c.HandOverLead(("CYG",), "AUR has no hands free."))
    world.do("bea", c.ExtendRounds("It is worth it."))


# --- endorsement ----------------------------------------------------------------------------


@begins("put_forward")
def a_position_is_recorded_changed_and_withdrawn(world: World) -> None:
    world.take("aur", "endorse")
    world.take("ava", "abstain", reasons="We wait.")
    world.do("aur", c.WithdrawPosition(world.ballot().number))


@begins("endorsed_by_one")
def an_objection_leads_to_a_second_round(world: World) -> None:
    world.object_to("cyg")
    world.step("revise", "CYG offers to talk.")
    world.revise()
    world.step("put_forward")


@begins("endorsed_by_one")
def the_last_answer_adopts(world: World) -> None:
    world.take("bor", "no_objection")
    world.take("cyg", "endorse", qualifiers=(Qualifier.RESERVATION,), reservation="From 2028.")


@begins("endorsed_by_one", clockwork=True)
def the_deadline_adopts(world: World) -> None:
    world.take("bor", "endorse")
    world.until_deadline()
    world.tick()


@begins("endorsed_by_one", clockwork=True)
def a_late_position_finds_it_adopted(world: World) -> None:
    world.take("bor", "endorse")
    late = world.position("object", reasons="Too late.", no_wording=True)
    world.until_deadline()
    world.clock.advance(minutes=1)
    with pytest.raises(PlacetError):
        world.do("cyg", late)


@begins("adopted_provisionally")
def the_adoption_becomes_final(world: World) -> None:
    world.do("bor", c.ConfirmPosition(world.ballot().number))
    world.do("ada", c.RecordSignature("AUR", "2027-06-01"))


@begins("adopted_provisionally", clockwork=True)
def the_adoption_falls(world: World) -> None:
    world.until_deadline()
    world.tick()


@begins("put_forward")
def the_work_is_held_and_resumed(world: World) -> None:
    world.step("hold", "The host is away.")
    world.clock.set(world.clock.now() + timedelta(days=3))
    world.step("resume")


@begins("put_forward")
def the_deadline_is_moved(world: World) -> None:
    later = world.ballot().deadline.at + timedelta(days=7)
    world.do("ada", c.ChangeDeadline(later, "Holidays."))


@begins("put_forward")
def the_objective_is_withdrawn(world: World) -> None:
    world.step("withdraw", "Nobody needs it.", who="aur")


@begins("proposed")
def the_same_request_comes_twice(world: World) -> None:
    request = world.position("support")
    first = world.do("bor", request, key="once")
    again = world.do("bor", request, key="once")
    assert (again.reference, again.repeated) == (first.reference, True)


@begins("delivered", clockwork=True)
def the_worker_delivers(world: World) -> None:
    world.take("bor", "support")
    world.clock.set(world.clock.now() + MOMENT)
    world.deliver()


def all_scenarios() -> Mapping[str, Scenario]:
    """Every scenario by its name."""
    return SCENARIOS
