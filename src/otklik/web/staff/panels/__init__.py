"""Panels of an item's page: one module a subject, which says what is shown beside the text and to whom."""
