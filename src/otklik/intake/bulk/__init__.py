"""Taking in many messages at once: rows of a file become rows of the tables, chunk by chunk."""
