"""Addresses of reports at the desk: one list a subject, joined here."""

from django.urls import URLPattern, path

from otklik.web.staff.duties.urls import DUTIES
from otklik.web.staff.reports import start
from otklik.web.staff.reports.consolidated_urls import CONSOLIDATED
from otklik.web.staff.reports.own_template_urls import OWN_TEMPLATES
from otklik.web.staff.reports.package_urls import PACKAGES
from otklik.web.staff.reports.region_urls import REGION
from otklik.web.staff.reports.review_urls import REVIEWS

REPORTS: list[URLPattern] = [
    path("reports/", start.start, name="reports"),
    *PACKAGES,
    *CONSOLIDATED,
    *DUTIES,
    *REGION,
    *REVIEWS,
    *OWN_TEMPLATES,
]
