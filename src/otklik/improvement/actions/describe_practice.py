"""A practice described for others, recorded by hand, or declined; a direction accepted or declined."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.catalog.models import Process
from otklik.core.periods import Quarter
from otklik.improvement.measure_plan import plain
from otklik.improvement.models import DevelopmentDirection, Practice
from otklik.improvement.policies import audiences_seen, can_draft_pain_map
from otklik.intake.queries import today_of

TITLE_LETTERS, DESCRIPTION_LETTERS, REASON_LETTERS = 300, 10_000, 1_000


@transaction.atomic
def record_practice(*, actor: Actor, process_id: int, title: str, description: str) -> Practice:
    """A practice that a person knows of without figures. RuleBroken where the process has one. Порядок: livny 3"""
    _may(actor)
    process = Process.objects.filter(administration_id=actor.administration_id, pk=process_id).first()
    if process is None:
        raise RuleBroken("process", "Выберите процесс из списка.", "process")
    words = _words(title, description)
    try:
        with transaction.atomic():
            practice = Practice.objects.create(
                administration_id=actor.administration_id,
                process=process,
                department_id=process.organizer_id,
                indicator="",
                quarter=Quarter.of(today_of(actor)).key,
                grounds="Записана человеком, без порога по показателям.",
                created_at=timezone.now(),
            )
    except IntegrityError as known:
        raise RuleBroken(
            "known", "У этого процесса практика уже записана. Дополните её описание.", "process"
        ) from known
    return _described(actor, practice, *words)


@transaction.atomic
def describe_practice(*, actor: Actor, practice_id: int, title: str, description: str) -> Practice:
    """Say what is done there and how: these words are offered to others. Порядок: livny 3"""
    return _described(actor, _locked(actor, practice_id), *_words(title, description))


@transaction.atomic
def decline_practice(*, actor: Actor, practice_id: int, reason: str) -> Practice:
    """The high figure is no practice: why. RuleBroken for one that was offered already."""
    practice, why = _locked(actor, practice_id), _reason(reason)
    if practice.offers.exists():
        raise RuleBroken("offered", "Практику уже предложили другим: отклонить её нельзя.")
    practice.state, practice.decline_reason = Practice.State.DECLINED, why
    return _stored(actor, practice, "decline_practice", "Предложенная практика отклонена")


@transaction.atomic
def decide_direction(*, actor: Actor, direction_id: int, accept: bool, details: str) -> DevelopmentDirection:
    """Accept a direction of development with what is to be done, or decline it with the reason. Порядок: livny 3"""
    _may(actor)
    own = DevelopmentDirection.objects.select_for_update().filter(administration_id=actor.administration_id)
    direction = own.filter(pk=direction_id, audience__in=audiences_seen(actor)).first()
    if direction is None:
        raise NotFound
    words = plain(details)
    if not words or len(words) > DESCRIPTION_LETTERS:
        asked = "Напишите, что развивать и как." if accept else "Напишите, почему не принимаете."
        raise RuleBroken("details", asked if not words else "Слишком длинно: оставьте суть.", "details")
    states = DevelopmentDirection.State
    direction.state, direction.details = states.RECORDED if accept else states.DECLINED, words
    direction.decided_at, direction.decided_by_id = timezone.now(), actor.user_id
    direction.save(update_fields=["state", "details", "decided_at", "decided_by"])
    told = f"Направление развития {direction.get_state_display()}: {direction.aspect_title}"
    audit.record(actor, "decide_direction", direction, told)
    return direction


def _described(actor: Actor, practice: Practice, title: str, description: str) -> Practice:
    practice.title, practice.description, practice.state = title, description, Practice.State.DESCRIBED
    practice.decline_reason = ""
    return _stored(actor, practice, "describe_practice", f"Описана практика: {title}")


def _stored(actor: Actor, practice: Practice, verb: str, told: str) -> Practice:
    practice.decided_at, practice.decided_by_id = timezone.now(), actor.user_id
    practice.save(update_fields=["title", "description", "state", "decline_reason", "decided_at", "decided_by"])
    audit.record(actor, verb, practice, told)
    return practice


def _may(actor: Actor) -> None:
    if not can_draft_pain_map(actor):
        raise NotFound


def _locked(actor: Actor, practice_id: int) -> Practice:
    _may(actor)
    own = Practice.objects.select_for_update().filter(administration_id=actor.administration_id, pk=practice_id)
    practice = own.first()
    if practice is None:
        raise NotFound
    return practice


def _words(title: str, description: str) -> tuple[str, str]:
    name, text = plain(title), plain(description)
    if not name or len(name) > TITLE_LETTERS:
        raise RuleBroken("title", f"Назовите практику, не длиннее {TITLE_LETTERS} знаков.", "title")
    if not text or len(text) > DESCRIPTION_LETTERS:
        asked = f"Опишите, что делается и что для этого нужно, не длиннее {DESCRIPTION_LETTERS} знаков."
        raise RuleBroken("description", asked, "description")
    return name, text


def _reason(reason: str) -> str:
    words = plain(reason)
    if not words or len(words) > REASON_LETTERS:
        raise RuleBroken("reason", f"Напишите причину, не длиннее {REASON_LETTERS} знаков.", "reason")
    return words
