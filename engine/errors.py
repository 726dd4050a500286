"""What a person should read when something cannot be done.

An error is a sentence with named places and the values for them, never a finished
string: pages and problems say it in the reader's language.  The class docstring is the
sentence.  No error knows HTTP; `placet.api.problems` gives each class its status.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar


def N_(message: str) -> str:
    """Mark a sentence for translation and return it unchanged."""
    return message


class PlacetError(Exception):
    """Something could not be done."""

    remedy: ClassVar[str] = ""

    def __init__(self, **values: object) -> None:
        self.values = values
        super().__init__(self.in_english())

    @property
    def sentence(self) -> str:
        """The sentence to translate; its places are filled from `values`."""
        return type(self).__doc__ or ""

    @property
    def advice(self) -> str:
        """What to do now, to translate; may be empty."""
        return type(self).remedy

    def in_english(self) -> str:
        """The sentence and the advice, filled in, for logs and the command line."""
        parts = (self.sentence, self.advice)
        return " ".join(p.format_map(_Values(self.values)) for p in parts if p)


class _Values(dict[str, object]):
    def __missing__(self, key: str) -> str:
        return f"({key})"


class NotFound(PlacetError):
    """There is no {kind} called {name}, or you may not see it."""

    remedy = N_("Check the address, or start from your inbox.")

    def __init__(self, kind: str, name: str) -> None:
        super().__init__(kind=kind, name=name)


class NotAllowed(PlacetError):
    """Your role does not allow this: {action}."""

    remedy = N_("Ask the secretariat, or the focal point of your organisation.")

    def __init__(self, action: str) -> None:
        super().__init__(action=action)


class BadInput(PlacetError):
    """{field}: {what}"""

    def __init__(self, field: str, what: str, remedy: str = "", **values: object) -> None:
        self.field, self.what, self._remedy = field, what, remedy
        super().__init__(field=field, what=what, **values)

    @property
    def sentence(self) -> str:
        """What is wrong with the field, to translate."""
        return self.what

    @property
    def advice(self) -> str:
        """What to enter instead, to translate."""
        return self._remedy

    def in_english(self) -> str:
        """The sentence, led by the field it is about."""
        said = super().in_english()
        return f"{self.field}: {said}" if self.field else said


class IllegalMove(PlacetError):
    """The step {step} does not exist in the stage {stage}."""

    remedy = N_("Steps that exist there: {allowed}.")

    def __init__(self, step: str, stage: str, allowed: tuple[str, ...]) -> None:
        self.step, self.stage, self.allowed = step, stage, allowed
        super().__init__(step=step, stage=stage, allowed=", ".join(allowed) or "-")


class Refused(PlacetError):
    """The step {step} is not possible yet: {missing}."""

    def __init__(self, step: str, missing: tuple[str, ...]) -> None:
        self.step, self.missing = step, missing
        super().__init__(step=step, missing=", ".join(missing))


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One of several things that stand in the way: a sentence with places, and their values."""

    sentence: str
    values: Mapping[str, object] = field(default_factory=dict)

    def in_english(self) -> str:
        """The sentence, filled in."""
        return self.sentence.format_map(_Values(self.values))


class Obstructed(PlacetError):
    """{ref} cannot move to version {version} of its procedure.  {obstacles}."""

    remedy = N_("Wait until nothing stands in the way, or publish a version that fits.")

    def __init__(self, ref: str, version: int, obstacles: tuple[Obstacle, ...]) -> None:
        self.obstacles = obstacles
        said = " ".join(obstacle.in_english() for obstacle in obstacles)
        super().__init__(ref=ref, version=version, obstacles=said.removesuffix("."))


class TooLate(PlacetError):
    """The deadline passed at {deadline}.  Nothing was recorded."""

    remedy = N_("Write to the secretariat; the text you typed is kept on this page.")

    def __init__(self, deadline: str) -> None:
        super().__init__(deadline=deadline)


class NotOpen(PlacetError):
    """{what} is not open now.  Nothing was recorded."""

    remedy = N_("Open the objective to see where it stands.")

    def __init__(self, what: str) -> None:
        super().__init__(what=what)


class Superseded(PlacetError):
    """The text you were shown (version {shown}) is no longer the one that is asked about.

    Version {current} is.  Nothing was recorded.
    """

    remedy = N_("Read what changed, then record the position again; your words are kept.")

    def __init__(self, shown: int, current: int) -> None:
        super().__init__(shown=shown, current=current)


class Conflict(PlacetError):
    """Somebody else changed {what} while you were working.  Nothing of yours was saved yet."""

    remedy = N_("Look at the present state, then send your change again.")

    def __init__(self, what: str, expected: int | None = None, current: int | None = None) -> None:
        super().__init__(what=what, expected=expected, current=current)


class AlreadyExists(PlacetError):
    """{name} exists already ({kind})."""

    remedy = N_("Choose another name, or use the one that exists.")

    def __init__(self, kind: str, name: str) -> None:
        super().__init__(kind=kind, name=name)


class KeyReused(PlacetError):
    """This idempotency key was already used for a different request."""

    remedy = N_("Use a new key for a new request.")

    def __init__(self) -> None:
        super().__init__()


class BadDefinition(PlacetError):
    """{file} is not a sound definition: {problems}."""

    def __init__(self, file: str, problems: tuple[str, ...]) -> None:
        self.file, self.problems = file, problems
        super().__init__(file=file, problems="; ".join(problems))


class BadLedger(PlacetError):
    """The record does not verify: {what} (entry {entry})."""

    def __init__(self, what: str, entry: int) -> None:
        self.entry = entry
        super().__init__(what=what, entry=entry)
