"""What is new in the public section: results, decisions, explanations, open surveys; only what the decree lets out."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import NAMESPACE_URL, uuid5

from django.urls import reverse
from django.utils import timezone

from otklik.catalog.queries import Administration
from otklik.core.russian import date_long
from otklik.publishing.posts import post_parts
from otklik.publishing.queries import published
from otklik.publishing.registry import kinds
from otklik.surveys.queries import open_to_public

#: Entries of the feed.
MOST = 50


@dataclass(frozen=True)
class News:
    """One entry: `key` names the thing for ever, `at` is when it was last published."""

    key: str
    title: str
    text: str
    path: str
    at: datetime
    category: str


def unique_id(slug: str, key: str) -> str:
    """The id of an entry or of the feed itself: the same for ever, wherever the site moves."""
    return uuid5(NAMESPACE_URL, f"otklik:{slug}:{key}").urn


def news(administration: Administration) -> list[News]:
    """The newest first. Порядок: murashi 5.17, biysk 3, livny 3"""
    found = [*_publications(administration), *_surveys(administration)]
    return sorted(found, key=lambda one: (one.at, one.key), reverse=True)[:MOST]


def _publications(own: Administration) -> Iterator[News]:
    for one in published(own.pk):
        name, rest = kinds()[one.kind].page(one.key)
        path = reverse(name, args=(own.slug, *rest))
        said = post_parts(one.title, one.payload).lead
        yield News(f"{one.kind}:{one.key}", one.title, said, path, _moment(one.published_on), one.kind)


def _surveys(own: Administration) -> Iterator[News]:
    for one in open_to_public(own.pk):
        if not one.survey.outside_url:
            path = reverse("public:survey", args=(own.slug, one.code))
            title = f"Идёт опрос: {one.survey.title}"
            text = one.survey.lead or _until(one.survey.closes_on)
            yield News(f"survey:{one.survey.pk}", title, text, path, _moment(one.survey.opens_on), "surveys")


def _until(day: date | None) -> str:
    told = f"Ответить можно до {date_long(day)}" if day else "Ответить можно в любой день."
    return f"{told} Регистрация не нужна."


def _moment(day: date) -> datetime:
    """The beginning of the day in the administration's own time."""
    return timezone.make_aware(datetime.combine(day, time.min))
