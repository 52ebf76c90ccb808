"""Detached electronic signatures of any paper that is signed: the form, the attaching, the files."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse

from otklik.base.upload_limits import refused_uploads
from otklik.core.detached_signature import MOST_BYTES
from otklik.reporting.actions.sign_off import attach_signature
from otklik.reporting.sign_off.queries import signature_content
from otklik.web.shared.acting import act
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.forms.base import StaffForm


class SignatureForm(StaffForm):
    """A detached signature and the file that it was made for."""

    file_format = forms.ChoiceField(
        label="Под каким файлом сделана подпись",
        choices=(("pdf", "PDF"), ("docx", "Word")),
        error_messages={"invalid_choice": "Выберите из списка.", "required": "Выберите из списка."},
    )
    signature = forms.FileField(
        label="Файл подписи (.sig, .p7s)",
        error_messages={"required": "Выберите файл подписи.", "empty": "Файл пуст."},
    )


def attached(request: PageRequest, kind: str, target_id: int) -> SignatureForm | None:
    """Keep the signature sent with the request; the form with what is wrong, or None when it was kept."""
    form = SignatureForm(request.POST, request.FILES, actor=request.actor)
    if not form.is_valid():
        if refused_uploads(request):
            form.errors.pop("signature", None)
            form.add_error("signature", f"Файл больше {MOST_BYTES // 1_000_000} МБ: это не отсоединённая подпись.")
        return form
    upload = form.cleaned_data["signature"]
    made = act(
        form, attach_signature, actor=request.actor, kind=kind, target_id=target_id,
        file_format=form.cleaned_data["file_format"], upload=upload, name=upload.name or "signature.sig",
    )  # fmt: skip
    if made is None:
        return form
    messages.success(request, f"Файл подписи приложен: {made.get_result_display()}.")
    return None


def send_signature(request: PageRequest, kind: str, signature_id: int, part: str) -> HttpResponse:
    """A signature file, or the very document that it was made for. NotFound as for the paper."""
    name, content, media_type = signature_content(request.actor, kind, signature_id, part)
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
