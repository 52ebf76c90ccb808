"""Mentions as lists and figures; they stand beside the monitoring and never in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.db.models import Count, Q, QuerySet

from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.catalog.local_time import zone_of
from otklik.core.periods import Quarter
from otklik.core.russian import format_number
from otklik.core.tone import Tone
from otklik.exporters.register_file.tables import csv_pieces, xlsx_bytes
from otklik.intake.queries import today_of
from otklik.mentions.enums import Medium
from otklik.mentions.models import Mention, MentionFeed
from otklik.mentions.policies import can_load_mentions, can_view_mentions

#: A workbook is made in memory.
MOST_IN_BOOK = 50_000
EXPORT_HEADER = (
    "Дата", "Источник", "Вид источника", "Заголовок", "Текст", "Ссылка", "Состояние", "Категории", "Тон",
    "Точка взаимодействия", "Процесс", "Перепечаток", "Заметка",
)  # fmt: skip


@dataclass(frozen=True)
class MentionFilter:
    """What the page asks for; empty means everything."""

    quarter: int | None = None
    state: str = ""
    tone: str = ""
    medium: str = ""
    category: int | None = None
    words: str = ""


def mentions(actor: Actor, wanted: MentionFilter) -> QuerySet[Mention]:
    """Publications of the filter, newest first, reprints under their first; NotFound without the right."""
    found = _own(actor).filter(reprint_of=None)
    exact = {"quarter": wanted.quarter, "state": wanted.state, "tone": wanted.tone, "medium": wanted.medium}
    found = found.filter(**{name: value for name, value in exact.items() if value})
    if wanted.category:
        found = found.filter(categories=wanted.category)
    if words := wanted.words.strip():
        found = found.filter(Q(title__icontains=words) | Q(text__icontains=words) | Q(source__icontains=words))
    related = found.select_related("touchpoint", "process").prefetch_related("categories")
    return related.annotate(reprint_count=Count("reprints", distinct=True)).order_by("-published_at", "-pk")


def mention(actor: Actor, mention_id: int) -> Mention:
    """One publication with its reprints, or NotFound."""
    found = _own(actor).select_related("touchpoint", "process", "coded_by", "reprint_of", "feed")
    one = found.prefetch_related("categories", "reprints").filter(pk=mention_id).first()
    if one is None:
        raise NotFound
    return one


def next_unread(actor: Actor, after: int) -> int | None:
    """Id of the next publication that nobody has read."""
    waiting = _own(actor).filter(state=Mention.State.WAITING, reprint_of=None).exclude(pk=after)
    return waiting.order_by("-published_at", "-pk").values_list("pk", flat=True).first()


@dataclass(frozen=True)
class Figure:
    """A count with its name and what to filter the list by for it."""

    title: str
    count: int
    query: str


@dataclass(frozen=True)
class MentionFigures:
    """A quarter's publications: how many with reprints aside, by state, medium, tone, category."""

    quarter: Quarter
    count: int
    reprint_count: int
    unread_count: int
    media: tuple[Figure, ...]
    tones: tuple[Figure, ...]
    categories: tuple[Figure, ...]

    @property
    def is_empty(self) -> bool:
        """Nothing was published, or nothing loaded."""
        return not self.count


def mention_figures(actor: Actor, quarter: Quarter) -> MentionFigures:
    """The figures of a quarter by the day of publication; what is not about our work is left out."""
    own = _own(actor).filter(quarter=quarter.key).exclude(state=Mention.State.FOREIGN)
    first = own.filter(reprint_of=None)
    told = first.aggregate(count=Count("pk"), unread=Count("pk", filter=Q(state=Mention.State.WAITING)))
    media = dict(first.order_by().values_list("medium").annotate(Count("pk")))
    tones = dict(first.exclude(tone="").order_by().values_list("tone").annotate(Count("pk")))
    by_category = (
        first.filter(categories__isnull=False)
        .order_by()
        .values_list("categories", "categories__title")
        .annotate(count=Count("pk"))
    )
    return MentionFigures(
        quarter,
        told["count"],
        own.count() - told["count"],
        told["unread"],
        tuple(Figure(one.label, media[one.value], f"medium={one.value}") for one in Medium if one.value in media),
        tuple(Figure(one.label, tones.get(one.value, 0), f"tone={one.value}") for one in Tone if tones),
        tuple(
            Figure(str(title), count, f"category={pk}")
            for pk, title, count in sorted(by_category, key=lambda row: (-row[2], row[1]))
        ),
    )


def mention_count(actor: Actor, quarter: Quarter) -> int | None:
    """How many publications of the quarter, reprints and foreign ones aside; None, and no query, without the right."""
    if not can_view_mentions(actor):
        return None
    own = _own(actor).filter(quarter=quarter.key, reprint_of=None)
    return own.exclude(state=Mention.State.FOREIGN).count()


def quarters_with_mentions(actor: Actor) -> list[Quarter]:
    """Quarters that have any, newest first; the current one always."""
    keys = set(_own(actor).order_by().values_list("quarter", flat=True).distinct())
    return [Quarter.from_key(key) for key in sorted(keys | {Quarter.of(today_of(actor)).key}, reverse=True)]


def feeds(actor: Actor) -> QuerySet[MentionFeed]:
    """Feeds of the administration with what they brought; NotFound without the right."""
    if not can_load_mentions(actor):
        raise NotFound
    own = MentionFeed.objects.filter(administration_id=actor.administration_id)
    return own.annotate(mention_count=Count("mentions"))


def exported(actor: Actor, wanted: MentionFilter, form: str) -> Iterator[bytes]:
    """The whole list of the filter in pieces, as CSV or XLSX; RuleBroken for more rows than a workbook is made of."""
    found, zone = mentions(actor, wanted), zone_of(actor.administration_id)
    if form != "xlsx":
        return csv_pieces(EXPORT_HEADER, _rows(found, zone))
    if found.count() > MOST_IN_BOOK:
        told = f"Публикаций больше, чем входит в файл XLSX ({format_number(MOST_IN_BOOK)})."
        raise RuleBroken("too_many", f"{told} Сохраните список как CSV: в него войдут все. Или сузьте отбор.")
    return iter([xlsx_bytes(EXPORT_HEADER, _rows(found, zone))])


def _rows(found: QuerySet[Mention], zone: ZoneInfo) -> Iterator[tuple[str, ...]]:
    for one in found.iterator(500):
        yield (
            f"{one.published_at.astimezone(zone):%d.%m.%Y %H:%M}", one.source, one.get_medium_display(), one.title,
            one.text, one.url, one.get_state_display(), ", ".join(str(category) for category in one.categories.all()),
            one.get_tone_display(), str(one.touchpoint or ""), str(one.process or ""),
            str(getattr(one, "reprint_count", 0)), one.note,
        )  # fmt: skip


def _own(actor: Actor) -> QuerySet[Mention]:
    if not can_view_mentions(actor):
        raise NotFound
    return Mention.objects.filter(administration_id=actor.administration_id)
