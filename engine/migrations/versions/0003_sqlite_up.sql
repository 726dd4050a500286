DROP TRIGGER ballot_keeps_what_was_frozen;

CREATE TRIGGER ballot_keeps_what_was_frozen
BEFORE UPDATE ON ballot
WHEN (NEW.ref, NEW.number, NEW.stage, NEW.round, NEW.text, NEW.text_hash, NEW.rule_name,
      NEW.rule_version, NEW.rule_parameters, NEW.kinds, NEW.opened_at,
      NEW.paragraphs, NEW.visibility, NEW.breaker)
  IS NOT (OLD.ref, OLD.number, OLD.stage, OLD.round, OLD.text, OLD.text_hash, OLD.rule_name,
      OLD.rule_version, OLD.rule_parameters, OLD.kinds, OLD.opened_at,
      OLD.paragraphs, OLD.visibility, OLD.breaker)
BEGIN
    SELECT RAISE(ABORT, 'a ballot keeps what was frozen at its opening');
END;
