"""The installation's mail server, and a letter to try it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from otklik.accounts.queries import own_email
from otklik.operation.actions.set_mail import send_test_letter, set_mail
from otklik.operation.mail import mail_state, told_test
from otklik.web.first_run.forms import MailForm, TestLetterForm
from otklik.web.first_run.mailing import filled_mail_form
from otklik.web.node.pages import NodeRequest, node_page, shown
from otklik.web.shared.acting import act


@node_page
def page(request: NodeRequest) -> HttpResponse:
    """The server in force; kept in the database where the environment names none."""
    form = filled_mail_form(request)
    if request.method == "POST" and form.is_valid():
        act(form, set_mail, actor=request.keeper, facts=form.mail_facts())
        if not form.errors:
            messages.success(request, "Записано. Теперь пошлите пробное письмо.")
            return redirect("node:mail")
    return _shown(request, form, TestLetterForm(initial={"to": own_email(request.keeper)}))


@node_page
@require_POST
def test_letter(request: NodeRequest) -> HttpResponse:
    """A letter now; what the server says of it."""
    form = TestLetterForm(request.POST)
    problem = act(form, send_test_letter, actor=request.keeper, to=form.cleaned_data["to"]) if form.is_valid() else None
    if problem is None or form.errors:
        return _shown(request, filled_mail_form(None), form)
    if problem:
        messages.error(request, f"Письмо не ушло. {problem}")
    else:
        messages.success(request, told_test(form.cleaned_data["to"]))
    return redirect("node:mail")


def _shown(request: NodeRequest, form: MailForm, test_form: TestLetterForm) -> HttpResponse:
    return shown(request, "node/mail.html", "node:mail", form=form, test_form=test_form, state=mail_state())
