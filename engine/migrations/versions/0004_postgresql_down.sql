DROP TRIGGER definition_has_a_version_above_all ON definition;

DROP TRIGGER definition_is_not_emptied ON definition;

DROP TRIGGER definition_stays ON definition;

DROP TRIGGER objective_changes_version_where_it_stands ON objective;

DROP TRIGGER objective_keeps_its_workflow ON objective;

CREATE TRIGGER objective_keeps_its_workflow
BEFORE UPDATE ON objective FOR EACH ROW
WHEN ((NEW.ref, NEW.negotiation, NEW.workflow, NEW.workflow_version)
  IS DISTINCT FROM (OLD.ref, OLD.negotiation, OLD.workflow, OLD.workflow_version))
EXECUTE FUNCTION refuse_change('an objective keeps its name, its negotiation and its workflow');

DROP FUNCTION definition_has_a_version_above_all();

DROP FUNCTION objective_changes_version_where_it_stands();
