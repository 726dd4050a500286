"""Time: periods, the instants at which they end, and the reminders around them.

`calendars` knows which days count, `periods` the lengths that people agree on, `instants`
where they end, `terms` what is counted from a meeting, `bounds` how far a deadline may be
moved, `reminders` when to write.
"""

from __future__ import annotations

from placet.engine.deadlines.bounds import (
    UNBOUNDED,
    Bounds,
    check_freezes,
    check_minimum,
    earliest_end,
    extended,
    latest_end,
    shortened,
)
from placet.engine.deadlines.calendars import (
    ORDINARY,
    WEEKDAYS,
    Calendar,
    Freeze,
    business_days_after,
    business_days_before,
    freeze_on,
    is_business_day,
)
from placet.engine.deadlines.instants import (
    LAST_MINUTE,
    Distance,
    after,
    before,
    check_zone,
    distance,
    ends,
    in_time,
    last_minute,
    local_day,
    resumed,
    unfrozen,
)
from placet.engine.deadlines.periods import (
    PERIOD_PATTERN,
    Period,
    parse_period,
    shorter,
)
from placet.engine.deadlines.reminders import (
    SHORT,
    overdue_due,
    overdue_times,
    reminder_times,
    reminders_due,
)
from placet.engine.deadlines.terms import (
    TERM_PATTERN,
    AfterMeeting,
    BeforeMeeting,
    Term,
    after_meeting,
    before_meeting,
    due,
    needs_meeting,
    parse_term,
)

__all__ = [
    "LAST_MINUTE",
    "ORDINARY",
    "PERIOD_PATTERN",
    "SHORT",
    "TERM_PATTERN",
    "UNBOUNDED",
    "WEEKDAYS",
    "AfterMeeting",
    "BeforeMeeting",
    "Bounds",
    "Calendar",
    "Distance",
    "Freeze",
    "Period",
    "Term",
    "after",
    "after_meeting",
    "before",
    "before_meeting",
    "business_days_after",
    "business_days_before",
    "check_freezes",
    "check_minimum",
    "check_zone",
    "distance",
    "due",
    "earliest_end",
    "ends",
    "extended",
    "freeze_on",
    "in_time",
    "is_business_day",
    "last_minute",
    "latest_end",
    "local_day",
    "needs_meeting",
    "overdue_due",
    "overdue_times",
    "parse_period",
    "parse_term",
    "reminder_times",
    "reminders_due",
    "resumed",
    "shortened",
    "shorter",
    "unfrozen",
]
