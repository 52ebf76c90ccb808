"""Texts that came in numbers, word for word or nearly, over all channels: found once a day, shown with their counts."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from django.db import transaction
from django.db.models.functions import Substr
from django.utils import timezone

from otklik.analysis.models import MassText, TextLearning
from otklik.analysis.policies import can_view_mass_texts
from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.catalog import queries as catalog
from otklik.catalog.models import Administration, Channel
from otklik.core.appeals import Audience
from otklik.core.near_texts import Imprint, imprint, near_groups
from otklik.core.periods import local_date
from otklik.core.place_marks import place_marks
from otklik.core.text_terms import STOP_WORDS, plain
from otklik.intake.models import FeedbackItem
from otklik.intake.originals import masked_opening

#: So long back, and so many of the newest texts at most: some hundred bytes of memory each.
DAYS, MOST_TEXTS = 90, 50_000
#: Letters of a text that are compared.
LETTERS = 3000
#: Copies from which a text is a mass one.
FEWEST = 3
MOST_GROUPS, MOST_IDS = 40, 300
EVERY = timedelta(hours=20)
OPENING_LETTERS = 220
#: Words by which the registry finds a group, and texts of it that are looked at for them.
WORDS, LOOKED_AT = 5, 5
SHORTEST_WORD = 4


def find_mass_texts() -> int | None:
    """Find them anew for the administrations whose day has come; how many groups there are."""
    found = 0
    for own in Administration.objects.all():
        learning, _ = TextLearning.objects.get_or_create(pk=own.pk)
        if learning.mass_texts_at is None or learning.mass_texts_at < timezone.now() - EVERY:
            found += find_anew(own)
            TextLearning.objects.filter(pk=own.pk).update(mass_texts_at=timezone.now())
    return found or None


def find_anew(own: Administration) -> int:
    """Replace the groups of the administration; how many there are. Employees' messages are left out."""
    last = FeedbackItem.objects.of(own.pk).filter(audience=Audience.EXTERNAL).newest_first()
    newest = last.values_list("received_at", flat=True).first()
    if newest is None:
        return 0
    recent = last.filter(received_at__gte=newest - timedelta(days=DAYS)).annotate(opening=Substr("text", 1, LETTERS))
    rows = recent.values_list("pk", "opening")[:MOST_TEXTS].iterator()
    imprints = [one for pk, text in rows if (one := imprint(pk, text))]
    groups = near_groups(imprints[::-1], fewest=FEWEST)[:MOST_GROUPS]
    made = [_row(own, keys, imprints) for keys in groups]
    with transaction.atomic():
        MassText.objects.filter(administration=own).delete()
        MassText.objects.bulk_create(made)
    return len(made)


def _row(own: Administration, keys: Sequence[int], imprints: Iterable[Imprint]) -> MassText:
    members = frozenset(keys)
    digests = {one.same for one in imprints if one.key in members}
    items = list(FeedbackItem.objects.filter(pk__in=keys[:MOST_IDS]).only("received_at", "text", "place", "channel"))
    slugs = dict(Channel.objects.filter(administration=own).values_list("pk", "slug"))
    days = [local_date(item.received_at, own.time_zone) for item in items]
    return MassText(
        administration=own,
        item_count=len(keys),
        item_ids=list(keys[:MOST_IDS]),
        channel_counts=dict(Counter(slugs[item.channel_id] for item in items)),
        first_on=min(days),
        last_on=max(days),
        number_sets=len({place_marks(f"{item.text[:LETTERS]}\n{item.place}").numbers for item in items}),
        is_equal=len(digests) == 1,
        words=" ".join(_common_words([item.text[:LETTERS] for item in items[:LOOKED_AT]])),
    )


def _common_words(texts: Sequence[str]) -> list[str]:
    """The longest words that all of the texts have, in the order of the first."""
    sets = [set(plain(text).split()) for text in texts]
    common = {word for word in set.intersection(*sets) if word.isalpha() and word not in STOP_WORDS}
    kept = sorted((word for word in common if len(word) >= SHORTEST_WORD), key=lambda word: (-len(word), word))[:WORDS]
    return sorted(kept, key=plain(texts[0]).find)


@dataclass(frozen=True)
class MassTextShown:
    """A group as it is shown: an opening without personal data, how many by channel, how many wait to be read."""

    row: MassText
    opening: str
    channels: tuple[tuple[str, int], ...]
    unread_count: int
    first_unread_id: int | None
    query: str


def mass_texts(actor: Actor) -> tuple[list[MassTextShown], date | None]:
    """Groups that the actor may see, the largest first, and the day they were found on. NotFound without the right."""
    if not can_view_mass_texts(actor):
        raise NotFound
    own = actor.administration_id
    rows = list(MassText.objects.filter(administration_id=own))
    learning = TextLearning.objects.filter(pk=own).first()
    every = [pk for row in rows for pk in row.item_ids]
    ids = FeedbackItem.objects.visible_to(actor).filter(pk__in=every)
    unread = set(ids.filter(read_at__isnull=True).values_list("pk", flat=True))
    firsts = dict(ids.filter(pk__in=[row.item_ids[0] for row in rows]).values_list("pk", "text"))
    titles = dict(catalog.channels(own).values_list("slug", "title"))
    shown = [_shown(row, firsts[row.item_ids[0]], unread, titles) for row in rows if row.item_ids[0] in firsts]
    at = learning.mass_texts_at if learning else None
    return shown, at.date() if at else None


def _shown(row: MassText, text: str, unread: set[int], titles: dict[str, str]) -> MassTextShown:
    counts = sorted(row.channel_counts.items(), key=lambda pair: -pair[1])
    waiting = [pk for pk in row.item_ids if pk in unread]
    asked = {"q": row.words, "received_from": row.first_on.isoformat(), "received_to": row.last_on.isoformat()}
    return MassTextShown(
        row,
        masked_opening(text[:LETTERS], OPENING_LETTERS),
        tuple((titles.get(slug, slug), count) for slug, count in counts),
        len(waiting),
        waiting[0] if waiting else None,
        urlencode(asked) if row.words else "",
    )
