"""The words in which a negotiation often answers comments, kept by title."""

from __future__ import annotations

from typing import assert_never

from placet.engine import commands as c
from placet.engine import events as e
from placet.engine.decide.words import NAME, REMARK, line, words
from placet.engine.errors import N_, BadInput, NotFound
from placet.engine.model import Negotiation
from placet.engine.parties import AnswerTemplate

MOST_TEMPLATES = 100


def decide_answer_templates(
    before: Negotiation, command: c.AnswerTemplateCommand
) -> tuple[e.NegotiationEvent, ...]:
    """Keep a template, or keep it no longer."""
    known = {t.title for t in before.answer_templates}
    match command:
        case c.SaveTemplate():
            title = line("title", command.title, NAME)
            if title not in known and len(known) >= MOST_TEMPLATES:
                raise BadInput(
                    "title",
                    N_("There are {most} templates already."),
                    N_("Remove one that is not used."),
                    most=MOST_TEMPLATES,
                )
            said = words("words", command.words, REMARK, required=True)
            return (e.TemplateSaved(AnswerTemplate(title, said)),)
        case c.RemoveTemplate():
            if command.title not in known:
                raise NotFound("template", command.title)
            return (e.TemplateRemoved(command.title),)
        case _:
            assert_never(command)
