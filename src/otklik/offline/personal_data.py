"""What stands here on a person, and how it is forgotten: calls, lists of participants, packs with their scans."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from otklik.base.personal_data import Expiry, Held, Holder, Person
from otklik.core.phones import phone_key
from otklik.intake.actions.forget_abandoned_files import forget_unused
from otklik.offline.models import EventParticipant, PackLetter, PhoneCall, ScanPack

CALL_DAYS, LIST_DAYS, PACK_DAYS = 5 * 365 + 1, 3 * 365, 180


def calls_of(person: Person) -> QuerySet[PhoneCall]:
    """Calls of the person: by the items that they became, by telephone or whole name."""
    own = PhoneCall.objects.filter(administration_id=person.administration_id, erased_at=None)
    phones = {key for phone in person.phones if (key := phone_key(phone))}
    return own.filter(Q(item_id__in=person.item_ids) | Q(phone_key__in=phones) | Q(name__in=person.names))


def held_calls(person: Person) -> Iterable[Held]:
    """Every call with what was said."""
    for call in calls_of(person):
        facts = [("Имя", call.name), ("Телефон", call.phone), ("С чем", call.question), ("Что ответили", call.said)]
        yield Held("Звонок на консультационную линию", call.at, tuple(fact for fact in facts if fact[1]))


def forget_calls(person: Person) -> int:
    """Blank the person's calls; that somebody called still counts."""
    return _blank(calls_of(person).values_list("pk", flat=True))


def _blank(ids: Iterable[int]) -> int:
    blank = dict.fromkeys(("name", "phone", "phone_key", "question", "said"), "")
    return PhoneCall.objects.filter(pk__in=list(ids)).update(**blank, erased_at=timezone.now())


def _old_calls(administration_id: int, before: date, limit: int) -> list[int]:
    old = PhoneCall.objects.filter(administration_id=administration_id, on__lt=before, erased_at=None)
    return list(old.order_by("on").values_list("pk", flat=True)[:limit])


def participants_of(person: Person) -> QuerySet[EventParticipant]:
    """The person in lists of participants, by the whole name."""
    own = EventParticipant.objects.filter(event__administration_id=person.administration_id)
    return own.filter(name__in=person.names)


def held_lists(person: Person) -> Iterable[Held]:
    """Each list with the event it belongs to."""
    for one in participants_of(person).select_related("event"):
        yield Held(f"Список участников: {one.event.title}", one.event.created_at, (("Имя", one.name),))


def _old_participants(administration_id: int, before: date, limit: int) -> list[int]:
    old = EventParticipant.objects.filter(event__administration_id=administration_id, event__on__lt=before)
    return list(old.values_list("pk", flat=True)[:limit])


def packs_of(person: Person) -> QuerySet[ScanPack]:
    """Packs with a letter of the person, by the items that the letters became."""
    letters = PackLetter.objects.filter(item_id__in=person.item_ids).values("pack_id")
    return ScanPack.objects.filter(administration_id=person.administration_id, pk__in=letters, file__isnull=False)


def held_packs(person: Person) -> Iterable[Held]:
    """Each pack by its name: the letter itself stands with its item."""
    for pack in packs_of(person):
        yield Held("Скан письма в пачке", pack.created_at, (("Пачка", pack.name),))


@transaction.atomic
def erase_packs(ids: Iterable[int]) -> int:
    """Erase files, pictures and cut-out letters of packs; how many letters there were still counts."""
    packs = list(ScanPack.objects.select_for_update().filter(pk__in=list(ids)))
    letters = PackLetter.objects.filter(pack__in=packs, file__isnull=False)
    files = [pack.file_id for pack in packs if pack.file_id] + [
        pk for pk in letters.values_list("file", flat=True) if pk
    ]
    letters.update(file=None)
    for pack in packs:
        pack.pages.all().delete()
    ScanPack.objects.filter(pk__in=[pack.pk for pack in packs]).update(file=None, name="стёрта", stage="")
    forget_unused(files)
    return len(packs)


def forget_packs(person: Person) -> int:
    """Erase the packs with the person's letters: their other letters stand with their items."""
    return erase_packs(packs_of(person).filter(state="done").values_list("pk", flat=True))


def _old_packs(administration_id: int, before: date, limit: int) -> list[int]:
    moment = datetime.combine(before, time(), UTC)
    old = ScanPack.objects.filter(administration_id=administration_id, created_at__lt=moment, file__isnull=False)
    return list(old.order_by("created_at").values_list("pk", flat=True)[:limit])


HOLDERS: tuple[Holder, ...] = (
    Holder(
        slug="offline.call",
        title="Телефонный журнал",
        kinds="фамилия, имя, отчество; телефон; содержание разговора",
        held=held_calls,
        forget=forget_calls,
        expiry=Expiry(
            CALL_DAYS,
            "пять лет со дня звонка",
            lambda administration_id, before, limit: len(_old_calls(administration_id, before, limit)),
            lambda administration_id, before, limit: _blank(_old_calls(administration_id, before, limit)),
        ),
    ),
    Holder(
        slug="offline.participant",
        title="Списки участников мероприятий",
        kinds="фамилия, имя, отчество",
        held=held_lists,
        forget=lambda person: participants_of(person).delete()[0],
        expiry=Expiry(
            LIST_DAYS,
            "три года со дня мероприятия",
            lambda administration_id, before, limit: len(_old_participants(administration_id, before, limit)),
            lambda administration_id, before, limit: EventParticipant.objects.filter(
                pk__in=_old_participants(administration_id, before, limit)
            ).delete()[0],
        ),
    ),
    Holder(
        slug="offline.pack",
        title="Пачки сканов",
        kinds="изображения писем со всем, что в них написано",
        held=held_packs,
        forget=forget_packs,
        expiry=Expiry(
            PACK_DAYS,
            "полгода: письма пачки стоят в реестре со своими сканами",
            lambda administration_id, before, limit: len(_old_packs(administration_id, before, limit)),
            lambda administration_id, before, limit: erase_packs(_old_packs(administration_id, before, limit)),
        ),
    ),
)
