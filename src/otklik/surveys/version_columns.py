"""The columns of a questionnaire's versions, and how versions of one survey are laid side by side."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from otklik.core.questionnaire import schema
from otklik.core.questionnaire.columns import Column, ColumnKind, columns_of
from otklik.surveys.models import QuestionnaireVersion, Survey


@dataclass(frozen=True)
class VersionColumns:
    """Columns by version, each version's number, the current version by survey."""

    of: Mapping[int, tuple[Column, ...]]
    numbers: Mapping[int, int]
    current: Mapping[int, int]


def questionnaire_of(version: QuestionnaireVersion) -> schema.Questionnaire:
    """What a version asks, in full."""
    return schema.Questionnaire.model_validate_json(json.dumps(version.content))


def columns_of_version(version: QuestionnaireVersion) -> tuple[Column, ...]:
    """A version's columns, always those of the full form: the short one leaves its own empty."""
    return columns_of(questionnaire_of(version))


def columns_of_versions(survey_ids: Iterable[int], version_ids: Iterable[int]) -> VersionColumns:
    """The columns of these versions and of the surveys' current ones, in two queries."""
    current = dict(Survey.objects.filter(pk__in=survey_ids).values_list("pk", "version_id"))
    versions = QuestionnaireVersion.objects.filter(pk__in={*version_ids, *current.values()})
    found = {one.pk: one for one in versions}
    return VersionColumns(
        {key: columns_of_version(one) for key, one in found.items()},
        {key: one.number for key, one in found.items()},
        current,
    )


def side_by_side(versions: VersionColumns, current: int, used: Sequence[int]) -> dict[int, tuple[Column, ...]]:
    """Each used version's columns named so that the same name means the same question.

    A question that changed its scale or its kind keeps its older answers in a column of its own:
    «question (редакция 1)».
    """
    standing = {column.name: column for column in versions.of[current]}
    named: dict[int, tuple[Column, ...]] = {}
    for version in sorted(set(used), key=lambda key: (key != current, -versions.numbers[key])):
        named[version] = tuple(_named(column, standing, versions.numbers[version]) for column in versions.of[version])
        standing.update({column.name: column for column in named[version] if column.name not in standing})
    return named


def all_columns(named: Mapping[int, tuple[Column, ...]], current: Sequence[Column]) -> tuple[Column, ...]:
    """The columns of all versions, the current one's first; options that only an older version had come last."""
    merged = {column.name: column for column in current}
    for columns in named.values():
        for column in columns:
            merged[column.name] = _with_codes(merged[column.name], column) if column.name in merged else column
    return tuple(merged.values())


def _named(column: Column, standing: Mapping[str, Column], number: int) -> Column:
    other = standing.get(column.name)
    if other is None or _same_measure(other, column):
        return column
    return replace(column, name=f"{column.name}@{number}", title=f"{column.title} (редакция {number})")


def _same_measure(one: Column, other: Column) -> bool:
    return (one.kind, one.low, one.high) == (other.kind, other.low, other.high)


def _with_codes(kept: Column, other: Column) -> Column:
    if kept.kind is not ColumnKind.CHOICE:
        return kept
    extra = [place for place, code in enumerate(other.codes) if code not in kept.codes]
    return replace(
        kept,
        codes=(*kept.codes, *(other.codes[place] for place in extra)),
        labels=(*kept.labels, *(other.labels[place] for place in extra)),
        scores=(*kept.scores, *(other.scores[place] for place in extra)),
    )
