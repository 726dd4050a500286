"""`SpiffWorkflow`: the procedure as BPMN; a step completes the task at which an object waits."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

from SpiffWorkflow.bpmn import BpmnWorkflow
from SpiffWorkflow.bpmn.parser import BpmnParser
from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer
from SpiffWorkflow.util.task import TaskState

from bench.peers.walk import END, Asked, Known

FILE = Path(__file__).with_name("procedure.bpmn")


class Spiff:
    """One workflow an object, all of one specification."""

    def __init__(self) -> None:
        parser = BpmnParser()
        parser.add_bpmn_file(str(FILE))
        self.spec = parser.get_spec("procedure")
        self.serializer = BpmnWorkflowSerializer()

    def new(self) -> Any:
        made = BpmnWorkflow(self.spec)
        made.do_engine_steps()
        return made

    def step(self, of: Any, asked: Asked, known: Known) -> Any:
        task = of.get_next_task(state=TaskState.READY, manual=True)
        task.data.update(asdict(known), asked=asked.name)
        task.run()
        of.do_engine_steps()
        return of

    def stage(self, of: Any) -> str:
        if of.is_completed():
            return END
        return str(of.get_next_task(state=TaskState.READY, manual=True).task_spec.name)

    def stored(self, of: Any) -> Any:
        return self.serializer.serialize_json(of)

    def restored(self, stored: Any) -> Any:
        return self.serializer.deserialize_json(stored)
