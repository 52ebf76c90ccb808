"""Factors in words, a table and a picture: what a page and a paper say of them."""

from dataclasses import replace

from otklik.analysis.factors import LEAST_EXPLAINED, Element, Factors
from otklik.core.charts import plane
from otklik.core.document import Block, Cell, Chart, Column, Heading, Paragraph, Point, Row, Table, Unit
from otklik.core.intervals import wilson_interval
from otklik.core.russian import count_with_word, format_number, format_share, share_with_count

CAVEAT = (
    "Связь — ещё не причина: люди, довольные в целом, чаще ставят высокие оценки и частям. Прежде чем менять порядок "
    "работы, проверьте вывод по отзывам и разговорам с людьми."
)
METHOD = (
    "Важность — доля элемента в объяснённой части различий оценок целого (значения Шепли для R² линейной модели, "
    "LMG: Линдеман, Меренда, Голд, 1980): средний прирост R² по всем порядкам включения элементов. Интервал 95 % — "
    "бутстреп по анкетам с постоянным началом. Считаются только анкеты, где оценены целое и все элементы."
)
ORDINAL = "Порядковая модель (логит пропорциональных шансов, псевдо-R² Макфаддена) показана рядом как проверка."
_KEY = "factors"
#: An element with less than this part of an even share goes only weakly with the whole.
_WEAK = 0.75


def recommendations(factors: Factors) -> tuple[str, ...]:
    """Sentences with the numbers in them, the strongest element first. Порядок: murashi 5.11, 5.13"""
    found = factors.found
    if found is None or not factors.elements:
        return ()
    if found.explained < LEAST_EXPLAINED:
        little = format_share(found.explained)
        asked = "то, что для людей важно, анкета, похоже, не спрашивает. Добавьте вопрос «Что повлияло на вашу оценку?»"
        return (f"Все элементы вместе объясняют лишь {little} различий в оценке целого: {asked}.",)
    said = [_strongest(factors)]
    rest = [one for one in factors.elements[1:] if _is_weak_and_important(one, factors)][:2]
    begins = "Дальше —" if _is_weak_and_important(factors.elements[0], factors) else "Начать стоит с элемента"
    for one in rest:
        mean = format_share(factors.mean_performance)
        said.append(
            f"{begins} «{one.title}»: {format_share(one.driver.share)} объяснённых различий, "
            f"довольны {_satisfied(one)}, это ниже среднего ({mean})."
        )
        begins = "Дальше —"
    said += _kept(factors)
    return tuple(said)


def chart_of(factors: Factors) -> Chart:
    """Importance against performance; what is important and bad bears the accent."""
    points = [
        Point(one.title, one.driver.share, across=one.performance, accent=_is_weak_and_important(one, factors))
        for one in factors.elements
    ]
    return plane(_chart_title(factors), points, upward="важность", across="доля довольных", table=_KEY)


def _chart_title(factors: Factors) -> str:
    important = [one for one in factors.elements if _is_important(one, factors)]
    worse = next((one for one in important if _is_worse(one, factors)), None)
    if worse:
        return f"Важно и хуже остального — «{worse.title}»"
    if any(one.performance < factors.mean_performance for one in important):
        return "Что важное оценено хуже остального, не доказано"
    return "Важное оценено не хуже остального"


def table_of(factors: Factors) -> Table:
    """The numbers behind the picture."""
    columns = (
        Column("Элемент"),
        Column("Важность", Unit.SHARE),
        Column("От", Unit.SHARE),
        Column("До", Unit.SHARE),
        Column("По порядковой модели", Unit.SHARE),
        Column("Довольны", Unit.SHARE),
    )
    rows = tuple(
        Row(
            (
                Cell(one.title),
                Cell(one.driver.share),
                Cell(one.driver.low),
                Cell(one.driver.high),
                Cell(one.driver.ordinal if one.driver.ordinal is not None else "не считалась"),
                Cell(one.performance, numerator=one.satisfied, denominator=one.n),
            )
        )
        for one in factors.elements
    )
    return Table("Важность элементов и оценка каждого", columns, rows, note=counted_words(factors), key=_KEY)


def counted_words(factors: Factors) -> str:
    """How many answers were counted, what was lost, what was left out, how much is explained."""
    found = factors.found
    if found is None:
        return ""
    cases = count_with_word(found.cases, "анкета", "анкеты", "анкет")
    lost = f"; ещё {format_share(found.lost_share)} оценивших целое оценили не все элементы и не вошли"
    told = f"Учтено: {cases}{lost if found.lost_share else ''}. "
    told += f"Элементы вместе объясняют {format_share(found.explained)} различий в оценке целого."
    if factors.dropped:
        told += f" Не вошли (мало ответов или одинаковые оценки): {', '.join(factors.dropped)}."
    return told


def factor_blocks(factors: Factors, *, level: int = 1, key: str = _KEY) -> tuple[Block, ...]:
    """The factors as blocks of a report; `key` binds picture and table. Порядок: murashi 5.11, 5.18"""
    heading = Heading(level, "Факторы удовлетворённости")
    if factors.refusal:
        return heading, Paragraph(f"Факторы не посчитаны. {factors.refusal}")
    said = [
        Paragraph(sentence, "lead" if not place else "body") for place, sentence in enumerate(recommendations(factors))
    ]
    notes = (Paragraph(CAVEAT, "note"), Paragraph(METHOD, "note"))
    return heading, *said, replace(chart_of(factors), table=key), replace(table_of(factors), key=key), *notes


def _strongest(factors: Factors) -> str:
    first = factors.elements[0]
    said = (
        f"Сильнее всего с общей оценкой связано «{first.title}»: {format_share(first.driver.share)} объяснённых "
        f"различий (с вероятностью 95 % от {format_share(first.driver.low)} до {format_share(first.driver.high)}). "
    )
    if first.driver.correlation < 0:
        return said + "Связь обратная: проверьте, не перевёрнута ли шкала вопроса."
    mean = format_share(factors.mean_performance)
    if _is_worse(first, factors):
        said += f"Здесь оценка ниже средней: довольны {_satisfied(first)} при {mean} в среднем; стоит начать с этого."
    elif first.performance < factors.mean_performance:
        said += f"Здесь довольны {_satisfied(first)}, в среднем {mean}; что это хуже остального, не доказано."
    else:
        said += f"Здесь довольны {_satisfied(first)}, в среднем {mean}: это стоит сохранить."
    second = factors.elements[1]
    if second.driver.high >= first.driver.low:
        said += f" Что это важнее, чем «{second.title}», не доказано: интервалы перекрываются."
    return said


def _kept(factors: Factors) -> list[str]:
    weakest = min(factors.elements, key=lambda one: one.performance)
    if weakest.driver.share >= _WEAK / len(factors.elements):
        return []
    said = (
        f"Хуже всего оценено «{weakest.title}» — довольны {_satisfied(weakest)}, но с общей оценкой это связано слабо"
    )
    return [f"{said} ({format_share(weakest.driver.share)}): исправлять стоит, но общую оценку это вряд ли сдвинет."]


def _satisfied(one: Element) -> str:
    return share_with_count(one.performance, one.satisfied, one.n)


def _is_important(one: Element, factors: Factors) -> bool:
    return one.driver.share >= 1 / len(factors.elements)


def _is_weak_and_important(one: Element, factors: Factors) -> bool:
    return _is_important(one, factors) and _is_worse(one, factors)


def _is_worse(one: Element, factors: Factors) -> bool:
    """Even the best that its answers allow (interval of 95 %) is below the mean: chance alone does not tell so."""
    interval = wilson_interval(one.satisfied, one.n)
    return interval is not None and interval[1] < factors.mean_performance


def importance_words(one: Element) -> str:
    """«46,0 % (38,1–53,4)»."""
    ends = "–".join(format_number(100 * end, 1) for end in (one.driver.low, one.driver.high))
    return f"{format_share(one.driver.share)} ({ends})"
