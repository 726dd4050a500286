"""What a change does to a text, as facts that can be said in any language.

Theory.  A change names paragraphs by ids, which nobody reads.  Said, it names them as people
do, and of new words only those that differ: a handful of edits, each with the word before an
insertion to show where.  The facts are frozen JSON values, since a mail keeps them; the same
facts make the sentence on a page, so that both always say the same.
"""

from __future__ import annotations

from placet.engine.messages import Json
from placet.engine.text import (
    Act,
    Change,
    Kind,
    Paragraph,
    Text,
    as_read,
    find,
    labelled,
    names_of,
    walk,
    word_operations,
)

MOST_EDITS = 4
"""With more edits than these the whole new wording is said."""

LONGEST = 400
"""Characters of any one quotation; a longer one ends in an ellipsis."""

Facts = dict[str, Json]

_AROUND = 3
"""Words that show where an insertion stands; twice as many stand for a whole paragraph."""


def change_facts(change: Change, base: Text) -> Facts:
    """What the change does to the text that it was written against.

    `act` and `paragraph` (as `paragraph_facts`) always; `edits` (each `old`, `new` and the
    words `after` which an insertion stands) or `words` where the act brings words; `place`
    (`at`: after, under or beginning; `paragraph`) for what is put somewhere; `kind` and
    `label` of what is added, as far as they go without saying; `other` for what is merged in.
    """
    said: Facts = {"act": change.act.value}
    if change.act is not Act.ADD:
        said["paragraph"] = paragraph_facts(base, change.paragraph)
    match change.act:
        case Act.REPLACE:
            said |= _reworded(change, base)
        case Act.ADD:
            said |= {"words": shortened(change.words), "place": _place(change, base)}
            said |= _added(change, base)
        case Act.MOVE:
            said["place"] = _place(change, base)
        case Act.ALTERNATIVE:
            said["words"] = shortened(change.words)
        case Act.SPLIT:
            found = find(base, change.paragraph)
            said["words"] = _first(found.words[change.at :] if found else "")
        case Act.MERGE:
            said["other"] = paragraph_facts(base, change.other)
        case _:
            pass
    return said


def paragraph_facts(text: Text, id: str) -> Facts:
    """How people call a paragraph: its `kind` with its `label` or, without one, its `words`."""
    found = find(text, id)
    if found is None:
        return {"kind": "", "label": "", "words": id}
    mine = next(row for row in labelled(text) if row.id == id)
    words = found.words or next((p.words for p in _under(text, id) if p.words), id)
    label = names_of(text, [id])[0] if mine.label else ""
    return {"kind": found.kind.value, "label": label, "words": "" if label else _first(words)}


def difference_facts(old: str, new: str) -> list[Json]:
    """The edits that make one wording of the other; none where they are many."""
    edits = _edits(old, new)
    return list[Json](edits) if len(edits) <= MOST_EDITS else []


def shortened(words: str, longest: int = LONGEST) -> str:
    """At most so many characters as they are read, cut between words with an ellipsis."""
    words = as_read(words)
    if len(words) <= longest:
        return words
    return words[:longest].rpartition(" ")[0].rstrip(" ,;:.") + "\N{HORIZONTAL ELLIPSIS}"


def _under(text: Text, id: str) -> tuple[Paragraph, ...]:
    found = find(text, id)
    return tuple(p for _, p in walk(Text((found,), text.language))) if found else ()


def _reworded(change: Change, base: Text) -> Facts:
    """The edits of a new wording; where they are many, the wording itself."""
    found = find(base, change.paragraph)
    edits = difference_facts(found.words if found else "", change.words)
    return {"edits": edits} if edits else {"words": shortened(change.words)}


def _edits(old: str, new: str) -> list[Facts]:
    edits: list[Facts] = []
    before = ""
    open_at = False
    for op in word_operations(old, new):
        if op.op == "equal":
            before, open_at = op.text, False
        elif op.op == "delete":
            edits.append({"old": shortened(op.text.strip()), "new": "", "after": ""})
            open_at = True
        elif open_at:
            edits[-1]["new"] = shortened(op.text.strip())
        else:
            after = " ".join(before.split()[-_AROUND:])
            edits.append({"old": "", "new": shortened(op.text.strip()), "after": after})
    return [edit for edit in edits if edit["old"] or edit["new"]]


def _place(change: Change, base: Text) -> Facts:
    if change.after is not None:
        return {"at": "after", "paragraph": paragraph_facts(base, change.after)}
    if change.under is not None:
        return {"at": "under", "paragraph": paragraph_facts(base, change.under)}
    return {"at": "beginning"}


def _added(change: Change, base: Text) -> Facts:
    """The label that is asked for, and the kind where the neighbour is of another."""
    if change.label:
        return {"label": change.label}
    beside = find(base, change.after) if change.after is not None else None
    kind = change.kind or Kind.OPERATIVE
    same = beside.kind is kind if beside else kind in (Kind.OPERATIVE, Kind.SUBPARAGRAPH)
    return {} if same else {"kind": kind.value}


def _first(words: str) -> str:
    """The first words, with an ellipsis where there are more."""
    parts = as_read(words).split()
    begun = " ".join(parts[: 2 * _AROUND])
    return begun if len(parts) <= 2 * _AROUND else begun.rstrip(" ,;:.") + "\N{HORIZONTAL ELLIPSIS}"
