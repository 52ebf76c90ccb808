"""Text understanding of one administration: learned from its own decisions, it suggests, and a person decides."""
