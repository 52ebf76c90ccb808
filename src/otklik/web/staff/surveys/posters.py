"""Posters of a survey: for a wall, for a counter; one for each touchpoint of a permanent collection."""

from django.http import HttpResponse

from otklik.base.errors import NotFound
from otklik.core.poster import Poster, Size
from otklik.exporters.poster.to_pdf import MEDIA_TYPE, posters_pdf
from otklik.surveys.access import Survey, survey_for
from otklik.surveys.links import SurveyLink, links_of
from otklik.surveys.policies import can_view_surveys
from otklik.surveys.ways_in import address_of
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.surveys.ways import told_of

SIZES: dict[str, Size] = {"a4": "a4", "tent": "tent"}
PROMISE = "Имя и телефон не спрашиваем. Кто ответил, не узнает никто."


@staff_page(can_view_surveys)
def poster(request: PageRequest, survey_id: int, size: str) -> HttpResponse:
    """A PDF with a page for every poster of the survey, or for the one that is asked for. Порядок: biysk 3, livny 3."""
    survey = survey_for(request.actor, survey_id)
    asked = request.GET.get("link", "")
    links = [link for link in links_of(survey) if link.source == SurveyLink.Source.POSTER and link.is_active]
    chosen = [link for link in links if str(link.pk) == asked] if asked else _hung(links)
    if size not in SIZES or not chosen or survey.outside_url:
        raise NotFound
    made = posters_pdf([_poster(request, survey, link) for link in chosen], SIZES[size])
    name = f'inline; filename="plakat-{survey.pk}-{size}.pdf"'
    return HttpResponse(made, content_type=MEDIA_TYPE, headers={"Content-Disposition": name})


def _hung(links: list[SurveyLink]) -> list[SurveyLink]:
    """Those of a place; the one for anywhere only where no place has its own."""
    return [link for link in links if link.touchpoint or link.process or link.title] or links


def _poster(request: PageRequest, survey: Survey, link: SurveyLink) -> Poster:
    told = told_of(request, survey)
    point = link.touchpoint or survey.touchpoint
    process = link.process or survey.process
    places = [one.title for one in (point, process) if one is not None]
    address = address_of(request.administration.slug, link.code)
    return Poster(
        ask=survey.title,
        place=link.title or "\n".join(places),
        steps=f"Наведите камеру телефона на квадрат и ответьте: {told.length}.",
        promise=PROMISE,
        address=address,
        code_address=address,
        administration=told.administration,
    )
