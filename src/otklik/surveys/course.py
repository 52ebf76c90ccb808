"""How a survey goes: answers by day and by way, how many of the invited answered."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.core.cache import caches
from django.db.models import Count, Max, Q, Sum

from otklik.core.appeals import Audience
from otklik.surveys.models import Invitation, InvitationCount, Survey, SurveyDay, SurveyLink, SurveyResponse

#: Seconds that counts of sealed days are kept; a sealed day does not change.
_KEPT_SECONDS = 3600


@dataclass(frozen=True)
class WayCount:
    """Answers that came by one link; `count` None: too few to be told apart."""

    link: SurveyLink
    count: int | None


@dataclass(frozen=True)
class Course:
    """Answers so far."""

    total: int
    by_day: tuple[tuple[date, int], ...]
    """Days with answers, the first first."""
    ways: tuple[WayCount, ...]
    invited: int
    """Personal links in all: used and not."""
    left: int
    """Personal links not used yet."""
    minimum: int

    @property
    def used(self) -> int:
        """Personal links that were used."""
        return self.invited - self.left

    @property
    def response_share(self) -> float | None:
        """Share of personal links that were used, 0 to 1; None when none was given."""
        return self.used / self.invited if self.invited else None

    @property
    def is_enough(self) -> bool:
        """As many answers as may be shown."""
        return self.total >= self.minimum

    @property
    def peak(self) -> int:
        """The most answers in a day."""
        return max((count for _, count in self.by_day), default=0)


def course_of(survey: Survey) -> Course:
    """Counts of the survey; those of employees by a way only from the minimum group on. Порядок: murashi 5.5."""
    days = _by_day(survey)
    links = list(survey.links.select_related("process", "touchpoint"))
    counts = _by_link(survey)
    total = sum(days.values())
    invited, left = _invitations(survey, total)
    return Course(
        total=total,
        by_day=tuple(sorted(days.items())),
        ways=tuple(WayCount(link, _told(survey, counts.get(link.pk, 0))) for link in links),
        invited=invited,
        left=left,
        minimum=survey.minimum_group,
    )


def answer_counts(surveys: Iterable[Survey]) -> dict[int, int]:
    """Answers so far by survey, in two queries for a whole page of a list: sealed days, and the rows after them."""
    asked = [survey for survey in surveys if survey.state != Survey.State.DRAFT]
    sealed = SurveyDay.objects.filter(survey__in=asked).values("survey_id")
    told = {row["survey_id"]: row for row in sealed.annotate(count=Sum("response_count"), last=Max("on"))}
    counts = {survey.pk: int(told[survey.pk]["count"]) if survey.pk in told else 0 for survey in asked}
    later = Q(pk__in=[])
    for survey in asked:
        last = told[survey.pk]["last"] if survey.pk in told else None
        if last is None:
            later |= Q(survey_id=survey.pk)
        elif survey.closes_on is None or survey.closes_on > last:
            later |= Q(survey_id=survey.pk, answered_on__gt=last)
    rows = SurveyResponse.objects.filter(later).values_list("survey_id").annotate(count=Count("pk"))
    for survey_id, count in rows.values_list("survey_id", "count"):
        counts[survey_id] += count
    return counts


def link_counts(survey_ids: list[int], since: date, until: date) -> dict[int, int]:
    """Answers by link from `since` to `until`, both inclusive."""
    rows = SurveyResponse.objects.filter(survey_id__in=survey_ids, answered_on__range=(since, until))
    return dict(rows.values_list("link_id").annotate(count=Count("pk")).values_list("link_id", "count"))


def _invitations(survey: Survey, total: int) -> tuple[int, int]:
    """Personal links given and not used yet; where their number was not noted, every answer is one that was used."""
    if survey.entry != Survey.Entry.INVITED:
        return 0, 0
    left = Invitation.objects.filter(survey=survey).count()
    given = InvitationCount.objects.filter(survey=survey).aggregate(count=Sum("given"))["count"]
    return (max(int(given), left), left) if given else (total + left, left)


def _told(survey: Survey, count: int) -> int | None:
    is_small = survey.audience == Audience.INTERNAL and 0 < count < survey.minimum_group
    return None if is_small else count


def _by_day(survey: Survey) -> Counter[date]:
    sealed = dict(
        SurveyDay.objects.filter(survey=survey).values_list("on").annotate(count=Sum("response_count")).order_by("on")
    )
    days: Counter[date] = Counter(sealed)
    later = SurveyResponse.objects.filter(survey=survey).exclude(answered_on__in=list(sealed))
    days.update(dict(later.values_list("answered_on").annotate(count=Count("pk")).order_by("answered_on")))
    return days


def _by_link(survey: Survey) -> Counter[int]:
    """Rows of sealed days are counted once and kept; the running ones each time."""
    last: date | None = SurveyDay.objects.filter(survey=survey).aggregate(last=Max("on"))["last"]
    if last is None:
        return _count_links(survey)
    key = f"survey-links:{survey.pk}:{last.isoformat()}"
    kept = caches["memory"].get(key)
    if kept is None:
        kept = dict(_count_links(survey, answered_on__lte=last))
        caches["memory"].set(key, kept, _KEPT_SECONDS)
    return Counter(kept) + _count_links(survey, answered_on__gt=last)


def _count_links(survey: Survey, **days: date) -> Counter[int]:
    rows = SurveyResponse.objects.filter(survey=survey, **days).values_list("link_id").annotate(count=Count("pk"))
    return Counter(dict(rows.values_list("link_id", "count")))
