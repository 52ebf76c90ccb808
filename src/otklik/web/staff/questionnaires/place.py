"""What the pages of questionnaires share: who may, the page under the section's tabs, going back, storing a change."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from otklik.base.errors import RuleBroken
from otklik.core.questionnaire.schema import Questionnaire as Words
from otklik.surveys.actions.edit_questionnaire import change_questionnaire
from otklik.surveys.policies import can_run_surveys
from otklik.surveys.questionnaires import Edition
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.surveys.tabs import surveys_page

__all__ = ["can_run_surveys", "questionnaire_page", "store", "to_editor"]


def questionnaire_page(request: PageRequest, template: str, *, status: int = 200, **context: object) -> HttpResponse:
    """Render a page of questionnaires inside the section «Опросы»."""
    return surveys_page(request, f"staff/questionnaires/{template}.html", "questionnaires", status=status, **context)


def to_editor(request: PageRequest, questionnaire_id: int, anchor: str = "") -> HttpResponse:
    """Back to the questionnaire, to the question that was changed."""
    response = redirect("staff:questionnaire", request.administration.slug, questionnaire_id)
    if anchor:
        response["Location"] += f"#q-{anchor}"
    return response


def store(request: PageRequest, edition: Edition, words: Words, done: str, *, stamp: str) -> bool:
    """Store the changed words and say so; a new version, or what stood in the way, is said too."""
    try:
        version = change_questionnaire(
            actor=request.actor, questionnaire_id=edition.questionnaire.pk, stamp=stamp, words=words
        )
    except RuleBroken as broken:
        messages.error(request, broken.message)
        return False
    messages.success(request, done + next_version_words(edition, version.number))
    return True


def next_version_words(edition: Edition, number: int) -> str:
    """Said when the change made a new version."""
    was = edition.version.number
    if number == was:
        return ""
    return f" На редакцию {was} уже отвечали, поэтому получилась редакция {number}. Идущие опросы остались на прежней."
