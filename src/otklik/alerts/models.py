"""Watched words, and alerts that somebody has to see."""
