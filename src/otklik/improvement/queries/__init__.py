"""Reads of pains, maps and measures, a file a subject."""
