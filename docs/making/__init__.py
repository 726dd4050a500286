"""What the pages of the reference are made by; `docs/generate.py` writes them."""
