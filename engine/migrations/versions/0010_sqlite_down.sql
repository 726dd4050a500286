DROP TRIGGER ballot_ends_once;

CREATE TRIGGER ballot_ends_once
BEFORE UPDATE ON ballot
WHEN OLD.state <> 'open'
BEGIN
    SELECT RAISE(ABORT, 'a ballot ends once');
END;
