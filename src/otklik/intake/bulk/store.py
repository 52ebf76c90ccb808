"""Writing a chunk of messages: what is known is left alone, the rest gets its ids and numbers."""

import json
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from itertools import count

from django.db import IntegrityError

from otklik.catalog import models as catalog
from otklik.core.appeals import ItemKind
from otklik.core.registration import numbering
from otklik.intake import text_index
from otklik.intake.bulk import rows
from otklik.intake.bulk.dialect import Dialect
from otklik.intake.bulk.overlapping import Turn
from otklik.intake.bulk.packing import Messages
from otklik.intake.models import DueCount
from otklik.intake.numbers import take_sequence

ITEMS = "intake_feedbackitem"
TRIES = 3
#: Tables beside the items.
PARTS = (
    ("intake_appeal", rows.APPEAL_COLUMNS),
    ("intake_appealquestion", rows.QUESTION_COLUMNS),
    ("intake_contact", rows.CONTACT_COLUMNS),
    ("intake_answer", rows.ANSWER_COLUMNS),
)
CATALOGUE = {
    name: model._meta.db_table  # noqa: SLF001 - Django documents _meta
    for name, model in (
        ("administration", catalog.Administration), ("channel", catalog.Channel), ("process", catalog.Process),
        ("department", catalog.Department), ("topic", catalog.Topic), ("reason", catalog.Reason),
    )
}  # fmt: skip


class Store:
    """Takes in the chunks of one file."""

    def __init__(self, administration: catalog.Administration, dialect: Dialect) -> None:
        self._administration, self._dialect = administration, dialect
        #: Keys are looked up until a chunk has none that is stored already; from then on the unique index alone
        #: watches, and after the first key that it refuses every chunk is looked up again.
        self._looks_up, self._trusts = True, True

    def __call__(self, messages: Messages, turn: Turn = lambda: None) -> int:
        """Store what is new and return how many rows that were; safe to repeat after a crash.

        `turn` returns when the chunk before this one is committed: until then neither numbers nor messages are written.
        """
        _keep_counts(messages.counts)
        references = {CATALOGUE[name]: ids for name, ids in messages.references.items() if ids}
        for attempt in range(1, TRIES + 1):
            try:
                with self._dialect.storing(references):
                    return self._store(messages, turn)
            except IntegrityError:  # stored by another import, or twice in the file, or by an earlier import
                self._looks_up, self._trusts = True, False
                if attempt == TRIES:
                    raise
        return 0

    def _store(self, messages: Messages, turn: Turn) -> int:
        dialect, fresh = self._dialect, self._fresh(messages)
        if not fresh.keys:
            return 0
        ids = dialect.reserve_ids(ITEMS, len(fresh.keys))
        text_index.note_backlog(ids)
        heads = dialect.heads(ids)
        parts = (fresh.appeals, fresh.questions, fresh.contacts, fresh.answers)
        for (table, columns), part in zip(PARTS, parts, strict=True):
            dialect.write(table, columns, heads, part)
        turn()
        numbers = _numbers(self._administration, fresh)
        dialect.write(ITEMS, rows.ITEM_COLUMNS, dialect.heads(ids, numbers), fresh.items)
        return len(fresh.keys)

    def _fresh(self, messages: Messages) -> Messages:
        """What is not stored yet; of rows with one key the last."""
        places = {key: place for place, key in enumerate(messages.keys)}
        if self._looks_up:
            known = self._dialect.known_keys(self._administration.pk, list(places))
            for key in known:
                del places[key]
            self._looks_up = bool(known) or not self._trusts
        return messages if len(places) == len(messages.keys) else messages.only(list(places.values()))


def _keep_counts(counts: Mapping[str, str]) -> None:
    """Committed before the rows that refer to them, new or not: a later chunk may refer to them, another import too."""
    if not counts:
        return
    made = [DueCount(key=int(key), told=json.loads(told)) for key, told in counts.items()]
    DueCount.objects.bulk_create(made, ignore_conflicts=True)


def _numbers(administration: catalog.Administration, fresh: Messages) -> list[str]:
    """Registration numbers in the order of the file, one run of the sequence for each year."""
    wanted = Counter(day[:4] for day in fresh.days)
    following = {
        year: count(take_sequence(administration.pk, int(year), wanted[year]) - wanted[year] + 1)
        for year in sorted(wanted)
    }
    alike = list(zip(fresh.days, fresh.kinds, strict=True))
    number = {one: _numbering(administration.number_template, *one) for one in set(alike)}
    return [number[one](next(following[one[0][:4]])) for one in alike]


@lru_cache(maxsize=4096)
def _numbering(template: str, day: str, kind: str) -> Callable[[int], str]:
    return numbering(template, on=date.fromisoformat(day), kind=ItemKind(kind))
