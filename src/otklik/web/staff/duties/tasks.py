"""Tasks of the administration's own: given, changed, done, taken back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from otklik.duties.access import task_for, task_to_change
from otklik.duties.actions.keep_task import cancel_task, change_task, finish_task, give_task
from otklik.duties.policies import can_give_tasks, can_view_duties
from otklik.duties.queries.tasks import lines_of
from otklik.intake.queries import today_of
from otklik.web.shared.acting import act, act_or_say
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.duties.forms import DoneForm, TaskForm
from otklik.web.staff.reports.tabs import reports_page


@staff_page(can_give_tasks)
def new(request: PageRequest) -> HttpResponse:
    """A new task."""
    form = TaskForm(request.POST or None, actor=request.actor)
    if form.is_valid():
        made = act(form, give_task, actor=request.actor, plan=form.plan())
        if made is not None:
            messages.success(request, "Задача поставлена. Напомним за 10 дней, за 3 дня и в последний день.")
            return redirect("staff:duties", request.administration.slug)
    return _form(request, form)


@staff_page(can_give_tasks)
def edit(request: PageRequest, task_id: int) -> HttpResponse:
    """Change an open task."""
    task = task_to_change(request.actor, task_id)
    stated = {"title": task.title, "details": task.details, "person": task.person_id, "due_on": task.due_on}
    form = TaskForm(request.POST or None, actor=request.actor, initial=stated)
    if form.is_valid():
        changed = act(form, change_task, actor=request.actor, task_id=task_id, plan=form.plan())
        if changed is not None:
            messages.success(request, "Записано.")
            return redirect("staff:own_task", request.administration.slug, task_id)
    return _form(request, form, task_id=task_id)


@staff_page(can_view_duties)
def task(request: PageRequest, task_id: int) -> HttpResponse:
    """The task; who has it says that it is done."""
    found = task_for(request.actor, task_id)
    form = DoneForm(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        done = act(form, finish_task, actor=request.actor, task_id=task_id, **form.cleaned_data)
        if done is not None:
            messages.success(request, "Задача выполнена.")
            return redirect("staff:duties", request.administration.slug)
    (line,) = lines_of([found], today_of(request.actor))
    is_own = found.person_id in request.actor.desks
    return reports_page(
        request,
        "staff/duties/task.html",
        "duties",
        status=422 if form.errors else 200,
        line=line,
        form=form,
        may_do=(is_own or can_give_tasks(request.actor)) and not (found.done_on or found.cancelled_at),
        may_change=can_give_tasks(request.actor) and not (found.done_on or found.cancelled_at),
    )


@staff_page(can_give_tasks)
@require_POST
def cancel(request: PageRequest, task_id: int) -> HttpResponse:
    """Take the task back."""
    if act_or_say(request, cancel_task, actor=request.actor, task_id=task_id):
        messages.success(request, "Задача снята.")
    return redirect("staff:duties", request.administration.slug)


def _form(request: PageRequest, form: TaskForm, task_id: int | None = None) -> HttpResponse:
    return reports_page(
        request,
        "staff/duties/task_form.html",
        "duties",
        status=422 if form.errors else 200,
        form=form,
        task_id=task_id,
    )
