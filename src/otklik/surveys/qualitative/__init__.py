"""Sources that are listened to: interviews, focus groups, expert assessments, open answers."""
