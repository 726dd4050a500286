"""The algebra of amendments: what changes do to a text, alone, together and over versions.

Everything here is a pure function of values.  `placet.engine.text` exports what is the
contract; the modules of this package may be rearranged.
"""
