"""Feeds: named by a person, asked by the clock."""

from datetime import timedelta
from urllib.parse import urlsplit

from django.db import transaction
from django.utils import timezone

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.mentions.actions.keep_mentions import keep_mentions
from otklik.mentions.enums import Medium
from otklik.mentions.feeds import INNER, FeedUnread, ask_feed, may_be_asked
from otklik.mentions.models import MentionFeed
from otklik.mentions.policies import can_load_mentions

EVERY, LONGEST = timedelta(minutes=30), timedelta(hours=12)


@transaction.atomic
def keep_feed(
    *,
    actor: Actor,
    title: str,
    url: str,
    medium: str = Medium.MEDIA.value,
    words: str = "",
    feed_id: int | None = None,
    is_active: bool = True,
) -> MentionFeed:
    """Name a feed or change it; RuleBroken for an address that is none or stands in the list already."""
    if not can_load_mentions(actor):
        raise NotFound
    own = MentionFeed.objects.filter(administration_id=actor.administration_id)
    feed = own.filter(pk=feed_id).first() if feed_id else MentionFeed(administration_id=actor.administration_id)
    if feed is None:
        raise NotFound
    host = _host_of(url.strip())
    if not may_be_asked(url.strip()):
        raise RuleBroken("url_inner", INNER, "url")
    if own.filter(url=url.strip()).exclude(pk=feed.pk).exists():
        raise RuleBroken("url_known", "Такая лента уже есть в списке.", "url")
    if feed.url != url.strip():
        feed.etag = feed.modified = ""
        feed.asked_at = None
    feed.title, feed.url, feed.medium, feed.words = (
        title.strip()[:200] or host,
        url.strip(),
        medium,
        words.strip(),
    )
    feed.is_active, feed.last_error, feed.failure_count = is_active, "", 0
    feed.save()
    audit.record(actor, "keep_feed", feed, f"Лента упоминаний: {feed.title}")
    return feed


def _host_of(url: str) -> str:
    try:
        asked = urlsplit(url)
    except ValueError:
        asked = urlsplit("")
    if asked.scheme not in {"http", "https"} or not asked.hostname:
        raise RuleBroken("url", "Впишите адрес ленты целиком, с https://.", "url")
    return asked.hostname


def queue_due_feeds() -> int:
    """Send the feeds whose time has come to the worker; how many. Called by `tick`."""
    from otklik.mentions.tasks import read_feed  # noqa: PLC0415 - the task calls this module back

    now, count = timezone.now(), 0
    for feed in MentionFeed.objects.filter(is_active=True):
        pause = min(EVERY * 2 ** min(feed.failure_count, 6), LONGEST)
        if feed.asked_at is None or now - feed.asked_at >= pause:
            MentionFeed.objects.filter(pk=feed.pk).update(asked_at=now)
            read_feed.enqueue(feed.pk)
            count += 1
    return count


def take_from_feed(feed_id: int) -> int:
    """Ask the feed and keep what is new; how many. A fault is written down and asked about later."""
    feed = MentionFeed.objects.select_related("administration").filter(pk=feed_id, is_active=True).first()
    if feed is None:
        return 0
    own = MentionFeed.objects.filter(pk=feed_id)
    try:
        answer = ask_feed(feed)
    except FeedUnread as wrong:
        own.update(asked_at=timezone.now(), last_error=str(wrong)[:500], failure_count=feed.failure_count + 1)
        return 0
    with transaction.atomic():
        count = keep_mentions(feed.administration, answer.publications or (), feed)
        own.update(asked_at=timezone.now(), etag=answer.etag, modified=answer.modified, last_error="", failure_count=0)
    return count
