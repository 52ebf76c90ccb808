"""Panels of a measure's page."""
