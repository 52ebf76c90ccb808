"""Responses whose day is not sealed yet."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from django.db.models import Q

from otklik.surveys.models import SurveyResponse

#: Surveys asked for at once; SQLite nests a condition for each.
BATCH = 100


def unsealed_rows(
    sealed: Mapping[int, Sequence[date]], since: date | None = None, until: date | None = None
) -> list[SurveyResponse]:
    """The rows of these surveys on days that are not among their sealed ones, from `since` to `until` inclusive."""
    found: list[SurveyResponse] = []
    span = {"answered_on__gte": since, "answered_on__lte": until}
    bounds = {path: day for path, day in span.items() if day is not None}
    surveys = list(sealed)
    for start in range(0, len(surveys), BATCH):
        asked = Q()
        for survey_id in surveys[start : start + BATCH]:
            asked |= Q(survey_id=survey_id) & _open_days(sorted(set(sealed[survey_id])))
        found.extend(SurveyResponse.objects.filter(asked, **bounds))
    return found


def _open_days(sealed: Sequence[date]) -> Q:
    """Days before, after and between the sealed ones: a condition that an index answers without reading these."""
    if not sealed:
        return Q()
    first, last = sealed[0], sealed[-1]
    known = set(sealed)
    between = (first + timedelta(days=shift) for shift in range((last - first).days))
    return (
        Q(answered_on__lt=first) | Q(answered_on__gt=last) | Q(answered_on__in=[d for d in between if d not in known])
    )
