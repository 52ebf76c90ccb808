"""What becomes of a handed in package: accepted, or returned with remarks to its sections."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.core.periods import Quarter
from otklik.reporting.models import Package, PackageRemark, PackageVersion
from otklik.reporting.packages.access import accepted_to_reopen, package_to_decide, package_to_prepare
from otklik.reporting.packages.contents import BY_SLUG

_REMARK, _ANSWER = 2000, 1000


@transaction.atomic
def accept_package(*, actor: Actor, package_id: int) -> PackageVersion:
    """Accept the version that waits: it passes into the consolidated report. Порядок: murashi 5.19"""
    package, version = package_to_decide(actor, package_id)
    version.accepted_at, version.decided_by_id, version.decided_by_name = timezone.now(), actor.user_id, actor.name
    version.save(update_fields=["accepted_at", "decided_by", "decided_by_name"])
    _move(package, Package.State.ACCEPTED)
    told = f"Приняты отчётные материалы: {_named(package)}, версия {version.number}"
    audit.record(actor, "accept_package", package, told, digest=version.digest)
    return version


@transaction.atomic
def return_package(*, actor: Actor, package_id: int, remarks: Mapping[str, str]) -> PackageVersion:
    """Send the version back; `remarks` by section, at least one. RuleBroken names the section of a fault."""
    package, version = package_to_decide(actor, package_id)
    said = {section: _clean(text) for section, text in remarks.items()}
    said = {section: text for section, text in said.items() if text}
    if not said:
        raise RuleBroken("no_remarks", "Напишите хотя бы одно замечание: что исправить, чтобы материалы приняли.")
    for section, text in said.items():
        if section not in BY_SLUG or len(text) > _REMARK:
            raise RuleBroken("remark_long", "Замечание длиннее 2 000 знаков. Сократите.", section)
    now = timezone.now()
    PackageRemark.objects.bulk_create(
        PackageRemark(version=version, section=section, text=text, made_at=now, made_by_id=actor.user_id,
                      made_by_name=actor.name)
        for section, text in said.items()
    )  # fmt: skip
    version.returned_at, version.decided_by_id, version.decided_by_name = now, actor.user_id, actor.name
    version.save(update_fields=["returned_at", "decided_by", "decided_by_name"])
    _move(package, Package.State.RETURNED)
    told = f"Возвращены отчётные материалы: {_named(package)}, замечаний: {len(said)}"
    audit.record(actor, "return_package", package, told, sections=sorted(said))
    return version


@transaction.atomic
def reopen_package(*, actor: Actor, package_id: int, why: str) -> Package:
    """Give accepted material back because a mistake was found later; the accepted version stays to be seen."""
    package, version = accepted_to_reopen(actor, package_id)
    clean = _clean(why)
    if not clean:
        raise RuleBroken("why", "Напишите, что оказалось неверно: это прочтёт организатор.", "why")
    if len(clean) > _REMARK:
        raise RuleBroken("why", "Длиннее 2 000 знаков. Сократите.", "why")
    now = timezone.now()
    PackageRemark.objects.create(
        version=version, section="introduction", text=clean, made_at=now,
        made_by_id=actor.user_id, made_by_name=actor.name,
    )  # fmt: skip
    version.returned_at = now
    version.save(update_fields=["returned_at"])
    _move(package, Package.State.RETURNED)
    audit.record(actor, "reopen_package", package, f"Принятые материалы возвращены: {_named(package)}")
    return package


@transaction.atomic
def answer_remark(*, actor: Actor, package_id: int, remark_id: int, answer: str) -> PackageRemark:
    """Tell what was done about a remark."""
    package = package_to_prepare(actor, package_id)
    remark = PackageRemark.objects.filter(pk=remark_id, version__package=package).first()
    if remark is None:
        raise NotFound
    clean = _clean(answer)
    if not clean:
        raise RuleBroken("answer", "Напишите, что исправлено или почему нет.", "answer")
    if len(clean) > _ANSWER:
        raise RuleBroken("answer", "Длиннее 1 000 знаков. Сократите.", "answer")
    remark.answer, remark.answered_at, remark.answered_by_name = clean, timezone.now(), actor.name
    remark.save(update_fields=["answer", "answered_at", "answered_by_name"])
    audit.record(actor, "answer_remark", package, f"Ответ на замечание: {_named(package)}")
    return remark


def _clean(text: str) -> str:
    """One sign for a new line, as the browser counts it when it limits the length."""
    return text.replace("\0", "").replace("\r\n", "\n").strip()


def _move(package: Package, state: Package.State) -> None:
    package.state = state
    package.save(update_fields=["state"])


def _named(package: Package) -> str:
    return f"{Quarter.from_key(package.quarter).title}, {package.title}"
