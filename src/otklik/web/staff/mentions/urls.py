"""Addresses of mentions."""

from django.urls import URLPattern, path

from otklik.web.staff.mentions import feeds, lists, one

MENTIONS: list[URLPattern] = [
    path("mentions/", lists.mentions, name="mentions"),
    path("mentions/file/<slug:form>/", lists.export, name="mentions_file"),
    path("mentions/load/", feeds.load, name="mentions_load"),
    path("mentions/feeds/new/", feeds.feed, name="mention_feed_new"),
    path("mentions/feeds/<int:feed_id>/", feeds.feed, name="mention_feed"),
    path("mentions/<int:mention_id>/", one.mention, name="mention"),
    path("mentions/<int:mention_id>/part/", one.part, name="mention_part"),
    path("mentions/<int:mention_id>/evidence/", one.evidence, name="mention_evidence"),
]
