"""Which papers an administration may give its own form: the reports, and the protocol of a review."""

from collections.abc import Mapping

from otklik.base.errors import RuleBroken
from otklik.core.document import Document
from otklik.reporting.models import PeriodReview
from otklik.reporting.report import Report, ReportRequest
from otklik.reporting.reports.registry import reports
from otklik.reporting.reviews.paper import SLUG, TITLE, review_document, review_values
from otklik.reporting.reviews.policies import can_view_reviews

#: Papers that are made of a whole year too.
YEARLY = frozenset({"consolidated", "summary"})


def papers() -> Mapping[str, Report]:
    """By slug, as `reports`."""
    return {**reports(), SLUG: _REVIEW}


def _newest(request: ReportRequest) -> int:
    own = PeriodReview.objects.filter(administration_id=request.actor.administration_id, quarter=request.quarter.key)
    found = own.order_by("-number").values_list("pk", flat=True).first()
    if found is None:
        raise RuleBroken("no_review", f"За {request.period.title} рассмотрения не было.")
    return int(found)


def _build(request: ReportRequest) -> Document:
    return review_document(request.actor, _newest(request))


_REVIEW = Report(
    slug=SLUG,
    title=TITLE,
    description="Что рассмотрели, что решили по каждому вопросу, кто и к какому дню сделает.",
    may_view=can_view_reviews,
    build=_build,
    contract=lambda request: review_values(request.actor, _newest(request)),
)
