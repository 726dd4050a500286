"""Headings of annexes: "Annex", "Annex II", "ANNEX B: Contributions".

Theory.  An annex is recognised by the word with which its heading begins, in the languages in
which texts are negotiated, and only where nothing but a number and a sign of punctuation
follows it before the title: "Annex I Parties" and "Annexes" are headings like any other.
What is printed is the label, what follows it are the words of the annex, which may be none.
"""

import re

_ANNEX = re.compile(
    r"((?:annexe?|appendix|appendice|anexo|apéndice|allegato|anhang|anlage|приложение|додаток)"
    r"(?:\s(?:[ivxlc]{1,8}|[0-9]{1,3}|[a-z]))?(?:\s(?:bis|ter))?"
    r"|المرفق(?:\s(?:[ivxlc]{1,8}|[0-9]{1,3}|الأول|الثاني|الثالث|الرابع|الخامس))?"
    r"|附件(?:\s?(?:[ivxlc]{1,8}|[0-9]{1,3}|[一二三四五六七八九十]{1,3}))?)"
    r"(?:\s*[:.\u2013\u2014\uff1a]\s*|\s+-\s+|\n|$)",
    re.IGNORECASE,
)


def annexed(words: str) -> tuple[str, str] | None:
    """The label and the title of a heading that begins an annex; None for any other heading."""
    met = _ANNEX.match(words)
    return (met[1], words[met.end() :].strip()) if met else None
