"""Texts that mean the same: groups, their names in plain Russian, their most typical texts."""

from otklik.core.text_groups.grouping import ALONE, Level, group_rows, group_texts, least_of
from otklik.core.text_groups.headings import shared_headings
from otklik.core.text_groups.naming import group_phrases, named
from otklik.core.text_groups.words import WordTable, weighed

__all__ = [
    "ALONE",
    "Level",
    "WordTable",
    "group_phrases",
    "group_rows",
    "group_texts",
    "least_of",
    "named",
    "shared_headings",
    "weighed",
]
