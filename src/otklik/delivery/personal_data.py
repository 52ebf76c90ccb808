"""What the outbox keeps on a person, and how it forgets it."""

from collections.abc import Iterable
from datetime import date, datetime, time

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from otklik.base.personal_data import Expiry, Held, Holder, Person
from otklik.delivery.models import OutgoingMessage
from otklik.delivery.sheets import forget_sheets

#: An answer stands in its case as well: the letter itself is needed only while somebody asks whether it arrived.
KEPT_DAYS = 90
ERASED = "Личные данные уничтожены."
_ITEM = "intake.feedbackitem:"


def letters_of(person: Person) -> QuerySet[OutgoingMessage]:
    """What was sent to the person's addresses, about the person's cases, and to where the person talked about them."""
    own = OutgoingMessage.objects.filter(administration_id=person.administration_id).exclude(to="")
    emails = {email.strip().lower() for email in person.emails if email.strip()}
    wanted = Q(pk__in=[])
    for email in emails:
        wanted |= Q(to__iexact=email)
    about = own.filter(target__in=[f"{_ITEM}{item_id}" for item_id in person.item_ids])
    for connection_id, talker in about.exclude(connection=None).values_list("connection_id", "to").distinct():
        wanted |= Q(connection_id=connection_id, to=talker)
    return own.filter(wanted | Q(pk__in=about.values("pk")))


def held_letters(person: Person) -> Iterable[Held]:
    """Every letter with its address, subject and words."""
    for letter in letters_of(person).order_by("pk").iterator():
        facts = (
            ("Кому", letter.to),
            ("Состояние", letter.get_state_display()),
            ("Текст", "" if letter.is_secret else letter.text),
        )
        yield Held(f"Письмо «{letter.subject}»", letter.created_at, tuple(one for one in facts if one[1]))


def forget_letters(person: Person) -> int:
    """Blank address and words; what has not left does not leave."""
    return _blank(letters_of(person))


def count_old_letters(administration_id: int, before: date, limit: int) -> int:
    """Letters made before the day that still name somebody, at most `limit`."""
    return len(_old(administration_id, before, limit))


def forget_old_letters(administration_id: int, before: date, limit: int) -> int:
    """Blank at most so many letters made before the day; returns how many."""
    return _blank(OutgoingMessage.objects.filter(pk__in=_old(administration_id, before, limit)))


@transaction.atomic
def _blank(letters: QuerySet[OutgoingMessage]) -> int:
    ids = list(letters.values_list("pk", flat=True))
    rows = OutgoingMessage.objects.filter(pk__in=ids)
    rows.exclude(last_error="").update(last_error=ERASED)  # a server's refusal often names the address
    waiting = rows.filter(state__in=OutgoingMessage.NOT_LEFT)
    waiting.update(state=OutgoingMessage.State.FAILED, last_error=ERASED)
    forget_sheets(ids)
    return rows.update(to="", address="", text="", thread={})


def _old(administration_id: int, before: date, limit: int) -> list[int]:
    begun = timezone.make_aware(datetime.combine(before, time.min))
    old = OutgoingMessage.objects.filter(administration_id=administration_id, created_at__lt=begun)
    done = old.exclude(state__in=OutgoingMessage.ON_THE_WAY).exclude(to="", address="", text="")
    return list(done.order_by("pk").values_list("pk", flat=True)[:limit])


HOLDER = Holder(
    slug="delivery.letters",
    title="Исходящая почта",
    kinds="адрес электронной почты, почтовый адрес, имя в сети; текст сообщения",
    held=held_letters,
    forget=forget_letters,
    expiry=Expiry(
        KEPT_DAYS, "90 дней после отправки: ответ остаётся в карточке", count_old_letters, forget_old_letters
    ),
)
