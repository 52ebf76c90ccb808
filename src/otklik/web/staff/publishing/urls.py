"""Addresses of publications."""

from django.urls import URLPattern, path

from otklik.web.staff.publishing import board, one, open_data, placement, posts, propose, withdraw

PUBLISHING: list[URLPattern] = [
    path("reports/publications/", board.publications, name="publications"),
    path("reports/publications/new/<slug:kind>/<str:key>/", propose.propose, name="publication_propose"),
    path("reports/publications/<int:publication_id>/", one.publication, name="publication"),
    path("reports/publications/<int:publication_id>/approve/", one.approve, name="publication_approve"),
    path("reports/publications/<int:publication_id>/return/", one.send_back, name="publication_return"),
    path("reports/publications/<int:publication_id>/recall/", one.recall, name="publication_recall"),
    path("reports/publications/<int:publication_id>/withdraw/", withdraw.withdraw, name="publication_withdraw"),
    path("reports/publications/<int:publication_id>/posts/", posts.posts, name="publication_posts"),
    path(
        "reports/publications/<int:publication_id>/posts/<int:connection_id>/send/", posts.send, name="publication_post"
    ),
    path("reports/placement/", placement.placement, name="placement"),
    path("reports/open-data/", open_data.open_data, name="open_data"),
    path("reports/releases/", open_data.releases, name="releases"),
]
