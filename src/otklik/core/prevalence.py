"""How common a pain is: share of the process's feedback, rate per 100 interactions, level, how sure the level is."""

from collections.abc import Iterable
from dataclasses import dataclass

from otklik.core.grades import Grade, Steps
from otklik.core.intervals import poisson_interval, wilson_interval
from otklik.core.russian import count_with_word, format_number, format_share

PER = 100
#: From so many processes on the base is of several.
MANY = 2


@dataclass(frozen=True)
class Measured:
    """A value with its 95 % interval and the grades of all three."""

    value: float
    low: float
    high: float
    grade: Grade
    least: Grade
    most: Grade

    @property
    def is_sure(self) -> bool:
        """Whether the whole interval lies within one grade."""
        return self.least == self.most


@dataclass(frozen=True)
class Scale:
    """Steps of the share (0..1), of the rate (per 100 interactions), and of the share of marks not good (0..1).

    Of fewer messages than `few` the level is the lowest that the interval allows: one of one is not «common».
    """

    share: Steps
    rate: Steps
    marks: Steps
    few: int = 1


@dataclass(frozen=True)
class Prevalence:
    """What was counted and the grade: the highest of those that the unit gives; None where nothing could be counted."""

    count: int
    base: int
    interactions: int | None
    share: Measured | None
    rate: Measured | None
    marks: float | None
    marks_grade: Grade | None
    grade: Grade | None
    process_count: int = 1
    """Processes that the base is of; 0: it is of the whole quarter."""

    @property
    def is_sure(self) -> bool:
        """Whether the intervals allow no other grade; marks of surveys are taken as they are."""
        return self.least == self.most

    @property
    def least(self) -> Grade | None:
        """The lowest grade that the intervals allow."""
        return max([*(one.least for one in self._measured), *self._of_marks], default=None)

    @property
    def most(self) -> Grade | None:
        """The highest that they allow."""
        return max([*(one.most for one in self._measured), *self._of_marks], default=None)

    @property
    def _measured(self) -> tuple[Measured, ...]:
        return tuple(one for one in (self.share, self.rate) if one is not None)

    @property
    def _of_marks(self) -> tuple[Grade, ...]:
        return () if self.marks_grade is None else (self.marks_grade,)

    @property
    def sentence(self) -> str:
        """«12 сообщений из 96 о процессе — 12,5 % (от 7,3 % до 20,6 %); 2,4 на 100 взаимодействий …»."""
        parts = [*self._told_share(), *self._told_rate(), *self._told_marks()]
        return "; ".join([*parts, self._told_grade()]) + "."

    def _told_share(self) -> Iterable[str]:
        if not self.count and self.marks is not None:
            return
        messages = count_with_word(self.count, "сообщение", "сообщения", "сообщений")
        if self.share is None:
            yield f"{messages}; других сообщений о процессе за квартал нет"
            return
        ends = f"от {format_share(self.share.low)} до {format_share(self.share.high)}"
        yield f"{messages} из {format_number(self.base)} {self.base_words} — {format_share(self.share.value)} ({ends})"

    @property
    def base_words(self) -> str:
        """What the base is of: «о процессе», «о затронутых процессах», «за квартал»."""
        return (
            ("за квартал", "о процессе")[self.process_count] if self.process_count < MANY else "о затронутых процессах"
        )

    def _told_rate(self) -> Iterable[str]:
        if self.rate is not None:
            ends = f"от {_short(self.rate.low)} до {_short(self.rate.high)}"
            yield f"{_short(self.rate.value)} на {PER} взаимодействий ({ends})"

    def _told_marks(self) -> Iterable[str]:
        if self.marks is not None:
            yield f"довольны {format_share(1 - self.marks)} тех, кто ставил оценку"

    def _told_grade(self) -> str:
        if self.grade is None:
            return "измерить нечем"
        if self.is_sure or self.least is None or self.most is None:
            return f"распространённость {self.grade.word}"
        others = sorted({self.least, self.most} - {self.grade}, reverse=True)
        return f"распространённость {self.grade.word}, но наблюдений мало: возможна и {_or(others)}"


def prevalence_of(
    count: int,
    base: int,
    interactions: int | None,
    scale: Scale,
    *,
    marks: float | None = None,
    process_count: int = 1,
) -> Prevalence:
    """Level of a pain named by `count` messages of `base` about the process. Порядок: livny 4, biysk 4.

    `interactions` None: unknown; `marks`: share of a low indicator's marks not good, 0..1. ValueError for more
    messages of the pain than of the process.
    """
    share = _measured_share(count, base, scale.share)
    rate = _measured_rate(count, interactions, scale.rate)
    of_marks = None if marks is None else scale.marks.grade(marks)
    grades = [one.least if count < scale.few else one.grade for one in (share, rate) if one is not None]
    found = max([*grades, *([] if of_marks is None else [of_marks])], default=None)
    return Prevalence(count, base, interactions, share, rate, marks, of_marks, found, process_count)


def _measured_share(count: int, base: int, steps: Steps) -> Measured | None:
    if count > base:
        raise ValueError("Сообщений о проблеме больше, чем сообщений о процессе.")
    interval = wilson_interval(count, base)
    return _measured(count / base, interval, steps) if interval else None


def _measured_rate(count: int, interactions: int | None, steps: Steps) -> Measured | None:
    if not interactions:
        return None
    low, high = poisson_interval(count)
    scale = PER / interactions
    return _measured(count * scale, (low * scale, high * scale), steps)


def _measured(value: float, interval: tuple[float, float], steps: Steps) -> Measured:
    low, high = min(interval[0], value), max(interval[1], value)
    return Measured(value, low, high, steps.grade(value), steps.grade(low), steps.grade(high))


def _short(value: float) -> str:
    return f"{value:.1f}".replace(".", ",")


def _or(grades: Iterable[Grade]) -> str:
    return " или ".join(one.word for one in grades)
