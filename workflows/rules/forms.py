"""Is every criterion of exactly one form, with exactly the keys that the form has?"""

from __future__ import annotations

from collections.abc import Iterator

from placet.engine.flaws import Flaw, Path, unknown
from placet.engine.rules.rule import EFFECTS
from placet.workflows.rules.schema import (
    AmountPart,
    BoundedPart,
    CriterionPart,
    DependsPart,
    RuleFile,
)

_FORMS = ("count", "share", "any_of", "all_of", "cases")
_QUANTITIES = ("positions", "effect", "seats", "parameter")
_EXAMPLE = "write at_least, more_than, at_most, fewer_than or equals"


def form_flaws(file: RuleFile) -> Iterator[Flaw]:
    """Every criterion that is of no form or of two, and effects that do not exist."""
    for name, position in file.positions.items():
        yield from unknown(("positions", name, "effects"), "effect", position.effects, EFFECTS)
    for n, criterion in enumerate(file.criteria):
        at: Path = ("criteria", n)
        if not criterion.name:
            yield Flaw(at, "a criterion needs a name; add name: ...")
        yield from _criterion(criterion, at)


def _criterion(part: CriterionPart, at: Path) -> Iterator[Flaw]:
    forms = [form for form in _FORMS if getattr(part, form) is not None]
    if len(forms) != 1:
        found = " and ".join(forms) or "none"
        yield Flaw(at, f"a criterion has one of {', '.join(_FORMS)}, not {found}; write one")
        return
    form = forms[0]
    if form in ("count", "share"):
        yield from _bound(part, at, needed=True)
    elif part.bounds():
        key = next(iter(part.bounds()))
        yield Flaw((*at, key), f"{form} has no bound of its own; move it into a part")
    if (form == "share") != (part.of is not None):
        said = "a share is a share of something; add of: ..."
        yield Flaw(at, said if form == "share" else f"{form} has no of; remove it")
    if (form == "cases") != (part.depends_on is not None):
        said = "cases depend on a number; add depends_on: ..."
        yield Flaw(at, said if form == "cases" else f"{form} has no depends_on; remove it")
    if part.empty != "not_met" and form != "share":
        yield Flaw((*at, "empty"), f"only a share can be 0/0, not {form}; remove empty")
    yield from _inside(part, at)


def _inside(part: CriterionPart, at: Path) -> Iterator[Flaw]:
    for key in ("count", "share", "of"):
        amount = getattr(part, key)
        if amount is not None:
            yield from _amount(amount, (*at, key))
    if part.depends_on is not None:
        yield from _depends(part.depends_on, (*at, "depends_on"))
    for key in ("any_of", "all_of"):
        inner = getattr(part, key)
        if inner is not None and len(inner) < 2:
            yield Flaw((*at, key), "alternatives are two or more; add one, or write it alone")
        for n, each in enumerate(inner or ()):
            yield from _criterion(each, (*at, key, n))
    if part.cases is not None and not part.cases:
        yield Flaw((*at, "cases"), "there is no case; list at least one")
    for n, case in enumerate(part.cases or ()):
        yield from _bound(case, (*at, "cases", n), needed=False)
        yield from _criterion(case.criterion, (*at, "cases", n, "criterion"))


def _bound(part: BoundedPart, at: Path, *, needed: bool) -> Iterator[Flaw]:
    bounds = part.bounds()
    if needed and not bounds:
        yield Flaw(at, f"there is no bound; {_EXAMPLE}")
    if len(bounds) > 1:
        second = list(bounds)[1]
        yield Flaw((*at, second), f"two bounds ({', '.join(bounds)}); remove one")
    if part.strict and not set(bounds) & {"at_least", "at_most"}:
        kind = next(iter(bounds), "no bound")
        yield Flaw(
            (*at, "strict"), f"strict belongs to at_least or at_most, not to {kind}; remove it"
        )


def _depends(part: DependsPart, at: Path) -> Iterator[Flaw]:
    if part.share is None and part.of is None:
        yield from _amount(part, at)
        return
    if part.share is None or part.of is None:
        yield Flaw(at, "share and of belong together; add the other")
    for key, amount in (("share", part.share), ("of", part.of)):
        if amount is not None:
            yield from _amount(amount, (*at, key))


def _amount(part: AmountPart, at: Path) -> Iterator[Flaw]:
    written = [key for key in _QUANTITIES if getattr(part, key) is not None]
    if len(written) != 1:
        found = " and ".join(written) or "none"
        yield Flaw(at, f"one of {', '.join(_QUANTITIES)} is counted, not {found}; write one")
    if part.less and part.seats is None:
        yield Flaw((*at, "less"), "less is taken from seats; add seats: all, or remove less")
    if part.parameter is not None and (part.cls or part.not_cls or part.mark):
        yield Flaw(at, "a parameter is a number of its own; remove class, not_class and mark")
