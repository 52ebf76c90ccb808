"""Writing a chunk of messages: what is known is left alone, the rest gets its ids and numbers."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from operator import attrgetter

from django.db import IntegrityError, transaction

from otklik.catalog.models import Administration
from otklik.core.appeals import ItemKind
from otklik.core.registration import format_number
from otklik.intake import text_index
from otklik.intake.bulk import rows
from otklik.intake.bulk.dialect import Dialect
from otklik.intake.bulk.packing import Message
from otklik.intake.numbers import take_sequence

ITEMS = "intake_feedbackitem"
TRIES = 3
#: Tables beside the items, and which row of a message goes there.
PARTS = (
    ("intake_appeal", rows.APPEAL_COLUMNS, attrgetter("appeal")),
    ("intake_appealquestion", rows.QUESTION_COLUMNS, attrgetter("question")),
    ("intake_contact", rows.CONTACT_COLUMNS, attrgetter("contact")),
    ("intake_answer", rows.ANSWER_COLUMNS, attrgetter("answer")),
)


def store_chunk(administration: Administration, dialect: Dialect, messages: Iterable[Message]) -> int:
    """Store what is new and return how many rows that were; safe to repeat after a crash."""
    unique = {message.key: message for message in messages}
    for attempt in range(1, TRIES + 1):
        try:
            with transaction.atomic():
                return _store(administration, dialect, unique)
        except IntegrityError:  # another import stored the same key between our look and our write
            if attempt == TRIES:
                raise
    return 0


def _store(administration: Administration, dialect: Dialect, unique: dict[str, Message]) -> int:
    known = dialect.known_keys(administration.pk, list(unique)) if unique else set()
    fresh = [message for key, message in unique.items() if key not in known]
    if not fresh:
        return 0
    ids = dialect.reserve_ids(ITEMS, len(fresh))
    text_index.note_backlog(ids)
    numbers = _numbers(administration, fresh)
    dialect.write(
        ITEMS, rows.ITEM_COLUMNS, (((pk, no), one.item) for pk, no, one in zip(ids, numbers, fresh, strict=True))
    )
    for table, columns, part in PARTS:
        found = ((pk, part(one)) for pk, one in zip(ids, fresh, strict=True))
        dialect.write(table, columns, (((pk,), row) for pk, row in found if row is not None))
    return len(fresh)


def _numbers(administration: Administration, fresh: Sequence[Message]) -> list[str]:
    """Registration numbers in the order of the file, one run of the sequence for each year."""
    days = [_day(one.registered_on) for one in fresh]
    wanted = Counter(day.year for day in days)
    following = {year: take_sequence(administration.pk, year, wanted[year]) - wanted[year] for year in sorted(wanted)}
    numbers, template = [], administration.number_template
    for one, day in zip(fresh, days, strict=True):
        following[day.year] += 1
        numbers.append(format_number(template, sequence=following[day.year], on=day, kind=ItemKind(one.kind)))
    return numbers


_day = lru_cache(maxsize=4096)(date.fromisoformat)
