"""What blocks consensus in words, and how far an objective is from it."""

from __future__ import annotations

from collections.abc import Mapping

from placet.engine.board import Against, Beside, Blocked
from placet.engine.board.distance import FAR
from placet.templates.dates import number
from placet.templates.i18n import filled, ngettext
from placet.templates.i18n import gettext as _
from placet.templates.kinds import position_label
from placet.templates.labels import listed
from placet.templates.needs import needed_sentences
from placet.templates.what_ifs import changes_sentence


def blocked_phrases(found: Blocked, places: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """What stands in the way, one phrase each; `places` are the names of paragraphs."""
    names = places or {}
    missing = _("; ").join(needed_sentences(found.needed))
    said = [filled(_("missing: {phrases}"), {"phrases": missing})] if missing else []
    said += [_against(a, names) for a in found.against]
    if found.passes and not found.clear:
        said.insert(0, _("the rule is met as positions are now"))
    if found.silent:
        said.append(_silent(found))
    if found.unconfirmed:
        values = {"names": listed(found.unconfirmed)}
        said.append(filled(_("to be confirmed by {names}"), values))
    if found.comments_open:
        sentence = ngettext(
            "{n} comment unanswered", "{n} comments unanswered", found.comments_open
        )
        said.append(filled(sentence, {"n": number(found.comments_open)}))
    if found.reviews_open:
        said.append(filled(_("review by {names}"), {"names": listed(found.reviews_open)}))
    if found.brackets:
        sentence = ngettext("{n} bracket open", "{n} brackets open", found.brackets)
        said.append(filled(sentence, {"n": number(found.brackets)}))
    said += _beside(found.beside)
    if found.decision:
        said.append(_("secretariat or chair must decide"))
    if found.begins:
        said.append(_("the stage is not begun"))
    if found.paused:
        said.append(_("on hold"))
    return tuple(said)


def blocked_sentence(found: Blocked, places: Mapping[str, str] | None = None) -> str:
    """The same in one line."""
    said = " \N{MIDDLE DOT} ".join(blocked_phrases(found, places))
    return said or _("nothing is asked in this stage")


def _against(found: Against, names: Mapping[str, str]) -> str:
    parts = [found.organisation]
    if found.paragraphs:
        named = listed([names.get(p, p) for p in found.paragraphs])
        one, many = _("paragraph {named}"), _("paragraphs {named}")
        parts.append(filled(one if len(found.paragraphs) == 1 else many, {"named": named}))
    parts.append(_("wording offered") if found.offered else _("no text offered"))
    values = {"kind": position_label(found.kind), "by": _(", ").join(parts)}
    return filled(_("{kind}: {by}"), values)


def _beside(found: Beside) -> list[str]:
    """What is open beside positions and comments, one phrase each."""
    waits = tuple(x for x in found.awaits if x not in found.fallen)
    said = [
        filled(_("concern of {who}: {title}"), {"who": x.organisation, "title": x.title})
        for x in found.concerns
    ]
    for sentence, names in (
        (_("scrutiny reserve held by {names}"), found.reserves),
        (_("{names} not satisfied with the answer to a comment"), found.unsatisfied),
        (_("waits for {names}, of the same package"), waits),
        (_("{names}, of the same package, ended without being adopted"), found.fallen),
        (_("{names}, an alternative to it, is adopted"), (found.rival,) if found.rival else ()),
    ):
        if names:
            said.append(filled(sentence, {"names": listed(names)}))
    if found.endorsers:
        sentence = ngettext("{n} endorser missing", "{n} endorsers missing", found.endorsers)
        said.append(filled(sentence, {"n": number(found.endorsers)}))
    if found.drafts:
        sentence = ngettext("{n} answer not published", "{n} answers not published", found.drafts)
        said.append(filled(sentence, {"n": number(found.drafts)}))
    return said


def _silent(found: Blocked) -> str:
    sentence = ngettext("{n} silent", "{n} silent", len(found.silent))
    said = filled(sentence, {"n": number(len(found.silent))})
    if not found.bounced:
        return said
    bounced = ngettext("{n} with bounced mail", "{n} with bounced mail", len(found.bounced))
    return _(", ").join((said, filled(bounced, {"n": number(len(found.bounced))})))


def what_if_phrases(found: Blocked) -> tuple[str, ...]:
    """What would let it pass, as the verdict says it, and what each objection alone decides."""
    said = [changes_sentence(found.changes)] if found.changes is not None else []
    for a in found.against:
        if a.enough is None:
            continue
        values = {"name": a.organisation, "kind": position_label(a.kind)}
        if a.enough:
            said.append(filled(_("If {name} lifts its {kind}, the rule is met."), values))
        else:
            said.append(filled(_("If {name} alone lifts its {kind}, the rule is not met."), values))
    return tuple(said)


def reach_sentence(found: Blocked) -> str:
    """How far it is: One change away, in the stage that adopts."""
    stages, changes = found.reach.stages, found.reach.changes
    if stages >= FAR:
        return _("No step leads to adoption from here.")
    if changes >= FAR:
        near = _("Nothing that anybody could do meets the rule")
    elif found.column.counts:
        sentence = ngettext("{n} change away", "{n} changes away", changes)
        near = filled(sentence, {"n": number(changes)})
    else:
        sentence = ngettext("{n} thing is open", "{n} things are open", changes)
        near = filled(sentence, {"n": number(changes)})
    then = ngettext("{n} step before adoption", "{n} steps before adoption", stages)
    if found.reach.beside:
        beside = found.reach.beside
        sentence = ngettext("{near}, {n} thing is open", "{near}, {n} things are open", beside)
        near = filled(sentence, {"near": near, "n": number(beside)})
    values = {"near": near, "then": filled(then, {"n": number(stages)})}
    return filled(_("{near}, {then}."), values)
