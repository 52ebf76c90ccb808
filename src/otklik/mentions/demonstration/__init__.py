"""What the demonstration shows of mentions: publications of the last weeks, some of them read."""

import tomllib
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from otklik.base.actor import system_actor
from otklik.catalog.queries import administration_by_slug, categories
from otklik.mentions.actions.code_mention import code_mention
from otklik.mentions.actions.keep_mentions import Publication, keep_mentions
from otklik.mentions.enums import Medium
from otklik.mentions.models import Mention

_STORY = Path(__file__).with_name("publications.toml")


@transaction.atomic
def load_mentions(slug: str, today: date) -> None:
    """A dozen publications, the read ones coded by the administration's own categories; repeating adds nothing."""
    administration = administration_by_slug(slug)
    told: list[dict[str, Any]] = tomllib.loads(_STORY.read_text(encoding="utf-8"))["publication"]
    place = administration.short_title
    if not keep_mentions(administration, [_publication(one, place, today) for one in told]):
        return
    actor, own = system_actor(administration.pk, slug), list(categories(administration.pk))
    for number, one in enumerate(told):
        if "tone" in one and own:
            mention = Mention.objects.get(administration=administration, url=one["url"])
            chosen = own[number % len(own)].pk
            code_mention(actor=actor, mention_id=mention.pk, category_ids=[chosen], tone=one["tone"])


def _publication(one: dict[str, Any], place: str, today: date) -> Publication:
    day = today - timedelta(days=one["days"])
    return Publication(
        source=one["source"],
        text=one["text"].replace("{place}", place),
        published_at=timezone.make_aware(datetime.combine(day, time(9 + one["days"] % 9, 20))),
        title=one["title"],
        url=one["url"],
        medium=Medium(one.get("medium", "media")),
    )
