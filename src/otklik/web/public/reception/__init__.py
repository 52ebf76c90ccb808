"""Signing up for reception in person: questions one a page, the visitor's own sign-up by number and code."""
