"""Mentions of media and networks at the desk: the list with its figures, one publication, files and feeds."""
