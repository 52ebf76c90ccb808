"""The monitoring's SQL: three quarters in one grouped query for each kind of count, on the index `item_monitoring`."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from django.db.models import Count, Min, QuerySet

from otklik.analysis.counted import Case, Counted, Question
from otklik.core.appeals import Verdict
from otklik.core.periods import Quarter
from otklik.intake.querysets import FeedbackItemQuerySet

_T = TypeVar("_T")
#: A quarter's key and a kind of appeal.
Place = tuple[int, str]
_Ids = tuple[int | None, int | None]
_Rows = QuerySet[Any]
_ROWS = Count("*")
_VERDICTS = {verdict.value: verdict for verdict in Verdict}


@dataclass
class Counts:
    """Everything counted over some quarters by kind of appeal; `of` gives one quarter of one population."""

    channels: Mapping[Place, Counter[str]] = field(default_factory=dict)
    cases: Mapping[Place, Counter[Case]] = field(default_factory=dict)
    topics: Mapping[Place, Counter[str]] = field(default_factory=dict)
    reasons: Mapping[Place, Counter[str]] = field(default_factory=dict)
    several: Mapping[Place, Collection[tuple[Question, ...]]] = field(default_factory=dict)
    oldest_open: Mapping[Place, date] = field(default_factory=dict)

    def of(self, quarters: Sequence[Quarter], kinds: Collection[str], as_of: date) -> Counted:
        """The counts of one quarter, or of several together, over the kinds on a day."""
        places = [(quarter.key, kind) for quarter in quarters for kind in kinds]
        return Counted(
            channels=_merged(self.channels, places),
            cases=_merged(self.cases, places),
            topics=_merged(self.topics, places),
            reasons=_merged(self.reasons, places),
            several=tuple(one for place in places for one in self.several.get(place, ())),
            oldest_open_on=min((self.oldest_open[p] for p in places if p in self.oldest_open), default=None),
            as_of=as_of,
            quarter=quarters[-1],
        )


def count_cases(items: FeedbackItemQuerySet) -> Mapping[Place, Counter[Case]]:
    """Appeals by result, waiting days and lateness."""
    found: dict[Place, Counter[Case]] = defaultdict(Counter)
    for quarter, kind, verdict, days, is_late, count in _grouped(items, "verdict", "waiting_days", "is_late"):
        found[quarter, kind][Case(_VERDICTS[verdict], days, is_late)] += count
    return found


def count_channels(items: FeedbackItemQuerySet, slugs: Mapping[int, str]) -> Mapping[Place, Counter[str]]:
    """Appeals by channel; `slugs` names every channel of the administration by its id."""
    found: dict[Place, Counter[str]] = defaultdict(Counter)
    for quarter, kind, channel_id, count in _grouped(items, "channel_id"):
        found[quarter, kind][slugs[channel_id]] += count
    return found


def oldest_open(items: FeedbackItemQuerySet, cases: Mapping[Place, Counter[Case]]) -> Mapping[Place, date]:
    """Day of registration of the appeal that waits longest; only quarters where one waits are looked through."""
    waiting = {quarter for (quarter, _), found in cases.items() if any(case.verdict is Verdict.OPEN for case in found)}
    if not waiting:
        return {}
    still = items.filter(quarter__in=sorted(waiting), verdict=Verdict.OPEN, registered_on__isnull=False)
    rows = still.order_by().values_list("quarter", "kind").annotate(first=Min("registered_on"))
    return {(quarter, kind): first for quarter, kind, first in rows}


def count_questions(questions: _Rows, column: str) -> Mapping[Place, Counter[int | None]]:
    """Questions by topic («topic_id») or by reason («reason_id»): of both together there are as many groups as rows."""
    found: dict[Place, Counter[int | None]] = defaultdict(Counter)
    for quarter, kind, value_id, count in _grouped(questions, column):
        found[quarter, kind][value_id] += count
    return found


def questions_together(questions: _Rows) -> Mapping[Place, Collection[Collection[_Ids]]]:
    """The questions of each appeal that has a second one."""
    more = questions.filter(position__gt=1).order_by().values("item_id")
    rows = questions.filter(item_id__in=more).order_by()
    together: dict[tuple[int, int, str], list[_Ids]] = defaultdict(list)
    for item_id, quarter, kind, *ids in rows.values_list("item_id", "quarter", "kind", "topic_id", "reason_id"):
        together[item_id, quarter, kind].append((ids[0], ids[1]))
    found: dict[Place, list[list[_Ids]]] = defaultdict(list)
    for (_, quarter, kind), several in together.items():
        found[quarter, kind].append(several)
    return found


def _grouped(items: _Rows, *columns: str) -> "QuerySet[Any, tuple[Any, ...]]":
    grouped: QuerySet[Any, tuple[Any, ...]]
    grouped = items.order_by().values_list("quarter", "kind", *columns).annotate(rows=_ROWS)
    return grouped


def _merged(found: Mapping[Place, Counter[_T]], places: Iterable[Place]) -> Counter[_T]:
    merged: Counter[_T] = Counter()
    for place in places:
        merged.update(found.get(place, {}))
    return merged
