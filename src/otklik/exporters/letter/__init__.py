"""Letters on a letterhead: the same letter as PDF and as a Word file."""
