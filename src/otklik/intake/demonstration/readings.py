"""Readings of the demonstration: two versions of the codebook, who read what, second readers and their differences."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

from otklik.accounts.enums import Role
from otklik.accounts.models import User
from otklik.base.rewritten_rows import rewrite
from otklik.catalog.models import Administration, Category
from otklik.catalog.queries import procedure_of
from otklik.core.appeals import Audience
from otklik.core.periods import Quarter, local_date
from otklik.intake.marks import Marks, marks_of
from otklik.intake.models import CodebookEntry, CodebookVersion, FeedbackItem, Reading, SecondReading
from otklik.procedures.schema_intake import CodebookText

#: So many of the items read last have their readings kept; every third was read twice.
READ, EVERY = 240, 3
OTHERWISE, WAITING = 0.14, 4
#: Second readers of the demonstration read one text in so much time, until now.
APART = timedelta(hours=9)
ISSUED_BEFORE = (timedelta(days=420), timedelta(days=35))
_READERS = (Role.REGISTRAR, Role.COORDINATOR, Role.SPECIALIST)
_ADDED = " Категория ставится и тогда, когда человек говорит об этом мимоходом, в конце письма."


def load_readings(administration: Administration, now: datetime) -> None:
    """Readings of the latest read items; nothing without items, or without two readers to compare."""
    readers = list(
        User.objects.filter(administration=administration, appointments__role__in=_READERS)
        .order_by("pk")
        .distinct()[:3]
    )
    own = FeedbackItem.objects.of(administration.pk).filter(read_at__isnull=False, audience=Audience.EXTERNAL)
    items = list(own.prefetch_related("categories", "questions").order_by("-read_at", "-id")[:READ])
    if len(readers) < 2 or not items:  # noqa: PLR2004 - a second reader is another person
        return
    versions = _codebook(administration, now)
    dice = Random(administration.slug)  # noqa: S311 - an invented example, the same on every machine
    firsts = []
    for place, item in enumerate(items):
        item.read_by = readers[place % 2]
        firsts.append(_reading(item, readers[place % 2], item.read_at or now, marks_of(item), versions))
    rewrite(items, ["read_by"])
    Reading.objects.bulk_create(firsts)
    _load_pairs(readers, firsts[::EVERY], versions, now, dice)


def _codebook(administration: Administration, now: datetime) -> list[CodebookVersion]:
    """Two versions, newest last: the second says more of one category."""
    shipped = {entry.slug: entry for entry in procedure_of(administration.slug).codebook}
    categories = [row for row in Category.objects.filter(administration=administration) if row.slug in shipped]
    author = User.objects.filter(administration=administration, appointments__role=Role.COORDINATOR).first()
    notes = ("Первая редакция: слова, с которых начинаем.", "Уточнено, когда ставить «Информирование».")
    versions = []
    for number, (note, before) in enumerate(zip(notes, ISSUED_BEFORE, strict=True), start=1):
        facts = {"issued_at": now - before, "author": author, "note": note}
        version = CodebookVersion.objects.create(administration=administration, number=number, **facts)
        CodebookEntry.objects.bulk_create([_entry(version, row, shipped[row.slug], number) for row in categories])
        versions.append(version)
    return versions


def _entry(version: CodebookVersion, category: Category, shipped: CodebookText, number: int) -> CodebookEntry:
    parts = {part: getattr(shipped, part) for part in ("definition", "use_when", "avoid_when", "examples")}
    if number > 1 and category.slug == "informing":
        parts["use_when"] += _ADDED
    return CodebookEntry(version=version, category=category, title=category.title, **parts)


def _reading(
    item: FeedbackItem,
    reader: User,
    at: datetime,
    marks: Marks,
    versions: Sequence[CodebookVersion],
    *,
    stage: str = "first",
) -> Reading:
    known = [version for version in versions if version.issued_at and version.issued_at <= at]
    return Reading(
        item=item,
        administration_id=item.administration_id,
        reader=reader,
        at=at,
        stage=stage,
        codebook=known[-1] if known else None,
        marks={**marks.as_json(), "before": {}},
    )


def _load_pairs(
    readers: Sequence[User],
    firsts: Sequence[Reading],
    versions: Sequence[CodebookVersion],
    now: datetime,
    dice: Random,
) -> None:
    """The newest wait for their second reader; of the others some differ."""
    administration = firsts[0].item.administration
    choices = list(Category.objects.filter(administration=administration).values_list("pk", flat=True))
    seconds: list[Reading] = []
    for place, first in enumerate(firsts[WAITING:]):
        marks = Marks.from_json(first.marks)
        if dice.random() < OTHERWISE:
            marks = replace(marks, categories=tuple(sorted({*marks.categories[1:], dice.choice(choices)})))
        other = readers[1] if first.reader_id == readers[0].pk else readers[0]
        at = max(first.at + timedelta(hours=3), now - APART * place)
        seconds.append(_reading(first.item, other, at, marks, versions, stage="second"))
    Reading.objects.bulk_create(seconds)
    waiting = [SecondReading(item=one.item, administration_id=administration.pk, first=one) for one in firsts[:WAITING]]
    done = [_pair(administration, first, second) for first, second in zip(firsts[WAITING:], seconds, strict=True)]
    SecondReading.objects.bulk_create([*waiting, *done])


def _pair(administration: Administration, first: Reading, second: Reading) -> SecondReading:
    agreed = Marks.from_json(first.marks).says_the_same(Marks.from_json(second.marks))
    return SecondReading(
        item=first.item,
        administration_id=administration.pk,
        state=SecondReading.State.AGREED if agreed else SecondReading.State.DIFFERS,
        first=first,
        second=second,
        quarter=Quarter.of(local_date(second.at, administration.time_zone)).key,
    )
