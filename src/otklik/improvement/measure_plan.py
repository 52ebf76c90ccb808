"""What is stated of a measure, and the rules that it is held against."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from otklik.accounts.models import User
from otklik.base.actor import Actor
from otklik.base.errors import RuleBroken
from otklik.catalog.models import Department, OfAdministration, Process, Touchpoint
from otklik.catalog.queries import procedure_of
from otklik.improvement.measure_types import measure_types

TITLE_LETTERS, DETAILS_LETTERS = 500, 10_000
YEARS = range(2000, 2101)
MOST_COST = Decimal(10) ** 11


@dataclass(frozen=True)
class MeasurePlan:
    """The statements of a measure. `cost` in roubles; None where nobody knows or none is needed."""

    title: str
    details: str = ""
    kind: str = ""
    department_id: int | None = None
    owner_id: int | None = None
    starts_on: date | None = None
    due_on: date | None = None
    cost: Decimal | None = None
    indicator: str = ""
    process_id: int | None = None
    touchpoint_id: int | None = None


def check_plan(actor: Actor, plan: MeasurePlan, *, known_kind: str = "") -> None:
    """Rules of every measure; RuleBroken names the field. `known_kind`: one that was chosen before may stay."""
    title, details = plain(plan.title), plain(plan.details)
    if not title:
        raise RuleBroken("title", "Напишите, что будет сделано.", "title")
    if len(title) > TITLE_LETTERS or len(details) > DETAILS_LETTERS:
        raise RuleBroken("long", "Слишком длинно: оставьте суть, подробности приложите файлом.", "details")
    if plan.kind and plan.kind not in {*measure_types(procedure_of(actor.administration_slug)), known_kind}:
        raise RuleBroken("kind", "Такого вида мероприятий в порядке нет. Выберите из списка.", "kind")
    _check_days(plan)
    if plan.cost is not None and not 0 <= plan.cost < MOST_COST:
        raise RuleBroken("cost", "Стоимость — это рубли, от нуля. Если не известна, оставьте пустой.", "cost")
    for field, model in (("department", Department), ("process", Process), ("touchpoint", Touchpoint)):
        _check_own(actor, field, model, getattr(plan, f"{field}_id"))
    _check_owner(actor, plan)


def plain(text: str) -> str:
    """Without the characters that no database takes, and the blanks around."""
    return text.replace("\0", "").replace("\r\n", "\n").strip()


def check_day(on: date | None, field: str) -> None:
    """RuleBroken for a year that nobody means."""
    if on is not None and on.year not in YEARS:
        raise RuleBroken("year", "Проверьте год.", field)


def _check_days(plan: MeasurePlan) -> None:
    check_day(plan.starts_on, "starts_on")
    check_day(plan.due_on, "due_on")
    if plan.starts_on and plan.due_on and plan.starts_on > plan.due_on:
        raise RuleBroken("days", "Срок раньше начала. Исправьте один из дней.", "due_on")


def _check_own(actor: Actor, field: str, model: type[OfAdministration], chosen: int | None) -> None:
    own = model._default_manager.filter(pk=chosen, administration_id=actor.administration_id)  # noqa: SLF001 - any of our models
    if chosen is not None and not own.exists():
        raise RuleBroken("absent", "Этого в справочнике уже нет. Выберите другое.", field)


def _check_owner(actor: Actor, plan: MeasurePlan) -> None:
    """The person works in the unit that answers, where one is named. Порядок: livny 4 (графа «ответственный»)."""
    if plan.owner_id is None:
        return
    own = User.objects.filter(pk=plan.owner_id, administration_id=actor.administration_id, is_active=True)
    units: Sequence[int | None] = list(own.values_list("department_id", flat=True))
    if not units:
        raise RuleBroken("owner", "Этот человек здесь больше не работает. Выберите другого.", "owner")
    if plan.department_id is not None and units[0] != plan.department_id:
        raise RuleBroken(
            "owner", "Этот человек работает в другом подразделении. Выберите его подразделение или другого.", "owner"
        )
