"""The words of problems, in Russian and English."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

RUSSIAN, ENGLISH = "ru", "en"


@dataclass(frozen=True)
class Words:
    """A kind of problem: its status, its title and what to do, in both languages."""

    status: int
    russian: str
    english: str
    russian_detail: str = ""
    english_detail: str = ""


_ALL = {
    "bad_request": Words(400, "Запрос не понят", "Bad request"),
    "malformed_json": Words(
        400, "Тело запроса не JSON", "Malformed JSON",
        "Тело запроса должно быть правильным JSON в кодировке UTF-8.", "The body must be well-formed JSON in UTF-8.",
    ),
    "encoding": Words(
        400, "Другая кодировка", "Wrong encoding",
        "Пришлите текст в кодировке UTF-8.", "Send the text in UTF-8.",
    ),
    "control_character": Words(
        400, "Недопустимый знак", "Character not allowed",
        "В тексте есть знак с кодом 0 или половина суррогатной пары: уберите её.",
        "The text holds a NUL character or half of a surrogate pair: remove it.",
    ),
    "idempotency_key": Words(
        400, "Неверный Idempotency-Key", "Invalid Idempotency-Key",
        "От 1 до 255 печатных латинских знаков.", "1 to 255 printable ASCII characters.",
    ),
    "unauthorized": Words(
        401, "Нужен действующий ключ", "A valid key is required",
        "Пришлите заголовок «Authorization: Bearer ключ». Ключ мог быть отозван, или его срок вышел.",
        "Send the header “Authorization: Bearer <key>”. The key may be revoked or expired.",
    ),
    "scope_required": Words(
        403, "У ключа нет этого права", "The key lacks the scope",
        "Право даёт администратор на странице «Ключи API».", "The administrator gives scopes.",
    ),
    "not_found": Words(
        404, "Не найдено", "Not found",
        "Такого нет, или ключу это не открыто.", "It does not exist, or the key may not see it.",
    ),
    "method_not_allowed": Words(
        405, "Такого действия здесь нет", "Method not allowed",
        "Допустимые действия названы в заголовке Allow.", "See the Allow header.",
    ),
    "conflict": Words(409, "Сейчас это невозможно", "Conflict with the present state"),
    "still_running": Words(
        409, "Такой запрос ещё выполняется", "The same request is still running",
        "Запрос с этим Idempotency-Key уже принят и не закончен. Повторите через несколько секунд.",
        "A request with this Idempotency-Key has not ended. Repeat it in some seconds.",
    ),
    "too_large": Words(
        413, "Слишком много", "Content too large",
        "Тело запроса больше допустимого.", "The body is larger than allowed.",
    ),
    "media_type": Words(
        415, "Другой вид тела запроса", "Unsupported media type",
        "Пришлите application/json в UTF-8; файлы — multipart/form-data.",
        "Send application/json in UTF-8; files as multipart/form-data.",
    ),
    "validation": Words(
        422, "Запрос не прошёл проверку", "The request is not valid",
        "Что исправить, сказано в errors.", "See errors for what to mend.",
    ),
    "other_request": Words(
        422, "Idempotency-Key занят", "Idempotency-Key used before",
        "С этим Idempotency-Key приходил другой запрос: возьмите новый.",
        "Another request came with this Idempotency-Key: take a new one.",
    ),
    "rule": Words(
        422, "Правило не допускает", "A rule forbids it", "", "A rule forbids it: see message_ru.",
    ),
    "rate": Words(
        429, "Слишком часто", "Too many requests",
        "Подождите столько секунд, сколько в Retry-After.", "Wait for Retry-After seconds.",
    ),
    "server_error": Words(
        500, "Ошибка на нашей стороне", "Internal error",
        "Мы о ней уже знаем. Повторите запрос позже с тем же Idempotency-Key.",
        "We know of it. Repeat the request later with the same Idempotency-Key.",
    ),
}  # fmt: skip
WORDS: Mapping[str, Words] = MappingProxyType(_ALL)
BY_STATUS: Mapping[int, str] = MappingProxyType(
    {
        400: "bad_request", 401: "unauthorized", 403: "scope_required", 404: "not_found", 405: "method_not_allowed",
        409: "conflict", 413: "too_large", 415: "media_type", 422: "rule", 429: "rate", 500: "server_error",
    }
)  # fmt: skip

#: What pydantic finds, by its type of error: beginning of the type, Russian, English.
FAULTS: tuple[tuple[str, str, str], ...] = (
    ("missing", "Обязательное поле не указано.", "This field is required."),
    ("extra_forbidden", "Такого поля нет.", "There is no such field."),
    ("unknown_parameter", "Такого параметра нет.", "There is no such parameter."),
    ("string_too_long", "Слишком длинно.", "Too long."),
    ("string_too_short", "Слишком коротко.", "Too short."),
    ("string_pattern", "Не подходит по виду.", "Does not match the pattern."),
    ("string", "Нужна строка.", "A string is expected."),
    ("enum", "Такого значения нет в перечне.", "Not one of the listed values."),
    ("literal", "Такого значения нет в перечне.", "Not one of the listed values."),
    ("date", "Нужна дата, например 2025-03-28.", "A date such as 2025-03-28 is expected."),
    ("moment", "Нужен момент с часовым поясом, например 2025-03-28T10:00:00+03:00.",
     "A moment with a time zone such as 2025-03-28T10:00:00+03:00 is expected."),
    ("too_long", "Слишком много.", "Too many."),
    ("less_than", "Слишком большое число.", "The number is too large."),
    ("greater_than", "Слишком маленькое число.", "The number is too small."),
    ("int", "Нужно целое число.", "A whole number is expected."),
    ("bool", "Нужно true или false.", "true or false is expected."),
    ("model", "Нужен объект.", "An object is expected."),
    ("dict", "Нужен объект.", "An object is expected."),
    ("list", "Нужен список.", "A list is expected."),
)  # fmt: skip


def language_of(accepted: str) -> str:
    """Russian unless the header Accept-Language puts English before it."""
    best = {RUSSIAN: -1.0, ENGLISH: -1.0}
    for part in accepted[:300].split(","):
        name, _, quality = part.strip().partition(";q=")
        language = name.strip().lower()[:2]
        if language in best:
            best[language] = max(best[language], _number(quality))
    return ENGLISH if best[ENGLISH] > best[RUSSIAN] else RUSSIAN


def _number(quality: str) -> float:
    try:
        return float(quality) if quality else 1.0
    except ValueError:
        return 0.0


def fault_words(kind: str, language: str) -> str:
    """What is wrong with a field, by pydantic's type of error."""
    for beginning, russian, english in FAULTS:
        if kind.startswith(beginning):
            return english if language == ENGLISH else russian
    return "Not a valid value." if language == ENGLISH else "Неверное значение."
