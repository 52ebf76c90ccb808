"""The page `docs/procedures/<slug>.md`, generated from a profile."""

from collections import Counter
from collections.abc import Iterator

from otklik.procedures.coverage import ORDER_LABELS, STATUS_LABELS, ClauseCoverage, coverage
from otklik.procedures.publication import ARTIFACTS
from otklik.procedures.schema import Procedure
from otklik.procedures.schema_analysis import Period
from otklik.procedures.serving import questionnaires_for

_EVERY = {
    "month": "ежемесячно",
    "quarter": "ежеквартально",
    "year": "ежегодно",
    "as_needed": "по необходимости",
    "not_dated": "период не назван",
}
_POLICY = {"forbidden": "не публикуется", "allowed": "может публиковаться", "required": "публикуется"}
_MODE = {"online": "онлайн", "offline": "офлайн", None: "не названо"}


def render_markdown(procedure: Procedure, targets: frozenset[str]) -> str:
    """The page of one procedure: what its decree says and how each clause is answered; ends with a line feed."""
    blocks = [_head(procedure), _intake(procedure), _analysis(procedure), _duties(procedure)]
    return "\n".join([*(line for block in blocks for line in block), *_answers(coverage(procedure, targets)), ""])


def _head(procedure: Procedure) -> Iterator[str]:
    act = procedure.act
    yield f"# {act.short_title}: соответствие порядку"
    yield ""
    yield "<!-- Страница создана из профиля порядка и не правится руками. -->"
    yield ""
    yield f"{act.act_title}. {act.title}, {act.act_kind.lower()} от {act.signed_on:%d.%m.%Y} № {act.number}."
    yield ""
    yield f"- Действует с {act.effective_on:%d.%m.%Y}. {act.effective_note}".rstrip()
    yield f"- Контроль: {act.controller or 'в тексте порядка не назван'}."
    yield f"- Часовой пояс: {act.time_zone}. Редакция профиля: {act.revision}."
    yield ""


def _intake(procedure: Procedure) -> Iterator[str]:
    yield from _table(
        "Термины",
        ("Термин", "Определение", "Пункт"),
        ((term.title, term.definition, term.clause) for term in procedure.terms),
    )
    yield from _table(
        "Объекты сбора и анализа",
        ("Объект", "Клиент", "Пункт"),
        ((subject.title, subject.audience.label, subject.clause) for subject in procedure.subjects),
    )
    yield from _table(
        "Каналы",
        ("Канал", "Клиент", "Режим по порядку", "Правовой класс по умолчанию", "Пункт"),
        (
            (channel.title, channel.audience.label, _MODE[channel.mode], channel.legal_class.label, channel.clause)
            for channel in procedure.channels
        ),
    )


def _analysis(procedure: Procedure) -> Iterator[str]:
    yield from _table(
        "Метрики мониторинга",
        ("Метрика словами порядка", "Считается от", "Пункт"),
        ((metric.title, procedure.population(metric.population).title, metric.clause) for metric in procedure.metrics),
    )
    yield from _table(
        "Показатели удовлетворённости",
        ("Показатель", "Клиент", "Пункт"),
        ((indicator.title, indicator.audience.label, indicator.clause) for indicator in procedure.indicators),
    )
    yield from _table(
        "Опросы и их анкеты",
        ("Опрос", "Клиент", "Анкеты", "Пункт"),
        (
            (
                kind.title,
                kind.audience.label,
                "; ".join(one.title for one in questionnaires_for(procedure, kind)),
                kind.clause,
            )
            for kind in procedure.surveys
        ),
    )
    yield from _table(
        "Что оценивают внутренние клиенты",
        ("Предмет оценки", "Пункт"),
        ((aspect.title, aspect.clause) for aspect in procedure.internal.aspects),
    )


def _duties(procedure: Procedure) -> Iterator[str]:
    yield from _table(
        "Периоды",
        ("Что", "Как часто", "Пункт"),
        ((period.title, _how_often(period), period.clause) for period in procedure.periods),
    )
    yield from _table(
        "Роли",
        ("Роль", "Что делает", "Пункт"),
        ((role.title, role.duty, role.clause) for role in procedure.roles),
    )
    yield from _table(
        "Публикация",
        ("Что", "Правило", "Пункт"),
        ((ARTIFACTS[rule.artifact].capitalize(), _POLICY[rule.policy], rule.clause) for rule in procedure.publication),
    )


def _how_often(period: Period) -> str:
    words = ("не реже: " if period.at_least else "") + _EVERY[period.every]
    longer = f"{_EVERY[period.shortest]} или {words}" if period.shortest else words
    volume = ["в зависимости от объёма"] if period.by_volume else []
    need = ["при необходимости"] if period.only_if_needed else []
    return ", ".join([longer, *volume, *need])


def _answers(covered: tuple[ClauseCoverage, ...]) -> Iterator[str]:
    counts = Counter(clause.status for clause in covered)
    parts = [f"{STATUS_LABELS[status]}: {counts[status]}" for status in STATUS_LABELS]
    yield "## Пункты порядка"
    yield ""
    yield f"Всего пунктов: {len(covered)}; {'; '.join(parts)}."
    yield ""
    yield "| Номер | Пункт | Требование | Ответ | Чем |"
    yield "|---|---|---|---|---|"
    for clause in covered:
        cells = (clause.id, clause.clause, clause.duty, STATUS_LABELS[clause.status], _by_words(clause))
        yield _row(cells)


def _by_words(clause: ClauseCoverage) -> str:
    if clause.status == "planned":
        words = f"очередь «{ORDER_LABELS[clause.by[0].partition(':')[2]]}»"
    elif clause.status == "people":
        words = clause.by[0]
    else:
        words = ", ".join(f"`{target}`" for target in clause.by)
    return ". ".join(part for part in (words, clause.note.rstrip("."), clause.problem) if part)


def _table(title: str, heads: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> Iterator[str]:
    body = list(rows)
    if not body:
        return
    yield f"## {title}"
    yield ""
    yield _row(heads)
    yield "|" + "---|" * len(heads)
    yield from (_row(cells) for cells in body)
    yield ""


def _row(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
