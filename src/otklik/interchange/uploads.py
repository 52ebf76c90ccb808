"""Files that a system brings before the message or answer they belong to."""

import secrets
from collections.abc import Sequence
from datetime import timedelta
from typing import IO

from django.db import transaction
from django.utils import timezone

from otklik.base import audit
from otklik.base.errors import RuleBroken
from otklik.base.files import StoredFile, store_file
from otklik.interchange.keys import Caller
from otklik.interchange.models import ApiUpload

KEPT = timedelta(days=1)
MOST_FILES = 10


@transaction.atomic
def keep_upload(*, caller: Caller, upload: IO[bytes], name: str) -> ApiUpload:
    """Check and keep a file; its token goes into the message. RuleBroken for what is not taken."""
    stored = store_file(caller.actor.administration_id, upload, name)
    made = ApiUpload.objects.create(key_id=caller.key_id, file=stored, token=secrets.token_urlsafe(24))
    audit.record(caller.actor, "upload", stored, "Файл от другой системы")
    return made


def uploaded_files(caller: Caller, tokens: Sequence[str]) -> tuple[StoredFile, ...]:
    """The key's own files by their tokens, in order; RuleBroken for one that is not there."""
    if len(tokens) > MOST_FILES:
        raise RuleBroken("file_count", f"Можно приложить не больше {MOST_FILES} файлов.", "files")
    rows = ApiUpload.objects.filter(key_id=caller.key_id, token__in=tokens).select_related("file")
    found = {row.token: row.file for row in rows}
    if missing := [token for token in tokens if token not in found]:
        raise RuleBroken("file_unknown", f"Файла «{missing[0][:60]}» нет: загрузите его снова.", "files")
    return tuple(found[token] for token in dict.fromkeys(tokens))


def forget_old_uploads() -> int:
    """Let go of files that are a day old: those that nothing refers to are deleted by the next pass."""
    return ApiUpload.objects.filter(at__lt=timezone.now() - KEPT).delete()[0]
