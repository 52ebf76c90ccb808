"""Registers of other systems at the desk: sources of files, what goes back, files for the portals of reporting."""
