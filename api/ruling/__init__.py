"""Decision rules tried from the command line: listed, shown, evaluated, compared, checked.

Everything is judged by `placet.engine.rules` and worded by `placet.templates`; here files are
read, errors get their places, and answers their shape.
"""
