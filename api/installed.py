"""The installation of this environment, where there is one.

Rules and procedures that come with Placet can be looked at without any; then nothing of the
application is imported, so that a command that needs none is quick.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from placet.api.settings import settings_from_environment

if TYPE_CHECKING:
    from placet.api.main import Root


def installation() -> Root | None:
    """The installation of the environment, or None where there is none yet."""
    settings = settings_from_environment()
    file = settings.sqlite_file
    if file is not None and not file.exists():
        return None
    from placet.api.tending import opened

    return opened(settings)
