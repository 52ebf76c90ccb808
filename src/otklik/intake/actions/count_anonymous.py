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
from otklik.intake.models import FeedbackItem

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
    count = _anonymous(administration, day)
    if not count or AuditEntry.objects.filter(target=target).exists():
        return False
    actor = system_actor(administration.pk, administration.slug)
    audit.record(actor, "receive_anonymous", target, f"Анонимных сообщений сотрудников за {day:%d.%m.%Y}: {count}")
    return True


def _anonymous(administration: Administration, day: date) -> int:
    """Such a message keeps only its day: it stands at the beginning of it."""
    beginning = datetime.combine(day, time(), ZoneInfo(administration.time_zone))
    own = FeedbackItem.objects.of(administration.pk).filter(received_at=beginning, audience=Audience.INTERNAL.value)
    return own.filter(contact__isnull=True, source_category="").count()
