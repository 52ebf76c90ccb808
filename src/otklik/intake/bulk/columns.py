"""Rows of the tables for a whole chunk, column by column: the same rows as `rows.RowMaker` makes one by one.

What repeats in a column is looked up once, what does not is made without a call of ours for each row: a fifth of the
time. Rows that are not plain (`ColumnMapper`) are left to the RowMaker. No Django here.
"""

from collections.abc import Iterable, Sequence
from itertools import compress
from operator import itemgetter
from typing import Any, NamedTuple

from otklik.importers.column_mapper import Column, ColumnMapper
from otklik.importers.contract import Row as SourceRow
from otklik.importers.row_mapper import RowMapper
from otklik.intake.bulk.lookups import Clock, Lookups
from otklik.intake.bulk.moments import Moment, MomentReader
from otklik.intake.bulk.packing import Packed, Packer
from otklik.intake.bulk.rows import Row, RowMaker, Shape, ShapeKey, Unplaceable
from otklik.intake.source_keys import content_keys_hex, number_keys_hex

MOMENTS = ("received_at", "registered_at", "answered_at")
_SHAPED = itemgetter("channel", "kind", "audience", "outcome", "form", "sender_kind")
_CONTACT = itemgetter("name", "email", "phone", "address", "organization", "inn")


class PlainRows(NamedTuple):
    """What was made of the plain rows: their places in the chunk, keys, columns of `packing.Messages`, their fields."""

    places: list[int]
    keys: list[str]
    columns: list[Sequence[Packed]]
    values: dict[str, Column]


class ColumnMaker:
    """Makes rows for the file of the mapper; what they refer to is noted by the RowMaker."""

    def __init__(self, mapper: RowMapper, make: RowMaker, pack: Packer) -> None:
        self._map, self._make, self._pack = ColumnMapper(mapper), make, pack
        self._shapes: dict[ShapeKey, Shape | None] = {}
        self._clocks = _Clocks(make.lookups)
        parsers = {field: parse for field, _, parse in mapper.readers}
        usual = self._map.constants
        self._moments = {field: MomentReader(make, parsers.get(field), usual[field]) for field in MOMENTS}

    def __call__(self, rows: Sequence[SourceRow]) -> PlainRows:
        """The plain ones among the rows."""
        values, odd = self._map(rows)
        for field, read in self._moments.items():
            values[field] = read(values[field], odd)
        odd.update(place for place, moment in enumerate(values["received_at"]) if moment is None)
        values["shape"] = self._shaped(values, odd)
        odd.update(_answered_before(values))
        places = list(range(len(rows)))
        if odd:
            plain = [place not in odd for place in places]
            places = list(compress(places, plain))
            values = {name: list(compress(column, plain)) for name, column in values.items()}
        columns = self._made(values) if places else []
        return PlainRows(places, values.get("key", []), columns, values)

    def _shaped(self, values: dict[str, Column], odd: set[int]) -> Column:
        """The shape of every row; odd are rows of an unknown channel or with a term in hours of work."""
        is_open = [moment is None for moment in values["answered_at"]]
        keys = list(zip(*_SHAPED(values), is_open, strict=True))
        found = {key: self._shape(ShapeKey(*key)) for key in dict.fromkeys(keys)}
        shapes = [found[key] for key in keys]
        if None in found.values():
            odd.update(place for place, shape in enumerate(shapes) if shape is None)
        return shapes

    def _shape(self, key: ShapeKey) -> Shape | None:
        try:
            shape = self._make.shape(key)
        except Unplaceable:
            return None
        return None if shape.hours_rule else shape

    def _made(self, values: dict[str, Column]) -> list[Sequence[Packed]]:
        """Rows of every table as `packing.Messages` holds them."""
        shapes = values["shape"]
        received = [moment[0] for moment in values["received_at"]]
        registered = [own or first for own, first in zip(values["registered_at"], values["received_at"], strict=True)]
        answered = [moment[0] if moment else self._make.null for moment in values["answered_at"]]
        clocks = [
            self._clocks[shape.legal_class, day.ordinal] for shape, (_, day) in zip(shapes, registered, strict=True)
        ]
        values["key"] = keys = self._keys(values, received)
        answers = [
            (answer, at if end is self._make.null else end, "0", "status") if answer else None
            for answer, at, end in zip(self._pack.texts(values["answer"]), received, answered, strict=True)
        ]
        tables: tuple[Sequence[Row | None], ...] = (
            self._items(values, received, registered, clocks),
            self._appeals(values, registered, clocks, answered),
            self._questions(values),
            _contacts(map(self._pack.texts, _CONTACT(values))),
            answers,
        )
        days = [day.iso for _, day in registered]
        return [keys, [shape.kind for shape in shapes], days, *map(self._pack.rows, tables)]

    def _items(
        self, values: dict[str, Column], received: list[str], registered: list[Moment], clocks: list[Clock]
    ) -> list[Row]:
        texts = self._pack.texts
        rest = zip(
            *self._placed(values),
            received,
            [day.quarter for _, day in values["received_at"]],
            [day.iso for _, day in registered],
            *_waiting(values, clocks, registered, self._make.null),
            *map(texts, (values["title"], values["text"], values["place"])),
            values["key"],
            texts(values["source_number"]),
            texts([category[:200] for category in values["category"]]),
            strict=True,
        )
        return [(*shape.item, *row, "") for shape, row in zip(values["shape"], rest, strict=True)]

    def _appeals(
        self, values: dict[str, Column], registered: list[Moment], clocks: list[Clock], answered: Column
    ) -> list[Row | None]:
        null, columns = self._make.null, (values["shape"], registered, clocks, answered, values["author_count"])
        return [
            (
                at, clock.explanation, clock.count_key or null, "", "", end if shape.is_answered else null,
                str(max(1, authors)),
            ) if shape.is_appeal else None
            for shape, (at, _), clock, end, authors in zip(*columns, strict=True)
        ]  # fmt: skip

    def _questions(self, values: dict[str, Column]) -> list[Row]:
        own, columns = self._make.lookups.administration, (values["received_at"], values["shape"])
        return [
            (own, day.quarter, shape.kind, topic, reason, shape.outcome, "1", "", "0", "", "")
            for (_, day), shape, topic, reason in zip(*columns, *self._topics(values), strict=True)
        ]

    def _keys(self, values: dict[str, Column], received: Sequence[str]) -> list[str]:
        numbers, channels = values["source_number"], values["channel"]
        if all(numbers):
            return number_keys_hex(channels, numbers)
        return content_keys_hex(zip(channels, numbers, received, values["text"], values["name"], strict=True))

    def _placed(self, values: dict[str, Column]) -> tuple[Sequence[Any], ...]:
        """The object of assessment, the process and the unit of every row."""
        named = list(zip(values["subject"], values["process"], values["department"], strict=True))
        found = {names: self._make.place(*names) for names in dict.fromkeys(named)}
        used = self._make.used
        used["process"].update(place[1] for place in found.values())
        used["department"].update(place[2] for place in found.values())
        return tuple(zip(*[found[names] for names in named], strict=True))

    def _topics(self, values: dict[str, Column]) -> tuple[Column, Column]:
        """Topic and reason of every row; reasons that the catalogue lacks are told of in the order of the file."""
        look, null, used = self._make.lookups, self._make.null, self._make.used
        topics = [look.topics.get(code, null) for code in values["topic_code"]]
        reasons = {title: self._make.reason(title) for title in dict.fromkeys(values["reason"])}
        used["topic"].update(topics)
        used["reason"].update(reasons.values())
        return topics, [reasons[title] for title in values["reason"]]


class _Clocks(dict[tuple[str, int], Clock]):
    """By legal class and day of registration."""

    def __init__(self, lookups: Lookups) -> None:
        super().__init__()
        self._lookups = lookups

    def __missing__(self, key: tuple[str, int]) -> Clock:
        found = self[key] = self._lookups.clock(*key)
        return found


def _answered_before(values: dict[str, Column]) -> list[int]:
    """Places of rows that were answered on a day before they came."""
    moments = enumerate(zip(values["answered_at"], values["received_at"], strict=True))
    return [place for place, (end, start) in moments if end and start and end[1].ordinal < start[1].ordinal]


def _contacts(columns: Iterable[Sequence[str]]) -> list[Row | None]:
    return [(*given, "") if any(given) else None for given in zip(*columns, strict=True)]


def _waiting(
    values: dict[str, Column], clocks: list[Clock], registered: list[Moment], null: str | None
) -> tuple[Column, ...]:
    """Due day, day of the answer, days waited (appeals only), late or not: as `RowMaker` tells them."""
    unanswered = (null, null, "0")
    told: list[Row] = []
    columns = (values["shape"], clocks, registered, values["answered_at"])
    for shape, clock, (_, start), end in zip(*columns, strict=True):
        if end is None or not shape.is_answered:
            told.append(unanswered)
            continue
        day = end[1]
        waited = str(max(0, day.ordinal - start.ordinal)) if shape.is_appeal else null
        told.append((day.iso, waited, "1" if clock.due_ordinal and day.ordinal > clock.due_ordinal else "0"))
    return ([clock.due_on or null for clock in clocks], *map(list, zip(*told, strict=True)))
