"""The colours of `static/tokens.css`, for pictures that stand alone and load no stylesheet."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType

_COLOUR = re.compile(r"--([a-z][\w-]*):\s*(#[0-9a-fA-F]{3,8}|rgb\([^)]*\))")
_LIGHT = re.compile(r":root \{(.*?)\}", re.DOTALL)
_DARK = re.compile(r"prefers-color-scheme:\s*dark\) \{(.*?)\}", re.DOTALL)


@lru_cache
def colours(dark: bool = False) -> Mapping[str, str]:
    """Name and value of every colour in one scheme: paper, ink, given, held, open ..."""
    css = (files("placet.templates") / "static" / "tokens.css").read_text(encoding="utf-8")
    block = (_DARK if dark else _LIGHT).search(css)
    return MappingProxyType(dict(_COLOUR.findall(block[1])) if block else {})


def variables(dark: bool = False) -> str:
    """The same as declarations of a stylesheet."""
    return " ".join(f"--{name}: {value};" for name, value in colours(dark).items())
