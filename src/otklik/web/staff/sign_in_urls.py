"""Addresses of the pages about how the staff signs in."""

from django.urls import URLPattern, path

from otklik.web.staff.views import sign_in

SIGN_IN: list[URLPattern] = [
    path("sign-in/", sign_in.rule, name="sign_in_rule"),
    path("people/<int:user_id>/sign-in/", sign_in.person, name="person_sign_in"),
    path("people/<int:user_id>/sign-in/second-factor/", sign_in.reset, name="person_second_factor"),
    path("people/<int:user_id>/sign-in/sessions/", sign_in.end_sessions, name="person_sessions"),
]
