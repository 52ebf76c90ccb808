"""Channels at the desk: how each is served, connections, what leaves, what could not be read."""
