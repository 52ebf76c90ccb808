"""Naming the sites that may show the questionnaire inside their pages. Порядок: murashi 5.7."""

from django.db import transaction

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.catalog.frame_sites import site_of
from otklik.surveys.access import survey_to_run
from otklik.surveys.models import SurveyLink

MOST_SIGNS = 500


@transaction.atomic
def frame_survey(*, actor: Actor, survey_id: int, sites: str) -> SurveyLink:
    """Let the named sites (addresses in lines) frame the survey; none named: none may."""
    survey = survey_to_run(actor, survey_id)
    link = survey.links.filter(source=SurveyLink.Source.EMBED).order_by("pk").first()
    if link is None:
        raise NotFound
    hosts = [site_of(line) for line in sites.split()]
    if len(" ".join(hosts)) > MOST_SIGNS:
        raise RuleBroken("most", "Слишком много сайтов: оставьте меньше.", "sites")
    link.frame_hosts = " ".join(dict.fromkeys(hosts))
    link.save(update_fields=["frame_hosts"])
    audit.record(actor, "frame_survey", survey, f"Опрос можно показать на сайтах: {link.frame_hosts or 'ни на каких'}")
    return link
