"""Reports are computed; what is frozen stands in analysis."""
