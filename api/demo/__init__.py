"""The demonstration: one table, lived through the use cases by invented people.

Nothing is inserted.  The clock stands still and is moved from act to act; after each act
the work of the clock and of the mail worker is done, so closings, reminders and mails are
those that anybody would have seen.  It ends with an open endorsement a few days before its
deadline, and a second objective that is open for comments.
"""

from placet.api.demo.story import START, DemoPerson, load, loaded

__all__ = ["START", "DemoPerson", "load", "loaded"]
