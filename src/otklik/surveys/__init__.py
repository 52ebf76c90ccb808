"""Questionnaires, surveys and their answers. Порядок: murashi 5, biysk 4 and 5, livny 4 and 5."""
