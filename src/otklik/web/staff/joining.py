"""Joining a card that was just registered with the messages that its registrar ticked as the same matter."""

from typing import Any

from django.contrib import messages

from otklik.intake.actions.merge_items import merge_items
from otklik.intake.policies import can_merge_items
from otklik.intake.registry import ID_DIGITS
from otklik.web.shared.acting import act_or_say
from otklik.web.shared.requests import PageRequest


def joining(request: PageRequest) -> dict[str, Any]:
    """For the template: whether joining is offered, and what is ticked already."""
    return {"may_join": can_merge_items(request.actor), "joined": request.POST.getlist("join")}


def join_ticked(request: PageRequest, item_id: int) -> None:
    """Join the new item with what was ticked; a broken rule is shown and leaves the item registered by itself."""
    ticked = request.POST.getlist("join")
    ids = [int(value) for value in ticked if value.isdecimal() and len(value) <= ID_DIGITS]
    if ids and act_or_say(request, merge_items, actor=request.actor, item_ids=[item_id, *ids]):
        messages.success(request, "Объединено в одно дело с отмеченными сообщениями.")
