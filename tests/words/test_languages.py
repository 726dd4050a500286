"""Languages: whose words are spoken, and words that nobody can translate are found."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import pytest
from babel.messages.pofile import write_po
from jinja2 import UndefinedError

from placet.notifications.letter import Letter, Sentence
from placet.templates import (
    PSEUDO,
    PSEUDO_RTL,
    direction,
    environment,
    expose,
    extract,
    i18n,
    language,
    render,
    static,
    untranslated,
    wrapped,
)
from placet.templates.i18n import accented, filled, gettext, ngettext, npgettext, pgettext


def test_the_language_is_spoken_inside_and_forgotten_outside() -> None:
    assert i18n.current() == "en"
    with language(PSEUDO):
        assert gettext("Adopt") == "\u00c5\u00f0\u00f6\u00fe\u0163"
        with language("en"):
            assert gettext("Adopt") == "Adopt"
        assert i18n.current() == PSEUDO
    assert gettext("Adopt") == "Adopt"


def test_every_thread_speaks_its_own_language() -> None:
    def said(code: str) -> str:
        with language(code):
            return gettext("Adopt")

    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(said, ["en", PSEUDO] * 50))
    assert set(found[::2]) == {"Adopt"}
    assert set(found[1::2]) == {accented("Adopt")}


def test_an_unknown_language_is_english() -> None:
    assert i18n.known("xx-YY") == "en"
    assert i18n.known("en-GB") == "en"
    assert i18n.known(PSEUDO_RTL) == PSEUDO_RTL


def test_directions() -> None:
    assert [direction(c) for c in ("en", "ar", "he", "zh", PSEUDO, PSEUDO_RTL, "xx", "?")] == [
        "ltr", "rtl", "rtl", "ltr", "ltr", "rtl", "ltr", "ltr",
    ]  # fmt: skip


def test_places_tags_and_entities_are_not_accented() -> None:
    said = accented("%(n)s of {total} <a href='x'>words</a> &amp; 100%%")
    assert (
        said
        == "%(n)s \u00f6\u0192 {total} <a href='x'>\u0175\u00f6\u0155\u00f0\u0161</a> &amp; 100%%"
    )


def test_pseudo_forms() -> None:
    with language(PSEUDO):
        assert ngettext("{n} day", "{n} days", 1) == accented("{n} day")
        assert ngettext("{n} day", "{n} days", 2) == accented("{n} days")
        assert pgettext("mark", "E") == accented("E")
        assert npgettext("c", "a", "as", 2) == accented("as")
    assert npgettext("c", "a", "as", 1) == "a"


def test_a_place_without_a_value_shows_its_name() -> None:
    assert filled("{a} and {b}", {"a": 1}) == "1 and (b)"


@pytest.mark.usefixtures("french")
def test_a_catalogue_is_found_by_its_file() -> None:
    assert i18n.languages() == ("en", "fr")
    assert i18n.known("fr-CH") == "fr"
    with language("fr_BE"):
        assert gettext("Adopt") == "Adopter"
        assert gettext("Something else") == "Something else"
        assert ngettext("{n} day ago", "{n} days ago", 0) == "il y a {n} jour"
        assert pgettext("mark", "E") == "A"


def test_a_name_that_nobody_gave_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        environment().from_string("{{ nothing }}").render()


def test_templates_escape_html_and_leave_text_alone() -> None:
    env = environment()
    assert env.from_string("{{ '<b>' }}").render() == "&lt;b&gt;"
    assert callable(env.autoescape)
    named = {n: env.autoescape(n) for n in ("a.html", "a.html.j2", "a.svg.j2", "a.txt.j2", "a.ics")}
    assert named == {
        "a.html": True, "a.html.j2": True, "a.svg.j2": True, "a.txt.j2": False, "a.ics": False,
    }  # fmt: skip


def test_translated_sentences_escape_what_is_put_into_them() -> None:
    source = (
        "{% trans who=name %}<em>Dear</em> {{ who }}{% endtrans %} "
        "{{ _('100%% of %(x)s', x=name) }}"
    )
    template = environment().from_string(source)
    assert template.render(name="<b>") == "<em>Dear</em> &lt;b&gt; 100% of &lt;b&gt;"
    with language(PSEUDO):
        assert template.render(name="<b>").startswith("<em>\u00d0")


def test_a_page_may_bring_functions() -> None:
    def shout(word: str) -> str:
        return word.upper()

    expose(shout_for_this_test=shout)
    assert environment().from_string("{{ shout_for_this_test('a') }}").render() == "A"
    del environment().globals["shout_for_this_test"]


def test_a_letter_s_language_and_direction_are_given() -> None:
    said = Letter("s", "h", (Sentence(),))
    with language(PSEUDO_RTL):
        page = render("mail/letter.html.j2", letter=said)
    assert '<html lang="ar-XB" dir="rtl"' in page


def test_a_static_file_has_its_hash_in_its_address() -> None:
    address = static("placet.css")
    assert address.startswith("/static/placet.css?v=")
    assert address == static("placet.css")
    with pytest.raises(FileNotFoundError):
        static("nothing.css")


def test_lines_are_wrapped_and_long_words_stay_whole() -> None:
    assert wrapped("one two three", 8) == "one two\nthree"
    assert wrapped("a\nb") == "a\nb"
    assert wrapped("x" * 90) == "x" * 90
    assert wrapped("some words", 7, "  ") == "  some\n  words"


def test_words_out_of_reach_are_found() -> None:
    page = """<html lang="en-XA"><head><title>Inbox</title><style>b { color: red }</style></head>
    <body><p title="Hover">Öþéñ <b>now</b> OBJ-0042 Placet</p><script>var hidden</script>
    <bdi>UNEP</bdi> <span translate="no">Title <i>of theirs</i></span><code>code</code>
    <input type="submit" value="Send"><input name="q" value="typed" placeholder="Search">
    <img alt="Picture"><br>after UNCTAG, ann@example.org https://placet.example.org/a/b</body>"""
    assert set(untranslated(page, ["UNCTAG"])) == {
        "Inbox", "Hover", "now", "Send", "Search", "Picture", "after",
    }  # fmt: skip


def test_a_page_of_accented_words_has_none() -> None:
    with language(PSEUDO):
        page = environment().from_string("<p>{% trans %}All is said{% endtrans %}</p>").render()
    assert untranslated(page) == ()


@pytest.fixture(scope="module")
def found() -> list[extract.Found]:
    """Everything that can be translated."""
    return list(extract.messages())


def test_everything_that_can_be_translated_is_collected(found: list[extract.Found]) -> None:
    said = {m.singular for m in found}
    by_file = {m.file.split("/")[0] for m in found}
    assert by_file == {"api", "engine", "notifications", "templates", "workflows"}
    assert "The deadline passed at {deadline}. Nothing was recorded." in said
    assert "Read what changed, then record the position again; your words are kept." in said
    assert "Put forward for endorsement" in said
    assert (
        "The text is frozen, and every organisation is asked for its position by the deadline."
        in said
    )
    assert "Position due {day}: {ref} {title} [{symbol}]" in said
    assert ("E", "mark") in {(m.singular, m.context) for m in found}
    assert ("in {n} day", "in {n} days") in {(m.singular, m.plural) for m in found}
    assert all(m.line > 0 for m in found)


def test_the_collection_is_a_catalogue(found: list[extract.Found]) -> None:
    out = BytesIO()
    write_po(out, extract.catalogue(found))
    assert b'msgctxt "mark"' in out.getvalue()


@pytest.mark.usefixtures("french")
def test_what_a_catalogue_lacks_is_told(found: list[extract.Found]) -> None:
    lacking = extract.untold("fr", found)
    assert "Adopt" not in lacking
    assert "Not adopted" in lacking
