"""How much a touchpoint matters to those who were asked: its part in what the satisfaction with the whole goes with."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from otklik.analysis.factors import LEAST_EXPLAINED, Factors, about_process, factors_of
from otklik.analysis.indicators.answers import SurveyAnswers, answers_in, surveys_seen
from otklik.analysis.indicators.dimensions import Cutter, links_of
from otklik.base.actor import Actor, system_actor
from otklik.catalog.models import Process, Touchpoint
from otklik.catalog.queries import procedure_of
from otklik.core.periods import Quarter, local_date
from otklik.core.spans import Span
from otklik.improvement.models import PainMap

Place = tuple[int, int]
Known = dict[str, dict[str, Any]]


def place_key(process_id: int | None, touchpoint_id: int | None) -> str:
    """The name under which a place's importance is kept with the map."""
    return f"{process_id}:{touchpoint_id}"


def importance_of(pain_map: PainMap, places: Iterable[Place]) -> Known:
    """By place: `value` 0..1 of the most important element of the process, `satisfied` share of marks, `n` answers.

    Places without surveys, or where too few answered to tell, are left out. Порядок: murashi 5.11, 5.15
    """
    wanted: dict[int, set[int]] = defaultdict(set)
    for process, touchpoint in places:
        wanted[process].add(touchpoint)
    if not wanted:
        return {}
    administration = pain_map.administration
    actor = system_actor(administration.pk, administration.slug)
    span = Span.of_quarter(Quarter.from_key(pain_map.quarter))
    today = local_date(timezone.now(), administration.time_zone)
    answers = answers_in(surveys_seen(actor), [span], today).get(span, [])
    titles = dict(Touchpoint.objects.filter(administration=administration).values_list("pk", "title"))
    found: Known = {}
    cutter = Cutter(procedure_of(administration.slug), links_of(answers))
    for process in Process.objects.filter(pk__in=wanted).order_by("pk"):
        factors = _factors(actor, process.slug, answers, cutter)
        found |= _places(process.pk, {titles.get(one, ""): one for one in wanted[process.pk]}, factors)
    return found


def _factors(actor: Actor, slug: str, answers: list[SurveyAnswers], cutter: Cutter) -> Factors | None:
    """Of the survey about the process that most people answered."""
    about = [found for one in answers if (found := about_process(one, slug, cutter)) is not None]
    most = max(about, key=lambda one: len(one.matrix), default=None)
    if most is None:
        return None
    factors = factors_of(actor, most)
    is_told = factors.found is not None and factors.found.explained >= LEAST_EXPLAINED
    return factors if is_told and not factors.refusal else None


def _places(process_id: int, by_title: dict[str, int], factors: Factors | None) -> Known:
    if factors is None:
        return {}
    top = max((one.driver.share for one in factors.elements), default=0.0)
    return {
        place_key(process_id, by_title[one.title]): {
            "value": round(max(one.driver.share, 0.0) / top, 4),
            "satisfied": round(one.performance, 4),
            "n": one.n,
        }
        for one in factors.elements
        if one.title in by_title and top > 0
    }
