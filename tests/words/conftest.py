"""A small catalogue, for tests of languages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from placet.templates import i18n


@pytest.fixture
def french(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A catalogue that knows three messages, in a folder where catalogues are looked for."""
    catalogue = Catalog(locale="fr")
    catalogue.add("Adopt", "Adopter")
    catalogue.add(("{n} day ago", "{n} days ago"), ("il y a {n} jour", "il y a {n} jours"))
    catalogue.add("E", "A", context="mark")
    with (tmp_path / "fr.po").open("wb") as out:
        write_po(out, catalogue)
    monkeypatch.setattr(i18n, "LOCALES", tmp_path)
    _forget()
    yield
    _forget()


def _forget() -> None:
    for remembered in (i18n.languages, i18n.known, i18n._catalogue):
        remembered.cache_clear()
