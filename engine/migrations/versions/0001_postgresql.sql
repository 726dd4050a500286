CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION USING ERRCODE = 'integrity_constraint_violation', MESSAGE = TG_ARGV[0];
END $$;

CREATE FUNCTION objective_moves_as_its_workflow_allows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM legal_move m
        WHERE m.workflow = OLD.workflow AND m.version = OLD.workflow_version
          AND m.from_stage = OLD.stage AND m.to_stage = NEW.stage)
    THEN
        RAISE EXCEPTION USING ERRCODE = 'integrity_constraint_violation',
            MESSAGE = 'an objective moves only as its workflow allows';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION position_is_in_time() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM ballot b
        WHERE b.ref = NEW.ref AND b.number = NEW.ballot AND b.state = 'open'
          AND NEW.at < b.deadline_at)
    THEN
        RAISE EXCEPTION USING ERRCODE = 'integrity_constraint_violation',
            MESSAGE = 'a position is taken on an open ballot before its deadline';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION current_position_is_written_while_open() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM ballot b
        WHERE b.ref = NEW.ref AND b.number = NEW.ballot AND b.state = 'open')
    THEN
        RAISE EXCEPTION USING ERRCODE = 'integrity_constraint_violation',
            MESSAGE = 'a current position is written only while its ballot is open';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION current_position_is_taken_back_while_open() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM ballot b
        WHERE b.ref = OLD.ref AND b.number = OLD.ballot AND b.state = 'open')
    THEN
        RAISE EXCEPTION USING ERRCODE = 'integrity_constraint_violation',
            MESSAGE = 'a current position is written only while its ballot is open';
    END IF;
    RETURN OLD;
END $$;

CREATE TRIGGER objective_moves_as_its_workflow_allows
BEFORE UPDATE ON objective FOR EACH ROW
WHEN (NEW.stage <> OLD.stage OR NEW.run <> OLD.run)
EXECUTE FUNCTION objective_moves_as_its_workflow_allows();

CREATE TRIGGER objective_keeps_its_workflow
BEFORE UPDATE ON objective FOR EACH ROW
WHEN ((NEW.ref, NEW.negotiation, NEW.workflow, NEW.workflow_version)
  IS DISTINCT FROM (OLD.ref, OLD.negotiation, OLD.workflow, OLD.workflow_version))
EXECUTE FUNCTION refuse_change('an objective keeps its name, its negotiation and its workflow');

CREATE TRIGGER ballot_ends_once
BEFORE UPDATE ON ballot FOR EACH ROW
WHEN (OLD.state <> 'open')
EXECUTE FUNCTION refuse_change('a ballot ends once');

CREATE TRIGGER ballot_keeps_what_was_frozen
BEFORE UPDATE ON ballot FOR EACH ROW
WHEN ((NEW.ref, NEW.number, NEW.stage, NEW.round, NEW.text, NEW.text_hash, NEW.rule_name,
       NEW.rule_version, NEW.rule_parameters::text, NEW.kinds::text, NEW.opened_at)
  IS DISTINCT FROM (OLD.ref, OLD.number, OLD.stage, OLD.round, OLD.text, OLD.text_hash,
       OLD.rule_name, OLD.rule_version, OLD.rule_parameters::text, OLD.kinds::text,
       OLD.opened_at))
EXECUTE FUNCTION refuse_change('a ballot keeps what was frozen at its opening');

CREATE TRIGGER ballot_stays
BEFORE DELETE ON ballot FOR EACH ROW
EXECUTE FUNCTION refuse_change('a ballot stays');

CREATE TRIGGER ballot_is_not_emptied
BEFORE TRUNCATE ON ballot FOR EACH STATEMENT
EXECUTE FUNCTION refuse_change('a ballot stays');

CREATE TRIGGER seat_stays
BEFORE UPDATE OR DELETE ON seat FOR EACH ROW
EXECUTE FUNCTION refuse_change('a seat is frozen');

CREATE TRIGGER seat_is_not_emptied
BEFORE TRUNCATE ON seat FOR EACH STATEMENT
EXECUTE FUNCTION refuse_change('a seat is frozen');

CREATE TRIGGER position_stays
BEFORE UPDATE OR DELETE ON position FOR EACH ROW
EXECUTE FUNCTION refuse_change('position is append-only');

CREATE TRIGGER position_is_not_emptied
BEFORE TRUNCATE ON position FOR EACH STATEMENT
EXECUTE FUNCTION refuse_change('position is append-only');

CREATE TRIGGER text_version_stays
BEFORE UPDATE OR DELETE ON text_version FOR EACH ROW
EXECUTE FUNCTION refuse_change('text_version is append-only');

CREATE TRIGGER text_version_is_not_emptied
BEFORE TRUNCATE ON text_version FOR EACH STATEMENT
EXECUTE FUNCTION refuse_change('text_version is append-only');

CREATE TRIGGER ledger_stays
BEFORE UPDATE OR DELETE ON ledger FOR EACH ROW
EXECUTE FUNCTION refuse_change('ledger is append-only');

CREATE TRIGGER ledger_is_not_emptied
BEFORE TRUNCATE ON ledger FOR EACH STATEMENT
EXECUTE FUNCTION refuse_change('ledger is append-only');

CREATE TRIGGER legal_move_stays
BEFORE UPDATE OR DELETE ON legal_move FOR EACH ROW
EXECUTE FUNCTION refuse_change('legal_move is append-only');

CREATE TRIGGER legal_move_is_not_emptied
BEFORE TRUNCATE ON legal_move FOR EACH STATEMENT
EXECUTE FUNCTION refuse_change('legal_move is append-only');

CREATE TRIGGER position_is_in_time
BEFORE INSERT ON position FOR EACH ROW
EXECUTE FUNCTION position_is_in_time();

CREATE TRIGGER current_position_is_set_while_open
BEFORE INSERT ON current_position FOR EACH ROW
EXECUTE FUNCTION current_position_is_written_while_open();

CREATE TRIGGER current_position_is_replaced_while_open
BEFORE UPDATE ON current_position FOR EACH ROW
WHEN ((NEW.ref, NEW.ballot, NEW.organisation, NEW.number)
  IS DISTINCT FROM (OLD.ref, OLD.ballot, OLD.organisation, OLD.number))
EXECUTE FUNCTION current_position_is_written_while_open();

CREATE TRIGGER current_position_is_taken_back_while_open
BEFORE DELETE ON current_position FOR EACH ROW
EXECUTE FUNCTION current_position_is_taken_back_while_open();
