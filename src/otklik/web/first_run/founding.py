"""Before there is anybody: the code, the administration with its decree, the first administrator."""

from pathlib import Path
from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.signals import user_logged_in
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone

from otklik.base.errors import RuleBroken
from otklik.base.visitor_limits import may_go_on, try_after
from otklik.operation.actions.begin import choose_administration, make_first_administrator
from otklik.operation.first_run import is_finished, is_key, is_nobody_here, key_of, progress
from otklik.procedures import registry
from otklik.web.first_run.forms import OWN, AdministrationForm, AdministratorForm, CodeForm
from otklik.web.first_run.pages import KEY, code_page, person_page, step_page
from otklik.web.shared.acting import act

DOOR = "first_code"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def start(request: HttpRequest) -> HttpResponseBase:
    """Where the first run stands: its next step."""
    if is_finished():
        raise Http404
    if not is_nobody_here():
        return _go_on(request)
    if not is_key(request.session.get(KEY, "")):
        return redirect("first_run:code")
    return redirect(f"first_run:{progress().next_step}")


@person_page
def _go_on(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - the decorator has asked it
    return redirect(f"first_run:{progress().next_step or 'done'}")


def code(request: HttpRequest) -> HttpResponseBase:
    """The code that proves that one stands at the server. Few tries an hour."""
    if is_finished():
        raise Http404
    if not is_nobody_here():
        return redirect("first_run:start")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not may_go_on(request, DOOR):
            form.add_error("code", f"Слишком много попыток. Следующая — после {try_after(request, DOOR):%H:%M}.")
        elif key := key_of(form.cleaned_data["code"]):
            request.session.cycle_key()
            request.session[KEY] = key
            return redirect("first_run:start")
        else:
            form.add_error("code", "Код не подошёл. Он действует сутки; новый покажет команда «otklik first-run-code».")
    return step_page(request, "code", {"form": form})


@code_page
def administration(request: HttpRequest) -> HttpResponse:
    """Whose feedback it is, by whose decree."""
    known = registry.procedures(Path(settings.PROFILES_DIR))
    choices = [(slug, f"{one.act.title} — {_act(one)}") for slug, one in sorted(known.items())]
    chosen = progress().administration
    initial = {"slug": chosen.slug if chosen else None}
    form = AdministrationForm(request.POST or None, request.FILES or None, choices=choices, initial=initial)
    faults: list[str] = []
    if request.method == "POST" and form.is_valid():
        own = form.cleaned_data["slug"] == OWN
        try:
            found = choose_administration(
                key=request.session[KEY],
                slug="" if own else form.cleaned_data["slug"],
                archive=form.cleaned_data["archive"].file if own else None,
            )
        except RuleBroken as broken:
            faults = broken.message.splitlines()
            form.add_error("archive", "Порядок не загружен: замечания ниже." if len(faults) > 1 else faults[0])
        else:
            messages.success(request, f"{found.title}: порядок, каналы, темы и анкеты заведены.")
            return redirect("first_run:administrator")
    return step_page(request, "administration", {"form": form, "faults": faults if len(faults) > 1 else []})


@code_page
def administrator(request: HttpRequest) -> HttpResponse:
    """The first person, signed in at once; from here on the code opens nothing."""
    if progress().administration is None:
        return redirect("first_run:administration")
    form = AdministratorForm(request.POST or None, initial={"act_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        given = {name: value for name, value in form.cleaned_data.items() if name != "again"}
        person = act(form, make_first_administrator, key=request.session[KEY], **given)
        if person is not None:
            login(request, person, backend=BACKEND)
            record_authentication(request, person, method="password", username=person.username)
            user_logged_in.send(sender=type(person), request=request, user=person)  # into the list of open sessions
            request.session.pop(KEY, None)
            return redirect("first_run:second_step")
    return step_page(request, "administrator", {"form": form})


def _act(procedure: Any) -> str:
    act_of = procedure.act
    return f"{act_of.act_kind.lower()} №\N{NO-BREAK SPACE}{act_of.number}"
