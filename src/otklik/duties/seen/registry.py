"""The looks by the name that profiles use (`seen_by`)."""

from collections.abc import Iterable, Mapping

from otklik.catalog.models import Administration
from otklik.core.recurring import Span
from otklik.duties.seen.analysis import approved_maps, closed_periods, published_results
from otklik.duties.seen.contract import Asked, Look, Place, Seen
from otklik.duties.seen.papers import handed_packages
from otklik.duties.seen.reviews import held_reviews
from otklik.duties.seen.surveys import additional_surveys, internal_surveys, summaries
from otklik.duties.seen.yearly import yearly_reports
from otklik.procedures.duty_calendar import Occurrence

LOOKS: Mapping[str, Look] = {
    "closed_period": closed_periods,
    "pain_map": approved_maps,
    "package": handed_packages,
    "survey_summary": summaries,
    "internal_survey": internal_surveys,
    "additional_survey": additional_surveys,
    "publication": published_results,
    "review": held_reviews,
    "annual_report": yearly_reports,
}
SeenAll = Mapping[str, Mapping[Place, Seen]]


def look(administration: Administration, found: Iterable[Occurrence]) -> SeenAll:
    """What is seen of all the occurrences, each look asked once; «mark» has none: people tell it."""
    spans: dict[str, dict[tuple[object, object], Span]] = {}
    for one in found:
        spans.setdefault(one.duty.seen_by, {})[one.span.starts_on, one.span.ends_on] = one.span
    return {
        slug: LOOKS[slug](Asked(administration, tuple(own.values()))) for slug, own in spans.items() if slug in LOOKS
    }
