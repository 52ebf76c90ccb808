"""Those of a population who can be drawn: from the register or a list; what is kept of them and how it is forgotten."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from otklik.base.actor import Actor
from otklik.base.personal_data import Expiry, Held, Holder, Person
from otklik.intake.models import Contact
from otklik.surveys.models import FramePerson, Survey

MOST_PEOPLE = 50_000
#: After a survey has ended its list is needed for complaints about it, no longer.
KEPT_DAYS = 180
_BLANK = {"name": "", "email": "", "phone": "", "address": ""}


@dataclass(frozen=True)
class Known:
    """Somebody who can be drawn, not stored yet."""

    ref: str
    cell: int
    item_id: int | None = None
    name: str = ""
    email: str = ""
    phone: str = ""
    address: str = ""


@dataclass(frozen=True)
class Drawn:
    """One of those drawn, with the contact as it stands now."""

    place: int
    ref: str
    cell: str
    name: str
    email: str
    phone: str
    address: str
    erased: bool


def keep_people(survey: Survey, people: Iterable[Known]) -> int:
    """Replace the survey's frame by these; returns how many."""
    FramePerson.objects.filter(survey=survey).delete()
    rows = [
        FramePerson(
            survey=survey, ref=one.ref, cell=one.cell, item_id=one.item_id, name=one.name[:300], email=one.email[:254],
            phone=one.phone[:60], address=one.address[:500],
        )
        for one in people
    ]  # fmt: skip
    FramePerson.objects.bulk_create(rows, batch_size=2000)
    return len(rows)


def drawn_people(survey: Survey, titles: dict[int, str]) -> list[Drawn]:
    """Those drawn in the order of the draw; contacts of authors come from their cases, erased ones are gone."""
    rows = list(FramePerson.objects.filter(survey=survey, place__isnull=False).order_by("place"))
    cases = Contact.objects.in_bulk([row.item_id for row in rows if row.item_id])
    return [_drawn(row, cases.get(row.item_id or 0), titles) for row in rows]


def _drawn(row: FramePerson, case: Contact | None, titles: dict[int, str]) -> Drawn:
    holder = case or row
    erased = row.erased_at is not None or (case is not None and case.erased_at is not None)
    return Drawn(
        row.place or 0,
        row.ref.replace("item:", "обращение ").replace("row:", "строка "),
        titles.get(row.cell, ""),
        holder.name,
        holder.email,
        holder.phone,
        holder.address,
        erased,
    )


def e_mails_of_drawn(actor: Actor, survey: Survey) -> list[str]:
    """Addresses of those drawn, for personal invitations; people without one are reached by the interviewer."""
    if survey.administration_id != actor.administration_id:
        return []
    return list(dict.fromkeys(one.email.lower() for one in drawn_people(survey, {}) if one.email and not one.erased))


def people_like(person: Person) -> QuerySet[FramePerson]:
    """Lines of lists that are the person's: by e-mail, phone or whole name."""
    own = FramePerson.objects.filter(
        survey__administration_id=person.administration_id, erased_at__isnull=True, item_id__isnull=True
    )
    known = Q(email__in=[one for one in person.emails if one]) | Q(name__in=[one for one in person.names if one])
    for phone in person.phones:
        if phone:
            known |= Q(phone__endswith=phone)
    return own.filter(known) if (person.emails or person.names or person.phones) else own.none()


def held_lines(person: Person) -> Iterator[Held]:
    """Every line of a list with what it says."""
    for line in people_like(person).select_related("survey"):
        facts = [("Имя", line.name), ("Почта", line.email), ("Телефон", line.phone), ("Адрес", line.address)]
        shown = tuple((title, value) for title, value in facts if value)
        yield Held(f"Список для выборки опроса «{line.survey.title}»", line.survey.created_at, shown)


def forget_person(person: Person) -> int:
    """Blank the person's lines; that somebody was drawn still counts (152-ФЗ)."""
    return people_like(person).update(**_BLANK, erased_at=timezone.now())


@transaction.atomic
def forget_lists(administration_id: int, before: date, limit: int = 1000) -> int:
    """Blank at most so many lines of surveys that ended before the date; returns how many."""
    return FramePerson.objects.filter(pk__in=_old(administration_id, before, limit)).update(
        **_BLANK, erased_at=timezone.now()
    )


def count_old_lines(administration_id: int, before: date, limit: int) -> int:
    """How many lines of surveys that ended before the date are not forgotten yet, at most `limit`."""
    return len(_old(administration_id, before, limit))


def _old(administration_id: int, before: date, limit: int) -> list[int]:
    ended = FramePerson.objects.filter(
        survey__administration_id=administration_id,
        survey__state=Survey.State.CLOSED,
        survey__closes_on__lt=before,
        erased_at__isnull=True,
        item_id__isnull=True,
    )
    named = ended.exclude(name="", email="", phone="", address="")
    return list(named.order_by("pk").values_list("pk", flat=True)[:limit])


HOLDER = Holder(
    slug="surveys.frame_person",
    title="Опросы: списки, из которых отобраны люди",
    kinds="фамилия, имя, отчество; адрес электронной почты; телефон; почтовый адрес",
    held=held_lines,
    forget=forget_person,
    expiry=Expiry(KEPT_DAYS, "полгода после завершения опроса", count_old_lines, forget_lists),
)
