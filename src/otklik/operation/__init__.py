"""The node's own life: its state, its backups, its mail, its first run; nothing of any administration's work."""
