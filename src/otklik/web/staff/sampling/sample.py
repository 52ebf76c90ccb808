"""The tab «Выборка»: what is known, the plan, the draw, the field."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from otklik.core.sampling.cells import Frame
from otklik.surveys.access import survey_for
from otklik.surveys.actions.draw_sample import draw_sample, plan_sample, undo_draw
from otklik.surveys.actions.weigh_survey import use_weights, weigh_survey
from otklik.surveys.policies import can_run_surveys, can_view_surveys
from otklik.surveys.sampling.method_sheet import method_facts, method_limits
from otklik.surveys.sampling.overview import SampleOverview, sample_overview
from otklik.web.shared.acting import act, act_or_say
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.sampling.forms import PlanForm, SeedForm, WeightsForm
from otklik.web.staff.surveys.tabs import survey_page

TAB = "survey_sample"
LISTS = (("docx", "Список для печати"), ("xlsx", "Список в Excel"))


@staff_page(can_view_surveys)
def sample(request: PageRequest, survey_id: int) -> HttpResponse:
    """Population, size, draw, field and weights of a survey. Порядок: biysk 4, livny 4."""
    return _page(request, sample_overview(survey_for(request.actor, survey_id)))


@staff_page(can_run_surveys)
@require_POST
def plan(request: PageRequest, survey_id: int) -> HttpResponse:
    """Reckon the size and the targets."""
    found = sample_overview(survey_for(request.actor, survey_id))
    form = _plan_form(request, found, request.POST)
    if form is not None and form.is_valid():
        act(form, plan_sample, actor=request.actor, survey_id=survey_id, wish=form.wish())
    if form is None or not form.errors:
        return redirect(f"staff:{TAB}", request.administration.slug, survey_id)
    return _page(request, found, plan_form=form, status=422)


@staff_page(can_run_surveys)
@require_POST
def draw(request: PageRequest, survey_id: int) -> HttpResponse:
    """Draw the people; the seed is written down."""
    form = SeedForm(request.POST, actor=request.actor)
    seed = form.cleaned_data["seed"] if form.is_valid() else ""
    if act_or_say(request, draw_sample, actor=request.actor, survey_id=survey_id, seed=seed):
        messages.success(request, "Люди отобраны, зерно записано. Контакты остальных из списка удалены.")
    return redirect(f"staff:{TAB}", request.administration.slug, survey_id)


@staff_page(can_run_surveys)
@require_POST
def undo(request: PageRequest, survey_id: int) -> HttpResponse:
    """Take the draw back."""
    if act_or_say(request, undo_draw, actor=request.actor, survey_id=survey_id):
        messages.success(request, "Отбор отменён. Это останется в журнале.")
    return redirect(f"staff:{TAB}", request.administration.slug, survey_id)


@staff_page(can_run_surveys)
@require_POST
def weigh(request: PageRequest, survey_id: int) -> HttpResponse:
    """Make the weights."""
    found = sample_overview(survey_for(request.actor, survey_id))
    form = _weights_form(request, found, request.POST)
    if form is not None and form.is_valid():
        act(form, weigh_survey, actor=request.actor, survey_id=survey_id, **form.cleaned_data)
    if form is None or not form.errors:
        return redirect(f"staff:{TAB}", request.administration.slug, survey_id)
    return _page(request, found, weights_form=form, status=422)


@staff_page(can_run_surveys)
@require_POST
def switch_weights(request: PageRequest, survey_id: int) -> HttpResponse:
    """Count with the weights, or without."""
    uses = request.POST.get("uses") == "1"
    act_or_say(request, use_weights, actor=request.actor, survey_id=survey_id, uses=uses)
    return redirect(f"staff:{TAB}", request.administration.slug, survey_id)


def _page(
    request: PageRequest,
    found: SampleOverview,
    *,
    plan_form: PlanForm | None = None,
    weights_form: WeightsForm | None = None,
    status: int = 200,
) -> HttpResponse:
    return survey_page(
        request,
        found.survey,
        "staff/sampling/page.html",
        TAB,
        status=status,
        found=found,
        plan_form=plan_form or _plan_form(request, found),
        weights_form=weights_form or _weights_form(request, found),
        seed_form=SeedForm(actor=request.actor),
        facts=list(method_facts(found)),
        limits=list(method_limits(found)),
        formats=LISTS,
    )


def _plan_form(request: PageRequest, found: SampleOverview, given: object = None) -> PlanForm | None:
    frame: Frame | None = found.frame
    if frame is None:
        return None
    rules, sample = request.procedure.survey_rules, found.sample
    initial = {"margin": rules.margin * 100, "confidence": rules.confidence * 100}
    if sample is not None:
        named = ("margin", "confidence", "expected_share", "expected_response")
        initial = {name: round(getattr(sample, name) * 100, 4) for name in named}
        initial |= {name: getattr(sample, name) for name in ("method", "allocation", "least_per_cell")}
    return PlanForm(given, actor=request.actor, frame=frame, initial=initial)


def _weights_form(request: PageRequest, found: SampleOverview, given: object = None) -> WeightsForm | None:
    fitting = [(pair.dimension.slug, pair.dimension.title) for pair in found.pairs if pair.fits]
    if not fitting:
        return None
    stored = found.weights
    chosen = stored.dimensions if stored else [slug for slug, _ in fitting]
    initial = {"method": stored.method if stored else "poststrata", "dimensions": chosen}
    return WeightsForm(given, actor=request.actor, dimensions=fitting, initial=initial)
