CREATE TRIGGER objective_moves_as_its_workflow_allows
BEFORE UPDATE OF stage, run ON objective
WHEN (NEW.stage <> OLD.stage OR NEW.run <> OLD.run) AND NOT EXISTS (
    SELECT 1 FROM legal_move
    WHERE workflow = OLD.workflow AND version = OLD.workflow_version
      AND from_stage = OLD.stage AND to_stage = NEW.stage)
BEGIN
    SELECT RAISE(ABORT, 'an objective moves only as its workflow allows');
END;

CREATE TRIGGER objective_keeps_its_workflow
BEFORE UPDATE OF ref, negotiation, workflow, workflow_version ON objective
WHEN (NEW.ref, NEW.negotiation, NEW.workflow, NEW.workflow_version)
  IS NOT (OLD.ref, OLD.negotiation, OLD.workflow, OLD.workflow_version)
BEGIN
    SELECT RAISE(ABORT, 'an objective keeps its name, its negotiation and its workflow');
END;

CREATE TRIGGER ballot_ends_once
BEFORE UPDATE ON ballot
WHEN OLD.state <> 'open'
BEGIN
    SELECT RAISE(ABORT, 'a ballot ends once');
END;

CREATE TRIGGER ballot_keeps_what_was_frozen
BEFORE UPDATE ON ballot
WHEN (NEW.ref, NEW.number, NEW.stage, NEW.round, NEW.text, NEW.text_hash, NEW.rule_name,
      NEW.rule_version, NEW.rule_parameters, NEW.kinds, NEW.opened_at)
  IS NOT (OLD.ref, OLD.number, OLD.stage, OLD.round, OLD.text, OLD.text_hash, OLD.rule_name,
      OLD.rule_version, OLD.rule_parameters, OLD.kinds, OLD.opened_at)
BEGIN
    SELECT RAISE(ABORT, 'a ballot keeps what was frozen at its opening');
END;

CREATE TRIGGER ballot_stays
BEFORE DELETE ON ballot
BEGIN
    SELECT RAISE(ABORT, 'a ballot stays');
END;

CREATE TRIGGER seat_is_frozen
BEFORE UPDATE ON seat
BEGIN
    SELECT RAISE(ABORT, 'a seat is frozen');
END;

CREATE TRIGGER seat_stays
BEFORE DELETE ON seat
BEGIN
    SELECT RAISE(ABORT, 'a seat is frozen');
END;

CREATE TRIGGER position_is_in_time
BEFORE INSERT ON position
WHEN NOT EXISTS (
    SELECT 1 FROM ballot
    WHERE ref = NEW.ref AND number = NEW.ballot AND state = 'open' AND NEW.at < deadline_at)
BEGIN
    SELECT RAISE(ABORT, 'a position is taken on an open ballot before its deadline');
END;

CREATE TRIGGER position_is_not_changed
BEFORE UPDATE ON position
BEGIN
    SELECT RAISE(ABORT, 'position is append-only');
END;

CREATE TRIGGER position_stays
BEFORE DELETE ON position
BEGIN
    SELECT RAISE(ABORT, 'position is append-only');
END;

CREATE TRIGGER current_position_is_set_while_open
BEFORE INSERT ON current_position
WHEN NOT EXISTS (
    SELECT 1 FROM ballot WHERE ref = NEW.ref AND number = NEW.ballot AND state = 'open')
BEGIN
    SELECT RAISE(ABORT, 'a current position is written only while its ballot is open');
END;

CREATE TRIGGER current_position_is_replaced_while_open
BEFORE UPDATE OF ref, ballot, organisation, number ON current_position
WHEN (NEW.ref, NEW.ballot, NEW.organisation, NEW.number)
  IS NOT (OLD.ref, OLD.ballot, OLD.organisation, OLD.number) AND NOT EXISTS (
    SELECT 1 FROM ballot WHERE ref = NEW.ref AND number = NEW.ballot AND state = 'open')
BEGIN
    SELECT RAISE(ABORT, 'a current position is written only while its ballot is open');
END;

CREATE TRIGGER current_position_is_taken_back_while_open
BEFORE DELETE ON current_position
WHEN NOT EXISTS (
    SELECT 1 FROM ballot WHERE ref = OLD.ref AND number = OLD.ballot AND state = 'open')
BEGIN
    SELECT RAISE(ABORT, 'a current position is written only while its ballot is open');
END;

CREATE TRIGGER text_version_is_not_changed
BEFORE UPDATE ON text_version
BEGIN
    SELECT RAISE(ABORT, 'text_version is append-only');
END;

CREATE TRIGGER text_version_stays
BEFORE DELETE ON text_version
BEGIN
    SELECT RAISE(ABORT, 'text_version is append-only');
END;

CREATE TRIGGER ledger_is_not_changed
BEFORE UPDATE ON ledger
BEGIN
    SELECT RAISE(ABORT, 'ledger is append-only');
END;

CREATE TRIGGER ledger_stays
BEFORE DELETE ON ledger
BEGIN
    SELECT RAISE(ABORT, 'ledger is append-only');
END;

CREATE TRIGGER legal_move_is_not_changed
BEFORE UPDATE ON legal_move
BEGIN
    SELECT RAISE(ABORT, 'legal_move is append-only');
END;

CREATE TRIGGER legal_move_stays
BEFORE DELETE ON legal_move
BEGIN
    SELECT RAISE(ABORT, 'legal_move is append-only');
END;
