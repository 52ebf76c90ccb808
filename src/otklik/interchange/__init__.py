"""Other systems of the administration: keys to the programming interface, what they sent, what they are told."""
