"""`placet text ...`: brackets counted, two texts compared, proposals compiled.

Each command reads files, asks the engine, and says the answer as JSON or in words.
"""
