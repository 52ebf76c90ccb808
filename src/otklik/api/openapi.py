"""The description of the interface: OpenAPI 3.1 with its security, problems, headers and servers."""

from typing import Any

from django.conf import settings
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

from otklik.api.fields import NO_NUL
from otklik.api.languages import WORDS
from otklik.api.problems import MEDIA_TYPE
from otklik.api.v1.items import FILTERS
from otklik.interchange.enums import Scope

ABOUT = """Обмен с другими системами администрации: системой документооборота, сайтом, личным кабинетом.

**Ключ.** Его выдаёт администратор в разделе «Каналы», «Ключи API». Пришлите заголовок `Authorization: Bearer ключ`.
У ключа есть права; право, которое нужно операции, названо в ней. Чтение доступно и сотруднику, вошедшему на сайт.

**Повторы.** К каждому POST добавьте `Idempotency-Key` — случайную строку. Если ответ не дошёл, повторите запрос с той
же строкой: он выполнится один раз, а ответ будет тем же (сутки). Та же строка с другим телом — 422, пока первый запрос
не закончен — 409.

**Частота.** Сколько запросов осталось в этой минуте, сказано в заголовках `RateLimit` и `RateLimit-Policy`;
после лишнего — 429 и `Retry-After`. Счёт ведёт каждый рабочий процесс сервера.

**Ошибки** — `application/problem+json` (RFC 9457) по-русски или, с `Accept-Language: en`, по-английски; программа
смотрит на `code`."""
STATUSES = {
    400: "bad_request", 401: "unauthorized", 403: "scope_required", 404: "not_found", 409: "conflict",
    413: "too_large", 415: "media_type", 422: "validation", 429: "rate",
}  # fmt: skip
#: What may befall a request with a body only.
_OF_BODIES = (409, 413, 415)
_RATE_HEADERS = {
    "RateLimit-Policy": {"description": "Сколько запросов можно за окно.", "schema": {"type": "string"}},
    "RateLimit": {
        "description": "Сколько осталось и через сколько секунд окно кончится.",
        "schema": {"type": "string"},
    },
}
_PROBLEM = {
    "type": "object",
    "title": "Problem",
    "description": "Ошибка (RFC 9457).",
    "required": ["type", "title", "status", "detail", "code"],
    "properties": {
        "type": {"type": "string", "format": "uri-reference"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "Что случилось и что делать, на языке ответа."},
        "code": {"type": "string", "description": "Постоянное имя ошибки для программы."},
        "message_ru": {"type": "string", "description": "Слова правила по-русски, когда ответ на английском."},
        "pointer": {"type": "string", "description": "Поле, из-за которого отказано."},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["code", "detail"],
                "properties": {
                    "pointer": {"type": "string"}, "query": {"type": "string"}, "path": {"type": "string"},
                    "code": {"type": "string"}, "detail": {"type": "string"},
                },
            },
        },
    },
}  # fmt: skip
_IDEMPOTENCY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": "Случайная строка, одна на запрос: повтор с ней не выполнится второй раз.",
    "schema": {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[!-~]+$"},
}


_SCHEMAS = {
    "ItemGiven": "Обращение или мнение.",
    "AuthorGiven": "Кто написал; ничего не указывайте, если человек себя не назвал.",
    "Receipt": "Расписка. Секретный код сообщается один раз: передайте его автору.",
    "UploadTold": "Файл ждёт своего обращения не дольше суток.",
    "RegistrationGiven": "Номер во внешней системе.",
    "AnswerGiven": "Ответ, как его зарегистрировала система документооборота.",
    "ItemTold": "Обращение, как оно есть сейчас. Тексты и автор — null без своих прав.",
    "QuestionTold": "Вопрос обращения.",
    "AnswerTold": "Ответ; текст — с правом texts:read.",
    "FileTold": "Файл обращения или ответа.",
    "OuterNumberTold": "Номер в другой системе.",
    "ContactTold": "Автор.",
    "ItemRow": "Обращение одной строкой.",
    "ItemPage": "Страница списка; next — в after следующего запроса.",
    "ChangeTold": "Изменение и обращение, как оно есть сейчас.",
    "ChangePage": "Изменения по порядку; mark — в after следующего запроса.",
    "TicketGiven": "Как в расписке.",
    "StatusTold": "То же, что на странице статуса.",
    "StepTold": "Шаг рассмотрения.",
    "AuthorAnswer": "Ответ автору.",
    "ChannelTold": "Канал обратной связи.",
    "ProcessTold": "Услуга, функция или другой процесс.",
    "TouchpointTold": "Точка взаимодействия.",
    "TopicTold": "Тема классификатора.",
    "TopicPage": "Темы по порядку кодов; next — в after.",
    "ClauseRow": "Пункт порядка, чем он выполнен и его слова.",
    "ItemKind": "Вид: предложение, заявление, жалоба, запрос, отзыв, благодарность, другое.",
}


class Interface(NinjaAPI):
    """ninja's interface with our description."""

    def __init__(self) -> None:
        super().__init__(
            title="Отклик",
            version="1",
            description=ABOUT,
            docs_url=None,  # ninja's page of documentation loads its parts from another host
            openapi_url=None,  # ours is completed below
            urls_namespace="api-v1",
        )


def complete(schema: OpenAPISchema) -> dict[str, Any]:
    """ninja's description with what it does not know."""
    made: dict[str, Any] = dict(schema)
    made["servers"] = [{"url": settings.BASE_URL.rstrip("/"), "description": "Эта установка"}]
    parts = made["components"]
    for name, one in parts["schemas"].items():
        one["description"] = _SCHEMAS[name]
    parts["schemas"]["Problem"] = _PROBLEM
    parts["securitySchemes"] = {
        "ApiKey": {"type": "http", "scheme": "bearer", "description": "Ключ со страницы «Ключи API»."},
        "StaffSession": {
            "type": "apiKey",
            "in": "cookie",
            "name": settings.SESSION_COOKIE_NAME,
            "description": "Сеанс сотрудника: только чтение.",
        },
    }
    for path, methods in made["paths"].items():
        for method, operation in methods.items():
            _complete_operation(path, method, operation)
    return made


def _complete_operation(path: str, method: str, operation: dict[str, Any]) -> None:
    scope = Scope(operation["x-scope"])
    told = f"Право: `{scope.value}` — {scope.label}."
    operation["description"] = f"{operation.get('description', '')}\n\n{told}".strip()
    operation["operationId"] = operation["operationId"].removeprefix("otklik_api_v1_")
    if path.endswith("/items") and method == "get":
        operation["parameters"].extend(_filters())
    if method == "post" and not path.endswith(("/files", "/status")):
        operation["parameters"].append(_IDEMPOTENCY)
    _complete_replies(method, operation)


def _complete_replies(method: str, operation: dict[str, Any]) -> None:
    good = next(iter(operation["responses"].values()))
    good["headers"] = dict(_RATE_HEADERS)
    if operation.pop("x-link", False):
        good["headers"]["Link"] = {"description": "Следующая страница, rel=next.", "schema": {"type": "string"}}
    if operation.pop("x-location", False):
        good["headers"]["Location"] = {"description": "Адрес обращения.", "schema": {"type": "string"}}
    if operation.pop("x-binary", False):
        good["content"] = {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}
    good["description"] = "Сделано." if method != "get" else "Найдено."
    for status, code in STATUSES.items():
        if status not in _OF_BODIES or method != "get":
            operation["responses"][status] = _reply(status, code)


def _reply(status: int, code: str) -> dict[str, Any]:
    said: dict[str, Any] = {
        "description": WORDS[code].russian,
        "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
    if status == 429:  # noqa: PLR2004 - too many requests
        said["headers"] = {"Retry-After": {"description": "Секунды.", "schema": {"type": "integer"}}}
    return said


def _filters() -> list[dict[str, Any]]:
    """The words of the registry's filter; what each may hold is told by the page of the registry."""
    about, text = "Слово отбора реестра.", {"type": "string", "pattern": NO_NUL}
    return [{"name": name, "in": "query", "required": False, "description": about, "schema": text} for name in FILTERS]
