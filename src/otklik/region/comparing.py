"""Administrations beside each other: only those that count alike stand in one column, and the others say why not."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from otklik.core.ratings.comparison import in_order, ranks
from otklik.core.ratings.formula import Unit
from otklik.core.ratings.rating import Rating
from otklik.core.ratings.registry import rating_formulas
from otklik.region.payload import Figures, Value, Way

#: Rated things and rows of the monitoring, as headings: no decree's words, for several decrees stand under each.
SUBJECTS: dict[tuple[str, str], str] = {
    ("indicator", "whole"): "Удовлетворённость взаимодействием в целом",
    ("indicator", "quality"): "Удовлетворённость качеством результата",
    ("indicator", "element"): "Удовлетворённость отдельными элементами взаимодействия",
    ("indicator", "information"): "Удовлетворённость информацией",
    ("indicator", "activity"): "Удовлетворённость деятельностью администрации",
    ("channels", "all"): "Поступило обращений за квартал",
    ("waiting_time", "median"): "Медиана ожидания ответа, дней",
    ("waiting_time", "mean"): "Ожидание ответа в среднем, дней",
    ("waiting_time", "overdue"): "Доля ответов позже срока",
    ("satisfied_share", "satisfied"): "Доля удовлетворённых",
    ("unsatisfied_share", "refused"): "Доля получивших отказ",
}
#: Where more is worse.
LESS_IS_BETTER = frozenset({("waiting_time", "median"), ("waiting_time", "mean"), ("waiting_time", "overdue")})
#: What has a best and a worst: a number of appeals has none, nor has a share granted or refused, for cases differ.
RATED = frozenset({"indicator"})


UNITS: dict[str, Unit] = {"share": "share", "mark": "mark", "points": "points", "balance": "balance"}


@dataclass(frozen=True)
class Line:
    """One administration in a column; `place` is the best and the worst that it may hold."""

    slug: str
    title: str
    value: Value
    rating: Rating | None = None
    place: tuple[int, int] | None = None


@dataclass(frozen=True)
class Column:
    """Those that count alike, from the best; `difference` tells from what most others count, empty for the first."""

    way: Way
    unit: str
    lines: tuple[Line, ...]
    difference: str = ""


@dataclass(frozen=True)
class Subject:
    """One thing compared: as many columns as there are ways to count it, the commonest first."""

    key: str
    title: str
    columns: tuple[Column, ...]
    is_rated: bool
    hidden: tuple[str, ...]
    """Administrations whose group is too small to be shown."""
    absent: tuple[str, ...]
    """Administrations whose decree does not count this, or that had nothing to count."""


def subjects(figures: Mapping[str, Figures], titles: Mapping[str, str]) -> list[Subject]:
    """Everything that at least one administration counts, in the order of `SUBJECTS`, own subjects last."""
    met: dict[tuple[str, str], dict[str, Value]] = {}
    for slug, one in figures.items():
        for value in one.values:
            met.setdefault((value.way.kind, value.way.what), {}).setdefault(slug, value)
    order = {key: place for place, key in enumerate(SUBJECTS)}
    keys = sorted(met, key=lambda key: (order.get(key, len(order)), key))
    return [_subject(key, met[key], figures, titles) for key in keys]


def _subject(
    key: tuple[str, str], values: Mapping[str, Value], figures: Iterable[str], titles: Mapping[str, str]
) -> Subject:
    shown = {slug: one for slug, one in values.items() if one.value is not None}
    ways: dict[Way, dict[str, Value]] = {}
    for slug, one in shown.items():
        ways.setdefault(one.way, {})[slug] = one
    commonest = sorted(ways, key=lambda way: (-len(ways[way]), str(way)))
    columns = tuple(_column(way, ways[way], titles, usual=commonest[0]) for way in commonest)
    hidden = tuple(titles[slug] for slug, one in values.items() if one.is_hidden)
    absent = tuple(titles[slug] for slug in figures if slug not in shown and titles[slug] not in hidden)
    named = Counter(one.title for one in values.values())
    title = SUBJECTS.get(key) or named.most_common(1)[0][0]
    return Subject("-".join(key).replace(":", "-"), title, columns, key[0] in RATED, hidden, absent)


def _column(way: Way, values: Mapping[str, Value], titles: Mapping[str, str], *, usual: Way) -> Column:
    unit, told = next(iter(values.values())).unit, difference(way, usual) if way != usual else ""
    if way.kind not in RATED:
        order = sorted(values, key=lambda slug: (_worth(values[slug], way), titles[slug]))
        return Column(way, unit, tuple(Line(slug, titles[slug], values[slug]) for slug in order), told)
    ratings = {slug: one.rating(UNITS[unit]) for slug, one in values.items()}
    high = rating_formulas()[way.formula].good_is_high
    places = ranks(ratings, good_is_high=high) if len(ratings) > 1 else {}
    order = list(in_order(ratings, good_is_high=high))
    lines = (Line(slug, titles[slug], values[slug], ratings[slug], places.get(slug)) for slug in order)
    return Column(way, unit, tuple(lines), told)


def _worth(one: Value, way: Way) -> float:
    """Low waiting first, high shares and counts first."""
    value = one.value or 0.0
    return value if (way.kind, way.what) in LESS_IS_BETTER else -value


def difference(way: Way, usual: Way) -> str:
    """«формула: средний балл, а не доля довольных; шкала 1–10, а не 1–5»."""
    parts = []
    if way.formula != usual.formula:
        parts.append(f"формула «{_formula(way)}», а не «{_formula(usual)}»")
    if way.scale != usual.scale:
        parts.append(f"шкала {way.scale or 'не известна'}, а не {usual.scale or 'не известна'}")
    if way.population != usual.population:
        ours, theirs = way.population_title or way.population, usual.population_title or usual.population
        parts.append(f"в счёте {ours}, у большинства {theirs}")
    if way.period != usual.period:
        parts.append("другой период")
    return "; ".join(parts)


def _formula(way: Way) -> str:
    return rating_formulas()[way.formula].title if way.formula else "—"
