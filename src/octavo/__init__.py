"""Octavo: a news service that people run themselves."""
