"""Addresses of organisers' packages."""

from django.urls import URLPattern, path

from otklik.web.staff.reports import package_list, package_moves, package_section, package_versions, package_view

_ONE = "reports/packages/<int:package_id>/"

PACKAGES: list[URLPattern] = [
    path("reports/packages/", package_list.packages, name="packages"),
    path("reports/packages/draft/", package_list.draft, name="package_draft"),
    path(
        "reports/packages/signatures/<int:signature_id>/<slug:part>/",
        package_versions.signature,
        name="package_signature",
    ),
    path(_ONE, package_view.package, name="package"),
    path(f"{_ONE}progress/", package_view.progress, name="package_progress"),
    path(f"{_ONE}hand-in/", package_moves.hand_in, name="package_hand_in"),
    path(f"{_ONE}accept/", package_moves.accept, name="package_accept"),
    path(f"{_ONE}return/", package_moves.give_back, name="package_return"),
    path(f"{_ONE}sign/", package_moves.sign, name="package_sign"),
    path(f"{_ONE}attach/", package_moves.attach, name="package_attach"),
    path(f"{_ONE}reopen/", package_moves.reopen, name="package_reopen"),
    path(f"{_ONE}remarks/<int:remark_id>/", package_moves.answer, name="package_remark"),
    path(f"{_ONE}recommend/", package_section.recommendation, name="package_recommend"),
    path(f"{_ONE}sections/<slug:section>/", package_section.section, name="package_section"),
    path(f"{_ONE}sections/<slug:section>/words/", package_section.words, name="package_words"),
    path(f"{_ONE}versions/", package_versions.versions, name="package_versions"),
    path(f"{_ONE}files/<slug:file_format>/", package_versions.download, name="package_file"),
]
