"""The population as cells: combinations of values of a few dimensions, with the number of people in each."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

MOST_CELLS, MOST_DIMENSIONS = 400, 4
Codes = tuple[str, ...]


@dataclass(frozen=True)
class Dimension:
    """One feature by which people are divided: its slug, title, the values as (code, title)."""

    slug: str
    title: str
    values: tuple[tuple[str, str], ...]

    def title_of(self, code: str) -> str:
        """The value's title; the code itself where it is unknown."""
        return dict(self.values).get(code, code)


@dataclass(frozen=True)
class FrameCell:
    """People who share a value of every dimension. `spread`: standard deviation of their opinion, where known."""

    codes: Codes
    count: int
    spread: float | None = None


@dataclass(frozen=True)
class Frame:
    """Dimensions and cells; a population that is not divided has no dimension and one cell."""

    dimensions: tuple[Dimension, ...]
    cells: tuple[FrameCell, ...]

    @property
    def size(self) -> int:
        """All people of all cells."""
        return sum(cell.count for cell in self.cells)

    @property
    def counts(self) -> list[int]:
        """Counts of the cells in order."""
        return [cell.count for cell in self.cells]

    def title_of(self, place: int) -> str:
        """«Женщины, 18–34»; «Все» where nothing divides them."""
        codes = self.cells[place].codes
        titles = [one.title_of(code) for one, code in zip(self.dimensions, codes, strict=True)]
        return ", ".join([*titles[:1], *(_within(title) for title in titles[1:])]) or "Все"

    def place_of(self, codes: Codes) -> int | None:
        """Place of the cell; None when there is none such."""
        return next((place for place, cell in enumerate(self.cells) if cell.codes == codes), None)

    def margin(self, slug: str) -> dict[str, int]:
        """People by value of one dimension; KeyError when there is none such."""
        place = self._place(slug)
        found = dict.fromkeys((code for code, _ in self.dimensions[place].values), 0)
        for cell in self.cells:
            found[cell.codes[place]] = found.get(cell.codes[place], 0) + cell.count
        return found

    def joined(self, slugs: Sequence[str]) -> dict[Codes, int]:
        """People by combination of some of the dimensions, in the order of `slugs`."""
        places = [self._place(slug) for slug in slugs]
        found: dict[Codes, int] = {}
        for cell in self.cells:
            codes = tuple(cell.codes[place] for place in places)
            found[codes] = found.get(codes, 0) + cell.count
        return found

    def as_json(self) -> dict[str, Any]:
        """Plain values for storing."""
        return {
            "dimensions": [[one.slug, one.title, [list(pair) for pair in one.values]] for one in self.dimensions],
            "cells": [[list(cell.codes), cell.count, cell.spread] for cell in self.cells],
        }

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> "Frame":
        """From what `as_json` made."""
        dimensions = tuple(
            Dimension(slug, title, tuple((code, words) for code, words in values))
            for slug, title, values in stored["dimensions"]
        )
        cells = tuple(FrameCell(tuple(codes), count, spread) for codes, count, spread in stored["cells"])
        return cls(dimensions, cells)

    def _place(self, slug: str) -> int:
        for place, dimension in enumerate(self.dimensions):
            if dimension.slug == slug:
                return place
        raise KeyError(slug)


def _within(title: str) -> str:
    """A title inside a sentence: «До 25» → «до 25», while «МФЦ» and «60 и больше» stay."""
    return title[:1].lower() + title[1:] if title[1:2].islower() else title


def frame_of(dimensions: Sequence[Dimension], counts: Mapping[Codes, int]) -> Frame:
    """Cells in the order of the dimensions' values, empty ones left out. ValueError with too many, or none."""
    _check(dimensions, counts)
    codes = [[code for code, _ in one.values] for one in dimensions]
    cells = tuple(FrameCell(key, counts[key]) for key in product(*codes) if counts.get(key, 0) > 0)
    return Frame(tuple(dimensions), cells)


def undivided(count: int) -> Frame:
    """A population without strata."""
    return frame_of((), {(): count})


def dimension_from(slug: str, title: str, titles: Iterable[str]) -> Dimension:
    """A dimension whose codes are its values' own words."""
    return Dimension(slug, title, tuple((one, one) for one in dict.fromkeys(titles)))


def _check(dimensions: Sequence[Dimension], counts: Mapping[Codes, int]) -> None:
    if any(count < 0 for count in counts.values()):
        raise ValueError("Численность ячейки не может быть меньше нуля.")
    if not any(counts.values()):
        raise ValueError("Генеральная совокупность пуста: укажите численность хотя бы одной ячейки.")
    if len(dimensions) > MOST_DIMENSIONS:
        raise ValueError(f"Признаков больше {MOST_DIMENSIONS}: ячейки станут слишком мелкими. Оставьте главные.")
    filled = sum(count > 0 for count in counts.values())
    if filled > MOST_CELLS:
        raise ValueError(f"Ячеек {filled}, а можно не больше {MOST_CELLS}. Уберите признак или объедините значения.")
