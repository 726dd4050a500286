CREATE TRIGGER amendment_keeps_what_was_proposed
BEFORE UPDATE OF ref, number, sponsor, "by", "at", base, round, change, reason, evidence
  ON amendment
WHEN (NEW.ref, NEW.number, NEW.sponsor, NEW."by", NEW."at", NEW.base, NEW.round, NEW.change,
      NEW.reason, NEW.evidence)
  IS NOT (OLD.ref, OLD.number, OLD.sponsor, OLD."by", OLD."at", OLD.base, OLD.round, OLD.change,
      OLD.reason, OLD.evidence)
BEGIN
    SELECT RAISE(ABORT, 'an amendment keeps what was proposed');
END;

CREATE TRIGGER amendment_stays
BEFORE DELETE ON amendment
BEGIN
    SELECT RAISE(ABORT, 'an amendment stays');
END;

CREATE TRIGGER translation_is_not_changed
BEFORE UPDATE ON translation
BEGIN
    SELECT RAISE(ABORT, 'translation is append-only');
END;

CREATE TRIGGER translation_stays
BEFORE DELETE ON translation
BEGIN
    SELECT RAISE(ABORT, 'translation is append-only');
END;
