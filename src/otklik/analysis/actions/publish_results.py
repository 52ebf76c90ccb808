"""Putting the results of a finished survey before the public, and taking them back."""

from django.db import transaction

from otklik.analysis.indicators.published import payload_of
from otklik.analysis.indicators.summary import survey_summary
from otklik.analysis.models import PublishedResults
from otklik.analysis.policies import can_publish_results, results_may_be_public
from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.catalog.queries import procedure_of
from otklik.core.appeals import Audience
from otklik.intake.queries import today_of
from otklik.surveys.access import survey_to_run


@transaction.atomic
def publish_results(*, actor: Actor, survey_id: int) -> PublishedResults:
    """Freeze the results as they are shown today; once more replaces them. Порядок: murashi 5.17, biysk 3, livny 3"""
    survey = survey_to_run(actor, survey_id)
    if not can_publish_results(actor):
        raise NotFound
    if survey.audience != Audience.EXTERNAL or not results_may_be_public(procedure_of(actor.administration_slug)):
        raise RuleBroken("forbidden", "Результаты этого опроса порядок публиковать не разрешает.")
    today = today_of(actor)
    summary = survey_summary(actor, survey_id, today)
    if not summary.answers.is_complete:
        raise RuleBroken("running", "Опубликовать можно, когда опрос завершён или квартал закончился.")
    if not summary.n:
        raise RuleBroken("few", "Публиковать нечего: ответов меньше наименьшей группы опроса.")
    facts = {"payload": payload_of(summary), "published_on": today, "published_by_id": actor.user_id}
    made, _ = PublishedResults.objects.update_or_create(
        survey=survey, defaults={"administration_id": actor.administration_id, **facts}
    )
    audit.record(actor, "publish_results", made, f"Опубликованы результаты опроса «{survey.title}»")
    return made


@transaction.atomic
def withdraw_results(*, actor: Actor, survey_id: int) -> None:
    """Take the page away; nothing happens when there is none."""
    survey = survey_to_run(actor, survey_id)
    if not can_publish_results(actor):
        raise NotFound
    count, _ = PublishedResults.objects.filter(survey=survey).delete()
    if count:
        audit.record(actor, "withdraw_results", survey, f"Снята публикация результатов опроса «{survey.title}»")
