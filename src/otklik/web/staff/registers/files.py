"""Files that leave: states in the layout of their source, appeals for the portals of reporting."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST

from otklik.base.errors import RuleBroken
from otklik.core.periods import Quarter
from otklik.intake.policies import can_view_contacts
from otklik.intake.queries import today_of
from otklik.registers import queries
from otklik.registers.actions import give_back as giving
from otklik.registers.policies import can_give_back, can_report_appeals
from otklik.registers.reporting_files import MEDIA_TYPES, PROFILES, make_reporting_file, words_of
from otklik.web.shared.acting import act
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.channels.page import channels_page
from otklik.web.staff.registers.forms import GiveBackForm, ReportingForm

WORDS = ("department_id", "district", "region", "municipality")


@require_POST
@staff_page(can_give_back)
def give_back(request: PageRequest, source_id: int) -> HttpResponse:
    """The file of what changed, as a download."""
    back = redirect("staff:register_source", request.administration.slug, source_id)
    form = GiveBackForm(request.POST, actor=request.actor)
    if not form.is_valid():
        messages.error(request, "Укажите дни в виде 28.03.2026.")
        return back
    kind = form.cleaned_data["form"]
    try:
        made = giving.give_back(actor=request.actor, source_id=source_id, form=kind, **form.period())
    except RuleBroken as broken:
        messages.error(request, broken.message)
        return back
    return _download(made.content, giving.MEDIA_TYPES[kind], made.export.file_name)


@staff_page(can_report_appeals)
def reporting(request: PageRequest) -> HttpResponse:
    """Appeals of a period for ССТУ.РФ or «Мастер обзоров»."""
    may_persons = can_view_contacts(request.actor)
    form = ReportingForm(request.POST or None, actor=request.actor, initial=_initial(request))
    if not may_persons:
        del form.fields["with_persons"]
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        facts = {name: given[name] for name in ("profile", "first", "last")}
        words = {name: given[name] for name in WORDS}
        persons = given.get("with_persons", False)
        made = act(form, make_reporting_file, actor=request.actor, with_persons=persons, words=words, **facts)
        if made is not None:
            export, content = made
            return _download(content, MEDIA_TYPES[PROFILES[given["profile"]][1]], export.file_name)
    exports = queries.reporting_exports(request.actor)
    titles = {slug: title for slug, (title, _) in PROFILES.items()}
    rows = [{"export": one, "title": titles.get(one.profile, one.profile)} for one in exports]
    return channels_page(request, "staff/registers/reporting.html", "reporting_files", form=form, rows=rows)


def _initial(request: PageRequest) -> dict[str, object]:
    """The last ended quarter, and what the office gave last time."""
    quarter = Quarter.of(today_of(request.actor)).previous()
    kept = {**words_of(request.administration.pk, "master"), **words_of(request.administration.pk, "sstu")}
    return {"profile": "sstu", "first": quarter.start_on, "last": quarter.end_on, **kept}


def _download(content: bytes, media_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response
