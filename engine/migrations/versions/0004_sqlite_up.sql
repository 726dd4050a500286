DROP TRIGGER objective_keeps_its_workflow;

CREATE TRIGGER objective_keeps_its_workflow
BEFORE UPDATE OF ref, negotiation, workflow ON objective
WHEN (NEW.ref, NEW.negotiation, NEW.workflow) IS NOT (OLD.ref, OLD.negotiation, OLD.workflow)
BEGIN
    SELECT RAISE(ABORT, 'an objective keeps its name, its negotiation and its workflow');
END;

CREATE TRIGGER objective_changes_version_where_it_stands
BEFORE UPDATE OF workflow_version ON objective
WHEN NEW.workflow_version <> OLD.workflow_version AND (
    NEW.workflow_version < OLD.workflow_version
    OR (NEW.stage, NEW.run) IS NOT (OLD.stage, OLD.run)
    OR NOT EXISTS (
        SELECT 1 FROM legal_move
        WHERE workflow = NEW.workflow AND version = NEW.workflow_version
          AND NEW.stage IN (from_stage, to_stage)))
BEGIN
    SELECT RAISE(ABORT, 'an objective moves only to a later version that has its stage');
END;

CREATE TRIGGER definition_is_not_changed
BEFORE UPDATE ON definition
BEGIN
    SELECT RAISE(ABORT, 'definition is append-only');
END;

CREATE TRIGGER definition_stays
BEFORE DELETE ON definition
BEGIN
    SELECT RAISE(ABORT, 'definition is append-only');
END;

CREATE TRIGGER definition_has_a_version_above_all
BEFORE INSERT ON definition
WHEN EXISTS (
    SELECT 1 FROM definition
    WHERE kind = NEW.kind AND name = NEW.name AND version >= NEW.version)
BEGIN
    SELECT RAISE(ABORT, 'a version is above all that were published under its name');
END;
