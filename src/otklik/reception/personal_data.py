"""What the reception keeps on a person, and how it forgets it."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from otklik.base.personal_data import Expiry, Held, Holder, Person
from otklik.delivery.actions.forget_recipient import forget_recipient
from otklik.reception.models import Visit, VisitContact
from otklik.reception.people import name_key, phone_key

KEPT_DAYS = 5 * 365 + 1
_BLANK = dict.fromkeys(("name", "phone", "email", "address", "name_key", "phone_key"), "")


def contacts_of(person: Person) -> QuerySet[VisitContact]:
    """Visits of the person: by the items that they became, by e-mail, phone or whole name."""
    names = {key for name in person.names if (key := name_key(name))}
    phones = {key for phone in person.phones if (key := phone_key(phone))}
    emails = {email.strip().lower() for email in person.emails if email.strip()}
    own = VisitContact.objects.filter(visit__administration_id=person.administration_id, erased_at__isnull=True)
    known = Q(visit__questions__item_id__in=person.item_ids) | Q(name_key__in=names) | Q(phone_key__in=phones)
    return own.filter(known | Q(email__in=emails)).distinct()


def held_visits(person: Person) -> Iterable[Held]:
    """Every visit with what the person said."""
    for contact in contacts_of(person).select_related("visit__schedule").prefetch_related("visit__questions"):
        visit = contact.visit
        facts = [("Имя", contact.name), ("Телефон", contact.phone), ("Почта", contact.email)]
        facts += [("Адрес", contact.address), ("Кто принимал", str(visit.schedule)), ("Тема", visit.topic)]
        facts += [(question.get_outcome_display(), question.text) for question in visit.questions.all()]
        facts += [("Согласие", contact.consent_version)]
        shown = tuple((title, value) for title, value in facts if value)
        yield Held(f"Запись на личный приём {visit.number}", visit.created_at, shown)


def forget_person(person: Person) -> int:
    """Blank contacts and words of the person's visits; that somebody was received still counts."""
    return forget(contacts_of(person).values_list("visit_id", flat=True))


@transaction.atomic
def forget(visit_ids: Iterable[int]) -> int:
    """Blank contact, topic and content of the visits, in the outbox too; returns how many (152-ФЗ)."""
    visits = list(Visit.objects.select_for_update().filter(pk__in=list(visit_ids)))
    ids = [visit.pk for visit in visits]
    VisitContact.objects.filter(visit_id__in=ids).update(**_BLANK, erased_at=timezone.now())
    for visit in visits:
        visit.questions.update(text="", explanation="", forwarded_to="")
        forget_recipient(target=visit)
    return Visit.objects.filter(pk__in=ids).update(topic="", code_digest="", request_key="")


def forget_visits(administration_id: int, before: date, limit: int = 1000) -> int:
    """Forget at most so many visits of days before the date; returns how many."""
    return forget(_old(administration_id, before, limit))


def count_old_visits(administration_id: int, before: date, limit: int) -> int:
    """How many visits of days before the date are not forgotten yet, at most `limit`."""
    return len(_old(administration_id, before, limit))


def _old(administration_id: int, before: date, limit: int) -> list[int]:
    old = Visit.objects.of(administration_id).filter(
        on__lt=before, contact__erased_at__isnull=True, contact__isnull=False
    )
    return list(old.order_by("on").values_list("pk", flat=True)[:limit])


HOLDER = Holder(
    slug="reception.visit",
    title="Личный приём: записи и карточки",
    kinds="фамилия, имя, отчество; телефон; адрес электронной почты; почтовый адрес; содержание устного обращения",
    held=held_visits,
    forget=forget_person,
    expiry=Expiry(KEPT_DAYS, "пять лет со дня приёма", count_old_visits, forget_visits),
)
