"""Measurements of Placet beside its limits; run `bench/run.py`."""
