"""The only way from an id to a package: through the actor's rights."""

from django.db.models import Q, QuerySet

from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.reporting.models import Package, PackageVersion
from otklik.reporting.policies import (
    can_decide_packages,
    can_view_all_packages,
    can_view_packages,
    may_prepare_package,
)

_BUSY = {
    Package.State.DRAFTING: "Материалы ещё собираются. Дождитесь конца.",
    Package.State.FAILED: "Материалы не собрались. Соберите их ещё раз.",
    Package.State.HANDED_IN: "Материалы сданы и не меняются, пока их не вернут.",
    Package.State.ACCEPTED: "Материалы приняты и больше не меняются.",
}


def packages_seen(actor: Actor) -> "QuerySet[Package]":
    """Packages of the administration that the actor may see. Порядок: murashi 5.8, 5.18"""
    if not can_view_packages(actor):
        return Package.objects.none()
    own = Package.objects.filter(administration_id=actor.administration_id)
    if can_view_all_packages(actor):
        return own
    whole = Q(department__isnull=True)
    return own.filter(whole | Q(department_id=actor.department_id)) if actor.department_id else own.filter(whole)


def package_for(actor: Actor, package_id: int) -> Package:
    """The package if the actor may see it; NotFound otherwise, as if it were not there."""
    found = packages_seen(actor).select_related("administration", "department").filter(pk=package_id).first()
    if found is None:
        raise NotFound
    return found


def package_to_prepare(actor: Actor, package_id: int) -> Package:
    """The package, locked, if the actor may change it and it may be changed; RuleBroken says why not."""
    seen = package_for(actor, package_id)
    if not may_prepare_package(actor, seen.department_id):
        raise NotFound
    locked = _locked(seen.pk)
    refusal = _BUSY.get(Package.State(locked.state))
    if refusal:
        raise RuleBroken("package_closed", refusal)
    return locked


def package_to_decide(actor: Actor, package_id: int) -> tuple[Package, PackageVersion]:
    """The handed in package, locked, with the version that waits; RuleBroken when it does not wait."""
    if not can_decide_packages(actor):
        raise NotFound
    locked = _locked(package_for(actor, package_id).pk)
    version = locked.versions.order_by("-number").first()
    if locked.state != Package.State.HANDED_IN or version is None:
        raise RuleBroken("package_not_handed_in", "Решать нечего: материалы не сданы или по ним уже решили.")
    return locked, version


def accepted_to_reopen(actor: Actor, package_id: int) -> tuple[Package, PackageVersion]:
    """The accepted package, locked, with its accepted version."""
    if not can_decide_packages(actor):
        raise NotFound
    locked = _locked(package_for(actor, package_id).pk)
    version = locked.versions.filter(accepted_at__isnull=False).order_by("-number").first()
    if locked.state != Package.State.ACCEPTED or version is None:
        raise RuleBroken("package_not_accepted", "Эти материалы не приняты: возвращать нечего.")
    return locked, version


def version_for(actor: Actor, package_id: int, number: int) -> PackageVersion:
    """A handed in version of a package that the actor may see."""
    found = package_for(actor, package_id).versions.filter(number=number).first()
    if found is None:
        raise NotFound
    return found


def _locked(package_id: int) -> Package:
    rows = Package.objects.select_for_update(of=("self",)).select_related("administration", "department")
    return rows.get(pk=package_id)
