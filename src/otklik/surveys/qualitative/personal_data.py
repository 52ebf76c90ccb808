"""Names in qualitative sources, and how they are forgotten."""

from collections.abc import Iterator
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from otklik.base.personal_data import Expiry, Held, Holder, Person
from otklik.surveys.models import QualitativeSource

KEPT_DAYS = 3 * 365


def named_by(person: Person) -> QuerySet[QualitativeSource]:
    """Sources that bear the person's whole name."""
    own = QualitativeSource.objects.filter(administration_id=person.administration_id)
    return own.filter(speaker_name__in=[name for name in person.names if name])


def held_sources(person: Person) -> Iterator[Held]:
    """Every source with the name."""
    for source in named_by(person):
        yield Held(
            f"{source.get_kind_display().capitalize()}: {source.title}",
            source.created_at,
            (("Имя", source.speaker_name),),
        )


def forget_person(person: Person) -> int:
    """Take the name off; what was said still counts (152-ФЗ)."""
    return named_by(person).update(speaker_name="", erased_at=timezone.now())


def forget_names(administration_id: int, before: date, limit: int = 1000) -> int:
    """Take off at most so many names of sources before the date; returns how many."""
    return QualitativeSource.objects.filter(pk__in=_old(administration_id, before, limit)).update(
        speaker_name="", erased_at=timezone.now()
    )


def count_old_names(administration_id: int, before: date, limit: int) -> int:
    """How many sources before the date still bear a name, at most `limit`."""
    return len(_old(administration_id, before, limit))


def _old(administration_id: int, before: date, limit: int) -> list[int]:
    old = QualitativeSource.objects.filter(administration_id=administration_id, held_on__lt=before)
    return list(old.exclude(speaker_name="").order_by("held_on").values_list("pk", flat=True)[:limit])


HOLDER = Holder(
    slug="surveys.qualitative_source",
    title="Интервью и экспертные оценки",
    kinds="фамилия, имя, отчество",
    held=held_sources,
    forget=forget_person,
    expiry=Expiry(KEPT_DAYS, "три года со дня беседы", count_old_names, forget_names),
)
