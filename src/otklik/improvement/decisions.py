"""Decisions taken by feedback as the public may read them: the pain, what was proposed, the measure, what came of it.

No figure of appeals and nobody's words go in: measures of appeals stay inside, and what was proposed is told in the
words with which the administration accepted it. Порядок: biysk 3, livny 3, murashi 5.16
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from otklik.catalog.queries import procedure_of
from otklik.core.appeals import Audience
from otklik.core.periods import Quarter
from otklik.core.personal_data.masking import mask
from otklik.improvement.effects.indicators import indicator_meant
from otklik.improvement.enums import MapState, MeasureState
from otklik.improvement.models import Measure, MeasureEffect, MeasureSuggestion, PainLine, PainPoint

MOST = 200
_EFFECT = {
    MeasureEffect.Verdict.IMPROVED: "Опросы показали: стало лучше.",
    MeasureEffect.Verdict.UNPROVEN: "Опросы пока не показали, что стало лучше.",
    MeasureEffect.Verdict.WORSENED: "Опросы показали: лучше не стало. Решение пересмотрят.",
}


@dataclass(frozen=True)
class DecisionOffered:
    """A decision that could be told: its key, what it is called in the list, the quarter in which it was done."""

    key: str
    title: str
    is_done: bool
    period: str

    @property
    def name(self) -> str:
        """«Сделано: …», «Решено: …»."""
        return f"{'Сделано' if self.is_done else 'Решено'}: {self.title}"


def decisions_offered(administration_id: int) -> list[DecisionOffered]:
    """Measures of external pains in approved maps and of accepted proposals, those done last first."""
    found = _public_measures(administration_id).order_by("-done_on", "-pk")[:MOST]
    return [DecisionOffered(str(one.pk), one.title, one.state == MeasureState.DONE, _period(one)) for one in found]


def decision_payload(administration_id: int, key: str) -> dict[str, Any] | None:
    """One decision as plain data, masked; None when there is no such measure or it may not be told."""
    if not key.isdecimal():
        return None
    measure = _public_measures(administration_id).select_related("department").filter(pk=int(key)).first()
    return _payload(measure) if measure else None


def _public_measures(administration_id: int) -> QuerySet[Measure]:
    """Cancelled ones are no decision; a pain of employees keeps its measure inside."""
    inside = PainPoint.objects.filter(audience=Audience.INTERNAL)
    approved = PainLine.objects.filter(pain_map__state=MapState.APPROVED).values("pain")
    told = Q(pains__in=approved) | Q(suggestions__item__audience=Audience.EXTERNAL)
    own = Measure.objects.filter(administration_id=administration_id).exclude(state=MeasureState.CANCELLED)
    return own.exclude(pains__in=inside).exclude(suggestions__item__audience=Audience.INTERNAL).filter(told).distinct()


def _payload(measure: Measure) -> dict[str, Any]:
    pains = list(measure.pains.all())
    return {
        "key": str(measure.pk),
        "title": mask(measure.title),
        "kind": measure.kind,
        "state": measure.state,
        "department": measure.department.title if measure.department else "",
        "pains": [mask(one.title) for one in pains],
        "since": Quarter.from_key(min(one.first_quarter for one in pains)).title if pains else "",
        "said": _said(measure),
        "due_on": measure.due_on.isoformat() if measure.due_on else "",
        "done_on": measure.done_on.isoformat() if measure.done_on else "",
        "result": mask(measure.result) if measure.state == MeasureState.DONE else "",
        "effect": _effect(measure),
    }


def _period(measure: Measure) -> str:
    return str(Quarter.of(measure.done_on)) if measure.done_on else ""


def _said(measure: Measure) -> list[str]:
    links = MeasureSuggestion.objects.filter(measure=measure).order_by("pk")
    return list(_distinct(mask(link.accepted.strip()) for link in links))


def _distinct(texts: Iterable[str]) -> dict[str, None]:
    return dict.fromkeys(text for text in texts if text)


def _effect(measure: Measure) -> str:
    """What surveys say of it; what feedback says is a measure of appeals and stays inside."""
    meant = indicator_meant(procedure_of(measure.administration.slug), measure.indicator)
    newest = measure.effects.first() if meant and meant.entry and meant.audience == Audience.EXTERNAL else None
    return _EFFECT[MeasureEffect.Verdict(newest.verdict)] if newest else ""
