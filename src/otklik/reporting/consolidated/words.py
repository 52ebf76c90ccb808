"""What the figures of the period say, in plain sentences: only what their uncertainty carries.

A sentence says «больше», «меньше», «выше», «ниже» only of a difference that is proven; otherwise that it may be chance.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from otklik.core.ratings.words import between_words, difference_words, value_text
from otklik.core.report_period import ReportPeriod
from otklik.core.russian import NO_BREAK_SPACE, count_with_word, format_number, format_share, plural, share_with_count
from otklik.reporting.consolidated.comparable import is_comparable, is_partial, partly_words
from otklik.reporting.consolidated.rates import comparison_of, rating_of

Plain = Mapping[str, Any]
APPEALS = ("обращение", "обращения", "обращений")
PAINS = ("боль", "боли", "болей")
MEASURES = ("мероприятие", "мероприятия", "мероприятий")
_FROM = {"external": "внешних клиентов", "internal": "внутренних клиентов"}
_NAMED = 3


def period_of(payload: Plain) -> ReportPeriod:
    """The period that the payload tells."""
    return ReportPeriod.parse(payload["period"])


def before_words(period: ReportPeriod) -> str:
    """«в 2024 году», «во II квартале 2025 года»."""
    before = period.previous()
    if before.is_year:
        return f"в {before.year} году"
    preposition = "во" if before.number == 2 else "в"  # noqa: PLR2004 - «во II»
    return f"{preposition} {before.title.replace('квартал', 'квартале')}"


def row_of(told: Plain, metric: str, key: str) -> Plain | None:
    """A row of a metric, None where the decree has none such."""
    rows = (row for one in told["metrics"] if one["slug"] == metric for row in one["rows"])
    return next((row for row in rows if row["key"] == key), None)


def is_running(payload: Plain) -> bool:
    """The figures were taken before the period ended."""
    return date.fromisoformat(payload["as_of"]) <= period_of(payload).end_on


def received_words(payload: Plain, audience: str) -> str:
    """How much came in, and whether that is more than before."""
    period, one = period_of(payload), payload["audiences"][audience]["received"]
    whole = count_with_word(one["now"], *APPEALS)
    text = f"За {period.title} от {_FROM[audience]} поступило {whole}"
    if is_running(payload):
        return f"{text}. Период ещё идёт, поэтому с прошлым число не сравнивается."
    if not is_comparable(payload):
        return f"{text}. {_partly(payload)}"
    was = f"{before_words(period)} — {format_number(one['before'])}"
    if not one["is_proven"]:
        return f"{text} ({was}): отличие в пределах случайных колебаний."
    if not one["before"]:
        return f"{text}; {before_words(period)} не было ни одного."
    more = "больше" if one["now"] > one["before"] else "меньше"
    was = f"{before_words(period)} ({format_number(one['before'])})"
    return f"{text} — {_times(one['now'], one['before'])} {more}, чем {was}."


def judged_words(payload: Plain, audience: str) -> str:
    """The satisfied share and its change; empty where nothing was judged."""
    told = payload["audiences"][audience]
    row = row_of(told, "satisfied_share", "satisfied")
    if row is None or not row["now"]["n"]:
        return ""
    metric = next(one for one in told["metrics"] if one["slug"] == "satisfied_share")
    whose = "жалоб" if metric["population"] == "complaints" else "обращений"
    share = share_with_count(row["now"]["value"], row["now"]["numerator"], row["now"]["denominator"])
    return f"Удовлетворено {whose}: {share}{_share_change(payload, row)}."


def waiting_words(payload: Plain, audience: str) -> str:
    """Mean and median waiting, lateness with its change; empty where nothing was answered."""
    told = payload["audiences"][audience]
    mean, median = row_of(told, "waiting_time", "mean"), row_of(told, "waiting_time", "median")
    late = row_of(told, "waiting_time", "overdue")
    if mean is None or median is None or late is None or not mean["now"]["n"]:
        return ""
    days = f"{format_number(mean['now']['value'], 1)} дня, половина — не дольше {_days(median['now']['value'])}"
    share = share_with_count(late["now"]["value"], late["now"]["numerator"], late["now"]["denominator"])
    return f"Ответа ждали в среднем {days}. Позже срока дано ответов: {share}{_share_change(payload, late)}."


def indicator_words(payload: Plain, audience: str) -> str:
    """The first indicator with its interval and the change; how many answers stand behind it."""
    found = payload["audiences"][audience]["indicators"]
    row = next((one for one in found["rows"] if one["now"]["value"] is not None), None)
    if row is None:
        return ""
    rating = rating_of(row["now"])
    ends = f" (с вероятностью 95{NO_BREAK_SPACE}% {between_words(rating)})" if between_words(rating) else ""
    people = count_with_word(rating.n, "человек", "человека", "человек")
    text = f"{row['title']}: {value_text(rating.value, rating.unit)}{ends}, {_answered(rating.n)} {people}"
    if row["is_small"]:
        return f"{text}. Ответов мало, судить по этому значению рано."
    if is_partial(payload):
        return f"{text}."
    return f"{text}; {difference_words(comparison_of(row['change']), rating.unit, before_words(period_of(payload)))}."


def answers_words(found: Plain) -> str:
    """How many answers stand behind the indicators."""
    if not found["answers"]:
        return "За период показать нечего: ответов на опросы не было или их слишком мало."
    sheets = count_with_word(found["answers"], "анкета", "анкеты", "анкет")
    surveys = count_with_word(found["surveys"], "опроса", "опросов", "опросов")
    left = f" Не вошло анкет: {found['left_out']}, их мало, чтобы показать." if found["left_out"] else ""
    return f"Учтено: {sheets} из {surveys}.{left}"


def units_words(payload: Plain, audience: str) -> str:
    """Who stands apart from the others, where that is proven."""
    rows = payload["audiences"][audience]["units"]
    judged = [row for row in rows if row["granted"]["place"]]
    if len(judged) < 2:  # noqa: PLR2004 - one is not compared
        return ""
    certain = [row for row in judged if row["granted"]["place"] != [1, len(judged)]]
    if not certain:
        return (
            f"По доле удовлетворённых {count_with_word(len(judged), *_units(payload))} не различить: "
            "разница между ними могла выйти случайно."
        )
    best = [f"«{row['title']}»" for row in judged if row["granted"]["place"][1] < len(judged)]
    worst = [f"«{row['title']}»" for row in judged if row["granted"]["place"][0] > 1]
    parts = [("выше", best), ("ниже", worst)]
    told = [f"{word}, чем у части остальных, — {_named(titles)}" for word, titles in parts if titles]
    return f"Доля удовлетворённых доказанно различается: {'; '.join(told)}."


def pains_words(payload: Plain, audience: str) -> str:
    """How many pains the maps hold and which come first."""
    pains = payload["audiences"][audience]["pains"]
    if not pains:
        return ""
    high = [f"«{one['title']}»" for one in pains if one["priority"] == "high"]
    text = f"В утверждённых картах болей за {period_of(payload).title} — {count_with_word(len(pains), *PAINS)}"
    if not high:
        return f"{text}; высокой приоритетности нет ни у одной."
    return f"{text}; высокая приоритетность у {format_number(len(high))}: {_named(high)}."


def before_pains_words(payload: Plain, audience: str) -> str:
    """What was done with the pains of the period before."""
    rows = payload["audiences"][audience]["before"]
    if not rows:
        return ""
    if len(rows) == 1:
        return f"Боль {period_of(payload).previous().genitive} одна, {_fate(rows[0])}."
    done = sum(any(one["state"] == "done" for one in row["measures"]) for row in rows)
    gone = sum(row["is_closed"] for row in rows)
    again = sum(row["is_told_again"] and not row["is_closed"] for row in rows)
    none = sum(not row["measures"] and not row["refusal"] and not row["is_closed"] for row in rows)
    parts = [
        f"устранено {gone}" if gone else "не устранена ни одна",
        *([f"мероприятия выполнены по {done}"] if done else []), *([f"снова названо {again}"] if again else []),
        *([f"нет ни мероприятия, ни отказа с причиной у {none}"] if none else []),
    ]  # fmt: skip
    whose = period_of(payload).previous().genitive
    return f"Из {count_with_word(len(rows), 'боли', 'болей', 'болей')} {whose}: {', '.join(parts)}."


def _fate(row: Plain) -> str:
    """What became of the only pain: a count of one reads badly."""
    is_done = any(one["state"] == "done" for one in row["measures"])
    told = ["устранена" if row["is_closed"] else "не устранена", *(["мероприятие выполнено"] if is_done else [])]
    if row["is_told_again"] and not row["is_closed"]:
        told.append("снова названа")
    if not row["measures"] and not row["refusal"] and not row["is_closed"]:
        told.append("нет ни мероприятия, ни отказа с причиной")
    return ", ".join(told)


def measures_words(payload: Plain) -> str:
    """How many measures, how many done, what they gave."""
    one = payload["roadmap"]
    if not one["total"]:
        return ""
    text = f"По дорожной карте на {period_of(payload).title} приходится {count_with_word(one['total'], *MEASURES)}: "
    text += f"выполнено {one['done']}" + (f", просрочено {one['late']}" if one["late"] else "")
    text += f", отменено {one['cancelled']}" if one["cancelled"] else ""
    if not one["judged"]:
        return f"{text}. Действие мероприятий ещё не оценено."
    told = (("улучшение доказано", one["improved"]), ("ухудшение доказано", one["worsened"]))
    gave = [f"{word} у {number}" for word, number in told if number]
    gave += [f"изменение не доказано у {one['unproven']}"] if one["unproven"] else []
    if one["unproven"] == one["judged"]:
        gave = ["изменение не доказано ни у одного" if one["judged"] > 1 else "изменение не доказано"]
    return f"{text}. Действие оценено у {format_number(one['judged'])}: {', '.join(gave)}."


def packages_words(payload: Plain) -> str:
    """How many packages were accepted, and whose are missing."""
    if not payload["by_organizers"]:
        return ""
    rows = payload["packages"]
    accepted = sum(row["state"] == "accepted" for row in rows)
    text = f"Пакетов организаторов принято {accepted} из {len(rows)}"
    missing = list(dict.fromkeys(f"«{row['title']}»" for row in rows if row["state"] != "accepted"))
    what = "Не за все кварталы приняты пакеты организаторов" if period_of(payload).is_year else "Не приняты пакеты"
    return f"{text}. {what}: {_named(missing)}." if missing else f"{text}."


def summary(payload: Plain) -> list[tuple[str, list[str]]]:
    """All sentences under the name of whom they are about."""
    told = (received_words, judged_words, waiting_words, indicator_words, units_words, pains_words, before_pains_words)
    found = [(title, _told(payload, audience, told)) for audience, title in _audiences(payload)]
    common = [text for text in (measures_words(payload), packages_words(payload)) if text]
    return [*found, (_COMMON, common)] if common else found


_EXTERNAL = (
    (received_words, judged_words, waiting_words),
    (indicator_words, units_words),
    (pains_words, before_pains_words),
)
_INTERNAL = ((received_words, judged_words), (indicator_words,))


def head_page(payload: Plain) -> list[tuple[str, list[str]]]:
    """The same for one page: of employees the main thing only, kindred sentences in one paragraph.

    Порядок: murashi 5.20
    """
    found = []
    for audience, title in _audiences(payload):
        parts = _EXTERNAL if audience == "external" else _INTERNAL
        told = [" ".join(_told(payload, audience, part)) for part in parts]
        found.append((title, [text for text in told if text]))
    common = [text for text in (measures_words(payload), packages_words(payload)) if text]
    return [*found, (_COMMON, common)] if common else found


_COMMON = "Работа с результатами"


def _audiences(payload: Plain) -> list[tuple[str, str]]:
    known = (("external", "Внешние клиенты"), ("internal", "Внутренние клиенты"))
    return [(audience, title) for audience, title in known if audience in payload["audiences"]]


def _told(payload: Plain, audience: str, tellers: Sequence[Callable[[Plain, str], str]]) -> list[str]:
    return [text for text in (tell(payload, audience) for tell in tellers) if text]


def _units(payload: Plain) -> tuple[str, str, str]:
    """Organisers where the decree knows them, plain units elsewhere."""
    if payload["by_organizers"]:
        return "организатора", "организаторов", "организаторов"
    return "подразделения", "подразделений", "подразделений"


def _share_change(payload: Plain, row: Plain) -> str:
    """«; в 2024 году — 34,0 %, снижение на 4,2 п. п. доказано»."""
    change, was = row.get("change"), row["before"]["value"]
    if change is None or was is None:
        return ""
    text = f"; {before_words(period_of(payload))} — {format_share(was)}"
    if not change["is_proven"]:
        return f"{text}, изменение не доказано"
    points = f"{format_number(abs(change['value']) * 100, 1)}{NO_BREAK_SPACE}п.{NO_BREAK_SPACE}п."
    return f"{text}, {f'рост на {points} доказан' if change['value'] > 0 else f'снижение на {points} доказано'}"


def _times(now: int, before: int) -> str:
    """«на 24 %», «в 3,5 раза»."""
    low, high = sorted((now, before))
    if high >= 2 * low > 0:
        return f"в {format_number(high / low, 1)} раза"
    return f"на {format_share(abs(now / before - 1), 0)}"


def _partly(payload: Plain) -> str:
    period = period_of(payload)
    if not payload["counted_before"]:
        return f"Сравнить не с чем: {before_words(period)} учёт не вёлся."
    return f"Сравнить число с {period.previous().year} годом нельзя: за него {partly_words(payload)}."


def _named(titles: Sequence[str]) -> str:
    shown = ", ".join(titles[:_NAMED])
    return f"{shown} и ещё {len(titles) - _NAMED}" if len(titles) > _NAMED else shown


def _answered(number: int) -> str:
    return plural(number, "ответил", "ответили", "ответили")


def _days(value: float | None) -> str:
    number = value or 0.0
    if not number.is_integer():
        return f"{format_number(number, 1)} дня"
    return f"{format_number(number)} {'дня' if number % 10 == 1 and number % 100 != 11 else 'дней'}"  # noqa: PLR2004
