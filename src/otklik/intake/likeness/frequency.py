"""Which words everybody writes, counted once a day over the newest texts, and when the first ones came."""

from collections import Counter
from collections.abc import Mapping
from datetime import timedelta
from functools import lru_cache

from django.db.models.functions import Substr
from django.utils import timezone

from otklik.catalog.models import Administration
from otklik.core.text_terms import text_terms
from otklik.intake.models import FeedbackItem, WordFrequency

#: Texts that are counted, and letters of each: beginnings are enough.
TEXTS, LETTERS = 3000, 2000
#: A word of fewer texts is rare and is not kept.
FREQUENT_FROM = 8
EVERY = timedelta(days=1)


def count_words() -> int | None:
    """Count anew for the administrations whose day has come; how many they were."""
    done = 0
    for own in Administration.objects.values_list("pk", flat=True):
        former = WordFrequency.objects.filter(pk=own).only("counted_at", "text_count").first()
        if former is None or former.counted_at < timezone.now() - EVERY or _has_grown(own, former.text_count):
            _count(own)
            done += 1
    return done or None


def _has_grown(administration_id: int, counted: int) -> bool:
    """Whether a file brought so much that what everybody writes is known by now, or known otherwise."""
    return counted < TEXTS and FeedbackItem.objects.of(administration_id)[:TEXTS].count() > 2 * counted


def _count(administration_id: int) -> None:
    texts = FeedbackItem.objects.of(administration_id).newest_first().annotate(opening=Substr("text", 1, LETTERS))
    counts: Counter[str] = Counter()
    number = 0
    for text in texts.values_list("opening", flat=True)[:TEXTS].iterator():
        number += 1
        counts.update(text_terms(text))
    kept = {word: count for word, count in counts.items() if count >= FREQUENT_FROM}
    facts = {"counts": kept, "text_count": number, "counted_at": timezone.now()}
    WordFrequency.objects.update_or_create(pk=administration_id, defaults=facts)


def word_counts(administration_id: int) -> Mapping[str, int]:
    """Frequent words with their counts; a word that is not there is rare."""
    counted = WordFrequency.objects.filter(pk=administration_id).values_list("counted_at", flat=True).first()
    return _counts_of(administration_id, counted.isoformat()) if counted else {}


@lru_cache(maxsize=8)
def _counts_of(administration_id: int, counted_at: str) -> Mapping[str, int]:  # noqa: ARG001 - tells one from the next
    return dict(WordFrequency.objects.get(pk=administration_id).counts)
