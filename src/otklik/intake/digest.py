"""The morning digest of one person: what is due today, late or without an owner, as numbers, topics and links.

Apps above add parts of their own (`add_part`). No name, address, place or word of a citizen stands in it: letters go
through servers that nobody here keeps.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from textwrap import shorten

from django.conf import settings
from django.urls import reverse

from otklik.base.actor import Actor
from otklik.core.russian import date_long
from otklik.intake.escalation import DueList, Scope, due_lists, scopes
from otklik.intake.models import AppealQuestion, Digest, FeedbackItem
from otklik.intake.queries import today_of

HOUR = 8
#: The digest of a morning does not go out in the afternoon: a ticker that stood still sends the next one.
HOURS_LONG = 4
LONGEST_TOPIC = 90
WITHOUT_TOPIC = "тема не указана"
_WORDS = {
    "overdue": "просрочено",
    "today": "срок сегодня",
    "nobody": "без ответственного",
    "unregistered": "не зарегистрировано",
    "unread_late": "не прочитано вовремя",
}


#: Parts of other apps: what each says to the person on the day; empty text is left out.
Part = Callable[[Actor, date], str]
_PARTS: list[Part] = []


def add_part(part: Part) -> None:
    """Say this too in the morning; called once, in `AppConfig.ready`."""
    if part not in _PARTS:
        _PARTS.append(part)


@dataclass(frozen=True)
class DigestTime:
    """Whether an administration sends digests, and from which local hour."""

    is_on: bool
    hour: int


@dataclass(frozen=True)
class Letter:
    """A letter to send."""

    subject: str
    text: str


def digest_time(options: dict[str, dict[str, int]]) -> DigestTime:
    """The administration's own choice, else every working day from eight o'clock."""
    own = options.get("digest", {})
    return DigestTime(bool(own.get("is_on", True)), int(own.get("hour", HOUR)))


def wants_digest(actor: Actor) -> bool:
    """Whether the person left the digest on."""
    return actor.user_id is not None and not Digest.objects.filter(user_id=actor.user_id, is_on=False).exists()


def digest_letter(actor: Actor) -> Letter | None:
    """The digest for today; None when there is nothing to say."""
    found = {scope: [one for one in due_lists(actor, scope) if one.count] for scope in scopes(actor)}
    told = {scope: lists for scope, lists in found.items() if lists}
    today = today_of(actor)
    more = [text for part in _PARTS if (text := part(actor, today))]
    if not (told or more):
        return None
    topics = _topics([item.pk for lists in told.values() for one in lists for item in one.items])
    parts = [_part(actor, scope, lists, topics, today) for scope, lists in told.items()]
    foot = f"Все списки: {_url('staff:escalation', actor)}\nНе получать такие письма: {_url('staff:digest', actor)}"
    return Letter(_subject(told, today), "\n\n".join([f"Сроки на {date_long(today)}", *parts, *more, foot]))


def _subject(told: dict[Scope, list[DueList]], today: date) -> str:
    """The first scope's own counts: «Сроки на 23 ноября 2026 г.: просрочено 2, срок сегодня 3»."""
    lists = next(iter(told.values()), [])
    counts = ", ".join(f"{_WORDS[one.slug]} {one.shown}" for one in lists if one.slug in _WORDS)
    return f"Сроки на {date_long(today)}{': ' + counts if counts else ''}"


def _part(actor: Actor, scope: Scope, lists: list[DueList], topics: dict[int, str], today: date) -> str:
    return "\n\n".join([scope.label.upper(), *(_list(actor, one, topics, today) for one in lists)])


def _list(actor: Actor, one: DueList, topics: dict[int, str], today: date) -> str:
    lines = [f"{one.title}: {one.shown}", *(_line(actor, item, topics, today) for item in one.items)]
    query = one.chosen.serialise()
    return "\n".join([*lines, f"Все: {_url('staff:registry', actor)}?{query}"])


def _line(actor: Actor, item: FeedbackItem, topics: dict[int, str], today: date) -> str:
    due = f", срок {item.due_on:%d.%m.%Y}" if item.due_on and item.due_on != today else ""
    topic = shorten(topics.get(item.pk) or WITHOUT_TOPIC, LONGEST_TOPIC, placeholder="…")
    return f"— {item.number or f'№ {item.pk}'}, {topic}{due}\n  {_url('staff:item', actor, item.pk)}"


def _topics(item_ids: list[int]) -> dict[int, str]:
    """The topic of the first question of each item that has one."""
    rows = AppealQuestion.objects.filter(item_id__in=item_ids, topic__isnull=False).order_by("item_id", "-position")
    return dict(rows.values_list("item_id", "topic__name"))


def _url(name: str, actor: Actor, *args: object) -> str:
    return settings.BASE_URL.rstrip("/") + reverse(name, args=[actor.administration_slug, *args])
