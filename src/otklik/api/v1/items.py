"""The registry: the same filter and the same rows as on its page; one item; what changed."""

from datetime import date, datetime
from typing import Annotated
from urllib.parse import urlencode

from django.http import FileResponse, HttpRequest, HttpResponse
from ninja import Path, Router
from pydantic import Field

from otklik.api.access import EITHER, KEY_ONLY, admitted, key_admitted, needs
from otklik.api.fields import Limit, Line, Mark, Slug, Told
from otklik.api.v1.schemas import ItemTold
from otklik.api.v1.telling import told_item
from otklik.base.errors import NotFound, RuleBroken
from otklik.base.files import open_file
from otklik.intake.policies import can_view_items
from otklik.intake.registry import RegistryFilter
from otklik.intake.registry_page import RowKey, registry_page
from otklik.interchange.changes import changes_since
from otklik.interchange.enums import Scope
from otklik.interchange.items import file_told, item_id_by_number, item_told

ABOUT = """До 50 строк, новые сверху. Слова отбора — как в адресе реестра на сайте: `kind=complaint`, `quarter=2025Q3`,
`status=answered`, несколько значений через запятую. Адрес следующей страницы стоит и в `next`, и в заголовке Link."""
CHANGES = """Что произошло с обращениями после отметки `after` (0 — с начала), по порядку. Возьмите `mark` ответа и
пришлите его в следующий раз: так система документооборота забирает новое без пропусков. Обращения, загруженные файлом,
отдаёт список `items`. Запись появляется не позже чем через 5 секунд; сразу узнать о событии можно вебхуком."""
router = Router(tags=["Обращения"])
ItemId = Annotated[int, Field(ge=1, le=9_223_372_036_854_775_807)]
#: What a filter may hold beside the cursor, told as parameters of the description.
FILTERS = tuple(RegistryFilter.CODECS)


class ItemRow(Told):
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
    opening: str = Field(description="Первые слова с масками на месте личных данных.")


class ItemPage(Told):
    """A page; `next` goes into `after` of the following request, null on the last page."""

    items: list[ItemRow]
    next: str | None


class ChangeTold(Told):
    """One change, with the item as it stands now."""

    mark: int
    at: datetime
    event: str
    item_id: int
    number: str
    kind: str
    status: str
    verdict: str
    channel: str
    due_on: date | None
    answered_on: date | None


class ChangePage(Told):
    """Changes in order; `mark` goes into `after` of the next request."""

    changes: list[ChangeTold]
    mark: int
    has_more: bool


@router.get(
    "/{slug}/items",
    summary="Список обращений",
    description=ABOUT,
    response=ItemPage,
    auth=EITHER,
    openapi_extra={**needs(Scope.ITEMS_READ), "x-link": True},
)
def items(request: HttpRequest, response: HttpResponse, slug: Path[Slug], after: Line = "") -> dict[str, object]:
    """Fifty rows that the caller may see, newest first."""
    caller = admitted(request, slug, Scope.ITEMS_READ, ("after", *FILTERS))
    if not can_view_items(caller.actor):
        raise NotFound
    chosen = RegistryFilter.parse(request.META.get("QUERY_STRING", ""))
    if chosen.unknown:
        raise RuleBroken("filter", f"Не понято: {', '.join(chosen.unknown)}.")
    key = RowKey.parse(after) if after else None
    if after and key is None:
        raise RuleBroken("after", "В after ставится значение next прошлой страницы.", "after")
    page = registry_page(caller.actor, chosen, after=key)
    if page.after:
        link_next(request, response, after=str(page.after))
    return {"items": page.items, "next": str(page.after) if page.after else None}


@router.get(
    "/{slug}/changes",
    summary="Изменения после отметки",
    description=CHANGES,
    response=ChangePage,
    auth=EITHER,
    openapi_extra={**needs(Scope.ITEMS_READ), "x-link": True},
)
def changes(
    request: HttpRequest,
    response: HttpResponse,
    slug: Path[Slug],
    after: Mark = 0,
    limit: Limit = 100,
) -> dict[str, object]:
    """What happened since the mark, oldest first."""
    caller = admitted(request, slug, Scope.ITEMS_READ, ("after", "limit"))
    if not can_view_items(caller.actor):
        raise NotFound
    page = changes_since(caller.actor, after, limit)
    if page.has_more:
        link_next(request, response, after=str(page.mark))
    told = [
        {
            **{name: getattr(one.item, name) for name in ("number", "kind", "status", "verdict")},
            "mark": one.mark,
            "at": one.at,
            "event": one.event,
            "item_id": one.item.pk,
            "channel": one.item.channel.slug,
            "due_on": one.item.due_on,
            "answered_on": one.item.answered_on,
        }
        for one in page.changes
    ]
    return {"changes": told, "mark": page.mark, "has_more": page.has_more}


@router.get(
    "/{slug}/items/{item_id}",
    summary="Одно обращение",
    description="Состояние, вопросы, ответы. Тексты — с правом texts:read, автор — с contacts:read; это отмечается "
    "в журнале «Кто смотрел оригиналы».",
    response=ItemTold,
    auth=KEY_ONLY,
    openapi_extra=needs(Scope.ITEMS_READ),
)
def item(request: HttpRequest, slug: Path[Slug], item_id: Path[ItemId]) -> dict[str, object]:
    """One item as far as the scopes go."""
    return _item(request, slug, item_id)


@router.get(
    "/{slug}/items/by-number/{path:number}",
    summary="Обращение по регистрационному номеру",
    description="То же, что по id; знаки номера кодируются, как принято в адресах.",
    response=ItemTold,
    auth=KEY_ONLY,
    openapi_extra=needs(Scope.ITEMS_READ),
)
def item_by_number(request: HttpRequest, slug: Path[Slug], number: Path[Line]) -> dict[str, object]:
    """One item by the number that its author knows."""
    caller = key_admitted(request, slug, Scope.ITEMS_READ)
    return _item(request, slug, item_id_by_number(caller.actor, number))


@router.get(
    "/{slug}/items/{item_id}/files/{file_id}",
    summary="Файл обращения или ответа",
    description="Байты файла; обращение к нему отмечается в журнале.",
    response={200: bytes},
    auth=KEY_ONLY,
    openapi_extra={**needs(Scope.TEXTS_READ), "x-binary": True},
)
def item_file(request: HttpRequest, slug: Path[Slug], item_id: Path[ItemId], file_id: Path[ItemId]) -> FileResponse:
    """A file's bytes."""
    caller = key_admitted(request, slug, Scope.TEXTS_READ)
    stored = file_told(caller.actor, item_id, file_id)
    return FileResponse(
        open_file(stored), as_attachment=True, filename=stored.name, content_type="application/octet-stream"
    )


def _item(request: HttpRequest, slug: str, item_id: int) -> dict[str, object]:
    caller = key_admitted(request, slug, Scope.ITEMS_READ)
    texts, contacts = caller.may(Scope.TEXTS_READ), caller.may(Scope.CONTACTS_READ)
    return told_item(item_told(caller.actor, item_id, texts=texts, contacts=contacts))


def link_next(request: HttpRequest, response: HttpResponse, **changed: str) -> None:
    """Tell the address of the page that follows in the header Link (RFC 8288)."""
    query = urlencode({**request.GET.dict(), **changed})
    response["Link"] = f'<{request.build_absolute_uri(request.path)}?{query}>; rel="next"'
