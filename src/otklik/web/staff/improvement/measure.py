"""The page of a measure, and its papers."""

from django.http import FileResponse, HttpResponse, HttpResponseBase

from otklik.base.files import open_file
from otklik.improvement.effects.indicators import indicator_meant
from otklik.improvement.enums import MeasureState
from otklik.improvement.measure_types import is_to_others
from otklik.improvement.policies import can_view_pain_maps, can_view_roadmap
from otklik.improvement.queries.measure import MeasureShown, measure_file, measure_shown, open_pains
from otklik.intake.queries import today_of
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.improvement.measure_forms import FileForm, StepForm
from otklik.web.staff.improvement.measure_panels.registry import measure_panels
from otklik.web.staff.improvement.tabs import improvement_page


@staff_page(can_view_roadmap)
def measure(request: PageRequest, measure_id: int) -> HttpResponse:
    """All facts of a measure: pains, suggestions, steps, files, what happened. Порядок: murashi 5.16."""
    return measure_page(request, measure_id)


def measure_page(
    request: PageRequest, measure_id: int, *, step_form: StepForm | None = None, file_form: FileForm | None = None
) -> HttpResponse:
    """The page, with a form that came back with an error if there is one."""
    shown = measure_shown(request.actor, measure_id)
    return improvement_page(
        request,
        "staff/improvement/measure/page.html",
        "roadmap",
        status=422 if step_form or file_form else 200,
        shown=shown,
        measure=shown.measure,
        panels=measure_panels(request, shown),
        step_form=step_form or StepForm(actor=request.actor, auto_id="step_%s"),
        file_form=file_form or FileForm(actor=request.actor, auto_id="file_%s"),
        unlinked=_unlinked(request, shown),
        is_open=shown.measure.state in {MeasureState.PLANNED, MeasureState.IN_WORK},
        is_to_others=is_to_others(request.procedure, shown.measure.kind),
        indicator=_indicator(request, shown.measure.indicator),
        may_see_pains=can_view_pain_maps(request.actor),
        today=today_of(request.actor),
    )


def _unlinked(request: PageRequest, shown: MeasureShown) -> list[tuple[int, str]]:
    """Pains that may be added; asked only for whoever may add them."""
    if not shown.may_plan:
        return []
    linked = {one.pain.pk for one in shown.pains}
    return [
        (pain.pk, f"{pain.process.title}: {pain.title}" if pain.process else pain.title)
        for pain in open_pains(request.actor)
        if pain.pk not in linked
    ]


def _indicator(request: PageRequest, key: str) -> str:
    meant = indicator_meant(request.procedure, key)
    return meant.title if meant else ""


@staff_page(can_view_roadmap)
def download(request: PageRequest, measure_id: int, file_id: int) -> HttpResponseBase:
    """A paper of the measure: always a download."""
    stored = measure_file(request.actor, measure_id, file_id)
    answer = FileResponse(open_file(stored), as_attachment=True, filename=stored.name)
    answer["Content-Type"] = "application/octet-stream"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer
