"""«Хочу узнать, что изменилось»: a contact after a survey, on a page of its own that knows nothing of the answers."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import render

from otklik.base.errors import NotFound
from otklik.base.visitor_limits import may_go_on, try_after
from otklik.surveys.actions.leave_contact import leave_contact
from otklik.surveys.contacts import survey_for_contact
from otklik.web.public.consent import SURVEY_CONSENT_VERSION
from otklik.web.shared.acting import act
from otklik.web.shared.pages import public_page
from otklik.web.shared.requests import PageRequest

TOO_OFTEN = "С вашей сети пришло слишком много сообщений подряд. Ничего не потеряно."
LONG = "Слишком длинно: не больше %(limit_value)d знаков."


class ContactForm(forms.Form):
    """How to reach the person, the name at will, the consent that the law asks for."""

    use_required_attribute = False
    reach = forms.CharField(
        label="Электронная почта или телефон",
        max_length=200,
        error_messages={"required": "Напишите почту или телефон.", "max_length": LONG},
        widget=forms.TextInput(attrs={"autocomplete": "email"}),
    )
    name = forms.CharField(
        label="Как к вам обращаться", max_length=200, required=False, error_messages={"max_length": LONG}
    )
    consent = forms.BooleanField(
        label="Согласен на обработку этих данных, чтобы мне сообщили, что изменилось",
        error_messages={"required": "Без согласия закон не разрешает хранить контакт."},
    )


@public_page
def leave(request: PageRequest, code: str) -> HttpResponse:
    """Leave a contact. Порядок: murashi 2.4."""
    survey = survey_for_contact(request.administration.pk, code)
    if survey is None:
        raise NotFound
    form = ContactForm(request.POST if request.method == "POST" else None, label_suffix="")
    if form.is_valid() and not may_go_on(request, "send"):
        form.add_error(None, f"{TOO_OFTEN} Отправьте снова после {try_after(request, 'send'):%H:%M}.")
    elif form.is_valid():
        given = form.cleaned_data
        facts = {"reach": given["reach"], "name": given["name"], "consent_version": SURVEY_CONSENT_VERSION}
        if act(form, leave_contact, actor=request.actor, survey_id=survey.pk, **facts) is not None:
            return render(request, "public/survey_contact/left.html", {"survey": survey})
    context = {"survey": survey, "form": form, "consent_version": SURVEY_CONSENT_VERSION}
    return render(request, "public/survey_contact/form.html", context)
