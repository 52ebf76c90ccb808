"""Sources with their files, and what was given back."""

from django.db.models import QuerySet

from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.registers.models import RegisterExport, RegisterSource, SourceFile
from otklik.registers.places.contract import PlaceRefused, PlaceSettings
from otklik.registers.places.opening import folder_root, place_settings
from otklik.registers.policies import can_manage_sources, can_report_appeals, can_view_sources

SHOWN = 30


def sources(actor: Actor) -> QuerySet[RegisterSource]:
    """Sources of the administration; NotFound without the right."""
    if not can_view_sources(actor):
        raise NotFound
    return RegisterSource.objects.filter(administration_id=actor.administration_id).select_related("channel")


def source(actor: Actor, source_id: int) -> RegisterSource:
    """One source, or NotFound."""
    found = sources(actor).filter(pk=source_id).first()
    if found is None:
        raise NotFound
    return found


def source_files(found: RegisterSource) -> list[SourceFile]:
    """Its latest files with their runs."""
    return list(found.files.select_related("run")[:SHOWN])


def source_exports(found: RegisterSource) -> list[RegisterExport]:
    """What was given back, newest first."""
    return list(found.exports.select_related("made_by")[:SHOWN])


def reporting_exports(actor: Actor) -> list[RegisterExport]:
    """Files made for the portals of reporting, newest first; NotFound without the right."""
    if not can_report_appeals(actor):
        raise NotFound
    own = RegisterExport.objects.filter(administration_id=actor.administration_id).exclude(profile="")
    return list(own.select_related("made_by")[:SHOWN])


def settings_to_change(actor: Actor, found: RegisterSource) -> PlaceSettings:
    """Where the source lies, for its form; empty where the key of the installation has changed."""
    if not can_manage_sources(actor):
        raise NotFound
    try:
        return place_settings(found)
    except PlaceRefused:
        return PlaceSettings()


def own_folder(actor: Actor) -> str:
    """Under which folder of this server sources lie."""
    return str(folder_root(actor.administration_slug))
