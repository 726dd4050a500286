"""Mandates, goals, soundings and discussion: what may be said before there is a text.

Whoever binds an organisation names its mandate, states its goals and answers soundings; drafters
and observers may discuss.  Secretariat and chair ask, and may write to the discussion.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from placet.engine import commands as c
from placet.engine import events as e
from placet.engine.access import Actor, standing
from placet.engine.beginnings import Goal, Post, Provision, Sounding, SoundingAnswer
from placet.engine.codec import instant
from placet.engine.decide.words import NAME, REMARK, TITLE, line, words
from placet.engine.errors import N_, BadInput, NotAllowed, NotFound, NotOpen, TooLate
from placet.engine.model import Negotiation

MOST_PROVISIONS = 200
"""How many provisions, and how many goals, one organisation may name at a table."""

MOST_THEMES = 20
MOST_OPTIONS = 12
LONGEST_SOUNDING = timedelta(days=366)

Events = tuple[e.NegotiationEvent, ...]


def decide_beginnings(
    before: Negotiation,
    command: c.BeginningCommand,
    actor: Actor,
    now: datetime,
    refs: Collection[str],
    post: Post | None = None,
) -> Events:
    """What the command brings about; `refs` are the objectives, `post` the one it speaks of."""
    match command:
        case c.CiteProvision():
            return _cite(before, command, _own(before, actor, now))
        case c.RemoveProvision():
            return _remove(before, command, _own(before, actor, now))
        case c.StateGoal():
            return _state(before, command, _own(before, actor, now))
        case c.WithdrawGoal():
            return _withdraw_goal(before, command, _own(before, actor, now))
        case c.OpenSounding():
            return _open(before, command, now, refs)
        case c.AnswerSounding():
            return _answer(before, command, actor, now)
        case c.CloseSounding():
            _open_sounding(before, command.number, now)
            return (e.SoundingClosed(command.number, now),)
        case c.WritePost():
            return _write(before, command, actor, now, refs, post)
        case c.WithdrawPost():
            return _take_back(command, actor, now, post)


def _own(before: Negotiation, actor: Actor, now: datetime) -> str:
    organisation = standing(actor, before, now).organisation
    if organisation is None:
        raise NotAllowed(N_("speak for an organisation"))
    return organisation


def _theme(before: Negotiation, field: str, raw: str) -> str:
    """The theme, spelled as it was first, so that those who mean one thing meet under it."""
    named = " ".join(line(field, raw, NAME).split())
    held = before.beginnings
    known = (*(g.theme for g in held.goals), *(t for p in held.provisions for t in p.themes))
    return next((theme for theme in known if theme.casefold() == named.casefold()), named)


def _cite(before: Negotiation, command: c.CiteProvision, organisation: str) -> Events:
    held = before.beginnings.provisions
    if sum(p.organisation == organisation for p in held) >= MOST_PROVISIONS:
        raise _too_many("citation")
    named = (_theme(before, "themes", t) for t in command.themes if t.strip())
    themes = tuple({theme.casefold(): theme for theme in named}.values())
    if not 1 <= len(themes) <= MOST_THEMES:
        raise BadInput(
            "themes",
            N_("A provision bears on 1 to {most} themes."),
            N_("Name the themes, one a line."),
            most=MOST_THEMES,
        )
    provision = Provision(
        number=before.beginnings.provisions_made + 1,
        organisation=organisation,
        citation=line("citation", command.citation, TITLE),
        words=words("words", command.words, REMARK, required=True),
        themes=themes,
    )
    return (e.ProvisionCited(provision),)


def _remove(before: Negotiation, command: c.RemoveProvision, organisation: str) -> Events:
    found = [p for p in before.beginnings.provisions if p.number == command.number]
    if not found:
        raise NotFound("provision", str(command.number))
    if found[0].organisation != organisation:
        raise NotAllowed(N_("act for another organisation"))
    return (e.ProvisionRemoved(command.number),)


def _state(before: Negotiation, command: c.StateGoal, organisation: str) -> Events:
    goals = before.beginnings.goals
    if sum(g.organisation == organisation for g in goals) >= MOST_PROVISIONS:
        raise _too_many("words")
    own = {p.number for p in before.beginnings.provisions if p.organisation == organisation}
    strange = [n for n in command.provisions if n not in own]
    if strange:
        raise BadInput(
            "provisions",
            N_("Provision {number} is none of the own mandate."),
            N_("Choose among those that the organisation has named."),
            number=strange[0],
        )
    goal = Goal(
        number=before.beginnings.goals_made + 1,
        organisation=organisation,
        theme=_theme(before, "theme", command.theme),
        sense=command.sense,
        words=words("words", command.words, REMARK, required=True),
        provisions=tuple(dict.fromkeys(command.provisions)),
    )
    return (e.GoalStated(goal),)


def _too_many(field: str) -> BadInput:
    return BadInput(
        field,
        N_("{most} are the most that one organisation may name."),
        N_("Remove some first."),
        most=MOST_PROVISIONS,
    )


def _withdraw_goal(before: Negotiation, command: c.WithdrawGoal, organisation: str) -> Events:
    found = [g for g in before.beginnings.goals if g.number == command.number]
    if not found:
        raise NotFound("goal", str(command.number))
    if found[0].organisation != organisation:
        raise NotAllowed(N_("act for another organisation"))
    return (e.GoalWithdrawn(command.number),)


def _open(
    before: Negotiation, command: c.OpenSounding, now: datetime, refs: Collection[str]
) -> Events:
    options = tuple(dict.fromkeys(line("options", x, NAME) for x in command.options if x.strip()))
    if not 2 <= len(options) <= MOST_OPTIONS:
        raise BadInput(
            "options",
            N_("A sounding offers between 2 and {most} answers."),
            N_("Write one a line."),
            most=MOST_OPTIONS,
        )
    if not now < command.closes_at <= now + LONGEST_SOUNDING:
        raise BadInput(
            "closes_at", N_("A sounding ends within a year."), N_("Choose a day still to come.")
        )
    sounding = Sounding(
        number=before.beginnings.soundings_made + 1,
        question=words("question", command.question, REMARK, required=True),
        options=options,
        opened_at=now,
        closes_at=command.closes_at,
        theme=_theme(before, "theme", command.theme) if command.theme.strip() else "",
        objective=_known(command.objective, refs),
    )
    return (e.SoundingOpened(sounding),)


def _known(ref: str, refs: Collection[str]) -> str:
    if ref and ref not in refs:
        raise BadInput(
            "objective",
            N_("{ref} is no objective of this negotiation."),
            N_("Choose among those that stand on its list."),
            ref=repr(ref[:40]),
        )
    return ref


def _open_sounding(before: Negotiation, number: int, now: datetime) -> Sounding:
    for sounding in before.beginnings.soundings:
        if sounding.number == number:
            if sounding.closed_at is not None:
                raise NotOpen(N_("The sounding"))
            if not sounding.open_at(now):
                raise TooLate(instant(sounding.closes_at))
            return sounding
    raise NotFound("sounding", str(number))


def _answer(before: Negotiation, command: c.AnswerSounding, actor: Actor, now: datetime) -> Events:
    organisation = _own(before, actor, now)
    sounding = _open_sounding(before, command.number, now)
    if command.option not in sounding.options:
        raise BadInput(
            "option",
            N_("{option} is none of the answers."),
            N_("Choose one of: {options}."),
            option=repr(command.option[:40]),
            options=", ".join(sounding.options),
        )
    said = words("words", command.words, REMARK)
    answer = SoundingAnswer(command.option, actor.person, now, said)
    return (e.SoundingAnswered(command.number, organisation, answer),)


def _write(
    before: Negotiation,
    command: c.WritePost,
    actor: Actor,
    now: datetime,
    refs: Collection[str],
    answered: Post | None,
) -> Events:
    who = standing(actor, before, now)
    theme, objective = command.theme, _known(command.objective, refs)
    if command.to is not None:
        if answered is None:
            raise NotFound("post", str(command.to))
        theme, objective = answered.theme, answered.objective
    if not theme and not objective:
        raise BadInput(
            "theme", N_("Nothing says what this is about."), N_("Name a theme or an objective.")
        )
    post = Post(
        number=before.beginnings.posts_made + 1,
        by=actor.person,
        at=now,
        words=words("words", command.words, REMARK, required=True),
        organisation=who.organisation,
        theme=_theme(before, "theme", theme) if theme.strip() else "",
        objective=objective,
        to=command.to,
    )
    return (e.PostWritten(post),)


def _take_back(command: c.WithdrawPost, actor: Actor, now: datetime, post: Post | None) -> Events:
    if post is None:
        raise NotFound("post", str(command.number))
    if post.by != actor.person:
        raise NotAllowed(N_("take back what somebody else wrote"))
    if post.withdrawn_at is not None:
        raise NotOpen(N_("A post that was taken back"))
    return (e.PostWithdrawn(command.number, now),)
