"""The list that grows while a scenario is lived: what was recorded, refused and mailed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from placet.api.rehearsal.entries import Entry
from placet.api.rehearsal.happenings import Happenings
from placet.api.rehearsal.house import House
from placet.api.rehearsal.table import SYMBOL, Table
from placet.engine.errors import PlacetError
from placet.engine.ledger import Entry as Recorded
from placet.engine.model import Ballot
from placet.engine.store import StoredMessage
from placet.engine.text import Text, labelled
from placet.engine.workflow import Workflow
from placet.notifications.mail import Envelope
from placet.templates import rehearsals
from placet.templates.happenings import NAMING
from placet.workflows.scenario import acts

_MOST = 1_000_000
_SAID = ("step", "kind", "organisation", "comment")
"""Arguments that say what an act is about."""


class Listing:
    """Entries in the order in which they happened; `ref` is the objective, once proposed."""

    def __init__(self, house: House, table: Table, workflow: Workflow) -> None:
        self._house, self._table = house, table
        self._workflow = workflow
        self._happenings = Happenings(workflow, table.label, self._paragraphs, self._ballot)
        self._labels: dict[int, dict[str, str]] = {}
        with house.database.reading() as store:
            self._seq = store.ledger_head(SYMBOL).seq
        self.entries: list[Entry] = []
        self.ref = ""

    def take(self) -> int:
        """List what was recorded and mailed since the last time; how much was recorded."""
        with self._house.database.reading() as store:
            recorded = store.ledger_entries(SYMBOL, after=self._seq, limit=_MOST)
            mails = [(m, store.message(m.key)) for m in self._house.postbox.emptied()]
        for entry in recorded:
            self._seq = entry.seq
            for kind, what in self._happenings.read(entry):
                versions = self._versions(entry)
                said = rehearsals.entry_sentence(kind, what, entry, self._workflow, versions)
                self.entries.append(Entry(entry.at, kind, what, said))
        for envelope, stored in mails:
            self.entries.append(self._mail(envelope, stored))
        return len(recorded)

    def refusal(self, act: acts.Act, name: str, error: PlacetError) -> None:
        """An act was refused."""
        what = self._about(act) | {"refused": name, "expected": act.refused == name}
        step = what.get("step", "")
        if step:
            step = rehearsals.step_label(step, self._workflow, self._happenings.stage)
        said = rehearsals.refusal_sentence(act.by, act.verb, error, step)
        self.entries.append(Entry(self._house.clock.now(), "refusal", what, said))

    def nothing(self, act: acts.Act) -> None:
        """An act changed nothing: what it asks for is so already."""
        said = rehearsals.nothing_sentence(act.by, act.verb)
        self.entries.append(Entry(self._house.clock.now(), "nothing", self._about(act), said))

    def _about(self, act: acts.Act) -> dict[str, Any]:
        given = {name: getattr(act, name, None) for name in _SAID}
        about = {"position" if n == "kind" else n: v for n, v in given.items() if v is not None}
        return {"by": act.by, "do": act.verb, **about}

    def _mail(self, envelope: Envelope, stored: StoredMessage) -> Entry:
        message = stored.message
        player = self._table.person(message.person)
        what: dict[str, Any] = {
            "to": player.name if player else envelope.recipient,
            "address": envelope.recipient,
            "organisation": player.who.organisation if player else "",
            "part": str(player.who) if player else "",
            "mail": message.kind.value,
            "reason": rehearsals.mail_reason(message.kind, message.facts, message.organisation),
            "subject": envelope.subject,
        }
        if "circular" in message.facts:
            what["circular"] = message.facts["circular"]
        said = rehearsals.mail_sentence(what)
        return Entry(self._house.clock.now(), "mail", what, said)

    def _paragraphs(self, version: int) -> Mapping[str, str]:
        """The numbers of the paragraphs of a version, by id."""
        if version not in self._labels:
            with self._house.database.reading() as store:
                rows = labelled(store.text(self.ref, version))
            self._labels[version] = {row.id: row.label for row in rows if row.label}
        return self._labels[version]

    def _versions(self, entry: Recorded) -> Mapping[int, Text]:
        """The words of the versions that there were, where the entry names paragraphs."""
        if entry.kind not in NAMING:
            return {}
        with self._house.database.reading() as store:
            heads = store.text_heads(self.ref)
            return {
                h.number: store.text(self.ref, h.number) for h in heads if h.made_at <= entry.at
            }

    def _ballot(self, number: int) -> Ballot:
        with self._house.database.reading() as store:
            return next(b for b in store.ballots(self.ref) if b.number == number)
