"""Versions of a package: what was handed in when, what changed, the files."""

from django.http import HttpResponse

from otklik.reporting.packages.page import compared, package_page
from otklik.reporting.packages.told import render_package
from otklik.reporting.policies import can_view_packages
from otklik.reporting.queries import report_formats
from otklik.reporting.sign_off.queries import WHAT_IS_CHECKED, sign_offs_of_each
from otklik.web.shared.pages import staff_page
from otklik.web.shared.report_files import send_report
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.improvement.numbers import number_of
from otklik.web.staff.reports.signature_files import send_signature
from otklik.web.staff.reports.tabs import reports_page


@staff_page(can_view_packages)
def versions(request: PageRequest, package_id: int) -> HttpResponse:
    """Every version with its digest and its signatures, also of those returned; and two of them side by side."""
    shown = package_page(request.actor, package_id)
    signed = sign_offs_of_each(request.actor, "package", [one.pk for one in shown.versions])
    before, after = _chosen(request, [one.number for one in shown.versions])
    found = compared(request.actor, package_id, before, after) if before and before != after else None
    return reports_page(
        request,
        "staff/reports/package/versions.html",
        "packages",
        shown=shown,
        rows=[(one, signed[one.pk]) for one in shown.versions],
        checked=WHAT_IS_CHECKED,
        package=shown.package,
        comparison=found,
        before=before,
        after=after,
        formats=report_formats(),
    )


def _chosen(request: PageRequest, numbers: list[int]) -> tuple[int | None, int | None]:
    """The versions asked for, else the last two; with one alone it is compared with the working copy."""
    usual = next(iter(numbers[-2:-1] or numbers[-1:]), None)
    before = number_of(request.GET.get("from", "")) or usual
    asked = request.GET.get("to")
    after = number_of(asked) if asked is not None else (numbers[-1] if len(numbers) > 1 else None)
    return before, after


@staff_page(can_view_packages)
def download(request: PageRequest, package_id: int, file_format: str) -> HttpResponse:
    """The package as a file; `version` asks for one that was handed in."""
    number = number_of(request.GET.get("version", ""))
    return send_report(lambda: render_package(request.actor, package_id, file_format, number))


@staff_page(can_view_packages)
def signature(request: PageRequest, signature_id: int, part: str) -> HttpResponse:
    """A signature file of a version, or the very document that it was made for."""
    return send_signature(request, "package", signature_id, part)
