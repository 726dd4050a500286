"""A draft with everything in it, and what three organisations make of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import UTC, datetime

from placet.engine.documents.writing import About, CommentOut, Reply, Tracked
from placet.engine.text import Kind, Paragraph, Text, find, text_hash, walk
from placet.engine.text.tree import grown

P, K = Paragraph, Kind


def cell(id: str, words: str) -> Paragraph:
    return Paragraph(id, Kind.CELL, words)


BASE = Text(
    (
        P("p1", K.TITLE, "Joint objective on ocean data sharing"),
        P(
            "p2",
            K.PREAMBULAR,
            "*Recalling* the 2030 Agenda for Sustainable Development and its [seventeen] goals,",
        ),
        P(
            "p3",
            K.PREAMBULAR,
            "*Noting with concern* the decline of coral reefs in all regions,",
            label="PP1 bis",
        ),
        P(
            "p4",
            K.HEADING,
            "Commitments",
            (
                P(
                    "p5",
                    K.OPERATIVE,
                    "**Decides** that the participating organisations [A, B: shall / C: should] "
                    "publish ocean observations within thirty days of their collection;",
                    (
                        P(
                            "p6",
                            K.SUBPARAGRAPH,
                            "in open formats, with their metadata;",
                            (P("p7", K.SUBPARAGRAPH, "including units and uncertainty;"),),
                        ),
                        P(
                            "p8",
                            K.SUBPARAGRAPH,
                            "under an open licence; it applies to later versions too;",
                        ),
                    ),
                ),
                P(
                    "p9",
                    K.OPERATIVE,
                    "Requests the secretariat to report on progress every year;",
                    (P("p10", K.NOTE, "The first report is due in 2028.", label="n. 1"),),
                ),
                P(
                    "p11",
                    K.OPERATIVE,
                    "تقرر المنظمات المشاركة [نشر] بيانات المحيطات في غضون 30 يوما وفقا لمعايير "
                    "UNESCO;",
                ),
                P("p12", K.OPERATIVE, "Invites other organisations to join.", label="4 ter"),
            ),
        ),
        P(
            "p13",
            K.ANNEX,
            "Indicators",
            (
                P("p14", K.NOTE, "The following indicators are used."),
                P(
                    "p15",
                    K.TABLE,
                    "Indicators and who reports them",
                    (
                        P(
                            "p16",
                            K.ROW,
                            "",
                            (
                                cell("p17", "Indicator"),
                                cell("p18", "Unit"),
                                cell("p19", "Reported by"),
                            ),
                        ),
                        P(
                            "p20",
                            K.ROW,
                            "",
                            (
                                cell("p21", "Sea surface temperature"),
                                cell("p22", "°C"),
                                cell("p23", "[WMO]"),
                            ),
                        ),
                        P(
                            "p24",
                            K.ROW,
                            "",
                            (cell("p25", "Acidity"), cell("p26", "pH"), cell("p27", "IOC")),
                        ),
                        P("p28", K.ROW, "", (cell("p29", "Total"), cell("p30", ""))),
                    ),
                ),
                P("p31", K.OPERATIVE, "The indicators are reviewed every second year."),
            ),
        ),
    )
)


def changed(
    words: Mapping[str, str],
    drop: Collection[str] = (),
    after: Mapping[str, list[tuple[int, Paragraph]]] | None = None,
    move: Mapping[str, str] | None = None,
) -> Text:
    """The draft with other words, without some paragraphs, with new ones after others."""
    rows: list[tuple[int, Paragraph]] = []
    for depth, paragraph in walk(BASE):
        if paragraph.id not in drop:
            wording = words.get(paragraph.id, paragraph.words)
            rows.append((depth, replace(paragraph, words=wording, children=())))
            rows += (after or {}).get(paragraph.id, [])
    for id, place in (move or {}).items():
        row = rows.pop(next(at for at, (_, p) in enumerate(rows) if p.id == id))
        rows.insert(next(at for at, (_, p) in enumerate(rows) if p.id == place) + 1, row)
    return Text(grown(rows))


AUR = changed(
    {
        "p2": "*Recalling* the 2030 Agenda for Sustainable Development and its "
        "seventeen goals and the *Decade of Ocean Science*,",
        "p5": "**Decides** that the participating organisations shall publish ocean "
        "observations within ten days of their collection;",
        "p22": "K",
    },
    after={"p10": [(1, P("p40", K.OPERATIVE, "Calls for a review conference;"))]},
)
BOR = changed(
    {
        "p5": "**Decides** that the participating organisations should publish *all* "
        "ocean observations within ten days;",
        "p8": "under an open licence;",
    },
    drop=("p3", "p24", "p25", "p26", "p27"),
    after={"p8": [(2, P("p40", K.SUBPARAGRAPH, "it applies to later versions too;"))]},
    move={"p12": "p4"},
)
CYG = changed(
    {
        "p5": "**Decides** that the participating organisations [A, B: shall / C: "
        "should] publish ocean observations within sixty days of their collection;",
        "p6": "in open formats, with their metadata; including units and uncertainty;",
    },
    drop=("p7", "p3"),
    after={
        "p23": [
            (2, P("p50", K.ROW, "")),
            (3, cell("p51", "Salinity")),
            (3, cell("p52", "g/kg")),
            (3, cell("p53", "IOC")),
        ]
    },
)
READINGS = {"AUR": AUR, "BOR": BOR, "CYG": CYG}


def on(day: int) -> datetime:
    return datetime(2027, 3, day, 9, tzinfo=UTC)


TRACKED = tuple(
    Tracked(name, on(day), text) for day, (name, text) in enumerate(READINGS.items(), 1)
)
_FIFTH = find(BASE, "p5")
_AT = _FIFTH.words.index("thirty") if _FIFTH else 0
COMMENTS = (
    CommentOut(
        "AUR",
        on(4),
        "p5",
        "Thirty days is too long.\nTen would do.",
        _AT,
        _AT + 11,
        (Reply("CYG", on(5), "Not for ships at sea."),),
    ),
    CommentOut("BOR", on(4), "p9", "Who pays for the report?"),
)
ABOUT = About(
    "OBJ-0042", "Joint objective on ocean data sharing", 3, text_hash(BASE), on(1), "OCEAN", "Draft"
)
