"""What is agreed, paragraph by paragraph; packages; translations.

Agreement is noted by whoever serves the negotiation, on the version that was shown.  What is
said to be agreed ad referendum or agreed has no brackets left: they would say the contrary.
A paragraph that was agreed is open again as soon as its words change.
"""

from __future__ import annotations

import re

from placet.engine import events as e
from placet.engine.access import step_roles
from placet.engine.agreements import HELD, Agreement, Level, ParagraphPackage
from placet.engine.commands import (
    AgreeParagraphs,
    DissolvePackage,
    FormPackage,
    RecordTranslation,
    ReopenParagraphs,
)
from placet.engine.decide.amendments import check_version
from placet.engine.decide.situation import Situation
from placet.engine.decide.words import REMARK, TITLE, WORDING, line, words
from placet.engine.errors import N_, BadInput, Conflict, NotAllowed, NotFound, NotOpen
from placet.engine.parties import seated
from placet.engine.text import Text, find, names_of, paragraph_ids
from placet.engine.translations import language_tag

_BRACKET = re.compile(r"[\[\]]")


def agree_paragraphs(s: Situation, command: AgreeParagraphs) -> tuple[e.ObjectiveEvent, ...]:
    """Note the level of these paragraphs, on the present version."""
    text, o = _present(s, command.base), s.objective
    if command.level not in HELD:
        raise BadInput(
            "level", N_("That is no level of agreement."), N_("Reopen the paragraphs instead.")
        )
    chosen = _chosen(text, command.paragraphs)
    if command.pending and command.level is not Level.INFORMAL:
        raise BadInput(
            "pending",
            N_("Only what is agreed informally can be pending."),
            N_("Choose the informal level, or leave the organisations out."),
        )
    if command.level is not Level.INFORMAL:
        _unbracketed(text, chosen)
    for organisation in command.pending:
        if organisation not in seated(s.negotiation):
            raise BadInput(
                "pending",
                N_("{organisation} is not at this table."),
                N_("Choose among the organisations that were invited."),
                organisation=repr(organisation[:40]),
            )
    noted = Agreement(
        command.level,
        o.text.number,
        s.actor.person,
        s.now,
        tuple(dict.fromkeys(command.pending)),
        words("reason", command.reason, REMARK),
    )
    new = tuple(p for p in chosen if not _same(o.agreements.get(p), noted))
    return (e.AgreementNoted(new, noted),) if new else ()


def reopen_paragraphs(s: Situation, command: ReopenParagraphs) -> tuple[e.ObjectiveEvent, ...]:
    """Paragraphs that were agreed are open again, with the reason."""
    _negotiated(s)
    o = s.objective
    reason = words("reason", command.reason, REMARK, required=True)
    held = {p for p, noted in o.agreements.items() if noted.level in HELD} | {*o.agreed}
    chosen = tuple(dict.fromkeys(command.paragraphs))
    if not chosen:
        raise BadInput("paragraphs", N_("No paragraph was chosen."), N_("Choose at least one."))
    for paragraph in chosen:
        if paragraph not in held:
            raise BadInput(
                "paragraphs",
                N_("{paragraph} is not agreed."),
                N_("Choose among the paragraphs that are."),
                paragraph=repr(paragraph[:40]),
            )
    return (e.ParagraphsReopened(chosen, s.actor.person, s.now, reason, o.text.number),)


def form_package(s: Situation, command: FormPackage) -> tuple[e.ObjectiveEvent, ...]:
    """Link at least two paragraphs, none of which is linked already."""
    _negotiated(s)
    o = s.objective
    if s.text is None:
        raise ValueError("the words of the present version are needed")
    chosen = _chosen(s.text, command.paragraphs)
    if len(chosen) < 2:
        raise BadInput(
            "paragraphs", N_("A package links at least two paragraphs."), N_("Choose another.")
        )
    for package in o.packages:
        if common := [p for p in chosen if p in package.paragraphs]:
            raise BadInput(
                "paragraphs",
                N_("{paragraph} is linked already, in package {number} ({title})."),
                N_("Dissolve that package first."),
                paragraph=names_of(s.text, common[:1])[0],
                number=package.number,
                title=package.title,
            )
    title = line("title", command.title, TITLE)
    made = ParagraphPackage(o.packages_made + 1, title, chosen)
    return (e.PackageFormed(made, s.actor.person),)


def dissolve_package(s: Situation, command: DissolvePackage) -> tuple[e.ObjectiveEvent, ...]:
    """The paragraphs stand each for itself again."""
    _negotiated(s)
    if command.number not in {p.number for p in s.objective.packages}:
        raise NotFound("package", f"{s.objective.ref}/{command.number}")
    reason = words("reason", command.reason, REMARK)
    return (e.PackageDissolved(command.number, reason, s.actor.person),)


def record_translation(s: Situation, command: RecordTranslation) -> tuple[e.ObjectiveEvent, ...]:
    """The words of paragraphs of one version in another language than the authentic one."""
    o = s.objective
    if not step_roles(s.who, o) & {"secretariat", "lead"}:
        raise NotAllowed(N_("record a translation"))
    check_version(o, command.base)
    text = s.words_of(command.base)
    language = language_tag(command.language)
    if language is None:
        raise BadInput(
            "language",
            N_("{language} is not the tag of a language."),
            N_("Give a tag such as fr, ar or zh-Hant."),
            language=repr(command.language[:20]),
        )
    if language.lower() == text.language.lower():
        raise BadInput(
            "language",
            N_("The text itself is in {language}."),
            N_("Choose another language."),
            language=language,
        )
    _chosen(text, tuple(command.words))
    given = {p: words(f"words.{p}", raw, WORDING) for p, raw in command.words.items()}
    return (e.TranslationRecorded(language, command.base, given, s.actor.person),)


def _present(s: Situation, base: int) -> Text:
    """The words of the present version, where that is the one that was shown."""
    _negotiated(s)
    if base != s.objective.text.number:
        raise Conflict(N_("the text"), base, s.objective.text.number)
    if s.text is None:
        raise ValueError("the words of the present version are needed")
    return s.text


def _negotiated(s: Situation) -> None:
    if s.stage.end or s.stage.instrument:
        raise NotOpen(N_("Noting what is agreed"))


def _chosen(text: Text, paragraphs: tuple[str, ...]) -> tuple[str, ...]:
    """These paragraphs in the order of the text; BadInput for one that it does not have."""
    ids = paragraph_ids(text)
    wanted = {*paragraphs}
    if not wanted:
        raise BadInput("paragraphs", N_("No paragraph was chosen."), N_("Choose at least one."))
    if unknown := sorted(wanted - {*ids}):
        raise BadInput(
            "paragraphs",
            N_("{paragraph} is not a paragraph of this text."),
            N_("Choose among the paragraphs that the text has."),
            paragraph=repr(unknown[0][:40]),
        )
    return tuple(p for p in ids if p in wanted)


def _unbracketed(text: Text, paragraphs: tuple[str, ...]) -> None:
    for paragraph in paragraphs:
        found = find(text, paragraph)
        if found is not None and _BRACKET.search(found.words):
            raise BadInput(
                "paragraphs",
                N_("{paragraph} has brackets, which say that it is not agreed."),
                N_("Settle the brackets first, or note it as agreed informally."),
                paragraph=names_of(text, [paragraph])[0],
            )


def _same(held: Agreement | None, noted: Agreement) -> bool:
    """Whether this says nothing new."""
    return held is not None and (held.level, held.pending, held.text, held.reason) == (
        noted.level,
        noted.pending,
        noted.text,
        noted.reason,
    )
