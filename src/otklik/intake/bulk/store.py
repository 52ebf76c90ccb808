"""Writing a chunk of prepared rows: what is known is left alone, the rest gets its ids and numbers."""

from collections import Counter
from collections.abc import Sequence
from operator import attrgetter

from django.db import IntegrityError, transaction

from otklik.catalog.models import Administration
from otklik.core.registration import format_number
from otklik.intake.bulk import rows
from otklik.intake.bulk.dialect import Dialect
from otklik.intake.bulk.rows import Prepared
from otklik.intake.numbers import take_sequence

ITEMS = "intake_feedbackitem"
TRIES = 3
#: Tables beside the items, and which row of a prepared message goes there.
PARTS = (
    ("intake_appeal", rows.APPEAL_COLUMNS, attrgetter("appeal")),
    ("intake_appealquestion", rows.QUESTION_COLUMNS, attrgetter("question")),
    ("intake_contact", rows.CONTACT_COLUMNS, attrgetter("contact")),
    ("intake_answer", rows.ANSWER_COLUMNS, attrgetter("answer")),
)


def store_chunk(administration: Administration, dialect: Dialect, chunk: Sequence[Prepared]) -> int:
    """Store what is new and return how many rows that were; safe to repeat after a crash."""
    for attempt in range(1, TRIES + 1):
        try:
            with transaction.atomic():
                return _store(administration, dialect, chunk)
        except IntegrityError:  # another import stored the same key between our look and our write
            if attempt == TRIES:
                raise
    return 0


def _store(administration: Administration, dialect: Dialect, chunk: Sequence[Prepared]) -> int:
    unique = {prepared.source_key: prepared for prepared in chunk}
    for key in dialect.known_keys(administration.pk, list(unique)):
        del unique[key]
    fresh = list(unique.values())
    if not fresh:
        return 0
    numbers = _numbers(administration, fresh)
    ids = dialect.reserve_ids(ITEMS, len(fresh))
    dialect.write(
        ITEMS, rows.ITEM_COLUMNS, ((pk, no, *one.item) for pk, no, one in zip(ids, numbers, fresh, strict=True))
    )
    for table, columns, part in PARTS:
        found = ((pk, part(one)) for pk, one in zip(ids, fresh, strict=True))
        dialect.write(table, columns, ((pk, *row) for pk, row in found if row is not None))
    return len(fresh)


def _numbers(administration: Administration, fresh: Sequence[Prepared]) -> list[str]:
    """Registration numbers in the order of the file, one run of the sequence for each year."""
    wanted = Counter(one.registered_on.year for one in fresh)
    following = {year: take_sequence(administration.pk, year, count) - count + 1 for year, count in wanted.items()}
    numbers = []
    for one in fresh:
        year = one.registered_on.year
        numbers.append(
            format_number(administration.number_template, sequence=following[year], on=one.registered_on, kind=one.kind)
        )
        following[year] += 1
    return numbers
