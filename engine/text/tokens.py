"""Words, white space and marks: how a text is cut into tokens.

Theory.  Counting and comparing need one and the same notion of a *word*.  A text is cut
without loss: the tokens, joined, are the text.  A token is

* a run of white space,
* one ideograph or kana (these scripts write no spaces, so a character is the smallest unit
  that a reader would call changed),
* a word: letters, digits and their combining marks, held together by an inner hyphen,
  apostrophe or (between digits) decimal point or comma,
* any other single character: punctuation, a bracket, an asterisk.

A word character is defined by what it is not, because Python's ``\\w`` leaves out the vowel
signs of Devanagari, Thai and many other scripts and would cut their words in pieces.
"""

import re

_IDEOGRAPH = (
    "\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_NOT_IN_A_WORD = (
    r"\s\x00-\x2f\x3a-\x40\x5b-\x60\x7b-\xa9\xab-\xb4\xb6-\xb9\xbb-\xbf\xd7\xf7"
    "\u2000-\u200b\u200e-\u206f\u2190-\u2bff\u3000-\u303f\uff00-\uff0f\uff1a-\uff20"
    "\uff3b-\uff40\uff5b-\uff65\u060c\u061b\u061f\u066a-\u066c\u06d4\u0964\u0965" + _IDEOGRAPH
)
_JOINT = "'\u2019\u2010\u2011-"
_LETTER = f"[^{_NOT_IN_A_WORD}]"
_TOKEN = re.compile(
    rf"\s+|[{_IDEOGRAPH}]|{_LETTER}+(?:(?:[{_JOINT}]|(?<=\d)[.,](?=\d)){_LETTER}+)*|[\s\S]"
)
_WORD = re.compile(rf"[{_IDEOGRAPH}]|{_LETTER}")


def tokens(words: str) -> list[str]:
    """The tokens of a text, in order; joined they are the text, exactly."""
    return _TOKEN.findall(words)


def is_word(token: str) -> bool:
    """Whether a token is a word (and not white space, punctuation or a mark)."""
    return _WORD.match(token) is not None


def count_words(words: str) -> int:
    """How many words a text has; each ideograph counts as one."""
    return sum(1 for token in tokens(words) if is_word(token))
