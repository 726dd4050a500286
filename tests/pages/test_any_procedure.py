"""Pages work with any procedure and any rule, and show nobody what a ballot keeps to itself."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from placet.engine import commands as c
from placet.engine.messages import Kind as MailKind
from placet.engine.model import Capacity, Role
from placet.engine.published import DefinitionKind
from placet.engine.text import Kind, Paragraph, Text
from placet.workflows.rules import shipped_rules
from tests.pages import journey as j
from tests.pages.house import House

SILENCE = (Path(__file__).parent.parent / "decide/silence.yaml").read_text("utf-8")
CALL = Path(__file__).with_name("call.yaml").read_text("utf-8")
READERS = ("ada", "bea", "fay", "olga", "dora")
"""Secretariat, chair, the lead, an observer of the lead, and BOR."""
REASONS = "Our parliament refuses the second paragraph"


def table(house: House, text: str) -> str:
    """A new table under this procedure, where a call was made; the objective's reference."""
    cases, ada = house.root.cases, house.actor("ada")
    cases.handle(ada, c.PublishDefinition(DefinitionKind.WORKFLOW, text))
    opening = c.OpenNegotiation(
        "LAW", "The sea", "To agree", "UTC", re.findall(r"name: (\S+)", text)[0]
    )
    cases.handle(ada, opening)
    commands: list[c.NegotiationCommand] = [
        *(c.InviteOrganisation(code, ("P", "I")) for code in ("AUR", "BOR", "CYG")),
        c.AppointOfficer(house.ids["bea"], Role.CHAIR),
        c.AppointDelegate(house.ids["fay"], "AUR", Capacity.FOCAL_POINT),
        c.AppointDelegate(house.ids["olga"], "AUR", Capacity.OBSERVER),
        c.AppointDelegate(house.ids["dora"], "BOR", Capacity.HEAD),
    ]
    for command in commands:
        cases.handle(ada, command, negotiation="LAW")
    words = ("Soundings are shared.", "Each has a desk.", "They meet once a year.")
    paragraphs = (Paragraph(f"p{n}", Kind.OPERATIVE, said) for n, said in enumerate(words, 1))
    proposal = c.Propose("Share", "One chart", Text(tuple(paragraphs)), 3)
    ref = cases.handle(house.actor("fay"), proposal, negotiation="LAW").object
    j.do(house, "bea", ref, c.TakeStep("open_silence"))
    return ref


def call(rule: str = "majority", visibility: str = "open") -> str:
    """The procedure with this rule and all of its positions."""
    kinds = json.dumps(list(shipped_rules()[rule, 1].kinds))
    text = CALL.replace("kinds: [endorse, abstain, object]", f"kinds: {kinds}")
    text = text.replace("name: majority", f"name: {rule}")
    return text.replace("visibility: open", f"visibility: {visibility}")


def pages(ref: str) -> tuple[str, ...]:
    return (
        f"/objectives/{ref}",
        f"/objectives/{ref}/position",
        f"/objectives/{ref}/audit",
        f"/objectives/{ref}/workflow",
        f"/objectives/{ref}/agreement",
        "/negotiations/LAW",
        "/negotiations/LAW/audit",
        "/inbox",
    )


def seen(house: House, name: str, ref: str) -> str:
    """Everything that this person's pages say."""
    said = []
    for path in pages(ref):
        answer = house.get(name, path)
        assert answer.status_code == 200, (name, path, answer.status_code)
        said.append(answer.text)
    return "\n".join(said)


def _telling() -> list[str]:
    """Rules in which, together, every kind of position occurs with all effects that it has."""
    known: set[tuple[str, object, bool]] = set()
    found = []
    for (name, _version), rule in shipped_rules().items():
        new = {(kind, effects, bool(rule.marks)) for kind, effects in rule.effects.items()}
        if new - known:
            known |= new
            found.append(name)
    return found


@pytest.mark.parametrize("name", _telling())
def test_a_position_of_any_kind_can_be_recorded_from_its_page(house: House, name: str) -> None:
    """Each kind is offered, leads to a second step where words are asked for, and is recorded."""
    ref = table(house, call(name))
    rule = shipped_rules()[name, 1]
    options = house.get("dora", f"/objectives/{ref}/position").text
    b = j.ballot(house, ref)
    for number, (kind, effects) in enumerate(rule.effects.items()):
        words = effects.needs_reasons or effects.blocking or (rule.marks and effects.affirmative)
        if words:
            assert f"/objectives/{ref}/position?kind={kind}" in options
            second = house.get("dora", f"/objectives/{ref}/position?kind={kind}").text
            assert ('name="wording"' in second) is effects.blocking
            assert ('name="marks"' in second) is bool(rule.marks and effects.affirmative)
        else:
            assert f'name="kind" value="{kind}"' in options
        fields = {
            "ballot": b.number,
            "text_hash": b.text_hash,
            "kind": kind,
            "reasons": REASONS if effects.needs_reasons else "",
            "no_wording": "yes" if effects.blocking else "",
            "marks": rule.marks[0].name if rule.marks and effects.affirmative else "",
        }
        answer = house.post("dora", f"/objectives/{ref}/position", key=f"k{number}", **fields)
        assert answer.status_code == 303, (kind, answer.text)
        assert house.get("dora", answer.headers["location"]).status_code == 200
        held = j.ballot(house, ref).positions["BOR"]
        assert held.kind == kind
        assert bool(held.marks) is bool(rule.marks and effects.affirmative)
    assert (REASONS in house.get("fay", f"/objectives/{ref}").text) is effects.needs_reasons


SEES = {
    "open": set(READERS),
    "sealed": {"dora"},
    "undisclosed": {"dora", "ada", "bea"},
    "secret": {"dora"},
}


@pytest.mark.parametrize("visibility", SEES)
def test_no_page_shows_a_position_to_whoever_may_not_see_it(house: House, visibility: str) -> None:
    ref = table(house, call(visibility=visibility))
    j.hold(house, "dora", ref, "object", reasons=REASONS)
    for name in READERS:
        said = seen(house, name, ref)
        assert (REASONS in said) is (name in SEES[visibility]), name
        assert "1 of 3 organisations have a position." in said
    interface = house.get("fay", f"/api/v1/objectives/{ref}")
    if interface.status_code == 200:
        assert (REASONS in interface.text) is (visibility == "open")


@pytest.mark.parametrize("visibility", [v for v in SEES if v != "open"])
def test_the_record_is_not_given_whole_while_it_holds_what_is_not_shown(
    house: House, visibility: str
) -> None:
    ref = table(house, call(visibility=visibility))
    j.hold(house, "dora", ref, "object", reasons=REASONS)
    assert house.get("fay", "/negotiations/LAW/audit.jsonl").status_code == 403
    assert house.get("fay", "/negotiations/SEA/audit.jsonl").status_code == 200


def test_a_sealed_ballot_is_shown_to_everybody_once_it_is_closed(house: House) -> None:
    ref = table(house, call(visibility="sealed"))
    j.hold(house, "dora", ref, "object", reasons=REASONS)
    j.later(house, days=4)
    for name in READERS:
        assert REASONS in house.get(name, f"/objectives/{ref}").text


def test_the_form_offers_only_the_paragraphs_that_are_asked_about(house: House) -> None:
    ref = table(house, SILENCE)
    j.hold(house, "dora", ref, "object", reasons=REASONS, no_wording=True, paragraphs=("p2",))
    j.do(house, "bea", ref, c.TakeStep("open_silence"))
    page = house.get("dora", f"/objectives/{ref}/position?kind=object").text
    assert 'value="p2"' in page
    assert 'value="p1"' not in page
    assert "Only these paragraphs are asked about" in page
    assert "is under silence" in house.get("fay", f"/objectives/{ref}").text
    b = j.ballot(house, ref)
    fields = {
        "ballot": b.number,
        "text_hash": b.text_hash,
        "kind": "object",
        "reasons": REASONS,
        "no_wording": "yes",
        "paragraphs": "p1",
    }
    answer = house.post("dora", f"/objectives/{ref}/position", **fields)
    assert answer.status_code == 422
    assert "is agreed already" in answer.text


@pytest.mark.parametrize("visibility", SEES)
def test_the_receipt_of_a_position_is_no_more_telling_than_the_position(
    house: House, visibility: str
) -> None:
    ref = table(house, call(visibility=visibility))
    j.hold(house, "dora", ref, "object", reasons=REASONS)
    with house.root.database.reading() as store:
        mails = store.messages(negotiation="LAW", limit=99)
    [receipt] = [m for m in mails if m.message.kind is MailKind.RECEIPT]
    page = house.get("ada", f"/mail/{receipt.id}").text
    told = "It tells a position that the ballot does not show you." not in page
    assert told is ("ada" in SEES[visibility])
