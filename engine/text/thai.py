"""Where Thai words begin: the one place that asks budoux.

Theory.  Thai writes no spaces between words, so where one ends has to be learnt.  budoux keeps
its model (33 kB of weights of neighbouring characters) as a file in its wheel and reads it; that
file belongs to the installed version as its code does, so the answer depends on nothing but
the characters given, and reading it is no more I/O than an import.  It is read once, when the
first Thai text is met.

What the model says is held against the spelling: no mark or following vowel is parted from
the consonant before it, and no leading vowel from the one after it.
"""

import re
from functools import lru_cache

from budoux import Parser, load_default_thai_parser

_BEGINS = re.compile("[\u0e01-\u0e2f\u0e40-\u0e44\u0e46]")
_LEADS = re.compile("[\u0e40-\u0e44]$")


def thai_words(run: str) -> list[str]:
    """The words of a run of Thai letters; joined they are the run."""
    found: list[str] = []
    for word in _parser().parse(run):
        if found and (not _BEGINS.match(word) or _LEADS.search(found[-1])):
            found[-1] += word
        else:
            found.append(word)
    return found


@lru_cache(maxsize=1)
def _parser() -> Parser:
    return load_default_thai_parser()
