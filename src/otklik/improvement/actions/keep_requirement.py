"""Requirements to quality: set, put in place, dropped. Порядок: livny 3, murashi 5.21, biysk 6."""

from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from otklik.accounts.models import User
from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.catalog.models import Department, Process
from otklik.improvement.actions.keep_case import case_to_change
from otklik.improvement.measure_plan import check_day, plain
from otklik.improvement.models import Requirement, RequirementKind, RequirementState
from otklik.improvement.policies import can_plan_measures, may_change_map
from otklik.improvement.requirement_values import measure_requirement, requirement_indicators, settle_case
from otklik.intake.queries import today_of

TITLE_LETTERS, TEXT_LETTERS, NOTE_LETTERS = 300, 5000, 500


@dataclass(frozen=True)
class RequirementDraft:
    """What is required. `target` of a share is 0..1."""

    kind: str
    title: str
    due_on: date | None
    process_id: int | None = None
    indicator: str = ""
    target: float | None = None
    need: str = ""
    scope: str = ""
    department_id: int | None = None
    owner_id: int | None = None


@transaction.atomic
def set_requirement(*, actor: Actor, draft: RequirementDraft, case_id: int | None = None) -> Requirement:
    """A new requirement, by itself or of a case. RuleBroken for what cannot be controlled: no value, no day."""
    if not can_plan_measures(actor):
        raise NotFound
    case = case_to_change(actor, case_id) if case_id else None
    facts = _facts(actor, draft)
    made = Requirement.objects.create(
        administration_id=actor.administration_id,
        case=case,
        created_at=timezone.now(),
        created_by_id=actor.user_id,
        **facts,
    )
    if case is not None:
        settle_case(case.pk)
    audit.record(actor, "set_requirement", made, f"Задано требование: {made.title}")
    return made


@transaction.atomic
def change_requirement(*, actor: Actor, requirement_id: int, draft: RequirementDraft) -> Requirement:
    """State it anew; quarters measured before keep the target of their day. A held one is watched again."""
    requirement = _locked(actor, requirement_id)
    if requirement.state == RequirementState.DROPPED:
        raise RuleBroken("dropped", "Требование снято: его не меняют.")
    before = (requirement.indicator, requirement.process_id)
    changed_target = requirement.target != draft.target
    for name, value in _facts(actor, draft).items():
        setattr(requirement, name, value)
    if (requirement.indicator, requirement.process_id) != before:
        requirement.values.all().delete()
        requirement.state = RequirementState.SET
    elif changed_target and requirement.state == RequirementState.HELD:
        requirement.state = RequirementState.REACHED
    requirement.save()
    if requirement.case_id:
        settle_case(requirement.case_id)
    audit.record(actor, "change_requirement", requirement, f"Изменено требование: {requirement.title}")
    return requirement


@transaction.atomic
def put_in_place(*, actor: Actor, requirement_id: int, on: date) -> Requirement:
    """It works from this day: a new service is there; what exists is held against its value each quarter after."""
    requirement = _locked(actor, requirement_id)
    check_day(on, "on")
    if on > today_of(actor):
        raise RuleBroken("ahead", "Этот день ещё не наступил.", "on")
    if requirement.state == RequirementState.DROPPED:
        raise RuleBroken("dropped", "Требование снято.", "on")
    requirement.in_place_on = on
    if requirement.kind == RequirementKind.NEW:
        requirement.state = RequirementState.HELD
    requirement.save(update_fields=["in_place_on", "state"])
    measure_requirement(requirement, today_of(actor))
    if requirement.case_id:
        settle_case(requirement.case_id)
    audit.record(actor, "put_in_place", requirement, f"Введено: {requirement.title}", on=str(on))
    return requirement


@transaction.atomic
def drop_requirement(*, actor: Actor, requirement_id: int, note: str) -> Requirement:
    """It is required no more, for the reason."""
    requirement, words = _locked(actor, requirement_id), plain(note)[:NOTE_LETTERS]
    if not words:
        raise RuleBroken("note", "Напишите, почему требование снимают.", "note")
    requirement.state, requirement.note = RequirementState.DROPPED, words
    requirement.save(update_fields=["state", "note"])
    if requirement.case_id:
        settle_case(requirement.case_id)
    audit.record(actor, "drop_requirement", requirement, f"Снято требование: {requirement.title}")
    return requirement


def requirement_for(actor: Actor, requirement_id: int) -> Requirement:
    """The requirement, or NotFound."""
    seen = Requirement.objects.visible_to(actor)
    found = seen.select_related("administration", "process", "case", "department", "owner").filter(pk=requirement_id)
    if (one := found.first()) is None:
        raise NotFound
    return one


def requirement_to_change(actor: Actor, requirement_id: int) -> Requirement:
    """The requirement, for the organiser of its unit and the coordinator; NotFound otherwise."""
    found = requirement_for(actor, requirement_id)
    if not (can_plan_measures(actor) and may_change_map(actor, found.department_id)):
        raise NotFound
    return found


def _locked(actor: Actor, requirement_id: int) -> Requirement:
    """Locked, and read with what it is measured by."""
    found = requirement_to_change(actor, requirement_id)
    Requirement.objects.select_for_update().get(pk=found.pk)
    return requirement_for(actor, found.pk)


def _facts(actor: Actor, draft: RequirementDraft) -> dict[str, object]:
    title = plain(draft.title)
    if not title or len(title) > TITLE_LETTERS:
        raise RuleBroken("title", f"Напишите требование одной фразой, до {TITLE_LETTERS} знаков.", "title")
    if draft.due_on is None:
        raise RuleBroken("due_on", "Укажите, к какому дню.", "due_on")
    check_day(draft.due_on, "due_on")
    need, scope = plain(draft.need)[:TEXT_LETTERS], plain(draft.scope)[:TEXT_LETTERS]
    if draft.kind == RequirementKind.NEW:
        _check_new(need, scope, draft)
    else:
        _check_existing(actor, draft)
    _check_own(actor, draft)
    is_new = draft.kind == RequirementKind.NEW
    shaped = {"indicator": "", "target": None, "process_id": None} if is_new else {"need": "", "scope": ""}
    return {**asdict(draft), "title": title, "need": need, "scope": scope, **shaped}


def _check_new(need: str, scope: str, draft: RequirementDraft) -> None:
    if not need:
        raise RuleBroken("need", "Напишите, какую потребность закроет новая услуга.", "need")
    if not scope:
        raise RuleBroken("scope", "Напишите, что услуга включает и для кого она.", "scope")
    if draft.owner_id is None:
        raise RuleBroken("owner", "Назовите, кто отвечает за новую услугу.", "owner")


def _check_existing(actor: Actor, draft: RequirementDraft) -> None:
    if draft.process_id is None:
        raise RuleBroken("process", "Выберите услугу или процесс.", "process")
    meant = {one.key: one for one in requirement_indicators(actor.administration_slug)}.get(draft.indicator)
    if meant is None:
        raise RuleBroken("indicator", "Выберите показатель: по нему увидят, достигнуто ли.", "indicator")
    if draft.target is None:
        raise RuleBroken("target", "Назовите число, которого надо достичь.", "target")
    if meant.unit == "share" and not 0 <= draft.target <= 1:
        raise RuleBroken("target", "Доля бывает от 0 до 100 %.", "target")


def _check_own(actor: Actor, draft: RequirementDraft) -> None:
    own = {"administration_id": actor.administration_id}
    if draft.process_id and not Process.objects.filter(pk=draft.process_id, **own).exists():
        raise RuleBroken("process", "Такого процесса нет. Выберите из списка.", "process")
    if draft.department_id and not Department.objects.filter(pk=draft.department_id, **own).exists():
        raise RuleBroken("department", "Такого подразделения нет. Выберите из списка.", "department")
    if draft.owner_id and not User.objects.filter(pk=draft.owner_id, **own).exists():
        raise RuleBroken("owner", "Такого человека здесь нет. Выберите из списка.", "owner")
