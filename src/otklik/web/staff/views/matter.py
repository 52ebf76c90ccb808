"""Messages like one another: shown, joined into one matter, taken apart again."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from otklik.intake.actions.merge_items import merge_items, split_item, split_matter
from otklik.intake.duplicates import compared_of, item_to_compare, resembling
from otklik.intake.matters import members_of
from otklik.intake.policies import can_merge_items
from otklik.intake.registry import ID_DIGITS, RegistryFilter
from otklik.web.shared.acting import act_or_say
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.views.registry import registry_url

MOST_SHOWN = 8


@staff_page(can_merge_items)
def alike(request: PageRequest, item_id: int) -> HttpResponse:
    """What reads like the item: a part of its page, or a page of its own where scripts are off."""
    item = item_to_compare(request.actor, item_id)
    group = members_of(request.actor, item)
    joined = {member.item.pk for member in group.members} if group else set()
    found = [one for one in resembling(request.actor, compared_of(item), most=MOST_SHOWN) if one.item.pk not in joined]
    is_part = bool(request.headers.get("HX-Request"))
    template = "staff/item/alike_found.html" if is_part else "staff/item/alike_page.html"
    return render(request, template, {"item": item, "found": found, "list": request.GET.get("list", "")})


@staff_page(can_merge_items)
@require_POST
def merge(request: PageRequest, item_id: int) -> HttpResponse:
    """Join the ticked messages with the item."""
    _merge(request, [item_id, *_ids(request)])
    return _back_to_item(request, item_id)


@staff_page(can_merge_items)
@require_POST
def merge_ticked(request: PageRequest) -> HttpResponse:
    """Join the ticked lines of the registry; then the same list again."""
    _merge(request, _ids(request))
    return redirect(registry_url(request, RegistryFilter.parse(request.POST.get("query", ""))))


def _merge(request: PageRequest, ids: list[int]) -> None:
    if act_or_say(request, merge_items, actor=request.actor, item_ids=ids):
        messages.success(request, "Объединено в одно дело. У каждого сообщения остались свой номер, автор и срок.")


@staff_page(can_merge_items)
@require_POST
def split(request: PageRequest, item_id: int) -> HttpResponse:
    """Take one message out of the matter; back to the page where the button stood."""
    if act_or_say(request, split_item, actor=request.actor, item_id=item_id):
        messages.success(request, "Отделено: рассматривается само по себе.")
    back = request.POST.get("back", "")
    return _back_to_item(request, int(back) if back.isdecimal() and len(back) <= ID_DIGITS else item_id)


@staff_page(can_merge_items)
@require_POST
def split_all(request: PageRequest, item_id: int) -> HttpResponse:
    """Take the whole matter apart."""
    if act_or_say(request, split_matter, actor=request.actor, item_id=item_id):
        messages.success(request, "Дело разъединено: каждое сообщение рассматривается само по себе.")
    return _back_to_item(request, item_id)


def _back_to_item(request: PageRequest, item_id: int) -> HttpResponse:
    address = reverse("staff:item", args=[request.administration.slug, item_id])
    return redirect(f"{address}?{request.GET.urlencode()}" if request.GET else address)


def _ids(request: PageRequest) -> list[int]:
    return [int(value) for value in request.POST.getlist("items") if value.isdecimal() and len(value) <= ID_DIGITS]
