"""A batch of paper sheets: begun, dropped, recorded at once. Порядок: murashi 5.2."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.core.russian import count_with_word, date_short
from otklik.intake.queries import today_of
from otklik.surveys.access import survey_for
from otklik.surveys.actions.seal_days import Day, seal_day
from otklik.surveys.codes import random_id
from otklik.surveys.envelope import shut
from otklik.surveys.models import PaperBatch, PaperEntry, QuestionnaireVersion, Survey, SurveyLink, SurveyResponse
from otklik.surveys.paper_batches import batch_for, boxes_compared, course_of
from otklik.surveys.policies import can_enter_answers
from otklik.surveys.ways_in import way_in

MOST_SHEETS = 500
#: Shares of the sheets that a second person enters.
SECOND_SHARES = (100, 20, 0)
_chance = random.SystemRandom()


@dataclass(frozen=True)
class BatchDraft:
    """What is stated of a pile of paper: «пачка из 40 листов от 12 сентября, кабинет 5»."""

    title: str
    answered_on: date
    sheet_count: int
    second_share: int = 100
    process_id: int | None = None


@transaction.atomic
def begin_batch(*, actor: Actor, survey_id: int, draft: BatchDraft) -> PaperBatch:
    """Open a batch; the sheets of the second entry are drawn now, so that nobody may choose them."""
    survey = survey_for(actor, survey_id)
    if not can_enter_answers(actor):
        raise NotFound
    _check(actor, survey, draft)
    batch = PaperBatch.objects.create(
        administration_id=actor.administration_id,
        survey=survey,
        link=way_in(survey, SurveyLink.Source.PAPER, draft.process_id),
        title=draft.title.replace("\0", "").strip()[:200],
        answered_on=draft.answered_on,
        sheet_count=draft.sheet_count,
        second_sheets=second_sheets(draft.sheet_count, draft.second_share),
        created_at=timezone.now(),
        created_by_id=actor.user_id,
    )
    sheets = count_with_word(batch.sheet_count, "лист", "листа", "листов")
    audit.record(actor, "begin_batch", batch, f"Начат ввод пачки «{batch}»: {sheets}", survey=survey.pk)
    return batch


def second_sheets(count: int, share: int) -> list[int]:
    """Numbers of the sheets to be entered twice: all, none, or a random share in percent, at least one."""
    wanted = -(-count * share // 100)
    return sorted(_chance.sample(range(1, count + 1), wanted))


@transaction.atomic
def drop_batch(*, actor: Actor, batch_id: int) -> None:
    """Forget a batch that was begun by mistake, with whatever was entered."""
    batch = batch_for(actor, batch_id, lock=True)
    _check_running(batch)
    batch.entries.all().delete()
    batch.state = PaperBatch.State.DROPPED
    batch.save(update_fields=["state"])
    audit.record(actor, "drop_batch", batch, f"Отменён ввод пачки «{batch}»")


@transaction.atomic
def record_batch(*, actor: Actor, batch_id: int) -> int:
    """Store the answers of all sheets in random order and delete the drafts; returns how many were stored.

    RuleBroken while a sheet is not entered, not entered twice where it must be, or a difference is not decided.
    The audit entry has the counts, never an answer. Порядок: murashi 5.5.
    """
    batch = batch_for(actor, batch_id, lock=True)
    _check_running(batch)
    if not course_of(batch).is_ready:
        raise RuleBroken("not_ready", "Сначала введите все листы и решите расхождения.")
    entries = list(batch.entries.filter(turn=PaperEntry.FIRST))
    answered = [entry.answers for entry in entries if not entry.is_spoiled and entry.answers]
    store_answers(batch.survey, batch.link_id, batch.answered_on, answered)
    _seal(batch, today_of(actor))
    batch.compared_count = boxes_compared(batch)
    batch.entries.all().delete()
    batch.state, batch.recorded_on = PaperBatch.State.RECORDED, today_of(actor)
    batch.recorded_count, batch.spoiled_count = len(answered), len(entries) - len(answered)
    batch.save(update_fields=["state", "recorded_on", "recorded_count", "spoiled_count", "compared_count"])
    sheets = count_with_word(len(answered), "лист", "листа", "листов")
    facts = {"recorded": len(answered), "spoiled": batch.spoiled_count, "survey": batch.survey_id}
    facts |= {"compared": batch.compared_count, "differing": batch.differing_count}
    audit.record(actor, "record_batch", batch, f"Записана пачка «{batch}»: {sheets}", **facts)
    return len(answered)


def store_answers(survey: Survey, link_id: int, on: date, answers: Sequence[dict[str, object]]) -> None:
    """Rows as the door stores them, in random order; the version is frozen by its first answer."""
    QuestionnaireVersion.objects.filter(pk=survey.version_id, frozen_on=None).update(frozen_on=on)
    shuffled = _chance.sample(answers, len(answers))
    SurveyResponse.objects.bulk_create(
        SurveyResponse(
            id=random_id(),
            survey=survey,
            version_id=survey.version_id,
            link_id=link_id,
            answered_on=on,
            answers=shut(given),
        )
        for given in shuffled
    )


def _seal(batch: PaperBatch, today: date) -> None:
    """A day that is over long since is sealed anew at once, so that the figures show the sheets."""
    if batch.answered_on < today - timedelta(days=1):
        survey = batch.survey
        count = SurveyResponse.objects.filter(
            survey=survey, version_id=survey.version_id, answered_on=batch.answered_on
        ).count()
        seal_day(Day(survey.pk, survey.version_id, batch.answered_on, count))


def _check_running(batch: PaperBatch) -> None:
    if batch.state != PaperBatch.State.ENTERING:
        raise RuleBroken("ended", f"Эта пачка уже {batch.get_state_display()}.")


def _check(actor: Actor, survey: Survey, draft: BatchDraft) -> None:
    if not draft.title.strip():
        raise RuleBroken("title", "Назовите пачку: «40 листов от 12 сентября, кабинет 5».", "title")
    if not 1 <= draft.sheet_count <= MOST_SHEETS:
        raise RuleBroken("sheet_count", f"В пачке от 1 до {MOST_SHEETS} листов.", "sheet_count")
    if draft.second_share not in SECOND_SHARES:
        raise RuleBroken("second_share", "Выберите, сколько листов вводить дважды.", "second_share")
    if survey.state == Survey.State.DRAFT:
        raise RuleBroken("draft", "Опрос ещё не открыт: откройте его, потом вводите бумагу.")
    last = min(today_of(actor), survey.closes_on or today_of(actor))
    if not survey.opens_on <= draft.answered_on <= last:
        told = f"Анкеты этого опроса заполняли с {date_short(survey.opens_on)} по {date_short(last)}."
        raise RuleBroken("answered_on", told, "answered_on")
