"""Processes that work as the product's own do and are killed at any moment, and the books that are compared after."""
