DROP TRIGGER definition_has_a_version_above_all;

DROP TRIGGER definition_stays;

DROP TRIGGER definition_is_not_changed;

DROP TRIGGER objective_changes_version_where_it_stands;

DROP TRIGGER objective_keeps_its_workflow;

CREATE TRIGGER objective_keeps_its_workflow
BEFORE UPDATE OF ref, negotiation, workflow, workflow_version ON objective
WHEN (NEW.ref, NEW.negotiation, NEW.workflow, NEW.workflow_version)
  IS NOT (OLD.ref, OLD.negotiation, OLD.workflow, OLD.workflow_version)
BEGIN
    SELECT RAISE(ABORT, 'an objective keeps its name, its negotiation and its workflow');
END;
