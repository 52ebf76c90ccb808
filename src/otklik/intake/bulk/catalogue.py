"""The catalogue of one administration, gathered for a file; new reasons of the source added to it."""

from collections.abc import Iterable
from datetime import date
from typing import Protocol

from django.db.models import Max

from otklik.catalog import models as catalog
from otklik.catalog import queries
from otklik.core.appeals import Audience, ItemKind
from otklik.core.deadlines import LegalClass
from otklik.intake.bulk.lookups import REASON_LENGTH, ChannelFacts, Lookups, ProcessFacts
from otklik.intake.clock import deadline_rule, hours_rule, legal_class_of, office_hours


class Named(Protocol):
    """A row of the catalogue that a file may name by its slug or its title."""

    pk: int
    slug: str
    title: str


def gather_lookups(administration: catalog.Administration) -> Lookups:
    """Everything that a row may name, read once."""
    own = {"administration": administration}
    procedure = queries.procedure_of(administration.slug)
    channels = list(catalog.Channel.objects.filter(**own, is_active=True))
    by_kind = {channel.kind: channel for channel in reversed(channels)}
    processes = catalog.Process.objects.filter(**own)
    edition = queries.topic_edition(administration.pk, _LAST_DAY)
    topics = catalog.Topic.objects.filter(edition=edition).values_list("code", "pk")
    calendar = queries.work_calendar(administration.pk)
    return Lookups(
        administration=str(administration.pk),
        time_zone=administration.time_zone,
        channels={
            name: _channel_facts(administration, channel)
            for name, channel in {**by_kind, **{channel.slug: channel for channel in channels}}.items()
        },
        processes={
            name: ProcessFacts(str(row.pk), row.subject, str(row.organizer_id) if row.organizer_id else None)
            for row in processes
            for name in (row.slug, row.title.casefold())
        },
        departments=_by_name(catalog.Department.objects.filter(**own)),
        topics={code: str(pk) for code, pk in topics},
        reasons=_by_name(catalog.Reason.objects.filter(**own)),
        subjects=frozenset(subject.slug for subject in procedure.subjects),
        rules={one: deadline_rule(administration, procedure, one) for one in LegalClass},
        days_off=dict(calendar.exceptions),
        shortened_days=dict(calendar.shortened),
        on_day_off=administration.options.get("on_day_off", "preceding"),
        office=office_hours(administration),
    )


_LAST_DAY = date.max


def _channel_facts(administration: catalog.Administration, channel: catalog.Channel) -> ChannelFacts:
    classes = {
        (kind, audience.value): legal_class_of(channel.legal_class, kind, audience.value)
        for kind in ItemKind
        for audience in Audience
    }
    hours = administration.options.get("channel_hours", {}).get(channel.slug)
    return ChannelFacts(str(channel.pk), channel.title, channel.audience, classes, hours_rule(hours) if hours else None)


def _by_name(rows: Iterable[Named]) -> dict[str, str]:
    return {name: str(row.pk) for row in rows for name in (row.slug, row.title.casefold())}


def add_reason(administration: catalog.Administration, title: str) -> str:
    """Put a reason that the source knows at the end of the list; its id."""
    own = catalog.Reason.objects.filter(administration=administration)
    last = own.aggregate(last=Max("position"))["last"] or 0
    row = catalog.Reason.objects.create(
        administration=administration,
        slug=f"imported-{own.count() + 1}",
        title=title.strip()[:REASON_LENGTH],
        position=last + 1,
    )
    return str(row.pk)
