"""Approval of frozen papers: which kinds there are, who signed what, which signature files belong to it."""
