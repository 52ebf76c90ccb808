"""When to look deeper: thresholds, what crosses them, what is proposed."""
