"""A surge of a topic proposes an additional survey, beside the alert that it raised."""

from datetime import timedelta

from django.utils import timezone

from otklik.alerts.models import Alert
from otklik.core.periods import Quarter, local_date
from otklik.surveys.actions.propose_survey import propose_survey
from otklik.surveys.models import SurveyProposal
from otklik.surveys.proposals.cause import Cause

#: An older alert tells nothing of today.
FRESH = timedelta(days=14)


def propose_surveys() -> int:
    """Propose a survey for each fresh surge, once a quarter for one topic; returns how many. Called by `tick`.

    Порядок: murashi 5.2, biysk 4, livny 4.
    """
    fresh = Alert.objects.filter(kind=Alert.Kind.SURGE, raised_at__gte=timezone.now() - FRESH)
    known = set(
        SurveyProposal.objects.filter(reason=SurveyProposal.Reason.SURGE).values_list("administration_id", "key")
    )
    alerts = [
        alert for alert in fresh.select_related("administration") if (alert.administration_id, _key(alert)) not in known
    ]
    return sum(propose_survey(alert.administration, _cause(alert)) is not None for alert in alerts)


def _cause(alert: Alert) -> Cause:
    subject = alert.title.removeprefix("Всплеск, ").partition(":")[0]
    return Cause(
        key=_key(alert),
        reason=SurveyProposal.Reason.SURGE,
        title=alert.title,
        why=tuple(alert.why),
        about=f"обращений, где {subject}" if subject else "обращений",
        audience=alert.audience,
        facts=alert.facts,
        query=alert.query,
    )


def _key(alert: Alert) -> str:
    quarter = Quarter.of(local_date(alert.raised_at, alert.administration.time_zone))
    return f"surge:{alert.facts.get('series', alert.pk)}:{quarter}"[:160]
