"""One package: its contents, what it lacks, what can be done with it; and how far its draft is."""

from django.http import HttpResponse
from django.shortcuts import render

from otklik.intake.queries import today_of
from otklik.reporting.packages.access import Package, package_for
from otklik.reporting.packages.page import package_page
from otklik.reporting.policies import can_view_packages
from otklik.reporting.queries import report_formats
from otklik.reporting.sign_off.queries import WHAT_IS_CHECKED, sign_offs_of
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.reports.signature_files import SignatureForm
from otklik.web.staff.reports.tabs import reports_page


@staff_page(can_view_packages)
def package(request: PageRequest, package_id: int) -> HttpResponse:
    """The contents, or how far the draft is."""
    return show_package(request, package_id)


def show_package(
    request: PageRequest, package_id: int, typed: str = "", signature_form: SignatureForm | None = None
) -> HttpResponse:
    """The page; `typed` are the words of a refused hand-in or return, to be sent again; or a signature not taken."""
    found = package_for(request.actor, package_id)
    shown = package_page(request.actor, package_id)
    if found.state in {Package.State.DRAFTING, Package.State.FAILED}:
        return reports_page(request, "staff/reports/package/drafting.html", "packages", shown=shown, package=found)
    newest = shown.newest
    standing = newest if newest and newest.returned_at is None else None
    signed = sign_offs_of(request.actor, "package", standing.pk) if standing else None
    return reports_page(
        request,
        "staff/reports/package/package.html",
        "packages",
        shown=shown,
        package=found,
        status=422 if typed or signature_form else 200,
        typed=typed,
        formats=report_formats(),
        is_late=shown.last is not None and today_of(request.actor) > shown.last.on,
        sign_offs=signed,
        may_attach=signed is not None and shown.may_prepare,
        signature_form=signature_form or SignatureForm(actor=request.actor),
        checked=WHAT_IS_CHECKED,
    )


@staff_page(can_view_packages)
def progress(request: PageRequest, package_id: int) -> HttpResponse:
    """The part of the page that tells how far the draft is; reloads the page when it has ended."""
    found = package_for(request.actor, package_id)
    if found.state != Package.State.DRAFTING:
        return HttpResponse(headers={"HX-Refresh": "true"})
    return render(request, "staff/reports/package/progress.html", {"package": found})
