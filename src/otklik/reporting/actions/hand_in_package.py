"""Handing a package in: figures and words are frozen as a version with its digest."""

from django.db import transaction
from django.utils import timezone

from otklik.accounts.models import User
from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import RuleBroken
from otklik.core.periods import Quarter
from otklik.reporting.models import Package, PackageVersion
from otklik.reporting.packages.access import package_to_prepare
from otklik.reporting.packages.completeness import Gap, gaps_of
from otklik.reporting.packages.contents import BY_SLUG
from otklik.reporting.packages.payload import digest_of, redrawn

_LETTERS = 1000


@transaction.atomic
def hand_in_package(*, actor: Actor, package_id: int, note: str = "") -> PackageVersion:
    """Freeze the package and send it to the coordinator. Порядок: murashi 5.18

    NotFound without the right; RuleBroken when it is handed in already, or something that must be there is not.
    """
    package = package_to_prepare(actor, package_id)
    if package.payload is None:
        raise RuleBroken("package_empty", "Сначала соберите материалы.")
    blocking = [_told(gap) for gap in gaps_of(package) if gap.is_blocking]
    if blocking:
        raise RuleBroken("package_incomplete", f"Сдать нельзя. {' '.join(blocking)}")
    clean = note.replace("\0", "").replace("\r\n", "\n").strip()
    if len(clean) > _LETTERS:
        raise RuleBroken("note_long", "Длиннее 1 000 знаков. Сократите.", "note")
    version = _frozen(actor, package, clean)
    Package.objects.filter(pk=package.pk).update(
        state=Package.State.HANDED_IN, payload=version.payload, state_before=Package.State.DRAFT
    )
    quarter = Quarter.from_key(package.quarter)
    told = f"Сданы отчётные материалы: {quarter.title}, {package.title}, версия {version.number}"
    audit.record(actor, "hand_in_package", package, told, digest=version.digest, version=version.number)
    return version


def _told(gap: Gap) -> str:
    """What is missing, with the section's name where the words do not have it."""
    return gap.text if gap.title in gap.text else f"Раздел «{gap.title}»: {gap.text}"


def _frozen(actor: Actor, package: Package, note: str) -> PackageVersion:
    """What changes outside the package by itself (decisions on recommendations) is taken as it is now."""
    payload = redrawn(package, package.payload or {}, BY_SLUG["recommendations"])
    texts = dict(package.texts.exclude(text="").order_by("section").values_list("section", "text"))
    person = User.objects.filter(pk=actor.user_id).first() if actor.user_id else None
    return PackageVersion.objects.create(
        package=package, number=package.versions.count() + 1, payload=payload, texts=texts,
        digest=digest_of(payload, texts), note=note, handed_in_at=timezone.now(), handed_in_by=person,
        handed_in_by_name=person.full_name if person else actor.name,
        handed_in_position=person.position if person else "",
    )  # fmt: skip
