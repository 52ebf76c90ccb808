"""How the columns of a source become a message: a mapping, kept as TOML."""

import tomllib
from collections.abc import Iterable
from collections.abc import Mapping as MappingOf
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, model_validator
from pydantic_core import ErrorDetails

from otklik.core.appeals import Audience, Form, ItemKind, Outcome, SenderKind
from otklik.core.labels import Labelled

TargetField = Literal[
    "text", "title", "channel", "received_at", "registered_at", "answered_at", "kind", "audience", "form",
    "sender_kind", "name", "email", "phone", "address", "organization", "inn", "source_number", "place", "subject",
    "process", "topic_code", "category", "reason", "outcome", "answer", "author_count", "department",
]  # fmt: skip

FIELD_TITLES: MappingOf[TargetField, str] = MappingProxyType(
    {
        "text": "Текст сообщения",
        "title": "Заголовок",
        "channel": "Канал",
        "received_at": "Дата поступления",
        "registered_at": "Дата регистрации",
        "answered_at": "Дата ответа",
        "kind": "Вид сообщения",
        "audience": "Внешний или внутренний клиент",
        "form": "Форма: устно или письменно",
        "sender_kind": "Вид отправителя",
        "name": "Имя отправителя",
        "email": "Электронная почта",
        "phone": "Телефон",
        "address": "Почтовый адрес отправителя",
        "organization": "Организация отправителя",
        "inn": "ИНН",
        "source_number": "Номер в источнике",
        "place": "Место, о котором речь",
        "subject": "Объект оценки",
        "process": "Услуга, функция или другой процесс",
        "topic_code": "Код тематического классификатора",
        "category": "Категория источника",
        "reason": "Причина обращения",
        "outcome": "Результат рассмотрения",
        "answer": "Текст ответа",
        "author_count": "Число авторов",
        "department": "Исполнитель",
    }
)
ENUM_FIELDS: MappingOf[str, type[Labelled]] = MappingProxyType(
    {"kind": ItemKind, "audience": Audience, "form": Form, "sender_kind": SenderKind, "outcome": Outcome}
)
ANY_VALUE = "*"
ALTERNATIVES = "|"
_FOLDER = files("otklik.importers") / "mappings"
_WRONG = {
    "missing": "обязательно, но не указано",
    "extra_forbidden": "такого ключа нет",
    "literal_error": "такого поля нет",
    "enum": "такого значения нет",
    "string_too_short": "пустое значение",
    "string_type": "нужен текст в кавычках",
    "string_pattern_mismatch": "только строчные латинские буквы, цифры, «-» и «_»",
    "too_short": "пустой список",
    "tuple_type": "нужен список в квадратных скобках",
    "dict_type": "нужна таблица ключей и значений",
}
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class MappingError(ValueError):
    """The mapping is wrong or does not fit the file; the message is Russian."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Dates(_Part):
    """Own formats of dates (as of strptime), tried before the usual ones."""

    formats: tuple[Words, ...] = ()


class SkipRule(_Part):
    """Rows left out without a fault: the column is one of `equals`, or is empty."""

    column: Words
    equals: tuple[str, ...] = ()
    empty: bool = False


class KindRule(_Part):
    """The kind of a message by words that stand in a column, when the source names no kind."""

    kind: ItemKind
    column: Words
    contains: Annotated[tuple[Words, ...], Field(min_length=1)]


class Mapping(_Part):
    """Columns of a source and what they mean.

    `columns`: field -> column name, «one|another» for either, or a list whose parts are joined; `labelled` fields join
    as «column: value». `constants`: value where the source gives none. `values`: field -> source value -> ours («*» any
    other). A file may lack any column but those of text, date, channel and number, and these when `optional`.
    """

    name: Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]*$", max_length=80)]
    title: Words
    description: str = ""
    channel: str = ""
    columns: dict[TargetField, Words | Annotated[tuple[Words, ...], Field(min_length=1)]]
    labelled: frozenset[TargetField] = frozenset()
    optional: frozenset[TargetField] = frozenset()
    constants: dict[TargetField, str] = Field(default_factory=dict)
    dates: Dates = Dates()
    values: dict[TargetField, dict[str, str]] = Field(default_factory=dict)
    skip_when: tuple[SkipRule, ...] = ()
    kind_rules: tuple[KindRule, ...] = ()

    @model_validator(mode="after")
    def _check(self) -> Self:
        if "text" not in self.columns:
            raise ValueError("не назван столбец с текстом сообщения (columns.text)")
        for field, ours in self.values.items():
            _check_values(field, ours.values())
        for field, constant in self.constants.items():
            _check_values(field, (constant,))
        return self

    def with_constants(self, constants: MappingOf[TargetField, str]) -> "Mapping":
        """The same mapping with these constants beside or instead of its own. Raises MappingError."""
        return mapping_from({**self.model_dump(), "constants": {**self.constants, **constants}})


def mapping_from(content: MappingOf[str, object], source: str = "сопоставление") -> Mapping:
    """A mapping from parsed content. Raises MappingError that names the place in Russian."""
    try:
        return Mapping.model_validate(content)
    except ValidationError as wrong:
        told = "; ".join(f"{_place(error)} — {_told(error)}" for error in wrong.errors())
        raise MappingError(f"Ошибка в файле «{source}»: {told}.") from None


def mapping_from_toml(text: str, source: str = "сопоставление") -> Mapping:
    """A mapping from TOML text. Raises MappingError."""
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as wrong:
        raise MappingError(f"Файл «{source}» записан с ошибкой TOML: {wrong}.") from None
    except RecursionError:
        raise MappingError(f"Файл «{source}»: скобки вложены друг в друга без конца.") from None
    return mapping_from(content, source)


def load_mapping(name_or_path: str) -> Mapping:
    """A shipped mapping by name, or one from a TOML file. Raises MappingError."""
    shipped = shipped_mappings()
    if name_or_path in shipped:
        return shipped[name_or_path]
    path = Path(name_or_path)
    if path.suffix.lower() != ".toml":
        raise MappingError(f"Нет сопоставления «{name_or_path}». Есть: {', '.join(shipped)}; или укажите файл TOML.")
    try:
        return mapping_from_toml(path.read_text(encoding="utf-8-sig"), path.name)
    except (OSError, UnicodeDecodeError):
        raise MappingError(f"Файл «{name_or_path}» не читается: нужен TOML в кодировке UTF-8.") from None


@lru_cache(maxsize=1)
def shipped_mappings() -> MappingOf[str, Mapping]:
    """Mappings that come with the product, by name: examples to copy and change."""
    found = sorted((file for file in _FOLDER.iterdir() if file.name.endswith(".toml")), key=lambda file: file.name)
    loaded = [mapping_from_toml(file.read_text(encoding="utf-8"), file.name) for file in found]
    return MappingProxyType({mapping.name: mapping for mapping in loaded})


def _check_values(field: str, ours: Iterable[str]) -> None:
    kinds = ENUM_FIELDS.get(field)
    unknown = [value for value in ours if kinds is not None and value not in kinds.__members__.values()]
    if kinds is not None and unknown:
        known = ", ".join(f"{kind.value} ({kind.label})" for kind in kinds)
        raise ValueError(f"для поля {field} нет значения «{unknown[0]}», есть: {known}")


def _place(error: ErrorDetails) -> str:
    return ".".join(str(part) for part in error["loc"] if part != "[key]") or "всё"


def _told(error: ErrorDetails) -> str:
    """A pydantic error in Russian."""
    context = error.get("ctx", {})
    if error["type"] == "value_error":
        return str(context["error"])
    return _WRONG.get(error["type"], "значение записано неверно")
