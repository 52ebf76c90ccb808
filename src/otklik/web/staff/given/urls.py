"""Addresses of invitations, paper, phone, coverage, giving and contacts."""

from django.urls import URLPattern, path

from otklik.web.staff.given import contacts, coverage, giving, invitations, paper, phone

GIVEN: list[URLPattern] = [
    path("surveys/<int:survey_id>/invitations/", invitations.invitations, name="survey_invitations"),
    path("surveys/<int:survey_id>/invitations/letters/", invitations.letters, name="survey_letters"),
    path("surveys/<int:survey_id>/invitations/slips/", invitations.slips, name="survey_slips"),
    path("surveys/<int:survey_id>/invitations/remind/", invitations.remind, name="survey_remind"),
    path("surveys/<int:survey_id>/invitations/replace/", invitations.replace, name="survey_replace"),
    path("surveys/<int:survey_id>/paper/", paper.batches, name="survey_batches"),
    path("surveys/<int:survey_id>/phone/", phone.phone, name="survey_phone"),
    path("surveys/paper/<int:batch_id>/", paper.batch, name="paper_batch"),
    path("surveys/paper/<int:batch_id>/record/", paper.record, name="paper_record"),
    path("surveys/paper/<int:batch_id>/drop/", paper.drop, name="paper_drop"),
    path("surveys/paper/<int:batch_id>/<int:turn>/<int:number>/", paper.sheet, name="paper_sheet"),
    path("surveys/paper/<int:batch_id>/differences/<int:number>/", paper.settle, name="paper_settle"),
    path("surveys/coverage/", coverage.coverage, name="coverage"),
    path("surveys/coverage/<slug:file_format>/", coverage.coverage_file, name="coverage_file"),
    path("surveys/given/", giving.giving, name="given"),
    path("surveys/given/rule/", giving.rule, name="given_rule"),
    path("surveys/given/hand/", giving.hand, name="given_hand"),
    path("surveys/given/sheet/<int:survey_id>/<int:process_id>/", giving.sheet, name="given_sheet"),
    path("surveys/given/numbers/", giving.numbers, name="given_numbers"),
    path("surveys/contacts/", contacts.contacts, name="survey_contacts"),
    path("surveys/contacts/<int:contact_id>/told/", contacts.told, name="survey_contact_told"),
    path("surveys/contacts/<int:contact_id>/erase/", contacts.erase, name="survey_contact_erase"),
]
