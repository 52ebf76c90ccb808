"""What publications keep on persons, and how they forget: they are public, yet they name people, and they age."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import Q, QuerySet

from otklik.base.personal_data import Expiry, Held, Holder, Person
from otklik.catalog.local_time import beginning_of
from otklik.core.personal_data import Known, mask
from otklik.mentions.models import Mention

#: As long as the quarters that they stand beside are compared with: this year's and the two before.
KEPT_DAYS = 3 * 365 + 1
FORGOTTEN = "Текст удалён по истечении срока хранения."
_WORDS = ("source", "title", "text", "note")


def mentions_of(person: Person) -> QuerySet[Mention]:
    """Publications that name the person as the person is written: whole name, e-mail."""
    words = [word.strip() for word in (*person.names, *person.emails) if word.strip()]
    wanted = Q(pk__in=[])
    for word in words:
        wanted |= Q(text__icontains=word) | Q(title__icontains=word) | Q(source__icontains=word)
    return Mention.objects.filter(wanted, administration_id=person.administration_id)


def held_mentions(person: Person) -> Iterable[Held]:
    """Each with its source, link and words."""
    for one in mentions_of(person).order_by("pk"):
        facts = (("Источник", one.source), ("Ссылка", one.url), ("Текст", f"{one.title} {one.text}".strip()))
        yield Held("Публикация в СМИ или сети", one.published_at, tuple(fact for fact in facts if fact[1]))


@transaction.atomic
def forget_mentions(person: Person) -> int:
    """Mask the person in them; that something was published still counts."""
    known = Known(names=person.names, exact=person.emails, phones=person.phones)
    rows = list(mentions_of(person).select_for_update())
    for row in rows:
        shown = {name: mask(getattr(row, name), known) for name in _WORDS}
        Mention.objects.filter(pk=row.pk).update(
            source=shown.pop("source")[:200], title=shown.pop("title")[:300], note=shown.pop("note")[:500], **shown
        )
    return len(rows)


def _old(administration_id: int, before: date, limit: int) -> list[int]:
    begun = beginning_of(administration_id, before)
    own = Mention.objects.filter(administration_id=administration_id, taken_at__lt=begun)
    kept = own.exclude(text=FORGOTTEN, title="", url="", note="")
    return list(kept.order_by("taken_at").values_list("pk", flat=True)[:limit])


def count_old_mentions(administration_id: int, before: date, limit: int) -> int:
    """Publications taken before the day whose words are kept, at most `limit`."""
    return len(_old(administration_id, before, limit))


def forget_old_mentions(administration_id: int, before: date, limit: int) -> int:
    """Erase words and links of at most so many; medium, day, tone and categories still count."""
    rows = Mention.objects.filter(pk__in=_old(administration_id, before, limit))
    return rows.update(text=FORGOTTEN, title="", url="", note="")


HOLDER = Holder(
    slug="mentions.publications",
    title="Упоминания в СМИ и сетях",
    kinds="имена и контакты, названные в публикациях",
    held=held_mentions,
    forget=forget_mentions,
    expiry=Expiry(
        KEPT_DAYS,
        "три года: с ними сравнивают показатели кварталов; публикация остаётся у её источника",
        count_old_mentions,
        forget_old_mentions,
    ),
)
HOLDERS: tuple[Holder, ...] = (HOLDER,)
