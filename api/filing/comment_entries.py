"""Tables of comments that somebody brings, as comments of organisations.

Theory.  Reading says what stands in a file; here it meets the table of this negotiation: whose a
row is, where it lands in the present text, what Placet has already.  A row that cannot be entered
is named beside those that could not be read, and the rest is entered, all of a file or none.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from placet.api.filing.comment_sheets import as_exported
from placet.api.filing.sheet_answers import SheetAnswer, answered_in
from placet.engine import commands as c
from placet.engine.decide.comments import MOST_SUBMITTED
from placet.engine.decide.entering import MOST_ENTERED
from placet.engine.decide.words import REMARK, WORDING
from placet.engine.documents.comment_tables import (
    Finding,
    SheetRead,
    SheetRow,
    Spot,
    Trouble,
    collated,
    cut,
    named_apart,
    placed,
    read,
    references,
)
from placet.engine.documents.comment_tables.placing import References
from placet.engine.documents.reading import organisation_in
from placet.engine.errors import N_, NotAllowed
from placet.engine.model import Comment
from placet.engine.views import ObjectiveView


@dataclass(frozen=True, slots=True)
class Brought:
    """A file that was read: the SHA-256 of its bytes, and what it says."""

    sha256: str
    read: SheetRead

    @property
    def evidence(self) -> str:
        """How the record names the file: its name and what its bytes hash to."""
        return f"{self.read.name[-100:]} (SHA-256 {self.sha256})"


@dataclass(frozen=True, slots=True)
class Entry:
    """A row that can be entered: whose, what, where in the file, and how the place is called."""

    comment: c.EnteredComment
    row: SheetRow


@dataclass(frozen=True, slots=True)
class SheetEntries:
    """What can be entered against version `base`, and what is said about the other rows.

    `bad` are the rows that are not taken, `noted` what was guessed in those that are, `known`
    the rows that stand in Placet already, `twice` those that another row says too; `answers` are
    those that the known rows give.
    """

    base: int
    entries: tuple[Entry, ...] = ()
    bad: tuple[Finding, ...] = ()
    noted: tuple[Finding, ...] = ()
    known: tuple[Finding, ...] = ()
    twice: tuple[Finding, ...] = ()
    answers: tuple[SheetAnswer, ...] = ()

    @property
    def by_organisation(self) -> Mapping[str, int]:
        """How many comments each organisation has here."""
        return Counter(entry.comment.organisation for entry in self.entries)


def read_sheet(name: str, data: bytes) -> Brought:
    """What a file says; BadInput about `file` where it is not read."""
    clean = "".join(
        char for char in name.replace("\\", "/").rpartition("/")[2] if char.isprintable()
    )
    return Brought(hashlib.sha256(data).hexdigest(), read(data, clean or "-"))


def sheet_entries(
    brought: Sequence[Brought],
    view: ObjectiveView,
    made: Collection[Comment],
    codes: Collection[str],
    organisation: str = "",
) -> SheetEntries:
    """The rows of these files as comments on the present text.

    `made` are the comments that there are; `codes` the organisations for which this person may
    enter some; `organisation` is whose a row is that does not say, else a delegate's own.
    """
    rows, twice = collated([one.read for one in brought])
    known_places = references(view.text)
    said: dict[tuple[str, str], list[Comment]] = defaultdict(list)
    for one in made:
        for words in {one.body, as_exported(one)}:
            said[one.organisation, words].append(one)
    whose = _Whose(view, codes, organisation)
    bad = [finding for one in brought for finding in one.read.bad]
    noted = [finding for one in brought for finding in one.read.noted]
    entries: list[Entry] = []
    known: list[tuple[SheetRow, list[Comment]]] = []
    for row in rows:
        code, trouble = whose.row(row)
        comment, lost = _comment(row, code, known_places)
        trouble = trouble or _too_long(row.at, comment)
        same = said.get((code, comment.body.strip())) or said.get((code, row.comment))
        if same and (not trouble or trouble.what is Trouble.OTHERS):
            known.append((row, same))
        elif trouble:
            bad.append(trouble)
        else:
            entries.append(Entry(comment, row))
            noted += [Finding(row.at, Trouble.NO_PLACE, cut(lost))] if lost else []
    answers, odd = answered_in(known, view)
    there = tuple(Finding(row.at, Trouble.KNOWN, cut(row.comment)) for row, _ in known)
    return SheetEntries(
        view.objective.text.number, tuple(entries), _in_order(bad, brought),
        _in_order([*noted, *odd], brought), there, twice, answers,
    )  # fmt: skip


def may_enter(view: ObjectiveView) -> tuple[str, ...]:
    """The organisations for which this person may enter comments.

    None where they may only answer those that there are; NotAllowed where not even that.
    """
    if "EnterProposals" in view.may:
        return tuple(p.organisation for p in view.negotiation.participants)
    own = view.standing.organisation
    if own and "SubmitComments" in view.may:
        return (own,)
    if "AnswerComments" in view.may:
        return ()
    raise NotAllowed(N_("enter comments in this stage"))


def commands_for(
    found: SheetEntries, brought: Sequence[Brought], view: ObjectiveView
) -> Sequence[c.EnterProposals | c.SubmitComments]:
    """What this person gives: entries on behalf, a command a file, or comments of their own.

    A very long file needs several commands; each is entered as a whole or not at all.
    """
    if "EnterProposals" not in view.may:
        own = [_own(entry.comment) for entry in found.entries]
        parts = range(0, len(own), MOST_SUBMITTED)
        return [c.SubmitComments(tuple(own[at : at + MOST_SUBMITTED])) for at in parts]
    made: list[c.EnterProposals] = []
    for one in brought:
        comments = tuple(e.comment for e in found.entries if e.row.at.file == one.read.name)
        for start in range(0, len(comments), MOST_ENTERED):
            part = comments[start : start + MOST_ENTERED]
            made.append(c.EnterProposals(found.base, one.evidence, comments=part))
    return made


def _own(entered: c.EnteredComment) -> c.MakeComment:
    return c.MakeComment(
        entered.type, entered.body, entered.paragraph, entered.wording, entered.organisation
    )


def named(brought: Sequence[Brought]) -> tuple[Brought, ...]:
    """The files, each with a name of its own."""
    reads = named_apart([one.read for one in brought])
    return tuple(replace(one, read=read) for one, read in zip(brought, reads, strict=True))


class _Whose:
    """Whose a row is, by the code or the name that stands in it."""

    def __init__(self, view: ObjectiveView, codes: Collection[str], organisation: str) -> None:
        seated = [p.organisation for p in view.negotiation.participants]
        own = view.standing.organisation if "EnterProposals" not in view.may else None
        self.codes, self.otherwise = frozenset(codes), organisation or own or ""
        self.known = {code.casefold(): code for code in seated}
        self.seated = seated
        for code in seated:
            named = view.organisations.get(code)
            if named is not None:
                self.known.setdefault(named.name.casefold(), code)

    def row(self, row: SheetRow) -> tuple[str, Finding | None]:
        """The code of the organisation, or why it has none."""
        said = row.member or self.otherwise
        if not said:
            return "", Finding(row.at, Trouble.NO_MEMBER, cut(row.comment))
        if said == "**":
            return "", Finding(row.at, Trouble.SECRETARIAT)
        code = self.known.get(said.casefold()) or self.known.get(row.id.casefold())
        code = code or organisation_in(said, self.seated) or ""
        if not code:
            return "", Finding(row.at, Trouble.STRANGER, cut(said))
        if code not in self.codes:
            return code, Finding(row.at, Trouble.OTHERS, code)
        return code, None


def _comment(row: SheetRow, code: str, known: References) -> tuple[c.EnteredComment, str]:
    """The comment on its paragraph, and the reference that the text does not have."""
    paragraph, lost = _place(row, known)
    body = f"[{lost}] {row.comment}" if lost else row.comment
    return c.EnteredComment(code, body, row.type, paragraph, wording=row.change), (
        "" if paragraph else lost
    )


def _place(row: SheetRow, known: References) -> tuple[str | None, str]:
    """The paragraph, and what of the reference it does not say."""
    if row.reference and (whole := placed(row.reference, known)):
        return whole, ""
    if row.paragraph and (clause := placed(row.clause, known)):
        return clause, row.paragraph
    if row.clause and not row.paragraph:
        return None, row.clause
    return None, row.reference or row.line


def _too_long(at: Spot, comment: c.EnteredComment) -> Finding | None:
    for words, most in ((comment.body, REMARK), (comment.wording, WORDING)):
        if len(words) > most:
            return Finding(at, Trouble.TOO_LONG, f"{len(words)} > {most}")
    return None


def _in_order(found: Sequence[Finding], brought: Sequence[Brought]) -> tuple[Finding, ...]:
    """The findings in the order of their rows."""
    files = {one.read.name: at for at, one in enumerate(brought)}
    places = [(files.get(x.at.file, 0), x.at.table, x.at.sheet, x.at.row) for x in found]
    return tuple(found[at] for at in sorted(range(len(found)), key=lambda n: (places[n], n)))
