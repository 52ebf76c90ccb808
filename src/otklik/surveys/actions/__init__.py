"""Writes of surveys: one verb a file."""
