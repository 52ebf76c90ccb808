"""Surges of one topic or reason against its own history, looked for once a day over the seven days that ended."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from otklik.alerts.models import Alert, AlertProgress, Level
from otklik.alerts.raising import Cause, raise_alert
from otklik.alerts.series import Series, weekly_series
from otklik.alerts.thresholds import Thresholds
from otklik.base.one_by_one import one_by_one
from otklik.catalog.models import Administration
from otklik.catalog.queries import administrations
from otklik.core.periods import local_date
from otklik.core.russian import count_with_word, date_long, format_number
from otklik.core.surges import RECENT_WINDOWS, SEASON_WINDOWS, WINDOW_DAYS, Surge, find_surges

#: A surge that was told is not told again for so long, even when its alert is closed.
QUIET = timedelta(days=14)


def watch_surges() -> int:
    """Look once a local day at each administration; returns how many alerts were raised. Called by `tick`.

    Порядок: livny 3.
    """
    return one_by_one(administrations(), _watch_one, event="surges_not_watched")


def _watch_one(administration: Administration) -> int:
    """Mark the day first, so that two tickers look once; the counting itself holds no lock."""
    today = local_date(timezone.now(), administration.time_zone)
    thresholds = Thresholds.of(administration.options)
    if not thresholds.watch_surges:
        return 0
    AlertProgress.objects.get_or_create(administration_id=administration.pk)
    due = AlertProgress.objects.filter(administration_id=administration.pk).exclude(surges_on=today)
    if not due.update(surges_on=today):
        return 0
    return len(surge_alerts(administration, today - timedelta(days=1), thresholds))


def surge_alerts(
    administration: Administration, last_on: date, thresholds: Thresholds, *, tell: bool = True
) -> list[Alert]:
    """Raise an alert for every surge of the seven days that end on the day; a running one is brought up to date."""
    series = {one.key: one for one in weekly_series(administration, last_on)}
    surges = find_surges(
        {key: one.windows for key, one in series.items()}, level=thresholds.level, fewest=thresholds.fewest
    )
    with transaction.atomic():
        raised = [_raise(administration, series[surge.key], surge, last_on, tell=tell) for surge in surges]
    return [alert for alert in raised if alert]


def _raise(administration: Administration, series: Series, surge: Surge, last_on: date, *, tell: bool) -> Alert | None:
    cause = _cause(series, surge, last_on)
    running = Alert.objects.filter(
        administration=administration,
        kind=Alert.Kind.SURGE,
        facts__series=series.key,
        facts__last_on__gte=(last_on - QUIET).isoformat(),
    )
    latest = running.order_by("-pk").first()
    if latest is None:
        return raise_alert(administration, cause, tell=tell)
    if latest.state != Alert.State.CLOSED:
        latest.why, latest.facts, latest.query = list(cause.why), cause.facts, cause.query
        latest.save(update_fields=["why", "facts", "query"])
    return None


def _cause(series: Series, surge: Surge, last_on: date) -> Cause:
    first_on = last_on - timedelta(days=WINDOW_DAYS - 1)
    units = [unit for unit in series.units if unit is not None]
    observed = count_with_word(surge.observed, "вопрос", "вопроса", "вопросов")
    return Cause(
        key=f"surge:{series.key}:{last_on}",
        kind=Alert.Kind.SURGE,
        level=Level.ATTENTION,
        title=f"Всплеск, {series.title}: {observed} за неделю, обычно {format_number(surge.expected, 1)}",
        why=_sentences(surge, observed, first_on, last_on),
        department_id=max(units, key=lambda unit: series.units[unit]) if units else None,
        query=series.query,
        facts={
            "series": series.key,
            "last_on": last_on.isoformat(),
            "observed": surge.observed,
            "expected": surge.expected,
            "p": surge.p,
            "threshold": surge.threshold,
            "tested": surge.tested,
            "season_p": surge.season_p,
        },
    )


def _sentences(surge: Surge, observed: str, first_on: date, last_on: date) -> tuple[str, ...]:
    tested = count_with_word(surge.tested, "тема и причина", "темы и причины", "тем и причин")
    method = (
        "Способ: точная проверка двух частот Пуассона (с поправкой на неровность потока); порог учитывает, что за день"
        f" проверено {tested}: p = {_p(surge.p)}, порог {_p(surge.threshold)}."
    )
    season = ""
    if surge.season_p is not None:
        season = f"И больше, чем в {SEASON_WINDOWS} таких же недель прошлого года (p = {_p(surge.season_p)})."
    return tuple(
        sentence
        for sentence in (
            f"С {date_long(first_on)} по {date_long(last_on)} поступило: {observed}.",
            f"В среднем за {RECENT_WINDOWS} предыдущих недель: {format_number(surge.expected, 1)} в неделю.",
            method,
            season,
        )
        if sentence
    )


def _p(value: float) -> str:
    return "меньше 0,0001" if value < 0.0001 else format_number(value, 4)  # noqa: PLR2004 - four digits are shown
