"""Addresses of proposals to other bodies."""

from django.urls import URLPattern, path

from otklik.web.staff.improvement import proposals

PROPOSALS: list[URLPattern] = [
    path("pains/proposals/", proposals.proposals, name="change_proposals"),
    path("pains/proposals/new/", proposals.new, name="change_proposal_new"),
    path("pains/proposals/<int:proposal_id>/", proposals.proposal, name="change_proposal"),
    path("pains/proposals/<int:proposal_id>/edit/", proposals.edit, name="change_proposal_edit"),
    path("pains/proposals/<int:proposal_id>/sent/", proposals.sent, name="change_proposal_sent"),
    path("pains/proposals/<int:proposal_id>/outcome/", proposals.outcome, name="change_proposal_outcome"),
    path(
        "pains/proposals/<int:proposal_id>/letter/<slug:file_format>/", proposals.letter, name="change_proposal_letter"
    ),
]
