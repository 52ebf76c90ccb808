"""What arrivals and talks keep on a person, and how they forget it."""

from collections.abc import Iterable
from datetime import date
from functools import partial

from django.db import transaction
from django.db.models import Q, QuerySet

from otklik.base.files import forget_bytes
from otklik.base.models import StoredFile
from otklik.base.personal_data import Expiry, Held, Holder, Person
from otklik.catalog.local_time import beginning_of
from otklik.correspondence.models import Dialogue, ExpectedFile, InboundMessage, ReplyAddress, ThreadKey

#: The item keeps the words: the arrival as it came is needed only while somebody asks how it was understood.
KEPT_DAYS = 30


def arrivals_of(person: Person) -> QuerySet[InboundMessage]:
    """Arrivals that became the person's items."""
    own = InboundMessage.objects.filter(administration_id=person.administration_id)
    return own.filter(item_id__in=person.item_ids)


def _addresses_of(person: Person) -> QuerySet[ReplyAddress]:
    own = ReplyAddress.objects.filter(item__administration=person.administration_id)
    wanted = Q(item_id__in=person.item_ids)
    for email in person.emails:
        wanted |= Q(talker__iexact=email)
    return own.filter(wanted)


def held_arrivals(person: Person) -> Iterable[Held]:
    """Where the person is answered, and what came of the person."""
    for address in _addresses_of(person).select_related("connection", "item"):
        facts = (("Подключение", address.connection.title), ("Кому отвечаем", address.talker))
        yield Held(f"Адрес для ответа на № {address.item.number}", address.item.received_at, facts)
    for arrival in arrivals_of(person).select_related("connection"):
        facts = (("Подключение", arrival.connection.title), ("Чем стало", arrival.became))
        yield Held("Сообщение в том виде, в каком пришло", arrival.arrived_at, facts)


@transaction.atomic
def forget_arrivals(person: Person) -> int:
    """Erase bytes, addresses, threads, talks and what was still to be fetched; that something came stays."""
    addresses = list(_addresses_of(person))
    for address in addresses:
        Dialogue.objects.filter(connection_id=address.connection_id, talker=address.talker).delete()
    items = {address.item_id for address in addresses} | set(person.item_ids)
    ReplyAddress.objects.filter(item__in=items).delete()
    ThreadKey.objects.filter(item__in=items).delete()
    ExpectedFile.objects.filter(item__in=items).delete()
    return len(addresses) + forget_bodies(InboundMessage.objects.filter(item__in=items))


def forget_bodies(rows: QuerySet[InboundMessage]) -> int:
    """Erase the bytes of these arrivals, those in files too; returns how many had some."""
    found = list(rows.filter(is_forgotten=False).values_list("pk", "file_id"))
    InboundMessage.objects.filter(pk__in=[pk for pk, _ in found]).update(
        body=b"", file=None, is_forgotten=True, last_error=""
    )
    for stored in StoredFile.objects.filter(pk__in=[file_id for _, file_id in found if file_id]):
        stored.delete()
        transaction.on_commit(partial(forget_bytes, stored.path))
    return len(found)


def _old(administration_id: int, before: date, limit: int) -> list[int]:
    begun = beginning_of(administration_id, before)
    kept = InboundMessage.objects.filter(administration_id=administration_id, is_forgotten=False, created_at__lt=begun)
    done = kept.exclude(state=InboundMessage.State.WAITING)
    return list(done.order_by("created_at").values_list("pk", flat=True)[:limit])


def count_old_arrivals(administration_id: int, before: date, limit: int) -> int:
    """Arrivals made before the day whose bytes are still kept, at most `limit`."""
    return len(_old(administration_id, before, limit))


@transaction.atomic
def forget_old_arrivals(administration_id: int, before: date, limit: int) -> int:
    """Erase the bytes of at most so many arrivals made before the day; the key stays, so that none comes twice."""
    return forget_bodies(InboundMessage.objects.filter(pk__in=_old(administration_id, before, limit)))


HOLDER = Holder(
    slug="correspondence.arrivals",
    title="Поступившие сообщения каналов",
    kinds="имя или адрес в канале; письмо или сообщение в том виде, в каком пришло",
    held=held_arrivals,
    forget=forget_arrivals,
    expiry=Expiry(
        KEPT_DAYS,
        "30 дней после поступления: слова автора остаются в карточке",
        count_old_arrivals,
        forget_old_arrivals,
    ),
)
