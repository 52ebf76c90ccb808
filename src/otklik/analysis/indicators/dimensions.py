"""By what answers may be cut: who answered, by which way, about which process."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from otklik.analysis.indicators.answers import SurveyAnswers
from otklik.analysis.indicators.modes import mode_of
from otklik.analysis.indicators.people import people_in
from otklik.core.anonymity import shown_groups
from otklik.core.questionnaire.columns import Column, ColumnKind
from otklik.core.questionnaire.enums import Cut
from otklik.procedures.schema import Procedure
from otklik.surveys.models import Survey, SurveyLink

Places = NDArray[np.intp]
Links = Mapping[int, SurveyLink]
#: Key and title of a group.
Key = tuple[str, str]
UNSTATED = "none"
_HIDDEN = -1


@dataclass(frozen=True)
class Dimension:
    """A way to cut; `slug` stands in the address."""

    slug: str
    title: str


@dataclass(frozen=True)
class Division:
    """Each answer's group by place (−1: hidden, its group is too small), the groups' keys and titles.

    `hidden`: titles of the groups of which something is hidden.
    """

    places: Places
    keys: tuple[str, ...]
    titles: tuple[str, ...]
    hidden: tuple[str, ...] = ()


@dataclass(frozen=True)
class Cutter:
    """Divides the answers of surveys; knows their links and the decree's channels."""

    procedure: Procedure
    links: Links

    def divided(self, answers: SurveyAnswers, dimension: Dimension) -> Division | None:
        """The groups of one survey's answers; None where it does not know them, or they may not be told yet."""
        column = _column(answers, dimension)
        if column is not None:
            return _by_answer(answers, column) if answers.is_complete else None
        key_of = _BY_WAY.get(dimension.slug)
        return self._by_way(answers, key_of) if key_of else None

    def _by_way(self, answers: SurveyAnswers, key_of: "_KeyOf") -> Division | None:
        """Groups of links. A link's answers are shown where they are enough, and groups are sums of what is shown."""
        ways, back = np.unique(answers.matrix.links, return_inverse=True)
        keys = [key_of(self, answers.survey, self.links.get(int(way))) for way in ways]
        distinct = tuple(dict.fromkeys(keys))
        shown = (True,) * len(ways)
        if len(distinct) > 1:
            if not answers.is_complete:
                return None
            shown = shown_groups(np.bincount(back).tolist(), answers.survey.minimum_group)
        order = np.array(
            [distinct.index(key) if may else _HIDDEN for key, may in zip(keys, shown, strict=True)], np.intp
        )
        hidden = dict.fromkeys(title for (_, title), may in zip(keys, shown, strict=True) if not may)
        places = order[back] if len(ways) else np.zeros(0, dtype=np.intp)
        return Division(places, tuple(key for key, _ in distinct), tuple(title for _, title in distinct), tuple(hidden))


def dimensions_of(answers: Sequence[SurveyAnswers]) -> tuple[Dimension, ...]:
    """What these answers may be cut by: the ways, then the questions that place the respondent."""
    asked: dict[str, Dimension] = {one.slug: one for one in _WAYS}
    for one in answers:
        for column in one.matrix.columns:
            if column.cut is not None and column.kind is ColumnKind.CHOICE:
                asked.setdefault(_slug(column), Dimension(_slug(column), _title(column)))
    return tuple(asked.values())


def links_of(answers: Sequence[SurveyAnswers]) -> Links:
    """The ways that the answers came by, in one query."""
    surveys = {one.survey.pk for one in answers}
    found = SurveyLink.objects.filter(survey_id__in=surveys)
    return {link.pk: link for link in found.select_related("process__organizer", "touchpoint")}


def _column(answers: SurveyAnswers, dimension: Dimension) -> Column | None:
    cuts = (one for one in answers.matrix.columns if one.cut is not None and one.kind is ColumnKind.CHOICE)
    return next((column for column in cuts if _slug(column) == dimension.slug), None)


def _slug(column: Column) -> str:
    """The catalogue's dimensions are one over all surveys, a question of one's own goes by its name."""
    return f"own-{column.name}" if column.cut in {None, Cut.OWN} else str(column.cut.value)


def _title(column: Column) -> str:
    return column.title if column.cut is None or column.cut is Cut.OWN else column.cut.label


def _by_answer(answers: SurveyAnswers, column: Column) -> Division:
    marks = answers.matrix.column(column.name)
    titles = (*column.labels, "Не указано")
    places = np.where(marks >= 0, marks, len(column.codes)).astype(np.intp)
    shown = shown_groups(people_in(answers.matrix, places, len(titles)), answers.survey.minimum_group)
    open_places = np.array([place if may else _HIDDEN for place, may in enumerate(shown)], dtype=np.intp)
    hidden = tuple(title for title, may in zip(titles, shown, strict=True) if not may)
    return Division(open_places[places], (*column.codes, UNSTATED), titles, hidden)


def _source(_cutter: Cutter, _survey: Survey, link: SurveyLink | None) -> Key:
    if link is None:
        return UNSTATED, "Способ не указан"
    title = link.get_source_display()
    return link.source, f"{title[:1].upper()}{title[1:]}"


def _mode(cutter: Cutter, _survey: Survey, link: SurveyLink | None) -> Key:
    return mode_of(cutter.procedure, link.source if link else "")


def _process(_cutter: Cutter, survey: Survey, link: SurveyLink | None) -> Key:
    process = (link.process if link else None) or survey.process
    return (process.slug, process.title) if process else (UNSTATED, "Процесс не указан")


def _touchpoint(_cutter: Cutter, survey: Survey, link: SurveyLink | None) -> Key:
    point = (link.touchpoint if link else None) or survey.touchpoint
    return (point.slug, point.title) if point else (UNSTATED, "Точка не указана")


def _department(_cutter: Cutter, survey: Survey, link: SurveyLink | None) -> Key:
    """The unit that answers for the process; else the one whose survey it is."""
    process = (link.process if link else None) or survey.process
    unit = (process.organizer if process else None) or survey.department
    return (unit.slug, unit.title) if unit else (UNSTATED, "Подразделение не указано")


def _subject(cutter: Cutter, survey: Survey, link: SurveyLink | None) -> Key:
    process = (link.process if link else None) or survey.process
    slug = survey.subject or (process.subject if process else "")
    titles = {one.slug: one.title for one in cutter.procedure.subjects}
    return (slug, titles.get(slug, slug)) if slug else (UNSTATED, "Объект не указан")


def _survey(_cutter: Cutter, survey: Survey, _link: SurveyLink | None) -> Key:
    return str(survey.pk), survey.title


_KeyOf = Callable[[Cutter, Survey, SurveyLink | None], Key]
_BY_WAY: Mapping[str, _KeyOf] = {
    "subject": _subject,
    "process": _process,
    "department": _department,
    "touchpoint": _touchpoint,
    "source": _source,
    "mode": _mode,
    "survey": _survey,
}
_WAYS = (
    Dimension("subject", "Объект оценки"),
    Dimension("process", "Услуга или процесс"),
    Dimension("department", "Подразделение"),
    Dimension("touchpoint", "Точка взаимодействия"),
    Dimension("source", "Способ"),
    Dimension("mode", "Онлайн или офлайн"),
    Dimension("survey", "Опрос"),
)
