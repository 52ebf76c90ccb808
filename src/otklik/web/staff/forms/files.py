"""A field for several files; they are checked and stored by `uploads`."""

from typing import Any

from django import forms
from django.conf import settings


class SeveralFiles(forms.ClearableFileInput):
    """The browser's own file chooser, several at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files; nothing is read here."""

    def __init__(self, **kwargs: Any) -> None:
        limit = {"data-limit-bytes": settings.UPLOAD_LIMIT_BYTES}  # told at once, before anything is sent
        super().__init__(required=False, widget=SeveralFiles(attrs=limit), **kwargs)

    def clean(self, data: Any, initial: Any = None) -> Any:  # noqa: ARG002 - Django's signature
        """Left to `uploads.take_uploads`, where each failure has its own words."""
        return data
