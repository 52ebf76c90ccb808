"""Reengineering cases: begun, described, put in place, dropped. Порядок: murashi 5.21, biysk 6, livny 6."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.utils import timezone

from otklik.accounts.models import User
from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.catalog.models import ClientSegment, Department, Process
from otklik.core.periods import Quarter
from otklik.improvement.measure_plan import check_day, plain
from otklik.improvement.models import CaseState, Measure, PainPoint, ReengineeringCase
from otklik.improvement.policies import can_plan_measures, may_change_map
from otklik.improvement.requirement_values import settle_case
from otklik.intake.queries import today_of

TITLE_LETTERS, TEXT_LETTERS, REASON_LETTERS = 300, 20_000, 500


@dataclass(frozen=True)
class CaseDraft:
    """What is stated of a case; ids of what stands beside the target."""

    title: str
    process_id: int | None
    quarter: Quarter
    as_is: str = ""
    needs: str = ""
    to_be: str = ""
    department_id: int | None = None
    owner_id: int | None = None
    segment_ids: Sequence[int] = field(default_factory=tuple)
    pain_ids: Sequence[int] = field(default_factory=tuple)
    measure_ids: Sequence[int] = field(default_factory=tuple)


@transaction.atomic
def begin_case(*, actor: Actor, draft: CaseDraft) -> ReengineeringCase:
    """A new case. RuleBroken without a title or process, and for what is not the administration's."""
    if not can_plan_measures(actor):
        raise NotFound
    facts = _facts(actor, draft)
    case = ReengineeringCase.objects.create(
        administration_id=actor.administration_id, created_at=timezone.now(), created_by_id=actor.user_id, **facts
    )
    _link(actor, case, draft)
    audit.record(actor, "begin_case", case, f"Начат реинжиниринг: {case.title}")
    return case


@transaction.atomic
def change_case(*, actor: Actor, case_id: int, draft: CaseDraft) -> ReengineeringCase:
    """State the case anew. RuleBroken for one that was dropped."""
    case = _locked(actor, case_id)
    if case.state == CaseState.DROPPED:
        raise RuleBroken("dropped", "Реинжиниринг прекращён: его не меняют.")
    for name, value in _facts(actor, draft).items():
        setattr(case, name, value)
    case.save()
    _link(actor, case, draft)
    audit.record(actor, "change_case", case, f"Изменён реинжиниринг: {case.title}")
    return case


@transaction.atomic
def start_case(*, actor: Actor, case_id: int) -> None:
    """The design is done, the process is being changed."""
    case = _locked(actor, case_id)
    if case.state != CaseState.DESIGN:
        raise RuleBroken("state", f"Сейчас: {case.get_state_display()}. Обновите страницу.")
    if not case.to_be or not case.requirements.exists():
        raise RuleBroken("target", "Сначала опишите, как должно стать, и задайте хотя бы одно требование с числом.")
    case.state = CaseState.CHANGING
    case.save(update_fields=["state"])
    audit.record(actor, "start_case", case, f"Процесс меняют: {case.title}")


@transaction.atomic
def put_case_in_place(*, actor: Actor, case_id: int, on: date) -> None:
    """The new process works from this day: each quarter after it is held against the target."""
    case = _locked(actor, case_id)
    if case.state not in {CaseState.CHANGING, CaseState.WATCHED}:
        raise RuleBroken("state", f"Сейчас: {case.get_state_display()}. Сначала начните менять процесс.", "on")
    check_day(on, "on")
    if on > today_of(actor):
        raise RuleBroken("ahead", "Этот день ещё не наступил.", "on")
    if on != case.in_place_on:
        for requirement in case.requirements.all():
            requirement.values.filter(quarter__lt=Quarter.of(on).key).delete()
    case.in_place_on, case.state = on, CaseState.WATCHED
    case.save(update_fields=["in_place_on", "state"])
    settle_case(case.pk)
    audit.record(actor, "put_case_in_place", case, f"Внедрено: {case.title}", on=str(on))


@transaction.atomic
def drop_case(*, actor: Actor, case_id: int, reason: str) -> None:
    """It is not gone on with, for the reason."""
    case, words = _locked(actor, case_id), plain(reason)[:REASON_LETTERS]
    if not words:
        raise RuleBroken("reason", "Напишите, почему прекращаете: причина останется в деле.", "reason")
    case.state, case.drop_reason = CaseState.DROPPED, words
    case.save(update_fields=["state", "drop_reason"])
    audit.record(actor, "drop_case", case, f"Прекращён реинжиниринг: {case.title}")


def case_for(actor: Actor, case_id: int) -> ReengineeringCase:
    """The case, or NotFound."""
    seen = ReengineeringCase.objects.visible_to(actor).select_related("process", "department", "owner")
    found = seen.filter(pk=case_id).first()
    if found is None:
        raise NotFound
    return found


def case_to_change(actor: Actor, case_id: int) -> ReengineeringCase:
    """The case, for the organiser of its unit and the coordinator; NotFound otherwise."""
    found = case_for(actor, case_id)
    if not (can_plan_measures(actor) and may_change_map(actor, found.department_id)):
        raise NotFound
    return found


def _locked(actor: Actor, case_id: int) -> ReengineeringCase:
    return ReengineeringCase.objects.select_for_update().get(pk=case_to_change(actor, case_id).pk)


def _facts(actor: Actor, draft: CaseDraft) -> dict[str, object]:
    title = plain(draft.title)
    if not title or len(title) > TITLE_LETTERS:
        raise RuleBroken("title", f"Назовите, что перестраиваете: до {TITLE_LETTERS} знаков.", "title")
    texts = {name: plain(getattr(draft, name)) for name in ("as_is", "needs", "to_be")}
    for name, words in texts.items():
        if len(words) > TEXT_LETTERS:
            raise RuleBroken("long", f"Длиннее {TEXT_LETTERS} знаков. Оставьте суть.", name)
    own = {"administration_id": actor.administration_id}
    if not Process.objects.filter(pk=draft.process_id or 0, **own).exists():
        raise RuleBroken("process", "Выберите процесс или услугу.", "process")
    if draft.department_id and not Department.objects.filter(pk=draft.department_id, **own).exists():
        raise RuleBroken("department", "Такого подразделения нет. Выберите из списка.", "department")
    if draft.owner_id and not User.objects.filter(pk=draft.owner_id, **own).exists():
        raise RuleBroken("owner", "Такого человека здесь нет. Выберите из списка.", "owner")
    named = {"process_id": draft.process_id, "department_id": draft.department_id, "owner_id": draft.owner_id}
    return {"title": title, "quarter": draft.quarter.key, **texts, **named}


def _link(actor: Actor, case: ReengineeringCase, draft: CaseDraft) -> None:
    """What the actor does not see and stood there stays."""
    case.segments.set(ClientSegment.objects.filter(administration_id=actor.administration_id, pk__in=draft.segment_ids))
    pains = PainPoint.objects.visible_to(actor)
    hidden = case.pains.exclude(pk__in=pains.values("pk"))
    case.pains.set([*pains.filter(pk__in=draft.pain_ids), *hidden])
    measures = Measure.objects.visible_to(actor)
    unseen = case.measures.exclude(pk__in=measures.values("pk"))
    case.measures.set([*measures.filter(pk__in=draft.measure_ids), *unseen])
