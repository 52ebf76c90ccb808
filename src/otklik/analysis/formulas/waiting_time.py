"""Waiting from registration to the answer; those who still wait, were forwarded or got none stand apart."""

from collections import Counter

from otklik.analysis.counted import ANSWERED, Case, Counted
from otklik.analysis.figures import Figure, Pairs
from otklik.analysis.formula import Example, Formula, Line, Lists, share, whole
from otklik.core.appeals import Verdict
from otklik.core.waiting import WaitingFigures, waiting_figures

_ANSWERED: Pairs = (("verdict", ",".join(sorted(ANSWERED))), ("wait_min", "0"))
_UNDATED: Pairs = (("verdict", ",".join(sorted(ANSWERED))), ("answered", "0"))


def compute(counted: Counted, _lists: Lists) -> tuple[Line, ...]:
    """Mean, median, 90th percentile, longest, share overdue; then every appeal by what became of it.

    Порядок: murashi 4.2, biysk 4, livny 4, gatchina 4.2
    """
    histogram: Counter[int] = Counter()
    late = 0
    for case, count in counted.cases.items():
        if case.is_answered and case.waiting_days is not None:
            histogram[case.waiting_days] += count
            late += count * case.is_late
    waited = waiting_figures(histogram)
    return (*_days(waited), *_overdue(waited, late), *_parts(counted, waited.n))


def _days(waited: WaitingFigures) -> tuple[Line, ...]:
    mean = Figure(waited.total_days if waited.n else None, waited.n or None, waited.n, waited.mean)
    figures = (
        ("mean", "В среднем, дней", mean),
        ("median", "Половина получила ответ не позднее (медиана), дней", _plain(waited.n, waited.median)),
        ("p90", "Девять из десяти получили ответ не позднее, дней", _plain(waited.n, waited.p90)),
        ("longest", "Дольше всего ждали, дней", _plain(waited.n, waited.longest)),
    )
    return tuple(Line(key, title, one, "days", pairs=_ANSWERED, records=waited.n) for key, title, one in figures)


def _overdue(waited: WaitingFigures, late: int) -> tuple[Line, ...]:
    return (Line("overdue", "Ответ дан позже срока", share(late, waited.n), pairs=(*_ANSWERED, ("late", "1"))),)


def _parts(counted: Counted, answered: int) -> tuple[Line, ...]:
    verdicts, total = counted.verdicts, counted.total
    undated = sum(verdicts.get(verdict, 0) for verdict in ANSWERED) - answered

    def part(key: str, title: str, count: int, pairs: Pairs) -> Line:
        return Line(key, title, share(count, total), pairs=pairs)

    waiting = verdicts.get(Verdict.OPEN, 0)
    return (
        part("answered", "Получили ответ", answered, _ANSWERED),
        part("waiting", "Ещё ждут ответа", waiting, (("verdict", Verdict.OPEN.value),)),
        Line("waiting_longest", "из них дольше всего, дней", _still(counted, waiting), "days", level=1, pairs=None),
        part("forwarded", "Направлены по компетенции", verdicts.get(Verdict.FORWARDED, 0), _of(Verdict.FORWARDED)),
        part("no_answer", "Оставлены без ответа", verdicts.get(Verdict.NO_ANSWER, 0), _of(Verdict.NO_ANSWER)),
        part("undated", "Ответ дан, день регистрации или ответа не записан", undated, _UNDATED),
        whole(total),
    )  # fmt: skip


def _of(verdict: Verdict) -> Pairs:
    return (("verdict", verdict.value),)


def _plain(n: int, value: float | None) -> Figure:
    return Figure(None, None, n, value)


def _still(counted: Counted, waiting: int) -> Figure:
    """Days that the oldest open appeal has waited by the quarter's end, or by today while the quarter lasts."""
    if counted.oldest_open_on is None:
        return _plain(waiting, None)
    until = min(counted.as_of, counted.quarter.end_on)
    return _plain(waiting, max(0, (until - counted.oldest_open_on).days))


FORMULA = Formula(
    slug="waiting_time",
    title="Время ожидания ответа",
    brief=(
        "дни = день ответа − день регистрации; "
        "доля = обращения ÷ все поступившие за квартал (просроченных — ÷ получившие ответ)"
    ),
    description=(
        "Целые календарные дни от дня регистрации до дня ответа по местному времени, по обращениям, на которые дан "
        "ответ; медиана и 90-й процентиль — с линейной интерполяцией; доля просроченных — от получивших ответ. "
        "Ещё ждущие, направленные по компетенции и оставленные без ответа в расчёт дней не входят и показаны отдельно; "
        "ожидание ещё ждущих считается до конца квартала, а пока квартал идёт — до дня расчёта"
    ),
    examples=(
        Example(
            "Ответы через 2, 4 и 9 дней, последний с опозданием, одно обращение ещё ждёт: в среднем 15 ÷ 3 = 5 дней.",
            Counted(
                cases={
                    Case(Verdict.EXPLAINED, 2): 1,
                    Case(Verdict.SATISFIED, 4): 1,
                    Case(Verdict.REFUSED, 9, is_late=True): 1,
                    Case(Verdict.OPEN): 1,
                }
            ),
            {"mean": 5.0, "median": 4.0, "p90": 8.0, "longest": 9.0, "overdue": 1 / 3, "answered": 0.75},
        ),
        Example(
            "Никто ещё не получил ответа: среднего нет.",
            Counted(cases={Case(Verdict.OPEN): 2}),
            {"mean": None, "median": None, "overdue": None, "answered": 0.0, "waiting": 1.0},
        ),
    ),
    compute=compute,
)
