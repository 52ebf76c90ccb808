"""Taking in publications: the same link once, nearly the same words as a reprint."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from otklik.catalog.models import Administration
from otklik.core.near_texts import Imprint, imprint, near_groups
from otklik.core.periods import Quarter, local_date
from otklik.mentions.enums import Medium
from otklik.mentions.keys import mention_key
from otklik.mentions.models import Mention, MentionFeed

#: A reprint appears within so many days of the first publication.
REPRINT_DAYS = 14
MOST_COMPARED = 5000
_LETTERS = 100_000


@dataclass(frozen=True)
class Publication:
    """What a file or a feed tells of one publication."""

    source: str
    text: str
    published_at: datetime
    title: str = ""
    url: str = ""
    medium: Medium = Medium.MEDIA


@transaction.atomic
def keep_mentions(administration: Administration, told: Iterable[Publication], feed: MentionFeed | None = None) -> int:
    """Store what is new; how many. Mentions are no items: nothing else is written. Порядок: biysk 3, livny 3."""
    rows = {row.key: row for row in (_row(administration, one, feed) for one in told)}
    own = Mention.objects.filter(administration=administration)
    for known in own.filter(key__in=list(rows)).values_list("key", flat=True):
        del rows[known]
    fresh = list(rows.values())
    Mention.objects.bulk_create(fresh, ignore_conflicts=True, batch_size=500)
    stored = list(own.filter(key__in=list(rows)))
    if stored:
        _find_reprints(administration, stored)
    return len(stored)


def _row(administration: Administration, told: Publication, feed: MentionFeed | None) -> Mention:
    key = mention_key(url=told.url, source=told.source, published_at=told.published_at, text=told.text or told.title)
    day = local_date(told.published_at, administration.time_zone)
    return Mention(
        administration=administration,
        feed=feed,
        source=told.source[:200],
        medium=told.medium.value,
        url=told.url[:1000],
        title=told.title[:300],
        text=(told.text or told.title)[:_LETTERS],
        published_at=told.published_at,
        quarter=Quarter.of(day).key,
        key=key,
    )


def _find_reprints(administration: Administration, fresh: Sequence[Mention]) -> None:
    """Tie each fresh one to the earliest that says nearly the same within the days around it."""
    first = min(one.published_at for one in fresh) - timedelta(days=REPRINT_DAYS)
    last = max(one.published_at for one in fresh) + timedelta(days=REPRINT_DAYS)
    own = Mention.objects.filter(administration=administration, published_at__range=(first, last))
    near = {one.pk: one for one in own.order_by("published_at", "pk")[:MOST_COMPARED]}
    imprints: list[Imprint] = [made for one in near.values() if (made := imprint(one.pk, f"{one.title} {one.text}"))]
    changed = []
    for group in near_groups(imprints, fewest=2):
        head, *others = sorted((near[pk] for pk in group), key=lambda one: (one.published_at, one.pk))
        for one in others:
            is_near = one.published_at - head.published_at <= timedelta(days=REPRINT_DAYS)
            if is_near and one.reprint_of_id is None and one.state == Mention.State.WAITING:
                one.reprint_of = head
                changed.append(one)
    Mention.objects.bulk_update(changed, ["reprint_of"], batch_size=500)
