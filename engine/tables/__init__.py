"""Tables: rows as SQLModel classes, with the constraints that hold whatever the code does."""
