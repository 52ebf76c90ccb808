"""Who read what and when: readings by page, newest first, under a filter; and as a table to take away."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, QuerySet

from otklik.accounts.models import User
from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.catalog.queries import procedure_of
from otklik.intake.marks import Marks
from otklik.intake.marks_shown import MarkLine, mark_names
from otklik.intake.models import CodebookVersion, FeedbackItem, Reading
from otklik.intake.policies import can_view_readings

PAGE_SIZE = 50
#: Rows of a file.
MOST_TAKEN = 20_000
#: Marks that a line of the log tells at once: categories and touchpoint, which every reading has.
BRIEF_LINES = 2


@dataclass(frozen=True)
class ReadingFilter:
    """What of the log is shown; empty values let everything through."""

    reader_id: int | None = None
    number: str = ""
    stage: str = ""
    version: int | None = None
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class LoggedReading:
    """A reading with its marks in words."""

    reading: Reading
    lines: tuple[MarkLine, ...]

    @property
    def words(self) -> str:
        """«Категории: Жалоба. Точка взаимодействия: Регистрация»."""
        return ". ".join(f"{line.label}: {line.first}" for line in self.lines)

    @property
    def brief(self) -> str:
        """Categories and touchpoint: «Жалоба. Регистрация»."""
        return ". ".join(line.first for line in self.lines[:BRIEF_LINES])

    @property
    def rest(self) -> bool:
        """There is more than the brief says."""
        return len(self.lines) > BRIEF_LINES


@dataclass(frozen=True)
class LogPage:
    """Readings of one page, and the id after which the next begins (None at the end)."""

    readings: list[LoggedReading]
    after: int | None


def log_page(actor: Actor, chosen: ReadingFilter, before: int | None = None) -> LogPage:
    """Fifty readings older than the one with the id `before`; NotFound without the right."""
    rows = log_rows(actor, chosen)
    edge = Reading.objects.filter(pk=before, administration_id=actor.administration_id).first() if before else None
    if edge:
        rows = rows.filter(at__lte=edge.at).exclude(at=edge.at, pk__gte=edge.pk)
    found = list(rows[: PAGE_SIZE + 1])
    shown = found[:PAGE_SIZE]
    return LogPage(in_words(actor, shown), shown[-1].pk if len(found) > PAGE_SIZE else None)


def log_rows(actor: Actor, chosen: ReadingFilter) -> QuerySet[Reading]:
    """Readings of what the actor may see, newest first."""
    if not can_view_readings(actor):
        raise NotFound
    rows = Reading.objects.filter(administration_id=actor.administration_id)
    rows = rows.filter(Exists(FeedbackItem.objects.visible_to(actor).filter(pk=OuterRef("item_id"))))
    values = {"reader_id": chosen.reader_id, "stage": chosen.stage, "codebook__number": chosen.version}
    rows = rows.filter(**{name: value for name, value in values.items() if value})
    if chosen.number:
        rows = rows.filter(item__in=_numbered(actor, chosen.number))
    zone = ZoneInfo(procedure_of(actor.administration_slug).act.time_zone)
    if chosen.since:
        rows = rows.filter(at__gte=datetime.combine(chosen.since, time.min, zone))
    if chosen.until:
        rows = rows.filter(at__lt=datetime.combine(chosen.until + timedelta(days=1), time.min, zone))
    return rows.select_related("reader", "item", "codebook").defer("item__text").order_by("-at", "-id")


def in_words(actor: Actor, readings: list[Reading]) -> list[LoggedReading]:
    """The same readings with their marks in words; one lookup of names for all."""
    marks = [Marks.from_json(reading.marks) for reading in readings]
    names = mark_names(actor, marks)
    return [LoggedReading(reading, tuple(names.given(one))) for reading, one in zip(readings, marks, strict=True)]


def _numbered(actor: Actor, typed: str) -> QuerySet[FeedbackItem]:
    """An item by its registration number, or by its own id («123» or «№ 123»)."""
    own = FeedbackItem.objects.filter(administration_id=actor.administration_id)
    bare = typed.strip().removeprefix("№").strip()
    is_id = bare.isdecimal() and len(bare) < 19  # noqa: PLR2004 - fits a database's integer
    return own.filter(pk=int(bare)) if is_id else own.filter(number=typed.strip().upper())


def readers(actor: Actor) -> list[tuple[int, str]]:
    """People of the administration, for the filter; those who left too."""
    people = User.objects.filter(administration_id=actor.administration_id).order_by("full_name")
    return list(people.values_list("pk", "full_name"))


def versions(actor: Actor) -> list[int]:
    """Numbers of issued codebook versions, newest first."""
    issued = CodebookVersion.objects.filter(administration_id=actor.administration_id, issued_at__isnull=False)
    return list(issued.order_by("-number").values_list("number", flat=True))
