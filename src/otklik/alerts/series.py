"""Counts of questions by topic and by reason, in windows of seven days: what the watch for surges looks at."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Count

from otklik.catalog.models import Administration, Reason, Topic
from otklik.core.appeals import Audience
from otklik.core.surges import RECENT_WINDOWS, SEASON_AFTER_WINDOWS, SEASON_WINDOWS, WINDOW_DAYS
from otklik.intake.models import FeedbackItem

TOPIC_BLOCKS = 3
_EMPTY = ".0000"


@dataclass(frozen=True)
class Series:
    """One series: its key («topic:…», «reason:…»), its words, the registry's filter, counts with the newest first."""

    key: str
    title: str
    query: str
    windows: tuple[int, ...]
    #: Messages of the newest window by unit.
    units: Mapping[int | None, int]


def weekly_series(administration: Administration, last_on: date) -> list[Series]:
    """Series whose newest window ends on the day, over external feedback; those without a message are left out.

    Windows: the newest, the twelve before it, and five around the same week of last year; what lies between is 0
    and is never looked at.
    """
    names = _Names(administration.pk)
    counts: dict[str, Counter[int]] = defaultdict(Counter)
    units: dict[str, Counter[int | None]] = defaultdict(Counter)
    for window in _windows():
        for unit_id, topic_id, reason_id, number in _questions(administration, last_on, window):
            for key in names.keys_of(topic_id, reason_id):
                counts[key][window] += number
                units[key][unit_id] += number * (window == 0)
    length = SEASON_AFTER_WINDOWS + SEASON_WINDOWS
    return [
        Series(
            key,
            names.titles[key],
            names.query_of(key, last_on),
            tuple(found[window] for window in range(length)),
            units[key],
        )
        for key, found in sorted(counts.items())
    ]


def _windows() -> Iterator[int]:
    first = SEASON_AFTER_WINDOWS - SEASON_WINDOWS // 2
    yield from range(RECENT_WINDOWS + 1)
    yield from range(first, first + SEASON_WINDOWS)


def _questions(administration: Administration, last_on: date, window: int) -> Iterable[tuple[Any, ...]]:
    """Questions of a window by unit, topic and reason; read from the items, whose index knows the days."""
    zone = ZoneInfo(administration.time_zone)
    end_on = last_on - timedelta(days=WINDOW_DAYS * window - 1)
    begin, end = (datetime.combine(day, time.min, zone) for day in (end_on - timedelta(days=WINDOW_DAYS), end_on))
    items = FeedbackItem.objects.of(administration.pk).filter(
        received_at__gte=begin, received_at__lt=end, audience=Audience.EXTERNAL
    )
    grouped = items.order_by().values_list("department_id", "questions__topic_id", "questions__reason_id")
    return grouped.annotate(rows=Count("questions__pk"))


class _Names:
    """Topics by their heading of level three and reasons, with titles and filters."""

    def __init__(self, administration_id: int) -> None:
        topics = Topic.objects.filter(edition__administration_id=administration_id).values_list("pk", "code", "name")
        names = {code: name for _, code, name in topics}
        self._topics = {pk: heading_of(code) for pk, code, _ in topics}
        reasons = list(Reason.objects.filter(administration_id=administration_id).values_list("pk", "slug", "title"))
        self._reasons = {pk: slug for pk, slug, _ in reasons}
        self.titles = {f"topic:{code}": f"тема «{names.get(code, code)}»" for code in set(self._topics.values())}
        self.titles |= {f"reason:{slug}": f"причина «{title}»" for _, slug, title in reasons}

    def keys_of(self, topic_id: int | None, reason_id: int | None) -> list[str]:
        """The series that a question counts to."""
        keys = [f"topic:{self._topics[topic_id]}"] if topic_id in self._topics else []
        return keys + ([f"reason:{self._reasons[reason_id]}"] if reason_id in self._reasons else [])

    def query_of(self, key: str, last_on: date) -> str:
        """The registry's filter of the newest window."""
        kind, _, value = key.partition(":")
        first_on = last_on - timedelta(days=WINDOW_DAYS - 1)
        return f"received_from={first_on}&received_to={last_on}&{kind}={value}"


def heading_of(code: str) -> str:
    """The heading of level three over a code: «0003.0009.0097.0000»."""
    blocks = code.split(".")[:TOPIC_BLOCKS]
    return ".".join(blocks) + _EMPTY * (4 - len(blocks))
