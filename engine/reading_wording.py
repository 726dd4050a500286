"""Readings of the words: amendments, merging, one paragraph, convergence, languages, remarks.

Whoever may see an objective may see its amendments and whose they are: attribution of wording
is shown to participants.  Nothing here writes.
"""

from __future__ import annotations

from placet.engine.access import Actor
from placet.engine.agreed_so_far import AGREEMENTS, Noted, history, noted_in
from placet.engine.amendments import Amendment, AmendmentState
from placet.engine.decide.amendments import undecided
from placet.engine.decide.merging import merged_into
from placet.engine.errors import NotFound
from placet.engine.reading import Reading
from placet.engine.store import Store
from placet.engine.text import (
    Change,
    Text,
    Unfit,
    Version,
    compare,
    find,
    lineage,
    names_of,
    provenance,
    rebased_each,
)
from placet.engine.text.compiling import columns, compiled_changes
from placet.engine.translations import language_tag, translated
from placet.engine.views import ObjectiveView
from placet.engine.wording_shown import (
    amendments_shown,
    brought,
    compromise,
    converging,
    in_the_rows,
    is_about,
    remark_shown,
    since,
    wordings,
)
from placet.engine.wording_views import (
    AmendmentsView,
    CompilationView,
    ConvergenceView,
    MergeView,
    ParagraphView,
    RemarksView,
    TranslationView,
    VersionShown,
)

_ALL = 1_000_000_000


class WordingReading(Reading):
    """Everything that can be looked at about the words."""

    def amendments(self, actor: Actor, ref: str) -> AmendmentsView:
        """All amendments with what they do, and the order in which the open ones are put."""
        with self.database.reading() as store:
            view = self._objective(store, actor, ref)
            o = view.objective
            of = tuple(o.amendments.values())
            texts = _texts(store, view, of)
            origins = store.origins(ref)
            shown, order = amendments_shown(of, texts, view.text, origins, o.paragraphs_minted)
            return AmendmentsView(view, shown, order)

    def fitting(self, actor: Actor, ref: str) -> tuple[tuple[Amendment, Change], ...]:
        """The open amendments that fit the present text, each with what it does to that.

        For whoever needs no redlines: the text itself, or who else is about the same words.
        """
        with self.database.reading() as store:
            view = self._objective(store, actor, ref)
            return _fitting(store, view)[0]

    def merging(self, actor: Actor, ref: str, numbers: tuple[int, ...]) -> MergeView:
        """The present text with these amendments in it; BadInput as merging them would say."""
        with self.database.reading() as store:
            view = self._objective(store, actor, ref)
            o = view.objective
            chosen = tuple(undecided(o, n) for n in dict.fromkeys(numbers))
            texts, origins = _texts(store, view, chosen), store.origins(ref)
            made = {a.base: since(origins, a.base) for a in chosen}
            merged = merged_into(view.text, chosen, texts, o.paragraphs_minted, made)
            others = [(a.number, x) for a, x in _fitting(store, view)[0] if a not in chosen]
            then = rebased_each((x for _, x in others), view.text, merged.text, merged.origins)
            moot = (n for (n, _), x in zip(others, then, strict=True) if isinstance(x, Unfit))
            redline = compare(view.text, merged.text)
            return MergeView(view, chosen, merged, redline, tuple(moot))

    def paragraph(self, actor: Actor, ref: str, id: str) -> ParagraphView:
        """One paragraph through all versions; NotFound where no version has it."""
        with self.database.reading() as store:
            view = self._objective(store, actor, ref)
            kept = store.text_versions(ref)
            versions = [(v.head, v.text) for v in kept]
            found = wordings(versions, id)
            if not found:
                raise NotFound("paragraph", f"{ref}/{id}")
            all_of_it = [Version(v.head.number, v.text, v.origins) for v in kept]
            newest = next(v.text for v in reversed(kept) if find(v.text, id))
            return ParagraphView(
                view=view,
                id=id,
                label=names_of(newest, [id])[0],
                lineage=lineage(all_of_it, id),
                provenance=provenance(all_of_it, id),
                versions=found,
                amendments=tuple(
                    a for a in view.objective.amendments.values() if is_about(a.change, id)
                ),
                comments=tuple(c for c in view.comments if c.paragraph == id),
                agreements=history(_noted(store, view), id),
            )

    def convergence(self, actor: Actor, ref: str) -> ConvergenceView:
        """How far each version had come."""
        with self.database.reading() as store:
            view = self._objective(store, actor, ref)
            versions = [(v.head, v.text) for v in store.text_versions(ref)]
            return ConvergenceView(view, converging(versions, _noted(store, view)))

    def translation(self, actor: Actor, ref: str, language: str) -> TranslationView:
        """The newest version beside its words in another language, none where there are none."""
        with self.database.reading() as store:
            view = self._objective(store, actor, ref)
            tag = language_tag(language)
            if tag is None:
                raise NotFound("language", language)
            held = store.translations(ref, tag)
            versions = dict(store.texts(ref, {x.version for x in held.values()}))
            rows = translated(view.text, held, versions)
            return TranslationView(view, tag, store.languages(ref), rows)

    def compilation(self, actor: Actor, ref: str) -> CompilationView:
        """The present text as each organisation would have it, side by side."""
        with self.database.reading() as store:
            view = self._objective(store, actor, ref)
            fits, unfit = _fitting(store, view)
            made = compiled_changes(
                view.text,
                [(a.supporters, change) for a, change in fits],
                view.objective.paragraphs_minted,
            )
            proposals: dict[str, tuple[int, ...]] = {}
            for a, _ in fits:
                for name in a.supporters:
                    proposals[name] = (*proposals.get(name, ()), a.number)
            treated = tuple(
                a
                for a in view.objective.amendments.values()
                if a.state is AmendmentState.OPEN and a.treatment is not None
            )
            middle = compromise(
                treated,
                _texts(store, view, treated),
                view.text,
                store.origins(ref),
                view.objective.paragraphs_minted,
            )
            rows = columns(made.compilation)
            if middle is not None:
                middle = in_the_rows(middle, view.text, rows)
            return CompilationView(view, proposals, unfit, made.compilation, rows, middle)

    def versions(self, actor: Actor, ref: str) -> tuple[VersionShown, ...]:
        """Every version with its words, oldest first."""
        with self.database.reading() as store:
            self._objective(store, actor, ref)
            return tuple(VersionShown(v.head, v.text, v.origins) for v in store.text_versions(ref))

    def remarks(self, actor: Actor, ref: str) -> RemarksView:
        """The comments of all rounds, followed to the newest version."""
        with self.database.reading() as store:
            view = self._objective(store, actor, ref)
            texts = store.texts(ref, {view.shown.number, *(c.text for c in view.comments)})
            origins = store.origins(ref)
            rows = (remark_shown(c, texts, view.shown, origins) for c in view.comments)
            return RemarksView(view, tuple(rows))


def _texts(store: Store, view: ObjectiveView, of: tuple[Amendment, ...]) -> dict[int, Text]:
    """The words of the versions that these amendments are against."""
    return dict(store.texts(view.objective.ref, {a.base for a in of}))


def _fitting(
    store: Store, view: ObjectiveView
) -> tuple[tuple[tuple[Amendment, Change], ...], tuple[int, ...]]:
    """The open amendments against the present text, and the numbers of those that do not fit."""
    of = tuple(a for a in view.objective.amendments.values() if a.state is AmendmentState.OPEN)
    now = brought(of, _texts(store, view, of), view.text, store.origins(view.objective.ref))
    fits = tuple((a, x) for a in of if isinstance(x := now[a.number], Change))
    return fits, tuple(n for n, x in now.items() if isinstance(x, Unfit))


def _noted(store: Store, view: ObjectiveView) -> tuple[Noted, ...]:
    """What the record tells of agreement on this objective."""
    o = view.objective
    entries = store.ledger_entries(o.negotiation, object=f"{o.ref}/{AGREEMENTS}", limit=_ALL)
    return noted_in(entries, view.ballots, view.heads)
