"""Proposes a mapping for a file by the words of its header and a look at its cells."""

import re
from collections.abc import Iterator, Sequence
from collections.abc import Mapping as MappingOf

from otklik.importers.contract import Row
from otklik.importers.field_readers import MOMENTS, Parse, Rejected, field_parser, folded
from otklik.importers.mapping import ENUM_FIELDS, Mapping, MappingError, TargetField
from otklik.importers.moments import moment_reader

_GUESS_NAME, _GUESS_TITLE = "guess", "Предложенное сопоставление"
_NOT_WORDS = re.compile(r"[\W_]+")
_ENOUGH = 0.8
_PASSED_OVER = ("hash", "хеш", "хэш", "номер п п")  # a row number differs in every export, so it names nothing
# Likelier names of a field stand first
_NAMES: MappingOf[TargetField, tuple[str, ...]] = {
    "text": (
        *("текст обращения", "текст сообщения", "текст инцидента", "текст отзыва", "текст вопроса", "содержание"),
        *("суть", "описание", "текст", "сообщение", "вопрос", "отзыв", "комментарий", "text", "message", "body"),
    ),
    "answer": ("текст ответа", "ответ", "answer", "reply"),
    "source_number": (
        *(
            "номер обращения",
            "номер сообщения",
            "номер заявки",
            "номер инцидента",
            "регистрационный номер",
            "рег номер",
        ),
        *("номер", "идентификатор", "id", "number", "n"),
    ),
    "received_at": (
        *("дата поступления", "дата создания", "дата обращения", "дата подачи", "дата сообщения", "дата и время"),
        *("дата", "создано", "поступило", "created", "received", "date"),
    ),
    "registered_at": ("дата регистрации", "зарегистрировано", "registered"),
    "answered_at": ("дата ответа", "дата исполнения", "дата решения", "дата закрытия", "answered", "closed"),
    "kind": ("вид обращения", "тип обращения", "вид сообщения", "тип сообщения", "тип инцидента", "вид", "тип", "kind"),
    "title": ("заголовок", "тема", "title", "subject", "theme"),
    "category": ("категория", "группа тем", "рубрика", "раздел", "category"),
    "reason": ("причина", "факт", "подкатегория", "reason"),
    "topic_code": ("код классификатора", "код тематического классификатора", "код вопроса", "код темы"),
    "name": ("фио", "заявитель", "отправитель", "автор", "имя", "name", "author"),
    "email": ("электронная почта", "адрес электронной почты", "эл почта", "e mail", "email", "почта"),
    "phone": ("телефон", "номер телефона", "phone"),
    "place": ("адрес проблемы", "адрес объекта", "место", "местоположение", "населенный пункт", "place"),
    "address": ("адрес заявителя", "почтовый адрес", "адрес", "address"),
    "organization": ("организация заявителя", "наименование организации", "юридическое лицо", "organization"),
    "inn": ("инн",),
    "department": ("исполнитель", "ответственный", "орган", "подразделение", "ведомство", "executor", "department"),
    "outcome": ("результат рассмотрения", "результат", "итог", "решение", "outcome"),
    "author_count": ("число авторов", "количество заявителей", "число подписей"),
}


def guess_mapping(columns: Sequence[str], sample_rows: Sequence[Row]) -> Mapping:
    """A mapping to show to a person for correction; columns whose cells do not read as their field are left out.

    The longest column becomes the text when no header names one. Raises MappingError when there is no column at all.
    """
    if not columns:
        raise MappingError("В файле нет столбцов.")
    found: dict[TargetField, str] = {}
    for _, field, column in sorted(_candidates(columns)):
        if field not in found and column not in found.values() and _reads(field, column, sample_rows):
            found[field] = column
    if "text" not in found:
        found = {"text": _longest([c for c in columns if c not in found.values()] or columns, sample_rows), **found}
    return Mapping(name=_GUESS_NAME, title=_GUESS_TITLE, columns=dict(found))


def _candidates(columns: Sequence[str]) -> Iterator[tuple[tuple[int, int, int], TargetField, str]]:
    """Likely pairs with a rank, best first: how the header fits, how sure the word is, the place in the file."""
    for place, column in enumerate(columns):
        header = " ".join(_NOT_WORDS.sub(" ", folded(column).replace("№", " номер ")).split())
        if any(word in header for word in _PASSED_OVER):
            continue
        for field, names in _NAMES.items():
            fits = [(fit, sureness) for sureness, name in enumerate(names) if (fit := _fit(header, name)) is not None]
            if fits:
                yield (*min(fits), place), field, column


def _fit(header: str, name: str) -> int | None:
    """0 the same words, 1 begins with them, 2 holds them; None otherwise."""
    if header == name:
        return 0
    if header.startswith(f"{name} "):
        return 1
    return 2 if f" {name} " in f" {header} " else None


def _reads(field: TargetField, column: str, rows: Sequence[Row]) -> bool:
    """Whether nearly all filled cells of the sample read as the field."""
    if field not in MOMENTS and field not in ENUM_FIELDS and field != "author_count":
        return True
    parse = field_parser(field, {}, moment_reader("UTC"))
    cells = [cell for row in rows if (cell := row.get(column, "").strip())]
    return sum(_accepts(parse, cell) for cell in cells) >= _ENOUGH * len(cells)


def _accepts(parse: Parse, cell: str) -> bool:
    try:
        return parse(cell) is not None
    except Rejected:
        return False


def _longest(columns: Sequence[str], rows: Sequence[Row]) -> str:
    return max(columns, key=lambda column: sum(len(row.get(column, "")) for row in rows))
