"""One page of the registry: fifty rows from a key, never a count of all."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db.models import Q, TextField, Value
from django.db.models.functions import Concat, Substr

from otklik.accounts.models import User
from otklik.base.actor import Actor
from otklik.base.planned_once import planned_once
from otklik.catalog import queries as catalog
from otklik.catalog.models import Department
from otklik.intake.models import FeedbackItem, SavedView
from otklik.intake.originals import MARGIN, mask_openings
from otklik.intake.queries import COUNT_LIMIT
from otklik.intake.querysets import FeedbackItemQuerySet
from otklik.intake.registry import ID_DIGITS, RegistryFilter
from otklik.intake.registry_rows import registry_rows
from otklik.intake.search import Search, search_of

PAGE_SIZE = 50
OPENING_LETTERS = 200


@dataclass(frozen=True)
class RowKey:
    """Where a page begins or ends: moment of receipt and id."""

    received_at: datetime
    item_id: int

    @classmethod
    def parse(cls, text: str) -> "RowKey | None":
        """Read «2025-03-28T07:00:00+00:00,17»; None for anything else, which means the first page."""
        moment, _, number = text.partition(",")
        try:
            received_at = datetime.fromisoformat(moment)
            received_at.astimezone(UTC)
        except (ValueError, OverflowError):
            return None
        if received_at.tzinfo is None or not number.isdecimal() or len(number) > ID_DIGITS:
            return None
        return cls(received_at, int(number))

    def __str__(self) -> str:
        return f"{self.received_at.isoformat()},{self.item_id}"


@dataclass(frozen=True)
class RegistryPage:
    """Items with `opening` (title or first words) in place of the whole text, newest first."""

    items: list[FeedbackItem]
    before: RowKey | None
    after: RowKey | None
    count: int
    search: Search | None = None

    @property
    def count_shown(self) -> str:
        """«312», or «1000+» where nobody counts further."""
        return f"{COUNT_LIMIT}+" if self.count > COUNT_LIMIT else str(self.count)


def registry_page(
    actor: Actor, chosen: RegistryFilter, *, after: RowKey | None = None, before: RowKey | None = None
) -> RegistryPage:
    """The rows after (or before) a key, or the first ones; one row more is read to know whether there are others.

    Titles and openings bear masks for everybody: a list is no look at an original.
    """
    search = search_of(actor, chosen.q) if chosen.q else None
    rows = registry_rows(actor, chosen, search)
    listed = rows.defer("text").annotate(
        opening=Substr(Concat("title", Value(" "), "text", output_field=TextField()), 1, OPENING_LETTERS + MARGIN)
    )
    if before:
        ahead = Q(received_at__gt=before.received_at) | Q(received_at=before.received_at, id__gt=before.item_id)
        found = list(listed.filter(ahead).order_by("received_at", "id")[: PAGE_SIZE + 1])
        has_before, has_after, items = len(found) > PAGE_SIZE, True, found[:PAGE_SIZE][::-1]
    else:
        listed = listed.after(after.received_at, after.item_id) if after else listed
        found = list(listed.newest_first()[: PAGE_SIZE + 1])
        has_before, has_after, items = after is not None, len(found) > PAGE_SIZE, found[:PAGE_SIZE]
    mask_openings(items, OPENING_LETTERS)
    return RegistryPage(
        items=items,
        before=_key(items[0]) if items and has_before else None,
        after=_key(items[-1]) if items and has_after else None,
        count=bounded_count(rows),
        search=search,
    )


def _key(item: FeedbackItem) -> RowKey:
    return RowKey(item.received_at, item.pk)


def bounded_count(rows: FeedbackItemQuerySet) -> int:
    """How many rows there are, COUNT_LIMIT + 1 at most."""
    return rows.newest_first().values("pk")[: COUNT_LIMIT + 1].count()


@dataclass(frozen=True)
class Names:
    """Titles by id, so that a list of items joins nothing."""

    channels: Mapping[int, str]
    departments: Mapping[int, str]
    people: Mapping[int, str]


def names_of(administration_id: int) -> Names:
    """Channels, units and people of the administration; three queries however long the list is."""
    people = User.objects.filter(administration_id=administration_id).values_list("pk", "full_name")
    units = Department.objects.filter(administration_id=administration_id).values_list("pk", "title")
    return Names(
        channels=dict(catalog.channels(administration_id).values_list("pk", "title")),
        departments=dict(units),
        people=dict(people),
    )


@planned_once()
def saved_views(actor: Actor) -> list[SavedView]:
    """The filters that the person keeps under a name."""
    if actor.user_id is None:
        return []
    return list(SavedView.objects.filter(administration_id=actor.administration_id, user_id=actor.user_id))
