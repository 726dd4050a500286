DROP TRIGGER translation_is_not_emptied ON translation;

DROP TRIGGER translation_stays ON translation;

DROP TRIGGER amendment_is_not_emptied ON amendment;

DROP TRIGGER amendment_stays ON amendment;

DROP TRIGGER amendment_keeps_what_was_proposed ON amendment;
