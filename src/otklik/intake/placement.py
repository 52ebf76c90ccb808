"""Where a message stands in the catalogue."""

import json
from dataclasses import dataclass
from typing import Any

from django.core.cache import caches
from django.db import connection

from otklik.base.actor import Actor
from otklik.base.errors import RuleBroken
from otklik.catalog import models as catalog
from otklik.catalog.queries import VISITORS_SEE_AFTER, work_calendar
from otklik.core.incoming import IncomingFeedback
from otklik.core.workdays import WorkCalendar, russian_calendar

#: All that a message needs to know, in one trip. A channel is named by its slug, or by its kind for an audience.
_PLACE = """
SELECT c.id, c.slug, c.audience, c.legal_class, a.time_zone, a.number_template, a.options,
    (SELECT count(*) FROM catalog_calendarday d WHERE d.administration_id = a.id)
FROM catalog_channel c
JOIN catalog_administration a ON a.id = c.administration_id
WHERE a.id = %s AND c.is_active AND (c.slug = %s OR (c.kind = %s AND c.audience = %s))
ORDER BY c.slug = %s DESC, c.position, c.id LIMIT 1
"""


@dataclass(frozen=True)
class Place:
    """Where the item stands; `administration` and `channel` hold only what intake asks of them."""

    administration: catalog.Administration
    channel: catalog.Channel
    calendar: WorkCalendar
    process: catalog.Process | None
    topic: catalog.Topic | None
    reason: catalog.Reason | None


def find_place(actor: Actor, incoming: IncomingFeedback, *, topic_id: int | None, reason_id: int | None) -> Place:
    """Look everything up; RuleBroken for a channel that the administration does not have."""
    name, audience = incoming.channel, str(incoming.audience or "")
    found = (_facts_for_visitors if actor.kind == "public" else _facts)(actor.administration_id, name, audience)
    if found is None:
        raise RuleBroken("channel_unknown", f"Канала «{name}» у администрации нет.", "channel")
    pk, slug, audience, legal_class, time_zone, number_template, options, exceptions = found
    own = catalog.Administration(
        pk=actor.administration_id,
        slug=actor.administration_slug,
        time_zone=time_zone,
        number_template=number_template,
        options=json.loads(options) if isinstance(options, str) else options,
    )
    return Place(
        administration=own,
        channel=catalog.Channel(pk=pk, slug=slug, audience=audience, legal_class=legal_class),
        calendar=work_calendar(own.pk) if exceptions else russian_calendar(),
        process=_process(own.pk, incoming.process),
        topic=_topic(own.pk, topic_id),
        reason=catalog.Reason.objects.filter(administration_id=own.pk, pk=reason_id).first() if reason_id else None,
    )


def _facts(administration_id: int, channel: str, audience: str) -> tuple[Any, ...] | None:
    with connection.cursor() as cursor:
        cursor.execute(_PLACE, [administration_id, channel, channel, audience, channel])
        found: tuple[Any, ...] | None = cursor.fetchone()
    return found


def _facts_for_visitors(administration_id: int, channel: str, audience: str) -> tuple[Any, ...] | None:
    """The same, some seconds behind a change of the settings: one look less a message."""
    key = f"place:{administration_id}:{channel}:{audience}"
    found: tuple[Any, ...] | None = caches["memory"].get(key)
    if found is None and (found := _facts(administration_id, channel, audience)):
        caches["memory"].set(key, found, VISITORS_SEE_AFTER)
    return found


def _process(administration_id: int, slug: str | None) -> catalog.Process | None:
    return catalog.Process.objects.filter(administration_id=administration_id, slug=slug).first() if slug else None


def _topic(administration_id: int, topic_id: int | None) -> catalog.Topic | None:
    if not topic_id:
        return None
    return catalog.Topic.objects.filter(edition__administration_id=administration_id, pk=topic_id).first()
