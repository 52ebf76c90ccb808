"""Reports by an administration's own Word files: which fields there are, what they say, which file is chosen."""
