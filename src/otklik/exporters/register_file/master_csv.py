"""Questions of appeals as CSV for «Мастер обзоров»: 25 columns, UTF-8 with BOM, CRLF, «;»; one row a question.

The columns, their lengths and permitted values are as publicly documented: to be verified with the office. What we do
not know stays with the value that the format permits for the unknown.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from otklik.core.appeals import ItemKind
from otklik.exporters.register_file.appeal_facts import AppealFacts, QuestionFacts
from otklik.exporters.register_file.tables import csv_bytes

HEADER = (
    "ГруппаГ", "Округ", "Регион", "Район", "Город", "Кол-во", "Номер", "Дата", "Код", "Наименование", "Тип", "Комп",
    "ПВ", "Орган", "Группа", "ОЖ", "Контр", "Сотрудник", "Вид письма", "ОрганССТУ", "ГруппаССТУ", "Цель напр.",
    "Событие", "Повторность", "Приемная",
)  # fmt: skip
LENGTHS = (
    10, 10, 50, 512, 512, 1, 30, 10, 24, 512, 128, 10, 10, 512, 512, 1, 1, 70, 15, 512, 512, 40, 4000, 1, 50,
)  # fmt: skip
_FORBIDDEN = str.maketrans({"\x00": None, "\t": " ", "\x1a": None, "\ufffd": None, "…": "..."})
_TYPES = {
    ItemKind.PROPOSAL: "предложение",
    ItemKind.STATEMENT: "заявление",
    ItemKind.COMPLAINT: "жалоба",
    ItemKind.INQUIRY: "запрос информации",
}


@dataclass(frozen=True)
class MasterPlace:
    """What is the same in every row: the administration, where it is, in the words of the format."""

    district: str
    region: str
    municipality: str
    body: str


def master_csv(appeals: Iterable[AppealFacts], place: MasterPlace) -> bytes:
    """The file."""
    return csv_bytes(HEADER, (_fitted(row) for one in appeals for row in _rows(one, place)))


def _rows(facts: AppealFacts, place: MasterPlace) -> Iterator[tuple[str, ...]]:
    for number, question in enumerate(facts.questions):
        yield _row(facts, question, place, is_first=number == 0)


def _row(facts: AppealFacts, question: QuestionFacts, place: MasterPlace, *, is_first: bool) -> tuple[str, ...]:
    where = ("РФ", place.district, place.region, place.municipality, "")
    what = ("1" if is_first else "", facts.number, f"{facts.received_on:%d.%m.%Y}", question.code, question.title)
    whose = (_TYPES.get(facts.kind, "не обращение"), "ОЗВ", "МСТ", place.body, "", "0", "0", "")
    way = "Устно" if facts.is_oral else "интернет" if facts.is_electronic else "письмо"
    return (*where, *what, *whose, way, place.body, "", "по компетенции", "", "1" if facts.is_repeat else "0", "нет")


def _fitted(row: tuple[str, ...]) -> tuple[str, ...]:
    """Without the signs that the format forbids, each value as short as it must be."""
    return tuple(
        " ".join(value.translate(_FORBIDDEN).split())[:length] for value, length in zip(row, LENGTHS, strict=True)
    )
