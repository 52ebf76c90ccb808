"""Surveys at the desk: their list, launch, course, ways in, what is due."""
