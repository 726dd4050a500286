DROP TRIGGER translation_stays;

DROP TRIGGER translation_is_not_changed;

DROP TRIGGER amendment_stays;

DROP TRIGGER amendment_keeps_what_was_proposed;
