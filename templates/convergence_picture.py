"""How a text converges, version by version: a sentence, a picture, a table.

Theory.  Three things are told and they have three units: brackets are counted, words in them are
a share, paragraphs agreed are some of all.  Two scales in one frame would make lines cross that
have nothing to do with each other, so each has a frame of its own over the same versions, from
zero, with the figures written at the points.  Colour only confirms: the shape of the points and
the heading say which is which.  Everything is drawn from whole numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from placet.engine.wording_views import Converging
from placet.templates import palette, render
from placet.templates.csv_cells import Cell
from placet.templates.dates import number
from placet.templates.i18n import filled, ngettext
from placet.templates.i18n import gettext as _

WIDTH, HEIGHT = 340, 196
"""The size of one frame, in pixels."""
LEFT, RIGHT, TOP, BOTTOM = 40, 316, 48, 170
"""Where the points are drawn in it."""
LABELLED = 8
"""Up to how many points carry their figure; of more, only the first and the last do."""
GAP = 24
"""Between the frames of a picture that stands alone."""


@dataclass(frozen=True, slots=True)
class Dot:
    """One version in a frame; `label` is empty where the figure is not written."""

    x: int
    y: int
    label: str
    label_y: int
    title: str


@dataclass(frozen=True, slots=True)
class Frame:
    """One measure over the versions; `limit` is the line that it may reach, `limited` its name."""

    key: str
    title: str
    about: str
    ticks: tuple[tuple[int, str], ...]
    versions: tuple[tuple[int, str], ...]
    dots: tuple[Dot, ...]
    path: str
    limit: str
    limited: str
    limited_y: int


def share(point: Converging) -> Fraction:
    """The share of the words in brackets, in hundredths."""
    return Fraction(100 * point.bracketed_words, point.words) if point.words else Fraction(0)


def percent(value: Fraction) -> str:
    """A share in hundredths, rounded: 12%."""
    return filled(_("{n}%"), {"n": number(round(value))})


def convergence_sentence(points: Sequence[Converging]) -> str:
    """What the picture shows: Brackets fell from 41 to 12 in 5 versions; 7 of 20 ... agreed."""
    first, last = points[0], points[-1]
    values = {
        "first": number(first.brackets),
        "last": number(last.brackets),
        "n": number(len(points)),
    }
    if len(points) == 1:
        begun = ngettext("There is {last} bracket", "There are {last} brackets", last.brackets)
    elif last.brackets < first.brackets:
        begun = _("Brackets fell from {first} to {last} in {n} versions")
    elif last.brackets > first.brackets:
        begun = _("Brackets rose from {first} to {last} in {n} versions")
    else:
        begun = _("Brackets stand at {last} after {n} versions, as many as at first")
    return f"{filled(begun, values)}; {agreed_sentence(last)}"


def agreed_sentence(point: Converging) -> str:
    """7 of 20 paragraphs are agreed."""
    sentence = ngettext(
        "{agreed} of {n} paragraphs is agreed.",
        "{agreed} of {n} paragraphs are agreed.",
        point.agreed,
    )
    return filled(sentence, {"agreed": number(point.agreed), "n": number(point.paragraphs)})


def frames(points: Sequence[Converging]) -> tuple[Frame, ...]:
    """The three frames, in the language that is spoken now."""
    agreed = _frame(
        "agreed",
        _("Paragraphs agreed"),
        points,
        lambda p: Fraction(p.agreed),
        _whole,
        lambda p: Fraction(p.paragraphs),
    )
    return (
        _frame("brackets", _("Brackets"), points, lambda p: Fraction(p.brackets), _whole),
        _frame("share", _("Words in brackets"), points, share, percent),
        agreed,
    )


def picture(points: Sequence[Converging], title: str) -> str:
    """The frames in one SVG that stands alone, light or dark as the reader prefers."""
    drawn = frames(points)
    return render(
        "pages/objective/convergence.svg.j2",
        title=title,
        about=convergence_sentence(points),
        frames=drawn,
        width=WIDTH * len(drawn) + GAP * (len(drawn) + 1),
        height=HEIGHT + 84,
        step=WIDTH + GAP,
        gap=GAP,
        light=palette.variables(),
        dark=palette.variables(dark=True),
    )


HEADINGS = (
    "version", "made", "dated", "organisation", "note", "brackets", "depth", "alternatives",
    "bracketed_paragraphs", "paragraphs", "agreed_paragraphs", "bracketed_words", "words",
    "bracketed_share_percent", "placeholders",
)  # fmt: skip
"""The columns of the table that is downloaded; the same in every language."""


def convergence_table(points: Sequence[Converging]) -> list[Sequence[Cell]]:
    """The figures of every version under their headings."""
    return [HEADINGS, *map(_row, points)]


def _row(p: Converging) -> Sequence[Cell]:
    head = p.head
    tenths = round(10 * share(p))
    return (
        head.number, head.made_at.isoformat(timespec="seconds"), head.dated,
        head.organisation or "", head.note, p.brackets, p.depth, p.alternatives, p.bracketed,
        p.paragraphs, p.agreed, p.bracketed_words, p.words, f"{tenths // 10}.{tenths % 10}",
        p.placeholders,
    )  # fmt: skip


def _frame(
    key: str,
    title: str,
    points: Sequence[Converging],
    value: Callable[[Converging], Fraction],
    said: Callable[[Fraction], str],
    limit: Callable[[Converging], Fraction] | None = None,
) -> Frame:
    values = [value(point) for point in points]
    limits = [limit(point) for point in points] if limit else []
    step = _step(max(*values, *limits, Fraction(1)))
    highest = 2 * step
    xs = _spread(len(points))
    dots = tuple(
        _dot(x, v, highest, said(v), point, at in (0, len(points) - 1) or len(points) <= LABELLED)
        for at, (x, v, point) in enumerate(zip(xs, values, points, strict=True))
    )
    every = -(-len(points) // LABELLED)
    versions = tuple(
        (x, filled(_("v{n}"), {"n": str(point.head.number)}))
        for at, (x, point) in enumerate(zip(xs, points, strict=True))
        if (len(points) - 1 - at) % every == 0
    )
    about = filled(
        _("{title}: {first} in version {one}, {last} in version {two}."),
        {
            "title": title, "first": said(values[0]), "last": said(values[-1]),
            "one": str(points[0].head.number), "two": str(points[-1].head.number),
        },
    )  # fmt: skip
    return Frame(
        key=key,
        title=title,
        about=about,
        ticks=tuple(
            (_y(Fraction(tick), highest), said(Fraction(tick))) for tick in (0, step, highest)
        ),
        versions=versions,
        dots=dots,
        path=_path(xs, values, highest),
        limit=_path(xs, limits, highest),
        limited=_paragraphs(points[-1]) if limits else "",
        limited_y=_beside(limits, highest),
    )


def _path(xs: Sequence[int], values: Sequence[Fraction], highest: int) -> str:
    """A line through the values; a short one through a single value, empty for none."""
    if len(values) == 1:
        return f"M{xs[0] - 24} {_y(values[0], highest)}h48"
    places = (f"{x} {_y(v, highest)}" for x, v in zip(xs, values, strict=False))
    return f"M{'L'.join(places)}" if values else ""


def _beside(limits: Sequence[Fraction], highest: int) -> int:
    """Where the name of a limit stands: below its end where it falls, else above it."""
    if not limits:
        return 0
    return _y(limits[-1], highest) + (18 if limits[0] > limits[-1] else -7)


def _paragraphs(point: Converging) -> str:
    sentence = ngettext("{n} paragraph", "{n} paragraphs", point.paragraphs)
    return filled(sentence, {"n": number(point.paragraphs)})


def _dot(x: int, v: Fraction, highest: int, said: str, point: Converging, written: bool) -> Dot:
    y = _y(v, highest)
    title = filled(_("Version {version}: {n}"), {"version": str(point.head.number), "n": said})
    return Dot(x, y, said if written else "", y - 10, title)


def _spread(count: int) -> list[int]:
    """Where the versions stand, evenly from the first to the last; one alone in the middle."""
    first, last = LEFT + 28, RIGHT - 16
    if count == 1:
        return [(first + last) // 2]
    return [
        round(Fraction(first) + Fraction((last - first) * at, count - 1)) for at in range(count)
    ]


def _y(value: Fraction, highest: int) -> int:
    return round(BOTTOM - (BOTTOM - TOP) * value / highest)


def _step(most: Fraction) -> int:
    """Half of the lowest round number that is at least it."""
    power = 1
    while True:
        for step in (1, 2, 3, 4, 5, 6, 8):
            if 2 * step * power >= most:
                return step * power
        power *= 10


def _whole(value: Fraction) -> str:
    return number(int(value))
