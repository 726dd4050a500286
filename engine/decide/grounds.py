"""On which provisions of whose mandates an objective rests.

An organisation speaks for its own mandate only (OECD, Compendium, chapter 5, principle 2:
objectives are tied to mandate and constituency).
"""

from __future__ import annotations

from placet.engine import events as e
from placet.engine.commands import NameProvisions
from placet.engine.decide.situation import Situation
from placet.engine.errors import N_, BadInput, NotAllowed, NotOpen


def name_provisions(s: Situation, command: NameProvisions) -> tuple[e.ObjectiveEvent, ...]:
    """Name those of the own organisation; none takes them back."""
    organisation = s.who.organisation
    if organisation is None:
        raise NotAllowed(N_("speak for an organisation"))
    if s.stage.end:
        raise NotOpen(s.objective.ref)
    own = {p.number for p in s.negotiation.beginnings.provisions if p.organisation == organisation}
    strange = [n for n in command.provisions if n not in own]
    if strange:
        raise BadInput(
            "provisions",
            N_("Provision {number} is none of the own mandate."),
            N_("Choose among those that the organisation has named."),
            number=strange[0],
        )
    named = tuple(sorted(set(command.provisions)))
    if named == s.objective.rests_on.get(organisation, ()):
        return ()
    return (e.ProvisionsNamed(organisation, named),)
