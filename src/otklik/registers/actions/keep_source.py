"""Naming a source of files, changing it, stopping it, trying its place."""

from dataclasses import dataclass
from datetime import time

from django.db import transaction

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.catalog.models import Channel
from otklik.importers.mapping import MappingError
from otklik.intake.mappings import find_mapping
from otklik.registers.models import RegisterSource
from otklik.registers.places.contract import PlaceRefused, PlaceSettings
from otklik.registers.places.opening import open_place, place_settings, seal_place
from otklik.registers.policies import can_manage_sources

_SECRETS = ("password", "private_key")


@dataclass(frozen=True)
class SourceFacts:
    """What a person says of a source. Empty secrets of a known source stay as they were."""

    title: str
    place: str
    settings: PlaceSettings
    pattern: str
    mapping_name: str
    channel_id: int
    every_minutes: int
    at: time | None = None
    sends_back: str = ""
    is_active: bool = True


@transaction.atomic
def keep_source(*, actor: Actor, facts: SourceFacts, source_id: int | None = None) -> RegisterSource:
    """Make the source or write it anew; RuleBroken for what does not fit together. Порядок: murashi 2.2, livny 3."""
    source = _source_for(actor, source_id) if source_id else RegisterSource(administration_id=actor.administration_id)
    _check(actor, facts)
    given = facts.settings
    if source.pk:
        kept = _kept_secrets(source)
        given = given.model_copy(
            update={name: kept[name] for name in _SECRETS if name in kept and not getattr(given, name)}
        )
    for name in ("title", "place", "pattern", "mapping_name", "channel_id", "every_minutes", "at", "sends_back"):
        setattr(source, name, getattr(facts, name))
    source.is_active, source.sealed_settings = facts.is_active, seal_place(given)
    source.created_by_id = source.created_by_id or actor.user_id
    source.last_error, source.failure_count = "", 0
    source.save()
    audit.record(actor, "keep_source", source, f"Источник файлов: {source.title}, {source.get_place_display()}")
    return source


def check_source(*, actor: Actor, source_id: int) -> str:
    """Open the place and say what stands there; RuleBroken with the reason why it cannot be opened."""
    source = _source_for(actor, source_id)
    try:
        with open_place(source) as place:
            found = place.listing()
    except PlaceRefused as wrong:
        raise RuleBroken("place", str(wrong)) from wrong
    return f"Связь есть. Файлов в папке: {len(found)}."


def _source_for(actor: Actor, source_id: int) -> RegisterSource:
    if not can_manage_sources(actor):
        raise NotFound
    own = RegisterSource.objects.filter(administration_id=actor.administration_id, pk=source_id)
    source = own.select_related("administration").first()
    if source is None:
        raise NotFound
    return source


def _check(actor: Actor, facts: SourceFacts) -> None:
    if not can_manage_sources(actor):
        raise NotFound
    if not facts.title.strip():
        raise RuleBroken("title_empty", "Назовите источник, например «ПОС, ночная выгрузка».", "title")
    if not Channel.objects.filter(administration_id=actor.administration_id, pk=facts.channel_id).exists():
        raise RuleBroken("channel", "Выберите канал.", "channel")
    try:
        find_mapping(actor, facts.mapping_name)
    except MappingError as wrong:
        raise RuleBroken("mapping", str(wrong), "mapping_name") from wrong
    if facts.place == RegisterSource.Place.SFTP and not (facts.settings.host and facts.settings.user):
        raise RuleBroken("host", "Впишите адрес сервера SFTP и имя.", "host")
    if facts.every_minutes == RegisterSource.Every.DAY and facts.at is None:
        raise RuleBroken("at", "Впишите время, в которое смотреть каждый день.", "at")


def _kept_secrets(source: RegisterSource) -> dict[str, object]:
    try:
        return {name: getattr(place_settings(source), name) for name in _SECRETS}
    except PlaceRefused:
        return {}
