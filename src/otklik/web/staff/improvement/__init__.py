"""Pains at the desk: maps of quarters, pains and their life, the road map, effect, thanks."""
