"""A package handed in as it is signed: the target is one version of it."""

from otklik.accounts.enums import Role
from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.core.periods import Quarter
from otklik.reporting.models import PackageVersion
from otklik.reporting.packages.access import package_for
from otklik.reporting.packages.told import render_package
from otklik.reporting.queries import RenderedReport
from otklik.reporting.sign_off.kinds import Signable, Signed


def load(actor: Actor, target_id: int) -> Signed:
    """The version with its digest. NotFound outside the actor's rights. Порядок: murashi 5.18"""
    version = _version(actor, target_id)
    package = version.package
    quarter = Quarter.from_key(package.quarter)
    title = f"Отчётные материалы, {quarter.title}, {package.title}, версия {version.number}"
    gone = f"Версию {version.number} вернули с замечаниями. Подпишите ту, которую сдадут снова."
    return Signed(title, version.digest, gone if version.returned_at else "")


def render(actor: Actor, target_id: int, kind: str) -> RenderedReport:
    """The version as a file."""
    version = _version(actor, target_id)
    return render_package(actor, version.package_id, kind, version.number)


def _version(actor: Actor, version_id: int) -> PackageVersion:
    found = PackageVersion.objects.filter(pk=version_id).select_related("package").defer("payload", "texts").first()
    if found is None:
        raise NotFound
    package_for(actor, found.package_id)
    return found


SIGNABLE = Signable("package", "Отчётные материалы", (Role.ORGANIZER.value, Role.COORDINATOR.value), load, render)
