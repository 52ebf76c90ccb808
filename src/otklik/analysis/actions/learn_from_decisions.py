"""Learning from what people decided: every night by itself, and when a person asks for it; in the background."""

from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from zoneinfo import ZoneInfo

import structlog
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from otklik.analysis.models import LearnedModel, TextLabel, TextLearning
from otklik.analysis.policies import can_learn_from_decisions
from otklik.analysis.text.counting import count_new
from otklik.analysis.text.decisions import Decided, decisions
from otklik.analysis.text.training import FEWEST_DECISIONS, is_worth_learning, learn, material_of
from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.catalog.models import Administration
from otklik.core.russian import count_with_word, format_number
from otklik.intake.models import FeedbackItem

log = structlog.get_logger(__name__)
#: The nightly learning begins before this hour of the administration, or whenever the last one is so long ago.
NIGHT_ENDS = 6
EVERY, AT_THE_LATEST = timedelta(hours=20), timedelta(hours=36)
#: A run that has said nothing for so long is gone (power, `kill -9`).
SILENCE = timedelta(minutes=30)
TEXTS = ("текст", "текста", "текстов")
_BROKEN = "Обучение прервалось из-за ошибки системы, прежние модели в силе."
_BUSY = (TextLearning.State.WAITING, TextLearning.State.RUNNING)


@transaction.atomic
def ask_for_learning(*, actor: Actor) -> None:
    """Send the learning to the background. RuleBroken while one goes on. Порядок: murashi 5.11."""
    if not can_learn_from_decisions(actor):
        raise NotFound
    if not _queue(actor.administration_id, is_asked=True):
        raise RuleBroken("learning_goes_on", "Обучение уже идёт: дождитесь, когда оно закончится.")
    audit.record(actor, "ask_for_learning", f"analysis.textlearning:{actor.administration_id}", "Обучение подсказок")


def _queue(administration_id: int, *, is_asked: bool) -> bool:
    """False where one goes on."""
    from otklik.analysis.tasks import run_learning  # noqa: PLC0415 - the task calls this module back

    learning, _ = TextLearning.objects.select_for_update().get_or_create(pk=administration_id)
    if learning.state in _BUSY and learning.touched_at and learning.touched_at > timezone.now() - SILENCE:
        return False
    _say(learning, "Ждёт своей очереди", state=TextLearning.State.WAITING, done_count=0, asked_at=timezone.now())
    run_learning.enqueue(administration_id, is_asked)
    return True


def learn_nightly() -> int | None:
    """Send to the background the learning of the administrations whose night has come; how many they were."""
    end_lost_learning()
    with transaction.atomic():
        due = [own for own in Administration.objects.all() if _is_due(own) and _queue(own.pk, is_asked=False)]
    return len(due) or None


def end_lost_learning() -> None:
    """End the runs whose worker fell silent."""
    lost = TextLearning.objects.filter(state=TextLearning.State.RUNNING, touched_at__lt=timezone.now() - SILENCE)
    lost.update(state=TextLearning.State.FAILED, told="Обучение оборвалось: сервер остановили. Запустите его снова.")


def work_learning(*, administration_id: int, is_asked: bool) -> list[LearnedModel]:
    """Learn every label that is worth it, saying how far it is; a mistake ends the run with words and a trace."""
    learning = TextLearning.objects.get(pk=administration_id)
    _say(learning, "Чтение решений", state=TextLearning.State.RUNNING, done_count=0)
    try:
        found = _work(learning, is_asked=is_asked)
    except Exception:
        _say(
            learning,
            _BROKEN,
            state=TextLearning.State.FAILED,
        )
        raise
    return found


def _work(learning: TextLearning, *, is_asked: bool) -> list[LearnedModel]:
    own = learning.administration_id
    while count_new(own):  # what was suggested by the old models is counted before they go
        pass
    decided = decisions(own, partial(_texts_done, learning))
    trials = []
    for place, label in enumerate(TextLabel):
        _say(learning, f"Учится: {label.label.lower()}", done_count=place)
        trials += _learned(own, label, decided, is_asked=is_asked)
    _say(learning, _summary(trials, len(decided)), state=TextLearning.State.IDLE, done_count=len(TextLabel))
    TextLearning.objects.filter(pk=own).update(trained_at=timezone.now())
    log.info("learned_from_decisions", administration=own, decisions=len(decided), trials=len(trials))
    return trials


def _learned(own: int, label: TextLabel, decided: Sequence[Decided], *, is_asked: bool) -> list[LearnedModel]:
    material = material_of(label, decided)
    if not material.is_enough or not (is_asked or is_worth_learning(own, label, material.count)):
        return []
    return [learn(own, label, material)]


def _summary(trials: Sequence[LearnedModel], count: int) -> str:
    if not trials:
        return f"Прочитано {count_with_word(count, *TEXTS)}: новых решений пока мало, модели прежние."
    taken = [trial.get_label_display().lower() for trial in trials if trial.state == LearnedModel.State.IN_FORCE]
    kept = [trial.get_label_display().lower() for trial in trials if trial.state == LearnedModel.State.REJECTED]
    told = [f"Учились на {format_number(count)} решениях."]
    told += [f"Новая модель: {', '.join(taken)}."] if taken else []
    told += [f"Без перемен: {', '.join(kept)} (новая не лучше)."] if kept else []
    return " ".join(told)


def _texts_done(learning: TextLearning, done: int, total: int) -> None:
    _say(learning, f"Прочитано {format_number(done)} из {format_number(total)} решений")


def _say(learning: TextLearning, told: str, **values: object) -> None:
    written = {"told": told[:300], "touched_at": timezone.now(), **values}
    TextLearning.objects.filter(pk=learning.pk).update(**written)


def _is_due(own: Administration) -> bool:
    """Night there or long ago, and decisions enough to begin with."""
    now = timezone.now()
    learning = TextLearning.objects.filter(pk=own.pk).first()
    last = learning.trained_at if learning else None
    if last is not None and now - last < EVERY:
        return False
    is_night = timezone.localtime(now, ZoneInfo(own.time_zone)).hour < NIGHT_ENDS
    if not is_night and (last is None or now - last < AT_THE_LATEST):
        return False
    read = FeedbackItem.objects.of(own.pk).filter(Q(read_at__isnull=False)).newest_first()
    return len(read.values_list("pk", flat=True)[:FEWEST_DECISIONS]) >= FEWEST_DECISIONS
