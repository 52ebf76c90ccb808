"""Which pains a measure is against."""

from django.db import transaction

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.improvement.access import measure_to_plan, pain_for
from otklik.improvement.models import MeasurePain


@transaction.atomic
def link_pain(*, actor: Actor, measure_id: int, pain_id: int) -> None:
    """The measure is against this pain too; twice is once. Порядок: murashi 5.16."""
    measure, pain = measure_to_plan(actor, measure_id), pain_for(actor, pain_id)
    _, is_new = MeasurePain.objects.get_or_create(measure=measure, pain=pain)
    if is_new:
        audit.record(actor, "link_pain", measure, f"Мероприятие связано с болевой точкой: {pain.title}", pain=pain.pk)


@transaction.atomic
def unlink_pain(*, actor: Actor, measure_id: int, pain_id: int) -> None:
    """The measure is not against this pain."""
    measure, pain = measure_to_plan(actor, measure_id), pain_for(actor, pain_id)
    gone, _ = MeasurePain.objects.filter(measure=measure, pain=pain).delete()
    if gone:
        audit.record(actor, "unlink_pain", measure, f"Связь с болевой точкой снята: {pain.title}", pain=pain.pk)
