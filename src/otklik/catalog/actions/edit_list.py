"""Keeping the administration's lists: a channel or a reason is added without code and is switched off, not deleted."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Max

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.catalog.lists import CatalogList, catalog_list, decreed_slugs, rows_of
from otklik.catalog.models import Department, OfAdministration, Process
from otklik.catalog.policies import can_manage_catalog
from otklik.catalog.slugs import slug_of

LONGEST_TITLE = 200
RELATED: Mapping[str, Any] = {
    "process": Process,
    "organizer": Department,
    "parent": Department,
    "head": get_user_model(),
}


@transaction.atomic
def add_entry(*, actor: Actor, list_slug: str, title: str, facts: Mapping[str, Any]) -> OfAdministration:
    """Add an entry at the end of the list; RuleBroken for an empty or taken title. Порядок: murashi 2.2."""
    kept = _list(actor, list_slug)
    rows = rows_of(actor, kept)
    name = _title(rows, title)
    values = {"administration_id": actor.administration_id, "title": name, **_facts(actor, kept, facts)}
    values["slug"] = slug_of(name, frozenset(rows.values_list("slug", flat=True)) | decreed_slugs(actor, kept))
    if hasattr(kept.model, "position"):
        values["position"] = 1 + (rows.aggregate(last=Max("position"))["last"] or 0)
    if hasattr(kept.model, "from_profile"):
        values["from_profile"] = False
    row: OfAdministration = kept.model.objects.create(**values)
    audit.record(actor, "add_entry", row, f"{kept.title}: добавлено «{name}»")
    return row


@transaction.atomic
def change_entry(*, actor: Actor, list_slug: str, entry_id: int, title: str, facts: Mapping[str, Any]) -> None:
    """Rename an entry or change its facts; the decree's own words stay as they are."""
    kept = _list(actor, list_slug)
    row = _row(actor, kept, entry_id)
    name = _title(rows_of(actor, kept).exclude(pk=row.pk), title)
    if row.slug in decreed_slugs(actor, kept) and name != row.title:
        text = "Это слова порядка, переименовать их нельзя. Отключите строку и добавьте свою."
        raise RuleBroken("decreed", text, "title")
    given = _facts(actor, kept, facts)
    _check_parent(row, given.get("parent_id"))
    was, row.title = row.title, name
    for column, value in given.items():
        setattr(row, column, value)
    row.save(update_fields=["title", *given])
    told = f"«{was}» → «{name}»" if was != name else f"изменено «{name}»"
    audit.record(actor, "change_entry", row, f"{kept.title}: {told}")


@transaction.atomic
def set_entry_active(*, actor: Actor, list_slug: str, entry_id: int, is_active: bool) -> None:
    """Switch an entry off or on again; what was counted under it stays counted."""
    kept = _list(actor, list_slug)
    row = _row(actor, kept, entry_id)
    if not is_active and rows_of(actor, kept).filter(is_active=True).exclude(pk=row.pk).count() == 0:
        raise RuleBroken("last_entry", "Последнюю строку списка отключить нельзя: выбирать станет не из чего.")
    row.is_active = is_active
    row.save(update_fields=["is_active"])
    done = "включено снова" if is_active else "отключено"
    audit.record(actor, "set_entry_active", row, f"{kept.title}: {done} «{row.title}»")


def _list(actor: Actor, list_slug: str) -> CatalogList:
    if not can_manage_catalog(actor):
        raise NotFound
    return catalog_list(list_slug)


def _row(actor: Actor, kept: CatalogList, entry_id: int) -> Any:
    row = rows_of(actor, kept).select_for_update().filter(pk=entry_id).first()
    if row is None:
        raise NotFound
    return row


def _check_parent(row: Any, parent_id: int | None) -> None:
    """A unit stands under another, never under itself, nor under what stands under it."""
    if parent_id is None:
        return
    above = dict(Department.objects.filter(administration_id=row.administration_id).values_list("pk", "parent_id"))
    seen: set[int] = set()
    at: int | None = parent_id
    while at is not None and at not in seen:
        seen.add(at)
        at = above.get(at)
    if row.pk in seen:
        raise RuleBroken("own_parent", "Подразделение не может входить в само себя.", "parent")


def _title(others: Any, title: str) -> str:
    name = " ".join(title.split())[:LONGEST_TITLE]
    if not name:
        raise RuleBroken("title_empty", "Напишите название.", "title")
    if name.casefold() in {other.casefold() for other in others.values_list("title", flat=True)}:
        raise RuleBroken("title_taken", f"«{name}» в этом списке уже есть.", "title")
    return name


def _facts(actor: Actor, kept: CatalogList, facts: Mapping[str, Any]) -> dict[str, Any]:
    """The list's own facts of those given; a related row must belong to the administration."""
    values: dict[str, Any] = {}
    for name in kept.facts:
        if name not in facts:
            continue
        if name not in kept.related:
            values[name] = facts[name]
        elif facts[name] and not _is_own(actor, RELATED[name], facts[name]):
            raise NotFound
        else:
            values[f"{name}_id"] = facts[name] or None
    return values


def _is_own(actor: Actor, model: Any, pk: int) -> bool:
    return bool(model.objects.filter(administration_id=actor.administration_id, pk=pk).exists())
