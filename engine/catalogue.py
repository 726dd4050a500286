"""The definitions of an installation: those that come with Placet, and those published here.

Theory.  A published definition never changes, so what was read once serves for ever; only
that there is a new one has to be found out.  A name and version that nobody here knows is
looked for in the store (another process may have published it), and whatever lists asks the
store what is new.  The words of a file become a definition through `Readers`, which the
composition root hands in: the engine does not know how files are written.

What was published here was judged then and is not judged again: a later version of Placet
that asks for more must still be able to go on with what runs.  For the same reason it stands
before a file that a later version of Placet ships under the same name and version.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from placet.engine.errors import BadDefinition, NotFound
from placet.engine.published import LONGEST, DefinitionKind, Key, Published, words_hash
from placet.engine.store import Store
from placet.engine.views import CheckedDefinition, DefinitionView
from placet.engine.workflow import Workflow

WORKFLOW, RULE = DefinitionKind.WORKFLOW, DefinitionKind.RULE

Finding = Callable[[str, str, tuple[str | int, ...], str], str]
"""A sentence about a place (keys and indexes) of a text in a file, led by line and column."""


@dataclass(frozen=True, slots=True)
class Readers:
    """How words become definitions.

    `workflow` takes the words, the name of the file that errors are to name, and whether it
    is to be judged; BadDefinition with every finding.  `finding` gives a sentence its place.
    """

    workflow: Callable[[str, str, bool], Workflow]
    finding: Finding


@dataclass(frozen=True, slots=True)
class Shipped:
    """What comes with Placet: definitions, and the words of their files."""

    workflows: Mapping[tuple[str, int], Workflow]
    texts: Mapping[Key, str] = field(default_factory=dict)

    def keys(self) -> frozenset[Key]:
        """What names each of them."""
        return frozenset((WORKFLOW, name, version) for name, version in self.workflows)

    def definition(self, key: Key) -> DefinitionView | None:
        """One of them, or None."""
        kind, name, version = key
        workflow = self.workflows.get((name, version)) if kind is WORKFLOW else None
        if workflow is None:
            return None
        text = self.texts.get(key, "")
        return DefinitionView(Published(kind, name, version, text, words_hash(text)), workflow)


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
        """The newest version of a workflow at this moment."""
        return self.workflow(store, name, self.newest(store, WORKFLOW, name))

    def newest(self, store: Store, kind: DefinitionKind, name: str) -> int:
        """The newest version of a name at this moment; NotFound where there is none."""
        versions = [v for k, n, v in self.keys(store) if (k, n) == (kind, name)]
        if not versions:
            raise NotFound(kind.value, name)
        return max(versions)

    def keys(self, store: Store) -> frozenset[Key]:
        """What names each definition at this moment."""
        return store.definition_keys() | self.shipped.keys()

    def definition(self, store: Store, key: Key) -> DefinitionView:
        """One definition; NotFound where there is none."""
        known = self._read.get(key)
        if known is None:
            known = self._found(store, key)
            self._read[key] = known
        return known

    def listed(self, store: Store, kind: DefinitionKind) -> tuple[DefinitionView, ...]:
        """All definitions of a kind at this moment, by name and version."""
        keys = sorted(key for key in self.keys(store) if key[0] is kind)
        return tuple(self.definition(store, key) for key in keys)

    def judged(self, store: Store, kind: DefinitionKind, text: str) -> CheckedDefinition:
        """What these words would publish at this moment.

        BadDefinition with every finding where they are unsound, where another file stands under
        their name and version, or where their version is not above all others of the name.
        """
        file = f"{kind.value}.yaml"
        if self.readers is None or kind is not WORKFLOW:
            raise NotFound("reader", kind.value)
        if len(text) > LONGEST:
            raise BadDefinition(file, (f"{file}:1:1: more than {LONGEST} characters; shorten it",))
        workflow = self.readers.workflow(text, file, True)
        key = (kind, workflow.name, workflow.version)
        known = self.keys(store)
        newest = max((v for k, n, v in known if (k, n) == key[:2]), default=None)
        if key in known:
            there = self.definition(store, key)
            if there.published.text == text:
                return CheckedDefinition(there, newest, already=True)
        if newest is not None and workflow.version <= newest:
            there_is = "is published with other words" if key in known else "is not above it"
            said = (
                f"the newest version of {workflow.name} is {newest}, and {workflow.version} "
                f"{there_is}; write version: {newest + 1}"
            )
            raise BadDefinition(file, (self.readers.finding(text, file, ("version",), said),))
        words = Published(kind, workflow.name, workflow.version, text, words_hash(text))
        return CheckedDefinition(DefinitionView(words, workflow), newest, already=False)

    def _found(self, store: Store, key: Key) -> DefinitionView:
        kind, name, version = key
        own = store.definition(key)
        if own is not None and self.readers is not None:
            workflow = self.readers.workflow(own.text, f"{name}.yaml", False)
            return DefinitionView(own, workflow)
        if (shipped := self.shipped.definition(key)) is None:
            raise NotFound(kind.value, f"{name} {version}")
        return shipped


def catalogue_of(definitions: Catalogue | Mapping[tuple[str, int], Workflow]) -> Catalogue:
    """A catalogue; of plain workflows, one in which nothing else can be published."""
    if isinstance(definitions, Catalogue):
        return definitions
    return Catalogue(Shipped(definitions))
