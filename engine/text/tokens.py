"""Words, white space and marks: how a text is cut into tokens.

Theory.  Counting and comparing need one and the same notion of a *word*.  A text is cut
without loss: the tokens, joined, are the text.  A token is

* a run of white space,
* one ideograph or kana (these scripts write no spaces, so a character is the smallest unit
  that a reader would call changed),
* a word of Thai, which writes no spaces either (`thai` finds where words begin),
* an orthographic syllable of Lao, Khmer or Burmese: a consonant with what is stacked under it
  and all that is written around it, in Burmese also the final consonant that it ends with,
* a word: letters, digits and their combining marks, held together by an inner hyphen,
  apostrophe or (between digits) decimal point or comma,
* any other single character: punctuation, a bracket, an asterisk.

Whatever the token, its last character keeps the marks that follow it: accents, variation
selectors, skin tones, and what a zero-width joiner binds to it.

A word character is defined by what it is not, because Python's ``\\w`` leaves out the vowel
signs of Devanagari, Thai and many other scripts and would cut their words in pieces.
"""

import re
from unicodedata import category

from placet.engine.text.thai import thai_words

_IDEOGRAPH = (
    "\u3040-\u3098\u309b-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
_THAI = "\u0e01-\u0e30\u0e32\u0e33\u0e40-\u0e46"
_LAO = "\u0e81-\u0eae\u0edc-\u0edf"
_LAO_VOWEL = "\u0eb0\u0eb2\u0eb3\u0ebd\u0ec6"
_KHMER = "\u1780-\u17b3\u17d7\u17dc"
_BURMESE = (
    "\u1000-\u102a\u103f\u104c-\u1055\u105a-\u105d\u1061\u1065\u1066\u106e-\u1070"
    "\u1075-\u1081\u108e"
)
_MARK = (
    "".join(chr(c) for c in (*range(0x300, 0x2000), *range(0xA600, 0xAC00))
            if category(chr(c)).startswith("M"))
    + "\u200c\u200d\u20d0-\u20ff\u302a-\u302f\u3099\u309a\ufe00-\ufe0f\ufe20-\ufe2f"
    "\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f\U000e0100-\U000e01ef"
)  # fmt: skip
_MARKS = f"[{_MARK}]*"
_NOT_IN_A_WORD = (
    r"\s\x00-\x2f\x3a-\x40\x5b-\x60\x7b-\xa9\xab-\xb4\xb6-\xb9\xbb-\xbf\xd7\xf7"
    "\u055a-\u055f\u0589\u05be\u05c0\u05c3\u05c6\u2000-\u200b\u200e-\u206f\u2190-\u2bff"
    "\u3000-\u3029\u3030-\u303f\ufe10-\ufe1f\ufe30-\ufe6f\uff00-\uff0f\uff1a-\uff20"
    "\uff3b-\uff40\uff5b-\uff65\u060c\u061b-\u061f\u066a-\u066d\u06d4\u0700-\u070d\u07f7-\u07f9"
    "\u0964\u0965\u0970\u0df4\u0e3f\u0e4f\u0e5a\u0e5b\u0f04-\u0f14\u104a\u104b\u10fb"
    "\u1360-\u1368\u166e\u1735\u1736\u17d4-\u17d6\u17d8-\u17db\u1800-\u1809"
    + _IDEOGRAPH + _THAI + _LAO + "\u0ec0-\u0ec4" + _KHMER + _BURMESE
)  # fmt: skip
_JOINT = "'\u2019\u2010\u2011-"
_LETTER = f"[^{_NOT_IN_A_WORD}]"
_BOUND = f"(?<=\u200d)[\u2190-\u2bff]{_MARKS}"
_LAO_SYLLABLE = f"[\u0ec0-\u0ec4]?[{_LAO}][{_LAO_VOWEL}{_MARK}]*"
_KHMER_SYLLABLE = f"[{_KHMER}](?:\u17d2[{_KHMER}]|[{_MARK}])*"
_BURMESE_MARKS = f"(?:\u1039[{_BURMESE}]|[{_MARK}])*"
_BURMESE_SYLLABLE = f"[{_BURMESE}]{_BURMESE_MARKS}(?:[{_BURMESE}]\u1037?\u103a{_BURMESE_MARKS})*"
_SYLLABLE = f"{_LAO_SYLLABLE}|{_KHMER_SYLLABLE}|{_BURMESE_SYLLABLE}"
_TOKEN = re.compile(
    rf"\s+(?![{_MARK}])"
    rf"|{_LETTER}+(?:(?:[{_JOINT}]|(?<=\d)[.,\u066b\u066c](?=\d)){_LETTER}+|{_BOUND}{_LETTER}*)*"
    rf"|[{_IDEOGRAPH}]{_MARKS}|[{_THAI}][{_THAI}{_MARK}]*|{_SYLLABLE}"
    rf"|[\s\S]{_MARKS}(?:(?<=\u200d)[\u2190-\u2bff\U0001f000-\U0001faff]{_MARKS})*"
)
_WORD = re.compile(rf"[{_IDEOGRAPH}{_THAI}]|{_SYLLABLE}|{_LETTER}")
_IS_THAI = re.compile(f"[{_THAI}]")


def tokens(words: str) -> list[str]:
    """The tokens of a text, in order; joined they are the text, exactly."""
    found: list[str] = _TOKEN.findall(words)
    if not _IS_THAI.search(words):
        return found
    return [
        token for run in found for token in (thai_words(run) if _IS_THAI.match(run) else (run,))
    ]


def is_word(token: str) -> bool:
    """Whether a token is a word (and not white space, punctuation or a mark)."""
    return _WORD.match(token) is not None


def count_words(words: str) -> int:
    """How many words a text has; each ideograph, and each syllable as above, counts as one."""
    return sum(1 for token in tokens(words) if is_word(token))
