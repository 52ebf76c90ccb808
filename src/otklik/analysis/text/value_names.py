"""What the catalogue calls the values of a label: a model starts from the words of the names, decisions come on top."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from otklik.analysis.models import TextLabel
from otklik.catalog import queries as catalog
from otklik.catalog.models import Administration
from otklik.core.appeals import ItemKind
from otklik.core.periods import local_date

#: Bound of time and memory: of a longer list (a whole classifier of topics) only values that people gave are named,
#: the commonest of them.
MOST_NAMED = 300

Names = Mapping[str, tuple[str, ...]]


def names_of(administration_id: int, label: TextLabel, given: Sequence[str]) -> Names:
    """Names of the values in force; `given` are the values of the decisions. Nothing for a label whose names nobody
    writes (the tone)."""
    named = _NAMED.get(label)
    return named(administration_id, given) if named else {}


def _kinds(_administration_id: int, _given: Sequence[str]) -> Names:
    return {kind.value: (kind.label,) for kind in ItemKind if kind != ItemKind.OTHER}


def _entries(read: Callable[[int], QuerySet[Any]]) -> Callable[[int, Sequence[str]], Names]:
    def named(administration_id: int, given: Sequence[str]) -> Names:
        return _bounded(read(administration_id), "pk", "title", [int(value) for value in given if value.isdigit()])

    return named


def _topics(administration_id: int, given: Sequence[str]) -> Names:
    zone = Administration.objects.values_list("time_zone", flat=True).get(pk=administration_id)
    assignable = catalog.assignable_topics(administration_id, local_date(timezone.now(), zone))
    return _bounded(assignable, "code", "name", given)


def _bounded(rows: QuerySet[Any], key: str, name: str, given: Sequence[object]) -> Names:
    found = list(rows.values_list(key, name)[: MOST_NAMED + 1])
    if len(found) > MOST_NAMED:
        used = [value for value, _ in Counter(given).most_common(MOST_NAMED)]
        found = list(rows.filter(**{f"{key}__in": used}).values_list(key, name))
    return {str(value): (title,) for value, title in found}


_NAMED: Mapping[TextLabel, Callable[[int, Sequence[str]], Names]] = {
    TextLabel.KIND: _kinds,
    TextLabel.CATEGORY: _entries(catalog.categories),
    TextLabel.TOUCHPOINT: _entries(catalog.touchpoints),
    TextLabel.PROCESS: _entries(catalog.processes),
    TextLabel.TOPIC: _topics,
    TextLabel.DEPARTMENT: _entries(catalog.departments),
}
