"""Addresses of proposals of additional surveys."""

from django.urls import URLPattern, path

from otklik.web.staff.proposals import views

PROPOSALS: list[URLPattern] = [
    path("surveys/proposals/", views.proposals, name="survey_proposals"),
    path("surveys/proposals/look/", views.look, name="survey_proposals_look"),
    path("surveys/proposals/<int:proposal_id>/", views.proposal, name="survey_proposal"),
    path("surveys/proposals/<int:proposal_id>/accept/", views.accept, name="survey_proposal_accept"),
    path("surveys/proposals/<int:proposal_id>/decline/", views.decline, name="survey_proposal_decline"),
    path("surveys/proposals/<int:proposal_id>/finding/", views.close, name="survey_proposal_close"),
    path("surveys/proposals/<int:proposal_id>/order/<slug:file_format>/", views.order, name="survey_proposal_order"),
]
