"""Reads of the catalogue: administrations, the calendar, topics in force, choices for forms."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import islice
from pathlib import Path

from django.conf import settings
from django.core.cache import caches
from django.db.models import QuerySet

from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.base.planned_once import planned_once
from otklik.catalog.models import (
    Administration,
    CalendarDay,
    Category,
    Channel,
    ClientSegment,
    Department,
    LifeSituation,
    OutsideBody,
    Process,
    Reason,
    Topic,
    TopicEdition,
    Touchpoint,
)
from otklik.catalog.shared_profiles import take_profile
from otklik.core.deadlines import LegalClass
from otklik.core.workdays import WorkCalendar, russian_calendar
from otklik.procedures import registry
from otklik.procedures.decree_reading import DecreePart, decree_parts
from otklik.procedures.loading import DECREE_FILE
from otklik.procedures.schema import Procedure

#: What may be a folder's name: anybody may type anything as the first part of an address.
_SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")
#: Seconds until a visitor sees a change of the administration's own row.
VISITORS_SEE_AFTER = 5


def administrations() -> QuerySet[Administration]:
    """All administrations of the installation by name."""
    return Administration.objects.order_by("short_title")


def administration_by_slug(slug: str) -> Administration:
    """The administration, or NotFound."""
    found = Administration.objects.filter(slug=slug).first()
    if found is None:
        raise NotFound(f"Администрации «{slug}» в этой системе нет.")
    return found


def administration_for_visitors(slug: str) -> Administration:
    """The same for public pages, which may be some seconds behind a change of the settings: one look less a page."""
    if not _SLUG.fullmatch(slug):
        raise NotFound(f"Администрации «{slug[:80]}» в этой системе нет.")
    key = f"administration:{slug}"
    found = caches["memory"].get(key)
    if found is None:
        found = administration_by_slug(slug)
        caches["memory"].set(key, found, VISITORS_SEE_AFTER)
    return found  # type: ignore[no-any-return]


def procedure_of(slug: str) -> Procedure:
    """The decree of the administration as frozen data; KeyError when no profile bears the slug."""
    known = all_procedures()
    if (
        slug not in known
        and _SLUG.fullmatch(slug)
        and ((Path(settings.PROFILES_DIR) / slug).is_dir() or take_profile(slug))
    ):
        registry.forget()  # founded by another process or on another node after this one had read the folder
        known = all_procedures()
    return known[slug]


def all_procedures() -> Mapping[str, Procedure]:
    """Every decree at hand: shipped ones and the administrations' own."""
    return registry.procedures(Path(settings.PROFILES_DIR))


def decree_of(slug: str) -> tuple[DecreePart, ...]:
    """The text of the administration's decree laid out for reading."""
    return _decree(slug, procedure_of(slug).act.revision)


@lru_cache(maxsize=64)
def _decree(slug: str, _revision: str) -> tuple[DecreePart, ...]:
    folder = registry.profile_folder(slug, Path(settings.PROFILES_DIR))
    return decree_parts((folder / DECREE_FILE).read_text(encoding="utf-8"))


@planned_once()
def work_calendar(administration_id: int) -> WorkCalendar:
    """The production calendar with the administration's own exceptions."""
    days = CalendarDay.objects.filter(administration_id=administration_id)
    return _calendar(tuple(days.values_list("on", "is_working", "is_shortened")))


@lru_cache(maxsize=64)
def _calendar(own: tuple[tuple[date, bool, bool], ...]) -> WorkCalendar:
    exceptions = {on: is_working for on, is_working, _ in own}
    return russian_calendar(exceptions, {on: is_shortened for on, is_working, is_shortened in own if is_working})


def topic_edition(administration_id: int, on: date) -> TopicEdition | None:
    """The edition in force on the day: the latest effective one, a full edition before the shipped headings."""
    editions = TopicEdition.objects.filter(administration_id=administration_id, effective_on__lte=on)
    return editions.order_by("is_shipped", "-effective_on", "-pk").first()


def assignable_topics(administration_id: int, on: date) -> QuerySet[Topic]:
    """Topics that may be given to a question: levels 4 and 5, or level 3 where only headings are at hand."""
    edition = topic_edition(administration_id, on)
    lowest = 3 if edition is None or edition.is_shipped else 4
    return Topic.objects.filter(edition=edition, level__gte=lowest)


def topics_matching(administration_id: int, on: date, words: str, limit: int = 20) -> list[Topic]:
    """Assignable topics whose name or code holds every one of the words; in Python, as SQLite folds no Cyrillic."""
    wanted = words.casefold().split()
    topics = assignable_topics(administration_id, on)
    found = (topic for topic in topics if all(word in f"{topic.code} {topic.name}".casefold() for word in wanted))
    return list(islice(found, limit))


def topic_titles(ids: Iterable[int]) -> dict[int, str]:
    """Code and name of topics by id; of any edition, for what was given stays given."""
    wanted = set(ids)
    return {topic.pk: str(topic) for topic in Topic.objects.filter(pk__in=wanted)} if wanted else {}


@dataclass(frozen=True)
class TopicChange:
    """One line of the difference between two editions."""

    code: str
    before: str
    after: str


def edition_difference(old: TopicEdition, new: TopicEdition) -> list[TopicChange]:
    """Codes added, removed or renamed, by code."""
    before = dict(old.topics.values_list("code", "name"))
    after = dict(new.topics.values_list("code", "name"))
    codes = sorted(code for code in before.keys() | after.keys() if before.get(code) != after.get(code))
    return [TopicChange(code, before.get(code, ""), after.get(code, "")) for code in codes]


def channels(administration_id: int, audience: str | None = None) -> QuerySet[Channel]:
    """Active channels in the decree's order."""
    found = Channel.objects.filter(administration_id=administration_id, is_active=True)
    return found.filter(audience=audience) if audience else found


def all_channels(administration_id: int) -> QuerySet[Channel]:
    """Channels in the decree's order, the switched-off ones too."""
    return Channel.objects.filter(administration_id=administration_id)


def network_channels(administration_id: int) -> QuerySet[Channel]:
    """Active channels whose messages the law counts as messages of a network: their clock may run in hours."""
    return channels(administration_id).filter(legal_class=LegalClass.NETWORK_MESSAGE)


def categories(administration_id: int) -> QuerySet[Category]:
    """Active categories of reading."""
    return Category.objects.filter(administration_id=administration_id, is_active=True)


def touchpoints(administration_id: int) -> QuerySet[Touchpoint]:
    """Active touchpoints."""
    return Touchpoint.objects.filter(administration_id=administration_id, is_active=True).select_related("process")


def processes(administration_id: int) -> QuerySet[Process]:
    """Active processes with their organisers."""
    return Process.objects.filter(administration_id=administration_id, is_active=True).select_related("organizer")


def reasons(administration_id: int) -> QuerySet[Reason]:
    """Active reasons."""
    return Reason.objects.filter(administration_id=administration_id, is_active=True)


def segments(administration_id: int) -> QuerySet[ClientSegment]:
    """Active client segments."""
    return ClientSegment.objects.filter(administration_id=administration_id, is_active=True)


def life_situations(administration_id: int) -> QuerySet[LifeSituation]:
    """Active life situations."""
    return LifeSituation.objects.filter(administration_id=administration_id, is_active=True)


def departments(administration_id: int) -> QuerySet[Department]:
    """Active units and organisations."""
    return Department.objects.filter(administration_id=administration_id, is_active=True)


def outside_bodies(administration_id: int) -> QuerySet[OutsideBody]:
    """Active bodies to which messages are forwarded, in their order."""
    return OutsideBody.objects.filter(administration_id=administration_id, is_active=True)


def topic_editions(actor: Actor) -> QuerySet[TopicEdition]:
    """Editions of the actor's administration, newest first."""
    return TopicEdition.objects.filter(administration_id=actor.administration_id)
