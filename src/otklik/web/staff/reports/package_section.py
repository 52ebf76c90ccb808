"""One section of a package: figures to read, words to write; kept while they are typed."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from otklik.accounts.actions.recommend import recommend
from otklik.accounts.policies import can_recommend
from otklik.base.errors import RuleBroken
from otklik.reporting.actions.save_package_text import SavedText, save_package_text
from otklik.reporting.packages.page import SectionPage, section_page
from otklik.reporting.packages.payload import field_texts
from otklik.reporting.packages.words import filled, paragraphs
from otklik.reporting.policies import can_prepare_packages, can_view_packages
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.improvement.numbers import number_of
from otklik.web.staff.reports.blocks_shown import blocks_shown
from otklik.web.staff.reports.tabs import reports_page


@dataclass(frozen=True)
class RefusedAnswer:
    """An answer to a remark that was not taken: the words stay beside the reason."""

    remark_id: int
    words: str
    why: str


@staff_page(can_view_packages)
def section(request: PageRequest, package_id: int, section: str) -> HttpResponse:
    """The section; a POST keeps the words and goes on to the next one."""
    shown = section_page(request.actor, package_id, section)
    if request.method == "POST":
        return _keep(request, shown)
    return _show(request, shown, {"text": shown.text})


@staff_page(can_prepare_packages)
def words(request: PageRequest, package_id: int, section: str) -> HttpResponse:
    """Keep what is typed and tell how it stands; a GET gives a fresh token after a new sign-in."""
    if request.method != "POST":
        return JsonResponse({"token": get_token(request)})
    try:
        saved, refusal = _save(request, package_id, section), ""
    except RuleBroken as broken:
        saved, refusal = None, broken.message
    shown = section_page(request.actor, package_id, section)
    return render(request, "staff/reports/package/state.html", {"shown": shown, "saved": saved, "refusal": refusal})


@staff_page(can_recommend)
@require_POST
def recommendation(request: PageRequest, package_id: int) -> HttpResponse:
    """A recommendation on the feedback system for the package's quarter. Порядок: murashi 5.9"""
    shown = section_page(request.actor, package_id, "recommendations")
    typed = request.POST.get("text", "")
    try:
        recommend(actor=request.actor, text=typed, quarter=shown.quarter)
    except RuleBroken as broken:
        context = {"text": shown.text, "recommend_error": broken.message, "recommend_text": typed}
        return _show(request, shown, context, status=422)
    messages.success(request, "Рекомендация добавлена.")
    return redirect("staff:package_section", request.administration.slug, package_id, "recommendations")


def show_section(request: PageRequest, package_id: int, section: str, refused: RefusedAnswer) -> HttpResponse:
    """The section again, with the answer that was not taken. NotFound for an unknown section."""
    shown = section_page(request.actor, package_id, section)
    return _show(request, shown, {"text": shown.text, "refused": refused}, status=422)


def _save(request: PageRequest, package_id: int, section: str) -> SavedText:
    return save_package_text(
        actor=request.actor,
        package_id=package_id,
        section=section,
        text=request.POST.get("text", ""),
        version=number_of(request.POST.get("version", "")) or 0,
    )


def _keep(request: PageRequest, shown: SectionPage) -> HttpResponse:
    package_id, slug = shown.package.pk, shown.section.slug
    typed = request.POST.get("text", "")
    try:
        saved = _save(request, package_id, slug)
    except RuleBroken as broken:
        return _show(request, shown, {"text": typed, "refusal": broken.message}, status=422)
    if saved.is_conflict:
        return _show(request, shown, {"text": typed, "saved": saved}, status=409)
    messages.success(request, f"Раздел «{shown.section.title}» сохранён.")
    after = shown.after if "next" in request.POST else None
    target = after.slug if after else slug
    return redirect("staff:package_section", request.administration.slug, package_id, target)


def _show(request: PageRequest, shown: SectionPage, context: Mapping[str, object], status: int = 200) -> HttpResponse:
    return reports_page(
        request,
        "staff/reports/package/section.html",
        "packages",
        status=status,
        shown=shown,
        package=shown.package,
        blocks=blocks_shown(shown.blocks),
        may_recommend=shown.may_edit and can_recommend(request.actor),
        said=paragraphs(filled(shown.text, field_texts(shown.payload))),
        **context,
    )
