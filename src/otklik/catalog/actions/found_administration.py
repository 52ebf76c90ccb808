"""Making an administration out of its profile, and keeping its catalogue in step with an amended one."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from otklik.base import audit
from otklik.base.actor import system_actor
from otklik.catalog.actions.import_topics import add_shipped_edition
from otklik.catalog.models import (
    Administration,
    Category,
    Channel,
    ClientSegment,
    LifeSituation,
    Reason,
    Touchpoint,
)
from otklik.procedures.schema import Procedure
from otklik.procedures.schema_base import Named

SHIPPED_EDITION_ON = date(2024, 1, 1)


@transaction.atomic
def found_administration(*, procedure: Procedure) -> Administration:
    """Make the administration, or bring its catalogue up to the profile; what the administration added stays."""
    act = procedure.act
    administration, is_new = Administration.objects.get_or_create(
        slug=act.slug,
        defaults={
            "procedure": act.slug,
            "title": act.title,
            "short_title": act.short_title,
            "time_zone": act.time_zone,
            "number_template": act.number_template,
        },
    )
    _keep_channels(administration, procedure)
    for position, category in enumerate(procedure.categories):
        values = {"title": category.title, "group": category.group, "position": position}
        Category.objects.update_or_create(administration=administration, slug=category.slug, defaults=values)
    for position, reason in enumerate(procedure.reasons):
        values = {"title": reason.title, "position": position}
        Reason.objects.update_or_create(administration=administration, slug=reason.slug, defaults=values)
    for position, touchpoint in enumerate(procedure.touchpoints):
        values = {"title": touchpoint.title, "position": position}
        Touchpoint.objects.update_or_create(administration=administration, slug=touchpoint.slug, defaults=values)
    _keep_choices(administration, ClientSegment, procedure.segments)
    _keep_choices(administration, LifeSituation, procedure.life_situations)
    if is_new:
        add_shipped_edition(administration, SHIPPED_EDITION_ON)
    actor = system_actor(administration.pk, administration.slug)
    audit.record(
        actor, "found" if is_new else "update", administration, f"Порядок № {act.number}: справочники загружены"
    )
    return administration


def _keep_choices(
    administration: Administration, model: type[ClientSegment] | type[LifeSituation], entries: Sequence[Named]
) -> None:
    for position, entry in enumerate(entries):
        values = {"title": entry.title, "position": position}
        model.objects.update_or_create(administration=administration, slug=entry.slug, defaults=values)


def _keep_channels(administration: Administration, procedure: Procedure) -> None:
    for position, channel in enumerate(procedure.channels):
        values = {
            "title": channel.title,
            "kind": channel.kind,
            "audience": channel.audience,
            "mode": channel.mode or "",
            "legal_class": channel.legal_class,
            "form": channel.form.value,
            "position": position,
        }
        Channel.objects.update_or_create(administration=administration, slug=channel.slug, defaults=values)
