"""A base and proposals compiled, and each text read out again.

Theory.  Paragraphs are matched by their ids and by nothing else (``match_imported`` and
``aligned`` give files their ids); words are brought together by ``word_merge``.  A reading is
taken from the passages alone, so that what is printed and what is read back are one thing.
"""

from collections.abc import Mapping, Sequence

from placet.engine.errors import N_, BadInput
from placet.engine.text.amending.words import word_merge
from placet.engine.text.compiling.places import Place, places
from placet.engine.text.compiling.values import BASE, Compilation, Form, Passage, Proposal
from placet.engine.text.tree import Paragraph, Text, grown, walk

_NOT_IN_NAMES = frozenset("\\[]/:,\n\r\t*")
_Rows = dict[str, tuple[int, Paragraph]]


def compiled(base: Text, proposals: Mapping[str, Text]) -> Compilation:
    """The compilation of a base and the text of each proposer.

    Equal proposals are one with all their names.  Raises ``BadInput`` for a name that could
    not be printed before a colon, and for a text in which one id stands twice.
    """
    for name in proposals:
        _check_name(name)
    grouped: dict[Text, list[str]] = {}
    for name, text in proposals.items():
        grouped.setdefault(text, []).append(name)
    texts = [base, *grouped]
    rows = [_rows(text) for text in texts]
    made = tuple(Proposal(tuple(names), text.language) for text, names in grouped.items())
    merged = places([list(part) for part in rows])
    return Compilation(base.language, made, tuple(_passage(place, rows, made) for place in merged))


def base_of(compilation: Compilation) -> Text:
    """The base, exactly as it was given."""
    return _read(compilation, BASE, compilation.language)


def reading_of(compilation: Compilation, name: str) -> Text:
    """The text of one proposer, exactly as it was given.  Raises ``BadInput`` for another name."""
    for number, proposal in enumerate(compilation.proposals, 1):
        if name in proposal.names:
            return _read(compilation, number, proposal.language)
    raise BadInput(
        "name",
        N_("{name} proposes nothing in this compilation."),
        N_("Those who do: {names}."),
        name=name,
        names=", ".join(compilation.names),
    )


def _read(compilation: Compilation, holder: int, language: str) -> Text:
    found: list[tuple[int, Paragraph]] = []
    for passage in compilation.passages:
        if holder in passage.holders:
            form = passage.form(holder)
            words = compilation.words(passage, holder)
            found.append((form.depth, Paragraph(passage.id, form.kind, words, (), form.label)))
    return Text(grown(found), language)


def _rows(text: Text) -> _Rows:
    found: _Rows = {}
    for depth, paragraph in walk(text):
        if paragraph.id in found:
            raise BadInput(
                "paragraphs",
                N_("The paragraph {id} stands twice in one text."),
                N_("Give each paragraph an id of its own."),
                id=paragraph.id,
            )
        found[paragraph.id] = (depth, paragraph)
    return found


def _passage(place: Place, rows: Sequence[_Rows], proposals: Sequence[Proposal]) -> Passage:
    """One paragraph at one place, its wordings brought together."""
    forms: dict[tuple[int, object, str | None], list[int]] = {}
    for holder in place.holders:
        depth, paragraph = rows[holder][place.id]
        forms.setdefault((depth, paragraph.kind, paragraph.label), []).append(holder)
    pivot = rows[place.holders[0]][place.id][1].words
    wordings: dict[str, list[str]] = {}
    for holder in place.holders:
        if holder != BASE:
            words = rows[holder][place.id][1].words
            wordings.setdefault(words, []).extend(proposals[holder - 1].names)
    varying = [(tuple(names), words) for words, names in wordings.items() if words != pivot]
    pieces = word_merge(pivot, varying, whole_brackets=True)
    return Passage(
        place.id, tuple(_form(holders, rows, place) for holders in forms.values()), pieces
    )


def _form(holders: Sequence[int], rows: Sequence[_Rows], place: Place) -> Form:
    depth, paragraph = rows[holders[0]][place.id]
    return Form(tuple(holders), depth, paragraph.kind, paragraph.label)


def _check_name(name: str) -> None:
    if not name or name != name.strip() or _NOT_IN_NAMES & set(name):
        raise BadInput(
            "name",
            N_("{name} cannot stand before a colon in a bracket."),
            N_("Use an acronym: no comma, colon, slash, bracket, asterisk or backslash."),
            name=repr(name),
        )
