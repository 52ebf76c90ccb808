"""Anonymous messages of employees stand in the audit trail as a daily count: an entry each would tell the hour."""

from collections import Counter
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

from otklik.base import audit
from otklik.base.actor import system_actor
from otklik.base.models import AuditEntry
from otklik.catalog.models import Administration
from otklik.core.appeals import Audience
from otklik.core.periods import local_date
from otklik.intake.models import AuthorAddition, FeedbackItem

#: Days looked back at, for a system that stood still over the holidays.
LOOK_BACK = 10


def count_anonymous() -> int:
    """Write the count of each ended day once; returns how many entries were written."""
    return sum(_count_days(administration) for administration in Administration.objects.all())


def _count_days(administration: Administration) -> int:
    """Of all the days at once: a clock that looks every minute asks little where nobody wrote."""
    today = local_date(timezone.now(), administration.time_zone)
    days = [today - timedelta(days=back) for back in range(LOOK_BACK, 0, -1)]
    messages, words = _anonymous(administration, days), _added(administration, days)
    targets = {f"intake.anonymous:{administration.slug}:{day}": day for day in days if messages[day] or words[day]}
    known = set(AuditEntry.objects.filter(target__in=targets).values_list("target", flat=True))
    for target in [target for target in targets if target not in known]:
        _record(administration, target, targets[target], messages, words)
    return len(targets) - len(known)


def _record(
    administration: Administration, target: str, day: date, messages: Counter[date], words: Counter[date]
) -> None:
    actor = system_actor(administration.pk, administration.slug)
    told = f"Анонимных сообщений сотрудников за {day:%d.%m.%Y}: {messages[day]}"
    told = f"{told}, дополнений: {words[day]}" if words[day] else told
    audit.record(actor, "receive_anonymous", target, told)


def _anonymous(administration: Administration, days: list[date]) -> Counter[date]:
    """Such a message keeps only its day: it stands at the beginning of it."""
    beginnings = {_beginning(administration, day): day for day in days}
    own = FeedbackItem.objects.of(administration.pk).filter(audience=Audience.INTERNAL.value)
    unnamed = own.filter(received_at__in=beginnings, contact__isnull=True, source_category="")
    written = unnamed.exclude(employee_letter__is_oral=True)
    return Counter(beginnings[at] for at in written.values_list("received_at", flat=True))


def _added(administration: Administration, days: list[date]) -> Counter[date]:
    """What such authors asked or added on these days, by number and code."""
    begun, ended = _beginning(administration, days[0]), _beginning(administration, days[-1] + timedelta(days=1))
    words = AuthorAddition.objects.filter(item__administration=administration, at__gte=begun, at__lt=ended)
    unnamed = words.filter(item__audience=Audience.INTERNAL.value, item__contact__isnull=True)
    return Counter(local_date(at, administration.time_zone) for at in unnamed.values_list("at", flat=True))


def _beginning(administration: Administration, day: date) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(administration.time_zone))
