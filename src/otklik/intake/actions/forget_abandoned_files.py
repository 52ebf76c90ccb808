"""Files of messages that were begun and never sent: personal data that nobody asked us to keep."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from functools import partial

from django.db import transaction
from django.db.models import Exists, ManyToOneRel, OuterRef, QuerySet
from django.utils import timezone

from otklik.base import audit
from otklik.base.actor import system_actor
from otklik.base.files import forget_bytes
from otklik.base.models import StoredFile
from otklik.catalog.letterhead import coat_file_ids
from otklik.catalog.models import Administration

#: A draft lives as long as a session; a file a day old without a message belongs to nobody.
ABANDONED_AFTER = timedelta(days=1)
#: How far back one pass looks: older ones went in an earlier pass.
LOOK_BACK = timedelta(days=8)


@transaction.atomic
def forget_abandoned_files() -> int:
    """Delete files that no message, answer, import or begun card refers to; returns how many went (152-ФЗ)."""
    now = timezone.now()
    stored = StoredFile.objects.filter(stored_at__gt=now - LOOK_BACK, stored_at__lt=now - ABANDONED_AFTER)
    return _forget(stored)


@transaction.atomic
def forget_unused(file_ids: Iterable[int]) -> int:
    """Delete those of the files that nothing refers to, however old they are; returns how many went."""
    return _forget(StoredFile.objects.filter(pk__in=list(file_ids)))


def _forget(stored: QuerySet[StoredFile]) -> int:
    stored = stored.exclude(pk__in=coat_file_ids())
    for used in _uses():
        stored = stored.exclude(used)
    abandoned = list(stored)
    for file in abandoned:
        file.delete()
        transaction.on_commit(partial(forget_bytes, file.path))
    slugs = dict(Administration.objects.values_list("pk", "slug"))
    for administration_id in {file.administration_id for file in abandoned}:
        actor = system_actor(administration_id, slugs.get(administration_id, ""))
        audit.record(actor, "forget_files", "base.storedfile", "Удалены файлы неотправленных сообщений")
    return len(abandoned)


def _uses() -> Iterator[Exists]:
    """For every table that refers to files: whether it refers to the file."""
    for relation in StoredFile._meta.get_fields(include_hidden=True):  # noqa: SLF001 - Django documents _meta
        if isinstance(relation, ManyToOneRel):
            rows = relation.related_model._base_manager.filter(**{relation.field.name: OuterRef("pk")})  # noqa: SLF001
            yield Exists(rows)
