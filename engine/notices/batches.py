"""Messages about comments that an organisation submitted together.

However many they are: one receipt to each of its people, one message to the secretariat.  Both
count and number the comments and repeat none, so that they say nothing that is sealed.
"""

from __future__ import annotations

from placet.engine import events as e
from placet.engine.codec import instant
from placet.engine.messages import Json, Kind
from placet.engine.model import Role
from placet.engine.notices.facts import Facts, Messages, Scene, head, people_of


def batch_told(scene: Scene, event: e.CommentsSubmitted) -> Messages:
    """A receipt for the organisation, and a word to the secretariat."""
    facts: Facts = {
        **head(scene),
        "path": f"/objectives/{scene.after.ref}/comments",
        "organisation": event.organisation,
        "count": len(event.numbers),
        "numbers": list[Json](event.numbers),
        "at": instant(scene.now),
    }
    mine = people_of(scene, event.organisation)
    for person in mine:
        yield scene.message(Kind.COMMENTS_SUBMITTED, person, facts, event.organisation)
    told = {"sponsor": event.organisation, **facts, "organisation": ""}
    for officer in scene.negotiation.officers:
        if officer.role is Role.SECRETARIAT and officer.person not in mine:
            yield scene.message(Kind.COMMENTS_RECEIVED, officer.person, told, "")
