"""Writes of the pain maps, measures and what follows from them; a file a verb."""
