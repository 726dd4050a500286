CREATE FUNCTION objective_changes_version_where_it_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.workflow_version < OLD.workflow_version
       OR (NEW.stage, NEW.run) IS DISTINCT FROM (OLD.stage, OLD.run)
       OR NOT EXISTS (
        SELECT 1 FROM legal_move m
        WHERE m.workflow = NEW.workflow AND m.version = NEW.workflow_version
          AND NEW.stage IN (m.from_stage, m.to_stage))
    THEN
        RAISE EXCEPTION USING ERRCODE = 'integrity_constraint_violation',
            MESSAGE = 'an objective moves only to a later version that has its stage';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION definition_has_a_version_above_all() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM definition d
        WHERE d.kind = NEW.kind AND d.name = NEW.name AND d.version >= NEW.version)
    THEN
        RAISE EXCEPTION USING ERRCODE = 'integrity_constraint_violation',
            MESSAGE = 'a version is above all that were published under its name';
    END IF;
    RETURN NEW;
END $$;

DROP TRIGGER objective_keeps_its_workflow ON objective;

CREATE TRIGGER objective_keeps_its_workflow
BEFORE UPDATE ON objective FOR EACH ROW
WHEN ((NEW.ref, NEW.negotiation, NEW.workflow)
  IS DISTINCT FROM (OLD.ref, OLD.negotiation, OLD.workflow))
EXECUTE FUNCTION refuse_change('an objective keeps its name, its negotiation and its workflow');

CREATE TRIGGER objective_changes_version_where_it_stands
BEFORE UPDATE ON objective FOR EACH ROW
WHEN (NEW.workflow_version <> OLD.workflow_version)
EXECUTE FUNCTION objective_changes_version_where_it_stands();

CREATE TRIGGER definition_stays
BEFORE UPDATE OR DELETE ON definition FOR EACH ROW
EXECUTE FUNCTION refuse_change('definition is append-only');

CREATE TRIGGER definition_is_not_emptied
BEFORE TRUNCATE ON definition FOR EACH STATEMENT
EXECUTE FUNCTION refuse_change('definition is append-only');

CREATE TRIGGER definition_has_a_version_above_all
BEFORE INSERT ON definition FOR EACH ROW
EXECUTE FUNCTION definition_has_a_version_above_all();
