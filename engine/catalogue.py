"""The definitions of an installation: those that come with Placet, and those published here.

Theory.  A published definition never changes, so what was read once serves for ever; only
that there is a new one has to be found out.  A name and version that nobody here knows is
looked for in the store (another process may have published it), and whatever lists asks the
store what is new.  The words of a file become a definition through `Readers`, which the
composition root hands in: the engine does not know how files are written.

A workflow may name any rule that was published before it, so it is read with all rules that
are known at that moment; those that come later it cannot name.

What was published here was judged then and is not judged again: a later version of Placet
that asks for more must still be able to go on with what runs.  For the same reason it stands
before a file that a later version of Placet ships under the same name and version.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from placet.engine.errors import N_, BadDefinition, BadInput, NotFound
from placet.engine.published import LONGEST, DefinitionKind, Key, Published, words_hash
from placet.engine.rules import Rule
from placet.engine.store import Store
from placet.engine.views import CheckedDefinition, DefinitionView
from placet.engine.workflow import Workflow

WORKFLOW, RULE = DefinitionKind.WORKFLOW, DefinitionKind.RULE

Rules = Mapping[tuple[str, int], Rule]
Workflows = Mapping[tuple[str, int], Workflow]
Finding = Callable[[str, str, tuple[str | int, ...], str], str]
"""A sentence about a place (keys and indexes) of a text in a file, led by line and column."""


@dataclass(frozen=True, slots=True)
class Readers:
    """How words become definitions.

    `workflow` and `rule` take the words, the name of the file that errors are to name, and
    whether they are to be judged (BadDefinition with every finding); a workflow also the rules
    that it may name, and it comes with what is worth a look and no error.  `finding` gives a
    sentence its place.
    """

    workflow: Callable[[str, str, Rules, bool], tuple[Workflow, tuple[str, ...]]]
    rule: Callable[[str, str, bool], Rule]
    finding: Finding


@dataclass(frozen=True, slots=True)
class Shipped:
    """What comes with Placet: definitions, and the words of their files."""

    workflows: Workflows
    rules: Rules = field(default_factory=dict)
    texts: Mapping[Key, str] = field(default_factory=dict)

    def keys(self) -> frozenset[Key]:
        """What names each of them."""
        workflows = {(WORKFLOW, name, version) for name, version in self.workflows}
        return frozenset(workflows | {(RULE, name, version) for name, version in self.rules})

    def definition(self, key: Key) -> DefinitionView | None:
        """One of them, or None."""
        kind, name, version = key
        workflow = self.workflows.get((name, version)) if kind is WORKFLOW else None
        rule = self.rules.get((name, version)) if kind is RULE else None
        if workflow is None and rule is None:
            return None
        return DefinitionView(_words(key, self.texts.get(key, "")), workflow, rule)


class Catalogue:
    """Definitions by name and version, for one process."""

    def __init__(self, shipped: Shipped, readers: Readers | None = None) -> None:
        self.shipped = shipped
        self.readers = readers
        self._read: dict[Key, DefinitionView] = {}

    def workflow(self, store: Store, name: str, version: int) -> Workflow:
        """A published workflow; NotFound where there is none."""
        found = self.definition(store, (WORKFLOW, name, version)).workflow
        if found is None:
            raise NotFound("workflow", f"{name} {version}")
        return found

    def newest_workflow(self, store: Store, name: str) -> Workflow:
        """The newest version of a workflow at this moment; NotFound where there is none."""
        versions = self.versions(store, WORKFLOW, name)
        if not versions:
            raise NotFound("workflow", name)
        return self.workflow(store, name, versions[-1])

    def versions(self, store: Store, kind: DefinitionKind, name: str) -> tuple[int, ...]:
        """All versions of a name at this moment, oldest first."""
        return tuple(sorted(v for k, n, v in self.keys(store) if (k, n) == (kind, name)))

    def keys(self, store: Store) -> frozenset[Key]:
        """What names each definition at this moment."""
        return store.definition_keys() | self.shipped.keys()

    def rules(self, store: Store) -> Rules:
        """All rules at this moment, by name and version."""
        listed = self.listed(store, RULE)
        return {(d.name, d.version): d.rule for d in listed if d.rule is not None}

    def definition(self, store: Store, key: Key) -> DefinitionView:
        """One definition; NotFound where there is none."""
        known = self._read.get(key)
        if known is None:
            known = self._found(store, key)
            self._read[key] = known
        return known

    def listed(self, store: Store, kind: DefinitionKind) -> tuple[DefinitionView, ...]:
        """All definitions of a kind at this moment, by name and version."""
        own = store.definition_keys()
        for key in self.shipped.keys() - own - self._read.keys():
            if (shipped := self.shipped.definition(key)) is not None:
                self._read[key] = shipped
        keys = sorted(key for key in own | self.shipped.keys() if key[0] is kind)
        return tuple(self.definition(store, key) for key in keys)

    def judged(self, store: Store, kind: DefinitionKind, text: str) -> CheckedDefinition:
        """What these words would publish at this moment.

        BadDefinition with every finding where they are unsound, where another file stands under
        their name and version, or where their version is not above all others of the name.
        """
        file = f"{kind.value}.yaml"
        if len(text) > LONGEST:
            raise BadDefinition(file, (f"{file}:1:1: more than {LONGEST} characters; shorten it",))
        new, remarks = self._defined(store, kind, text, file)
        versions = self.versions(store, kind, new.name)
        newest = versions[-1] if versions else None
        if new.version in versions:
            there = self.definition(store, new.published.key)
            if there.published.text == text:
                return CheckedDefinition(there, newest, True, remarks)
        if newest is not None and new.version <= newest:
            taken = new.version in versions
            there_is = "is published with other words" if taken else "is not above it"
            said = (
                f"the newest version of {new.name} is {newest}, and {new.version} "
                f"{there_is}; write version: {newest + 1}"
            )
            raise BadDefinition(file, (self._readers().finding(text, file, ("version",), said),))
        return CheckedDefinition(new, newest, False, remarks)

    def _defined(
        self, store: Store, kind: DefinitionKind, text: str, file: str
    ) -> tuple[DefinitionView, tuple[str, ...]]:
        """What the words define, judged, and what is worth a look."""
        readers = self._readers()
        if kind is WORKFLOW:
            workflow, remarks = readers.workflow(text, file, self.rules(store), True)
            named = (kind, workflow.name, workflow.version)
            return DefinitionView(_words(named, text), workflow), remarks
        rule = readers.rule(text, file, True)
        named = (kind, rule.name, rule.version)
        return DefinitionView(_words(named, text), rule=rule), ()

    def _found(self, store: Store, key: Key) -> DefinitionView:
        own = store.definition(key)
        if own is not None and self.readers is not None:
            file = f"{own.name}.yaml"
            if own.kind is WORKFLOW:
                workflow, _ = self.readers.workflow(own.text, file, self.rules(store), False)
                return DefinitionView(own, workflow)
            return DefinitionView(own, rule=self.readers.rule(own.text, file, False))
        if (shipped := self.shipped.definition(key)) is None:
            kind, name, version = key
            raise NotFound(kind.value, f"{name} {version}")
        return shipped

    def _readers(self) -> Readers:
        if self.readers is None:
            raise BadInput("text", N_("Nothing can be published in this installation."))
        return self.readers


def _words(key: Key, text: str) -> Published:
    """Words under their name and version, before anybody publishes them here."""
    kind, name, version = key
    return Published(kind, name, version, text, words_hash(text))


def catalogue_of(definitions: Catalogue | Workflows) -> Catalogue:
    """A catalogue; of plain workflows, one in which nothing else can be published."""
    if isinstance(definitions, Catalogue):
        return definitions
    return Catalogue(Shipped(definitions))
