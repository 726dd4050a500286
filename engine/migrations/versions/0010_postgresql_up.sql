DROP TRIGGER ballot_ends_once ON ballot;

CREATE TRIGGER ballot_ends_once
BEFORE UPDATE OF ref, number, stage, round, text, text_hash, rule_name, rule_version, rule_parameters,
  kinds, opened_at, deadline_at, deadline_zone, state, closed_at, passed, verdict, paragraphs,
  visibility, breaker, awaiting ON ballot
FOR EACH ROW
WHEN (OLD.state <> 'open')
EXECUTE FUNCTION refuse_change('a ballot ends once');
