"""A pack of scans that waits to be sorted: three invented letters with separator sheets, read by the worker."""

from datetime import date
from functools import partial
from importlib import resources

from django.db import transaction
from django.utils import timezone

from otklik.accounts.enums import Role
from otklik.accounts.models import User
from otklik.base.source_files import source_kept
from otklik.catalog.models import Administration
from otklik.offline.actions.take_pack import ADVICE, LARGEST_BYTES
from otklik.offline.demonstration.items import channel_of
from otklik.offline.models import ScanPack

NAME = "утренняя почта.pdf"


def load_pack(administration: Administration, today: date) -> int:
    """One pack of today's letters; returns 1, or 0 without letters by post."""
    from otklik.offline.tasks import run_pack  # noqa: PLC0415 - the task calls the actions back

    channel = channel_of(administration, "post")
    if channel is None:
        return 0
    clerk = User.objects.filter(administration=administration, appointments__role=Role.REGISTRAR).first()
    content = (resources.files(__package__) / "pack.pdf").read_bytes()
    kept = source_kept(administration.pk, "packs", [content], NAME, most_bytes=LARGEST_BYTES, advice=ADVICE)
    with kept as source:
        now = timezone.now()
        pack = ScanPack.objects.create(
            administration=administration, name=NAME, file=source.store("application/pdf"), digest=source.digest,
            channel=channel, received_on=today, created_at=now, created_by=clerk, touched_at=now,
        )  # fmt: skip
    transaction.on_commit(partial(run_pack.enqueue, pack.pk))
    return 1
