"""Sentences made of values."""

__all__: list[str] = []
