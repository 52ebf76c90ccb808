"""Carrying a confirmed act of destruction out: portion by portion, each in its own transaction."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from otklik.base import audit
from otklik.base.actor import system_actor
from otklik.base.personal_data import Holder, holders
from otklik.core.appeals import OPEN_STATUSES, ItemStatus
from otklik.core.periods import local_date
from otklik.intake.actions.destroy_personal_data import State, gather
from otklik.intake.destruction import PAPERS, act_paper
from otklik.intake.erasure import ITEMS, forget_items
from otklik.intake.models import DestructionAct, DestructionRow, FeedbackItem, PersonRequest
from otklik.intake.persons import person_of
from otklik.intake.retention import retention_rules

#: Rows destroyed in one transaction: other writers wait for a quarter of a second at most.
PORTION = 25
#: Records of a holder erased in one transaction.
HOLDER_PORTION = 500
#: An act that has not moved for so long was dropped by a stopped process; `tick` takes it up.
STALLED = timedelta(minutes=10)


def work_destruction(*, act_id: int) -> int:
    """Carry the act out portion by portion, each in its own transaction; safe to stop and to run twice at once."""
    done = 0
    try:
        while portion := _destroy_portion(act_id):
            done += portion
        _destroy_by_holders(act_id)
        _destroy_of_persons(act_id)
    except Exception:
        told = "Работа прервалась; она продолжится сама, уже уничтоженное отмечено."
        DestructionAct.objects.filter(pk=act_id).update(message=told)
        raise
    _finish(act_id)
    _write_papers(act_id)
    return done


def _write_papers(act_id: int) -> None:
    """While nobody waits: an act of thousands of rows takes a while."""
    act = DestructionAct.objects.select_related("administration", "confirmed_by").get(pk=act_id)
    for file_format in PAPERS if act.state == State.DONE else ():
        act_paper(act, file_format)


@transaction.atomic
def _destroy_portion(act_id: int) -> int:
    act = DestructionAct.objects.select_for_update().get(pk=act_id)
    if act.state != State.RUNNING:
        return 0
    rows = list(_left(act)[:PORTION])
    if not rows:
        return 0
    ended = [row for row in rows if not _is_open(row.item)]
    told = forget_items(act.administration_id, [row.item_id for row in ended])
    now = timezone.now()
    for row in rows:
        if row.item_id in told:
            row.kinds, row.destroyed_at = told[row.item_id][:300], now
        else:
            row.kept_reason = "возвращено в работу"
    DestructionRow.objects.bulk_update(rows, ["kinds", "destroyed_at", "kept_reason"])
    act.done_count += len(ended)
    act.save(update_fields=["done_count"])
    return len(rows)


def _left(act: DestructionAct) -> QuerySet[DestructionRow]:
    return act.rows.filter(destroyed_at__isnull=True, kept_reason="").select_related("item").order_by("pk")


def _is_open(item: FeedbackItem) -> bool:
    """A case that was returned to work after the draft was made needs its data again."""
    return item.is_appeal and ItemStatus(item.status) in OPEN_STATUSES


def _destroy_by_holders(act_id: int) -> None:
    """Old records that stand apart from items: loaded files, letters, visits."""
    act = DestructionAct.objects.select_related("administration").get(pk=act_id)
    if act.state != State.RUNNING or act.ground != DestructionAct.Ground.RETENTION:
        return
    own = {rule.slug: rule.holder for rule in retention_rules(act.administration) if rule.holder}
    for plain in act.rules:
        holder = own.get(plain["slug"])
        if holder is None or holder.expiry is None:
            continue
        before = date.fromisoformat(plain["before"])
        portion = partial(holder.expiry.forget, act.administration_id, before, HOLDER_PORTION)
        with timezone.override(act.administration.time_zone):
            while _destroy_others(act_id, holder, before, portion):
                pass


@transaction.atomic
def _destroy_others(act_id: int, holder: Holder, before: date, forget: Callable[[], int]) -> int:
    """Erased and told in the act at once: wherever the process is stopped, the act names all that went."""
    act = DestructionAct.objects.select_for_update().get(pk=act_id)
    count = forget()
    if count:
        about = {"title": holder.title, "kinds": holder.kinds, "before": str(before)}
        known = sum(one["count"] for one in act.others if about.items() <= one.items())
        rest = [one for one in act.others if not about.items() <= one.items()]
        act.others = [*rest, {**about, "count": known + count}]
        act.save(update_fields=["others"])
    return count


@transaction.atomic
def _finish(act_id: int) -> None:
    act = DestructionAct.objects.select_for_update(of=("self",)).select_related("administration").get(pk=act_id)
    if act.state != State.RUNNING or _left(act).exists():
        return
    act.state, act.done_at, act.message = State.DONE, timezone.now(), ""
    act.save(update_fields=["state", "done_at", "message"])
    for request in act.requests.all():
        _settle_request(act, request)
    actor = system_actor(act.administration_id, act.administration.slug)
    audit.record(actor, "destroy_personal_data", act, f"Исполнен {act}: записей {act.done_count}", others=act.others)


def _settle_request(act: DestructionAct, request: PersonRequest) -> None:
    """Forget who asked once everything is gone; while open cases are left the request waits for them."""
    left = _left_of(act, request)
    if left:
        request.item_ids, request.act = left, None
        request.outcome = f"{act}: уничтожено то, что завершено; остальное — после ответа"
    else:
        request.done_on = local_date(act.done_at or timezone.now(), act.administration.time_zone)
        request.outcome, request.item_ids = f"Данные уничтожены, {act}", []
        request.name = request.email = request.phone = request.note = ""
    request.save()


def _left_of(act: DestructionAct, request: PersonRequest) -> list[int]:
    gone = set(act.rows.filter(destroyed_at__isnull=False).values_list("item_id", flat=True))
    return [item_id for item_id in request.item_ids if item_id not in gone]


def _destroy_of_persons(act_id: int) -> None:
    """What stands apart from the items of the person who asked: visits, letters, begun cards."""
    act = DestructionAct.objects.select_related("administration").get(pk=act_id)
    if act.state != State.RUNNING:
        return
    today = local_date(timezone.now(), act.administration.time_zone)
    apart = [holder for holder in holders() if holder.slug != ITEMS]
    for request in act.requests.all():
        if _left_of(act, request):
            continue
        for holder in apart:
            _destroy_others(act_id, holder, today, partial(holder.forget, person_of(request)))


def continue_destructions() -> int:
    """Periodic: carry on acts that a stopped process left half done, and gather those it left empty."""
    stalled = DestructionAct.objects.filter(created_at__lt=timezone.now() - STALLED)
    for pk in stalled.filter(state=State.GATHERING).values_list("pk", flat=True):
        gather(act_id=pk)
    running = stalled.filter(state=State.RUNNING, confirmed_at__lt=timezone.now() - STALLED)
    return sum(work_destruction(act_id=pk) for pk in list(running.values_list("pk", flat=True)))
