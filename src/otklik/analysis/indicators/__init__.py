"""Indicators of satisfaction: the profile's, counted over surveys. Порядок: murashi 5.12, biysk 4, livny 4."""
