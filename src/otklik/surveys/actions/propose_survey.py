"""Proposing an additional survey from a cause, and looking at the thresholds once a day."""

from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from otklik.base import audit
from otklik.base.actor import Actor, system_actor
from otklik.base.errors import NotFound
from otklik.base.one_by_one import one_by_one
from otklik.catalog.models import Administration
from otklik.catalog.queries import administration_by_slug, administrations, procedure_of
from otklik.core.appeals import Audience
from otklik.core.periods import Quarter, local_date
from otklik.core.sampling.size import sample_size
from otklik.intake.models import FeedbackItem
from otklik.procedures.schema_analysis import SurveyRules
from otklik.surveys.models import ProposalWatch, Questionnaire, QuestionnaireVersion, SurveyProposal
from otklik.surveys.policies import can_decide_proposals
from otklik.surveys.proposals.cause import Cause
from otklik.surveys.proposals.complaints import causes_in_complaints
from otklik.surveys.proposals.marks import causes_in_marks
from otklik.surveys.proposals.paper import additional_kind

#: Days to prepare the survey, and days in which people answer.
PREPARE, ASK = timedelta(days=7), timedelta(days=20)


def watch_thresholds() -> int:
    """Look once a local day at each administration; returns how many surveys were proposed. Called by `tick`."""
    return one_by_one(administrations(), _watch, event="thresholds_not_watched")


def look_now(*, actor: Actor) -> int:
    """The same at once, for those who decide. Порядок: murashi 5.2, biysk 4, livny 4."""
    if not can_decide_proposals(actor):
        raise NotFound
    return len(_look(administration_by_slug(actor.administration_slug)))


def _watch(administration: Administration) -> int:
    today = local_date(timezone.now(), administration.time_zone)
    seen, made = ProposalWatch.objects.get_or_create(administration_id=administration.pk, defaults={"looked_on": today})
    due = ProposalWatch.objects.filter(pk=seen.pk).exclude(looked_on=today)
    return len(_look(administration)) if made or due.update(looked_on=today) else 0


def _look(administration: Administration) -> list[SurveyProposal]:
    """The running quarter, and in its first month the one that ended, whose last answers are in."""
    today = local_date(timezone.now(), administration.time_zone)
    rules = procedure_of(administration.slug).survey_rules
    quarter = Quarter.of(today)
    quarters = [quarter.previous(), quarter] if today.month == quarter.start_on.month else [quarter]
    causes = [cause for one in quarters for cause in causes_in_marks(administration, one, rules)]
    causes += causes_in_complaints(administration, today - timedelta(days=1))
    made = [propose_survey(administration, cause) for cause in causes]
    return [one for one in made if one]


def propose_survey(administration: Administration, cause: Cause) -> SurveyProposal | None:
    """The new proposal; None when the same was proposed before, whatever became of it."""
    today = local_date(timezone.now(), administration.time_zone)
    procedure = procedure_of(administration.slug)
    if SurveyProposal.objects.filter(administration=administration, key=cause.key).exists():
        return None
    size = _population(administration, cause, today)
    try:
        with transaction.atomic():
            proposal = SurveyProposal.objects.create(
                administration=administration, key=cause.key[:160], reason=cause.reason, audience=cause.audience,
                title=cause.title[:300], why=list(cause.why), facts=cause.facts, query=cause.query[:300],
                source_survey_id=cause.source_survey_id, process_id=cause.process_id,
                touchpoint_id=cause.touchpoint_id, population=_population_words(cause), population_size=size,
                sample_size=_size(size, procedure.survey_rules),
                questionnaire=_questionnaire(administration, cause), opens_on=today + PREPARE,
                closes_on=today + PREPARE + ASK, quarter=Quarter.of(today).key, raised_at=timezone.now(),
            )  # fmt: skip
            actor = system_actor(administration.pk, administration.slug)
            audit.record(actor, "propose_survey", proposal, f"Предложен опрос: {cause.title}", reason=cause.reason)
    except IntegrityError:  # another tick came first
        return None
    return proposal


def _population(administration: Administration, cause: Cause, today: date) -> int:
    """Interactions that ended with an answer in the last four quarters, about the same process where there is one."""
    if cause.audience == Audience.INTERNAL:
        return 0  # employees are asked all together: nobody counts them here
    quarter = Quarter.of(today)
    keys = [quarter.key]
    for _ in range(4):
        quarter = quarter.previous()
        keys.append(quarter.key)
    items = FeedbackItem.objects.of(administration.pk).filter(
        quarter__in=keys, audience=cause.audience, answered_on__isnull=False
    )
    return (items.filter(process_id=cause.process_id) if cause.process_id else items).count()


def _population_words(cause: Cause) -> str:
    if cause.audience == Audience.INTERNAL:
        return "все сотрудники администрации"
    return f"все, кто в последние четыре квартала взаимодействовал с администрацией по поводу {cause.about}"[:500]


def _size(population: int, rules: SurveyRules) -> int:
    if not population:
        return 0
    return sample_size(population, margin=rules.margin, confidence=rules.confidence).answers


def _questionnaire(administration: Administration, cause: Cause) -> Questionnaire | None:
    """The one that serves the decree's additional survey; else the one whose answers raised the alarm."""
    kind = additional_kind(procedure_of(administration.slug), cause.audience)
    own = Questionnaire.objects.filter(
        administration=administration, audience=cause.audience, is_active=True
    ).prefetch_related("versions")
    for sheet in own:
        newest = next(iter(sheet.versions.all()), None)
        if newest and kind and kind.slug in newest.content.get("surveys", ()):
            return sheet
    asked = QuestionnaireVersion.objects.filter(surveys=cause.source_survey_id).select_related("questionnaire").first()
    return asked.questionnaire if asked else None
