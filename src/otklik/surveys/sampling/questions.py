"""Questions of a survey that can divide its population: their options are the values of a dimension."""

import json
from collections.abc import Sequence

from otklik.core.questionnaire.columns import Column, ColumnKind, columns_of
from otklik.core.questionnaire.enums import Cut
from otklik.core.questionnaire.schema import Questionnaire
from otklik.core.sampling.cells import Dimension
from otklik.surveys.models import Survey

MOST_VALUES = 30


def dividing_columns(survey: Survey) -> list[Column]:
    """Choices that may stand for a feature of the person, those declared as a cut first."""
    content = Questionnaire.model_validate_json(json.dumps(survey.version.content))
    found = [
        column
        for column in columns_of(content)
        if column.kind is ColumnKind.CHOICE and column.rates is None and len(column.codes) <= MOST_VALUES
    ]
    return sorted(found, key=lambda column: column.cut is None)


def dimension_of(column: Column) -> Dimension:
    """The dimension that a question makes: its slug, its words, its options."""
    return Dimension(column.name, column.title, tuple(zip(column.codes, column.labels, strict=True)))


def column_for(dimension: Dimension, columns: Sequence[Column]) -> Column | None:
    """The question that stands for a dimension: by slug, by the cut of the same name, by the same words."""
    words = _folded(dimension.title)
    for fits in (
        lambda column: column.name == dimension.slug,
        lambda column: column.cut is not None and column.cut is not Cut.OWN and column.cut.value == dimension.slug,
        lambda column: _folded(column.title) == words,
        lambda column: bool(words) and _folded(column.title).startswith(words),
    ):
        found = [column for column in columns if fits(column)]
        if len(found) == 1:
            return found[0]
    return None


def codes_by_place(dimension: Dimension, column: Column) -> dict[int, str]:
    """Place of an option -> code of the value: by code, by the same words; what fits neither is left out."""
    by_words = {_folded(title): code for code, title in dimension.values}
    known = {code for code, _ in dimension.values}
    found = {}
    for place, (code, label) in enumerate(zip(column.codes, column.labels, strict=True)):
        matched = code if code in known else by_words.get(_folded(label))
        if matched is not None:
            found[place] = matched
    return found


def unmatched_values(dimension: Dimension, column: Column) -> list[str]:
    """Titles of the values that no option of the question stands for."""
    matched = set(codes_by_place(dimension, column).values())
    return [title for code, title in dimension.values if code not in matched]


def _folded(words: str) -> str:
    return " ".join(words.casefold().replace("ё", "е").replace("–", "-").replace("—", "-").rstrip("?:. ").split())
