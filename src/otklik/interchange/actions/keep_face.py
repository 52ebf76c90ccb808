"""What the administration publishes by Open311."""

from collections.abc import Sequence

from django.db import transaction

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.catalog.queries import channels, procedure_of, processes
from otklik.core.appeals import Audience
from otklik.interchange.models import GeoFace
from otklik.interchange.policies import can_manage_interchange
from otklik.procedures.publication import ruling


@transaction.atomic
def keep_face(
    *, actor: Actor, is_enabled: bool, channel: str, services: Sequence[str], is_text_published: bool
) -> GeoFace:
    """Switch the face, choose its services; RuleBroken for an employees' channel, a face without services, and
    for texts that the decree does not let out. Порядок: gatchina 4.3, naryan-mar 4.3
    """
    if not can_manage_interchange(actor):
        raise NotFound
    own = actor.administration_id
    if not channels(own, Audience.EXTERNAL.value).filter(slug=channel).exists():
        raise RuleBroken("channel", "Выберите канал жителей.", "channel")
    chosen = list(processes(own).filter(slug__in=services))
    if is_enabled and not chosen:
        raise RuleBroken("services", "Отметьте хотя бы один процесс: приложению нечего будет предложить.", "services")
    text_ruling = ruling(procedure_of(actor.administration_slug), "feedback_texts")
    if is_text_published and not text_ruling.may:
        raise RuleBroken("not_public", f"Тексты показывать нельзя. {text_ruling.words}", "is_text_published")
    facts = {"is_enabled": is_enabled, "channel": channel, "is_text_published": is_text_published}
    face, _ = GeoFace.objects.update_or_create(administration_id=own, defaults=facts)
    face.services.set(chosen)
    told = f"Open311 {'включён' if is_enabled else 'выключен'}, процессов: {len(chosen)}"
    audit.record(actor, "keep_geo_face", face, told, publishes_text=is_text_published)
    return face
