"""Acts of destruction: begun, gathered in the background, confirmed by a person, carried out portion by portion."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.catalog.locks import lock_administration
from otklik.catalog.models import Administration
from otklik.core.periods import local_date
from otklik.intake.models import DestructionAct, DestructionRow, FeedbackItem, PersonRequest
from otklik.intake.policies import can_manage_personal_data
from otklik.intake.queries import today_of
from otklik.intake.retention import RetentionRule, due_items, retention_rules

#: Items of one act: a paper of some hundred sheets. What is left falls into the next act.
MOST_ROWS = 3000
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
    gather_destruction.enqueue(act.pk)
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


def gather(*, act_id: int) -> int:
    """Fill a draft act with what falls due, the oldest first; returns how many items it names.

    What is due is looked for before anything is locked: it takes seconds where a million items are stored.
    """
    act = DestructionAct.objects.select_related("administration").get(pk=act_id)
    if act.state == State.GATHERING:
        _fill(act_id, _due(act))
    return act.rows.count()


def _due(act: DestructionAct) -> list[tuple[str, list[FeedbackItem]]]:
    rules = {rule.slug: rule for rule in retention_rules(act.administration) if rule.holder is None}
    found: list[tuple[str, list[FeedbackItem]]] = []
    for plain in act.rules:
        rule, before = rules.get(plain["slug"]), date.fromisoformat(plain["before"])
        for part in due_items(act.administration_id, rule, before) if rule else ():
            room = MOST_ROWS - sum(len(items) for _, items in found)
            oldest = part.only("number", "received_at", "answered_on").order_by("received_at", "id")
            found.append((plain["slug"], list(oldest[:room])))
    return found


@transaction.atomic
def _fill(act_id: int, found: list[tuple[str, list[FeedbackItem]]]) -> None:
    act = DestructionAct.objects.select_for_update(of=("self",)).select_related("administration").get(pk=act_id)
    if act.state != State.GATHERING:
        return
    for rule, items in found:
        _add_rows(act, rule, items)
    act.state = State.READY
    act.save(update_fields=["state", "row_count"])


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
    row.kept_reason = " ".join(reason.replace("\0", "").split())[:300]
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
    run_destruction.enqueue(act.pk)
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


def _administration(actor: Actor) -> Administration:
    if not can_manage_personal_data(actor):
        raise NotFound
    return lock_administration(actor.administration_id)


def _act(actor: Actor, act_id: int) -> DestructionAct:
    acts = DestructionAct.objects.select_for_update().filter(administration_id=actor.administration_id)
    found = acts.filter(pk=act_id).first() if can_manage_personal_data(actor) else None
    if found is None:
        raise NotFound
    return found
