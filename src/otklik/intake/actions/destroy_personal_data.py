"""Acts of destruction: begun, gathered in the background, confirmed by a person, carried out portion by portion."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils import timezone

from otklik.base import audit
from otklik.base.actor import Actor, system_actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.base.personal_data import holders
from otklik.catalog.models import Administration
from otklik.core.appeals import OPEN_STATUSES, ItemStatus
from otklik.core.periods import local_date
from otklik.intake.erasure import ITEMS, forget_items
from otklik.intake.models import DestructionAct, DestructionRow, FeedbackItem, PersonRequest
from otklik.intake.persons import person_of
from otklik.intake.policies import can_manage_personal_data
from otklik.intake.queries import today_of
from otklik.intake.retention import RetentionRule, due_items, retention_rules

#: Items of one act: a paper of some hundred sheets. What is left falls into the next act.
MOST_ROWS = 3000
#: Rows destroyed in one transaction: other writers wait for half a second at most.
PORTION = 50
#: Records of a holder erased in one transaction.
HOLDER_PORTION = 500
#: An act that has not moved for so long was dropped by a stopped process; `tick` takes it up.
STALLED = timedelta(minutes=10)
MOST_SIGNERS = 7
State = DestructionAct.State
UNFINISHED = (State.GATHERING, State.READY, State.RUNNING, State.FAILED)


@transaction.atomic
def begin_destruction(*, actor: Actor) -> DestructionAct:
    """A draft act of everything that falls due today; RuleBroken while another one by terms is unfinished."""
    from otklik.intake.tasks import gather_destruction  # noqa: PLC0415 - the task calls this module back

    administration = _administration(actor)
    acts = DestructionAct.objects.filter(administration=administration, ground=DestructionAct.Ground.RETENTION)
    if acts.filter(state__in=UNFINISHED).exists():
        raise RuleBroken("unfinished", "Прежний акт ещё не исполнен. Завершите или отмените его.")
    today = today_of(actor)
    rules = [_plain(rule, rule.before(today)) for rule in retention_rules(administration)]
    act = _new_act(actor, administration, DestructionAct.Ground.RETENTION, "Истёк срок хранения личных данных", rules)
    transaction.on_commit(partial(gather_destruction.enqueue, act.pk))
    return act


def _plain(rule: RetentionRule, before: object) -> dict[str, object]:
    facts = {"slug": rule.slug, "title": rule.title, "days": rule.days, "ground": rule.ground, "before": str(before)}
    return {**facts, "is_confirmed": rule.is_confirmed, "holder": rule.holder is not None}


def _new_act(
    actor: Actor, administration: Administration, ground: str, basis: str, rules: list[dict[str, object]]
) -> DestructionAct:
    year = today_of(actor).year
    acts = DestructionAct.objects.filter(administration=administration, year=year)
    last = acts.aggregate(last=Max("sequence"))["last"] or 0
    act = DestructionAct.objects.create(
        administration=administration,
        year=year,
        sequence=last + 1,
        ground=ground,
        basis=basis[:500],
        rules=rules,
        created_by_id=actor.user_id,
    )
    audit.record(actor, "begin_destruction", act, f"Начат акт {act} об уничтожении личных данных: {act.basis}")
    return act


@transaction.atomic
def gather(*, act_id: int) -> int:
    """Fill a draft act with what falls due, the oldest first; returns how many items it names."""
    act = DestructionAct.objects.select_for_update().select_related("administration").get(pk=act_id)
    if act.state != State.GATHERING:
        return act.row_count
    rules = {rule.slug: rule for rule in retention_rules(act.administration) if rule.holder is None}
    for plain in act.rules:
        rule = rules.get(plain["slug"])
        if rule is not None:
            before = date.fromisoformat(plain["before"])
            due = due_items(act.administration_id, rule, before).order_by("received_at", "id")
            _add_rows(act, rule.slug, list(due[: MOST_ROWS - act.row_count]))
    act.state = State.READY
    act.save(update_fields=["state", "row_count"])
    return act.row_count


def _add_rows(act: DestructionAct, rule: str, items: Sequence[FeedbackItem]) -> None:
    zone = act.administration.time_zone
    rows = [
        DestructionRow(
            act=act,
            item=item,
            rule=rule,
            number=str(item),
            received_on=local_date(item.received_at, zone),
            ended_on=item.answered_on,
        )
        for item in items
    ]
    DestructionRow.objects.bulk_create(rows, batch_size=500)
    act.row_count += len(rows)


@transaction.atomic
def begin_destruction_of(*, actor: Actor, request: PersonRequest, items: Sequence[FeedbackItem]) -> DestructionAct:
    """An act over a person's items, ready to be confirmed («отзыв согласия», 152-ФЗ, статья 21)."""
    administration = _administration(actor)
    basis = f"Обращение человека от {request.received_on:%d.%m.%Y} об уничтожении его данных (запрос № {request.pk})"
    act = _new_act(actor, administration, DestructionAct.Ground.REQUEST, basis, [])
    _add_rows(act, "request", items)
    act.state = State.READY
    act.save(update_fields=["state", "row_count"])
    return act


@transaction.atomic
def keep_row(*, actor: Actor, act_id: int, row_id: int, reason: str) -> None:
    """Leave an item out of a draft act with the reason («идёт спор в суде»); an empty reason puts it back."""
    act = _act(actor, act_id)
    if act.state != State.READY:
        raise RuleBroken("not_ready", "Состав этого акта уже не меняется.")
    row = act.rows.filter(pk=row_id).first()
    if row is None:
        raise NotFound
    row.kept_reason = " ".join(reason.split())[:300]
    row.save(update_fields=["kept_reason"])
    audit.record(actor, "keep_row", act, f"{act}: {row.number} — {row.kept_reason or 'возвращено в акт'}")


@transaction.atomic
def confirm_destruction(*, actor: Actor, act_id: int, commission: Sequence[str]) -> DestructionAct:
    """Let the destruction begin; there is no way back. RuleBroken without people who sign, or when it has begun."""
    from otklik.intake.tasks import run_destruction  # noqa: PLC0415 - the task calls this module back

    act = _act(actor, act_id)
    if act.state != State.READY:
        raise RuleBroken("not_ready", "Этот акт уже подтверждён или отменён.")
    signers = [" ".join(line.split())[:200] for line in commission if line.strip()]
    if not 1 <= len(signers) <= MOST_SIGNERS:
        told = f"Назовите, кто подпишет акт: от одного до {MOST_SIGNERS} человек, каждый с новой строки."
        raise RuleBroken("commission", told, "commission")
    act.commission, act.state = signers, State.RUNNING
    act.confirmed_by_id, act.confirmed_at = actor.user_id, timezone.now()
    act.save(update_fields=["commission", "state", "confirmed_by", "confirmed_at"])
    count = act.rows.filter(kept_reason="").count()
    audit.record(actor, "confirm_destruction", act, f"Подтверждён {act}: будет уничтожено записей {count}")
    transaction.on_commit(partial(run_destruction.enqueue, act.pk))
    return act


@transaction.atomic
def cancel_destruction(*, actor: Actor, act_id: int) -> None:
    """Give up a draft act; nothing was destroyed."""
    act = _act(actor, act_id)
    if act.state not in {State.GATHERING, State.READY}:
        raise RuleBroken("not_ready", "Уничтожение уже началось, отменить акт нельзя.")
    act.state = State.CANCELLED
    act.save(update_fields=["state"])
    act.rows.all().delete()
    audit.record(actor, "cancel_destruction", act, f"Отменён {act}, ничего не уничтожено")


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
    return done


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
        before, count = date.fromisoformat(plain["before"]), 0
        while gone := holder.expiry.forget(act.administration_id, before, HOLDER_PORTION):
            count += gone
        if count:
            _note_others(act, {"title": holder.title, "kinds": holder.kinds, "count": count, "before": plain["before"]})


def _note_others(act: DestructionAct, one: dict[str, object]) -> None:
    act.others = [*act.others, one]
    act.save(update_fields=["others"])


@transaction.atomic
def _finish(act_id: int) -> None:
    act = DestructionAct.objects.select_for_update().select_related("administration", "confirmed_by").get(pk=act_id)
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
    act = DestructionAct.objects.get(pk=act_id)
    if act.state != State.RUNNING:
        return
    for request in act.requests.all():
        if _left_of(act, request):
            continue
        for holder in holders():
            count = holder.forget(person_of(request)) if holder.slug != ITEMS else 0
            if count:
                today = str(timezone.localdate())
                _note_others(act, {"title": holder.title, "kinds": holder.kinds, "count": count, "before": today})


def continue_destructions() -> int:
    """Periodic: carry on acts that a stopped process left half done, and gather those it left empty."""
    stalled = DestructionAct.objects.filter(created_at__lt=timezone.now() - STALLED)
    for pk in stalled.filter(state=State.GATHERING).values_list("pk", flat=True):
        gather(act_id=pk)
    running = stalled.filter(state=State.RUNNING, confirmed_at__lt=timezone.now() - STALLED)
    return sum(work_destruction(act_id=pk) for pk in list(running.values_list("pk", flat=True)))


def _administration(actor: Actor) -> Administration:
    if not can_manage_personal_data(actor):
        raise NotFound
    return Administration.objects.select_for_update().get(pk=actor.administration_id)


def _act(actor: Actor, act_id: int) -> DestructionAct:
    acts = DestructionAct.objects.select_for_update().filter(administration_id=actor.administration_id)
    found = acts.filter(pk=act_id).first() if can_manage_personal_data(actor) else None
    if found is None:
        raise NotFound
    return found
