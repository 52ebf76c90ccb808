"""What a set of open data is: its fields, where its rows come from, by which class of the decree it may go out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from otklik.base.actor import Actor
from otklik.core.disclosure.tables import ReleasedTable
from otklik.procedures.schema_duties import Artifact

FieldType = Literal["string", "integer", "number", "date"]
Row = dict[str, Any]


@dataclass(frozen=True)
class Field:
    """A column: its name in the files, its type, what it means in Russian and in English."""

    name: str
    type: FieldType
    title: str
    english: str
    #: Whether it may be empty: a hidden count, a day that is not known yet.
    is_optional: bool = False


@dataclass(frozen=True)
class Collected:
    """Rows as they would go out, and the tables of counts behind them for the guard."""

    rows: list[Row]
    tables: list[ReleasedTable]


@dataclass(frozen=True)
class Dataset:
    """A set of open data. `structure_on` is the day of its structure: another structure has another day."""

    slug: str
    artifact: Artifact
    title: str
    description: str
    keywords: tuple[str, ...]
    fields: tuple[Field, ...]
    structure_on: date
    collect: Callable[[Actor], Collected]

    @property
    def kind(self) -> str:
        """Slug of its kind of publication."""
        return f"data_{self.slug}"


def in_order(dataset: Dataset, row: Mapping[str, Any]) -> Row:
    """The row with exactly the fields of the set, in their order."""
    return {field.name: row.get(field.name) for field in dataset.fields}
