"""Messages of a quarter planted for the tests of drafts, and a map filled from them.

say("Яма на дороге", kind="review", quarter=BEFORE)     a message as stored, with what readers gave to it
drafted("biysk", department=unit)                        a map of the quarter, filled
"""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.utils import timezone

from otklik.catalog.models import Administration, Category, Channel
from otklik.core.periods import Quarter
from otklik.improvement.drafting.fill import fill_draft
from otklik.improvement.models import PainEvidence, PainMap
from otklik.intake.models import FeedbackItem, ItemCategory, question_of

__all__ = ["drafted", "say"]
QUARTER, BEFORE = Quarter(2025, 3), Quarter(2025, 2)
HEAT = (
    "В квартире холодные батареи, котельная не топит",
    "Батареи еле тёплые, котельная опять остановилась",
    "Холодные батареи третий день, когда заработает котельная",
    "Котельная не работает, батареи ледяные",
)
DOGS = (
    "Стая бродячих собак у школы, дети боятся",
    "Бродячие собаки бегают стаей возле школы",
    "У школы снова стая собак, бродячие и злые",
)
TODAY = date(2026, 2, 2)
Say = Callable[..., FeedbackItem]
Drafted = Callable[..., PainMap]


@pytest.fixture
def say(administrations: Callable[..., Administration]) -> Say:
    """A message of the quarter, as stored; `topic`, `category` as readers give them."""

    def store(text: str, *, of: str = "murashi", quarter: Quarter = QUARTER, **facts: Any) -> FeedbackItem:
        administration = administrations(of)
        topic, category = facts.pop("topic", None), facts.pop("category", "")
        plain: dict[str, Any] = {"audience": "external", "kind": "complaint", "status": "registered"}
        plain |= {"legal_class": "appeal_59fz", "form": "written", "sender_kind": "individual"}
        plain |= {"received_at": datetime(quarter.year, quarter.number * 3 - 1, 14, 9, tzinfo=UTC)}
        audience = facts.get("audience", "external")
        channel = Channel.objects.filter(administration=administration, audience=audience).first()
        item = FeedbackItem.objects.create(
            administration=administration, channel=channel, quarter=quarter.key, text=text, **(plain | facts)
        )
        if topic:
            question_of(item, topic=topic, outcome="in_work").save()
        if category:
            found = Category.objects.get(administration=administration, slug=category)
            ItemCategory.objects.create(item=item, category=found)
        return item

    return store


@pytest.fixture
def drafted(administrations: Callable[..., Administration]) -> Callable[..., PainMap]:
    """A map of the quarter, filled."""

    def draft(of: str = "murashi", quarter: Quarter = QUARTER, **facts: Any) -> PainMap:
        made = PainMap.objects.create(
            administration=administrations(of), quarter=quarter.key, created_at=timezone.now(), **facts
        )
        fill_draft(made, TODAY)
        return made

    return draft


def told(pain_map: PainMap) -> dict[str, set[str]]:
    """Texts by the title of their line; the remainder under an empty one."""
    found: dict[str, set[str]] = {}
    for row in PainEvidence.objects.filter(pain_map=pain_map).select_related("line", "item"):
        title = row.line.title if row.line else ""
        found.setdefault(title, set()).add(row.item.text if row.item else row.words)
    return found
