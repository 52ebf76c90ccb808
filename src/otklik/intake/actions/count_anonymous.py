"""Anonymous messages of employees stand in the audit trail as a daily count: an entry each would tell the hour."""

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
    written = 0
    for administration in Administration.objects.all():
        today = local_date(timezone.now(), administration.time_zone)
        days = [today - timedelta(days=back) for back in range(LOOK_BACK, 0, -1)]
        written += sum(_count_day(administration, day) for day in days)
    return written


def _count_day(administration: Administration, day: date) -> bool:
    target = f"intake.anonymous:{administration.slug}:{day}"
    count, words = _anonymous(administration, day), _added(administration, day)
    if not (count or words) or AuditEntry.objects.filter(target=target).exists():
        return False
    actor = system_actor(administration.pk, administration.slug)
    told = f"Анонимных сообщений сотрудников за {day:%d.%m.%Y}: {count}"
    audit.record(actor, "receive_anonymous", target, f"{told}, дополнений: {words}" if words else told)
    return True


def _anonymous(administration: Administration, day: date) -> int:
    """Such a message keeps only its day: it stands at the beginning of it."""
    beginning = datetime.combine(day, time(), ZoneInfo(administration.time_zone))
    own = FeedbackItem.objects.of(administration.pk).filter(received_at=beginning, audience=Audience.INTERNAL.value)
    unnamed = own.filter(contact__isnull=True, source_category="")
    return unnamed.exclude(employee_letter__is_oral=True).count()


def _added(administration: Administration, day: date) -> int:
    """What such authors asked or added that day, by number and code."""
    zone = ZoneInfo(administration.time_zone)
    begun, ended = (datetime.combine(on, time(), zone) for on in (day, day + timedelta(days=1)))
    words = AuthorAddition.objects.filter(item__administration=administration, at__gte=begun, at__lt=ended)
    return words.filter(item__audience=Audience.INTERNAL.value, item__contact__isnull=True).count()
