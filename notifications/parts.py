"""The parts that letters have in common: subject, deadline, progress, questions, footer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from placet.engine.codec import decode
from placet.engine.messages import Json, Message
from placet.engine.model import Deadline, Person, RuleRef
from placet.engine.rules import Needed, RuleSentence, needed_from
from placet.engine.text import Said
from placet.notifications.facts import Facts, MissingFact
from placet.notifications.letter import (
    EMPHASIS,
    STRONG,
    Action,
    Row,
    Section,
    Sentence,
    Value,
    sentence,
)
from placet.templates import wording as w
from placet.templates.dates import city, number, when
from placet.templates.i18n import filled, ngettext
from placet.templates.i18n import gettext as _

SUBJECT = 78
"""The most characters of a subject."""

CHANGES = 8_000
"""The most characters of the list of changes; the page has them all."""


@dataclass(frozen=True, slots=True)
class Case:
    """A message about to be worded: its facts, who reads it, and where links begin."""

    message: Message
    facts: Facts
    person: Person
    base_url: str

    def text(self, name: str) -> str:
        """A fact that is a string, "" where it is absent."""
        return self.facts.text(name, "")

    @property
    def title(self) -> str:
        """What the objective is called; what is restricted is not named in a mail."""
        return _("(restricted)") if self.facts.true("restricted") else self.text("title")

    @property
    def organisation(self) -> str:
        """The organisation it is about."""
        return self.text("organisation") or (self.message.organisation or "")

    @property
    def places(self) -> Mapping[str, Value | str | int]:
        """The values that most sentences name."""
        return {
            "negotiation": Value(self.text("negotiation")),
            "organisation": Value(self.organisation, STRONG),
            "ref": Value(self.text("ref"), STRONG),
            "title": Value(self.title, EMPHASIS),
            "version": number(self.facts.whole("version", 0)),
        }

    def said(self, words: str, **more: Value | str | int) -> Sentence:
        """A sentence with those values, and more."""
        return sentence(words, {**self.places, **more})

    def action(self, label: str) -> Action:
        """The one thing to do, at the address that the message names."""
        return Action(
            filled(label, {"organisation": self.organisation}),
            self.base_url + self.facts.text("path"),
        )

    def subject(self, words: str, title: str | None = None, **more: str) -> str:
        """The subject, its title shortened so that all of it fits."""
        title = self.title if title is None else title
        values = {
            "ref": self.text("ref"),
            "symbol": self.text("symbol"),
            "version": str(self.facts.whole("version", 0)),
            "organisation": self.organisation,
            **more,
        }
        room = SUBJECT - len(filled(words, {**values, "title": ""}))
        said = filled(words, {**values, "title": shortened(title, room)})
        return " ".join(said.split())

    def day(self, name: str = "deadline") -> str:
        """The day of an instant, in the zone in which it was set."""
        return when(self.facts.instant(name), self.zone, "short")

    @property
    def zone(self) -> str:
        """The zone in which the deadline was set."""
        return self.facts.text("zone", "UTC")

    def until(self, name: str = "deadline", zone: str = "zone") -> Value:
        """An instant in full, with zone and UTC; `zone` is the fact that names the zone."""
        said = w.in_zone(Deadline(self.facts.instant(name), self.facts.text(zone, "UTC")))
        return Value(said, STRONG, data=False)

    def your_time(self, name: str = "deadline") -> tuple[Sentence, ...]:
        """The same instant where the reader is, if that is elsewhere."""
        if name not in self.facts or _same_time(self.facts.instant(name), self.zone, self.person):
            return ()
        local = when(self.facts.instant(name), self.person.zone)
        return (
            sentence(
                _("That is {local} where you are ({city})."),
                {"local": local, "city": Value(city(self.person.zone))},
            ),
        )


def _same_time(at: datetime, zone: str, person: Person) -> bool:
    return person.zone == "UTC" or when(at, zone) == when(at, person.zone)


def shortened(title: str, room: int) -> str:
    """As many whole words of the title as there is room for."""
    if len(title) <= room:
        return title
    kept = title[: max(room - 3, 0)]
    if " " in kept and not title[len(kept) : len(kept) + 1].isspace():
        kept = kept.rsplit(" ", 1)[0]
    return f"{kept.rstrip(' ,;:-')}..." if room > 3 else ""


def changes(case: Case) -> tuple[Section, ...]:
    """What changed since the organisation last acted."""
    rows = [_change(case, r) for r in case.facts.rows("changes")]
    values = {"organisation": case.organisation, "since": number(case.facts.whole("since", 0))}
    if "since" not in case.facts:
        if not rows:
            return ()
        return (Section(_("What changed"), rows=tuple(rows)),)
    heading = filled(_("What changed since {organisation} last acted (version {since})"), values)
    if not case.facts.given("changes"):
        return (Section(heading, (sentence(_("The page compares the two versions.")),)),)
    if not rows:
        return (Section(heading, (sentence(_("Nothing in the text changed.")),)),)
    kept, size = 0, 0
    while kept < len(rows) and (size := size + len(rows[kept].words)) <= CHANGES:
        kept += 1
    left = len(rows) - kept
    more = ngettext("{n} more change is on the page.", "{n} more changes are on the page.", left)
    after = (sentence(more, {"n": number(left)}),) if left else ()
    return (Section(heading, after, tuple(rows[:kept])),)


def _change(case: Case, row: Mapping[str, Json]) -> Row:
    """A change as every page says it."""
    try:
        said = decode(Said, row)
    except (KeyError, TypeError, ValueError):
        raise MissingFact(case.message.kind.value, "changes", "a list of changes") from None
    return Row(w.change_place(said), w.change_sentence(said))


def rows_of(case: Case, name: str) -> tuple[Row, ...]:
    """The rows of a fact as they are."""
    return tuple(_row(case, r, "change") for r in case.facts.rows(name))


def _row(case: Case, row: Mapping[str, Json], field: str) -> Row:
    label, words = row.get("label"), row.get(field)
    if not isinstance(label, str) or not isinstance(words, str):
        raise MissingFact(case.message.kind.value, f"label, {field}", "strings")
    return Row(label, words)


def progress(case: Case) -> tuple[Section, ...]:
    """Where it stands: who answered, what the rule asks for, what is missing."""
    if "seats" not in case.facts or "rule" not in case.facts:
        return ()
    seats, rule = case.facts.whole("seats"), rule_of(case)
    said = [w.have_sentence(case.facts.whole("have", 0), seats), w.rule_sentence(rule)]
    if case.facts.given("needed"):
        said.append(w.missing_sentence(needed(case)))
    return (Section(_("Where it stands"), (sentence(" ".join(filter(None, said))),)),)


def silence(case: Case) -> str:
    """What silence means, where positions are sought."""
    if "rule" not in case.facts:
        return ""
    deadline = Deadline(case.facts.instant("deadline"), case.zone)
    return w.silence_sentence(rule_of(case), deadline, case.facts.true("silent_become_observers"))


def rule_of(case: Case) -> RuleSentence:
    """What the rule that the ballot was frozen with asks for.

    Messages that were written down before rules were files have only its name; what silence
    means can still be said, what it asks for stands on the page.
    """
    rule = case.facts.object("rule")
    name, version, given = rule.get("name"), rule.get("version"), rule.get("parameters", {})
    if not isinstance(name, str) or not isinstance(version, int) or not isinstance(given, dict):
        raise MissingFact(case.message.kind.value, "rule", "name, version and parameters")
    parameters = {k: v for k, v in given.items() if isinstance(v, (int, str))}
    if "sentence" in rule:
        return _asked(case, rule["sentence"])
    silence = "agrees" if name == "silence" else "not_counted"
    return RuleSentence(RuleRef(name, version, parameters), silence)


def _asked(case: Case, sentence: Json) -> RuleSentence:
    try:
        return decode(RuleSentence, sentence)
    except (AttributeError, KeyError, TypeError, ValueError):
        raise MissingFact(case.message.kind.value, "rule", "what the rule asks for") from None


def needed(case: Case) -> tuple[Needed, ...]:
    """What would help."""
    return tuple(_needed(case, row) for row in case.facts.rows("needed"))


def _needed(case: Case, row: Mapping[str, Json]) -> Needed:
    try:
        return needed_from(row)
    except ValueError as wanted:
        raise MissingFact(case.message.kind.value, "needed", str(wanted)) from None


def reason(case: Case) -> tuple[Section, ...]:
    """Why it was done, in the words of whoever did it."""
    if "reason" not in case.facts:
        return ()
    said = sentence("{reason}", {"reason": Value(case.text("reason"))})
    return (Section(_("Reason given"), (said,)),)


def questions(case: Case) -> tuple[Section, ...]:
    """Whom to ask."""
    if "contact" not in case.facts:
        said = sentence(_("Ask the secretariat of your negotiation."))
    elif is_address(case.text("contact")):
        said = sentence(
            _("Answer this message to reach the secretariat, or write to {contact}."),
            {"contact": Value(case.text("contact"))},
        )
    else:
        said = sentence(_("Secretariat: {contact}"), {"contact": Value(case.text("contact"))})
    return (Section(_("Questions"), (said,)),)


def is_address(contact: str) -> bool:
    """Whether a contact is a mail address and nothing else."""
    return contact.count("@") == 1 and not set(contact) & set(" ,;<>\"'()")


def footer(case: Case) -> tuple[str, ...]:
    """Why one gets it, and which text and record it is about."""
    why = ""
    if "capacity" in case.facts:
        values = {
            "capacity": w.capacity_label(case.text("capacity")),
            "organisation": case.organisation or case.text("negotiation"),
        }
        why = filled(_("You receive this as {capacity}, {organisation}."), values)
    never = _("Placet never asks for your password by e-mail.")
    lines = [" ".join(filter(None, (why, never)))]
    if "ref" in case.facts:
        lines.append(" \N{MIDDLE DOT} ".join(_marks(case)))
    return tuple(lines)


def _marks(case: Case) -> list[str]:
    said = [f"{case.text('ref')} v{case.facts.whole('version')}"]
    said.append(filled(_("text {hash}"), {"hash": w.hash_short(case.text("hash"))}))
    if "checkpoint" in case.facts:
        seq, _sep, head = case.text("checkpoint").replace(":", " ").partition(" ")
        count = number(int(seq)) if seq.isdecimal() else seq
        values = {"seq": count, "hash": w.hash_short(head)}
        said.append(filled(_("checkpoint {seq} \N{MIDDLE DOT} {hash}"), values))
    return said
