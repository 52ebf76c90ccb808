"""Pictures of a consolidated report, titled by what they show; none where there is nothing to look at."""

from collections.abc import Mapping
from typing import Any

from otklik.core.charts import bars, dots
from otklik.core.document import Chart, Point, Unit
from otklik.core.ratings.words import value_text
from otklik.core.russian import share_with_count
from otklik.reporting.consolidated.comparable import before_title
from otklik.reporting.consolidated.rates import rating_of
from otklik.reporting.consolidated.snapshot import Snapshot

Plain = Mapping[str, Any]
_LEGEND = "Точка — значение, линия — интервал, в котором оно лежит с вероятностью 95 %"
_MOST = 12


def results_picture(snapshot: Snapshot, audience: str, told: Plain) -> Chart | None:
    """What became of the appeals or complaints, beside the period before."""
    metric = next((one for one in told["metrics"] if one["slug"] == "satisfied_share"), None)
    rows = [row for row in metric["rows"] if row["kind"] == "data"] if metric else []
    if not rows or not rows[0]["now"]["n"]:
        return None
    first = rows[0]["now"]
    title = f"{rows[0]['title']}: {share_with_count(first['value'], first['numerator'], first['denominator'])}"
    points = [
        Point(_capital(row["title"]), row["now"]["value"], accent=row is rows[0], reference=row["before"]["value"])
        for row in rows
    ]
    key = f"{audience}-satisfied_share"
    legend = f"Тонкая черта — {before_title(snapshot.payload)}"
    return bars(title, points, unit=Unit.SHARE, table=key, keep_order=True, legend=legend)


def units_picture(snapshot: Snapshot, audience: str, told: Plain) -> Chart | None:
    """The satisfied share of each organiser with its interval; None with fewer than two."""
    rows = [one for one in told["units"] if one["granted"]["value"] is not None]
    rows.sort(key=lambda one: -one["granted"]["value"])
    points = [_point(one["title"], one["granted"]) for one in rows[:_MOST]]
    by_organizers = snapshot.payload["by_organizers"]
    title = f"Доля удовлетворённых по {'организаторам оценки' if by_organizers else 'подразделениям'}"
    if len(points) < 2:  # noqa: PLR2004 - one dot is no picture
        return None
    return dots(title, points, unit=Unit.SHARE, table=f"{audience}-units", legend=_LEGEND)


def indicators_picture(_snapshot: Snapshot, audience: str, told: Plain) -> Chart | None:
    """The indicators that are shares, with their intervals; None with fewer than two."""
    rows = [
        one for one in told["indicators"]["rows"] if one["now"]["unit"] == "share" and one["now"]["value"] is not None
    ]
    points = [_point(one["title"], one["now"]) for one in rows[:_MOST]]
    if len(points) < 2:  # noqa: PLR2004 - as above
        return None
    return dots("Показатели удовлетворённости", points, unit=Unit.SHARE, table=f"{audience}-indicators", legend=_LEGEND)


def _point(title: str, plain: Plain) -> Point:
    rating = rating_of(plain)
    return Point(title, rating.value, value_text(rating.value, rating.unit), low=plain["low"], high=plain["high"])


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"
