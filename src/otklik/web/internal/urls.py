"""Addresses of the employees' section."""

app_name = "internal"
urlpatterns: list[object] = []
