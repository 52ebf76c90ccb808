"""A surge of complaints about one process against its own twelve weeks (`core.surges`)."""

from collections import Counter, defaultdict
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Count
from django.db.models.functions import TruncDate

from otklik.catalog.models import Administration, Process
from otklik.core.appeals import Audience, ItemKind
from otklik.core.periods import Quarter
from otklik.core.russian import count_with_word, date_long, format_number
from otklik.core.surges import RECENT_WINDOWS, WINDOW_DAYS, Surge, find_surges
from otklik.intake.models import FeedbackItem
from otklik.surveys.models import SurveyProposal
from otklik.surveys.proposals.cause import Cause

LEVEL = 0.01


def causes_in_complaints(administration: Administration, last_on: date) -> list[Cause]:
    """Processes whose complaints of the seven days that end on the day are more than chance explains."""
    windows = {str(pk): counts for pk, counts in _weekly(administration, last_on).items()}
    surges = find_surges(windows, level=LEVEL, season=False)
    processes = Process.objects.in_bulk([int(surge.key) for surge in surges])
    return [_cause(processes[int(one.key)], one, last_on) for one in surges if int(one.key) in processes]


def _weekly(administration: Administration, last_on: date) -> dict[int, tuple[int, ...]]:
    """Complaints by process in windows of seven days, the newest first."""
    zone = ZoneInfo(administration.time_zone)
    begin = last_on - timedelta(days=WINDOW_DAYS * (RECENT_WINDOWS + 1) - 1)
    ends = (datetime.combine(day, time.min, zone) for day in (begin, last_on + timedelta(days=1)))
    since, until = ends
    items = FeedbackItem.objects.of(administration.pk).filter(
        received_at__gte=since, received_at__lt=until, audience=Audience.EXTERNAL, kind=ItemKind.COMPLAINT,
        process__isnull=False,
    )  # fmt: skip
    grouped = items.order_by().annotate(on=TruncDate("received_at", tzinfo=zone)).values_list("process_id", "on")
    found: dict[int, Counter[int]] = defaultdict(Counter)
    for process_id, on, number in grouped.annotate(number=Count("pk")):
        found[process_id][(last_on - on).days // WINDOW_DAYS] += number
    return {pk: tuple(counts[place] for place in range(RECENT_WINDOWS + 1)) for pk, counts in found.items()}


def _cause(process: Process, surge: Surge, last_on: date) -> Cause:
    first_on = last_on - timedelta(days=WINDOW_DAYS - 1)
    observed = count_with_word(surge.observed, "жалоба", "жалобы", "жалоб")
    usual = format_number(surge.expected, 1)
    return Cause(
        key=f"complaints:{process.pk}:{Quarter.of(last_on)}",
        reason=SurveyProposal.Reason.COMPLAINTS,
        title=f"{observed} за неделю, обычно {usual}: {process}"[:300],
        why=(
            f"С {date_long(first_on)} по {date_long(last_on)}: {observed}; обычно {usual} за неделю.",
            (
                f"Сравнение с {RECENT_WINDOWS} прежними неделями, точная проверка двух частот Пуассона:"
                f" p = {format_number(surge.p, 4)}, порог {format_number(surge.threshold, 4)}"
                f" (проверено процессов: {surge.tested})."
            ),
        ),
        about=f"«{process}»",
        facts={"observed": surge.observed, "expected": surge.expected, "p": surge.p, "threshold": surge.threshold},
        query=f"kind=complaint&process={process.slug}&received_from={first_on}&received_to={last_on}",
        process_id=process.pk,
    )
