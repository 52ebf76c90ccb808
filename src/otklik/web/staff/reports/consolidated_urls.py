"""Addresses of consolidated reports."""

from django.urls import URLPattern, path

from otklik.web.staff.reports import consolidated, consolidated_moves

_ONE = "reports/whole/<slug:period>/"

CONSOLIDATED: list[URLPattern] = [
    path("reports/whole/", consolidated.periods, name="consolidated"),
    path(
        "reports/whole/signatures/<int:signature_id>/<slug:part>/",
        consolidated.signature_file,
        name="consolidated_signature",
    ),
    path(
        "reports/whole/hand-overs/<int:hand_over_id>/file/",
        consolidated.hand_over_document,
        name="consolidated_hand_over_file",
    ),
    path(_ONE, consolidated.report, name="consolidated_report"),
    path(f"{_ONE}make/", consolidated_moves.make, name="consolidated_make"),
    path(f"{_ONE}words/", consolidated_moves.words, name="consolidated_words"),
    path(f"{_ONE}freeze/", consolidated_moves.freeze, name="consolidated_freeze"),
    path(f"{_ONE}edition/", consolidated_moves.edition, name="consolidated_edition"),
    path(f"{_ONE}sign/", consolidated_moves.sign, name="consolidated_sign"),
    path(f"{_ONE}attach/", consolidated_moves.attach, name="consolidated_attach"),
    path(f"{_ONE}hand-over/", consolidated_moves.hand_over, name="consolidated_hand_over"),
    path(f"{_ONE}<slug:report>/<slug:file_format>/", consolidated.report_file, name="consolidated_file"),
]
