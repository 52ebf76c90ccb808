"""Making an administration out of its profile, and keeping its catalogue in step with an amended one."""

from datetime import date

from django.db import transaction

from otklik.base import audit
from otklik.base.actor import system_actor
from otklik.catalog.actions.import_topics import add_shipped_edition
from otklik.catalog.models import Administration, Category, Channel, OfAdministration, Reason, Touchpoint
from otklik.procedures.schema import Procedure

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
    for model, entries in (
        (Category, procedure.categories),
        (Reason, procedure.reasons),
        (Touchpoint, procedure.touchpoints),
    ):
        for position, entry in enumerate(entries):
            extra = {"group": entry.group} if model is Category else {}
            _keep(model, administration, entry.slug, title=entry.title, position=position, **extra)
    if is_new:
        add_shipped_edition(administration, SHIPPED_EDITION_ON)
    actor = system_actor(administration.pk, administration.slug)
    audit.record(actor, "found" if is_new else "update", administration, f"Порядок № {act.number}: справочники загружены")
    return administration


def _keep_channels(administration: Administration, procedure: Procedure) -> None:
    for position, channel in enumerate(procedure.channels):
        _keep(
            Channel,
            administration,
            channel.slug,
            title=channel.title,
            kind=channel.kind,
            audience=channel.audience,
            mode=channel.mode or "",
            legal_class=channel.legal_class,
            position=position,
        )


def _keep(model: type[OfAdministration], administration: Administration, slug: str, **values: object) -> None:
    model._default_manager.update_or_create(administration=administration, slug=slug, defaults=values)
