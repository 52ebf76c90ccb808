"""Measurements of the product as a whole; see README.md. Never part of the tests."""
