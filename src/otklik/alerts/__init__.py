"""Alerts («Порядок: livny 3»): dangerous texts, surges of a topic, breached deadlines."""
