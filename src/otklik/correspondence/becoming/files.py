"""Files of an arrival: those that are here are kept, those that are not are expected, none is lost in silence."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO

from django.conf import settings
from django.utils import timezone

from otklik.base.errors import RuleBroken
from otklik.base.files import store_file, too_large
from otklik.base.models import StoredFile
from otklik.channels.contract import RemoteFile
from otklik.core.incoming import IncomingAttachment
from otklik.correspondence.models import ExpectedFile
from otklik.delivery.models import ChannelConnection
from otklik.intake.models import AuthorAddition

#: Of one arrival; what is beyond is named as not taken.
MOST_FILES = 50


@dataclass(frozen=True)
class Kept:
    """Files that are here, and (name, why) of those that were not taken."""

    files: tuple[StoredFile, ...]
    refused: tuple[tuple[str, str], ...]


def keep_files(administration_id: int, attachments: Sequence[IncomingAttachment]) -> Kept:
    """Store what came with the message itself; what our rules do not take is named with the reason."""
    files, refused = [], []
    for attachment in attachments[:MOST_FILES]:
        name = attachment.name or "файл без имени"
        try:
            content = BytesIO(attachment.content)
            files.append(store_file(administration_id, content, name, keeps_dangerous=True))
        except RuleBroken as broken:
            refused.append((name, broken.message))
    refused.extend((one.name, "Слишком много файлов в одном сообщении.") for one in attachments[MOST_FILES:])
    return Kept(tuple(files), tuple(refused))


def expect_files(
    item_id: int,
    connection: ChannelConnection,
    remote: Iterable[RemoteFile],
    refused: Iterable[tuple[str, str]] = (),
    addition: AuthorAddition | None = None,
) -> None:
    """Remember what is still at the other side, and what cannot be had."""
    now, missing = timezone.now(), ExpectedFile.State.MISSING
    rows = [
        ExpectedFile(
            item_id=item_id,
            addition=addition,
            name=name[:200],
            state=missing,
            last_error=why[:500],
            next_attempt_at=now,
        )
        for name, why in refused
    ]
    for number, file in enumerate(remote):
        row = ExpectedFile(
            item_id=item_id,
            addition=addition,
            connection=connection,
            name=(file.name or "файл без имени")[:200],
            reference=file.reference,
            size=file.size,
            next_attempt_at=now,
        )
        if number >= MOST_FILES or (file.size or 0) > settings.UPLOAD_LIMIT_BYTES:
            row.state, row.reference, row.last_error = missing, "", too_large(row.name).message[:500]
        rows.append(row)
    ExpectedFile.objects.bulk_create(rows)
