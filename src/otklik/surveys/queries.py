"""Reads of surveys for lists: those of the desk, those of the public page."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from otklik.base.actor import Actor
from otklik.surveys.course import answer_counts
from otklik.surveys.models import Survey, SurveyLink

PER_PAGE = 50


@dataclass(frozen=True)
class SurveyFilter:
    """What the list is narrowed to: words of the title, state, kind, audience; the page."""

    words: str = ""
    state: str = ""
    kind: str = ""
    audience: str = ""
    page: int = 1


@dataclass(frozen=True)
class SurveyLine:
    """A survey and how many have answered."""

    survey: Survey
    answers: int


@dataclass(frozen=True)
class SurveyPage:
    """A page of the list, and whether another follows."""

    lines: tuple[SurveyLine, ...]
    has_next: bool


def surveys_listed(actor: Actor, chosen: SurveyFilter) -> SurveyPage:
    """Surveys that the actor may see: those that run, then drafts, then the ended ones, the youngest first."""
    order = Case(
        When(state=Survey.State.OPEN, then=Value(0)),
        When(state=Survey.State.DRAFT, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    found = _narrowed(Survey.objects.visible_to(actor), chosen).order_by(order, "-opens_on", "-pk")
    start = (chosen.page - 1) * PER_PAGE
    surveys = list(found.select_related("process", "touchpoint", "department")[start : start + PER_PAGE + 1])
    counts = answer_counts(surveys[:PER_PAGE])
    lines = tuple(SurveyLine(survey, counts.get(survey.pk, 0)) for survey in surveys[:PER_PAGE])
    return SurveyPage(lines, len(surveys) > PER_PAGE)


def _narrowed(surveys: QuerySet[Survey], chosen: SurveyFilter) -> QuerySet[Survey]:
    facts = {"state": chosen.state, "audience": chosen.audience}
    found = surveys.filter(**{name: value for name, value in facts.items() if value})
    if chosen.kind:
        found = found.filter(kind="" if chosen.kind == "free" else chosen.kind)
    for word in chosen.words.split()[:5]:
        # SQLite folds no Cyrillic: the word as typed, and as it begins a title.
        found = found.filter(Q(title__icontains=word) | Q(title__icontains=word.capitalize()))
    return found


@dataclass(frozen=True)
class PublicSurvey:
    """A survey as a visitor is told of it: its words, until when, and the code of the way from the site."""

    survey: Survey
    code: str
    minutes: int


def open_to_public(administration_id: int, *, announced_only: bool = False) -> list[PublicSurvey]:
    """Listed surveys that run, those that end soonest first. Порядок: murashi 2.2, 5.2."""
    surveys = Survey.objects.filter(
        administration_id=administration_id, state=Survey.State.OPEN, is_listed=True, audience="external"
    ).select_related("version", "process")
    if announced_only:
        surveys = surveys.filter(is_announced=True)
    found = list(surveys)
    codes = _site_codes(found)
    shown = [
        PublicSurvey(survey, codes.get(survey.pk, ""), survey.version.content.get("minutes", 2)) for survey in found
    ]
    can_be_opened = [one for one in shown if one.code or one.survey.outside_url]
    return sorted(can_be_opened, key=lambda one: (one.survey.closes_on or date.max, one.survey.pk))


def ended_for_public(administration_id: int, most: int = 20) -> list[Survey]:
    """Listed surveys that have ended, the youngest first."""
    ended = Survey.objects.filter(
        administration_id=administration_id, state=Survey.State.CLOSED, is_listed=True, audience="external"
    )
    return list(ended.order_by("-closes_on", "-pk")[:most])


def _site_codes(surveys: list[Survey]) -> dict[int, str]:
    links = SurveyLink.objects.filter(survey__in=surveys, source=SurveyLink.Source.SITE, is_active=True)
    return dict(links.order_by("-pk").values_list("survey_id", "code"))
