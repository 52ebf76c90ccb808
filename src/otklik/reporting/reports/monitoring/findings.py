"""What the figures say, in sentences: the lead of each section and the title of each picture."""

from collections.abc import Callable, Mapping

from otklik.analysis.figures import Metric, Row
from otklik.core.russian import days_word, format_number, format_share, share_with_count
from otklik.reporting.reports.monitoring.tables import counted, unit_words

#: The reason of whatever has no reason of its own.
OTHER = "other"


def finding(metric: Metric) -> str:
    """The section's lead: one or two plain sentences; says so where nothing came in."""
    whole = metric.row("all").current
    if not whole.n:
        return f"За квартал {unit_words(metric)[2]} не поступило: показатель не определён."
    return _FINDINGS[metric.slug](metric)


def leading(metric: Metric, level: int = 0) -> Row | None:
    """The named row with the greatest count: «не указана» never, «иная» only where no other counts. None: all are 0."""
    rows = [row for row in metric.rows if row.kind != "total" and row.key != "none" and row.level == level]
    top = max(
        rows,
        key=lambda row: (row.key != OTHER and bool(row.current.numerator), row.current.numerator or 0),
        default=None,
    )
    return top if top is not None and top.current.numerator else None


def share_of(row: Row) -> str:
    """«42,3 % (118 из 279)»."""
    figure = row.current
    return share_with_count(figure.value, figure.numerator or 0, figure.denominator or 0)


def _against_before(metric: Metric) -> str:
    whole = metric.row("all")
    change = whole.current.n - whole.previous.n
    if not whole.previous.n:
        return "; в предыдущем квартале — ни одного"
    if not change:
        return " — столько же, сколько в предыдущем квартале"
    return f" — на {format_number(abs(change))} {'больше' if change > 0 else 'меньше'}, чем в предыдущем квартале"


def _channels(metric: Metric) -> str:
    text = f"Поступило {counted(metric.row('all').current.n, metric)}{_against_before(metric)}."
    top = leading(metric)
    return f"{text} Больше всего — канал «{top.title}»: {share_of(top)}." if top else text


def _reasons(metric: Metric) -> str:
    top = leading(metric)
    return f"Самая частая причина — «{top.title}»: {_of_questions(top)}." if top else "Причины ещё не указаны."


def _topics(metric: Metric) -> str:
    top, narrow = leading(metric), leading(metric, 2) or leading(metric, 1)
    if top is None:
        return "Темы ещё не указаны."
    text = f"Больше всего вопросов — раздел «{top.title}»: {share_of(top)}."
    return f"{text} Самая частая тема — «{narrow.title}»: {share_of(narrow)}." if narrow else text


def _waiting(metric: Metric) -> str:
    mean, median, waiting = metric.row("mean").current, metric.row("median").current, metric.row("waiting")
    if not mean.n:
        return f"Ответов ещё не было; ждут {counted(waiting.current.numerator, metric)}."
    text = (
        f"В среднем ответа ждали {days_words(mean.value)}, "
        f"половина — не дольше {days_words(median.value, genitive=True)}; "
        f"позже срока дано ответов: {share_of(metric.row('overdue'))}."
    )
    return f"{text} Ещё ждут: {counted(waiting.current.numerator, metric)}." if waiting.current.numerator else text


def _of_questions(row: Row) -> str:
    """«42,3 % вопросов (118 из 279)»."""
    return share_of(row).replace(" (", " вопросов (", 1)


def _decided(key: str, of_complaints: str, of_appeals: str) -> Callable[[Metric], str]:
    def text(metric: Metric) -> str:
        row = metric.row(key)
        begins = of_complaints if metric.population == "complaints" else of_appeals
        before = format_share(row.previous.value) if row.previous.n else "не было поступивших"
        return f"{begins}: {share_of(row)}; в предыдущем квартале — {before}."

    return text


def days_words(value: float | None, *, genitive: bool = False) -> str:
    """«7 дней», «1 дня», «12,4 дня»: a fraction takes the genitive singular."""
    number = value or 0.0
    if not number.is_integer():
        return f"{format_number(number, 1)} дня"
    if genitive:
        return f"{format_number(number)} {'дня' if number % 10 == 1 and number % 100 != 11 else 'дней'}"  # noqa: PLR2004
    return days_word(int(number))


_FINDINGS: Mapping[str, Callable[[Metric], str]] = {
    "channels": _channels,
    "reasons": _reasons,
    "topics": _topics,
    "waiting_time": _waiting,
    "satisfied_share": _decided("satisfied", "Удовлетворено жалоб", "Удовлетворено обращений"),
    "unsatisfied_share": _decided("refused", "Отказано по жалобам", "Отказано по обращениям"),
}
