"""Addresses of the staff's desk: one list a subject, joined here."""

app_name = "staff"
urlpatterns: list[object] = []
