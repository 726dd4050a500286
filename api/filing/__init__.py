"""Documents of an objective: written for those who ask, read for those who bring them.

Pages, the interface for programs and the command line all go through here.
"""
