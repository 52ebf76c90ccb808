"""How much a touchpoint matters to those who were asked: its part in what the satisfaction with the whole goes with."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.utils import timezone

from otklik.analysis.factors import LEAST_EXPLAINED, Factors, about_process, factors_of
from otklik.analysis.indicators.answers import SurveyAnswers, answers_in, surveys_seen
from otklik.analysis.indicators.dimensions import Cutter, links_of
from otklik.base.actor import Actor, system_actor
from otklik.catalog.models import Process, Touchpoint
from otklik.catalog.queries import procedure_of
from otklik.core.appeals import Audience
from otklik.core.drivers import MOST_ELEMENTS
from otklik.core.periods import Quarter, local_date
from otklik.core.spans import Span
from otklik.improvement.models import PainMap

Place = tuple[int | None, int]
Known = dict[str, dict[str, Any]]


def place_key(process_id: int | None, touchpoint_id: int | None) -> str:
    """The name under which a place's importance is kept with the map."""
    return f"{process_id}:{touchpoint_id}"


def importance_of(pain_map: PainMap, places: Iterable[Place]) -> Known:
    """By place: `value` 0..1 of the most important element, `satisfied` share of marks, `n` answers.

    Of the process's own surveys; where too few answered about it, of the largest survey of the quarter (`scope` says
    which). Places that neither tells of are left out. Порядок: murashi 5.11, 5.15
    """
    wanted: dict[int | None, set[int]] = defaultdict(set)
    for process, touchpoint in places:
        wanted[process].add(touchpoint)
    if not wanted:
        return {}
    administration = pain_map.administration
    actor = system_actor(administration.pk, administration.slug)
    span = Span.of_quarter(Quarter.from_key(pain_map.quarter))
    today = local_date(timezone.now(), administration.time_zone)
    answers = answers_in(surveys_seen(actor, Audience.EXTERNAL.value), [span], today).get(span, [])
    titles = dict(Touchpoint.objects.filter(administration=administration).values_list("pk", "title"))
    cutter = Cutter(procedure_of(administration.slug), links_of(answers))
    whole = _factors(actor, answers)
    found: Known = {}
    slugs = dict(Process.objects.filter(pk__in=[one for one in wanted if one]).values_list("pk", "slug"))
    for process, touchpoints in wanted.items():
        by_title = {titles.get(one, ""): one for one in touchpoints}
        found |= _places(process, by_title, whole, "all")
        if process in slugs:
            about = [told for one in answers if (told := about_process(one, slugs[process], cutter)) is not None]
            found |= _places(process, by_title, _factors(actor, about), "process")
    return found


def _factors(actor: Actor, answers: Sequence[SurveyAnswers]) -> Factors | None:
    """Of the survey that most people answered, if it can tell anything."""
    for one in sorted(answers, key=lambda one: -len(one.matrix)):
        factors = factors_of(actor, one, has_ordinal=False)
        if not factors.refusal and factors.found is not None and factors.found.explained >= LEAST_EXPLAINED:
            return factors
        if len(one.matrix) < MOST_ELEMENTS:
            break
    return None


def _places(process_id: int | None, by_title: dict[str, int], factors: Factors | None, scope: str) -> Known:
    if factors is None:
        return {}
    top = max((one.driver.share for one in factors.elements), default=0.0)
    return {
        place_key(process_id, by_title[one.title]): {
            "value": round(max(one.driver.share, 0.0) / top, 4),
            "satisfied": round(one.performance, 4),
            "n": one.n,
            "scope": scope,
        }
        for one in factors.elements
        if one.title in by_title and top > 0
    }
