"""What may be launched: the decree's kinds of surveys, and the questionnaires at hand with those that fit first."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Max

from otklik.base.actor import Actor
from otklik.core.appeals import Audience
from otklik.procedures.schema import Procedure
from otklik.procedures.schema_analysis import SurveyKind
from otklik.surveys.models import QuestionnaireVersion
from otklik.surveys.policies import may_run

#: Weight of a questionnaire that serves the kind, of one made for the object, of one that suits any.
_SERVES, _MADE_FOR, _SUITS = 4, 2, 1


@dataclass(frozen=True)
class Sheet:
    """A questionnaire in its newest version, to choose from."""

    version_id: int
    title: str
    audience: str
    question_count: int
    short_count: int
    minutes: int
    unverified: str
    fit: int
    """0: it was not made for this kind of survey nor for this object."""

    @property
    def has_short_form(self) -> bool:
        """Some of its questions are of the full form only."""
        return 0 < self.short_count < self.question_count


def audiences_run(actor: Actor) -> tuple[Audience, ...]:
    """The audiences whom the actor may ask."""
    return tuple(audience for audience in Audience if may_run(actor, audience, actor.department_id))


def kinds_to_launch(actor: Actor, procedure: Procedure) -> list[SurveyKind]:
    """Kinds of the decree whose audience the actor may ask, in the decree's order. Порядок: murashi 5.2 to 5.4."""
    audiences = audiences_run(actor)
    return [kind for kind in procedure.surveys if kind.audience in audiences]


def kind_of(procedure: Procedure, slug: str) -> SurveyKind | None:
    """The decree's kind; None for a survey by itself, and for a kind that the decree no longer names."""
    return next((kind for kind in procedure.surveys if kind.slug == slug), None)


def kind_title(procedure: Procedure, slug: str) -> str:
    """How the kind is called on pages."""
    kind = kind_of(procedure, slug)
    return kind.title if kind else "Опрос по иным вопросам"


def minimum_of(procedure: Procedure, audience: str) -> int:
    """The smallest group that the decree's rules allow to be shown; a survey may ask for more, never for less."""
    rules = procedure.survey_rules
    return rules.internal_minimum_group if audience == Audience.INTERNAL else rules.minimum_group


def next_period_end(kind: SurveyKind | None, opens_on: date, days: int = 14) -> date | None:
    """A sensible last day: two weeks on; none for what is collected permanently."""
    return None if kind is not None and kind.permanent else date.fromordinal(opens_on.toordinal() + days - 1)


def sheets(actor: Actor, *, kind: str = "", subject: str = "", audience: str = "") -> list[Sheet]:
    """Questionnaires of the audiences that the actor may ask: those that serve the kind and suit the object first."""
    asked = [audience] if audience else list(audiences_run(actor))
    newest = (
        QuestionnaireVersion.objects.filter(
            questionnaire__administration_id=actor.administration_id,
            questionnaire__audience__in=asked,
            questionnaire__is_active=True,
        )
        .values("questionnaire")
        .annotate(newest=Max("pk"))
        .values("newest")
    )
    found = QuestionnaireVersion.objects.filter(pk__in=newest).select_related("questionnaire")
    return sorted((_sheet(one, kind, subject) for one in found), key=lambda one: (-one.fit, one.title))


def _sheet(version: QuestionnaireVersion, kind: str, subject: str) -> Sheet:
    content: dict[str, Any] = version.content
    questions = content.get("questions", [])
    return Sheet(
        version_id=version.pk,
        title=version.questionnaire.title,
        audience=version.questionnaire.audience,
        question_count=len(questions),
        short_count=sum(one.get("form", "both") == "both" for one in questions),
        minutes=content.get("minutes", 2),
        unverified=content.get("unverified", ""),
        fit=_fit(content, kind, subject),
    )


def _fit(content: dict[str, Any], kind: str, subject: str) -> int:
    subjects = content.get("subjects", [])
    score = _SERVES if kind and kind in content.get("surveys", []) else 0
    if subject and subjects:
        return score + _MADE_FOR if subject in subjects else max(score - _MADE_FOR, 0)
    return score + _SUITS if score else 0
