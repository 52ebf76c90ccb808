"""Bringing the database of an earlier release to this one: a copy first, a way back, and no half-way."""
