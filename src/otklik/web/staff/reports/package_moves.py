"""What is done with a whole package: handed in, accepted, returned with remarks, remarks answered."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from otklik.base.errors import RuleBroken
from otklik.reporting.actions.decide_package import accept_package, answer_remark, reopen_package, return_package
from otklik.reporting.actions.hand_in_package import hand_in_package
from otklik.reporting.actions.sign_off import sign_off
from otklik.reporting.packages.contents import BY_SLUG
from otklik.reporting.packages.page import package_page
from otklik.reporting.policies import can_decide_packages, can_prepare_packages
from otklik.web.shared.acting import act, act_or_say
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.improvement.numbers import number_of
from otklik.web.staff.reports.package_forms import RemarksForm
from otklik.web.staff.reports.package_section import RefusedAnswer, show_section
from otklik.web.staff.reports.package_view import show_package
from otklik.web.staff.reports.signature_files import attached
from otklik.web.staff.reports.tabs import reports_page

NOTHING_WAITS = "Возвращать нечего: материалы не сданы или по ним уже решили."
NOTHING_TO_SIGN = "Подпись не приложена: эту версию вернули с замечаниями. Сдайте материалы снова и подпишите их."


@staff_page(can_prepare_packages)
@require_POST
def hand_in(request: PageRequest, package_id: int) -> HttpResponse:
    """Freeze and send to the coordinator."""
    note = request.POST.get("note", "")
    if act_or_say(request, hand_in_package, actor=request.actor, package_id=package_id, note=note):
        messages.success(request, "Материалы сданы: цифры и тексты зафиксированы.")
        return _back(request, package_id)
    return show_package(request, package_id, note) if note else _back(request, package_id)


@staff_page(can_decide_packages)
@require_POST
def accept(request: PageRequest, package_id: int) -> HttpResponse:
    """Accept."""
    if act_or_say(request, accept_package, actor=request.actor, package_id=package_id):
        messages.success(request, "Материалы приняты. Они войдут в сводный отчёт.")
    return _back(request, package_id)


@staff_page(can_decide_packages)
def give_back(request: PageRequest, package_id: int) -> HttpResponse:
    """Remarks by section, and the return; where nothing waits for a decision, back to the package with the reason."""
    shown = package_page(request.actor, package_id)
    if request.method != "POST" and not shown.is_waiting:
        messages.error(request, NOTHING_WAITS)
        return _back(request, package_id)
    form = RemarksForm(request.POST if request.method == "POST" else None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        version = act(form, return_package, actor=request.actor, package_id=package_id, remarks=form.cleaned_data)
        if version is not None:
            messages.success(request, "Материалы возвращены с замечаниями.")
            return _back(request, package_id)
    status = 422 if form.errors else 200
    return reports_page(
        request, "staff/reports/package/return.html", "packages", status=status, shown=shown, package=shown.package,
        form=form,
    )  # fmt: skip


@staff_page(can_prepare_packages)
@require_POST
def sign(request: PageRequest, package_id: int) -> HttpResponse:
    """Approve the version handed in, in the person's role."""
    told = {"target_id": number_of(request.POST.get("version", "")) or 0, "digest": request.POST.get("digest", "")}
    if act_or_say(request, sign_off, actor=request.actor, kind="package", **told):
        messages.success(request, "Подписано. Подпись и контрольная сумма записаны.")
    return _back(request, package_id)


@staff_page(can_prepare_packages)
@require_POST
def attach(request: PageRequest, package_id: int) -> HttpResponse:
    """Attach a detached signature made elsewhere to the version that stands."""
    newest = package_page(request.actor, package_id).newest
    if newest is not None and newest.returned_at is not None:
        messages.error(request, NOTHING_TO_SIGN)
        return _back(request, package_id)
    wrong = attached(request, "package", newest.pk if newest else 0)
    return _back(request, package_id) if wrong is None else show_package(request, package_id, signature_form=wrong)


@staff_page(can_decide_packages)
@require_POST
def reopen(request: PageRequest, package_id: int) -> HttpResponse:
    """Give accepted material back."""
    why = request.POST.get("why", "")
    if act_or_say(request, reopen_package, actor=request.actor, package_id=package_id, why=why):
        messages.success(request, "Материалы возвращены на исправление. Принятая версия осталась в истории.")
        return _back(request, package_id)
    return show_package(request, package_id, why) if why else _back(request, package_id)


@staff_page(can_prepare_packages)
@require_POST
def answer(request: PageRequest, package_id: int, remark_id: int) -> HttpResponse:
    """What was done about a remark."""
    section, words = request.POST.get("section", ""), request.POST.get("answer", "")
    try:
        answer_remark(actor=request.actor, package_id=package_id, remark_id=remark_id, answer=words)
    except RuleBroken as broken:
        return show_section(request, package_id, section, RefusedAnswer(remark_id, words, broken.message))
    messages.success(request, "Ответ на замечание записан.")
    if section in BY_SLUG:
        return redirect("staff:package_section", request.administration.slug, package_id, section)
    return _back(request, package_id)


def _back(request: PageRequest, package_id: int) -> HttpResponse:
    return redirect("staff:package", request.administration.slug, package_id)
