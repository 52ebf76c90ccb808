"""Files of a message between the steps: checked and stored at once, named in the draft, sent with the message."""

from __future__ import annotations  # Django's UploadedFile takes a type argument for the type checker only

from django.core.files.uploadedfile import UploadedFile

from otklik.base.errors import RuleBroken
from otklik.base.files import StoredFile, store_file, stored_files, too_large
from otklik.base.upload_limits import refused_uploads
from otklik.base.visitor_limits import may_go_on, try_after
from otklik.web.public.draft import Draft
from otklik.web.public.forms.feedback import StepForm
from otklik.web.shared.requests import PageRequest

FILE_COUNT_LIMIT = 5


def take_files(request: PageRequest, draft: Draft, form: StepForm) -> None:
    """Store what came with the form; what cannot be taken becomes an error of the form, the rest stays."""
    for name in refused_uploads(request):
        form.add_error(None, too_large(name).message)
    for upload in request.FILES.getlist("files"):
        try:
            draft.file_ids.append(_stored(request, draft, upload))
        except RuleBroken as broken:
            form.add_error(None, broken.message)


def _stored(request: PageRequest, draft: Draft, upload: UploadedFile[bytes]) -> int:
    if len(draft.file_ids) >= FILE_COUNT_LIMIT:
        raise RuleBroken("file_count", f"Файл «{upload.name}» не принят: можно приложить не больше {FILE_COUNT_LIMIT}.")
    if not may_go_on(request, "file"):
        moment = f"{try_after(request, 'file'):%H:%M}"
        raise RuleBroken("file_rate", f"С вашей сети пришло слишком много файлов. Приложите этот после {moment}.")
    return store_file(request.administration.pk, upload, upload.name or "файл").pk


def drop_file(draft: Draft, file_id: str) -> None:
    """Take a file off the message; an unknown number changes nothing."""
    draft.file_ids = [kept for kept in draft.file_ids if str(kept) != file_id]


def files_of(request: PageRequest, draft: Draft) -> tuple[StoredFile, ...]:
    """The draft's files in the order of sending."""
    return stored_files(request.administration.pk, draft.file_ids)
