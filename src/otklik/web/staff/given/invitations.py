"""Personal invitations of a survey: letters, slips, reminders; totals of what was used."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from otklik.core.russian import count_with_word
from otklik.delivery.queries import failed_letters, letter_states, recipients_of
from otklik.delivery.quiet import letters_rest_until
from otklik.exporters.slips.to_pdf import MEDIA_TYPE, Slip, slips_pdf
from otklik.surveys.access import Survey, survey_to_run
from otklik.surveys.actions.invite import invite_by_letter, make_slips, remind_invited, replace_invitations
from otklik.surveys.invitations import invitation_figures, staff_units
from otklik.surveys.policies import can_run_surveys
from otklik.web.shared.acting import act, act_or_say
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.forms.base import StaffForm
from otklik.web.staff.given.forms import LettersForm, SlipsForm, WordsForm
from otklik.web.staff.surveys.tabs import survey_page
from otklik.web.staff.uploads import uploaded_rows


@staff_page(can_run_surveys)
def invitations(request: PageRequest, survey_id: int) -> HttpResponse:
    """Whom to invite, and what may be known of it. Порядок: murashi 3.2, gatchina 3.3, naryan-mar 3.3."""
    return _show(request, survey_to_run(request.actor, survey_id))


def _letters_form(request: PageRequest, *data: Any) -> LettersForm:
    return LettersForm(*data, actor=request.actor, units=staff_units(request.actor))


def _show(
    request: PageRequest, survey: Survey, *, letters_form: StaffForm | None = None, slips_form: StaffForm | None = None
) -> HttpResponse:
    states = letter_states(survey)
    return survey_page(
        request,
        survey,
        "staff/given/invitations.html",
        "survey_invitations",
        figures=invitation_figures(survey),
        states=states,
        rest_until=letters_rest_until(request.administration.pk),
        failed=failed_letters(survey) if states.get("failed") else [],
        address_count=len(recipients_of(survey)),
        letters_form=letters_form or _letters_form(request),
        slips_form=slips_form or SlipsForm(actor=request.actor),
        words_form=WordsForm(actor=request.actor),
    )


@staff_page(can_run_surveys)
@require_POST
def letters(request: PageRequest, survey_id: int) -> HttpResponse:
    """Send a letter with a personal link to everybody named."""
    survey = survey_to_run(request.actor, survey_id)
    form = _letters_form(request, request.POST, request.FILES)
    if not form.is_valid():
        return _show(request, survey, letters_form=form)
    people = form.people(_rows(form))
    if not people and not form.errors:
        form.add_error(None, "Отметьте подразделения, выберите файл или напишите адреса.")
    words = form.cleaned_data["words"]
    sent = None
    if not form.errors:
        sent = act(form, invite_by_letter, actor=request.actor, survey_id=survey.pk, people=people, words=words)
    if sent is None:
        return _show(request, survey, letters_form=form)
    told = count_with_word(sent, "письмо поставлено", "письма поставлены", "писем поставлено")
    messages.success(request, f"{told} в очередь на отправку. Личные ссылки есть только в них.")
    return redirect("staff:survey_invitations", request.administration.slug, survey.pk)


def _rows(form: LettersForm) -> list[Any]:
    if not form.cleaned_data["file"]:
        return []
    with uploaded_rows(form) as rows:
        return rows or []


@staff_page(can_run_surveys)
@require_POST
def slips(request: PageRequest, survey_id: int) -> HttpResponse:
    """Slips to cut, with a QR code each: made now, kept nowhere."""
    survey = survey_to_run(request.actor, survey_id)
    form = SlipsForm(request.POST, actor=request.actor)
    if form.is_valid():
        given = form.cleaned_data
        facts = {"count": given["count"], "department_id": given["department"]}
        addresses = act(form, make_slips, actor=request.actor, survey_id=survey.pk, **facts)
        if addresses is not None:
            slip = Slip(survey.title, request.administration.title, survey.closes_on)
            return HttpResponse(
                slips_pdf(slip, addresses),
                content_type=MEDIA_TYPE,
                headers={
                    "Content-Disposition": 'attachment; filename="priglasheniya.pdf"',
                    "Cache-Control": "no-store",
                },
            )
    return _show(request, survey, slips_form=form)


@staff_page(can_run_surveys)
@require_POST
def remind(request: PageRequest, survey_id: int) -> HttpResponse:
    """Remind all of them."""
    return _again(request, survey_id, remind_invited, "Напоминание отправится всем приглашённым.")


@staff_page(can_run_surveys)
@require_POST
def replace(request: PageRequest, survey_id: int) -> HttpResponse:
    """Void the unused links and send new ones to all."""
    told = "Прежние ссылки больше не действуют, новые отправятся всем приглашённым."
    return _again(request, survey_id, replace_invitations, told, people=())


def _again(request: PageRequest, survey_id: int, action: Callable[..., Any], told: str, **more: Any) -> HttpResponse:
    form = WordsForm(request.POST, actor=request.actor)
    words = form.cleaned_data["words"] if form.is_valid() else ""
    if act_or_say(request, action, actor=request.actor, survey_id=survey_id, words=words, **more):
        messages.success(request, told)
    return redirect("staff:survey_invitations", request.administration.slug, survey_id)
