"""The texts of the demonstration, written for it."""

from __future__ import annotations

TITLE = "Sharing early signals of disease at the animal, human and environment interface"
PURPOSE = (
    "Three early warning systems see parts of the same event. This objective lets each "
    "organisation pass on a signal within a day, in one agreed form."
)

FIRST = """\
*Recognising* that most infections that are new in people have their origin in animals,

*Noting* that a signal loses much of its value within days of being observed,

*Mindful* of the duties of each organisation towards the States that report to it,

## Objective

1. The participating organisations [shall / should] tell one another of a signal that may \
concern another of them within [24] [48] hours of verifying it.

2. A signal is passed on in the common form of Annex A, which names the place, the time, the \
species, and how far the signal is verified.

3. Each organisation names a desk that answers questions about its signals [at all hours].

4. Signals that were given in confidence by a State are passed on [only with that State's \
consent].

## Follow-up

5. The participating organisations meet once a year to review the signals exchanged.

6. This objective is reviewed two years after its adoption.
"""

SECOND: dict[str, str] = {
    "The participating organisations [shall": (
        "The participating organisations tell one another of a signal that may concern another "
        "of them within 48 hours of verifying it, and within 24 hours where human cases are "
        "suspected."
    ),
    "Each organisation names": (
        "Each organisation names a desk that answers questions about its signals on working "
        "days, and a telephone number for emergencies at all hours."
    ),
    "Signals that were given": (
        "Signals that were given in confidence by a State are passed on with that State's consent."
    ),
    "The participating organisations meet": (
        "The participating organisations meet once a year to review the signals exchanged, and "
        "publish the number of signals by region."
    ),
}

THIRD: dict[str, str] = {
    "Signals that were given": (
        "Signals that were given in confidence by a State are passed on with that State's "
        "consent; where consent is delayed beyond 48 hours, the fact that a signal exists, its "
        "region and the species are passed on without the name of the State."
    ),
}

GLOSSARY_TITLE = "A common glossary of terms for surveillance"
GLOSSARY_PURPOSE = "The same word means the same thing in every signal that is exchanged."
GLOSSARY = """\
*Observing* that signal, event and outbreak are used with different meanings,

1. The participating organisations use the terms of this glossary in everything that they \
exchange.

2. A *signal* is information that may point to a risk and is not yet verified.

3. An *event* is a verified signal [that needs a response].

4. The glossary is kept by WHO and WOAH together, and changed by common consent.
"""

EVENT_OF_FAO = (
    "An *event* is a verified signal that calls for action by at least one participating "
    "organisation."
)
EVENT_OF_UNEP = "An *event* is a verified signal [that may need a response]."
SIGNAL_OF_WMO = (
    "A *signal* is information that may point to a risk and has not been verified, whatever its "
    "source."
)
RUMOUR = (
    "A *rumour* is information about which it is not known whether it may point to a risk, and "
    "which nobody has tried to verify."
)
RUMOUR_SHORTER = "A *rumour* is information that nobody has tried to verify."
WHY_FAO = "Says who responds; without it an event is whatever somebody calls one."
WHY_UNEP = "Whether a response is needed is often known only later."
WHY_SHORTER = "Signal says the rest already."
PACKAGE = "Signal and event"
