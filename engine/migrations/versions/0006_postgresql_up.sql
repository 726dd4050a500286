CREATE TRIGGER amendment_keeps_what_was_proposed
BEFORE UPDATE ON amendment FOR EACH ROW
WHEN ((NEW.ref, NEW.number, NEW.sponsor, NEW."by", NEW."at", NEW.base, NEW.round,
       NEW.change::text, NEW.reason, NEW.evidence)
  IS DISTINCT FROM (OLD.ref, OLD.number, OLD.sponsor, OLD."by", OLD."at", OLD.base, OLD.round,
       OLD.change::text, OLD.reason, OLD.evidence))
EXECUTE FUNCTION refuse_change('an amendment keeps what was proposed');

CREATE TRIGGER amendment_stays
BEFORE DELETE ON amendment FOR EACH ROW
EXECUTE FUNCTION refuse_change('an amendment stays');

CREATE TRIGGER amendment_is_not_emptied
BEFORE TRUNCATE ON amendment FOR EACH STATEMENT
EXECUTE FUNCTION refuse_change('an amendment stays');

CREATE TRIGGER translation_stays
BEFORE UPDATE OR DELETE ON translation FOR EACH ROW
EXECUTE FUNCTION refuse_change('translation is append-only');

CREATE TRIGGER translation_is_not_emptied
BEFORE TRUNCATE ON translation FOR EACH STATEMENT
EXECUTE FUNCTION refuse_change('translation is append-only');
