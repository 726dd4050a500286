"""Every word that people read, and the only place that knows Jinja2.

    with language("fr"):
        page = render("pages/inbox.html.j2", view=inbox)

A template gets what it is given, `lang` and `dir`, the filters of `dates`, `static`, and
every sentence of `wording` as a function; a name that nobody gave is an error.  What is
named `*.html.j2` (or xml, svg) is escaped, everything else is plain text.  Sentences are
marked with `{% trans %}` or `_()`; there `%` is written `%%`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from hashlib import sha256
from importlib.resources import as_file, files
from textwrap import wrap

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from placet.templates import dates, i18n, wording
from placet.templates.i18n import PSEUDO, PSEUDO_RTL, direction, language, languages, untranslated

__all__ = [
    "PSEUDO",
    "PSEUDO_RTL",
    "direction",
    "environment",
    "expose",
    "language",
    "languages",
    "render",
    "static",
    "untranslated",
]

_ESCAPED = ("html", "html.j2", "xml", "xml.j2", "svg", "svg.j2")


@lru_cache
def environment() -> Environment:
    """The one environment; its loader reads this package."""
    env = Environment(
        loader=PackageLoader("placet.templates", "."),
        autoescape=select_autoescape(_ESCAPED, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        extensions=["jinja2.ext.i18n"],
    )
    env.policies["ext.i18n.trimmed"] = True
    env.install_gettext_callables(  # type: ignore[attr-defined]
        i18n.gettext,
        i18n.ngettext,
        newstyle=True,
        pgettext=i18n.pgettext,
        npgettext=i18n.npgettext,
    )
    env.filters.update({name: getattr(dates, name) for name in dates.FILTERS})
    env.filters["wrapped"] = wrapped
    env.globals.update({name: getattr(wording, name) for name in wording.__all__})
    env.globals.update(static=static, direction=direction)
    return env


def expose(**functions: Callable[..., object]) -> None:
    """Give every template these functions (pages do so once, when they are imported)."""
    environment().globals.update(functions)


def render(name: str, **context: object) -> str:
    """The template in the language that is spoken now."""
    code = i18n.current()
    given = {"lang": code, "dir": direction(code), **context}
    return environment().get_template(name).render(given)


def wrapped(text: object, width: int = 78, indent: str = "") -> str:
    """Text in lines of at most `width`; only a word that is longer makes a longer line."""
    return "\n".join(
        line
        for paragraph in str(text).split("\n")
        for line in wrap(
            paragraph,
            width,
            initial_indent=indent,
            subsequent_indent=indent,
            break_long_words=False,
            break_on_hyphens=False,
        )
    )


def static(path: str) -> str:
    """The address of a file under `static`, with its content's hash to outlive no change."""
    with as_file(files("placet.templates") / "static" / path) as file:
        return f"/static/{path}?v={_digest(path, file.stat().st_mtime_ns)}"


@lru_cache(maxsize=512)
def _digest(path: str, changed: int) -> str:
    content = (files("placet.templates") / "static" / path).read_bytes()
    return sha256(content).hexdigest()[:10]
