"""Files of a form that comes back with an error: stored at once, their ids carried in a signed field."""

from django.core import signing
from django.forms import Form

from otklik.base.errors import RuleBroken
from otklik.base.files import StoredFile, store_file, stored_files, too_large
from otklik.base.upload_limits import refused_uploads
from otklik.web.shared.requests import PageRequest

FIELD = "attachments"
KEPT = "kept_files"
MOST = 10


def take_uploads(request: PageRequest, form: Form, *, keeps_dangerous: bool = False) -> tuple[StoredFile, ...]:
    """The files kept from the last attempt and the new ones; what cannot be taken becomes an error of the form."""
    kept = list(stored_files(request.administration.pk, _unsigned(request)))
    for name in refused_uploads(request):
        form.add_error(FIELD, too_large(name).message)
    for upload in request.FILES.getlist(FIELD):
        if len(kept) >= MOST:
            form.add_error(FIELD, f"Можно приложить не больше {MOST} файлов.")
            break
        try:
            name = upload.name or "файл"
            kept.append(store_file(request.administration.pk, upload, name, keeps_dangerous=keeps_dangerous))
        except RuleBroken as broken:
            form.add_error(FIELD, broken.message)
    return tuple(kept)


def signed(request: PageRequest, files: tuple[StoredFile, ...]) -> str:
    """The ids for the hidden field, good for this person only."""
    return signing.dumps([file.pk for file in files], salt=_salt(request)) if files else ""


def _unsigned(request: PageRequest) -> list[int]:
    try:
        return list(signing.loads(request.POST.get(KEPT, ""), salt=_salt(request)))
    except signing.BadSignature:
        return []


def _salt(request: PageRequest) -> str:
    return f"kept-files:{request.actor.administration_id}:{request.actor.user_id}"
