"""Pages of interviews, focus groups, expert assessments."""
