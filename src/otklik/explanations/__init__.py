"""Explanations of frequent reasons: articles for citizens, instructions for staff. Порядок: murashi 4.1.3."""
