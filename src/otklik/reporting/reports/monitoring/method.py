"""What a reader must know beside the figures: which quarter, which outcomes, which edition, what part of the whole."""

from collections.abc import Iterator
from datetime import date

from otklik.analysis.figures import Metric, Monitoring
from otklik.core.document import Paragraph
from otklik.core.periods import local_date
from otklik.core.russian import date_long
from otklik.procedures.schema import Procedure
from otklik.reporting.reports.monitoring.tables import counted

_BY_RECEIPT = (
    "Квартал определяется по дню поступления по местному времени: обращение, поступившее 28 марта и получившее ответ "
    "20 апреля, учтено в I квартале. Время ожидания идёт от дня регистрации."
)
_OUTCOMES = (
    "Результаты вопросов приведены к словам порядка так: «удовлетворено» — поддержано; «отказано» — не поддержано; "
    "разъяснение, направление по компетенции, ответ без решения, оставление без ответа и обращения на рассмотрении "
    "не относятся ни к тем, ни к другим и показаны строками «Остальные», поэтому части в сумме дают все поступившие. "
    "Если часть вопросов поддержана, а часть нет, обращение считается удовлетворённым частично."
)
_COLUMNS = (
    "Рядом с кварталом стоят предыдущий квартал и тот же квартал прошлого года. Изменение — разница с предыдущим "
    "кварталом: для долей в процентных пунктах (п. п.), для ожидания в днях. «Нет данных» означает, что делить "
    "не на что."
)


def method(monitoring: Monitoring, procedure: Procedure) -> tuple[str, ...]:
    """The method note: common rules, then formula and n of each metric."""
    kinds = ", ".join(kind.title.lower() for kind in procedure.kinds if kind.slug.is_appeal)
    counts = f"Учтены виды обращений: {kinds}. Отзывы и благодарности в показатели не входят."
    rules = (counts, _BY_RECEIPT, _OUTCOMES, _COLUMNS)
    return (
        *rules,
        *(_formula(metric) for metric in monitoring.metrics),
        f"Порядок: № {monitoring.procedure_revision}.",
    )


def _formula(metric: Metric) -> str:
    whole = metric.row("all").current
    return f"{metric.short_title}. {metric.method.rstrip('.')}. n = {counted(whole.n, metric)}."


def edition_words(monitoring: Monitoring, procedure: Procedure) -> str:
    """«, редакция 2 от 5 ноября 2025 г.»; empty for a period that is not closed."""
    day = _closed_on(monitoring, procedure)
    return f", редакция {monitoring.edition} от {date_long(day)}" if day else ""


def _closed_on(monitoring: Monitoring, procedure: Procedure) -> date | None:
    """The day as it was where the period was closed."""
    return local_date(monitoring.closed_at, procedure.act.time_zone) if monitoring.closed_at else None


def notices(monitoring: Monitoring, procedure: Procedure) -> Iterator[Paragraph]:
    """Notes above the first section: part of the quarter, part of the administration, a cut."""
    start, quarter = procedure.act.effective_on, monitoring.quarter
    if quarter.start_on < start <= quarter.end_on:
        text = (
            f"Неполный квартал: порядок действует с {date_long(start)} Показатели посчитаны по всем обращениям, "
            "поступившим за квартал."
        )
        yield Paragraph(text, "note")
    elif quarter.end_on < start:
        text = f"Порядок действует с {date_long(start)} За этот квартал показатели посчитаны по его правилам справочно."
        yield Paragraph(text, "note")
    if monitoring.part:
        yield Paragraph(f"Показана часть: {monitoring.part}.", "note")
    if not monitoring.cut.is_whole:
        yield Paragraph(f"Срез: {cut_words(monitoring, procedure)}. Срез не замораживается при закрытии.", "note")


def cut_words(monitoring: Monitoring, procedure: Procedure) -> str:
    """The cut in words, the object of assessment by its title."""
    subject = monitoring.cut.subject
    named = next((one.title for one in procedure.subjects if one.slug == subject), subject)
    return "; ".join(part for part in (monitoring.cut.words, f"объект «{named}»" if named else "") if part)


def created_note(monitoring: Monitoring, procedure: Procedure) -> str:
    """When the values were taken, and whether they can still change."""
    day = _closed_on(monitoring, procedure)
    if day is None:
        return f"Период не закрыт: показатели посчитаны по состоянию на {date_long(monitoring.as_of)}"
    by = f" ({monitoring.closed_by})" if monitoring.closed_by else ""
    reason = f". Причина новой редакции: {monitoring.reason.rstrip('.')}" if monitoring.reason else ""
    edition = f"редакция {monitoring.edition} от {date_long(day)}"
    return f"Период закрыт, {edition}{by}{reason}. Значения с этого дня не меняются."
