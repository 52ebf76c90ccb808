"""A form of files alone."""

from otklik.web.staff.forms.base import StaffForm
from otklik.web.staff.forms.files import FilesField


class FilesForm(StaffForm):
    """Photos, protocols, a signed act."""

    attachments = FilesField(label="Файлы")
