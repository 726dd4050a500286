"""What is proposed for the glossary of the demonstration, and what is agreed of it already."""

from __future__ import annotations

from collections.abc import Callable

from placet.api.demo import words
from placet.engine import commands as c
from placet.engine.agreements import Level
from placet.engine.amendments import Treating
from placet.engine.text import Act, Change, Kind


def amended(
    do: Callable[[str, c.ObjectiveCommand], object], paragraph: Callable[[str], str]
) -> None:
    """Two amendments that clash, one that others join, one that is treated; a package.

    `do` gives a command for somebody, `paragraph` finds one by its first words.
    """
    event, signal = paragraph("An *event*"), paragraph("A *signal*")
    first, preamble = paragraph("The participating"), paragraph("*Observing*")
    rumour = Change(Act.ADD, words=words.RUMOUR, kind=Kind.OPERATIVE, after=event)
    shorter = Change(Act.ADD, words=words.RUMOUR_SHORTER, kind=Kind.OPERATIVE, after=event)
    proposed = (
        ("fao", Change(Act.REPLACE, event, words.EVENT_OF_FAO), words.WHY_FAO),
        ("unep", Change(Act.REPLACE, event, words.EVENT_OF_UNEP), words.WHY_UNEP),
        ("iucn", rumour, ""),
        ("wmo", Change(Act.REPLACE, signal, words.SIGNAL_OF_WMO), ""),
    )
    for who, change, reason in proposed:
        do(who, c.ProposeAmendment(1, change, reason))
    for who, number in (("woah", 1), ("unicef", 1), ("who", 2)):
        do(who, c.CosponsorAmendment(number))
    do("secretariat", c.ProposeTreatment(3, Treating.MODIFY, words.WHY_SHORTER, shorter))
    do("iucn", c.AnswerTreatment(3, True, "We can live with that."))
    do("chair", c.AgreeParagraphs(1, (preamble,), Level.AGREED))
    pending = c.AgreeParagraphs(1, (first,), Level.INFORMAL, ("UNEP",), "At the desk meeting.")
    do("chair", pending)
    do("chair", c.FormPackage(words.PACKAGE, (signal, event)))
