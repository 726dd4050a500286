"""Which paragraph of a text a reference means: "4.2", "Annex A", "OP3 bis", "para 2 (b)".

Theory.  A reference is the label that stands beside a paragraph, or labels along the way down to
it ("2 (b)", "Annex I, 3").  People write them with and without the words around them and with
other signs between, so both are brought to the same bare form first.  The whole
way from the top comes before a part of one ("1" is the first paragraph, not that of the annex);
a part that fits several paragraphs means none.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from placet.engine.text import Text, labelled
from placet.engine.text.tree import paragraph_ids

_NOISE = re.compile(
    r"\b(?:sub-?)?(?:clauses?|sections?|articles?|paragraphs?|paragraphes?|paras?|alineas?|"
    r"points?|items?|no|nr|numero|of|de|du|and)\b\.?|[§¶]"
)
_SIGNS = re.compile(r"[^a-z0-9]+")
_ID = re.compile(r"¶?\s*(p[0-9]{1,7})")

References = Mapping[str, str]
"""From the bare form of a reference to the id of the paragraph."""


def references(text: Text) -> References:
    """Every way to name a paragraph of the text that names one only."""
    whole: dict[str, str] = {}
    parts: dict[str, set[str]] = {}
    path: list[str] = []
    for row in labelled(text):
        label = _bare(row.label or "")
        del path[row.depth :]
        path += [""] * (row.depth - len(path))
        path.append(label)
        if not label:
            continue
        first, *rest = _names(path)
        whole.setdefault(first, row.id)
        for name in rest:
            parts.setdefault(name, set()).add(row.id)
    alone = {name: next(iter(ids)) for name, ids in parts.items() if len(ids) == 1}
    return {**alone, **whole, **{id: id for id in paragraph_ids(text)}}


def place(reference: str, text: Text) -> str | None:
    """The id of the paragraph that a reference means, None where it means none or several."""
    return placed(reference, references(text))


def placed(reference: str, known: References) -> str | None:
    """The same, where the references of the text are known."""
    if met := _ID.fullmatch(reference.strip()):
        return known.get(met[1])
    bare = _bare(reference)
    if not bare:
        return None
    plain = bare.replace("op", "") if bare.startswith("op") else bare
    return known.get(f"={bare}") or known.get(f"={plain}")


def _names(path: list[str]) -> list[str]:
    """A paragraph by all labels on the way down to it, then by fewer, last by its own."""
    steps = [label for label in path if label]
    return ["=" + " ".join(steps[at:]) for at in range(len(steps))]


def _bare(reference: str) -> str:
    """Small letters and digits with single spaces between, without words like "paragraph"."""
    words = unicodedata.normalize("NFKD", reference)
    words = "".join(char for char in words if not unicodedata.combining(char)).casefold()
    words = _SIGNS.sub(" ", _NOISE.sub(" ", words))
    words = re.sub(r"(?<=\d)(?=[a-z])|(?<=[a-z])(?=\d)", " ", words)
    words = re.sub(r"\b(pp|op) (?=\d)", r"\1", words)
    return " ".join(words.split())
