"""«Ссылки и объявления»: every way to a survey with its words, codes and papers, ready to be copied and printed."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from otklik.base.errors import NotFound
from otklik.core import announcements
from otklik.core.announcements import Told
from otklik.core.embedding import frame_fragment
from otklik.core.questionnaire.spoken import spoken
from otklik.exporters.qr import qr_png, qr_svg
from otklik.surveys.access import Survey, survey_for
from otklik.surveys.actions.add_links import add_link, sources_of, switch_link
from otklik.surveys.actions.frame_survey import frame_survey
from otklik.surveys.links import SurveyLink, asked_of, links_of
from otklik.surveys.policies import can_enter_answers, can_run_surveys, can_view_surveys
from otklik.surveys.ways_in import address_of
from otklik.web.public.embeds.pages import frame_script
from otklik.web.shared.acting import act, act_or_say
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.surveys.forms import FrameForm, LinkForm, StaffForm
from otklik.web.staff.surveys.tabs import survey_page

NETWORKS = ("vk", "ok", "telegram", "max")
ROOMS = {"kiosk": "kiosk/", "embed": "embed/"}


@dataclass(frozen=True)
class Way:
    """A link as the page shows it: the whole address, and the words that go with it."""

    link: SurveyLink
    address: str
    text: str = ""

    @property
    def about(self) -> str:
        """What tells it from the others of its source: its own words, the place, the service."""
        return self.link.title or str(self.link.touchpoint or self.link.process or "")


@staff_page(can_view_surveys)
def ways(request: PageRequest, survey_id: int) -> HttpResponse:
    """Posts, announcement, letter, papers, codes. Порядок: murashi 2.2, 5.2, 5.7."""
    return _show(request, survey_for(request.actor, survey_id))


def _show(
    request: PageRequest, survey: Survey, *, link_form: StaffForm | None = None, frame_form: StaffForm | None = None
) -> HttpResponse:
    links, told = links_of(survey), told_of(request, survey)
    ready = [way_of(request, survey, link, told) for link in links]
    first = {way.link.source: way for way in reversed(ready) if way.link.is_active}
    site = first.get("workplace") or first.get("site") or first.get("outside")
    adding = link_form or LinkForm(actor=request.actor)
    adding.set_choices("source", [(source.value, source.label) for source in sources_of(survey)], blank=None)
    letter_way = first.get("email")
    subject, text = announcements.letter(told, letter_way.address) if letter_way else ("", "")
    embed = first.get("embed")
    return survey_page(
        request,
        survey,
        "staff/surveys/ways.html",
        "survey_ways",
        posts=[first[source] for source in NETWORKS if source in first],
        site=site,
        announcement=announcements.announcement(told, site.address) if site else "",
        letter_subject=subject,
        letter_text=text,
        embed=embed,
        snippet=frame_fragment(survey.title, embed.address, frame_script()) if embed else "",
        frame_form=frame_form or FrameForm(actor=request.actor, initial={"sites": _sites(embed)}),
        poster=first.get("poster"),
        kiosk=first.get("kiosk"),
        ready=ready,
        link_form=adding,
    )


def _sites(way: Way | None) -> str:
    return "\n".join(way.link.frame_hosts.split()) if way else ""


def told_of(request: PageRequest, survey: Survey) -> Told:
    """What the announcements tell of the survey."""
    sheet = asked_of(survey)
    return Told(
        title=survey.title,
        lead=survey.lead or sheet.lead,
        administration=request.administration.title,
        question_count=len(sheet.questions),
        minutes=sheet.minutes,
        closes_on=survey.closes_on,
        is_internal=survey.audience == "internal",
        basis=survey.basis,
    )


def way_of(request: PageRequest, survey: Survey, link: SurveyLink, told: Told) -> Way:
    """The link with its address (the outside service's own where the survey runs there) and its post."""
    address = survey.outside_url or address_of(request.administration.slug, link.code) + ROOMS.get(link.source, "")
    text = announcements.post(link.source, told, address) if link.source in NETWORKS else ""
    return Way(link, address, text)


@staff_page(can_run_surveys)
@require_POST
def add(request: PageRequest, survey_id: int) -> HttpResponse:
    """One more link of a source."""
    survey = survey_for(request.actor, survey_id)
    form = LinkForm(request.POST, actor=request.actor)
    form.set_choices("source", [(source.value, source.label) for source in sources_of(survey)], blank=None)
    if form.is_valid():
        made = act(form, add_link, actor=request.actor, survey_id=survey_id, **form.cleaned_data)
        if made is not None:
            messages.success(request, "Ссылка добавлена.")
            return redirect("staff:survey_ways", request.administration.slug, survey_id)
    return _show(request, survey, link_form=form)


@staff_page(can_run_surveys)
@require_POST
def switch(request: PageRequest, survey_id: int, link_id: int) -> HttpResponse:
    """Switch a link off, or on again."""
    on = "on" in request.POST
    if act_or_say(request, switch_link, actor=request.actor, survey_id=survey_id, link_id=link_id, is_active=on):
        messages.success(request, "Ссылка включена." if on else "Ссылка выключена: по ней больше не ответить.")
    return redirect("staff:survey_ways", request.administration.slug, survey_id)


@staff_page(can_run_surveys)
@require_POST
def frame(request: PageRequest, survey_id: int) -> HttpResponse:
    """The sites that may show the questionnaire inside their pages."""
    form = FrameForm(request.POST, actor=request.actor)
    if form.is_valid():
        framed = act(form, frame_survey, actor=request.actor, survey_id=survey_id, **form.cleaned_data)
        if framed is not None:
            messages.success(request, "Записано. Сайт увидит анкету через несколько секунд.")
            return redirect("staff:survey_ways", request.administration.slug, survey_id)
    return _show(request, survey_for(request.actor, survey_id), frame_form=form)


@staff_page(can_view_surveys)
def code(request: PageRequest, survey_id: int, link_id: int, file_format: str) -> HttpResponse:
    """The link as a QR code: a drawing or a picture."""
    survey = survey_for(request.actor, survey_id)
    link = next((one for one in links_of(survey) if one.pk == link_id), None)
    if link is None or file_format not in {"svg", "png"}:
        raise NotFound
    address = survey.outside_url or address_of(request.administration.slug, link.code) + ROOMS.get(link.source, "")
    made = qr_svg(address) if file_format == "svg" else qr_png(address)
    kind = "image/svg+xml" if file_format == "svg" else "image/png"
    name = f'inline; filename="qr-{link.code}.{file_format}"'
    return HttpResponse(made, content_type=kind, headers={"Content-Disposition": name})


@staff_page(can_enter_answers)
def script(request: PageRequest, survey_id: int) -> HttpResponse:
    """What the operator of the consultation line reads aloud. Порядок: murashi 5.2."""
    survey = survey_for(request.actor, survey_id)
    sheet = asked_of(survey)
    told = told_of(request, survey)
    here = "survey_ways" if can_view_surveys(request.actor) else "survey_phone"
    return survey_page(
        request, survey, "staff/surveys/script.html", here, lines=spoken(sheet), told=told, thanks=sheet.thanks
    )
