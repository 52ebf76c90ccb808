"""What came, as bytes: a small body stands in its row, a large one in a file of its own."""

import hashlib

from otklik.base.files import open_file, put_bytes
from otklik.base.models import StoredFile
from otklik.correspondence.models import InboundMessage

#: Bytes that a row of the table holds at most.
IN_ROW = 32 * 1024


def put_body(row: InboundMessage, body: bytes) -> None:
    """Set where the body stands; a file is on the disk, flushed, when this returns."""
    if len(body) <= IN_ROW:
        row.body = body
        return
    digest = hashlib.sha256(body).hexdigest()
    place = f"{row.administration_id}/arrivals/{digest[:2]}/{digest}"
    put_bytes(place, body)
    row.file = StoredFile.objects.create(
        administration_id=row.administration_id,
        name=f"{digest[:16]}.raw",
        media_type="application/octet-stream",
        size=len(body),
        sha256=digest,
        path=place,
    )


def body_of(row: InboundMessage) -> bytes:
    """The bytes as they came."""
    if row.file is None:
        return bytes(row.body)
    with open_file(row.file) as stream:
        return stream.read()
