"""Proposing a text and revising it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from placet.engine import events as e
from placet.engine.access import Actor, standing, step_roles
from placet.engine.commands import Propose, ReviseText
from placet.engine.decide.opening import open_for_positions
from placet.engine.decide.paragraph_ids import check_origins, check_text
from placet.engine.decide.remainder import reopened
from placet.engine.decide.restricting import restriction
from placet.engine.decide.situation import Situation, open_ballot, waits_to_start
from placet.engine.decide.taking_over import beginning, revisions
from placet.engine.decide.timing import asked_deadline, restarted, stage_deadline
from placet.engine.decide.words import REMARK, TITLE, line, words
from placet.engine.errors import N_, BadInput, Conflict, NotAllowed, NotOpen
from placet.engine.evolve import begin
from placet.engine.model import BallotState, Negotiation, StageRun, TextHead
from placet.engine.parties import seated
from placet.engine.restricting import within
from placet.engine.text import Origin, Text, changed_ids, text_hash, word_count
from placet.engine.workflow import Workflow


def propose(
    workflow: Workflow, negotiation: Negotiation, command: Propose, actor: Actor, now: datetime
) -> tuple[e.ObjectiveEvent, ...]:
    """The objective with its first text, in its first stage.

    The proposing organisation leads it, with those it names.  The secretariat enters what
    others propose, and says who leads: a text that was negotiated elsewhere, say.
    """
    who = standing(actor, negotiation, now)
    proposer = who.organisation if who.submits else None
    if proposer is None and not who.secretariat:
        raise NotAllowed(N_("propose an objective"))
    leads = check_leads(negotiation, (*([proposer] if proposer else ()), *command.leads))
    asked = command.restricted_to
    if asked and proposer:
        asked = (proposer, *asked)
    *earlier, newest = beginning(command, actor.person, proposer, now)
    first = earlier[0] if earlier else newest
    proposed = e.ObjectiveProposed(
        ref=command.ref,
        title=line("title", command.title, TITLE),
        purpose=words("purpose", command.purpose, REMARK),
        workflow=workflow.name,
        workflow_version=workflow.version,
        leads=leads,
        rounds_allowed=workflow.rounds,
        head=first.head,
        text=first.text,
        minted=command.minted,
        origins=first.origins,
        restricted_to=restriction(negotiation, asked, leads),
    )
    later = tuple(revisions((*earlier, newest), command.minted))
    return (proposed, *_first_stage(workflow, negotiation, command, proposed, actor, now, later))


def _first_stage(
    workflow: Workflow,
    negotiation: Negotiation,
    command: Propose,
    proposed: e.ObjectiveProposed,
    actor: Actor,
    now: datetime,
    later: tuple[e.TextRevised, ...],
) -> tuple[e.ObjectiveEvent, ...]:
    stage = workflow.stages[workflow.initial]
    entered = e.StageEntered(StageRun(1, stage.name, 1, now, None), "", "", None)
    objective = begin(proposed, entered, negotiation.symbol)
    table = within(negotiation, objective.restricted_to)
    s = Situation(workflow, table, objective, actor, now, command.text)
    deadline = None
    if command.deadline is not None:
        deadline = asked_deadline(s, stage, command.deadline)
    elif not stage.registered:
        deadline = stage_deadline(s, stage)
    entered = e.StageEntered(StageRun(1, stage.name, 1, now, deadline), "", "", None)
    s = s.after((entered, *later))
    if stage.ballot is None or waits_to_start(stage, s.objective):
        return (entered, *later)
    return (entered, *later, *open_for_positions(s, stage.ballot))


def revise_text(s: Situation, command: ReviseText) -> tuple[e.ObjectiveEvent, ...]:
    """A new version of the working text, as somebody wrote it; `new_version` says when not."""
    note = words("note", command.note, REMARK)
    return new_version(
        s, command.base, command.text, command.minted, note, command.editorial, command.origins
    )


def new_version(
    s: Situation,
    base: int,
    text: Text,
    minted: int,
    note: str,
    editorial: bool,
    origins: Mapping[str, Origin],
    *,
    restored: bool = False,
) -> tuple[e.ObjectiveEvent, ...]:
    """The new version, and what follows from it: agreed paragraphs reopen, periods restart.

    `restored` says that the words are those of an earlier version, whose ids need not be in
    the present one.  Raises Conflict when the author worked on an older version than the
    present one, NotOpen where the stage freezes the text, NotAllowed for roles that the stage
    does not name.
    """
    o, present = s.objective, revisable(s, base)
    if not restored:
        check_text(text, present, o.paragraphs_minted, minted)
        check_origins(origins, text, present)
    hashed = text_hash(text)
    if hashed == o.text.hash:
        raise BadInput("text", N_("Nothing was changed."), N_("Change the words, or go back."))
    head = TextHead(
        number=o.text.number + 1,
        hash=hashed,
        made_at=s.now,
        by=s.actor.person,
        organisation=s.who.organisation,
        note=note,
        editorial=editorial,
        words=word_count(text),
    )
    changed = changed_ids(present, text)
    revised = e.TextRevised(head, base, text, minted, changed, origins)
    void = _void(s)
    return (revised, *reopened(o, changed, head.number), *(void or restarted(s, "text")))


def revisable(s: Situation, base: int) -> Text:
    """The present text, where the actor may change it and has it before them.

    Raises NotOpen, NotAllowed and Conflict as `new_version` says.
    """
    o = s.objective
    if not s.stage.text_changed_by:
        raise NotOpen(N_("The text"))
    if not step_roles(s.who, o) & set(s.stage.text_changed_by):
        raise NotAllowed(N_("change the text in this stage"))
    if base != o.text.number:
        raise Conflict(N_("the text"), base, o.text.number)
    if s.text is None:
        raise ValueError("the words of the present version are needed")
    return s.text


def _void(s: Situation) -> tuple[e.ObjectiveEvent, ...]:
    """Where the stage says so, a ballot does not outlive the text that it asked about."""
    ballot, spec = open_ballot(s.objective), s.stage.ballot
    if ballot is None or spec is None or not spec.void_when_text_changes:
        return ()
    ended = e.BallotClosed(ballot.number, BallotState.SUPERSEDED, s.now, None, {})
    return (ended, e.StageClosed(s.objective.run.number))


def _leads(negotiation: Negotiation, wanted: tuple[str, ...]) -> tuple[str, ...]:
    for organisation in wanted:
        if organisation not in seated(negotiation):
            raise BadInput(
                "leads",
                N_("{organisation} is not at this table."),
                N_("Choose among the organisations that were invited."),
                organisation=repr(organisation[:40]),
            )
    return tuple(dict.fromkeys(wanted))


def check_leads(negotiation: Negotiation, wanted: tuple[str, ...]) -> tuple[str, ...]:
    """The organisations that are to lead; at least one, all at the table."""
    if not wanted:
        raise BadInput("leads", N_("Nobody would lead."), N_("Name at least one organisation."))
    return _leads(negotiation, wanted)
