"""The rows behind a registry filter."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, Q, QuerySet

from otklik.base.actor import Actor
from otklik.catalog import models as catalog
from otklik.catalog.queries import procedure_of
from otklik.core.appeals import ItemKind
from otklik.intake.models import AppealQuestion, ItemCategory, MatterMember
from otklik.intake.queries import queue
from otklik.intake.querysets import FeedbackItemQuerySet
from otklik.intake.registry import ME, NONE, RegistryFilter
from otklik.intake.search import Search, found, search_of

ENUMS = ("kind", "status", "verdict", "audience", "sender_kind", "form", "legal_class", "urgency", "tone")


def registry_rows(actor: Actor, chosen: RegistryFilter, search: Search | None = None) -> FeedbackItemQuerySet:
    """Everything that the actor may see and the filter lets through, in no order; no row twice.

    `search` is what `search_of` made of the filter's words, where the caller has it already.
    """
    items = queue(actor, chosen.queue or "all")
    if chosen.population == "complaints":
        items = items.filter(kind=ItemKind.COMPLAINT)
    elif chosen.population:
        items = items.appeals()
    for name in ENUMS:
        values = getattr(chosen, name)
        if values:
            items = items.filter(**_one_of(name, [value.value for value in values]))
    if chosen.author_mark:
        items = items.exclude(author_mark="")  # says nothing new, but lets the index of marked items serve
        if len(chosen.author_mark) == 1:
            items = items.filter(author_mark=chosen.author_mark[0].value)
    items = _by_time(items, actor, chosen)
    items = _by_catalogue(items, actor, chosen)
    items = _by_case(items, actor, chosen)
    items = _by_matter(items, actor, chosen)
    return found(items, actor, search or search_of(actor, chosen.q)) if chosen.q else items


def _one_of(name: str, values: list[Any]) -> dict[str, Any]:
    return {name: values[0]} if len(values) == 1 else {f"{name}__in": values}


def _by_time(items: FeedbackItemQuerySet, actor: Actor, chosen: RegistryFilter) -> FeedbackItemQuerySet:
    zone = ZoneInfo(procedure_of(actor.administration_slug).act.time_zone)
    first, last = chosen.received_from, chosen.received_to
    if chosen.quarter:
        # The bounds say nothing new: they let the newest-first index begin and end at the quarter.
        items = items.filter(quarter=chosen.quarter.key)
        first = max(first, chosen.quarter.start_on) if first else chosen.quarter.start_on
        last = min(last, chosen.quarter.end_on) if last else chosen.quarter.end_on
    if first:
        items = items.filter(received_at__gte=datetime.combine(first, time.min, zone))
    if last:
        items = items.filter(received_at__lt=datetime.combine(last + timedelta(days=1), time.min, zone))
    if chosen.due_from:
        items = items.filter(due_on__gte=chosen.due_from)
    return items.filter(due_on__lte=chosen.due_to) if chosen.due_to else items


def _ids(entries: QuerySet[Any], actor: Actor, slugs: tuple[str, ...]) -> list[int]:
    return list(entries.filter(administration_id=actor.administration_id, slug__in=slugs).values_list("pk", flat=True))


def _by_catalogue(items: FeedbackItemQuerySet, actor: Actor, chosen: RegistryFilter) -> FeedbackItemQuerySet:
    if chosen.subject:
        items = items.filter(**_one_of("subject", ["" if slug == NONE else slug for slug in chosen.subject]))
    lists: tuple[tuple[str, QuerySet[Any]], ...] = (
        ("channel", catalog.Channel.objects.all()),
        ("process", catalog.Process.objects.all()),
        ("touchpoint", catalog.Touchpoint.objects.all()),
        ("department", catalog.Department.objects.all()),
        ("segment", catalog.ClientSegment.objects.all()),
        ("life_situation", catalog.LifeSituation.objects.all()),
    )
    for name, entries in lists:
        slugs = getattr(chosen, name)
        if slugs:
            items = items.filter(_linked(f"{name}_id", _ids(entries, actor, slugs), with_none=NONE in slugs))
    if chosen.unit:
        unit = _ids(catalog.Department.objects.all(), actor, (chosen.unit,))
        items = items.of_unit(unit[0]) if unit else items.none()
    return _by_questions(items, actor, chosen)


def _linked(column: str, ids: list[int], *, with_none: bool) -> Q:
    linked = Q(**_one_of(column, ids)) if ids else Q(pk__in=[])
    return linked | Q(**{f"{column}__isnull": True}) if with_none else linked


def _by_questions(items: FeedbackItemQuerySet, actor: Actor, chosen: RegistryFilter) -> FeedbackItemQuerySet:
    """Topic and reason belong to questions: an item is shown once, however many of its questions fit."""
    if chosen.topic or chosen.reason:
        questions = AppealQuestion.objects.filter(item=OuterRef("pk"))
        if chosen.topic:
            questions = questions.filter(_topic_within(chosen.topic))
        if chosen.reason:
            ids = _ids(catalog.Reason.objects.all(), actor, chosen.reason)
            questions = questions.filter(_linked("reason_id", ids, with_none=NONE in chosen.reason))
        items = items.filter(Exists(questions))
    if chosen.category:
        ids = _ids(catalog.Category.objects.all(), actor, chosen.category)
        given = Exists(ItemCategory.objects.filter(item=OuterRef("pk"), category_id__in=ids))
        none = ~Exists(ItemCategory.objects.filter(item=OuterRef("pk")))
        items = items.filter(given | none if NONE in chosen.category else given)
    return items


def _topic_within(code: str) -> Q:
    """A heading stands for everything under it: its code without the empty blocks at the end."""
    if code == NONE:
        return Q(topic__isnull=True)
    parts = code.split(".")
    while len(parts) > 1 and parts[-1] == "0000":
        parts.pop()
    return Q(topic__code__startswith=".".join(parts))


def _by_case(items: FeedbackItemQuerySet, actor: Actor, chosen: RegistryFilter) -> FeedbackItemQuerySet:
    if chosen.assignee:
        who: dict[str, dict[str, Any]] = {ME: {"assignee_id": actor.user_id}, NONE: {"assignee_id__isnull": True}}
        items = items.filter(**who.get(chosen.assignee, {"assignee_id": chosen.assignee}))
    flags: dict[str, Callable[[bool], Q]] = {
        "late": lambda wanted: Q(is_late=wanted),
        "read": lambda wanted: Q(read_at__isnull=not wanted),
        "answered": lambda wanted: Q(answered_on__isnull=not wanted),
        "repeat": lambda wanted: Q(appeal__repeat_of__isnull=not wanted),
        "collective": lambda wanted: Q(appeal__author_count__gt=1) if wanted else Q(appeal__author_count__lte=1),
    }
    for name, condition in flags.items():
        wanted = getattr(chosen, name)
        if wanted is not None:
            items = items.filter(condition(wanted))
    if chosen.wait_min is not None:
        items = items.filter(waiting_days__gte=chosen.wait_min)
    if chosen.wait_max is not None:
        items = items.filter(waiting_days__lte=chosen.wait_max)
    return items


def _by_matter(items: FeedbackItemQuerySet, actor: Actor, chosen: RegistryFilter) -> FeedbackItemQuerySet:
    """Joined items are few: they are collected, where asking every row would take the whole table."""
    joined = MatterMember.objects.filter(matter__administration_id=actor.administration_id)
    if chosen.matter is not None:
        items = items.filter(pk__in=joined.filter(matter_id=chosen.matter).values("item_id"))
    if chosen.merged is None:
        return items
    if chosen.merged:
        return items.filter(pk__in=joined.values("item_id"))
    return items.exclude(Exists(MatterMember.objects.filter(item_id=OuterRef("pk"))))
