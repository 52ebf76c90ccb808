"""Raising an alert once; its people are told by the worker."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from otklik.alerts.models import Alert, Level
from otklik.alerts.tasks import tell_people
from otklik.catalog.models import Administration
from otklik.core.appeals import Audience
from otklik.intake.models import FeedbackItem


@dataclass(frozen=True)
class Cause:
    """What an alert is about; `key` names it, so that the same thing raises one alert."""

    key: str
    kind: Alert.Kind
    level: Level
    title: str
    why: tuple[str, ...]
    item: FeedbackItem | None = None
    department_id: int | None = None
    query: str = ""
    facts: dict[str, Any] = field(default_factory=dict)
    raised_at: datetime | None = None


def raise_alert(administration: Administration, cause: Cause, *, tell: bool = True) -> Alert | None:
    """The new alert, soon told to its people by their ways; None when it has been raised before."""
    audience = cause.item.audience if cause.item else Audience.EXTERNAL.value
    # An employee's anonymous message keeps no minute: no letter may tell it either.
    is_told = tell and audience == Audience.EXTERNAL
    try:
        with transaction.atomic():
            alert = Alert.objects.create(
                administration=administration,
                key=cause.key,
                kind=cause.kind,
                level=cause.level,
                audience=audience,
                title=cause.title[:300],
                why=list(cause.why),
                facts=cause.facts,
                query=cause.query[:300],
                item=cause.item,
                department_id=cause.department_id,
                raised_at=cause.raised_at or timezone.now(),
                awaits_telling=is_told,
            )
    except IntegrityError:
        return None
    if is_told:
        transaction.on_commit(tell_people.enqueue)
    return alert
