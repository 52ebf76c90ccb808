"""Addresses of pains at the desk: one list a subject, joined here."""

from django.urls import URLPattern, path

from otklik.web.staff.improvement import start
from otklik.web.staff.improvement.case_urls import CASES
from otklik.web.staff.improvement.effect_urls import EFFECTS
from otklik.web.staff.improvement.map_urls import MAPS
from otklik.web.staff.improvement.paper_urls import PAPERS
from otklik.web.staff.improvement.practice_urls import PRACTICES
from otklik.web.staff.improvement.proposal_urls import PROPOSALS
from otklik.web.staff.improvement.roadmap_urls import ROADMAP
from otklik.web.staff.improvement.thanks_urls import THANKS

IMPROVEMENT: list[URLPattern] = [
    path("pains/", start.start, name="pains"),
    *MAPS,
    *PAPERS,
    *EFFECTS,
    *PRACTICES,
    *PROPOSALS,
    *ROADMAP,
    *THANKS,
    *CASES,
]
