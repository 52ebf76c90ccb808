"""A file larger than anything we take is thrown away while it arrives, and the fields of its form are kept."""

from __future__ import annotations  # Django's UploadedFile takes a type argument for the type checker only

from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest

#: A view may take larger files than others: `view.upload_limit_bytes = ...`.
LIMIT_OF_VIEW = "upload_limit_bytes"


class BoundedUploads(FileUploadHandler):
    """Stands before Django's own handlers: counts the bytes and stops the file that grows over the limit.

    The names of such files stand in `refused_uploads(request)`; memory and disk never see more than the limit.
    """

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Pass the chunk on, or drop the rest of the file."""
        if start + len(raw_data) > self._limit:
            request = self.request
            request.otklik_refused_uploads = [*refused_uploads(request), self.file_name or "файл"]  # type: ignore[union-attr]
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> UploadedFile[bytes] | None:  # noqa: ARG002 - Django's signature
        """Left to the handlers that follow."""
        return None

    @property
    def _limit(self) -> int:
        match: Any = getattr(self.request, "resolver_match", None)
        return int(getattr(match and match.func, LIMIT_OF_VIEW, settings.UPLOAD_LIMIT_BYTES))


def refused_uploads(request: HttpRequest | None) -> list[str]:
    """Names of the files that were dropped for their size."""
    return list(getattr(request, "otklik_refused_uploads", []))
