"""A suggestion is accepted: a measure carries it out, and its author will be thanked. Порядок: murashi 2.4."""

from django.db import transaction
from django.utils import timezone

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.improvement.access import measure_for
from otklik.improvement.actions.plan_measure import plan_measure
from otklik.improvement.actions.prepare_notices import forget_unsent, is_any_told, prepare_notices
from otklik.improvement.enums import MeasureState
from otklik.improvement.measure_plan import MeasurePlan, plain
from otklik.improvement.models import Measure, MeasureSuggestion, MeasureSurvey
from otklik.improvement.policies import can_accept_suggestions, can_plan_measures
from otklik.intake.access import item_for, tell
from otklik.intake.models import MatterMember
from otklik.surveys.access import survey_for

ACCEPTED_LETTERS = 1000
ACCEPTED_PUBLICLY = "Ваше предложение принято."


@transaction.atomic
def accept_suggestion(
    *, actor: Actor, item_id: int, accepted: str, measure_id: int | None = None, plan: MeasurePlan | None = None
) -> MeasureSuggestion:
    """What was accepted of the item, and by which measure: one that stands, or a new one by its plan.

    Accepted again for the same measure, the words are replaced. RuleBroken without words or measure, for a cancelled
    measure, and once the author was told.
    """
    item = item_for(actor, item_id, can_accept_suggestions)
    words = _words(accepted)
    measure = _measure(actor, measure_id, plan)
    if is_any_told(measure, [item.pk]):
        raise RuleBroken("told", "Автора уже поблагодарили за это мероприятие: слова не меняют.", "accepted")
    facts = {"accepted": words, "added_at": timezone.now(), "added_by_id": actor.user_id}
    link, is_new = MeasureSuggestion.objects.update_or_create(measure=measure, item=item, defaults=facts)
    if is_new:
        tell(actor, item, "accept", ACCEPTED_PUBLICLY)
    audit.record(actor, "accept_suggestion", item, "Предложение принято", measure=measure.pk)
    _prepare_anew(measure, [item.pk])
    return link


@transaction.atomic
def drop_suggestion(*, actor: Actor, item_id: int, measure_id: int) -> None:
    """Not accepted after all, or not by this measure; what was prepared and not sent goes. RuleBroken once told."""
    item = item_for(actor, item_id, can_accept_suggestions)
    measure = Measure.objects.select_for_update().get(pk=measure_for(actor, measure_id).pk)
    link = MeasureSuggestion.objects.filter(measure=measure, item=item).first()
    if link is None:
        return
    answered = joined_with(item.pk)
    if is_any_told(measure, answered):
        raise RuleBroken("told", "Автора уже поблагодарили: отметку «принято» не снять.")
    link.delete()
    tell(actor, item, "accept", "Отметка «предложение принято» снята.", is_public=False)
    item.events.filter(move="accept", is_public=True).update(is_public=False)
    audit.record(actor, "drop_suggestion", item, "Снята отметка «предложение принято»", measure=measure.pk)
    _prepare_anew(measure, answered)


@transaction.atomic
def accept_survey(*, actor: Actor, measure_id: int, survey_id: int, accepted: str) -> MeasureSurvey:
    """The measure carries out what respondents of a survey proposed: who left a contact will be told."""
    if not can_plan_measures(actor):
        raise NotFound
    measure, survey = measure_for(actor, measure_id), survey_for(actor, survey_id)
    facts = {"accepted": _words(accepted), "added_at": timezone.now(), "added_by_id": actor.user_id}
    link, _ = MeasureSurvey.objects.update_or_create(measure=measure, survey=survey, defaults=facts)
    audit.record(actor, "accept_survey", measure, f"Принято предложенное в опросе: {survey.title}", survey=survey.pk)
    _prepare_anew(measure, [])
    return link


@transaction.atomic
def drop_survey(*, actor: Actor, measure_id: int, survey_id: int) -> None:
    """The measure has nothing to do with the survey; notices not sent yet go."""
    if not can_plan_measures(actor):
        raise NotFound
    measure = measure_for(actor, measure_id)
    gone, _ = MeasureSurvey.objects.filter(measure=measure, survey_id=survey_id).delete()
    if gone:
        measure.notices.filter(survey_contact__survey_id=survey_id).exclude(state__in=("sent", "leaving")).delete()
        audit.record(actor, "drop_survey", measure, "Связь мероприятия с опросом снята", survey=survey_id)


def joined_with(item_id: int) -> list[int]:
    """The item and those joined with it into one matter."""
    own = MatterMember.objects.filter(item_id=item_id).values("matter_id")
    return [item_id, *MatterMember.objects.filter(matter_id__in=own).values_list("item_id", flat=True)]


def _words(accepted: str) -> str:
    words = plain(accepted)
    if not words:
        raise RuleBroken("accepted", "Напишите, что именно принято: этими словами автору ответят.", "accepted")
    if len(words) > ACCEPTED_LETTERS:
        raise RuleBroken("long", f"Длиннее {ACCEPTED_LETTERS} знаков. Оставьте суть предложения.", "accepted")
    return words


def _measure(actor: Actor, measure_id: int | None, plan: MeasurePlan | None) -> Measure:
    if measure_id is not None:
        measure = Measure.objects.select_for_update().get(pk=measure_for(actor, measure_id).pk)
        if measure.state == MeasureState.CANCELLED:
            raise RuleBroken("cancelled", "Это мероприятие отменено. Выберите другое.", "measure")
        return measure
    if plan is None or not can_plan_measures(actor):
        raise RuleBroken("measure", "Выберите мероприятие, которым предложение выполнят.", "measure")
    return plan_measure(actor=actor, plan=plan)


def _prepare_anew(measure: Measure, item_ids: list[int]) -> None:
    """A measure that is done already answers at once, in the words of today."""
    forget_unsent(measure, item_ids)
    if measure.state == MeasureState.DONE:
        prepare_notices(measure)
