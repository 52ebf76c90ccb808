"""Surveys held, their summaries, and the deeper ones that were proposed."""

from otklik.core.appeals import Audience
from otklik.core.periods import Quarter, local_date
from otklik.core.russian import count_with_word, date_short
from otklik.duties.seen.contract import Asked, Found, Place, Seen, of_quarter
from otklik.surveys.models import SummedUp, Survey, SurveyProposal


def summaries(asked: Asked) -> Found:
    """Periods whose surveys were summed up. Порядок: biysk 4, livny 4, gatchina 4.1"""
    rows = SummedUp.objects.filter(
        administration=asked.administration, starts_on__gte=asked.begins, ends_on__lte=asked.ends
    )
    return {
        (row.starts_on, row.ends_on, None): Seen(f"Обобщено {date_short(row.done_on)}", row.done_on) for row in rows
    }


def internal_surveys(asked: Asked) -> Found:
    """Surveys of employees that began in the period: held when ended. Порядок: biysk 5, livny 5"""
    surveys = Survey.objects.filter(
        administration=asked.administration, audience=Audience.INTERNAL, opens_on__range=(asked.begins, asked.ends)
    )
    rows = list(surveys.exclude(state=Survey.State.DRAFT).order_by("opens_on", "pk"))
    found: dict[Place, Seen] = {}
    for span in asked.spans:
        seen = _held([one for one in rows if span.contains(one.opens_on)])
        if seen:
            found[(span.starts_on, span.ends_on, None)] = seen
    return found


def _held(surveys: list[Survey]) -> Seen | None:
    """The first that ended; else that one is on."""
    ended = [(one.closes_on, one) for one in surveys if one.state == Survey.State.CLOSED and one.closes_on]
    if ended:
        closes_on, survey = min(ended, key=lambda one: one[0])
        return Seen(f"«{survey.title}»: завершён {date_short(closes_on)}", closes_on)
    return Seen(f"«{surveys[0].title}»: идёт с {date_short(surveys[0].opens_on)}") if surveys else None


def additional_surveys(asked: Asked) -> Found:
    """Whether anything called for a deeper survey in the quarter, and whether it was decided. Порядок: murashi 5.2"""
    keys = [quarter.key for quarter in asked.quarters]
    rows = SurveyProposal.objects.filter(administration=asked.administration, quarter__in=keys)
    by_quarter: dict[int, list[SurveyProposal]] = {}
    for row in rows:
        by_quarter.setdefault(row.quarter, []).append(row)
    zone = asked.administration.time_zone
    return {of_quarter(Quarter.from_key(key)): _decided(by_quarter.get(key, []), zone) for key in keys}


def _decided(proposals: list[SurveyProposal], time_zone: str) -> Seen:
    if not proposals:
        return Seen("Пороги не пройдены, углублённый опрос не понадобился", is_needed=False)
    words = count_with_word(len(proposals), "предложение", "предложения", "предложений")
    days = [local_date(one.decided_at, time_zone) for one in proposals if one.decided_at]
    if len(days) < len(proposals):
        return Seen(f"{words}, без решения: {len(proposals) - len(days)}")
    return Seen(f"{words}, по всем решено", max(days))
