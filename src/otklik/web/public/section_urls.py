"""Addresses of what the administration puts before the public: they stay for ever."""

from django.urls import URLPattern, path

from otklik.web.public.views import decisions, feed, order, results

OPEN_SECTION: list[URLPattern] = [
    path("results/", results.results, name="results"),
    path("results/<str:quarter>/", results.quarter_results, name="quarter_results"),
    path("decisions/", decisions.decisions, name="decisions"),
    path("decisions/<str:key>/", decisions.decision, name="decision"),
    path("use/", order.use, name="use"),
    path("documents/", order.documents, name="documents"),
    path("documents/order/", order.order, name="order"),
    path("feed.atom", feed.feed, name="feed"),
]
