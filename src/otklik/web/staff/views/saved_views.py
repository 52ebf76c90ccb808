"""Saved views of the registry: keeping a filter under a name, forgetting it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from otklik.intake.actions.keep_view import delete_view, save_view
from otklik.intake.policies import can_view_items
from otklik.intake.registry import RegistryFilter
from otklik.web.shared.acting import act_or_say
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.views.registry import registry_url


@staff_page(can_view_items)
@require_POST
def save(request: PageRequest) -> HttpResponse:
    """Keep the filter; it stands at the left from now on."""
    title, query = request.POST.get("title", ""), request.POST.get("query", "")
    if act_or_say(request, save_view, actor=request.actor, title=title, query=query):
        messages.success(request, f"Вид «{title.strip()}» сохранён, он слева под очередями.")
    return redirect(registry_url(request, RegistryFilter.parse(query)))


@staff_page(can_view_items)
@require_POST
def delete(request: PageRequest, view_id: int) -> HttpResponse:
    """Forget one's own view."""
    delete_view(actor=request.actor, view_id=view_id)
    messages.success(request, "Вид удалён, сами записи остались.")
    return redirect(registry_url(request, RegistryFilter()))
