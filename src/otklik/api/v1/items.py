"""The registry: the same filter and the same rows as on its page."""

from datetime import date, datetime

from django.http import HttpRequest
from ninja import Router, Schema

from otklik.api.access import actor_for
from otklik.base.errors import NotFound, RuleBroken
from otklik.intake.policies import can_view_items
from otklik.intake.registry import RegistryFilter
from otklik.intake.registry_page import RowKey, registry_page

ABOUT = "До 50 строк, новые сверху; слова отбора — как в адресе реестра: kind=complaint, quarter=2025Q3."
router = Router(tags=["Реестр"])


class ItemRow(Schema):
    """A message as one line: no contact and no whole text leaves by this door."""

    id: int
    number: str
    kind: str
    status: str
    verdict: str
    audience: str
    channel_id: int
    subject: str
    legal_class: str
    quarter: int
    received_at: datetime
    registered_on: date | None
    due_on: date | None
    answered_on: date | None
    waiting_days: int | None
    is_late: bool
    opening: str


class ItemPage(Schema):
    """A page; `next` goes into `after` of the following request, null on the last page."""

    items: list[ItemRow]
    next: str | None


@router.get("/{slug}/items", summary="Строки реестра", description=ABOUT, response=ItemPage)
def items(request: HttpRequest, slug: str, after: str = "") -> dict[str, object]:
    """Fifty rows that the caller may see, newest first."""
    actor = actor_for(request, slug)
    if not can_view_items(actor):
        raise NotFound
    chosen = RegistryFilter.parse(request.META.get("QUERY_STRING", ""))
    if chosen.unknown:
        raise RuleBroken("filter", f"Не понято: {', '.join(chosen.unknown)}.")
    key = RowKey.parse(after) if after else None
    if after and key is None:
        raise RuleBroken("after", "В after ставится значение next прошлой страницы.", "after")
    page = registry_page(actor, chosen, after=key)
    return {"items": page.items, "next": str(page.after) if page.after else None}
