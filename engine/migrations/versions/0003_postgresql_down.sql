DROP TRIGGER ballot_keeps_what_was_frozen ON ballot;

CREATE TRIGGER ballot_keeps_what_was_frozen
BEFORE UPDATE ON ballot FOR EACH ROW
WHEN ((NEW.ref, NEW.number, NEW.stage, NEW.round, NEW.text, NEW.text_hash, NEW.rule_name,
       NEW.rule_version, NEW.rule_parameters::text, NEW.kinds::text, NEW.opened_at)
  IS DISTINCT FROM (OLD.ref, OLD.number, OLD.stage, OLD.round, OLD.text, OLD.text_hash,
       OLD.rule_name, OLD.rule_version, OLD.rule_parameters::text, OLD.kinds::text,
       OLD.opened_at))
EXECUTE FUNCTION refuse_change('a ballot keeps what was frozen at its opening');
