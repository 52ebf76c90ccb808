"""Addresses of reception in person on the public section."""

from django.urls import URLPattern, path

from otklik.web.public.reception import own_views, views

RECEPTION: list[URLPattern] = [
    path("reception/", views.reception, name="reception"),
    path("reception/consent/", views.consent, name="reception_consent"),
    path("reception/sign-up/", views.question, name="sign_up"),
    path("reception/sign-up/check/", views.check, name="sign_up_check"),
    path("reception/sign-up/again/", views.start_again, name="sign_up_again"),
    path("reception/sign-up/<slug:step_slug>/", views.question, name="sign_up_step"),
    path("reception/visit/", own_views.visit, name="visit"),
    path("reception/visit/cancel/", own_views.cancel, name="visit_cancel"),
    path("reception/visit/move/", own_views.move, name="visit_move"),
    path("reception/visit/close/", own_views.close, name="visit_close"),
]
