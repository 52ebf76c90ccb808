"""Who receives employees, and the poster that leads to the employees' page."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from otklik.core.poster import Poster, Size
from otklik.exporters.poster.to_pdf import MEDIA_TYPE, posters_pdf
from otklik.intake.actions.write_to_leader import can_name_receivers, set_receiver
from otklik.intake.employee_letters import LetterTo, can_read_letters, receivers
from otklik.web.shared.acting import act, act_or_say
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.channels.page import channels_page
from otklik.web.staff.letters.forms import ReceiverForm

SIZES: dict[str, Size] = {"a4": "a4", "tent": "tent"}
HERE = "letter_receivers"


@staff_page(can_name_receivers)
def receiving(request: PageRequest) -> HttpResponse:
    """Those an employee may choose; one more is named, one is taken off. Порядок: murashi 3.2."""
    form = ReceiverForm(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        given = {"user_id": int(form.cleaned_data["person"]), "to": LetterTo(form.cleaned_data["to"])}
        act(form, set_receiver, actor=request.actor, is_receiving=True, **given)
        if not form.errors:
            messages.success(request, "Записано: сотрудники могут выбрать этого человека.")
            return redirect("staff:letter_receivers", request.administration.slug)
    found = receivers(request.administration.pk, timezone.localdate())
    return channels_page(request, "staff/letters/receivers.html", HERE, form=form, receivers=found)


@staff_page(can_name_receivers)
@require_POST
def stop(request: PageRequest, user_id: int, to: str) -> HttpResponse:
    """Take a person off the list."""
    if to not in LetterTo.values:
        raise Http404
    given = {"user_id": user_id, "to": LetterTo(to), "is_receiving": False}
    if act_or_say(request, set_receiver, actor=request.actor, **given):
        messages.success(request, "Этого человека сотрудникам больше не предлагаем.")
    return redirect("staff:letter_receivers", request.administration.slug)


@staff_page(can_read_letters)
def poster(request: PageRequest, size: str) -> HttpResponse:
    """A PDF for the corridor: the employees' page by its code. Порядок: murashi 3.2, biysk 5."""
    if size not in SIZES:
        raise Http404
    home = reverse("internal:home", args=[request.administration.slug])
    address = f"{settings.BASE_URL.rstrip('/')}{home}"
    made = Poster(
        ask="Сотрудникам: что мешает и что улучшить?",
        place="",
        steps="Наведите камеру телефона на квадрат и напишите руководителю, специалисту или в ящик.",
        promise="Имя можно не называть. Тогда мы не храним ни адреса, ни часа; ответ — по коду.",
        address=address,
        code_address=address,
        administration=request.administration.title,
    )
    name = f'inline; filename="sotrudnikam-{size}.pdf"'
    pdf = posters_pdf([made], SIZES[size])
    return HttpResponse(pdf, content_type=MEDIA_TYPE, headers={"Content-Disposition": name})
