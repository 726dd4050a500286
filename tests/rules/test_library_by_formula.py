"""The shipped rules against the formulas of the bodies, written out in plain arithmetic.

Nothing of the rule language is used on the one side and nothing but it on the other: what
agrees in thousands of rooms at random, many of them at a threshold, is the same rule.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter
from random import Random

import pytest

from placet.engine.rules import Rule, evaluate_case
from placet.workflows.rules import shipped_rules
from tests.rules.test_library_by_property import Taken, named, strongest

ROOMS = 300
RULES = {name: rule for (name, _version), rule in shipped_rules().items()}


@dataclass(frozen=True, slots=True)
class Room:
    """Counting, without any rule."""

    seats: list[Taken]

    def n(self, *kinds: str, cls: str = "", mark: str = "") -> int:
        return sum(1 for taken in self._of(kinds, cls, mark))

    def w(self, *kinds: str) -> int:
        return sum(taken.weight for taken in self._of(kinds, "", ""))

    def _of(self, kinds: tuple[str, ...], cls: str, mark: str) -> list[Taken]:
        return [
            taken
            for taken in self.seats
            if (taken.kind in kinds or kinds == ("all",) or (kinds == ("held",) and taken.kind))
            and (not cls or cls in taken.classes)
            and (not mark or mark in taken.marks)
        ]


def two_thirds(yes: int, whole: int) -> bool:
    return whole > 0 and 3 * yes >= 2 * whole


def iso_p(r: Room) -> tuple[int, int]:
    return r.n("approve", cls="P"), r.n("disapprove", cls="P")


def iso_simple(r: Room) -> bool:
    yes, no = iso_p(r)
    return yes > no


def iso_two_thirds(r: Room) -> bool:
    yes, no = iso_p(r)
    return two_thirds(yes, yes + no)


def iso_dis(r: Room) -> bool:
    return iso_two_thirds(r) and 4 * r.n("disapprove") <= r.n("approve", "disapprove")


def iso_np(r: Room) -> bool:
    experts = 4 if r.n("all", cls="P") <= 16 else 5
    return iso_two_thirds(r) and r.n("approve", cls="P", mark="expert") >= experts


def iso_new_tc(r: Room) -> bool:
    enough = r.n("approve", mark="participates") >= 5
    return enough and two_thirds(r.n("approve"), r.n("approve", "disapprove"))


def iso_review_confirm(r: Room) -> bool:
    others = r.n("revise", "withdraw", cls="P")
    return r.n("confirm", cls="P") > others and r.n("held", mark="in_use") >= 5


def iesg_other(r: Room) -> bool:
    return r.n("yes") >= 1 and r.n("discuss") == 0


def iesg(r: Room) -> bool:
    whole = r.n("all") - r.n("recuse")
    return iesg_other(r) and r.n("yes", "no_objection") >= -(-2 * whole // 3)


def iesg_alt(r: Room) -> bool:
    return two_thirds(r.n("yes"), r.n("all") - r.n("recuse")) and r.n("no") <= 2


def rsab(r: Room) -> bool:
    return r.n("yes") >= 1 and r.n("concern") == 0 and r.n("held") == r.n("all")


def qualified(r: Room, percent: int) -> bool:
    members = r.n("all") - r.n("not_participating")
    people = r.w("all") - r.w("not_participating")
    yes = r.n("yes")
    if members == 0 or 100 * yes < percent * members:
        return False
    return (people > 0 and 100 * r.w("yes") >= 65 * people) or members - yes < 4


def codex_vote(r: Room) -> bool:
    cast = r.n("held")
    room = r.n("all", cls="present")
    attend = room == 0 or 2 * r.n("held", cls="present") > room
    quorum = 5 * cast >= r.n("all") or cast >= 25
    return r.n("yes") > r.n("no") and attend and quorum


def oecd_qmv(r: Room) -> bool:
    members, against = r.n("all"), r.n("oppose")
    block = against >= 3 and not 4 * r.w("oppose") < r.w("all")
    return members > 0 and 100 * r.n("agree") >= 60 * members and not block


def tacit_imo(r: Room) -> bool:
    return 0 < 3 * r.n("all") >= 9 * r.n("object") and 2 * r.w("object") < r.w("all")


def itu_tap_consult(r: Room) -> bool:
    return 10 * r.n("yes") >= 7 * r.n("held")


def itu_question(r: Room) -> bool:
    return 2 * r.n("yes") > r.n("held") >= 10


def oasis_special(r: Room) -> bool:
    return two_thirds(r.n("yes"), r.n("all")) and 4 * r.n("no") <= r.n("all")


def ieee_sa(r: Room) -> bool:
    back, pool = r.n("held"), r.n("all")
    yes, no = r.n("approve"), r.n("disapprove")
    returned = 4 * back >= 3 * pool > 0
    return returned and 4 * yes >= 3 * (yes + no) > 0 and 10 * r.n("abstain") < 3 * back


def cabf(r: Room) -> bool:
    issuers = two_thirds(r.n("yes", cls="I"), r.n("yes", "no", cls="I"))
    consumers = r.n("yes", cls="C") > r.n("no", cls="C")
    one = r.n("yes", cls="I") >= 1 and r.n("yes", cls="C") >= 1
    return issuers and consumers and one and 2 * r.n("held") > r.n("all")


def rfcbot_start(r: Room) -> bool:
    outstanding = r.n("all") - r.n("reviewed")
    return r.n("concern") == 0 and outstanding < r.n("reviewed") and outstanding < 3


def w3c_short_circuit(r: Room) -> bool:
    whole = r.n("all") - r.n("renounce")
    return whole > 0 and 5 * r.n("yes") >= 4 * whole and r.n("no") == 0


def w3c_council(r: Room) -> bool:
    yes, no = r.n("yes"), r.n("no")
    return yes > no or (yes == no > 0 and r.n("yes", cls="chair") >= 1)


def w3c_appeal(r: Room) -> bool:
    share, whole = 100 * r.n("held"), r.n("all")
    if whole == 0 or share < 5 * whole:
        return False
    times = 3 if share <= 15 * whole else 2 if share < 20 * whole else 1
    return r.n("approve") > times * r.n("reject")


def eu_comitology(r: Room) -> bool:
    asked, whole = r.n("ask_for_meeting"), r.n("all")
    return 2 * asked <= whole and 2 * r.n("oppose", "abstain", "ask_for_meeting") < whole


FORMULAS: dict[str, Callable[[Room], bool]] = {
    "iso_dis": iso_dis,
    "iso_np": iso_np,
    "iso_pwi": iso_simple,
    "iso_pas": iso_simple,
    "iso_tr": iso_simple,
    "iso_ts": iso_two_thirds,
    "iso_new_tc": iso_new_tc,
    "iso_review_confirm": iso_review_confirm,
    "iso_cd_doubt": iso_two_thirds,
    "iesg": iesg,
    "iesg_other": iesg_other,
    "iesg_alt": iesg_alt,
    "irsg": lambda r: r.n("yes") >= 2,
    "rsab": rsab,
    "eu_qmv": lambda r: qualified(r, 55),
    "eu_qmv_reinforced": lambda r: qualified(r, 72),
    "eu_simple": lambda r: 2 * r.n("yes") > r.n("all"),
    "eu_unanimity": lambda r: r.n("no") == 0 and r.n("held") > 0,
    "un_important": lambda r: two_thirds(r.n("yes"), r.n("yes", "no")),
    "un_simple": lambda r: r.n("yes") > r.n("no"),
    "un_sc": lambda r: r.n("yes") >= 9 and r.n("no", cls="permanent") == 0,
    "codex_vote": codex_vote,
    "codex_23": lambda r: two_thirds(r.n("yes"), r.n("yes", "no")),
    "oecd_mutual": lambda r: r.n("object") == 0,
    "oecd_unanimity": lambda r: r.n("agree") == r.n("all") > 0,
    "oecd_qmv": oecd_qmv,
    "tacit_imo": tacit_imo,
    "itu_aap_meeting": lambda r: r.n("oppose") <= 1,
    "itu_tap_consult": itu_tap_consult,
    "itu_tap_meeting": lambda r: r.n("oppose") == 0,
    "itu_question": itu_question,
    "oasis_special": oasis_special,
    "ieee_sa": ieee_sa,
    "cabf": cabf,
    "apache_majority": lambda r: r.n("plus_one") >= 3 and r.n("plus_one") > r.n("minus_one"),
    "lazy_consensus": lambda r: r.n("minus_one") == 0,
    "rfcbot_start": rfcbot_start,
    "rfcbot_close": lambda r: r.n("concern") == 0,
    "w3c_short_circuit": w3c_short_circuit,
    "w3c_council": w3c_council,
    "w3c_appeal": w3c_appeal,
    "lqfb_majority": lambda r: 2 * r.n("yes") > r.n("yes", "no"),
    "gitvote": lambda r: 0 < r.n("all") <= 2 * r.n("in_favor"),
    "ags_simple": lambda r: r.n("yes") > r.n("no"),
    "ags_absolute": lambda r: r.n("yes") > r.n("no", "abstain"),
    "ags_two_thirds": lambda r: r.n("yes") >= 2 * r.n("no"),
    "iso_639_round1": lambda r: r.n("yes") == r.n("all") > 0,
    "iso_639_round2": lambda r: r.n("yes") >= 5,
    "node_ctc": lambda r: 2 * r.n("yes") > r.n("all") - r.n("abstain"),
    "opec_tacit": lambda r: r.n("object") == 0,
    "eu_comitology": eu_comitology,
    "fr_silence_agrees": lambda r: r.n("held") == r.n("accept"),
    "fr_silence_refuses": lambda r: r.n("held") == r.n("accept") > 0,
}


def room(rule: Rule, random: Random) -> list[Taken]:
    """Anything from nobody to forty seats, in favour more or less."""
    agreed = random.choice([0, 1, 3, 10, 40])
    kinds = [None, *rule.kinds, *[strongest(rule)] * agreed]
    kinds += [None] * random.choice([0, 0, 10, 100])
    classes = [c.name for c in rule.classes if c.name not in rule.filter.without]
    marks = [mark.name for mark in rule.marks]
    return [
        Taken(
            tuple(c for c in classes if random.random() < 0.6),
            random.choice([1, 1, 1, 2, 7, 1_000_003]),
            random.choice(kinds),
            tuple(m for m in marks if random.random() < 0.6),
        )
        for _ in range(random.choice([0, 1, 3, 8, 20, random.randrange(41)]))
    ]


def test_every_shipped_rule_of_a_body_has_a_formula() -> None:
    generic = {"majority", "no_objection", "silence", "unanimity"}
    assert set(FORMULAS) == set(RULES) - generic


@pytest.mark.parametrize("rule", [RULES[name] for name in FORMULAS], ids=attrgetter("name"))
def test_a_rule_is_the_formula_of_its_body(rule: Rule) -> None:
    random = Random(rule.name)
    outcomes = set()
    for _ in range(ROOMS):
        seats = room(rule, random)
        expected = FORMULAS[rule.name](Room(seats))
        outcomes.add(expected)
        assert evaluate_case(rule, named(seats)).passes is expected, seats
    assert outcomes == {True, False}
