"""The answers to a survey as anonymised data: which columns, which codes, what is blanked, in no order."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from otklik.base.replica import reads_replica
from otklik.core.anonymity import days_released
from otklik.core.appeals import Audience
from otklik.core.microdata import BLANK, Microdata, Variable, rare_blanked, safe_cuts
from otklik.core.questionnaire.columns import MISSING, UNSURE, Column, ColumnKind
from otklik.core.questionnaire.enums import Cut
from otklik.core.russian import count_with_word
from otklik.surveys.matrix import SurveyMatrix, matrix_of_survey
from otklik.surveys.models import Survey, SurveyLink

UNSURE_CODE = -9
#: The first who could be recognised by a value stand first: what is blanked later costs least.
_CUT_ORDER = (Cut.DEPARTMENT, Cut.SEGMENT, Cut.LIFE_SITUATION, Cut.PROCESS, Cut.TOUCHPOINT, Cut.OWN)
_LATIN = re.compile(r"[^a-z0-9_]+")
_NAME_LETTERS = 60
_MONTHS = ("январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь", "октябрь", "ноябрь",
           "декабрь")  # fmt: skip


class TooFewAnswers(ValueError):  # noqa: N818 - names the finding
    """There is no file of so few answers; the message is Russian."""


@dataclass(frozen=True)
class _Placing:
    """A column that places a respondent: its variable, its places (`BLANK` for none)."""

    variable: Variable
    places: NDArray[np.int32]


@reads_replica
def answers_of(survey: Survey) -> Microdata:
    """All released answers as data; TooFewAnswers when there are fewer than the survey's minimum.

    Порядок: murashi 5.5
    """
    matrix = _released(matrix_of_survey(survey.pk), survey)
    if len(matrix) < survey.minimum_group:
        raise TooFewAnswers(_too_few(survey))
    chance = np.random.default_rng()
    matrix = matrix.where(chance.permutation(len(matrix)))  # type: ignore[arg-type]  # an order serves as a choice too
    placing = [*_cuts(matrix), *_sources(matrix, survey), _months(matrix.days)]
    told = [(place, column) for place, column in enumerate(matrix.columns) if column.cut is None]
    answered = np.stack([np.isfinite(matrix.numbers[:, place]) for place, _ in told] or [matrix.days > 0], axis=1)
    try:
        safe = safe_cuts(np.stack([one.places for one in placing], axis=1), answered, survey.minimum_group)
    except ValueError as few:
        raise TooFewAnswers(_too_few(survey)) from few
    return _assembled(survey, matrix, placing, safe, told)


def codebook_variables(survey: Survey) -> tuple[Variable, ...]:
    """The variables of the file without its answers, for the page."""
    matrix = matrix_of_survey(survey.pk, until=date(1, 1, 1))
    placing = [*_cuts(matrix), *_sources(matrix, survey), _months(matrix.days)]
    told = [_variable(column) for column in matrix.columns if column.cut is None]
    return _named([one.variable for one in placing] + told)


def method_of(survey: Survey) -> tuple[str, ...]:
    """What was done so that nobody can be recognised, in plain words."""
    least = survey.minimum_group
    rare = count_with_word(least, "анкете", "анкетах", "анкетах")
    alone = "Строка — одна анкета; номеров, адресов, времени и порядка нет, строки перемешаны заново в каждом файле."
    groups = (
        f"Любое сочетание показанных признаков (отдел, стаж, месяц) есть не менее чем у {least} анкет. "
        "Признак меньшей группы стёрт, а с ним и признак следующей по величине, чтобы стёртое нельзя было вычислить."
    )
    dates = f"Дата указана с точностью до месяца. Числа и даты, названные менее чем в {rare}, стёрты."
    words = "Ответы своими словами в файл не входят: их читают в очереди чтения без связи с анкетой."
    codes = (
        "«Затрудняюсь ответить» записано кодом −9 и в средние не входит; у перевёрнутых вопросов оценка уже "
        "перевёрнута: больше — лучше."
    )
    return alone, groups, dates, words, codes


def _released(matrix: SurveyMatrix, survey: Survey) -> SurveyMatrix:
    """While answers come in, only whole batches of days: two files of two days do not differ by one person."""
    days, counts = np.unique(matrix.days, return_counts=True)
    closed = survey.state == Survey.State.CLOSED
    kept = days_released([int(count) for count in counts], survey.minimum_group, is_complete=closed)
    return matrix.where(np.isin(matrix.days, days[:kept]))


def _too_few(survey: Survey) -> str:
    return (
        f"Ответов меньше {survey.minimum_group}: файл выдал бы людей. "
        "Пока опрос идёт, в файл входят только полные дни, последние добавятся позже."
    )


def _cuts(matrix: SurveyMatrix) -> list[_Placing]:
    found = []
    for cut in _CUT_ORDER:
        for place, column in enumerate(matrix.columns):
            if column.cut is cut and column.kind is ColumnKind.CHOICE:
                codes = matrix.numbers[:, place]
                places = np.where(np.isfinite(codes) & (codes >= 0), codes, BLANK).astype(np.int32)
                found.append(_Placing(replace(_variable(column), unsure=None), places))
    return found


def _sources(matrix: SurveyMatrix, survey: Survey) -> list[_Placing]:
    """The way an answer came; of employees it is not told."""
    if survey.audience == Audience.INTERNAL:
        return []
    links = dict(SurveyLink.objects.filter(survey=survey).values_list("pk", "source"))
    order = [source.value for source in SurveyLink.Source]
    keys, places = np.unique(matrix.links, return_inverse=True)
    codes = np.array([order.index(links[key]) if key in links else BLANK for key in keys.tolist()] or [BLANK])
    words = {place + 1: str(source.label) for place, source in enumerate(SurveyLink.Source)}
    variable = Variable("source", "Каким путём пришёл ответ", words, "nominal")
    return [_Placing(variable, codes[places].astype(np.int32))]


def _months(days: NDArray[np.int32]) -> _Placing:
    """Months counted from the first, named «март 2026»."""
    keys, places = np.unique(days, return_inverse=True)
    on = [date.fromordinal(int(key)) for key in keys]
    months = sorted({(day.year, day.month) for day in on})
    codes = np.array([months.index((day.year, day.month)) for day in on] or [BLANK])
    words = {place + 1: f"{_MONTHS[month - 1]} {year}" for place, (year, month) in enumerate(months)}
    note = "" if words else "месяцы по порядку, их названия стоят в файле"
    return _Placing(Variable("month", "Месяц ответа", words, "nominal", note), codes[places].astype(np.int32))


def _assembled(
    survey: Survey,
    matrix: SurveyMatrix,
    placing: list[_Placing],
    safe: NDArray[np.int32],
    told: list[tuple[int, Column]],
) -> Microdata:
    variables = [one.variable for one in placing] + [_variable(column) for _, column in told]
    numbers = np.empty((len(matrix), len(variables)), dtype=np.float32, order="F")
    numbers[:, : len(placing)] = np.where(safe == BLANK, MISSING, safe + 1)
    for at, (place, column) in enumerate(told, start=len(placing)):
        numbers[:, at] = _codes(matrix.numbers[:, place], column, survey.minimum_group)
    return Microdata(survey.title, _named(variables), numbers, method_of(survey))


def _codes(numbers: NDArray[np.float32], column: Column, minimum: int) -> NDArray[np.float32]:
    """Options from 1, months of dates as 202603, rare numbers blank."""
    if column.kind is ColumnKind.CHOICE:
        return np.where(numbers >= 0, numbers + 1, numbers).astype(np.float32)
    if column.kind is ColumnKind.DAY:
        known = np.unique(numbers[np.isfinite(numbers) & (numbers > 0)])
        months = {float(day): date.fromordinal(int(day)) for day in known}
        turned = np.full(len(numbers), MISSING, dtype=np.float32)
        for day, on in months.items():
            turned[numbers == day] = on.year * 100 + on.month
        return rare_blanked(turned, minimum)
    return rare_blanked(numbers, minimum) if column.kind is ColumnKind.NUMBER else numbers


def _variable(column: Column) -> Variable:
    words, measure = _words(column)
    unsure = {UNSURE_CODE: "Затрудняюсь ответить"} if column.kind in {ColumnKind.MARK, ColumnKind.CHOICE} else {}
    note = "оценка перевёрнута: больше — лучше" if column.reversed else ""
    return Variable(column.name, column.title, {**words, **unsure}, measure, note, int(UNSURE) if unsure else None)  # type: ignore[arg-type]  # one of the three measures


def _words(column: Column) -> tuple[Mapping[int, str], str]:
    if column.kind is ColumnKind.CHOICE:
        return dict(enumerate(column.labels, start=1)), "nominal"
    if column.kind is ColumnKind.FLAG:
        return {0: "не отмечено", 1: "отмечено"}, "nominal"
    if column.kind is not ColumnKind.MARK:
        return {}, "scale"
    labels = reversed(column.labels) if column.reversed else column.labels
    whole = len(column.labels) == column.high - column.low + 1
    return (dict(enumerate(labels, start=column.low)) if whole else {}), "ordinal"


def _named(variables: Iterable[Variable]) -> tuple[Variable, ...]:
    """Names that every program takes, each once."""
    taken: set[str] = set()
    named = []
    for variable in variables:
        plain = _LATIN.sub("_", variable.name.lower()).strip("_")[:_NAME_LETTERS] or "v"
        name, number = plain if plain[0].isalpha() else f"v_{plain}", 2
        while name in taken:
            name, number = f"{plain[: _NAME_LETTERS - 4]}_{number}", number + 1
        taken.add(name)
        named.append(replace(variable, name=name))
    return tuple(named)
