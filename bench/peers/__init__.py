"""Engines that take the same walk, each in a process of its own; see `bench.engines`."""
