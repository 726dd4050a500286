DROP TRIGGER ballot_ends_once ON ballot;

CREATE TRIGGER ballot_ends_once
BEFORE UPDATE ON ballot FOR EACH ROW
WHEN (OLD.state <> 'open')
EXECUTE FUNCTION refuse_change('a ballot ends once');
