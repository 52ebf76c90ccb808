"""A contact left after a survey, apart from the answer: kept, marked as told, erased. Порядок: murashi 2.4."""

import re

from django.db import transaction

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.base.events import SurveyContactErased, publish
from otklik.intake.queries import today_of
from otklik.surveys.codes import random_id
from otklik.surveys.models import Survey, SurveyContact
from otklik.surveys.policies import can_manage_contacts

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]{2,}")
_LEAST_DIGITS, _MOST_DIGITS = 6, 15


@transaction.atomic
def leave_contact(*, actor: Actor, survey_id: int, reach: str, name: str = "", consent_version: str) -> SurveyContact:
    """Keep who wants to know what changed. No audit row, no day: a moment would point at the answer just given.

    RuleBroken where the survey takes no contacts, or what was written is neither an address nor a telephone.
    """
    own = Survey.objects.filter(pk=survey_id, administration_id=actor.administration_id, takes_contacts=True)
    survey = own.exclude(state=Survey.State.DRAFT).first()
    if survey is None:
        raise NotFound
    words = " ".join(reach.replace("\0", "").split())
    if not _is_reachable(words):
        raise RuleBroken("reach", "Напишите адрес электронной почты или телефон, например 8 900 123-45-67.", "reach")
    return SurveyContact.objects.create(
        id=random_id(),
        administration_id=actor.administration_id,
        survey=survey,
        month=today_of(actor).replace(day=1),
        name=" ".join(name.replace("\0", "").split())[:200],
        reach=words[:200],
        consent_version=consent_version,
    )


@transaction.atomic
def mark_told(*, actor: Actor, contact_id: int, how: str, is_told: bool = True) -> SurveyContact:
    """The person was told what changed, and how; or the mark was a mistake."""
    contact = _contact(actor, contact_id)
    contact.told_on = today_of(actor) if is_told else None
    contact.told_how = " ".join(how.replace("\0", "").split())[:500] if is_told else ""
    contact.save(update_fields=["told_on", "told_how"])
    mark = "уведомлён" if is_told else "ещё не уведомлён"
    audit.record(actor, "mark_told", contact.survey, f"Участник опроса отмечен: {mark}")
    return contact


@transaction.atomic
def erase_contact(*, actor: Actor, contact_id: int) -> None:
    """Delete the contact; no answer is touched, for none is tied to it (152-ФЗ)."""
    contact = _contact(actor, contact_id)
    survey = contact.survey
    publish(SurveyContactErased((contact.pk,)))
    contact.delete()
    audit.record(actor, "erase_survey_contact", survey, "Стёрт контакт участника опроса")


def _contact(actor: Actor, contact_id: int) -> SurveyContact:
    own = SurveyContact.objects.filter(administration_id=actor.administration_id).select_related("survey")
    found = own.filter(pk=contact_id).first()
    if found is None or not can_manage_contacts(actor):
        raise NotFound
    return found


def _is_reachable(words: str) -> bool:
    digits = sum(sign.isdigit() for sign in words)
    is_phone = _LEAST_DIGITS <= digits <= _MOST_DIGITS and not set(words) - set("+0123456789 ()-‑–.,добмтел")
    return bool(_EMAIL.fullmatch(words)) or is_phone
