"""The way in that is handed to a person: one for each source and process, made when it is first needed."""

from django.conf import settings

from otklik.surveys.codes import link_code
from otklik.surveys.models import Survey, SurveyLink


def way_in(survey: Survey, source: SurveyLink.Source, process_id: int | None = None) -> SurveyLink:
    """The survey's link of the source for the process; a new one where there is none yet.

    The survey's own process needs no link of its own.
    """
    found = known_way_in(survey, source, process_id)
    own = _own(survey, process_id)
    return found or SurveyLink.objects.create(survey=survey, source=source, process_id=own, code=link_code())


def known_way_in(survey: Survey, source: SurveyLink.Source, process_id: int | None = None) -> SurveyLink | None:
    """The same without making one: for pages that only show it."""
    own, ways = _own(survey, process_id), SurveyLink.objects.filter(survey=survey, source=source, is_active=True)
    return (ways.filter(process=None) if own is None else ways.filter(process_id=own)).first()


def _own(survey: Survey, process_id: int | None) -> int | None:
    return None if process_id == survey.process_id else process_id


def address_of(administration_slug: str, code: str) -> str:
    """The whole address of a link, as it is mailed and printed."""
    return f"{settings.BASE_URL.rstrip('/')}/{administration_slug}/s/{code}/"


def personal_address_of(administration_slug: str, code: str, secret: str) -> str:
    """The whole address of a personal link."""
    return f"{address_of(administration_slug, code)}{secret}/"
