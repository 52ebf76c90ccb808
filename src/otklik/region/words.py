"""Figures of a region in Russian."""

from otklik.core.ratings.registry import rating_formulas
from otklik.core.ratings.words import ends_text, value_text
from otklik.core.russian import NO_BREAK_SPACE, format_number, format_share
from otklik.region.comparing import UNITS, Line
from otklik.region.payload import Value, Way

TOO_FEW = "скрыто: мало"


def figure_text(value: Value | None) -> str:
    """«81,9 %», «4,12», «12,5», «318»; a dash where nothing was counted."""
    if value is None:
        return "—"
    if value.is_hidden:
        return TOO_FEW
    if value.value is None:
        return "—"
    if value.way.kind == "indicator":
        return value_text(value.value, UNITS[value.unit])
    if value.unit == "share":
        return format_share(value.value)
    return format_number(value.value, 0 if value.unit == "count" else 1)


def interval_text(line: Line) -> str:
    """«77,1–86,0 %»; empty where there is none."""
    return ends_text(line.rating) if line.rating else ""


def way_text(way: Way) -> str:
    """How the column is counted: «формула „top-2-box“, шкала 1–5, ответы всех, кто захотел ответить»."""
    parts = [rating_formulas()[way.formula].title] if way.formula else []
    parts += [f"шкала {way.scale}"] if way.scale else []
    parts += [way.population_title] if way.population_title else []
    return ", ".join(parts).replace(" %", f"{NO_BREAK_SPACE}%")
