"""A command and a value become events."""
