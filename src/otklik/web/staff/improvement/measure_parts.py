"""Parts of a measure: steps, pains, papers."""

from django.contrib import messages
from django.http import HttpResponse
from django.views.decorators.http import require_POST

from otklik.improvement.access import measure_to_shape
from otklik.improvement.actions.keep_measure_files import attach_file, drop_file
from otklik.improvement.actions.link_pains import link_pain, unlink_pain
from otklik.improvement.actions.step_measure import add_step, drop_step, tick_step
from otklik.improvement.policies import can_plan_measures, can_view_roadmap
from otklik.web.shared.acting import act, act_or_say
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.improvement.measure import measure_page
from otklik.web.staff.improvement.measure_forms import FileForm, StepForm
from otklik.web.staff.improvement.measure_moves import back
from otklik.web.staff.kept_files import take_uploads


@staff_page(can_view_roadmap)
@require_POST
def step_add(request: PageRequest, measure_id: int) -> HttpResponse:
    """One more step."""
    form = StepForm(request.POST, actor=request.actor, auto_id="step_%s")
    if form.is_valid():
        made = act(form, add_step, actor=request.actor, measure_id=measure_id, **form.cleaned_data)
        if made is not None:
            return back(request, measure_id)
    return measure_page(request, measure_id, step_form=form)


@staff_page(can_view_roadmap)
@require_POST
def step(request: PageRequest, measure_id: int, step_id: int) -> HttpResponse:
    """Tick a step off, or take the tick away."""
    is_done = request.POST.get("done") == "1"
    act_or_say(request, tick_step, actor=request.actor, measure_id=measure_id, step_id=step_id, is_done=is_done)
    return back(request, measure_id)


@staff_page(can_view_roadmap)
@require_POST
def step_drop(request: PageRequest, measure_id: int, step_id: int) -> HttpResponse:
    """Take a step away."""
    act_or_say(request, drop_step, actor=request.actor, measure_id=measure_id, step_id=step_id)
    return back(request, measure_id)


@staff_page(can_plan_measures)
@require_POST
def pain_add(request: PageRequest, measure_id: int) -> HttpResponse:
    """The measure is against this pain too."""
    chosen = request.POST.get("pain", "")
    if not (chosen.isascii() and chosen.isdecimal() and len(chosen) < 19):  # noqa: PLR2004 - digits of a bigint
        messages.error(request, "Выберите болевую точку.")
    else:
        act_or_say(request, link_pain, actor=request.actor, measure_id=measure_id, pain_id=int(chosen))
    return back(request, measure_id)


@staff_page(can_plan_measures)
@require_POST
def pain_drop(request: PageRequest, measure_id: int, pain_id: int) -> HttpResponse:
    """The measure is not against this pain."""
    act_or_say(request, unlink_pain, actor=request.actor, measure_id=measure_id, pain_id=pain_id)
    return back(request, measure_id)


@staff_page(can_view_roadmap)
@require_POST
def file_add(request: PageRequest, measure_id: int) -> HttpResponse:
    """Put papers to the measure."""
    measure_to_shape(request.actor, measure_id)  # nothing of a stranger is stored
    form = FileForm(request.POST, request.FILES, actor=request.actor, auto_id="file_%s")
    form.is_valid()
    files = take_uploads(request, form)
    if not files and not form.errors:
        form.add_error("attachments", "Выберите файл.")
    for file in files:
        act(form, attach_file, actor=request.actor, measure_id=measure_id, file=file)
    return measure_page(request, measure_id, file_form=form) if form.errors else back(request, measure_id)


@staff_page(can_view_roadmap)
@require_POST
def file_drop(request: PageRequest, measure_id: int, file_id: int) -> HttpResponse:
    """Take a paper off the measure."""
    act_or_say(request, drop_file, actor=request.actor, measure_id=measure_id, file_id=file_id)
    return back(request, measure_id)
