"""Sources of files: the list, one source with its runs, its form."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from otklik.base.errors import RuleBroken
from otklik.intake.import_runs import openable_runs
from otklik.registers import queries
from otklik.registers.actions.keep_source import check_source, keep_source
from otklik.registers.actions.take_files import ask_for_look
from otklik.registers.policies import can_give_back, can_manage_sources, can_view_sources
from otklik.web.shared.acting import act
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.channels.page import channels_page
from otklik.web.staff.registers.forms import SECRETS, GiveBackForm, SourceForm

LIST = "register_sources"


@staff_page(can_view_sources)
def sources(request: PageRequest) -> HttpResponse:
    """Every source with its latest state. Порядок: murashi 2.2, livny 3."""
    found = queries.sources(request.actor)
    may = can_manage_sources(request.actor)
    return channels_page(request, "staff/registers/list.html", LIST, sources=found, may_manage=may)


@staff_page(can_view_sources)
def source(request: PageRequest, source_id: int) -> HttpResponse:
    """One source: what came, what went back."""
    found = queries.source(request.actor, source_id)
    files = list(queries.source_files(found))
    return channels_page(
        request,
        "staff/registers/source.html",
        LIST,
        source=found,
        files=files,
        openable=openable_runs(request.actor, [file.run_id for file in files if file.run_id]),
        exports=queries.source_exports(found),
        may_manage=can_manage_sources(request.actor),
        back=GiveBackForm(actor=request.actor) if can_give_back(request.actor) else None,
    )


@staff_page(can_manage_sources)
def edit(request: PageRequest, source_id: int | None = None) -> HttpResponse:
    """A new source, or a change of one; secrets are never shown again."""
    found = queries.source(request.actor, source_id) if source_id else None
    initial = None
    if found:
        kept = queries.settings_to_change(request.actor, found).model_dump(exclude=set(SECRETS))
        names = ("title", "mapping_name", "pattern", "place", "every_minutes", "at", "sends_back", "is_active")
        initial = {**kept, "channel": found.channel_id, **{name: getattr(found, name) for name in names}}
    own = queries.own_folder(request.actor)
    form = SourceForm(request.POST or None, actor=request.actor, initial=initial, own_folder=own)
    if request.method == "POST" and form.is_valid():
        kept_source = act(form, keep_source, actor=request.actor, facts=form.facts(), source_id=source_id)
        if kept_source is not None:
            messages.success(request, "Источник сохранён. Теперь проверьте связь.")
            return redirect("staff:register_source", request.administration.slug, kept_source.pk)
    return channels_page(request, "staff/registers/form.html", LIST, form=form, source=found)


@require_POST
@staff_page(can_manage_sources)
def check(request: PageRequest, source_id: int) -> HttpResponse:
    """Open the place once and say what was seen."""
    try:
        messages.success(request, check_source(actor=request.actor, source_id=source_id))
    except RuleBroken as broken:
        messages.error(request, broken.message)
    return redirect("staff:register_source", request.administration.slug, source_id)


@require_POST
@staff_page(can_manage_sources)
def look(request: PageRequest, source_id: int) -> HttpResponse:
    """Look into the place now, in the background."""
    ask_for_look(actor=request.actor, source_id=source_id)
    messages.success(request, "Система смотрит в эту папку. Обновите страницу через минуту.")
    return redirect("staff:register_source", request.administration.slug, source_id)
