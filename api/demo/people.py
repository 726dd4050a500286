"""Who sits at the demonstration table.

The organisations are real and described by facts; the persons, their addresses, the body,
the wording and every position are invented.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from placet.engine.model import Capacity

SYMBOL = "OH-SIGNALS"
TITLE = "Early signals between animals, people and the environment"
PURPOSE = (
    "Organisations that watch animal health, human health and the environment agree on how "
    "they tell one another, early and in the same form, of events that may become outbreaks."
)
ZONE = "Europe/Rome"
CONTACT = "secretariat@oh-signals.example"


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person of the demonstration: key in the story, name, organisation, capacity."""

    key: str
    name: str
    organisation: str
    capacity: Capacity
    zone: str

    @property
    def email(self) -> str:
        """An address in a domain that never receives mail."""
        host = self.organisation.lower() or "oh-signals"
        first = unicodedata.normalize("NFD", self.name.split()[0].lower())
        return f"{first.encode('ascii', 'ignore').decode()}@{host}.example"


ORGANISATIONS: tuple[tuple[str, str, str], ...] = (
    (
        "FAO",
        "Food and Agriculture Organization of the United Nations",
        "Food, agriculture, fisheries and forestry; animal production and health. Rome.",
    ),
    (
        "WHO",
        "World Health Organization",
        "Directing and co-ordinating authority on international health; International "
        "Health Regulations (2005). Geneva.",
    ),
    (
        "WOAH",
        "World Organisation for Animal Health",
        "Animal health information, standards for terrestrial and aquatic animals. Paris.",
    ),
    (
        "UNEP",
        "United Nations Environment Programme",
        "The environment within the United Nations system. Nairobi.",
    ),
    (
        "IAEA",
        "International Atomic Energy Agency",
        "Nuclear techniques in food and agriculture, with FAO; laboratory networks. Vienna.",
    ),
    ("WFP", "World Food Programme", "Food assistance; logistics in emergencies. Rome."),
    ("UNICEF", "United Nations Children's Fund", "Children; vaccine supply. New York."),
    (
        "WMO",
        "World Meteorological Organization",
        "Weather, climate and water; exchange of observations. Geneva.",
    ),
    (
        "IUCN",
        "International Union for Conservation of Nature",
        "Conservation; wildlife health specialist group. Gland.",
    ),
    (
        "CITES",
        "Secretariat of the Convention on International Trade in Endangered Species",
        "International trade in wild animals and plants. Geneva.",
    ),
)

FOCAL, ALT, DRAFTER = Capacity.FOCAL_POINT, Capacity.ALTERNATE, Capacity.DRAFTER

PEOPLE: tuple[Somebody, ...] = (
    Somebody("fao", "Teresa Mwangi", "FAO", FOCAL, "Europe/Rome"),
    Somebody("fao2", "Jonas Lindqvist", "FAO", ALT, "Europe/Rome"),
    Somebody("who", "Amara Diallo", "WHO", FOCAL, "Europe/Zurich"),
    Somebody("woah", "Claire Fontenay", "WOAH", FOCAL, "Europe/Paris"),
    Somebody("unep", "David Otieno", "UNEP", FOCAL, "Africa/Nairobi"),
    Somebody("unep2", "Leila Haddad", "UNEP", DRAFTER, "Africa/Nairobi"),
    Somebody("iaea", "Miloš Novák", "IAEA", FOCAL, "Europe/Vienna"),
    Somebody("wfp", "Giulia Ferrante", "WFP", FOCAL, "Europe/Rome"),
    Somebody("unicef", "Samuel Ortega", "UNICEF", FOCAL, "America/New_York"),
    Somebody("wmo", "Yuki Tanabe", "WMO", FOCAL, "Europe/Zurich"),
    Somebody("iucn", "Ruth Achterberg", "IUCN", FOCAL, "Europe/Zurich"),
    Somebody("cites", "Pedro Salgado", "CITES", FOCAL, "Europe/Zurich"),
)

SECRETARIAT = Somebody("secretariat", "Nadia Rahimi", "", FOCAL, ZONE)
CHAIR = Somebody("chair", "Henrik Aalto", "", FOCAL, "Europe/Helsinki")
