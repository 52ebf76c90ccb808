"""Stating the population: from the register, from a file, typed cell by cell."""

from math import prod

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from otklik.core.periods import Quarter
from otklik.core.sampling.cells import MOST_DIMENSIONS
from otklik.intake.queries import today_of
from otklik.surveys.access import survey_to_run
from otklik.surveys.actions.set_population import count_from_register, read_from_file, type_cells
from otklik.surveys.policies import can_run_surveys
from otklik.surveys.sampling.questions import dividing_columns
from otklik.web.shared.acting import act
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.quarters import QuarterChoice
from otklik.web.staff.sampling.forms import MOST_TYPED, CellsForm, FileForm, RegisterForm
from otklik.web.staff.sampling.sample import TAB
from otklik.web.staff.surveys.tabs import survey_page

_REGISTER, _FILE, _CELLS = (f"staff/sampling/{name}.html" for name in ("register", "file", "cells"))


@staff_page(can_run_surveys)
def register(request: PageRequest, survey_id: int) -> HttpResponse:
    """The authors of answered cases."""
    survey = survey_to_run(request.actor, survey_id)
    today = today_of(request.actor)
    last = Quarter.of(today).previous()
    initial = {"since": str(last.year_ago().next()), "until": str(last), "process": survey.process_id}
    quarters = QuarterChoice(last, today).choices
    form = RegisterForm(request.POST or None, actor=request.actor, quarters=quarters, initial=initial)
    if form.is_valid():
        act(form, count_from_register, actor=request.actor, survey_id=survey_id, query=form.query())
        if not form.errors:
            return _counted(request, survey_id)
    return survey_page(request, survey, _REGISTER, TAB, form=form, status=_status(form))


@staff_page(can_run_surveys)
def from_file(request: PageRequest, survey_id: int) -> HttpResponse:
    """A list of people, or cells."""
    survey = survey_to_run(request.actor, survey_id)
    form = FileForm(request.POST or None, request.FILES or None, actor=request.actor)
    if form.is_valid():
        said = form.cleaned_data
        act(
            form,
            read_from_file,
            actor=request.actor,
            survey_id=survey_id,
            content=said["file"].read(),
            name=said["file"].name,
            columns=said["columns"].split(",") if said["columns"] else [],
            basis=said["basis"],
        )
        if not form.errors:
            return _counted(request, survey_id)
    return survey_page(request, survey, _FILE, TAB, form=form, status=_status(form))


@staff_page(can_run_surveys)
def cells(request: PageRequest, survey_id: int) -> HttpResponse:
    """Choose the questions that divide, then type the counts."""
    survey = survey_to_run(request.actor, survey_id)
    known = dividing_columns(survey)
    chosen = [column for column in known if column.name in request.GET.getlist("by")][:MOST_DIMENSIONS]
    too_many = prod(len(column.codes) for column in chosen) > MOST_TYPED
    form = CellsForm(request.POST or None, actor=request.actor, columns=[] if too_many else chosen)
    if request.method == "POST" and not too_many and form.is_valid():
        act(
            form,
            type_cells,
            actor=request.actor,
            survey_id=survey_id,
            questions=[column.name for column in chosen],
            counts=form.counts(),
            basis=form.cleaned_data["basis"],
        )
        if not form.errors:
            return _counted(request, survey_id)
    context = {"form": form, "known": known, "chosen": chosen, "too_many": too_many, "most": MOST_TYPED}
    return survey_page(request, survey, _CELLS, TAB, status=_status(form), **context)


def _counted(request: PageRequest, survey_id: int) -> HttpResponse:
    messages.success(request, "Генеральная совокупность определена.")
    return redirect(f"staff:{TAB}", request.administration.slug, survey_id)


def _status(form: RegisterForm | FileForm | CellsForm) -> int:
    return 422 if form.errors else 200
