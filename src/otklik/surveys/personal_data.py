"""Contacts that respondents left: what is kept on a person, and how it is forgotten."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from otklik.base.personal_data import Expiry, Held, Holder, Person
from otklik.core.russian import date_long
from otklik.surveys.models import SurveyContact

#: A contact is kept until the person was told, at most three years.
KEPT_DAYS = 3 * 365 + 1
_PHONE_DIGITS = 10


def contacts_of(person: Person) -> QuerySet[SurveyContact]:
    """Contacts by the person's e-mail or telephone; a name alone is not enough, for many bear the same."""
    known = Q(pk__in=[])
    for email in person.emails:
        if email.strip():
            known |= Q(reach__iexact=email.strip())
    own = SurveyContact.objects.filter(administration_id=person.administration_id)
    phones = {phone for phone in person.phones if phone}
    if phones:
        rows = own.exclude(reach__contains="@").values_list("pk", "reach").iterator()
        known |= Q(pk__in=[pk for pk, reach in rows if _digits(reach) in phones])
    return own.filter(known)


def held_contacts(person: Person) -> Iterable[Held]:
    """Every contact with the survey that it was left after."""
    for contact in contacts_of(person).select_related("survey"):
        facts = (("Имя", contact.name), ("Почта или телефон", contact.reach), ("Согласие", contact.consent_version))
        told = (("Уведомлён", date_long(contact.told_on)),) if contact.told_on else ()
        shown = tuple(fact for fact in (*facts, *told) if fact[1])
        yield Held(f"Контакт после опроса «{contact.survey}»", None, shown)


def forget_contacts(person: Person) -> int:
    """Delete them: nothing else is tied to them, so nothing else is lost."""
    return contacts_of(person).delete()[0]


def count_old_contacts(administration_id: int, before: date, limit: int) -> int:
    """Contacts of months before the day, at most `limit`."""
    return len(_old(administration_id, before, limit))


def forget_old_contacts(administration_id: int, before: date, limit: int) -> int:
    """Delete at most so many contacts of months before the day; returns how many."""
    return SurveyContact.objects.filter(pk__in=_old(administration_id, before, limit)).delete()[0]


def _old(administration_id: int, before: date, limit: int) -> list[int]:
    old = SurveyContact.objects.filter(administration_id=administration_id, month__lt=before.replace(day=1))
    return list(old.order_by("month").values_list("pk", flat=True)[:limit])


def _digits(reach: str) -> str:
    return "".join(sign for sign in reach if sign.isdigit())[-_PHONE_DIGITS:]


HOLDER = Holder(
    slug="surveys.contacts",
    title="Контакты после опросов",
    kinds="имя; адрес электронной почты или телефон",
    held=held_contacts,
    forget=forget_contacts,
    expiry=Expiry(
        KEPT_DAYS, "три года: за это время человека извещают, что изменилось", count_old_contacts, forget_old_contacts
    ),
)
