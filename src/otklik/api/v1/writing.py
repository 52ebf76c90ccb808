"""What other systems bring: messages, files, numbers, results and answers."""

from typing import Annotated, Literal

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Body, File, Path, Status
from ninja.files import UploadedFile
from pydantic import Field

from otklik.api.access import KEY_ONLY, key_admitted, needs
from otklik.api.fields import Day, Given, Moment, Slug, Told, words
from otklik.api.v1.items import ItemId, router
from otklik.api.v1.schemas import ItemTold
from otklik.api.v1.telling import told_item
from otklik.base.errors import RuleBroken
from otklik.base.files import too_large
from otklik.base.upload_limits import refused_uploads
from otklik.core.appeals import ItemKind, Outcome
from otklik.interchange.actions.post_answer import PostedAnswer, post_answer, tell_outer_number
from otklik.interchange.actions.post_item import Author, Posted, post_item
from otklik.interchange.enums import Scope
from otklik.interchange.items import item_told
from otklik.interchange.uploads import MOST_FILES, keep_upload

TAGS = ["Приём и ответы"]
Token = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{20,43}$", description="token из ответа POST /files")]
Tokens = Annotated[list[Token], Field(max_length=MOST_FILES)]
DecisiveOutcome = Literal["explained", "supported", "not_supported", "transferred", "answered", "left_without_answer"]


class AuthorGiven(Given):
    """Who wrote; nothing where the person gave no name."""

    name: Annotated[str, words(300)] = ""
    email: Annotated[str, Field(pattern=r"^$|^[^@\s\x00]+@[^@\s\x00]+$", max_length=254)] = ""
    phone: Annotated[str, words(60)] = ""
    address: Annotated[str, words(500)] = ""
    organization: Annotated[str, words(300)] = ""
    inn: Annotated[str, Field(pattern=r"^$|^([0-9]{10}|[0-9]{12})$")] = ""
    consent: Annotated[
        str, words(40), Field(description="Документ, которым человек согласился на обработку данных (152-ФЗ).")
    ] = ""


class ItemGiven(Given):
    """A message."""

    text: Annotated[str, words(20_000, least=1), Field(examples=["На Полевой улице третий день не вывозят мусор."])]
    kind: ItemKind = Field(examples=["complaint"])
    title: Annotated[str, words(300)] = ""
    place: Annotated[str, words(300), Field(description="Где это: адрес, остановка, учреждение.")] = ""
    channel: Annotated[str, Field(pattern=r"^[a-z0-9_-]*$", max_length=80, description="Пусто — канал ключа.")] = ""
    process: Annotated[str, Field(pattern=r"^[a-z0-9_-]*$", max_length=80)] = ""
    topic: Annotated[str, Field(pattern=r"^$|^[0-9]{4}(\.[0-9]{4})*$", max_length=24)] = ""
    external_id: Annotated[
        str, words(100), Field(description="Номер в вашей системе: повтор с тем же номером — то же обращение.")
    ] = ""
    received_at: Moment | None = Field(None, description="Когда сообщение пришло к вам; пусто — сейчас.")
    author: AuthorGiven = AuthorGiven()
    files: Tokens = Field(default_factory=list)


class Receipt(Told):
    """The receipt; the secret code is told once."""

    item_id: int
    number: str = Field(examples=["Ж-00042/2025"])
    tracking_code: str = Field(
        description="Пусто, если обращение с этим external_id уже было.", examples=["7KQ2M-9X4TD"]
    )
    registered_on: Annotated[str, Field(json_schema_extra={"format": "date"})]
    due_on: Annotated[str, Field(json_schema_extra={"format": "date"})] | None
    is_new: bool


class UploadTold(Told):
    """A file that waits for its message, a day at most."""

    token: str
    name: str
    media_type: str
    size: int


class RegistrationGiven(Given):
    """The number in the calling system."""

    number: Annotated[str, words(100, least=1), Field(examples=["118-вх"])]
    registered_on: Day | None = None


class AnswerGiven(Given):
    """The answer as the document system registered it."""

    text: Annotated[str, words(20_000, least=1), Field(examples=["Мусор вывезен 16 сентября, график восстановлен."])]
    number: Annotated[str, words(60, least=1), Field(description="Исходящий номер.", examples=["118-исх"])]
    signer: Annotated[str, words(200, least=1), Field(examples=["Кузнецов П. А."])]
    position: Annotated[str, words(300), Field(description="Должность подписавшего.")] = ""
    outcome: DecisiveOutcome = Field(examples=["supported"])
    outcomes: dict[Annotated[str, Field(pattern=r"^[1-9][0-9]{0,3}$")], DecisiveOutcome] = Field(
        default_factory=dict,
        description="Результаты отдельных вопросов по их номеру; остальным даётся outcome.",
        max_length=100,
    )
    way: Literal["status", "email", "letter"] = Field(
        "status",
        description="status — письмо отправила ваша система, здесь оно видно на странице статуса; email — отправить "
        "автору по почте; letter — отправлено на бумаге.",
    )
    forwarded_to: Annotated[str, words(300)] = ""
    files: Tokens = Field(default_factory=list)


@router.post(
    "/{slug}/items",
    summary="Подать обращение или мнение",
    description="Обращение сразу регистрируется и получает номер и срок. Порядок: 2.2.",
    response={201: Receipt},
    auth=KEY_ONLY,
    tags=TAGS,
    openapi_extra={**needs(Scope.ITEMS_WRITE), "x-location": True},
)
def post(request: HttpRequest, response: HttpResponse, slug: Path[Slug], given: Body[ItemGiven]) -> Status[object]:
    """Take a message in."""
    caller = key_admitted(request, slug, Scope.ITEMS_WRITE)
    author = Author(**given.author.model_dump())
    facts = given.model_dump(exclude={"author"})
    receipt = post_item(caller=caller, posted=Posted(author=author, **facts))
    response["Location"] = reverse("api-v1:item", args=[slug, receipt.item_id])
    told = {
        "item_id": receipt.item_id,
        "number": receipt.number,
        "tracking_code": receipt.tracking_code,
        "registered_on": receipt.registered_on.isoformat(),
        "due_on": receipt.due_on.isoformat() if receipt.due_on else None,
        "is_new": receipt.is_new,
    }
    return Status(201, told)


@router.post(
    "/{slug}/files",
    summary="Загрузить файл",
    description="Один файл; его token ставится в files обращения или ответа в течение суток. Idempotency-Key здесь не "
    "нужен: повторно загруженный файл никому не помешает.",
    response={201: UploadTold},
    auth=KEY_ONLY,
    tags=TAGS,
    openapi_extra=needs(Scope.ITEMS_WRITE),
)
def upload(request: HttpRequest, slug: Path[Slug], file: File[UploadedFile]) -> Status[object]:
    """Keep a file until its message comes."""
    caller = key_admitted(request, slug, Scope.ITEMS_WRITE)
    if refused := refused_uploads(request):
        raise too_large(refused[0])
    if set(request.POST) or set(request.FILES) != {"file"} or len(request.FILES.getlist("file")) != 1:
        raise RuleBroken("one_file", "Пришлите один файл в поле file.", "file")
    made = keep_upload(caller=caller, upload=file, name=file.name or "файл")
    stored = made.file
    told = {"token": made.token, "name": stored.name, "media_type": stored.media_type, "size": stored.size}
    return Status(201, told)


@router.put(
    "/{slug}/items/{item_id}/registration",
    summary="Сообщить номер в системе документооборота",
    description="Номер виден сотруднику в карточке и в ответах этого интерфейса. Повтор заменяет прежний.",
    response=ItemTold,
    auth=KEY_ONLY,
    tags=TAGS,
    openapi_extra=needs(Scope.ANSWERS_WRITE),
)
def registration(
    request: HttpRequest, slug: Path[Slug], item_id: Path[ItemId], given: Body[RegistrationGiven]
) -> dict[str, object]:
    """Keep the number of the document system."""
    caller = key_admitted(request, slug, Scope.ANSWERS_WRITE)
    tell_outer_number(caller=caller, item_id=item_id, number=given.number, registered_on=given.registered_on)
    return told_item(item_told(caller.actor, item_id, texts=False, contacts=False))


@router.post(
    "/{slug}/items/{item_id}/answer",
    summary="Вернуть ответ и результат",
    description="Закрывает обращение ответом, который зарегистрирован в вашей системе. Тот же исходящий номер второй "
    "раз ничего не меняет. 409 — обращение уже завершено другим ответом.",
    response={201: ItemTold},
    auth=KEY_ONLY,
    tags=TAGS,
    openapi_extra=needs(Scope.ANSWERS_WRITE),
)
def answer(request: HttpRequest, slug: Path[Slug], item_id: Path[ItemId], given: Body[AnswerGiven]) -> Status[object]:
    """Answer the item in the document system's words."""
    caller = key_admitted(request, slug, Scope.ANSWERS_WRITE)
    facts = given.model_dump(exclude={"outcome", "outcomes"})
    outcomes = {int(position): Outcome(one) for position, one in given.outcomes.items()}
    posted = PostedAnswer(outcome=Outcome(given.outcome), outcomes=outcomes, **facts)
    post_answer(caller=caller, item_id=item_id, posted=posted)
    return Status(201, told_item(item_told(caller.actor, item_id, texts=False, contacts=False)))
