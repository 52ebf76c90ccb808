"""A package drafted in the background: from the wish to its figures and first words, and what becomes of a lost one."""

from datetime import timedelta

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.catalog.locks import lock_administration
from otklik.core.periods import Quarter
from otklik.intake.queries import today_of
from otklik.reporting.models import Package, PackageText
from otklik.reporting.packages.contents import SECTIONS
from otklik.reporting.packages.first_words import first_words
from otklik.reporting.packages.organizers import organizers_of
from otklik.reporting.packages.payload import draw_payload
from otklik.reporting.policies import may_prepare_package

#: Each section is written down when it begins; after this long the worker is gone.
SILENCE = timedelta(minutes=15)
_FIXED = {
    Package.State.HANDED_IN: "Материалы сданы. Чтобы обновить цифры, их должны вернуть.",
    Package.State.ACCEPTED: "Материалы приняты: цифры в них больше не меняются.",
}


@transaction.atomic
def draft_package(*, actor: Actor, quarter: Quarter, department_id: int | None = None) -> Package:
    """Send the quarter's package to be drafted, or its figures to be taken anew; words of people stay.

    NotFound without the right, RuleBroken for a quarter that has not begun and for what is handed in.
    Порядок: murashi 5.18
    """
    from otklik.reporting.packages.tasks import run_package  # noqa: PLC0415 - the task calls this module back

    package = _package(actor, quarter, department_id)
    if package.state == Package.State.DRAFTING and not _is_lost(package):
        return package
    refusal = _FIXED.get(Package.State(package.state))
    if refusal:
        raise RuleBroken("package_closed", refusal)
    _wait(package)
    audit.record(actor, "draft_package", package, f"Собираются отчётные материалы: {quarter.title}, {package.title}")
    run_package.enqueue(package.pk)
    return package


def work_package(package_id: int) -> None:
    """Fill a package that waits; a fault ends it with a word, and what was there before stays."""
    package = Package.objects.select_related("administration", "department").get(pk=package_id)
    if package.state != Package.State.DRAFTING:
        return
    try:
        fill_package(package)
    except Exception:
        told = "Материалы не собрались из-за ошибки системы. Соберите их ещё раз."
        _end(Q(pk=package_id), told)
        raise


def fill_package(package: Package) -> None:
    """Draw the figures, write the first words where nobody has written yet."""
    # Taken for lost and drafted anew, it may be handed in by now: who comes late changes nothing any more.
    waiting = Package.objects.filter(pk=package.pk, state=Package.State.DRAFTING)

    def tell(done: int, stage: str) -> None:
        waiting.update(done_count=done, stage=stage, touched_at=timezone.now())

    payload = draw_payload(package, tell)
    with transaction.atomic():
        if not waiting.select_for_update(of=("self",)).exists():
            return
        for section, text in first_words(payload).items():
            _draft_words(package, section, text)
        waiting.update(
            payload=payload, drafted_at=timezone.now(), state=F("state_before"), stage="", done_count=len(SECTIONS)
        )


def end_lost_packages() -> int:
    """End the drafts whose worker fell silent, so that nobody waits for them; called by `tick`."""
    silent = Q(touched_at__lt=timezone.now() - SILENCE) | Q(touched_at=None)
    return _end(silent, "Сборка оборвалась: сервер остановили. Соберите материалы ещё раз, написанное сохранится.")


def _end(which: Q, told: str) -> int:
    """A package that has figures goes back to where it was; one that has none has failed."""
    waiting = Package.objects.filter(which, state=Package.State.DRAFTING)
    ended = waiting.filter(payload__isnull=False).update(state=F("state_before"), stage=told)
    return ended + waiting.filter(payload__isnull=True).update(state=Package.State.FAILED, stage=told)


def _package(actor: Actor, quarter: Quarter, department_id: int | None) -> Package:
    if not may_prepare_package(actor, department_id):
        raise NotFound
    lock_administration(actor.administration_id)
    own = Package.objects.select_for_update(of=("self",)).filter(administration_id=actor.administration_id)
    own = own.filter(department__isnull=True) if department_id is None else own.filter(department_id=department_id)
    found = own.filter(quarter=quarter.key).first()
    if found is not None:
        return found
    awaited = {one.department_id: one.title for one in organizers_of(actor.administration_id)}
    if department_id not in awaited:
        raise NotFound
    if quarter.start_on > today_of(actor):
        raise RuleBroken("not_begun", f"{quarter.title} ещё не начался: собирать пока нечего.", "quarter")
    return Package.objects.create(
        administration_id=actor.administration_id, quarter=quarter.key, department_id=department_id,
        title=awaited[department_id], state=Package.State.DRAFT, created_at=timezone.now(),
        created_by_id=actor.user_id,
    )  # fmt: skip


def _is_lost(package: Package) -> bool:
    return package.touched_at is None or package.touched_at < timezone.now() - SILENCE


def _wait(package: Package) -> None:
    returned = package.state == Package.State.RETURNED or (
        package.state == Package.State.DRAFTING and package.state_before == Package.State.RETURNED
    )
    package.state_before = Package.State.RETURNED if returned else Package.State.DRAFT
    package.state, package.stage = Package.State.DRAFTING, "Ждёт очереди"
    package.done_count, package.total_count, package.touched_at = 0, len(SECTIONS), timezone.now()
    package.save(update_fields=["state", "state_before", "stage", "done_count", "total_count", "touched_at"])


def _draft_words(package: Package, section: str, text: str) -> None:
    """The system's draft of a section, unless a person has written there."""
    now = timezone.now()
    held, made = PackageText.objects.get_or_create(
        package=package, section=section, defaults={"text": text, "is_drafted": True, "saved_at": now}
    )
    if not made and held.is_drafted and held.text != text:
        PackageText.objects.filter(pk=held.pk, is_drafted=True).update(
            text=text, version=F("version") + 1, saved_at=now
        )
