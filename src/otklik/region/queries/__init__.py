"""Reads of a region: never a text, a person or a row of an administration, only kept figures."""
