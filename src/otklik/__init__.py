"""Otklik, the feedback system of a municipal administration."""
