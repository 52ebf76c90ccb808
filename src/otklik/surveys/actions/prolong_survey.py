"""More time for a survey: while it runs, or after it has ended."""

from datetime import date

from django.db import transaction

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import RuleBroken
from otklik.core.appeals import Audience
from otklik.core.russian import date_long
from otklik.intake.queries import today_of
from otklik.surveys.access import survey_to_run
from otklik.surveys.draft import YEARS
from otklik.surveys.models import Survey


@transaction.atomic
def prolong_survey(*, actor: Actor, survey_id: int, closes_on: date | None) -> Survey:
    """Take answers until another day, or without an end; one that had ended takes them again."""
    survey = Survey.objects.select_for_update().get(pk=survey_to_run(actor, survey_id).pk)
    if survey.state == Survey.State.DRAFT:
        raise RuleBroken("draft", "Этот опрос ещё не открыт: измените его дни в самом опросе.", "closes_on")
    _check(survey, closes_on, today_of(actor))
    was_closed = survey.state == Survey.State.CLOSED
    survey.state, survey.closes_on = Survey.State.OPEN, closes_on
    survey.save(update_fields=["state", "closes_on"])
    until = f"до {date_long(closes_on)}" if closes_on else "без срока"
    told = "Опрос снова открыт" if was_closed else "Опрос продлён"
    audit.record(actor, "prolong_survey", survey, f"{told} {until}: {survey.title}")
    return survey


def _check(survey: Survey, closes_on: date | None, today: date) -> None:
    if closes_on is None:
        if survey.audience == Audience.INTERNAL:
            raise RuleBroken("closes_on", "Укажите последний день.", "closes_on")
        return
    if closes_on.year not in YEARS:
        raise RuleBroken("year", "Проверьте год: такой даты не может быть.", "closes_on")
    if closes_on < max(today, survey.opens_on):
        raise RuleBroken("closes_on", "Этот день уже прошёл. Укажите сегодняшний или следующий.", "closes_on")
