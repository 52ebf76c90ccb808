"""Blocks of the neutral report as plain JSON and back: how a frozen paper keeps its tables and pictures.

What is read back equals what was written: the same snapshot gives the same paper.
"""

from collections.abc import Mapping, Sequence
from dataclasses import MISSING, Field, fields
from datetime import date
from typing import Any

from otklik.core.document import (
    ApprovalBlock,
    Block,
    Cell,
    Chart,
    Column,
    Difference,
    Heading,
    Lineage,
    PageBreak,
    Paragraph,
    Point,
    Ratio,
    Row,
    SignatureBlock,
    Table,
    Unit,
)

Json = dict[str, Any]
_KNOWN: Mapping[str, type[Any]] = {
    one.__name__.lower(): one
    for one in (
        ApprovalBlock, Cell, Chart, Column, Difference, Heading, Lineage, PageBreak, Paragraph, Point, Ratio, Row,
        SignatureBlock, Table,
    )
}  # fmt: skip
_KIND, _DAY, _UNIT = "block", "day", "unit"


def blocks_to_json(blocks: Sequence[Block]) -> list[Json]:
    """Plain values, defaults left out."""
    return [_written(block) for block in blocks]


def blocks_from_json(stored: Sequence[Mapping[str, Any]]) -> tuple[Block, ...]:
    """The blocks again. Raises KeyError for a kind of block that is not known."""
    return tuple(_read(one) for one in stored)


def _written(value: Any) -> Any:
    if type(value) in _KNOWN.values():
        told = {one.name: getattr(value, one.name) for one in fields(value)}
        kept = {one.name: _written(told[one.name]) for one in fields(value) if told[one.name] != _default(one)}
        return {_KIND: type(value).__name__.lower(), **kept}
    if isinstance(value, Unit):
        return {_KIND: _UNIT, "is": value.value}
    if isinstance(value, date):
        return {_KIND: _DAY, "is": value.isoformat()}
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, tuple | list):
        return [_written(one) for one in value]
    return value


def _default(one: "Field[Any]") -> Any:
    """The default of a field; a value that equals nothing where there is none."""
    return object() if one.default is MISSING else one.default


def _read(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_read(one) for one in value)
    if not isinstance(value, Mapping) or _KIND not in value:
        return value
    kind = value[_KIND]
    if kind == _UNIT:
        return Unit(value["is"])
    if kind == _DAY:
        return date.fromisoformat(value["is"])
    told = {name: one if name == "spec" else _read(one) for name, one in value.items() if name != _KIND}
    return _KNOWN[kind](**told)
