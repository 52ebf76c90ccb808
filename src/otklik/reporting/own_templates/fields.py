"""The registry of fields: the page, the guide, the check at upload and the filling all read this one list."""

from collections.abc import Iterator
from dataclasses import dataclass

from otklik.exporters.own_template.contract import FieldKind
from otklik.procedures.schema import Procedure
from otklik.reporting.packages.contents import SECTIONS as PACKAGE_SECTIONS

MOST_COLUMNS = 12
#: Fields of the paper itself, in every report: name, kind, what stands there.
COMMON: tuple[tuple[str, FieldKind, str], ...] = (
    ("администрация", FieldKind.TEXT, "Администрация, как она названа в порядке."),
    ("название", FieldKind.TEXT, "Название отчёта в словах порядка."),
    ("период", FieldKind.TEXT, "Квартал или год, с редакцией закрытого периода."),
    ("основание", FieldKind.TEXT, "Пункт порядка и постановление, которым он утверждён."),
    ("гриф", FieldKind.TEXT, "Слова порядка о том, что сведения внутренние; пусто, если их можно публиковать."),
    ("состояние", FieldKind.TEXT, "На какой день посчитано, закрыт ли период, контрольная сумма."),
    ("утверждаю.должность", FieldKind.TEXT, "Должность того, кто утверждает."),
    ("утверждаю.фио", FieldKind.TEXT, "Его инициалы и фамилия."),
    ("утверждаю.дата", FieldKind.TEXT, "День утверждения или место для него."),
    ("подпись.должность", FieldKind.TEXT, "Должность того, кто подписывает в конце."),
    ("подпись.фио", FieldKind.TEXT, "Его инициалы и фамилия."),
    ("отчет", FieldKind.BLOCK, "Весь отчёт: разделы, таблицы, рисунки, без заголовка листа и методики."),
    ("методика", FieldKind.BLOCK, "Методика расчёта, абзац за абзацем."),
)


@dataclass(frozen=True)
class Field:
    """One field as people read it."""

    name: str
    kind: FieldKind
    title: str

    @property
    def mark(self) -> str:
        """«{{ период }}»."""
        return f"{{{{ {self.name} }}}}"


@dataclass(frozen=True)
class Piece:
    """A part of a report that can be put in its own place: the section of a table's key, or of a heading."""

    name: str
    title: str
    key: str = ""
    heading: str = ""
    has_picture: bool = True


_METRICS = {
    "channels": "каналы",
    "reasons": "причины",
    "topics": "темы",
    "waiting_time": "ожидание",
    "satisfied_share": "удовлетворенные",
    "unsatisfied_share": "неудовлетворенные",
}
_ROADMAP = (
    Piece("мероприятия", "Мероприятия квартала", "measures", has_picture=False),
    Piece("результаты", "Что сделано за квартал", "results", has_picture=False),
    Piece("виды", "Мероприятия по видам", "kinds", has_picture=False),
)
_PAIN_MAP = (
    Piece("карта", "Карта в форме порядка", "map", has_picture=False),
    Piece("приоритеты", "Из чего сложились уровни", "levels"),
)
_CONSOLIDATED = (
    Piece("введение", "Введение ответственного лица", heading="Введение"),
    Piece("главное", "Главное", heading="Главное"),
    Piece(
        "организаторы",
        "Отчётные материалы организаторов",
        "packages",
        "Отчётные материалы организаторов",
        has_picture=False,
    ),
    Piece("внешние", "Внешние клиенты", heading="Внешние клиенты"),
    Piece("внутренние", "Внутренние клиенты", heading="Внутренние клиенты"),
    Piece("рекомендации", "Рекомендации", "recommendations", "Рекомендации", has_picture=False),
    Piece("выводы", "Выводы", heading="Выводы"),
)
_SUMMARY = (
    Piece("внешние", "Внешние клиенты", heading="Внешние клиенты"),
    Piece("внутренние", "Внутренние клиенты", heading="Внутренние клиенты"),
    Piece("работа", "Работа с результатами", heading="Работа с результатами"),
)
_REVIEW = (
    Piece("рассмотрено", "Рассмотренные результаты", "laid", has_picture=False),
    Piece("прошлые", "Решения прошлого рассмотрения", "before", has_picture=False),
    Piece("решения", "Решения по вопросам", "decisions", has_picture=False),
)
_PACKAGE = {
    "introduction": "сведения",
    "monitoring": "мониторинг",
    "surveys": "опросы",
    "factors": "факторы",
    "pain_map": "карта",
    "roadmap": "дорожная_карта",
    "explanations": "разъяснения",
    "recommendations": "рекомендации",
    "conclusions": "выводы",
}
_FIXED = {
    "roadmap": _ROADMAP,
    "pain_map": _PAIN_MAP,
    "consolidated": _CONSOLIDATED,
    "summary": _SUMMARY,
    "review": _REVIEW,
}


def pieces_of(report: str, procedure: Procedure) -> tuple[Piece, ...]:
    """The named parts of a report, in the order of its paper."""
    if report == "monitoring":
        return tuple(
            Piece(_METRICS.get(one.slug, one.slug), one.title.rstrip("."), one.slug) for one in procedure.metrics
        )
    if report == "survey_summary":
        return tuple(Piece(one.slug.replace("-", "_"), one.title, one.slug) for one in procedure.indicators)
    if report == "package":
        return tuple(Piece(_PACKAGE.get(one.slug, one.slug), one.title, heading=one.title) for one in PACKAGE_SECTIONS)
    return _FIXED.get(report, ())


def fields_of(report: str, procedure: Procedure) -> tuple[Field, ...]:
    """All fields of a report that people read about; a column of rows stands once, as number 1."""
    common = (Field(name, kind, title) for name, kind, title in COMMON)
    return (*common, *(field for piece in pieces_of(report, procedure) for field in _of_piece(piece)))


def known_fields(report: str, procedure: Procedure) -> dict[str, FieldKind]:
    """Every name that the check lets through."""
    known = {field.name: field.kind for field in fields_of(report, procedure)}
    lists = [name.removesuffix(".1") for name, kind in known.items() if kind is FieldKind.CELL]
    numbers = range(1, MOST_COLUMNS + 1)
    return known | {f"{name}.{number}": FieldKind.CELL for name in lists for number in numbers}


def _of_piece(piece: Piece) -> Iterator[Field]:
    yield Field(f"раздел.{piece.name}", FieldKind.BLOCK, f"{piece.title}: весь раздел с заголовком.")
    yield Field(f"вывод.{piece.name}", FieldKind.TEXT, f"{piece.title}: вывод раздела одним-двумя предложениями.")
    if piece.key:
        yield Field(f"таблица.{piece.name}", FieldKind.BLOCK, f"{piece.title}: таблица с подписью и примечанием.")
        if piece.has_picture:
            yield Field(f"рисунок.{piece.name}", FieldKind.BLOCK, f"{piece.title}: рисунок с подписью.")
        words = f"{piece.title}: первый столбец таблицы, строка шаблона повторяется; дальше .2, .3 и так далее."
        yield Field(f"строка.{piece.name}.1", FieldKind.CELL, words)
