"""Routing: the rules made ready, what they decide, how right they were, what waits to be forwarded."""
