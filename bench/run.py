"""Measure Placet beside its limits and say so in a table and in JSON.

    .venv/bin/python bench/run.py [--quick] [--json FILE] [--only recording,starting,...]

Ratios of figures taken side by side in one run travel from machine to machine; the figures
themselves do not.  Nothing else should run meanwhile.  `docs/measurements.md` explains them.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.sections import main

if __name__ == "__main__":
    main()
