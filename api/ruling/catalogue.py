"""Which rule a name means: one that comes with Placet, one that was published here, or a file."""

from __future__ import annotations

from difflib import get_close_matches
from functools import cached_property
from pathlib import Path

from placet.api.installed import installation
from placet.engine.errors import N_, BadInput
from placet.engine.rules import Catalogue, Rule
from placet.workflows.rules import load_rule, shipped_rules

_ENDINGS = (".yaml", ".yml")


def known_rules() -> Catalogue:
    """Every rule by name and version: those shipped, and those published in this installation."""
    root = installation()
    if root is None:
        return shipped_rules()
    try:
        with root.database.reading() as store:
            return root.catalogue.rules(store)
    finally:
        root.close()


class Rules:
    """What names mean, looked up once each; `own` is a rule of a file, which may be named too."""

    def __init__(self) -> None:
        self.own: Rule | None = None
        self._found: dict[str, Rule] = {}

    @cached_property
    def known(self) -> Catalogue:
        """Every rule that has a name here."""
        return known_rules()

    def given(self, reference: str) -> Rule:
        """NAME, NAME@VERSION, or a file; BadInput or BadDefinition where it is none of them."""
        path = Path(reference)
        if path.suffix in _ENDINGS or len(path.parts) > 1:
            self.own = rule_in(path)
            return self.own
        if reference.partition("@")[0] not in {name for name, _version in self.known}:
            if path.is_file():
                self.own = rule_in(path)
                return self.own
        return self.named(reference)

    def named(self, reference: str, field: str = "rule") -> Rule:
        """NAME (its newest version) or NAME@VERSION; BadInput where there is no such rule."""
        found = self._found.get(reference)
        if found is None:
            found = self._found[reference] = self._named(reference, field)
        return found

    def _named(self, reference: str, field: str) -> Rule:
        name, _at, version = reference.partition("@")
        own = self.own
        if own is not None and own.name == name and version in ("", str(own.version)):
            return own
        versions = {v: rule for (n, v), rule in self.known.items() if n == name}
        if not versions:
            near = get_close_matches(name, {n for n, _v in self.known}, 1)
            remedy = N_("Did you mean {near}? `placet rules list` names them all.")
            raise BadInput(
                field,
                N_("there is no rule called {name}."),
                remedy if near else N_("`placet rules list` names them all; a file ends in .yaml."),
                name=name,
                near="".join(near),
            )
        if not version:
            return versions[max(versions)]
        if version.isdecimal() and int(version) in versions:
            return versions[int(version)]
        raise BadInput(
            field,
            N_("there is no version {version} of {name}."),
            N_("Use one of: {known}."),
            version=version,
            name=name,
            known=", ".join(f"{name}@{v}" for v in sorted(versions)),
        )


def rule_in(file: Path) -> Rule:
    """The rule of a file; BadDefinition with every fault, BadInput where it cannot be read."""
    try:
        return load_rule(file)
    except OSError as error:
        raise BadInput(
            str(file), "{why}.", N_("Name a file that can be read."), why=error.strerror
        ) from None
