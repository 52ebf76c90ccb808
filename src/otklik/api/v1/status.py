"""The status for an author who stands at the administration's own site: by number and secret code."""

from datetime import date, datetime
from typing import Annotated

from django.http import HttpRequest
from ninja import Body, Path, Router

from otklik.api.access import KEY_ONLY, key_admitted, needs
from otklik.api.fields import Given, Slug, Told, words
from otklik.base.errors import NotFound
from otklik.catalog.queries import administration_by_slug
from otklik.core.appeals import ItemStatus
from otklik.intake.author_access import is_erased
from otklik.intake.queries import item_by_code
from otklik.interchange.enums import Scope

router = Router(tags=["Статус для автора"])


class TicketGiven(Given):
    """As on the receipt."""

    number: Annotated[str, words(60, least=1)]
    code: Annotated[str, words(40, least=1)]


class StepTold(Told):
    """A step that the author may read."""

    at: datetime
    text: str


class AuthorAnswer(Told):
    """An answer as its author reads it."""

    number: str
    at: datetime
    is_interim: bool
    text: str


class StatusTold(Told):
    """What the page of status shows to the author."""

    number: str
    status: str
    status_title: str
    registered_on: date | None
    due_on: date | None
    answered_on: date | None
    steps: list[StepTold]
    answers: list[AuthorAnswer]


@router.post(
    "/{slug}/status",
    summary="Статус и ответ по номеру и коду",
    description="Для личного кабинета на вашем сайте: номер и код вводит сам автор. Код не ставится в адрес, "
    "поэтому запрос — POST, хотя ничего не меняет.",
    response=StatusTold,
    auth=KEY_ONLY,
    openapi_extra=needs(Scope.STATUS_READ),
)
def status(request: HttpRequest, slug: Path[Slug], given: Body[TicketGiven]) -> dict[str, object]:
    """The author's own view; a wrong code and an absent number look the same."""
    key_admitted(request, slug, Scope.STATUS_READ)
    item = item_by_code(administration_by_slug(slug), given.number, given.code)
    if item is None or is_erased(item):
        raise NotFound("Такого номера с таким кодом нет.")
    return {
        **{name: getattr(item, name) for name in ("number", "status", "registered_on", "due_on", "answered_on")},
        "status_title": ItemStatus(item.status).label,
        "steps": [{"at": one.at, "text": one.text} for one in item.events.all() if one.is_public],
        "answers": [
            {"number": one.number, "at": one.at, "is_interim": one.is_interim, "text": one.text}
            for one in item.answers.all()
        ],
    }
