"""What can also be done later: mail with a test letter, the classifier, the calendar; and the end."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from otklik.catalog.actions.edit_calendar import import_calendar
from otklik.catalog.actions.import_topics import import_topics
from otklik.catalog.calendar import moves_are_known, year_figures, year_months
from otklik.catalog.queries import topic_edition
from otklik.core.russian import count_with_word
from otklik.intake.queries import today_of
from otklik.operation.actions.begin import finish_first_run, pass_step
from otklik.operation.actions.set_mail import send_test_letter, set_mail
from otklik.operation.mail import mail_state, told_test
from otklik.web.first_run.forms import MailForm, TestLetterForm
from otklik.web.first_run.mailing import filled_mail_form, own_address
from otklik.web.first_run.pages import settled_page, step_page
from otklik.web.shared.acting import act
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.forms.calendar import CalendarFileForm
from otklik.web.staff.forms.topic_editions import EditionForm
from otklik.web.staff.uploads import uploaded_rows


@settled_page
def mail(request: HttpRequest) -> HttpResponse:
    """The server that takes the letters; kept, then tried."""
    page = cast("PageRequest", request)
    form = filled_mail_form(request)
    if request.method == "POST" and form.is_valid():
        act(form, set_mail, actor=page.actor, facts=form.mail_facts())
        if not form.errors:
            messages.success(request, "Записано. Теперь пошлите пробное письмо.")
            return redirect("first_run:mail")
    return _mail_page(page, form, TestLetterForm(initial={"to": own_address(page)}))


@settled_page
@require_POST
def test_letter(request: HttpRequest) -> HttpResponse:
    """A letter now; what the server says of it."""
    page = cast("PageRequest", request)
    form = TestLetterForm(request.POST)
    problem = act(form, send_test_letter, actor=page.actor, to=form.cleaned_data["to"]) if form.is_valid() else None
    if problem is None or form.errors:
        return _mail_page(page, filled_mail_form(None), form)
    if problem:
        messages.error(request, f"Письмо не ушло. {problem}")
    else:
        messages.success(request, told_test(form.cleaned_data["to"]))
    return redirect("first_run:mail")


@settled_page
def topics(request: HttpRequest) -> HttpResponse:
    """The full classifier from a file; without it the headings of three levels serve. Порядок: murashi 4.2."""
    page = cast("PageRequest", request)
    form = EditionForm(request.POST or None, request.FILES or None, actor=page.actor)
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("title", "effective_on")}
        edition = None
        with uploaded_rows(form) as rows:
            if rows is not None:
                edition = act(form, import_topics, actor=page.actor, rows=(row for _, row in rows), **given)
        if edition is not None:
            messages.success(request, f"Редакция «{edition.title}» загружена.")
            return redirect("first_run:start")
    in_force = topic_edition(page.actor.administration_id, today_of(page.actor))
    return step_page(request, "topics", {"form": form, "in_force": in_force})


@settled_page
def calendar(request: HttpRequest) -> HttpResponse:
    """The working days of this year and the next, to be held against the official calendar, and a file to mend them."""
    page = cast("PageRequest", request)
    form = CalendarFileForm(request.POST or None, request.FILES or None, actor=page.actor)
    if request.method == "POST" and form.is_valid():
        with uploaded_rows(form) as rows:
            count = act(form, import_calendar, actor=page.actor, rows=rows) if rows is not None else None
        if count is not None:
            days = count_with_word(count, "день", "дня", "дней")
            messages.success(request, f"Загружено, изменено: {days}." if count else "Файл совпадает с календарём.")
            return redirect("first_run:calendar")
    first = today_of(page.actor).year
    years = [(year, year_figures(year_months(page.actor, year)), moves_are_known(year)) for year in (first, first + 1)]
    return step_page(request, "calendar", {"form": form, "years": years})


@settled_page
@require_POST
def later(request: HttpRequest, step: str) -> HttpResponse:
    """The step is left for later, or found to be in order."""
    pass_step(user_id=cast("int", request.user.pk), step=step)
    return redirect("first_run:start")


@settled_page
def done(request: HttpRequest) -> HttpResponse:
    """What is set up and what to do next; the button ends the first run."""
    page = cast("PageRequest", request)
    if request.method == "POST":
        finish_first_run(user_id=cast("int", request.user.pk))
        return redirect("staff:staff_import", page.administration.slug)
    return step_page(request, "done", {"mail_state": mail_state()})


def _mail_page(page: PageRequest, form: MailForm, test_form: TestLetterForm) -> HttpResponse:
    return step_page(page, "mail", {"form": form, "test_form": test_form, "state": mail_state()})
