"""What must hold in every database, whatever happened to it.

`check_all` asks everything and answers violations; an empty list is good news.  Checks that
need to know what people were told (`lost`) or what stood there before (`fingerprint`) are
functions of their own.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import text

from placet.api.main import catalogue
from placet.engine.access import Actor
from placet.engine.catalogue import Catalogue
from placet.engine.codec import encode
from placet.engine.decide import counted
from placet.engine.errors import BadLedger, NotFound
from placet.engine.events import TextRevised
from placet.engine.ledger import REGISTRY, Entry, verify
from placet.engine.links import Linked, Others, links_of
from placet.engine.messages import Kind, Message
from placet.engine.model import Ballot, BallotState, Objective, Position
from placet.engine.notice_delegations import delegation_news
from placet.engine.notice_facts import Scene
from placet.engine.notice_meetings import meetings_told
from placet.engine.notice_proxies import proxies_told
from placet.engine.notices import invitations, messages
from placet.engine.owing import timers
from placet.engine.published import DefinitionKind, words_hash
from placet.engine.replay import Replayed, definitions_told, differences, replay
from placet.engine.store import WITHDRAWN, Database, Store, StoredMessage
from placet.engine.tables import metadata
from placet.engine.text import text_hash, to_data
from placet.engine.workflow import Workflow, legal_moves
from tests.invariants.frozen import frozen, recounted
from tests.invariants.queries import QUERIES
from tests.invariants.record import Change, History, history

EVERYTHING = 1_000_000_000
PRIVATE = frozenset({Kind.CLEARANCE_WAITS, Kind.INTERNAL_REMINDER})
"""Mails inside an organisation, about what stands in no record."""

TRIGGERS = frozenset(
    {
        "amendment_keeps_what_was_proposed",
        "amendment_stays",
        "ballot_ends_once",
        "ballot_keeps_what_was_frozen",
        "ballot_stays",
        "current_position_is_replaced_while_open",
        "current_position_is_set_while_open",
        "current_position_is_taken_back_while_open",
        "definition_has_a_version_above_all",
        "definition_stays",
        "ledger_stays",
        "legal_move_stays",
        "objective_changes_version_where_it_stands",
        "objective_keeps_its_workflow",
        "objective_moves_as_its_workflow_allows",
        "position_is_in_time",
        "position_stays",
        "seat_stays",
        "text_version_stays",
        "translation_stays",
    }
)
"""What keeps what is written from being rewritten, on both databases."""


@dataclass(frozen=True, slots=True)
class Violation:
    """An invariant that does not hold, and where."""

    invariant: str
    what: str


@dataclass(frozen=True, slots=True)
class Stored:
    """One negotiation as it is stored, beside what its record tells."""

    store: Store
    symbol: str
    entries: tuple[Entry, ...]
    told: History
    known: Catalogue


def check_all(database: Database) -> list[Violation]:
    """Every invariant that the database alone can break."""
    with database.reading() as store:
        found = [*_asked(store), *_guarded(store, database.dialect), *chains(store)]
        found += definitions(store)
        if any(v.invariant == "I-33" for v in found):
            return found  # a record that does not verify cannot be read back
        for symbol in _column(store, "SELECT symbol FROM negotiation ORDER BY symbol"):
            entries = store.ledger_entries(symbol, limit=EVERYTHING)
            stored = Stored(store, symbol, entries, history(entries), catalogue())
            for invariant, check in CHECKS:
                found += [Violation(invariant, f"{symbol}: {what}") for what in check(stored)]
    return found


def definitions(store: Store) -> Iterable[Violation]:
    """I-47: what was published is what the record tells, under the hash of its words."""
    told = definitions_told(store.ledger_entries(REGISTRY, limit=EVERYTHING))
    keys, known = store.definition_keys(), catalogue()
    for key in sorted(keys ^ told.keys()):
        yield Violation("I-47", f"{key} is published, or told, alone")
    for key in sorted(keys & told.keys()):
        kept, event = store.definition(key), told[key]
        if kept is None or (kept.text, kept.hash, kept.note) != (
            event.text,
            event.hash,
            event.note,
        ):
            yield Violation("I-47", f"{key} has other words than were recorded")
        elif kept.hash != words_hash(kept.text):
            yield Violation("I-47", f"{key} has another hash than its words")
        elif key[0] is DefinitionKind.WORKFLOW:
            moves = legal_moves(known.workflow(store, key[1], key[2]))
            query = "SELECT from_stage, to_stage, workflow, version FROM legal_move"
            rows = {(a, b) for a, b, *of in _rows(store, query) if tuple(of) == key[1:]}
            if rows != set(moves):
                yield Violation("I-47", f"{key} allows other moves than its words")


def _rows(store: Store, query: str) -> list[Any]:
    return list(store._connection.execute(text(query)))


def _column(store: Store, query: str) -> list[str]:
    return [row[0] for row in _rows(store, query)]


def _asked(store: Store) -> Iterable[Violation]:
    for invariant, queries in QUERIES.items():
        for query in queries:
            for row in _rows(store, query):
                yield Violation(invariant, " / ".join(str(value) for value in row))


def _guarded(store: Store, dialect: str) -> Iterable[Violation]:
    """The triggers that keep what is written from being rewritten."""
    query = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    if dialect == "postgresql":
        query = "SELECT tgname FROM pg_trigger WHERE tgenabled = 'O' AND NOT tgisinternal"
    for name in sorted(TRIGGERS - set(_column(store, query))):
        yield Violation("I-04", f"the trigger {name} does not stand guard")


def chains(store: Store) -> Iterable[Violation]:
    """Every chain verifies, ends where its head says, and goes on from each mailed checkpoint."""
    for chain in _column(store, "SELECT DISTINCT chain FROM ledger ORDER BY chain"):
        entries = store.ledger_entries(chain, limit=EVERYTHING)
        try:
            verified = verify(entries, chain)
        except BadLedger as bad:
            yield Violation("I-33", f"{chain}: {bad}")
            continue
        if verified.head != store.ledger_head(chain):
            yield Violation("I-33", f"{chain}: the head does not name the last entry")
        hashes = {f"{x.seq} {x.hash[:8]}" for x in entries}
        for mail in store.messages(negotiation=chain, limit=EVERYTHING):
            point = mail.message.facts.get("checkpoint", "")
            if point and point not in hashes:
                yield Violation("I-33", f"{chain}: {mail.message.key} names checkpoint {point}")


# --- the store against the record ----------------------------------------------------------


def _same_as_replayed(of: Stored) -> Iterable[str]:
    """I-34: what is stored is what the record tells, and nothing changed beside it."""
    negotiation, objectives = of.store.negotiation(of.symbol), of.store.objectives(of.symbol)
    yield from differences(replay(of.entries), negotiation, objectives)
    yield from of.told.wrong
    if of.told.negotiation != negotiation:
        yield f"{of.symbol} was changed {negotiation.version} times"
    for o in objectives:
        told = of.told.objectives.get(o.ref)
        if told is None or told.version != o.version:
            yield f"{o.ref} was changed {o.version} times, told of {told and told.version}"
        comments = {(o.ref, x.number): x for x in of.store.comments(o.ref)}
        if comments != {k: v for k, v in of.told.comments.items() if k[0] == o.ref}:
            yield f"{o.ref}: comments"
    yield from _translated_as_recorded(of, replay(of.entries))


def _translated_as_recorded(of: Stored, told: Replayed) -> Iterable[str]:
    """Each language with the words that count, and no other."""
    for o in of.store.objectives(of.symbol):
        stored = {
            language: dict(of.store.translations(o.ref, language))
            for language in of.store.languages(o.ref)
        }
        recorded = {lang: words for (ref, lang), words in told.translations.items() if ref == o.ref}
        if stored != {language: words for language, words in recorded.items() if words}:
            yield f"{o.ref}: translations"


def _ballots_as_recorded(of: Stored) -> Iterable[str]:
    """I-04: every ballot and every position that was ever taken."""
    for o in of.store.objectives(of.symbol):
        stored = {(o.ref, b.number): b for b in of.store.ballots(o.ref)}
        if stored != {k: b for k, b in of.told.ballots.items() if k[0] == o.ref}:
            yield f"{o.ref}: ballots"
        lines: dict[tuple[str, int], list[Any]] = {}
        for line in of.store.position_history(o.ref):
            lines.setdefault((o.ref, line.ballot), []).append(_line(line.position))
        told = {k: [_line(p) for p in v] for k, v in of.told.positions.items() if k[0] == o.ref}
        if lines != told:
            yield f"{o.ref}: positions"


def _line(position: Any) -> tuple[Any, ...]:
    if isinstance(position, Position) and position.kind != WITHDRAWN:
        return (position.organisation, replace(position, confirmed_at=None))
    return (position.organisation, WITHDRAWN, position.by)


def _texts(of: Stored) -> Iterable[str]:
    """I-06: every version has the words that were recorded, their hash and their origins."""
    origins = replay(of.entries).origins
    for o in of.store.objectives(of.symbol):
        for kept in of.store.text_versions(o.ref):
            words, at = kept.text, (o.ref, kept.head.number)
            told = of.told.texts.get(at)
            same = told is not None and to_data(told) == to_data(words)
            if not same or text_hash(words) != kept.head.hash:
                yield f"{o.ref} v{kept.head.number}: other words than recorded"
            if kept.origins != origins.get(at, {}):
                yield f"{o.ref} v{kept.head.number}: other origins than recorded"


def _nothing_overwritten(of: Stored) -> Iterable[str]:
    """I-28: every version was made from the one before it, which its author had seen."""
    for change in of.told.changes:
        for event in change.events:
            if isinstance(event, TextRevised) and event.base != event.head.number - 1:
                yield f"version {event.head.number} was made from version {event.base}"


def _adopted(of: Stored) -> Iterable[str]:
    """I-12: adopted is what was put forward, and what the mails say."""
    for o in of.store.objectives(of.symbol):
        heads = {h.number: h.hash for h in of.store.text_heads(o.ref)}
        for mail in of.store.messages(objective=o.ref, limit=EVERYTHING):
            facts = mail.message.facts
            if heads.get(int(str(facts["version"]))) != facts["hash"]:
                yield f"{mail.message.key} names another text"
        if (made := o.instrument) is None:
            continue
        asked = {b.number: b for b in of.store.ballots(o.ref)}[made.ballot]
        words = text_hash(of.store.text(o.ref, made.text))
        if not words == made.text_hash == asked.text_hash or made.text != asked.text:
            yield f"{o.ref}: adopted is not what was put forward"


def _decided(of: Stored) -> Iterable[str]:
    """I-14: only a closed ballot that passed decides."""
    for o in of.store.objectives(of.symbol):
        if o.instrument is None:
            continue
        deciding = {b.number: b for b in of.store.ballots(o.ref)}[o.instrument.ballot]
        if deciding.state is not BallotState.CLOSED or not deciding.passed:
            yield f"{o.ref}: adopted by ballot {deciding.number}, which is {deciding.state.value}"


def _tallies(of: Stored) -> Iterable[str]:
    """I-08: what was held at the closing is what was counted, by the rule as it was frozen."""
    for o in of.store.objectives(of.symbol):
        for b in of.store.ballots(o.ref):
            if b.state is not BallotState.CLOSED or b.closed_at is None:
                continue
            verdict = counted(_workflow(of, o), b)
            stored = of.store.verdict(o.ref, b.number)
            if b.passed != verdict.passes or stored != encode(verdict):
                yield f"{o.ref}: ballot {b.number} was counted otherwise"


def _last_held(of: Stored) -> Iterable[str]:
    """I-03: the position that counts is the last one recorded."""
    for o in of.store.objectives(of.symbol):
        for b in of.store.ballots(o.ref):
            if set(b.positions) != _held(of, o.ref, b):
                yield f"{o.ref}: ballot {b.number} shows positions that are not held"


def _held(of: Stored, ref: str, ballot: Ballot) -> set[str]:
    held: set[str] = set()
    for line in of.store.position_history(ref):
        if line.ballot == ballot.number:
            holds = held.discard if line.withdrawn else held.add
            holds(line.position.organisation)
    return held


def _workflow(of: Stored, o: Objective) -> Workflow:
    """The workflow that an objective follows, as the words say that were published."""
    return of.known.workflow(of.store, o.workflow, o.workflow_version)


def _moves(of: Stored) -> Iterable[str]:
    """I-17: every move is a row of the published table."""
    for o in of.store.objectives(of.symbol):
        for version, *move in of.told.moves.get(o.ref, []):
            workflow = of.known.workflow(of.store, o.workflow, version)
            if tuple(move) not in legal_moves(workflow):
                yield f"{o.ref} moved from {move[0]} to {move[1]}"


def _timers(of: Stored) -> Iterable[str]:
    """I-09: whatever time has to do is set, so that no ballot stays open for ever."""
    for o in of.store.objectives(of.symbol):
        wanted = set(timers(_workflow(of, o), o))
        pending = set(of.store.timers(o.ref))
        done = _rows(of.store, "SELECT objective, run, kind, step FROM timer WHERE state = 'done'")
        finished = {tuple(row) for row in done}
        for timer in pending - wanted:
            yield f"{o.ref}: a timer {timer.kind.value} {timer.step} that nothing needs"
        for timer in wanted - pending:
            if (timer.objective, timer.run, timer.kind.value, timer.step) not in finished:
                yield f"{o.ref}: the timer {timer.kind.value} {timer.step} is missing"


def _frozen(of: Stored) -> Iterable[str]:
    """I-16: what was frozen at the opening of a ballot has not changed."""
    return frozen(of.store, of.told.changes)


def _recounted(of: Stored) -> Iterable[str]:
    """I-10: every closed ballot counted again, outside the application."""
    all_of_them = (
        (o.ref, b) for o in of.store.objectives(of.symbol) for b in of.store.ballots(o.ref)
    )
    return recounted(of.store, all_of_them)


# --- mails ---------------------------------------------------------------------------------


def _mails(of: Stored) -> Iterable[str]:
    """I-18: the mails are exactly those that the recorded changes cause."""
    stored = {
        m.message.key: m for m in of.store.messages(limit=EVERYTHING) if _about(of, m.message)
    }
    caused: dict[str, Message] = {}
    at = {str(m.message.facts.get("checkpoint", "")): m for m in stored.values()}
    for change in of.told.changes:
        for message in _caused(of, change, at):
            caused.setdefault(message.key, message)
    for key in sorted(caused.keys() - stored.keys()):
        yield f"the mail {key} was not written"
    for key in sorted(stored.keys() - caused.keys()):
        if stored[key].message.kind not in PRIVATE:
            yield f"the mail {key} has no cause"
    for key in sorted(stored.keys() & caused.keys()):
        wanted, found = caused[key], stored[key].message
        if replace(wanted, due_at=None) != replace(found, due_at=None):
            yield f"the mail {key} says something else"


def _about(of: Stored, message: Message) -> bool:
    """Whether a mail is about this table; who has no part in it any more is told without it."""
    if message.negotiation is None:
        return message.key.startswith(f"{of.symbol}/")
    return message.negotiation == of.symbol


def _caused(of: Stored, change: Change, at: Mapping[str, StoredMessage]) -> tuple[Message, ...]:
    events: Any = tuple(change.events)
    if change.after is None:
        by = Actor(change.last.actor)
        at_table, now = change.negotiation, change.last.at
        return (
            *invitations(at_table, events, by),
            *proxies_told(at_table, events, by, now),
            *meetings_told(at_table, events, now),
            *delegation_news(at_table, events, by, now),
        )
    checkpoint = f"{change.last.seq} {change.last.hash[:8]}"
    # What time closed is told at the instant at which somebody noticed.
    now = at[checkpoint].date if checkpoint in at else change.last.at
    workflow = _workflow(of, change.after)
    texts = {n: text for (ref, n), text in of.told.texts.items() if ref == change.after.ref}
    words = texts.get(change.after.text.number)
    return messages(
        Scene(
            workflow,
            change.negotiation,
            change.before,
            change.after,
            events,
            now,
            checkpoint,
            words,
            texts,
            _others(of, change),
        )
    )


def _others(of: Stored, change: Change) -> Others:
    """Where the objectives of the table stood that are linked with this one."""
    if change.after is None or not links_of(change.negotiation.links, change.after.ref):
        return {}
    found = {}
    for ref, o in change.beside.items():
        provisional = o.instrument is not None and o.instrument.provisional
        ended = _workflow(of, o).stages[o.stage].end and o.instrument is None
        adopted = o.instrument is not None
        found[ref] = Linked(ref, o.title, o.stage, adopted, provisional, ended)
    return found


# --- requests ------------------------------------------------------------------------------


def _requests(of: Stored) -> Iterable[str]:
    """I-27: every remembered answer tells of something that is so."""
    versions = {o.ref: o.version for o in of.store.objectives(of.symbol)}
    versions[of.symbol] = of.store.negotiation(of.symbol).version
    told = {p.reference for b in of.told.positions.values() for p in b if isinstance(p, Position)}
    told |= {p.reference for b in of.told.ballots.values() for p in b.late}
    for person, key in _rows(of.store, "SELECT person, key FROM idempotency"):
        known = of.store.remembered(person, key)
        if known is None or known.answer["object"] not in versions:
            continue
        if known.answer["version"] > versions[known.answer["object"]]:
            yield f"{person}/{key} was told of a version that is not there"
        reference = known.answer["reference"]
        if reference.startswith("P-") and reference not in told:
            yield f"{person}/{key} was given a receipt that is not there"


CHECKS: tuple[tuple[str, Callable[[Stored], Iterable[str]]], ...] = (
    ("I-34", _same_as_replayed),
    ("I-04", _ballots_as_recorded),
    ("I-06", _texts),
    ("I-28", _nothing_overwritten),
    ("I-12", _adopted),
    ("I-14", _decided),
    ("I-08", _tallies),
    ("I-10", _recounted),
    ("I-16", _frozen),
    ("I-03", _last_held),
    ("I-17", _moves),
    ("I-09", _timers),
    ("I-18", _mails),
    ("I-27", _requests),
)


# --- what people were told, and what stood there before --------------------------------------


def lost(database: Database, acknowledged: Iterable[tuple[str, str]]) -> list[Violation]:
    """I-01, I-02: receipts that were given out (with the kind) and are not on record so."""
    found = []
    with database.reading() as store:
        for reference, kind in acknowledged:
            try:
                _, _, position = store.position_by_reference(reference)
            except NotFound:
                found.append(Violation("I-01", f"{reference} is lost"))
                continue
            if position.kind != kind:
                found.append(Violation("I-02", f"{reference} says {position.kind}, not {kind}"))
    return found


VOLATILE = frozenset({"id", "lease_owner", "lease_until"})
TIMELY = frozenset(
    "after answer at attempts before bytes created_at date delivered_at done_at due_at facts hash "
    "payload previous sent_at".split()
)
"""Columns that are other ones when the same thing happens a little later."""


def fingerprint(database: Database, without: Iterable[str] = ()) -> Mapping[str, str]:
    """A hash of each table's rows, whatever their order, without ids that nobody sees."""
    left_out = VOLATILE | set(without)
    prints = {}
    with database.reading() as store:
        store._connection.begin()
        cursor = store._connection.connection.cursor()
        for table in metadata.sorted_tables:
            names = ", ".join(f'"{c.name}"' for c in table.columns if c.name not in left_out)
            cursor.execute(f"SELECT {names} FROM {table.name}")  # noqa: S608 - our names
            said = sorted(map(repr, cursor.fetchall()))
            prints[table.name] = hashlib.sha256("\n".join(said).encode()).hexdigest()
        cursor.close()
    return prints


def changed(before: Mapping[str, str], after: Mapping[str, str]) -> list[str]:
    """The tables whose rows are not the same."""
    return [name for name in before if before[name] != after.get(name)]
