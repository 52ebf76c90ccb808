"""Public pages and files of open data."""
