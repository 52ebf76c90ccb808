"""What the author does on the page of the case: marks the answer, adds to the message, withdraws it."""

from django.contrib import messages
from django.core import signing
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from otklik.base.errors import RuleBroken
from otklik.base.files import StoredFile, store_file, stored_files, too_large
from otklik.base.upload_limits import refused_uploads
from otklik.base.visitor_limits import may_go_on, try_after
from otklik.core.author_marks import Mark
from otklik.intake.actions.mark_answer import mark_answer
from otklik.intake.actions.speak_as_author import add_to_message, withdraw_message
from otklik.web.public.case import case_context, is_erased, keep_repeat, opened_case, ticket_of
from otklik.web.public.forms.author import AdditionForm, MarkForm
from otklik.web.public.views.feedback import too_often
from otklik.web.shared.acting import act, act_or_say
from otklik.web.shared.pages import public_page
from otklik.web.shared.requests import PageRequest

MOST_FILES = 5
MANY_FILES = "С вашей сети пришло слишком много файлов."
KEPT = "kept"
THANKS = "Спасибо, отметка принята."


def _to_status(request: PageRequest) -> HttpResponse:
    return redirect("public:status", request.administration.slug)


@public_page
@never_cache
def mark(request: PageRequest) -> HttpResponse:
    """«Доволен / не доволен», once an answer."""
    item, ticket = opened_case(request), ticket_of(request)
    if request.method != "POST" or item is None or ticket is None or is_erased(item):
        return _to_status(request)
    form = MarkForm(request.POST)
    if form.is_valid():
        if not may_go_on(request, "send"):
            return too_often(request, form.cleaned_data["comment"])
        given = form.cleaned_data
        done = act(
            form,
            mark_answer,
            actor=request.actor,
            ticket=ticket,
            answer_id=given["answer"],
            mark=given["mark"],
            comment=given["comment"],
        )
        if done:
            if done.receipt:
                keep_repeat(request, done.receipt.number, done.receipt.tracking_code)
            told = THANKS if given["mark"] == Mark.SATISFIED else "Мы записали, чем вы не довольны."
            messages.success(request, told)
            return _to_status(request)
    return render(request, "public/status.html", case_context(request, item, mark_form=form))


@public_page
@never_cache
def add(request: PageRequest) -> HttpResponse:
    """Words and files to an open message; a second click adds nothing."""
    item, ticket = opened_case(request), ticket_of(request)
    if request.method != "POST" or item is None or ticket is None or is_erased(item):
        return _to_status(request)
    form = AdditionForm(request.POST)
    is_valid = form.is_valid()
    files = _take_files(request, form)
    if is_valid and not form.errors:
        if not may_go_on(request, "send"):
            return too_often(request, form.cleaned_data["text"])
        given = {"text": form.cleaned_data["text"], "token": form.cleaned_data["token"], "files": files}
        if act(form, add_to_message, actor=request.actor, ticket=ticket, **given):
            messages.success(request, "Добавили к вашему сообщению.")
            return _to_status(request)
    context = case_context(request, item, add_form=form)
    context |= {"kept": files, "kept_signed": signing.dumps([file.pk for file in files], salt=_salt(request))}
    return render(request, "public/status.html", context)


def _take_files(request: PageRequest, form: Form) -> tuple[StoredFile, ...]:
    """The files kept from the last attempt and the new ones; what cannot be taken becomes an error of the form."""
    kept = list(stored_files(request.administration.pk, _kept_ids(request)))
    for name in refused_uploads(request):
        form.add_error(None, too_large(name).message)
    for upload in request.FILES.getlist("files"):
        if len(kept) >= MOST_FILES:
            form.add_error(None, f"Файл «{upload.name}» не принят: за один раз — не больше {MOST_FILES}.")
            break
        if not may_go_on(request, "file"):
            form.add_error(None, f"{MANY_FILES} Приложите «{upload.name}» после {try_after(request, 'file'):%H:%M}.")
            break
        try:
            kept.append(store_file(request.administration.pk, upload, upload.name or "файл"))
        except RuleBroken as broken:
            form.add_error(None, broken.message)
    return tuple(kept)


def _kept_ids(request: PageRequest) -> list[int]:
    try:
        return list(signing.loads(request.POST.get(KEPT, ""), salt=_salt(request)))
    except signing.BadSignature:
        return []


def _salt(request: PageRequest) -> str:
    ticket = ticket_of(request)
    return f"addition:{request.administration.pk}:{ticket.number if ticket else ''}"


@public_page
@never_cache
def withdraw(request: PageRequest) -> HttpResponse:
    """The author takes the message back (POST only)."""
    ticket = ticket_of(request)
    if request.method == "POST" and ticket is not None:
        done = act_or_say(request, withdraw_message, actor=request.actor, ticket=ticket)
        if done:
            messages.success(request, "Вы отозвали сообщение, рассмотрение прекращено.")
    return _to_status(request)
