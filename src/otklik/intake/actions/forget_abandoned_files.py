"""Files of messages that were begun and never sent: personal data that nobody asked us to keep."""

from datetime import timedelta
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from otklik.base import audit
from otklik.base.actor import system_actor
from otklik.base.models import StoredFile
from otklik.catalog.models import Administration
from otklik.intake.models import Attachment, ImportRun

#: A draft lives as long as a session; a file a day old without a message belongs to nobody.
ABANDONED_AFTER = timedelta(days=1)
#: How far back one pass looks: older ones went in an earlier pass.
LOOK_BACK = timedelta(days=8)


@transaction.atomic
def forget_abandoned_files() -> int:
    """Delete files that no message, answer or import refers to; returns how many went (152-ФЗ)."""
    now = timezone.now()
    stored = StoredFile.objects.filter(stored_at__gt=now - LOOK_BACK, stored_at__lt=now - ABANDONED_AFTER)
    used = (Attachment.objects.filter(file=OuterRef("pk")), ImportRun.objects.filter(file=OuterRef("pk")))
    abandoned = list(stored.exclude(Exists(used[0])).exclude(Exists(used[1])))
    for file in abandoned:
        file.delete()
        transaction.on_commit(partial(_unlink, file.path))
    slugs = dict(Administration.objects.values_list("pk", "slug"))
    for administration_id in {file.administration_id for file in abandoned}:
        actor = system_actor(administration_id, slugs.get(administration_id, ""))
        audit.record(actor, "forget_files", "base.storedfile", "Удалены файлы неотправленных сообщений")
    return len(abandoned)


def _unlink(path: str) -> None:
    """Remove the bytes once nothing refers to them: the same file may have come with another message."""
    if not StoredFile.objects.filter(path=path).exists():
        (Path(settings.MEDIA_ROOT) / path).unlink(missing_ok=True)
