"""Alerts: the list, saying what was done, one's own ways of being told."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from otklik.accounts.messengers import begin_link, bots_of, messenger_of, unlink
from otklik.alerts.actions.change_thresholds import choose_ways
from otklik.alerts.actions.close_alert import close_alert, reopen_alert, see_alerts
from otklik.alerts.policies import can_close_alert, can_manage_alerts, can_view_alerts
from otklik.alerts.queries import alert_page, ways_of
from otklik.intake.registry import ID_DIGITS
from otklik.web.shared.acting import act, act_or_say
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.forms.alerts import CloseForm, WaysForm

TABS = (
    ("open", "Все открытые"),
    ("danger", "Опасность"),
    ("surge", "Всплески"),
    ("deadline", "Сроки"),
    ("attention", "Резкие слова"),
    ("closed", "Разобранные"),
)


@staff_page(can_view_alerts)
def alerts(request: PageRequest) -> HttpResponse:
    """The person's alerts; those on the screen count as seen."""
    return _show(request)


@staff_page(can_close_alert)
@require_POST
def close(request: PageRequest, alert_id: int) -> HttpResponse:
    """Say what was done; without words the page comes back with the form open."""
    form = CloseForm(request.POST, actor=request.actor)
    if form.is_valid():
        act(form, close_alert, actor=request.actor, alert_id=alert_id, note=form.cleaned_data["note"])
    if form.errors:
        return _show(request, form, alert_id)
    undo = reverse("staff:alert_reopen", args=[request.administration.slug, alert_id])
    messages.success(request, "Тревога разобрана.", extra_tags=undo)
    return redirect("staff:alerts", request.administration.slug)


@staff_page(can_close_alert)
@require_POST
def reopen(request: PageRequest, alert_id: int) -> HttpResponse:
    """Take the closing back."""
    act_or_say(request, reopen_alert, actor=request.actor, alert_id=alert_id)
    return redirect("staff:alerts", request.administration.slug)


@staff_page(can_view_alerts)
def ways(request: PageRequest) -> HttpResponse:
    """By which ways the person is told."""
    danger, other = ways_of(request.actor)
    form = WaysForm(request.POST or None, actor=request.actor, initial={"danger": danger, "other": other})
    if request.method == "POST":
        form = WaysForm(request.POST, actor=request.actor)
        if form.is_valid():
            choose_ways(actor=request.actor, **form.cleaned_data)
            messages.success(request, "Записано.")
            return redirect("staff:alerts", request.administration.slug)
    return _ways(request, form)


@staff_page(can_view_alerts)
@require_POST
def messenger(request: PageRequest) -> HttpResponse:
    """A new code, shown on this page only."""
    danger, other = ways_of(request.actor)
    form = WaysForm(None, actor=request.actor, initial={"danger": danger, "other": other})
    return _ways(request, form, code=begin_link(actor=request.actor))


@staff_page(can_view_alerts)
@require_POST
def messenger_off(request: PageRequest) -> HttpResponse:
    """Unlink."""
    unlink(actor=request.actor)
    messages.success(request, "Мессенджер отвязан.")
    return redirect("staff:alert_ways", request.administration.slug)


def _ways(request: PageRequest, form: WaysForm, code: str = "") -> HttpResponse:
    context = {
        "form": form,
        "email": request.user.email,  # type: ignore[union-attr]
        "link": messenger_of(request.actor),
        "bots": bots_of(request.administration.pk),
        "code": code,
    }
    return render(request, "staff/alerts/ways.html", context)


def _show(request: PageRequest, wrong: CloseForm | None = None, wrong_id: int = 0) -> HttpResponse:
    asked = request.GET.get("page", "")
    number = int(asked) if asked.isdecimal() and len(asked) <= ID_DIGITS else 1
    page = alert_page(request.actor, request.GET.get("tab", "open"), number)
    see_alerts(actor=request.actor, alert_ids=[alert.pk for alert in page.alerts])
    address = reverse("staff:alerts", args=[request.administration.slug])
    tabs = [{"title": title, "url": f"{address}?tab={tab}", "current": tab == page.tab} for tab, title in TABS]
    rows = [
        {
            "alert": alert,
            "form": wrong
            if wrong and alert.pk == wrong_id
            else CloseForm(actor=request.actor, auto_id=f"alert{alert.pk}_%s"),
            "is_open": alert.pk == wrong_id,
        }
        for alert in page.alerts
    ]
    context = {
        "page": page,
        "rows": rows,
        "tabs": tabs,
        "previous_url": f"{address}?tab={page.tab}&page={page.number - 1}" if page.number > 1 else "",
        "next_url": f"{address}?tab={page.tab}&page={page.number + 1}" if page.has_next else "",
        "may_close": can_close_alert(request.actor),
        "may_manage": can_manage_alerts(request.actor),
    }
    return render(request, "staff/alerts/page.html", context)
