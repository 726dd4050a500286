"""Readings of the record: a receipt, the entries, and whether the whole may be taken away."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from placet.engine import views
from placet.engine.access import Actor, can, standing
from placet.engine.disclosure import comments_are_sealed, comments_for, sees_position
from placet.engine.errors import N_, BadLedger, NotAllowed, NotFound
from placet.engine.ledger import Entry, verify
from placet.engine.messages import Message
from placet.engine.model import Ballot, Negotiation
from placet.engine.reading_dispositions import DispositionReading
from placet.engine.sight import sees_all
from placet.engine.store import Store
from placet.engine.text import Text
from placet.engine.withheld import COMMENTING, SPEAKING, Comments, emptied, entries_for, unseen
from placet.engine.workflow import Workflow

_ALL = 1_000_000_000

_TELLING = frozenset({"reference", "kind", "attached", "not_bound"})
"""Facts of a message that say what an organisation held."""


_QUOTING = "listed_comments"
"""The fact of a message that says comments in words."""


class RecordReading(DispositionReading):
    """Everything that can be looked at."""

    def receipt(self, actor: Actor, reference: str) -> views.Receipt:
        """A recorded position by its reference, for whoever may see the objective."""
        with self.database.reading() as store:
            ref, number, position = store.position_by_reference(reference)
            try:
                view = self._objective(store, actor, ref)
            except NotFound:  # who may not see it does not learn that it exists
                raise NotFound("position", reference) from None
            ballot = next(b for b in view.ballots if b.number == number)
            held = ballot.positions.get(position.organisation)
            whose, kind = position.organisation, position.kind
            cast_by = position.cast_by
            if not sees_position(view.workflow, ballot, view.standing, whose, kind, cast_by):
                raise NotFound("position", reference)
            current = held is not None and held.reference == reference
            return views.Receipt(view, ballot, held if current and held else position, current)

    def may_read(self, actor: Actor, message: Message) -> bool:
        """Whether this person may read what was written to somebody else.

        Not where it says what an organisation held, and that is not disclosed to the reader.
        """
        telling, quoting = _TELLING & message.facts.keys(), bool(message.facts.get(_QUOTING))
        if message.objective is None or not (telling or quoting):
            return True
        with self.database.reading() as store:
            view = self._objective(store, actor, message.objective)
        if message.organisation == view.standing.organisation:
            return True
        sealed = comments_are_sealed(view.workflow, view.objective, view.now)
        hidden = any(ballot.hidden for ballot in view.ballots)
        return not (quoting and sealed) and not (telling and hidden)

    def audit(
        self,
        actor: Actor,
        symbol: str,
        ref: str | None = None,
        before: int | None = None,
        limit: int = 100,
    ) -> views.AuditView:
        """The ledger, newest first, and whether the whole chain verifies."""
        with self.database.reading() as store:
            view: views.NegotiationView | views.ObjectiveView
            if ref is None:
                view = self._table(store, actor, symbol)
            else:
                view = self._objective(store, actor, ref)
                if view.negotiation.symbol != symbol:
                    raise NotFound("objective", ref)
            if not can(actor, "see_audit", view.negotiation, None, view.now):
                raise NotAllowed("see the audit trail")
            entries = store.ledger_entries(
                symbol, object=ref, before=before, limit=limit, newest_first=True
            )
            who = standing(actor, view.negotiation, view.now)
            whole = store.ledger_entries(symbol, limit=_ALL)
            table = store.negotiation(symbol)
            hidden = unseen(whole, self._hidden(store, actor, table, view.now))
            seen = [e for e in entries if e.seq not in hidden]
            said = self._comments_of(store, view.negotiation, seen, view.now)
            told = entries_for(seen, self._ballots_of(store, seen), who, said)
            shown = {e.seq: e for e in told}
            entries = tuple(shown.get(e.seq) or emptied(e) for e in entries)
            broken = None
            try:
                verify(whole)
            except BadLedger as bad:
                broken = bad.entry
            head = str(store.ledger_head(symbol))
            total = store.ledger_count(symbol, object=ref)
            versions = _versions(store, seen)
            return views.AuditView(view, entries, total, head, broken is None, broken, versions)

    def whole_record(self, actor: Actor, symbol: str) -> None:
        """Raise NotAllowed where the record holds what is not disclosed to this reader.

        What is taken away whole is verified whole, so nothing in it can be left out.
        """
        with self.database.reading() as store:
            view = self._table(store, actor, symbol)
            if not can(actor, "see_audit", view.negotiation, None, view.now):
                raise NotFound("negotiation", symbol)
            if self._hidden(store, actor, store.negotiation(symbol), view.now):
                raise NotAllowed(N_("take the record away: it holds what is not shown to you"))
            refs = [o.ref for o in view.objectives]
            if not all(sees_all(store.ballots(ref), view.standing) for ref in refs):
                raise NotAllowed(N_("take the record away: it holds positions not shown to you"))
            for ref in refs:
                o = self._settled(store, view.negotiation, store.objective(ref), view.now)[0]
                workflow = self.catalogue.workflow(store, o.workflow, o.workflow_version)
                made = tuple(o.comments.values())
                if comments_for(workflow, o, made, view.standing, view.now) != made:
                    raise NotAllowed(
                        N_("take the record away: it holds comments or answers not shown to you")
                    )

    def _comments_of(
        self, store: Store, negotiation: Negotiation, entries: Iterable[Entry], now: datetime
    ) -> dict[str, Comments]:
        """The comments of every objective whose comments these entries are about."""
        found = {}
        for ref in sorted({e.object.partition("/")[0] for e in entries if e.kind in COMMENTING}):
            o = self._settled(store, negotiation, store.objective(ref), now)[0]
            workflow = self.catalogue.workflow(store, o.workflow, o.workflow_version)
            found[ref] = Comments(workflow, o, store.comments(ref))
        return found

    def _ballots_of(
        self, store: Store, entries: Iterable[Entry]
    ) -> dict[tuple[str, int], tuple[Workflow, Ballot]]:
        """The ballots of every objective that these entries are about."""
        found = {}
        for ref in sorted({e.object.partition("/")[0] for e in entries if e.kind in SPEAKING}):
            o = store.objective(ref)
            workflow = self.catalogue.workflow(store, o.workflow, o.workflow_version)
            found.update({(ref, b.number): (workflow, b) for b in store.ballots(ref)})
        return found


NAMING = frozenset(
    "AmendmentProposed AgreementNoted BracketSettled PackageFormed ParagraphsReopened".split()
)
"""The kinds of entry that name paragraphs."""


def _versions(store: Store, entries: Iterable[Entry]) -> dict[str, dict[int, Text]]:
    """The words of the versions that these entries speak of, and of the present ones."""
    wanted: dict[str, set[int]] = {}
    revised: dict[str, set[int]] = {}
    for entry in entries:
        ref = entry.object.partition("/")[0]
        if entry.kind == "TextRevised":
            revised.setdefault(ref, set()).add(entry.payload["base"])
        elif entry.kind in NAMING:
            wanted.setdefault(ref, set()).update(_spoken_of(entry))
    found = {}
    for ref, numbers in wanted.items():
        present = store.objective(ref).text.number
        said = {n for n in numbers | revised.get(ref, set()) if 1 <= n <= present} | {present}
        found[ref] = {n: store.text(ref, n) for n in sorted(said)}
    return found


def _spoken_of(entry: Entry) -> tuple[int, ...]:
    """The version in which an entry names paragraphs, where it says one."""
    match entry.kind:
        case "AmendmentProposed":
            return (entry.payload["amendment"]["base"],)
        case "AgreementNoted":
            return (entry.payload["agreement"]["text"],)
        case "BracketSettled":
            return (entry.payload["version"],)
        case _:
            return ()
