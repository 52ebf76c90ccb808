"""The answers to a survey as numbers: sealed days as they were packed, later rows as they lie."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from otklik.core.questionnaire.columns import MISSING, Column, ColumnKind, Matrix, matrix_of
from otklik.surveys.blocks import unpack, without_links
from otklik.surveys.models import SurveyDay, SurveyResponse
from otklik.surveys.unsealed import unsealed_rows
from otklik.surveys.version_columns import VersionColumns, all_columns, columns_of_versions, side_by_side

Mask = NDArray[np.bool_]
Days = NDArray[np.int32]
Links = NDArray[np.int64]


@dataclass(frozen=True)
class SurveyMatrix:
    """Responses × columns, with the day and the way that each response came."""

    columns: tuple[Column, ...]
    numbers: Matrix
    days: Days
    """Ordinal number of the day of answering."""
    links: Links
    """Key of the survey's link."""

    def __len__(self) -> int:
        return len(self.numbers)

    def column(self, name: str) -> NDArray[np.float32]:
        """One column's numbers; KeyError when there is none such."""
        return self.numbers[:, self.place(name)]

    def place(self, name: str) -> int:
        """Place of a column by its name; KeyError when there is none such."""
        for place, column in enumerate(self.columns):
            if column.name == name:
                return place
        raise KeyError(name)

    def where(self, mask: Mask) -> "SurveyMatrix":
        """Only the responses that the mask marks."""
        return replace(self, numbers=self.numbers[mask], days=self.days[mask], links=self.links[mask])


@dataclass(frozen=True)
class _Part:
    """Answers of one version on one day, or of its unsealed rows."""

    version: int
    numbers: Matrix
    days: Days
    links: Links


def matrix_of_survey(survey_id: int, *, since: date | None = None, until: date | None = None) -> SurveyMatrix:
    """The answers to one survey from `since` to `until`, both inclusive; all its versions joined by column name.

    KeyError when there is no such survey.
    """
    return matrices_of_surveys([survey_id], since=since, until=until)[survey_id]


def matrices_of_surveys(
    survey_ids: Iterable[int], *, since: date | None = None, until: date | None = None
) -> dict[int, SurveyMatrix]:
    """The same for several surveys, in four queries for every hundred of them."""
    wanted = sorted(set(survey_ids))
    days = _sealed_days(wanted, since, until)
    sealed: dict[int, list[date]] = {one: [] for one in wanted}
    for day in days:
        sealed[day.survey_id].append(day.on)
    rows = unsealed_rows(sealed, since, until)
    versions = columns_of_versions(wanted, {day.version_id for day in days} | {row.version_id for row in rows})
    parts: dict[int, list[_Part]] = {one: [] for one in versions.current}
    for day in days:
        parts[day.survey_id].append(_sealed_part(day, versions))
    for found in _by_version(rows):
        parts[found[0].survey_id].append(_unsealed_part(found, versions))
    return {one: _joined(parts[one], versions, current) for one, current in versions.current.items()}


def _sealed_days(wanted: Sequence[int], since: date | None, until: date | None) -> list[SurveyDay]:
    days = SurveyDay.objects.filter(survey_id__in=wanted)
    days = days.filter(on__gte=since) if since else days
    days = days.filter(on__lte=until) if until else days
    return list(days.order_by("survey_id", "on", "version_id"))


def _by_version(rows: Iterable[SurveyResponse]) -> list[list[SurveyResponse]]:
    def key(row: SurveyResponse) -> tuple[int, int]:
        return row.survey_id, row.version_id

    return [list(found) for _, found in groupby(sorted(rows, key=key), key)]


def _sealed_part(day: SurveyDay, versions: VersionColumns) -> _Part:
    block = unpack(day.block, len(versions.of[day.version_id]) + 1)
    numbers, links = without_links(block, day.link_ids)
    return _Part(day.version_id, numbers, np.full(len(numbers), day.on.toordinal(), dtype=np.int32), links)


def _unsealed_part(rows: Sequence[SurveyResponse], versions: VersionColumns) -> _Part:
    version = rows[0].version_id
    return _Part(
        version,
        matrix_of(versions.of[version], [row.answers for row in rows]),
        np.array([row.answered_on.toordinal() for row in rows], dtype=np.int32),
        np.array([row.link_id for row in rows], dtype=np.int64),
    )


def _joined(parts: Sequence[_Part], versions: VersionColumns, current: int) -> SurveyMatrix:
    named = side_by_side(versions, current, [part.version for part in parts])
    columns = all_columns(named, versions.of[current])
    count = sum(len(part.numbers) for part in parts)
    numbers = np.full((count, len(columns)), MISSING, dtype=np.float32, order="F")
    at = 0
    for part in parts:
        _lay(numbers[at : at + len(part.numbers)], columns, part, named[part.version])
        at += len(part.numbers)
    days = [part.days for part in parts]
    links = [part.links for part in parts]
    return SurveyMatrix(
        columns,
        numbers,
        np.concatenate(days) if days else np.empty(0, dtype=np.int32),
        np.concatenate(links) if links else np.empty(0, dtype=np.int64),
    )


def _lay(target: Matrix, columns: Sequence[Column], part: _Part, own: Sequence[Column]) -> None:
    places = {column.name: place for place, column in enumerate(columns)}
    for place, column in enumerate(own):
        to = places[column.name]
        target[:, to] = _recoded(part.numbers[:, place], column, columns[to])


def _recoded(numbers: NDArray[np.float32], own: Column, shared: Column) -> NDArray[np.float32]:
    """The places of options as the joined column counts them."""
    if own.kind is not ColumnKind.CHOICE or own.codes == shared.codes[: len(own.codes)]:
        return numbers
    turned = numbers.copy()
    for place, code in enumerate(own.codes):
        turned[numbers == place] = shared.codes.index(code)
    return turned
