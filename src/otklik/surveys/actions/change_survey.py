"""Changing what was stated of a survey: everything of a draft, little of one that people already answer."""

from django.db import transaction

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import RuleBroken
from otklik.surveys.access import survey_to_run
from otklik.surveys.actions.add_links import make_links
from otklik.surveys.draft import SurveyDraft, check_draft
from otklik.surveys.models import Survey

#: What may still be changed while answers come in; dates have actions of their own.
WHILE_OPEN = ("title", "lead", "target", "basis", "minimum_group", "is_listed", "is_announced")


@transaction.atomic
def change_survey(*, actor: Actor, survey_id: int, draft: SurveyDraft) -> Survey:
    """State the survey anew. RuleBroken for one that has ended, and for a smaller group than was promised."""
    survey = Survey.objects.select_for_update().get(pk=survey_to_run(actor, survey_id).pk)
    if survey.state == Survey.State.CLOSED:
        raise RuleBroken("closed", "Опрос завершён: изменить его нельзя. Продолжите его или сделайте копию.")
    check_draft(actor, draft)
    if survey.state == Survey.State.OPEN and draft.minimum_group < survey.minimum_group:
        raise RuleBroken("minimum_group", "Отвечающим уже обещали не показывать группы меньше.", "minimum_group")
    facts = draft.facts()
    changed = facts if survey.state == Survey.State.DRAFT else {name: facts[name] for name in WHILE_OPEN}
    for name, value in changed.items():
        setattr(survey, name, value)
    survey.save(update_fields=list(changed))
    make_links(survey)
    audit.record(actor, "change_survey", survey, f"Изменён опрос: {survey.title}")
    return survey
