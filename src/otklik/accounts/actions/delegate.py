"""Acting for one who is away."""

from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from otklik.accounts.enums import Role
from otklik.accounts.models import Appointment, Delegation, User
from otklik.accounts.policies import can_delegate_for
from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.core.russian import date_long

LONGEST_DAYS = 366
#: Roles that reach only what stands in the person's own unit: another unit's person could not see it.
OF_A_UNIT = (Role.SPECIALIST, Role.ORGANIZER)


@transaction.atomic
def delegate(
    *, actor: Actor, giver_id: int, taker_id: int, valid_from: date, valid_to: date, ground: str = ""
) -> Delegation:
    """The taker gets the giver's roles and desk for the days. RuleBroken for wrong days or people."""
    if not can_delegate_for(actor, giver_id):
        raise NotFound
    giver, taker = _person(actor, giver_id), _person(actor, taker_id)
    _check_days(valid_from, valid_to)
    _check_people(giver, taker, valid_from, valid_to)
    made = Delegation.objects.create(
        giver=giver, taker=taker, valid_from=valid_from, valid_to=valid_to, ground=ground.strip()[:200],
        made_by_id=actor.user_id, made_at=timezone.now(),
    )  # fmt: skip
    days = f"с {date_long(valid_from)} по {date_long(valid_to)}"
    audit.record(actor, "delegate", giver, f"Замещение: {giver} — {taker}, {days}")
    return made


@transaction.atomic
def call_off(*, actor: Actor, delegation_id: int) -> Delegation:
    """The giver is back earlier, or the delegation was a mistake: it ends at once."""
    own = Delegation.objects.filter(giver__administration_id=actor.administration_id, called_off_at__isnull=True)
    found = own.select_related("giver").filter(pk=delegation_id).first()
    if found is None or not can_delegate_for(actor, found.giver_id):
        raise NotFound
    found.called_off_at = timezone.now()
    found.save(update_fields=["called_off_at"])
    audit.record(actor, "call_off_delegation", found.giver, f"Замещение прекращено: {found.giver}")
    return found


def _person(actor: Actor, user_id: int) -> User:
    found = User.objects.filter(administration_id=actor.administration_id, is_active=True, pk=user_id).first()
    if found is None:
        raise NotFound
    return found


def _check_days(valid_from: date, valid_to: date) -> None:
    if valid_to < valid_from:
        raise RuleBroken("dates", "Последний день раньше первого. Исправьте даты.", "valid_to")
    if (valid_to - valid_from).days > LONGEST_DAYS:
        raise RuleBroken("dates", "Замещение длиннее года не бывает: назначьте человека на роль актом.", "valid_to")


def _check_people(giver: User, taker: User, valid_from: date, valid_to: date) -> None:
    if giver.pk == taker.pk:
        raise RuleBroken("same_person", "Выберите другого человека.", "taker")
    roles = set(Appointment.objects.filter(user=giver).in_force(valid_from).values_list("role", flat=True))
    if not roles:
        raise RuleBroken("no_roles", f"У {giver} в эти дни нет ролей, замещать нечего.", "giver")
    if roles & set(OF_A_UNIT) and giver.department_id != taker.department_id:
        raise RuleBroken(
            "other_unit",
            "Специалиста и организатора оценки замещает сотрудник того же подразделения: другим его дела не видны.",
            "taker",
        )
    during = Delegation.objects.filter(called_off_at__isnull=True, valid_from__lte=valid_to, valid_to__gte=valid_from)
    if during.filter(giver=giver).exists():
        raise RuleBroken(
            "twice", "На эти дни замещение уже есть. Прекратите его или выберите другие дни.", "valid_from"
        )
    if during.filter(Q(giver=taker)).exists():
        raise RuleBroken("taker_away", f"{taker} в эти дни сам отсутствует. Выберите другого человека.", "taker")
