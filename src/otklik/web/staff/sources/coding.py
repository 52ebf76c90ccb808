"""One source: its words, its passages, what they are coded with."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from otklik.catalog import queries as catalog
from otklik.core.russian import count_with_word
from otklik.surveys.actions.code_passages import add_passages, code_passages, drop_passage, pass_passages
from otklik.surveys.policies import can_keep_sources, can_view_surveys, may_run
from otklik.surveys.qualitative.queries import coded_passages, source_for
from otklik.web.shared.acting import act, act_or_say
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.forms.base import StaffForm
from otklik.web.staff.sources.views import PLACE
from otklik.web.staff.surveys.tabs import surveys_page


class PassagesForm(StaffForm):
    """New passages, an empty line between them."""

    text = forms.CharField(
        label="Отрывки",
        help_text="Каждый говорит об одном. Между отрывками — пустая строка",
        max_length=100_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": "Введите хотя бы один отрывок"},
    )


@staff_page(can_view_surveys)
def source(request: PageRequest, source_id: int) -> HttpResponse:
    """The card, the words, the passages."""
    return _page(request, source_id)


@staff_page(can_keep_sources)
@require_POST
def add(request: PageRequest, source_id: int) -> HttpResponse:
    """Add passages."""
    form = PassagesForm(request.POST, actor=request.actor)
    if form.is_valid():
        act(form, add_passages, actor=request.actor, source_id=source_id, **form.cleaned_data)
    return _page(request, source_id, form) if form.errors else _back(request, source_id)


@staff_page(can_keep_sources)
@require_POST
def drop(request: PageRequest, source_id: int, passage_id: int) -> HttpResponse:
    """Take a passage out."""
    act_or_say(request, drop_passage, actor=request.actor, source_id=source_id, passage_id=passage_id)
    return _back(request, source_id)


@staff_page(can_keep_sources)
@require_POST
def code(request: PageRequest, source_id: int) -> HttpResponse:
    """Store the actor's categories; a passage with none marked and none stored before stays uncoded."""
    found = coded_passages(request.actor, source_for(request.actor, source_id))
    given = {one.passage.pk: _marks(request, one.passage.pk) for one in found}
    coded = {one.passage.pk: one.is_coded for one in found}
    marks = {pk: chosen for pk, chosen in given.items() if chosen or coded[pk]}
    if not marks:
        messages.error(request, "Отметьте категории хотя бы у одного отрывка.")
    elif act_or_say(request, code_passages, actor=request.actor, source_id=source_id, marks=marks):
        messages.success(request, f"Размечено: {count_with_word(len(marks), 'отрывок', 'отрывка', 'отрывков')}.")
    return _back(request, source_id)


@staff_page(can_keep_sources)
@require_POST
def hand_over(request: PageRequest, source_id: int) -> HttpResponse:
    """Hand the passages to the reading queue."""
    if act_or_say(request, pass_passages, actor=request.actor, source_id=source_id):
        messages.success(request, "Отрывки переданы в очередь чтения. Имена и контакты в них скрыты.")
    return _back(request, source_id)


def _marks(request: PageRequest, passage_id: int) -> set[int]:
    given = request.POST.getlist(f"passage_{passage_id}")
    return {int(one) for one in given if one.isdecimal() and len(one) < 19}  # noqa: PLR2004 - digits of a bigint


def _page(request: PageRequest, source_id: int, form: PassagesForm | None = None) -> HttpResponse:
    found = source_for(request.actor, source_id)
    passages = coded_passages(request.actor, found)
    runs = can_keep_sources(request.actor) and may_run(request.actor, found.audience, None)
    return surveys_page(
        request,
        "staff/sources/source.html",
        PLACE,
        status=422 if form else 200,
        source=found,
        files=list(found.files.all()),
        passages=passages,
        waiting=sum(one.passage.item_id is None for one in passages),
        categories=list(catalog.categories(request.administration.pk)),
        form=form or PassagesForm(actor=request.actor, initial={"text": "" if passages else found.text}),
        may_keep=runs,
    )


def _back(request: PageRequest, source_id: int) -> HttpResponse:
    return redirect("staff:survey_source", request.administration.slug, source_id)
