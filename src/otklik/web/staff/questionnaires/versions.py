"""Versions of a questionnaire, and what changed between two of them."""

from django.http import HttpResponse

from otklik.core.questionnaire.differences import differences
from otklik.surveys.questionnaires import edition_for, questionnaire_for, versions_of
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.questionnaires.place import can_run_surveys, questionnaire_page

SORTS = {"added": "добавлен", "removed": "убран", "changed": "изменён", "moved": "переставлен"}


@staff_page(can_run_surveys)
def versions(request: PageRequest, questionnaire_id: int) -> HttpResponse:
    """The versions; two chosen ones beside each other, at first the newest and the one before."""
    questionnaire = questionnaire_for(request.actor, questionnaire_id)
    found = versions_of(questionnaire)
    numbers = [version.number for version in found]
    new = _chosen(request.GET.get("new", ""), numbers, 0)
    old = _chosen(request.GET.get("old", ""), numbers, 1)
    compared = None
    if old is not None and new is not None and old != new:
        was = edition_for(request.actor, questionnaire_id, min(old, new))
        now = edition_for(request.actor, questionnaire_id, max(old, new))
        compared = differences(was.content, now.content)
    return questionnaire_page(
        request,
        "versions",
        questionnaire=questionnaire,
        versions=found,
        old=min(old, new) if old and new else old,
        new=max(old, new) if old and new else new,
        compared=compared,
        sorts=SORTS,
    )


def _chosen(sent: str, numbers: list[int], place: int) -> int | None:
    if sent.isdecimal() and len(sent) < 9 and int(sent) in numbers:  # noqa: PLR2004 - no version has more digits
        return int(sent)
    return numbers[place] if len(numbers) > place else None
