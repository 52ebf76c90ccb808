"""Addresses of regions."""

from django.urls import path

from otklik.web.region import board, people

app_name = "region"
urlpatterns = [
    path("", board.start, name="start"),
    path("<slug:slug>/", board.indicators, name="board"),
    path("<slug:slug>/quarters/", board.trends, name="trends"),
    path("<slug:slug>/quarters/<slug:subject>/", board.trends, name="trend"),
    path("<slug:slug>/duties/", board.duties, name="duties"),
    path("<slug:slug>/members/", people.members, name="members"),
    path("<slug:slug>/members/ask/", people.ask, name="ask"),
    path("<slug:slug>/people/", people.people, name="people"),
    path("<slug:slug>/people/<int:user_id>/close/", people.close, name="close_account"),
    path("<slug:slug>/file/<str:quarter>/<slug:file_format>/", board.file, name="file"),
]
