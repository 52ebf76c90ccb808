"""Sheets that were made for letters on paper: they go with the letters' words."""

from collections.abc import Sequence
from functools import partial

from django.db import transaction

from otklik.base.files import forget_bytes
from otklik.base.models import StoredFile
from otklik.delivery.models import OutgoingMessage


def forget_sheets(message_ids: Sequence[int]) -> None:
    """Delete the sheets of these letters, and their bytes once that is committed."""
    letters = OutgoingMessage.objects.filter(pk__in=message_ids).exclude(sheet=None)
    for sheet in StoredFile.objects.filter(pk__in=list(letters.values_list("sheet_id", flat=True))):
        sheet.delete()
        transaction.on_commit(partial(forget_bytes, sheet.path))
