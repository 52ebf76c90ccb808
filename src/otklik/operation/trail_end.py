"""The end of the audit trail: sealed runs older than the term go, their seals stay and prove the rest."""

from datetime import datetime

from otklik.base.audit import CUT, CUT_TARGET
from otklik.base.models import AuditEntry, AuditSeal


def cut_trail(before: datetime) -> tuple[int, dict[str, object]]:
    """Erase the oldest sealed run when all of it is older; returns how many entries went and what tells of them.

    The trail's own new entry says up to which seal it was cut, so that `otklik check` takes only this for no damage.
    """
    first = AuditEntry.objects.order_by("pk").values_list("pk", flat=True).first()
    if first is None:
        return 0, {}
    seal = AuditSeal.objects.select_for_update().filter(last_id__gte=first).order_by("last_id").first()
    if seal is None or seal.sealed_at >= before:
        return 0, {}
    count, _ = AuditEntry.objects.filter(pk__lte=seal.last_id).delete()
    details: dict[str, object] = {"first_id": seal.first_id, "last_id": seal.last_id, "digest": seal.digest}
    AuditEntry.objects.create(
        actor_kind="system",
        actor_name="Система",
        verb=CUT,
        target=CUT_TARGET,
        summary=f"Журнал действий: по сроку хранения удалены записи {seal.first_id}–{seal.last_id}",
        details=details,
    )
    return count, details
