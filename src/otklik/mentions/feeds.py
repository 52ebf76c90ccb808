"""Asking a feed: bounded in time and size, to its own host only, conditionally."""

import calendar
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from html import unescape
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

from otklik.channels.contract import Refused, TryLater
from otklik.channels.http import Hosts, ask
from otklik.channels.remote_files import is_public
from otklik.mentions.actions.keep_mentions import Publication
from otklik.mentions.enums import Medium
from otklik.mentions.models import MentionFeed

MOST_BYTES, SECONDS, MOST_ENTRIES = 5 * 1024 * 1024, 20.0, 200
_OK, _SAME = 200, 304
INNER = (
    "Этот адрес внутри вашей сети. Чтобы система спрашивала его, администратор сервера называет узел в настройке "
    "OTKLIK_FEED_HOSTS."
)
_TAGS = re.compile(r"<(?:br|/p|/div|/li)[^>]*>", re.IGNORECASE), re.compile(r"<[^>]*>")


class FeedUnread(Exception):  # noqa: N818 - says what happened
    """The feed could not be read; the message is Russian."""


@dataclass(frozen=True)
class FeedAnswer:
    """What a feed said: nothing new (None), or its publications; and by what to ask next time."""

    publications: tuple[Publication, ...] | None
    etag: str = ""
    modified: str = ""


def ask_feed(feed: MentionFeed) -> FeedAnswer:
    """Ask once; FeedUnread for whatever is no feed, for a redirect, for too long an answer."""
    asked = {"If-None-Match": feed.etag, "If-Modified-Since": feed.modified, "User-Agent": "Otklik"}
    headers = {name: value for name, value in asked.items() if value}
    if not may_be_asked(feed.url):
        raise FeedUnread(INNER)
    try:
        answer = ask("GET", feed.url, Hosts(feed.url, ()), headers=headers, seconds=SECONDS, limit=MOST_BYTES)
    except (Refused, TryLater) as wrong:
        raise FeedUnread(wrong.message) from None
    if answer.status == _SAME:
        return FeedAnswer(None, feed.etag, feed.modified)
    if answer.status != _OK:
        raise FeedUnread(
            f"Сервер ленты ответил {answer.status}. Проверьте адрес: на другие адреса система не переходит."
        )
    told = answer.headers
    found = publications_of(answer.body, feed)
    return FeedAnswer(found, told.get("etag", "")[:200], told.get("last-modified", "")[:100])


def may_be_asked(url: str) -> bool:
    """Whether the feed stands on the open internet, or on a host that the machine's administrator named.

    Else whoever may name feeds would look through the program at what only the server can reach.
    """
    asked = urlsplit(url)
    try:
        return asked.netloc.lower() in settings.FEED_HOSTS or is_public(asked.hostname or "")
    except TryLater:  # no name that could be looked up
        return False


def publications_of(body: bytes, feed: MentionFeed) -> tuple[Publication, ...]:
    """Entries of RSS or Atom that hold a word of the feed's; FeedUnread for what is no feed."""
    import feedparser  # noqa: PLC0415 - heavy, and only jobs read feeds

    try:  # as a stream: bytes that are the name of a file here it would open
        parsed = feedparser.parse(BytesIO(body), sanitize_html=True, resolve_relative_uris=False)
    except (ValueError, LookupError) as broken:
        raise FeedUnread("Лента повреждена: кодировка или даты в ней записаны неверно.") from broken
    if not parsed.get("version"):
        raise FeedUnread("По этому адресу не лента RSS или Atom.")
    words = [word.casefold().strip() for word in feed.words.split(",") if word.strip()]
    told = [_publication(entry, feed) for entry in parsed.entries[:MOST_ENTRIES]]
    return tuple(one for one in told if one and _fits(one, words))


def _fits(told: Publication, words: list[str]) -> bool:
    text = f"{told.title} {told.text}".casefold()
    return not words or any(word in text for word in words)


def _publication(entry: Mapping[str, Any], feed: MentionFeed) -> Publication | None:
    content = entry.get("content") or [{}]
    text = plain(content[0].get("value") or entry.get("summary") or "")
    title = plain(entry.get("title") or "")
    moment = entry.get("published_parsed") or entry.get("updated_parsed")
    at = _moment(moment)
    link = str(entry.get("link") or "")
    link = link if link.startswith(("http://", "https://")) and link.isprintable() else ""
    if not (text or title):
        return None
    return Publication(feed.title, text or title, min(at, datetime.now(UTC)), title, link, Medium(feed.medium))


def _moment(told: Any) -> datetime:
    """The entry's time; ours where it tells none, or one that no calendar has."""
    try:
        return datetime.fromtimestamp(calendar.timegm(told), UTC) if told else datetime.now(UTC)
    except (ValueError, OverflowError, OSError):
        return datetime.now(UTC)


def plain(html: str) -> str:
    """The words of a piece of HTML."""
    breaks, tags = _TAGS
    lines = unescape(tags.sub("", breaks.sub("\n", html))).replace("\x00", "").splitlines()
    return "\n".join(line for line in (" ".join(line.split()) for line in lines) if line)
